// Keys as written on the screen against keys as pressed. Pure.
import type { Command } from "./command";

/** What of a keyboard event decides; a plain object serves as well. */
export interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Tells whether a pressed key is the one written, such as "Ctrl+Shift+P". Command counts as Ctrl. */
export function isPressed(written: string, pressed: Pressed): boolean {
  const words = written.split("+");
  const name = written.endsWith("+") ? "+" : (words.at(-1) ?? "");
  const ctrl = words.includes("Ctrl");
  const alt = words.includes("Alt");
  if ((pressed.ctrlKey || pressed.metaKey) !== ctrl || pressed.altKey !== alt) return false;
  if (!isSign(name) && pressed.shiftKey !== words.includes("Shift")) return false;
  return sameKey(name, pressed);
}

/** Returns the command that a pressed key means among those given, or null. */
export function commandFor(commands: readonly Command[], pressed: Pressed): Command | null {
  return commands.find((command) => command.keys.some((written) => isPressed(written, pressed))) ?? null;
}

/** Whether a sign needs Shift depends on the keyboard, so Shift does not count. */
function isSign(name: string): boolean {
  return name === "+" || name === "-";
}

/** Where the writer's name of a key is not the browser's. */
const spoken: Record<string, string> = {
  Esc: "Escape",
  Space: " ",
  Left: "ArrowLeft",
  Right: "ArrowRight",
  Up: "ArrowUp",
  Down: "ArrowDown",
  "Page Up": "PageUp",
  "Page Down": "PageDown",
};

/** Digits and signs go by place too: with Ctrl or Alt many layouts give another character. */
function sameKey(name: string, pressed: Pressed): boolean {
  const key = spoken[name] ?? name;
  if (pressed.key.toLowerCase() === key.toLowerCase()) return true;
  if (/^\d$/.test(name)) return pressed.code === `Digit${name}` || pressed.code === `Numpad${name}`;
  if (name === "\\") return pressed.code === "Backslash";
  if (name === ",") return pressed.code === "Comma";
  return false;
}
