import { ChangeSet, EditorSelection, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { expect, it } from "vitest";
import { guidance } from "./guidance";
import { examined, remarks } from "./remarks";
import { examination } from "./written";

const doc = "# Memo\n\n[What you offer.]\n\nHer words.\n\n[Where to go.]\n";
const place = { from: 8, to: 25 };
const other = { from: 39, to: 53 };

function opened(): EditorView {
  const state = EditorState.create({ doc, extensions: [remarks, guidance()] });
  const view = new EditorView({ state });
  const since = ChangeSet.empty(doc.length);
  view.dispatch({
    effects: examined.of({ examination: { ...examination(), guidance: [place, other] }, since }),
  });
  return view;
}

/** What is selected after a click that sets the caret at a place. */
function clicked(view: EditorView, at: number, more: MouseEventInit = {}): string {
  const mouse = { button: 0, detail: 1, bubbles: true, ...more };
  view.contentDOM.dispatchEvent(new MouseEvent("mousedown", mouse));
  view.dispatch({ selection: EditorSelection.cursor(at) });
  view.contentDOM.dispatchEvent(new MouseEvent("click", mouse));
  const { from, to } = view.state.selection.main;
  return view.state.sliceDoc(from, to);
}

it("a click takes the whole of it, a second one sets the caret", () => {
  const view = opened();
  expect(clicked(view, 12)).toBe("[What you offer.]");
  expect(clicked(view, 12)).toBe("");
});

it("a click from one into another takes the other", () => {
  const view = opened();
  view.dispatch({ selection: { anchor: place.from, head: place.to } });
  expect(clicked(view, 42)).toBe("[Where to go.]");
});

it("a click elsewhere, with a key held, or into guidance that was changed takes nothing", () => {
  const view = opened();
  expect(clicked(view, 30)).toBe("");
  expect(clicked(view, 12, { shiftKey: true })).toBe("");
  view.dispatch({ changes: { from: 12, insert: "x" }, userEvent: "input" });
  expect(clicked(view, 14)).toBe("");
});
