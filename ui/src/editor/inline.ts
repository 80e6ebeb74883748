// Bold, italic and links, as a word processor toggles them: on the selection, on the word at the caret,
// or on what is typed next. No half of a pair is ever left behind.
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import {
  type ChangeSpec,
  EditorSelection,
  EditorState,
  type SelectionRange,
  type StateCommand,
} from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import type { Stretch } from "./judging";

interface Pair {
  node: "StrongEmphasis" | "Emphasis";
  mark: string;
}
const bold: Pair = { node: "StrongEmphasis", mark: "**" };
const italic: Pair = { node: "Emphasis", mark: "*" };

export const toggleBold: StateCommand = (target) => toggle(target, bold);
export const toggleItalic: StateCommand = (target) => toggle(target, italic);

const toggle = ({ state, dispatch }: Parameters<StateCommand>[0], pair: Pair): boolean => {
  if (state.readOnly) return false;
  const changed = state.changeByRange((range) =>
    range.empty ? atCaret(state, range, pair) : overSelection(state, range, pair),
  );
  dispatch(state.update(changed, { userEvent: "input.format", scrollIntoView: true }));
  return true;
};

interface Changed {
  changes: ChangeSpec;
  range: SelectionRange;
}

function atCaret(state: EditorState, range: SelectionRange, pair: Pair): Changed {
  const { mark } = pair;
  const at = range.head;
  const around = state.sliceDoc(at - mark.length, at + mark.length);
  const outside =
    state.sliceDoc(at - mark.length - 1, at - mark.length) +
    state.sliceDoc(at + mark.length, at + mark.length + 1);
  // A pair that was just opened and holds nothing yet.
  if (around === mark + mark && !outside.includes("*"))
    return {
      changes: { from: at - mark.length, to: at + mark.length },
      range: EditorSelection.cursor(at - mark.length),
    };
  const node = covering(state, { from: at, to: at }, pair.node);
  if (node) return atEdge(state, node, at) ?? withoutMarks(state, range, node);
  const ended = afterSpaces(state, at, mark);
  if (ended) return ended;
  const word = state.wordAt(at);
  if (word && word.from < at && at < word.to)
    return {
      changes: [
        { from: word.from, insert: mark },
        { from: word.to, insert: mark },
      ],
      range: EditorSelection.cursor(at + mark.length),
    };
  return { changes: { from: at, insert: mark + mark }, range: EditorSelection.cursor(at + mark.length) };
}

/** At an edge of a node nothing is taken off: the caret goes over the marks, out of the style or back into it. */
function atEdge(state: EditorState, node: SyntaxNode, at: number): Changed | null {
  const [open, close] = marksOf(node);
  if (!open || !close) return null;
  const isBetween = (from: number, to: number) => from <= to && /^[*_~]*$/.test(state.sliceDoc(from, to));
  const stay = (position: number): Changed => ({ changes: [], range: EditorSelection.cursor(position) });
  if (at >= close.to) return stay(close.from);
  if (isBetween(at, close.from)) return stay(close.to);
  if (at > open.from && isBetween(open.to, at)) return stay(open.from);
  return null;
}

/**
 * A style that ends after spaces is none in Markdown: the closing mark goes before them, and the caret stays
 * after. Right behind marks that close two styles no pair can begin.
 */
function afterSpaces(state: EditorState, at: number, mark: string): Changed | null {
  const before = state.sliceDoc(state.doc.lineAt(at).from, at);
  if (before.endsWith("***")) return { changes: [], range: EditorSelection.cursor(at) };
  const written = before.trimEnd();
  const opened = mark === "**" ? /(?:^|[^*])\*\*[^*\s][^*]*$/ : /(?:^|[^*])\*[^*\s][^*]*$/;
  const next = state.sliceDoc(at, at + mark.length + 1);
  if (written === before || !opened.test(written) || !next.startsWith(mark) || next === `${mark}*`)
    return null;
  return {
    changes: [
      { from: at - (before.length - written.length), insert: mark },
      { from: at, to: at + mark.length },
    ],
    range: EditorSelection.cursor(at + mark.length),
  };
}

/** Takes a node's marks away. */
function withoutMarks(state: EditorState, range: SelectionRange, node: SyntaxNode): Changed {
  const changes = state.changes(marksOf(node));
  return { changes, range: range.map(changes) };
}

function overSelection(state: EditorState, range: SelectionRange, pair: Pair): Changed {
  const segments = segmentsOf(state, range);
  const covered = segments.map((segment) => covering(state, segment, pair.node));
  const removes = segments.length > 0 && covered.every((node) => node !== null);
  const specs = segments.flatMap((segment, index) => {
    const node = covered[index];
    if (removes && node) return split(state, segment, node);
    return node ? [] : wrap(state, segment, pair);
  });
  const changes = state.changes(specs);
  return {
    changes,
    range: EditorSelection.range(
      changes.mapPos(range.anchor, range.anchor < range.head ? 1 : -1),
      changes.mapPos(range.head, range.anchor < range.head ? -1 : 1),
    ),
  };
}

/** Puts marks around a stretch; the same marks inside it give way. */
function wrap(
  state: EditorState,
  segment: Stretch,
  pair: Pair,
): { from: number; to?: number; insert?: string }[] {
  const inside: { from: number; to: number }[] = [];
  let { from, to } = segment;
  tree(state, to).iterate({
    from,
    to,
    enter: (node) => {
      if (node.name !== pair.node) return;
      for (const mark of marksOf(node.node)) inside.push(mark);
      from = Math.min(from, node.from);
      to = Math.max(to, node.to);
    },
  });
  return [{ from, insert: pair.mark }, ...inside, { from: to, insert: pair.mark }];
}

/** Takes the style off a stretch of a node, and leaves it to the left and right of it. */
function split(
  state: EditorState,
  segment: Stretch,
  node: SyntaxNode,
): { from: number; to?: number; insert?: string }[] {
  const [open, close] = marksOf(node);
  if (!open || !close) return [];
  const mark = state.sliceDoc(open.from, open.to);
  const left = state.sliceDoc(open.to, Math.max(open.to, segment.from));
  const right = state.sliceDoc(Math.min(close.from, segment.to), close.from);
  return [
    isOnlyMarks(left) ? open : { from: open.to + left.trimEnd().length, insert: mark },
    isOnlyMarks(right) ? close : { from: close.from - right.trimStart().length, insert: mark },
  ];
}

/** Whether nothing but other marks lies between a stretch and the edge of its node. */
function isOnlyMarks(text: string): boolean {
  return /^[*_~`\s]*$/.test(text);
}

/**
 * The marks that close the styles at a position and open them again, where a paragraph is split there.
 * At the edge of a style the split goes outside of it: `at` says where.
 */
export function marksAround(
  state: EditorState,
  position: number,
): { at: number; close: string; open: string } {
  let at = position;
  let close = "";
  let open = "";
  for (
    let node: SyntaxNode | null = tree(state, position).resolveInner(position, -1);
    node;
    node = node.parent
  ) {
    const isLink = node.name === "Link" && node.getChild("URL") !== null;
    if (!isLink && !/^(StrongEmphasis|Emphasis|Strikethrough)$/.test(node.name)) continue;
    const first = node.firstChild;
    // The address and its brackets are a link's closing mark.
    const end = isLink ? node.getChildren("LinkMark")[1] : node.lastChild;
    const last = end && { from: end.from, to: node.to };
    if (!first || !last) continue;
    const before = state.sliceDoc(first.to, Math.max(first.to, position));
    const after = state.sliceDoc(Math.min(last.from, position), last.from);
    if (position <= node.from || position >= node.to) continue;
    if (isOnlyMarks(after)) at = node.to;
    else if (isOnlyMarks(before)) at = node.from;
    if (at !== position) continue;
    close += state.sliceDoc(last.from, last.to);
    open = state.sliceDoc(first.from, first.to) + open;
  }
  return { at, close, open };
}

/** The stretches of text of a selection: one a line, without spaces at the ends and marks of blocks. */
function segmentsOf(state: EditorState, range: SelectionRange): Stretch[] {
  const segments: Stretch[] = [];
  for (let at = range.from; at <= range.to;) {
    const line = state.doc.lineAt(at);
    let from = Math.max(range.from, line.from + prefixLength(line.text));
    let to = Math.min(range.to, line.to);
    const text = state.sliceDoc(from, Math.max(from, to));
    from += text.length - text.trimStart().length;
    to = from + text.trim().length;
    if (from < to) segments.push({ from, to });
    at = line.to + 1;
  }
  return segments;
}

/** Length of the marks at the start of a line: quotes, lists, headings. */
export function prefixLength(line: string): number {
  return /^(?:\s*(?:>\s?|[-*+]\s+|\d{1,9}[.)]\s+|#{1,6}\s+))*/.exec(line)?.[0].length ?? 0;
}

/** The innermost node of a kind that holds a stretch. */
function covering(state: EditorState, segment: Stretch, name: string): SyntaxNode | null {
  for (const side of [1, -1] as const) {
    let node: SyntaxNode | null = tree(state, segment.to).resolveInner(
      side === 1 ? segment.from : segment.to,
      side,
    );
    for (; node; node = node.parent)
      if (node.name === name && node.from <= segment.from && node.to >= segment.to) return node;
  }
  return null;
}

function marksOf(node: SyntaxNode): { from: number; to: number }[] {
  return node.getChildren("EmphasisMark").map(({ from, to }) => ({ from, to }));
}

function tree(state: EditorState, to: number) {
  return ensureSyntaxTree(state, to, 100) ?? syntaxTree(state);
}

/** Makes a link of the selection or the word at the caret; in a link, goes to its address. */
export const link: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { main } = state.selection;
  const existing = covering(state, main, "Link");
  const address = existing?.getChild("URL");
  if (address) {
    dispatch(state.update({ selection: { anchor: address.from, head: address.to }, userEvent: "select" }));
    return true;
  }
  const word = main.empty ? state.wordAt(main.head) : null;
  const { from, to } = word ?? main;
  const text = state.sliceDoc(from, to);
  const isAddress = /^(https?:\/\/|mailto:)\S+$/.test(text.trim());
  const words = isAddress ? "" : text;
  const target = isAddress ? text.trim() : "https://";
  const start = isAddress ? from + 1 : from + words.length + 3;
  dispatch(
    state.update({
      changes: { from, to, insert: `[${words}](${target})` },
      selection: EditorSelection.range(start, isAddress ? start : start + target.length),
      userEvent: "input.format",
      scrollIntoView: true,
    }),
  );
  return true;
};

/** The end of the link in whose address a position is: behind it one goes on writing. */
export function behindAddress(state: EditorState, position: number): number | null {
  const line = state.doc.lineAt(position);
  const before = /\[[^\]\n]*\]\([^()\s]*$/.exec(line.text.slice(0, position - line.from));
  const after = /^[^()\s]*\)/.exec(line.text.slice(position - line.from));
  return before && after ? position + after[0].length : null;
}

/** The address of the link at a position, if there is one. */
export function linkAt(state: EditorState, position: number): string | null {
  for (const name of ["Link", "Autolink", "URL"]) {
    const node = covering(state, { from: position, to: position }, name);
    const address = node?.name === "URL" ? node : node?.getChild("URL");
    if (address) return state.sliceDoc(address.from, address.to);
  }
  return null;
}
