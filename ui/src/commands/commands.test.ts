import { describe, expect, it } from "vitest";
import { deskOnly } from "../host/bench";
import { commandFor, isPressed, type Pressed } from "./keys";
import { available, commands, named } from "./list";

function pressed(key: string, held: Partial<Pressed> = {}): Pressed {
  return { key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

describe("keys", () => {
  it("needs exactly the keys written", () => {
    const palette = pressed("P", { ctrlKey: true, shiftKey: true });
    expect(isPressed("Ctrl+Shift+P", palette)).toBe(true);
    expect(isPressed("Ctrl+P", palette)).toBe(false);
    expect(isPressed("Ctrl+Shift+P", pressed("P", { ctrlKey: true, shiftKey: true, altKey: true }))).toBe(
      false,
    );
  });

  it("finds digits and signs by their place where the layout gives another character", () => {
    expect(isPressed("Ctrl+Alt+1", pressed("¡", { code: "Digit1", ctrlKey: true, altKey: true }))).toBe(true);
    expect(isPressed("Ctrl+\\", pressed("ç", { code: "Backslash", ctrlKey: true }))).toBe(true);
  });

  it("takes a plus with or without Shift, and names as a writer says them", () => {
    expect(isPressed("+", pressed("+", { shiftKey: true }))).toBe(true);
    expect(isPressed("Esc", pressed("Escape"))).toBe(true);
    expect(isPressed("Shift+Space", pressed(" ", { shiftKey: true }))).toBe(true);
    expect(isPressed("Space", pressed(" ", { shiftKey: true }))).toBe(false);
    expect(isPressed("Page Down", pressed("PageDown"))).toBe(true);
    expect(isPressed("Down", pressed("ArrowDown"))).toBe(true);
  });
});

describe("the list of commands", () => {
  it("names every command once", () => {
    const ids = commands.map((command) => command.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(() => named("file.fly")).toThrow("no command");
  });

  it.each(["start", "write", "history", "read"] as const)("has one meaning for a key in %s", async (view) => {
    const { desk } = await deskOnly(view === "start" ? {} : { opened: "Campaign Hub" });
    if (view === "history") await desk.showHistory();
    if (view === "read") await desk.beginReading();
    const keys = available(desk).flatMap((command) => command.keys);
    expect(keys.length).toBeGreaterThan(5);
    expect(new Set(keys).size, keys.join(" ")).toBe(keys.length);
  });

  it("names keys as they are written on a keyboard", () => {
    const names = commands.flatMap((command) => command.keys.map((key) => key.split("+").at(-1)));
    expect(names.filter((name) => /^Arrow|[a-z][A-Z]/.test(name ?? ""))).toEqual([]);
  });

  it("gives every command a key", () => {
    expect(commands.filter((command) => command.keys.length === 0).map((command) => command.id)).toEqual([]);
  });

  it("offers no change of the text where it cannot be changed", async () => {
    const { desk } = await deskOnly({
      documents: [{ name: "Old", text: "Text", readOnly: "It cannot be changed." }],
      opened: "Old",
    });
    const bold = pressed("b", { ctrlKey: true });
    expect(commandFor(available(desk), bold)).toBeNull();
    expect(commandFor(commands, bold)?.name).toBe("Bold");
  });
});
