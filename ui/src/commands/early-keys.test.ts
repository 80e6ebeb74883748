import { afterEach, expect, test } from "vitest";
import { keepKeys } from "./early-keys";

afterEach(() => document.body.replaceChildren());

function press(key: string, more: KeyboardEventInit = {}): boolean {
  return document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
  );
}

test("keys pressed early are pressed again, in order and once, on what has the focus by then", () => {
  const keys = keepKeys(window);
  expect(press("F5"), "the browser does nothing of its own").toBe(false);
  press("Control", { ctrlKey: true });
  press("b", { ctrlKey: true });

  const field = document.createElement("input");
  document.body.append(field);
  field.focus();
  const heard: string[] = [];
  field.addEventListener("keydown", (event) => heard.push(`${event.ctrlKey ? "Ctrl+" : ""}${event.key}`));
  keys.pressAgain();
  keys.pressAgain();
  expect(heard).toEqual(["F5", "Ctrl+b"]);
});

test("once the window stands, keys go their own way", () => {
  const keys = keepKeys(window);
  keys.pressAgain();
  expect(press("F5")).toBe(true);
});

test("what an input method composes is left to it", () => {
  keepKeys(window);
  expect(press("Process")).toBe(true);
  expect(press("k", { isComposing: true })).toBe(true);
});
