// A changed passage as it reads: Markdown's marks become what they mean. Pure. Each side is read by itself, so
// that marks of one never pair with marks of the other.
import type { SyntaxNodeRef } from "@lezer/common";
import { GFM, parser } from "@lezer/markdown";
import type { Run } from "../bindings/types";

export type Look = "strong" | "emphasis" | "struck" | "code" | "link";

/** Words that look alike. */
export interface Piece {
  text: string;
  looks: readonly Look[];
}

export interface ReadRun {
  kind: Run["kind"];
  pieces: Piece[];
}

export interface ReadPassage {
  block: "heading" | "quotation" | "prose";
  runs: ReadRun[];
  /** Whether no reader sees the difference: marks changed and no words. */
  alike: boolean;
}

/** One side of a passage, letter by letter (UTF-16): what is read in its place, and how it looks. */
interface Side {
  block: ReadPassage["block"];
  letters: string[];
  looks: Look[][];
}

const markdown = parser.configure(GFM);

const lookOf: Record<string, Look | undefined> = {
  StrongEmphasis: "strong",
  Emphasis: "emphasis",
  Strikethrough: "struck",
  InlineCode: "code",
  FencedCode: "code",
};

/** Returns the runs as they read. Cannot fail. */
export function asRead(runs: readonly Run[]): ReadPassage {
  const side = (other: Run["kind"]) => runs.filter(({ kind }) => kind !== other).map(({ text }) => text);
  const old = read(side("added").join(""));
  const now = read(side("gone").join(""));
  let [oldAt, nowAt] = [0, 0];
  // A blank that only a mark of the newer side has swallowed still divides what went from what stayed.
  const blank = (at: number) => (old.letters[at] === " " ? " " : "");
  const found = runs.map(({ kind, text }): ReadRun => {
    if (kind === "same" && now.letters[nowAt] === "") now.letters[nowAt] = blank(oldAt);
    const pieces = kind === "gone" ? cut(old, oldAt, text.length) : cut(now, nowAt, text.length);
    if (kind !== "added") oldAt += text.length;
    if (kind !== "gone") nowAt += text.length;
    return { kind, pieces };
  });
  const shown = found.filter(({ pieces }) => pieces.length > 0);
  return {
    block: runs.every(({ kind }) => kind === "gone") ? old.block : now.block,
    runs: shown,
    alike: runs.some(({ kind }) => kind !== "same") && shown.every(isNoChange),
  };
}

function isNoChange({ kind, pieces }: ReadRun): boolean {
  return kind === "same" || pieces.every(({ text }) => text.trim() === "");
}

function cut(side: Side, from: number, length: number): Piece[] {
  const pieces: Piece[] = [];
  for (let at = from; at < from + length; at++) {
    const text = side.letters[at] ?? "";
    const looks = side.looks[at] ?? [];
    const last = pieces.at(-1);
    if (text === "") continue;
    if (last && last.looks.join() === looks.join()) last.text += text;
    else pieces.push({ text, looks });
  }
  return pieces;
}

function read(text: string): Side {
  const side: Side = { block: "prose", letters: text.split(""), looks: text.split("").map(() => []) };
  markdown.parse(text).iterate({ enter: (node) => enter(node, side, text) });
  return side;
}

function enter(node: SyntaxNodeRef, side: Side, text: string): void {
  const put = (from: number, to: number, read = "") => {
    for (let at = from; at < to; at++) side.letters[at] = at === from ? read : "";
  };
  const { name, from, to } = node;
  const look = lookOf[name];
  if (look) for (let at = from; at < to; at++) side.looks[at]?.push(look);
  if (/Heading\d$/.test(name)) side.block = "heading";
  else if (name === "Blockquote" && from === 0) side.block = "quotation";
  else if (name === "HeaderMark") put(...withBlanks(text, from, to));
  else if (name === "QuoteMark") put(from, text[to] === " " ? to + 1 : to);
  else if (/^(?:Emphasis|Strikethrough|Code)Mark$|^CodeInfo$/.test(name)) put(from, to);
  else if (name === "Escape") put(from, from + 1);
  else if (name === "ListMark" && to - from === 1) put(from, to, "•");
  else if (name === "TaskMarker") put(from, to, /x/i.test(text.slice(from, to)) ? "☑" : "☐");
  else if (name === "Link" || name === "Image") readLink(node, side, put);
  else if (name === "Paragraph") joinLines(text, from, to, put);
  else if (name === "HardBreak") put(from, to, "\n");
}

/** A mark of a heading with the blanks beside it, a line end before an underline included. */
function withBlanks(text: string, from: number, to: number): [number, number] {
  let [first, last] = [from, to];
  while (first > 0 && /\s/.test(text[first - 1] ?? "")) first--;
  while (last < text.length && /[ \t]/.test(text[last] ?? "")) last++;
  return [first, last];
}

/** A link is its words. Brackets that lead nowhere are the writer's own. */
function readLink(node: SyntaxNodeRef, side: Side, put: (from: number, to: number) => void): void {
  const marks = node.node.getChildren("LinkMark");
  const isLink = node.node.getChild("URL") !== null || node.node.getChild("LinkLabel") !== null;
  const [open, close] = marks;
  if (!isLink || !open || !close) return;
  for (let at = open.to; at < close.from; at++) side.looks[at]?.push("link");
  put(open.from, open.to);
  put(close.from, node.to);
}

/** Line ends inside a paragraph are blanks to a reader. */
function joinLines(
  text: string,
  from: number,
  to: number,
  put: (from: number, to: number, read: string) => void,
) {
  for (let at = from; at < to; at++) if (text[at] === "\n") put(at, at + 1, " ");
}
