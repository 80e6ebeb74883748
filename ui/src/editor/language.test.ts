import { syntaxTree } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { expect, it } from "vitest";
import { stateOf } from "./written";

/** The innermost node at a place, a language inside another one included. */
function nodeAt(text: string, position: number): string {
  return syntaxTree(stateOf(text)).resolveInner(position, 1).name;
}

it("HTML in a memo is one piece, and no language inside it is read", () => {
  expect(nodeAt("<script>let x = 1;</script>\n", 12)).toBe("HTMLBlock");
  expect(nodeAt("a <b>c</b>", 3)).toBe("HTMLTag");
});

it("a tag that is typed is not closed by itself", () => {
  const view = new EditorView({ state: stateOf("a <b‸") });
  const insert = () => view.state.update({ changes: { from: 4, insert: ">" } });
  const handlers = view.state.facet(EditorView.inputHandler);
  expect(handlers.some((handler) => handler(view, 4, 4, ">", insert))).toBe(false);
  expect(view.state.doc.toString()).toBe("a <b");
});
