// Headings, lists, quotes and paragraphs by line, and what Enter and Backspace mean in each.
import { deleteMarkupBackward, insertNewlineContinueMarkupCommand } from "@codemirror/lang-markdown";
import { syntaxTree } from "@codemirror/language";
import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type Line,
  type StateCommand,
} from "@codemirror/state";
import type { Command, EditorView } from "@codemirror/view";
import { bodyStart } from "./fields";
import { isPin } from "./unprinted";
import { behindAddress, marksAround, prefixLength } from "./inline";
import { paragraphAt } from "./judging";
import { jointAt } from "./softbreaks";

/** The block that lines are turned into. */
export type Block = "paragraph" | "bullet" | "number" | "quote" | 1 | 2 | 3;

const heading = /^(#{1,6})\s+/;
const bulletItem = /^(\s*)[-*+]\s+(\[[ xX]\]\s+)?/;
const numberItem = /^(\s*)\d{1,9}[.)]\s+/;
const quoteLine = /^\s*>\s?/;

/** Turns the lines of the selection into a block; a second time turns them back. */
export function turnInto(block: Block): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const lines = linesOf(state);
    const back = block !== "paragraph" && lines.every((line) => isBlock(line.text, block));
    let number = 0;
    const changes: ChangeSpec[] = lines.map((line, index) => {
      const old = oldMark(line.text);
      const continues = index > 0 && state.selection.main.empty;
      if (!continues) number += 1;
      const mark = back
        ? ""
        : continues && typeof block !== "number" && block !== "quote"
          ? "  "
          : markOf(block, number);
      return { from: line.from, to: line.from + old, insert: mark };
    });
    dispatch(state.update({ changes, userEvent: "input.format", scrollIntoView: true }));
    return true;
  };
}

/** The lines that the selection touches, without the blank ones; at a caret the whole paragraph. */
function linesOf(state: EditorState): Line[] {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const marked = prefixLength(line.text) > 0;
  const range = main.empty && !marked ? paragraphAt(state.doc, main.head) : main;
  const start = Math.max(range.from, bodyStart(state));
  const lines: Line[] = [];
  for (let at = start; at <= range.to;) {
    const next = state.doc.lineAt(at);
    if (next.length > 0) lines.push(next);
    at = next.to + 1;
  }
  return lines.length > 0 ? lines : [line];
}

function isBlock(text: string, block: Block): boolean {
  if (block === "bullet") return bulletItem.test(text);
  if (block === "number") return numberItem.test(text);
  if (block === "quote") return quoteLine.test(text);
  return heading.exec(text)?.[1]?.length === block;
}

function oldMark(text: string): number {
  for (const pattern of [heading, bulletItem, numberItem, quoteLine]) {
    const found = pattern.exec(text);
    if (found) return found[0].length;
  }
  return 0;
}

function markOf(block: Block, number: number): string {
  if (block === "paragraph") return "";
  if (block === "bullet") return "- ";
  if (block === "number") return `${number}. `;
  if (block === "quote") return "> ";
  return `${"#".repeat(block)} `;
}

const continueMarkup = insertNewlineContinueMarkupCommand({ nonTightLists: false });

/** Enter: goes on with a list or quote; ends a paragraph and begins the next. */
export const enter: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  if (
    leaveAddress({ state, dispatch }) ||
    leaveBlock({ state, dispatch }) ||
    continueMarkup({ state, dispatch })
  )
    return true;
  const literal = inLiteral(state, state.selection.main.head);
  const changed = state.changeByRange((range) => {
    const line = state.doc.lineAt(range.from);
    const alone = literal || line.text.trim() === "";
    const joint = range.empty && !alone ? jointAt(state, range.head) : null;
    // A style that is split is closed above and opened again below: no half of a pair stays behind.
    const isSplit = range.empty && !alone;
    const { at, close, open } = isSplit
      ? marksAround(state, range.head)
      : { at: range.to, close: "", open: "" };
    const rest = state.sliceDoc(at, state.doc.lineAt(at).to);
    const spaces = alone ? 0 : (/^[ \t]*/.exec(rest)?.[0].length ?? 0);
    const { from, to } = joint ?? { from: isSplit ? at : range.from, to: at + spaces };
    const insert = alone ? "\n" : `${close}\n\n${open}`;
    return {
      changes: { from, to, insert: state.toText(insert) },
      range: EditorSelection.cursor(from + insert.length),
    };
  });
  dispatch(state.update(changed, { userEvent: "input", scrollIntoView: true }));
  return true;
};

/** In a link's address there is no paragraph to end: the key says that the address is written. */
const leaveAddress: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const behind = main.empty ? behindAddress(state, main.head) : null;
  const code = /Code/.test(syntaxTree(state).resolveInner(main.head, -1).name);
  if (behind === null || code || inLiteral(state, main.head)) return false;
  dispatch(state.update({ selection: { anchor: behind }, userEvent: "select", scrollIntoView: true }));
  return true;
};

/** An empty item or quoted line ends its block; a blank line keeps what follows out of it. */
const leaveBlock: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  if (!main.empty || main.head !== line.to || !/^(?:[-*+]|\d{1,9}[.)]|>)[ \t]*$/.test(line.text))
    return false;
  if (inLiteral(state, line.from)) return false;
  const above = line.number > 1 && state.doc.line(line.number - 1).length > 0;
  const insert = above ? "\n" : "";
  dispatch(
    state.update({
      changes: { from: line.from, to: line.to, insert: state.toText(insert) },
      selection: { anchor: line.from + insert.length },
      userEvent: "input",
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Shift+Enter: a new line inside the paragraph. */
export const breakLine: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const line = state.doc.lineAt(state.selection.main.from);
  const plain = inLiteral(state, line.from) || line.text.trim() === "";
  dispatch(
    state.update(state.replaceSelection(plain ? "\n" : "\\\n"), { userEvent: "input", scrollIntoView: true }),
  );
  return true;
};

function inLiteral(state: EditorState, position: number): boolean {
  for (let node = syntaxTree(state).resolveInner(position, -1); ;) {
    if (/^(FencedCode|CodeBlock|HTMLBlock|CommentBlock|FrontMatter|Table)$/.test(node.name)) return true;
    if (!node.parent) return false;
    node = node.parent;
  }
}

/** Backspace after a heading's mark takes the mark; at the start of a paragraph it joins it to the one above. */
export const backspace: Command = (view) => {
  const { state } = view;
  const { main } = state.selection;
  if (!main.empty || state.readOnly) return false;
  const line = state.doc.lineAt(main.head);
  const mark = heading.exec(line.text)?.[0].length ?? 0;
  if (mark > 0 && main.head === line.from + mark) return remove(view, line.from, main.head);
  if (main.head > line.from || line.length === 0) return deleteMarkupBackward(view);
  // What says which part the paragraph is goes with the paragraph.
  const own = line.number > 1 && isPin(state, state.doc.line(line.number - 1)) ? 1 : 0;
  if (line.number - own < 3 || line.from <= bodyStart(state) + 1) return false;
  const blank = state.doc.line(line.number - own - 1);
  const above = state.doc.line(line.number - own - 2);
  if (blank.length > 0 || above.length === 0 || !joins(state, above) || !joins(state, line)) return false;
  return remove(view, above.to, line.from);
};

/** Delete at the end of a paragraph joins the one below to it. */
export const deleteForward: Command = (view) => {
  const { state } = view;
  const { main } = state.selection;
  if (!main.empty || state.readOnly) return false;
  const line = state.doc.lineAt(main.head);
  if (main.head !== line.to || line.length === 0 || line.number + 2 > state.doc.lines) return false;
  const blank = state.doc.line(line.number + 1);
  let below = state.doc.line(line.number + 2);
  if (isPin(state, below) && below.number < state.doc.lines) below = state.doc.line(below.number + 1);
  if (blank.length > 0 || below.length === 0 || !joins(state, line) || !joins(state, below)) return false;
  return remove(view, line.to, below.from + oldMark(below.text));
};

/** Tables, code and rules are not text that a paragraph could join. */
function joins(state: EditorState, line: Line): boolean {
  return (
    !inLiteral(state, line.from + 1) && !/^\s*([-*_])(\s*\1){2,}\s*$|^\s*(```|~~~)|^\s*\|/.test(line.text)
  );
}

function remove(view: EditorView, from: number, to: number): boolean {
  view.dispatch({
    changes: { from, to },
    selection: { anchor: from },
    userEvent: "delete.backward",
    scrollIntoView: true,
  });
  return true;
}

/** Home: first to the start of the words, then to the marks before them. */
export function home(extend: boolean): Command {
  return (view) => {
    const { main } = view.state.selection;
    const line = view.state.doc.lineAt(main.head);
    const words = line.from + prefixLength(line.text);
    const boundary = view.moveToLineBoundary(main, false).head;
    if (words === line.from || boundary >= words || main.head === words || main.head < words) return false;
    const selection = extend ? EditorSelection.range(main.anchor, words) : EditorSelection.cursor(words);
    view.dispatch({ selection, userEvent: "select", scrollIntoView: true });
    return true;
  };
}

const item = /^(\s*)([-*+]|\d{1,9}[.)])(\s+)/;

/** Tab in a list: the item goes into the one above it. */
export const indentItem: StateCommand = ({ state, dispatch }) => {
  const line = state.doc.lineAt(state.selection.main.head);
  const here = item.exec(line.text);
  if (!here || state.readOnly) return false;
  const above = itemAbove(state, line, (indent) => indent <= widthOf(here[1]));
  // The first item has nothing to go into; the key is still the list's.
  if (!above || widthOf(above[1]) < widthOf(here[1])) return true;
  const width = widthOf(above[1]) + (above[2]?.length ?? 1) + 1;
  return setIndent(state, dispatch, line, here, width);
};

/** Shift+Tab in a list: the item comes out of the one that holds it. */
export const outdentItem: StateCommand = ({ state, dispatch }) => {
  const line = state.doc.lineAt(state.selection.main.head);
  const here = item.exec(line.text);
  if (!here || state.readOnly) return false;
  if (widthOf(here[1]) === 0) return true;
  const above = itemAbove(state, line, (indent) => indent < widthOf(here[1]));
  return setIndent(state, dispatch, line, here, widthOf(above?.[1]));
};

function itemAbove(
  state: EditorState,
  line: Line,
  fits: (indent: number) => boolean,
): RegExpExecArray | null {
  for (let number = line.number - 1; number > 0 && line.number - number < 200; number--) {
    const { text } = state.doc.line(number);
    const found = item.exec(text);
    if (found && fits(widthOf(found[1]))) return found;
    if (!found && /^\S/.test(text)) return null;
  }
  return null;
}

function setIndent(
  state: EditorState,
  dispatch: Parameters<StateCommand>[0]["dispatch"],
  line: Line,
  here: RegExpExecArray,
  width: number,
): boolean {
  const indent = { from: line.from, to: line.from + (here[1]?.length ?? 0), insert: " ".repeat(width) };
  const changes = [indent, ...renumbered(state, line, width)];
  dispatch(state.update({ changes, userEvent: "input.format", scrollIntoView: true }));
  return true;
}

interface Sibling {
  indent: number;
  number: number;
}

/** New numbers for an item that moves in or out and for those after it that counted on from one another. */
function renumbered(state: EditorState, moved: Line, width: number): ChangeSpec[] {
  const changes: ChangeSpec[] = [];
  const before: Sibling[] = [];
  const after: Sibling[] = [];
  for (let count = firstOfList(state, moved); count <= state.doc.lines; count++) {
    const line = state.doc.line(count);
    const found = item.exec(line.text);
    if (!found && /^\S/.test(line.text)) break;
    if (!found) continue;
    const was = widthOf(found[1]);
    const number = parseInt(found[2] ?? "", 10);
    const isMoved = line.number === moved.number;
    const old = siblingOf(before, was);
    const now = siblingOf(after, isMoved ? width : was);
    const countsOn = isMoved || number === (old?.number ?? 0) + 1;
    const wanted = Number.isNaN(number) || !countsOn ? number : (now?.number ?? 0) + 1;
    before.push({ indent: was, number });
    after.push({ indent: isMoved ? width : was, number: wanted });
    if (line.number < moved.number || Number.isNaN(number) || wanted === number) continue;
    const from = line.from + (found[1]?.length ?? 0);
    changes.push({ from, to: from + String(found[2]).length - 1, insert: String(wanted) });
  }
  return changes;
}

/** The item before this one in its list; what is deeper has ended and is taken off. */
function siblingOf(items: Sibling[], indent: number): Sibling | null {
  while ((items.at(-1)?.indent ?? -1) > indent) items.pop();
  const last = items.at(-1);
  if (last?.indent !== indent) return null;
  items.pop();
  return last;
}

/** The line that the list of an item begins with. */
function firstOfList(state: EditorState, line: Line): number {
  let first = line.number;
  for (let number = line.number - 1; number > 0 && line.number - number < 200; number--) {
    const { text } = state.doc.line(number);
    if (item.test(text)) first = number;
    else if (/^\S/.test(text)) break;
  }
  return first;
}

function widthOf(indent: string | undefined): number {
  return [...(indent ?? "")].reduce((width, sign) => width + (sign === "\t" ? 4 : 1), 0);
}
