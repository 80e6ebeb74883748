// The unprinted lines at the end of the file: the writer's answers to remarks, kept as one comment. They are
// hidden as one unit and never written into by hand; what is typed at the end of the text goes before them.
// Knows where they stand and nothing of what they say: only a proposal of the core changes them.
import {
  type ChangeSpec,
  EditorSelection,
  EditorState,
  type Extension,
  StateField,
  type Text,
  Transaction,
} from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { bodyStart } from "./fields";

/** More lines than this are no answers of one writer, and are shown as what they are. */
const longest = 5000;
const opening = /^<!--\s*sixpager\b/i;

/** The offset at which the block's own first line begins, or `null` where the text does not end in one. */
export function unprintedFrom(doc: Text): number | null {
  let number = doc.lines;
  while (number > 1 && doc.line(number).length === 0) number--;
  if (!/-->\s*$/.test(doc.line(number).text)) return null;
  for (const first = Math.max(1, number - longest); number >= first; number--) {
    const { text, from } = doc.line(number);
    if (opening.test(text)) return from;
    // A comment begins once; another one's lines are the writer's.
    if (text.includes("<!--")) return null;
  }
  return null;
}

const from = StateField.define<number | null>({
  create: (state) => unprintedFrom(state.doc),
  update(old, transaction) {
    return transaction.docChanged ? unprintedFrom(transaction.newDoc) : old;
  },
});

/**
 * The line that the hidden lines begin with: the blank one before the block, unless it is all that there is to
 * write in. `null` when nothing is hidden.
 */
function hiddenFrom(state: EditorState): number | null {
  const block = state.field(from, false) ?? null;
  const start = bodyStart(state);
  // The caret needs a line of its own before it.
  if (block === null || block <= start) return null;
  const above = state.doc.lineAt(block - 1);
  return above.length === 0 && above.from > start ? above.from : block;
}

/** Where the text ends that is written on the sheet. */
export function bodyEnd(state: EditorState): number {
  const hidden = hiddenFrom(state);
  return hidden === null ? state.doc.length : hidden - 1;
}

const hide = EditorView.decorations.compute([from, "doc"], (state) => {
  const hidden = hiddenFrom(state);
  if (hidden === null) return Decoration.none;
  return Decoration.set(Decoration.replace({ block: true }).range(hidden, state.doc.length));
});

/** What is typed, deleted or dropped behind the end of the text is meant for its end. */
const guard = EditorState.transactionFilter.of((transaction) => {
  const typed = ["input", "delete", "move"].some((event) => transaction.isUserEvent(event));
  if (!typed || !transaction.docChanged) return transaction;
  const end = bodyEnd(transaction.startState);
  if (end === transaction.startState.doc.length) return transaction;
  let reaches = false;
  const changes: ChangeSpec[] = [];
  transaction.changes.iterChanges((fromA, toA, _fromB, _toB, insert) => {
    reaches ||= toA > end;
    changes.push({ from: Math.min(fromA, end), to: Math.min(toA, end), insert });
  });
  if (!reaches) return transaction;
  const kept = EditorState.create({ doc: transaction.startState.doc }).changes(changes);
  const userEvent = transaction.annotation(Transaction.userEvent) ?? "input";
  const last = kept.mapPos(Math.min(transaction.startState.selection.main.to, end), 1);
  return { changes: kept, selection: { anchor: last }, userEvent, scrollIntoView: true };
});

const keepCaretOut = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.selection && !transaction.docChanged) return transaction;
  const { selection } = transaction.state;
  const end = bodyEnd(transaction.state);
  if (selection.ranges.every((range) => range.to <= end)) return transaction;
  const ranges = selection.ranges.map((range) =>
    EditorSelection.range(Math.min(range.anchor, end), Math.min(range.head, end)),
  );
  return [transaction, { selection: EditorSelection.create(ranges, selection.mainIndex), sequential: true }];
});

/** Hides the unprinted lines and keeps the writer's hand off them; needs the fields above the text. */
export function unprinted(): Extension {
  return [from, hide, guard, keepCaretOut];
}
