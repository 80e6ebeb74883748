// The frozen text as a tree of readable prose. Pure. Nothing in it can become markup or a working
// address: raw HTML is shown as the characters it is made of, comments and front matter not at all, a
// link keeps its words and loses its target.
import type { SyntaxNode } from "@lezer/common";
import { GFM, parser } from "@lezer/markdown";

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "emphasis" | "strong" | "struck" | "link"; inside: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "break" };

export type Block =
  | { kind: "heading"; level: 1 | 2 | 3 | 4 | 5 | 6; inside: Inline[] }
  | { kind: "paragraph"; inside: Inline[] }
  | { kind: "quotation"; blocks: Block[] }
  | { kind: "list"; ordered: boolean; start: number; items: ListItem[] }
  | { kind: "code"; text: string }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] }
  | { kind: "rule" };

export interface ListItem {
  /** Absent where the item is no task. */
  done: boolean | null;
  blocks: Block[];
}

const markdown = parser.configure(GFM);
/** Deeper nesting than this is shown flat: no reader needs it, and a hostile text may hold thousands. */
const deepest = 24;

/** Returns the blocks of a text in reading order. Cannot fail. */
export function prose(text: string): Block[] {
  const body = withoutFrontMatter(text);
  const tree = markdown.parse(body);
  return inner(tree.topNode, { body, defined: definitions(tree.topNode, body) }, 0);
}

/** Returns the text without its front matter; an opening without an end is text. */
export function withoutFrontMatter(text: string): string {
  const found = /^---[ \t]*\n(?:[\s\S]*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text);
  return found ? text.slice(found[0].length) : text;
}

/** The text and the names that its link definitions give; brackets without one are brackets. */
interface Source {
  body: string;
  defined: ReadonlySet<string>;
}

function definitions(top: SyntaxNode, body: string): ReadonlySet<string> {
  const names = top.getChildren("LinkReference").map((reference) => reference.getChild("LinkLabel"));
  return new Set(names.map((label) => (label ? name(body.slice(label.from, label.to)) : "")));
}

/** A name as definitions compare it: without brackets, case and spaces do not count. */
function name(written: string): string {
  return written
    .replace(/^\[|\]$/g, "")
    .trim()
    .replace(/\s+/g, " ")
    .toLowerCase();
}

function inner(parent: SyntaxNode, source: Source, depth: number): Block[] {
  return children(parent).flatMap((node) => block(node, source, depth));
}

function block(node: SyntaxNode, source: Source, depth: number): Block[] {
  if (depth > deepest) return [{ kind: "paragraph", inside: [plain(source.body.slice(node.from, node.to))] }];
  const heading = /^(?:ATX|Setext)Heading(\d)$/.exec(node.name);
  if (heading) {
    const level = Number(heading[1]) as 1 | 2 | 3 | 4 | 5 | 6;
    return [{ kind: "heading", level, inside: trimmed(inlines(node, source, depth)) }];
  }
  switch (node.name) {
    case "Paragraph":
      return [{ kind: "paragraph", inside: trimmed(inlines(node, source, depth)) }];
    case "Blockquote":
      return [{ kind: "quotation", blocks: inner(node, source, depth + 1) }];
    case "BulletList":
    case "OrderedList":
      return [list(node, source, depth)];
    case "FencedCode":
    case "CodeBlock":
      return [{ kind: "code", text: code(node, source) }];
    case "Table":
      return [table(node, source, depth)];
    case "HorizontalRule":
      return [{ kind: "rule" }];
    case "HTMLBlock":
      return [{ kind: "paragraph", inside: [plain(source.body.slice(node.from, node.to))] }];
    default:
      // Comments, link definitions and marks have nothing to read.
      return [];
  }
}

function list(node: SyntaxNode, source: Source, depth: number): Block {
  const items = node.getChildren("ListItem").map((item): ListItem => {
    const task = item.getChild("Task");
    if (!task) return { done: null, blocks: inner(item, source, depth + 1) };
    const marker = task.getChild("TaskMarker");
    const done = marker ? /[xX]/.test(source.body.slice(marker.from, marker.to)) : false;
    const own: Block = { kind: "paragraph", inside: trimmed(inlines(task, source, depth)) };
    return { done, blocks: [own, ...inner(item, source, depth + 1)] };
  });
  const mark = node.getChild("ListItem")?.getChild("ListMark");
  const start = mark ? Number.parseInt(source.body.slice(mark.from, mark.to), 10) : 1;
  return {
    kind: "list",
    ordered: node.name === "OrderedList",
    start: Number.isNaN(start) ? 1 : start,
    items,
  };
}

function code(node: SyntaxNode, source: Source): string {
  return node
    .getChildren("CodeText")
    .map((piece) => source.body.slice(piece.from, piece.to))
    .join("")
    .replace(/\n$/, "");
}

function table(node: SyntaxNode, source: Source, depth: number): Block {
  const cells = (row: SyntaxNode) =>
    row.getChildren("TableCell").map((cell) => trimmed(inlines(cell, source, depth)));
  const header = node.getChild("TableHeader");
  return {
    kind: "table",
    head: header ? cells(header) : [],
    rows: node.getChildren("TableRow").map(cells),
  };
}

/** The words of a node: its marks are left out, what lies between its children is text. */
function inlines(node: SyntaxNode, source: Source, depth: number): Inline[] {
  const found: Inline[] = [];
  let at = node.from;
  for (const child of children(node)) {
    if (child.from > at) found.push(plain(source.body.slice(at, child.from)));
    found.push(...inline(child, source, depth));
    at = Math.max(at, child.to);
  }
  if (node.to > at) found.push(plain(source.body.slice(at, node.to)));
  return found;
}

function inline(node: SyntaxNode, source: Source, depth: number): Inline[] {
  const own = source.body.slice(node.from, node.to);
  if (depth > deepest) return [plain(own)];
  switch (node.name) {
    case "Emphasis":
      return [{ kind: "emphasis", inside: inlines(node, source, depth + 1) }];
    case "StrongEmphasis":
      return [{ kind: "strong", inside: inlines(node, source, depth + 1) }];
    case "Strikethrough":
      return [{ kind: "struck", inside: inlines(node, source, depth + 1) }];
    case "InlineCode":
      return [{ kind: "code", text: own.replace(/^`+ ?| ?`+$/g, "") }];
    case "Link":
      if (!isLink(node, source))
        return [plain("["), ...label(node, source, depth), plain(`]${after(node, source)}`)];
      return [{ kind: "link", inside: label(node, source, depth) }];
    case "Image":
      return [plain("[picture: "), ...label(node, source, depth), plain("]")];
    case "Autolink":
      return [{ kind: "link", inside: [plain(own.replace(/^<|>$/g, ""))] }];
    case "URL":
      // Outside a link a bare address is its own words; inside one it is the target.
      return node.parent?.name === "Link" || node.parent?.name === "Image"
        ? []
        : [{ kind: "link", inside: [plain(own)] }];
    case "HardBreak":
      return [{ kind: "break" }];
    case "Escape":
      return [plain(own.slice(1))];
    case "Entity":
      return [plain(entity(own))];
    case "HTMLTag":
      return /^<br\s*\/?>$/i.test(own) ? [{ kind: "break" }] : [plain(own)];
    case "Comment":
    case "ProcessingInstruction":
    case "LinkMark":
    case "LinkLabel":
    case "LinkTitle":
    case "EmphasisMark":
    case "StrikethroughMark":
    case "HeaderMark":
    case "QuoteMark":
    case "TaskMarker":
      return [];
    default:
      return [plain(own)];
  }
}

/** Tells a link from an open point in brackets: it has a target, or a name that is defined. */
function isLink(node: SyntaxNode, source: Source): boolean {
  const marks = node.getChildren("LinkMark");
  if (node.getChild("URL") || marks.length > 2) return true;
  const label = node.getChild("LinkLabel");
  const written =
    label && label.to - label.from > 2 ? label : { from: marks[0]?.to ?? 0, to: marks[1]?.from ?? 0 };
  return source.defined.has(name(source.body.slice(written.from, written.to)));
}

/** What stands behind the first brackets, such as a second pair that names nothing. */
function after(node: SyntaxNode, source: Source): string {
  return source.body.slice(node.getChildren("LinkMark")[1]?.to ?? node.to, node.to);
}

/** The words in the brackets of a link or a picture. */
function label(node: SyntaxNode, source: Source, depth: number): Inline[] {
  const marks = node.getChildren("LinkMark");
  const from = marks[0]?.to ?? node.from;
  const to = marks[1]?.from ?? node.to;
  const found: Inline[] = [];
  let at = from;
  for (const child of children(node)) {
    if (child.from < from || child.to > to) continue;
    if (child.from > at) found.push(plain(source.body.slice(at, child.from)));
    // An address between the brackets is what the writer shows; only the one behind them is the target.
    const isShown = child.name === "URL";
    found.push(
      ...(isShown ? [plain(source.body.slice(child.from, child.to))] : inline(child, source, depth + 1)),
    );
    at = child.to;
  }
  if (to > at) found.push(plain(source.body.slice(at, to)));
  return found;
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}

/** Line ends inside a paragraph are spaces to a reader. */
function plain(text: string): Inline {
  return { kind: "text", text: text.replace(/[ \t]*\n[ \t]*/g, " ") };
}

/** Neighbouring texts as one; a mark between them, such as that of a quotation, leaves one space. */
function joined(found: readonly Inline[]): Inline[] {
  const pieces: Inline[] = [];
  for (const piece of found) {
    const last = pieces.at(-1);
    if (piece.kind === "text" && last?.kind === "text") last.text += piece.text;
    else pieces.push({ ...piece });
  }
  return pieces.map((piece) => (piece.kind === "text" ? plain(piece.text.replace(/ {2,}/g, " ")) : piece));
}

function trimmed(found: Inline[]): Inline[] {
  const kept = joined(found);
  const first = kept[0];
  const last = kept.at(-1);
  if (first?.kind === "text") first.text = first.text.trimStart();
  if (last?.kind === "text") last.text = last.text.trimEnd();
  return kept.filter((piece) => piece.kind !== "text" || piece.text !== "");
}

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  copy: "©",
  reg: "®",
  trade: "™",
  euro: "€",
  times: "×",
};

/** Returns the character of an entity; an unknown name stays as written. */
function entity(written: string): string {
  const name = written.slice(1, -1);
  const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  if (!number) return entities[name] ?? written;
  const point = number[1] ? Number.parseInt(number[1], 16) : Number.parseInt(number[2] ?? "", 10);
  const valid = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return valid ? String.fromCodePoint(point) : "\ufffd";
}
