// Paragraphs that were wrapped by hand flow on the sheet: a line end inside a paragraph is drawn as the
// space that it is to a reader. The text keeps its line ends. Only plain prose is joined; what may be
// anything else stays line by line.
import { type EditorState, type Range, StateField, type Text, type Transaction } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { paragraphAt } from "./judging";

/** Longer texts are drawn line by line, as each line would have to be looked at before the first is shown. */
const longest = 3_000_000;
/** Lines joined into one at most. */
const mostLines = 100;

class Space extends WidgetType {
  override eq(): boolean {
    return true;
  }
  override toDOM(): HTMLElement {
    const space = document.createElement("span");
    space.textContent = " ";
    return space;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}
const joint = Decoration.replace({ widget: new Space() });

const fence = /^\s{0,3}(```|~~~)/;
/** Lines that are not the middle of a paragraph: blocks, tables, HTML, definitions, code by indentation. */
const notProse = /^\s*$|\||^\s*<|^\s*\[[^\]]*\]:|^\s{0,3}(```|~~~)|^---\s*$/;
const indented = /^( {4}|\t)/;
const beginsBlock =
  /^\s*(#{1,6}\s|[-*+](\s|$)|\d{1,9}[.)]\s|>|\||<|=+\s*$|-+\s*$|(\*\s*){3,}$|(_\s*){3,}$|\[[^\]]*\]:)/;
const heading = /^\s*#{1,6}\s/;
const hardEnd = /( {2,}|\\)$/;
/** Lines that have a meaning each: questions and answers, names before a colon in bold. */
const labelled = /^\s*(\*\*|__)?(Q|A)\d*[.:]/i;

/** Finds the line ends to draw as spaces between two lines, both included. */
export function softBreaks(doc: Text, first: number, last: number, inFence: boolean): Range<Decoration>[] {
  const found: Range<Decoration>[] = [];
  let fenced = inFence;
  let joined = 0;
  for (let number = first; number < last; number++) {
    const line = doc.line(number);
    if (fence.test(line.text)) fenced = !fenced;
    const next = doc.line(number + 1);
    if (
      fenced ||
      joined >= mostLines ||
      !flows(line.text, next.text) ||
      (joined === 0 && indented.test(line.text))
    ) {
      joined = 0;
      continue;
    }
    const indent = /^\s*/.exec(next.text)?.[0].length ?? 0;
    found.push(joint.range(line.to, next.from + indent));
    joined += 1;
  }
  return found;
}

function flows(line: string, next: string): boolean {
  return !(
    notProse.test(line) ||
    heading.test(line) ||
    line.trimStart().startsWith(">") ||
    hardEnd.test(line) ||
    notProse.test(next) ||
    beginsBlock.test(next) ||
    labelled.test(next) ||
    // A table's heading is a line of prose until the line of dashes below it.
    /^[\s|:-]*-[\s|:-]*$/.test(next)
  );
}

function all(doc: Text): DecorationSet {
  if (doc.length > longest) return Decoration.none;
  const first = afterFrontMatter(doc);
  return Decoration.set(softBreaks(doc, first, doc.lines, false));
}

function afterFrontMatter(doc: Text): number {
  if (doc.line(1).text.trimEnd() !== "---") return 1;
  for (let number = 2; number <= Math.min(doc.lines, 400); number++)
    if (/^(---|\.\.\.)\s*$/.test(doc.line(number).text)) return number + 1;
  return 1;
}

function changed(old: DecorationSet, transaction: Transaction): DecorationSet {
  const doc = transaction.newDoc;
  if (doc.length > longest) return Decoration.none;
  // While an input method composes, what is drawn is only mapped.
  if (transaction.isUserEvent("input.type.compose")) return old.map(transaction.changes);
  if (concernsFences(transaction)) return all(doc);
  let joints = old.map(transaction.changes);
  const skipped = afterFrontMatter(doc);
  transaction.changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    const top = doc.lineAt(paragraphAt(doc, fromB).from).number;
    const bottom = doc.lineAt(paragraphAt(doc, toB).to).number;
    const first = Math.max(skipped, top - 1, 1);
    const last = Math.min(doc.lines, bottom + 1);
    if (first > last) return;
    const from = doc.line(first).from;
    const to = doc.line(last).to;
    // Inside a fence nothing was joined before, and this change has not made or ended one.
    const inFence = isFenced(doc, first);
    joints = joints.update({
      filterFrom: from,
      filterTo: to,
      filter: (start) => start < from || start >= to,
      add: softBreaks(doc, first, last, inFence),
    });
  });
  return joints;
}

/** Whether a change makes or unmakes a fence or front matter: then all that follows may be something else. */
function concernsFences(transaction: Transaction): boolean {
  let concerns = false;
  const { startState, newDoc } = transaction;
  transaction.changes.iterChangedRanges((fromA, toA, fromB, toB) => {
    if (fromA < 8 || toA - fromA > 20_000 || toB - fromB > 20_000) concerns = true;
    else concerns ||= hasFence(startState.doc, fromA, toA) || hasFence(newDoc, fromB, toB);
  });
  return concerns;
}

function hasFence(doc: Text, from: number, to: number): boolean {
  const text = doc.sliceString(doc.lineAt(from).from, doc.lineAt(to).to);
  return /^\s{0,3}(```|~~~|---\s*$)/m.test(text);
}

function isFenced(doc: Text, number: number): boolean {
  let fenced = false;
  let at = 0;
  for (const text of doc.iterLines(1, number)) {
    at += 1;
    // Almost no line has one; looking for the letters first costs a tenth.
    const mayFence = text.includes("```") || text.includes("~~~");
    if (mayFence && at < number && fence.test(text)) fenced = !fenced;
  }
  return fenced;
}

export const softbreaks = StateField.define<DecorationSet>({
  create: (state) => all(state.doc),
  update: (old, transaction) => (transaction.docChanged ? changed(old, transaction) : old),
  // A joint is one place to step over, with the spaces that indent the next line.
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
});

/** The joint that a position touches; a paragraph that is split there loses it. */
export function jointAt(state: EditorState, position: number): { from: number; to: number } | null {
  let found: { from: number; to: number } | null = null;
  state.field(softbreaks, false)?.between(position, position, (from, to) => {
    found = { from, to };
    return false;
  });
  return found;
}
