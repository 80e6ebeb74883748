// The editor's commands by their name in the contract, and the keys that belong to the text itself.
import { redo, undo } from "@codemirror/commands";
import { EditorSelection, type StateCommand, Transaction } from "@codemirror/state";
import type { Command, EditorView, KeyBinding } from "@codemirror/view";
import {
  backspace,
  breakLine,
  deleteForward,
  enter,
  home,
  indentItem,
  outdentItem,
  turnInto,
} from "./blocks";
import type { EditorCommand } from "./contract";
import { bodyStart } from "./fields";
import { openFind, openReplace } from "./find";
import { link, toggleBold, toggleItalic } from "./inline";
import { enterInTable, insertTable, moveCell } from "./tables";
import { bodyEnd } from "./unprinted";

/** Selects what is written on the sheet; the fields above it and the unprinted lines below are not part of it. */
const selectBody: StateCommand = ({ state, dispatch }) => {
  const selection = EditorSelection.range(bodyStart(state), bodyEnd(state));
  dispatch(state.update({ selection, userEvent: "select" }));
  return true;
};

/** Does again, and leaves the caret behind what came back: a selection there would be typed over. */
export const again: StateCommand = ({ state, dispatch }) =>
  redo({
    state,
    dispatch: (transaction) => {
      dispatch(transaction);
      let end: number | null = null;
      transaction.changes.iterChangedRanges((_fromA, _toA, _fromB, toB) => (end = toB));
      if (end === null) return;
      const selection = EditorSelection.cursor(end);
      const annotations = Transaction.addToHistory.of(false);
      dispatch(transaction.state.update({ selection, annotations, userEvent: "select" }));
    },
  });

const table: Record<EditorCommand, Command> = {
  undo,
  redo: again,
  bold: toggleBold,
  italic: toggleItalic,
  link,
  "heading-1": turnInto(1),
  "heading-2": turnInto(2),
  "heading-3": turnInto(3),
  paragraph: turnInto("paragraph"),
  "bullet-list": turnInto("bullet"),
  "numbered-list": turnInto("number"),
  quote: turnInto("quote"),
  table: insertTable,
  find: openFind,
  replace: openReplace,
  "select-all": selectBody,
};

export function runCommand(view: EditorView, command: EditorCommand): boolean {
  return table[command](view);
}

/**
 * Elsewhere in a text that is written, Tab does nothing: leading away, it would hand the next letters
 * to a button. Escape first, and it leads on as everywhere.
 */
const stay: StateCommand = ({ state }) => !state.readOnly;

/** Keys of writing. Those of the commands stand in the registry too, and mean the same there. */
export const commandKeys: KeyBinding[] = [
  { key: "Enter", run: (view) => enterInTable(view) || enter(view), shift: breakLine },
  { key: "Backspace", run: backspace },
  { key: "Delete", run: deleteForward },
  {
    key: "Tab",
    run: (view) => moveCell(1)(view) || indentItem(view) || stay(view),
    shift: (view) => moveCell(-1)(view) || outdentItem(view) || stay(view),
  },
  { key: "Mod-z", run: undo, preventDefault: true },
  { key: "Mod-y", run: again, preventDefault: true },
  { key: "Mod-Shift-z", run: again, preventDefault: true },
  { key: "Home", run: home(false), shift: home(true) },
  { key: "Mod-a", run: selectBody },
  { key: "Mod-b", run: toggleBold, preventDefault: true },
  { key: "Mod-i", run: toggleItalic, preventDefault: true },
  { key: "Mod-k", run: link, preventDefault: true },
  { key: "Mod-Alt-1", run: turnInto(1) },
  { key: "Mod-Alt-2", run: turnInto(2) },
  { key: "Mod-Alt-3", run: turnInto(3) },
  { key: "Mod-Alt-0", run: turnInto("paragraph") },
  { key: "Mod-Shift-8", run: turnInto("bullet") },
  { key: "Mod-Shift-7", run: turnInto("number") },
  { key: "Mod-Shift-9", run: turnInto("quote") },
  { key: "Mod-f", run: openFind, preventDefault: true },
  { key: "Mod-h", run: openReplace, preventDefault: true },
];
