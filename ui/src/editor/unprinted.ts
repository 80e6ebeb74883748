// The lines of the file that are never printed: the writer's answers to remarks, one comment at the end, and
// pins, comments above the paragraphs whose part the writer said. Each is hidden as one unit that the caret
// steps over; no key of writing changes the inside of one. Knows where they stand and not what they say.
import {
  type ChangeSpec,
  EditorSelection,
  EditorState,
  type Extension,
  type Line,
  StateField,
  type Text,
  Transaction,
} from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { bodyStart } from "./fields";
import type { Stretch } from "./judging";

/** More lines than this are no answers of one writer, and are shown as what they are. */
const longest = 5000;
const opening = /^<!--[ \t]*sixpager:/;
const pin = /^<!--[ \t]*sixpager:[ \t]*part=[^\s>]+[ \t]*-->[ \t]*$/;
const fence = /^(`{3,}|~{3,})/;

/** The offset at which the block of answers begins, or `null` where the text does not end in one. */
export function answersFrom(doc: Text): number | null {
  let number = doc.lines;
  while (number > 1 && doc.line(number).text.trim() === "") number--;
  if (!/-->\s*$/.test(doc.line(number).text) || pin.test(doc.line(number).text)) return null;
  for (const first = Math.max(1, number - longest); number >= first; number--) {
    const { text, from } = doc.line(number);
    if (opening.test(text)) return from;
    // A comment begins once; another one's lines are the writer's.
    if (text.includes("<!--")) return null;
  }
  return null;
}

/** The lines of the pins, without their line breaks; in fenced code they are text. */
export function pinLines(doc: Text): Stretch[] {
  const found: Stretch[] = [];
  let open: string | null = null;
  let from = 0;
  for (const text of doc.iterLines()) {
    const mark = fence.exec(text)?.[1];
    if (open === null && mark) open = mark;
    else if (open !== null && mark?.startsWith(open)) open = null;
    else if (open === null && pin.test(text)) found.push({ from, to: from + text.length });
    from += text.length + 1;
  }
  return found;
}

interface Unprinted {
  answers: number | null;
  pins: readonly Stretch[];
}

const place = StateField.define<Unprinted>({
  create: (state) => ({ answers: answersFrom(state.doc), pins: pinLines(state.doc) }),
  update(old, transaction) {
    if (!transaction.docChanged) return old;
    const doc = transaction.newDoc;
    return { answers: answersFrom(doc), pins: pinsAfter(old.pins, transaction) };
  },
});

/** Looks through the text anew only where a line that counts was changed. */
function pinsAfter(
  old: readonly Stretch[],
  { changes, startState, newDoc }: Transaction,
): readonly Stretch[] {
  let concerns = false;
  changes.iterChangedRanges((fromA, toA, fromB, toB) => {
    concerns ||= counts(startState.doc, fromA, toA) || counts(newDoc, fromB, toB);
  });
  if (concerns) return pinLines(newDoc);
  if (old.length === 0) return old;
  return old.map(({ from, to }) => ({ from: changes.mapPos(from, 1), to: changes.mapPos(to, -1) }));
}

function counts(doc: Text, from: number, to: number): boolean {
  const lines = doc.sliceString(doc.lineAt(from).from, doc.lineAt(to).to);
  return lines.includes("<!--") || /^(```|~~~)/m.test(lines);
}

/**
 * The line that the hidden lines at the end begin with: the blank one before the answers, unless it is all
 * that there is to write in. `null` when nothing is hidden there.
 */
function endFrom(state: EditorState): number | null {
  const block = state.field(place, false)?.answers ?? null;
  const start = bodyStart(state);
  // The caret needs a line of its own before it.
  if (block === null || block <= start) return null;
  const above = state.doc.lineAt(block - 1);
  return above.length === 0 && above.from > start ? above.from : block;
}

/** Where the text ends that is written on the sheet. */
export function bodyEnd(state: EditorState): number {
  const end = endFrom(state);
  return end === null ? state.doc.length : end - 1;
}

/** The hidden pins: those with a line below them that is written on the sheet. */
function hiddenPins(state: EditorState): readonly Stretch[] {
  const pins = state.field(place, false)?.pins ?? [];
  if (pins.length === 0) return pins;
  const [start, end] = [bodyStart(state), bodyEnd(state)];
  return pins.filter(({ from, to }) => from >= start && to < end);
}

/** Whether a line is a hidden pin. */
export function isPin(state: EditorState, line: Line): boolean {
  return hiddenPins(state).some(({ from, to }) => from === line.from && to === line.to);
}

/** What is not on the sheet: whole lines, ascending. */
export function hidden(state: EditorState): Stretch[] {
  const end = endFrom(state);
  const tail = end === null ? [] : [{ from: end, to: state.doc.length }];
  return [...hiddenPins(state), ...tail];
}

const gone = Decoration.replace({ block: true });
const hide = EditorView.decorations.compute([place, "doc"], (state) =>
  Decoration.set(hidden(state).map(({ from, to }) => gone.range(from, to))),
);

/** The caret goes from the end of the line above a pin to the line below it. */
const stepOver = EditorView.atomicRanges.of(({ state }) =>
  Decoration.set(
    hiddenPins(state).map(({ from, to }) => Decoration.mark({}).range(Math.max(from - 1, 0), to + 1)),
  ),
);

/**
 * What is typed, deleted or dropped inside something hidden is meant for the nearest place on the sheet. A pin
 * goes whole or not at all, and stays with its paragraph when a line is opened above that.
 */
const guard = EditorState.transactionFilter.of((transaction) => {
  const typed = ["input", "delete", "move"].some((event) => transaction.isUserEvent(event));
  if (!typed || !transaction.docChanged || transaction.isUserEvent("input.field")) return transaction;
  const { startState } = transaction;
  const end = bodyEnd(startState);
  const pins = hiddenPins(startState);
  if (end === startState.doc.length && pins.length === 0) return transaction;
  let reaches = false;
  const changes: ChangeSpec[] = [];
  transaction.changes.iterChanges((fromA, toA, _fromB, _toB, insert) => {
    const { from, to } = onSheet({ from: fromA, to: toA }, insert.toString(), pins, end);
    reaches ||= from !== fromA || to !== toA;
    changes.push({ from, to, insert });
  });
  if (!reaches) return transaction;
  const kept = EditorState.create({ doc: startState.doc }).changes(changes);
  const userEvent = transaction.annotation(Transaction.userEvent) ?? "input";
  const caret = transaction.selection?.main.head ?? startState.selection.main.to;
  const anchor = Math.min(caret, kept.newLength);
  return { changes: kept, selection: { anchor }, userEvent, scrollIntoView: true };
});

/** Where a change belongs that was made at a place of the whole text. */
function onSheet({ from, to }: Stretch, insert: string, pins: readonly Stretch[], end: number): Stretch {
  if (to > end) return { from: Math.min(from, end), to: end };
  for (const one of pins) {
    if (from === to && /^\n+$/.test(insert) && from === one.to + 1) return { from: one.from, to: one.from };
    if (from === to && one.from <= from && from <= one.to) return { from: one.to + 1, to: one.to + 1 };
    if (from < to && from <= one.to && to >= one.from && !(from <= one.from && to > one.to))
      return { from: Math.min(from, Math.max(one.from - 1, 0)), to: Math.max(to, one.to + 1) };
  }
  return { from, to };
}

const keepCaretOut = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.selection && !transaction.docChanged) return transaction;
  const { state } = transaction;
  const end = bodyEnd(state);
  const pins = hiddenPins(state);
  const out = (at: number): number => {
    const inside = pins.find(({ from, to }) => from <= at && at <= to);
    return Math.min(inside ? inside.to + 1 : at, end);
  };
  const { selection } = state;
  if (selection.ranges.every(({ from, to }) => out(from) === from && out(to) === to)) return transaction;
  const ranges = selection.ranges.map(({ anchor, head }) => EditorSelection.range(out(anchor), out(head)));
  return [transaction, { selection: EditorSelection.create(ranges, selection.mainIndex), sequential: true }];
});

/** What is copied is what is seen; put back into this window it still says which part it is. */
function clipboard(): Extension {
  let whole = "";
  let seen = "";
  return [
    EditorView.clipboardOutputFilter.of((text) => {
      whole = text;
      const lines = text.split("\n");
      seen = lines.filter((line) => !pin.test(line)).join("\n");
      return seen;
    }),
    EditorView.clipboardInputFilter.of((text) => (text === seen && text !== "" ? whole : text)),
  ];
}

/** Hides the unprinted lines and keeps the writer's hand off them; needs the fields above the text. */
export function unprinted(): Extension {
  return [place, hide, stepOver, guard, keepCaretOut, clipboard()];
}
