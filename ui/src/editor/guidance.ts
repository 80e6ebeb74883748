// The template's guidance under the mouse: a click takes all of a bracket that nobody has changed, so that
// what is typed stands in its place and not within it. A second click sets the caret as anywhere else.
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Stretch } from "./judging";
import { guidanceAt } from "./remarks";

export function guidance(): Extension {
  let taken: Stretch | null = null;
  return EditorView.domEventHandlers({
    mousedown(_event, { state }) {
      const { main } = state.selection;
      const here = guidanceAt(state, main.from);
      taken = here !== null && here.from === main.from && here.to === main.to ? here : null;
      return false;
    },
    click(event, view) {
      const { main } = view.state.selection;
      const plain =
        event.button === 0 && event.detail <= 1 && !event.shiftKey && !event.ctrlKey && !event.metaKey;
      if (!plain || !main.empty || view.state.readOnly) return false;
      const here = guidanceAt(view.state, main.head);
      if (here && here !== taken)
        view.dispatch({ selection: { anchor: here.from, head: here.to }, userEvent: "select.pointer" });
      return false;
    },
  });
}
