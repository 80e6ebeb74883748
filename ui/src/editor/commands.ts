// The editor's commands by their name in the contract, and the keys that belong to the text itself.
import { redo, selectAll, undo } from "@codemirror/commands";
import { EditorSelection } from "@codemirror/state";
import type { EditorView, KeyBinding } from "@codemirror/view";
import type { EditorCommand } from "./contract";
import { bodyStart } from "./fields";

export const commandKeys: KeyBinding[] = [];

export function runCommand(view: EditorView, command: EditorCommand): boolean {
  switch (command) {
    case "undo":
      return undo(view);
    case "redo":
      return redo(view);
    case "select-all":
      return selectBody(view);
    default:
      return selectAll === undefined;
  }
}

/** Selects what is written on the sheet; the fields above it are not part of it. */
export function selectBody(view: EditorView): boolean {
  const selection = EditorSelection.range(bodyStart(view.state), view.state.doc.length);
  view.dispatch({ selection, userEvent: "select" });
  return true;
}
