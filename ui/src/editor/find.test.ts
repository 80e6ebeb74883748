import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { expect, it } from "vitest";
import { fields } from "./fields";
import { find, openFind, openReplace } from "./find";

function opened(command: typeof openFind): HTMLElement {
  const extensions = [find(), fields(document.createElement("div"), () => [])];
  const state = EditorState.create({ doc: "a customer waits", extensions });
  const view = new EditorView({ state, parent: document.body });
  command(view);
  return view.dom.querySelector<HTMLElement>(".sheet-find")!;
}

/** Presses Tab where the focus is; returns the name of what has it then. */
function tab(shiftKey = false): string {
  const key = new KeyboardEvent("keydown", { key: "Tab", shiftKey, bubbles: true, cancelable: true });
  document.activeElement!.dispatchEvent(key);
  const held = document.activeElement!;
  return key.defaultPrevented ? (held.getAttribute("aria-label") ?? held.textContent ?? "") : "";
}

it("Tab goes from what is sought to what replaces it, then through every button, and back", () => {
  const panel = opened(openReplace);
  panel.querySelector<HTMLInputElement>("[name=find]")!.focus();
  expect(tab()).toBe("Replace with");
  expect(tab(true)).toBe("Find");
  const way = Array.from({ length: 8 }, () => tab());
  expect(way).toEqual(["Replace with", "Next", "Previous", "", "Close", "Replace", "Replace all", ""]);
});

it("without the second field Tab is the browser's", () => {
  opened(openFind).querySelector<HTMLInputElement>("[name=find]")!.focus();
  expect(tab()).toBe("");
});
