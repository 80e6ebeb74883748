// Hides Markdown's marks except around the caret's own node, and draws bullets, quotes and rules.
// Never hides a character that a writer typed as text, and never recomputes while an input method composes.
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Range, StateEffect } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";
import type { SyntaxNode, SyntaxNodeRef } from "@lezer/common";

/** Asks for the marks to be drawn anew, as after a composition. */
export const redrawMarks = StateEffect.define<null>();

class Bullet extends WidgetType {
  override eq(): boolean {
    return true;
  }
  override toDOM(): HTMLElement {
    const bullet = document.createElement("span");
    bullet.className = "sheet-bullet";
    bullet.textContent = "•";
    return bullet;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}

const hidden = Decoration.replace({});
const bullet = Decoration.replace({ widget: new Bullet() });
const unseen = Decoration.mark({ class: "sheet-unseen" });
const hanging = [1, 2, 3, 4, 5, 6].map((level) =>
  Decoration.mark({ class: `sheet-hanging sheet-hanging-${level}` }),
);

/** Line classes by the block that a line stands in. */
const lineOf: Record<string, Decoration> = {
  ATXHeading1: Decoration.line({ class: "sheet-line-heading-1" }),
  ATXHeading2: Decoration.line({ class: "sheet-line-heading-2" }),
  ATXHeading3: Decoration.line({ class: "sheet-line-heading-3" }),
  ATXHeading4: Decoration.line({ class: "sheet-line-heading-4" }),
  ATXHeading5: Decoration.line({ class: "sheet-line-heading-4" }),
  ATXHeading6: Decoration.line({ class: "sheet-line-heading-4" }),
  Blockquote: Decoration.line({ class: "sheet-line-quote" }),
  FencedCode: Decoration.line({ class: "sheet-line-code" }),
  CodeBlock: Decoration.line({ class: "sheet-line-code" }),
  Table: Decoration.line({ class: "sheet-line-table" }),
  HorizontalRule: Decoration.line({ class: "sheet-line-rule" }),
};
const quoteMark = Decoration.mark({ class: "sheet-quote-mark" });
const numberMark = Decoration.mark({ class: "sheet-number" });
/** Levels of lists that are drawn apart. */
const deepest = 4;
const levels = Array.from({ length: deepest + 1 }, (_, level) => ({
  line: Decoration.line({ class: `sheet-line-item sheet-level-${level}` }),
  lazy: Decoration.line({ class: `sheet-line-lazy sheet-level-${level}` }),
  indent: Decoration.mark({ class: `sheet-indent sheet-indent-${level}` }),
}));
const linkWords = Decoration.mark({ class: "sheet-link" });
const separator = Decoration.line({ class: "sheet-line-separator" });

/** Marks that belong to the node around them and are shown when the caret touches that node. */
const inlineMarks = new Set(["EmphasisMark", "StrikethroughMark", "CodeMark"]);

/** Whether the caret, or the moving end of a selection, is at a stretch. */
function touches(state: EditorState, from: number, to: number): boolean {
  return state.selection.ranges.some(({ head }) => from <= head && head <= to);
}

/** Collects the decorations of one stretch of text. */
class Drawing {
  readonly found: Range<Decoration>[] = [];
  readonly #lines = new Map<string, Set<number>>();
  /** How deep in lists a line stands; the innermost item is met last. */
  readonly #items = new Map<number, number>();

  constructor(private readonly state: EditorState) {}

  node(node: SyntaxNodeRef, from: number, to: number): void {
    const line = lineOf[node.name];
    if (line) this.#block(node, line, from, to);
    if (node.name === "ListItem") this.#itemLines(node, from, to);
    const parent = node.node.parent;
    if (!parent) return;
    if (node.name === "HeaderMark") this.#heading(node, parent.name, parent.from, parent.to);
    else if (node.name === "ListMark") this.#item(node);
    else if (node.name === "QuoteMark") this.#quote(node);
    else if (node.name === "HorizontalRule") {
      if (!touches(this.state, node.from, node.to)) this.#unseen(node.from, node.to);
    } else if (node.name === "HardBreak") {
      if (
        this.state.sliceDoc(node.from, node.from + 1) === "\\" &&
        !touches(this.state, node.from, node.from + 1)
      )
        this.#hide(node.from, node.from + 1);
    } else if (node.name === "Escape") {
      if (!touches(this.state, node.from, node.to)) this.#hide(node.from, node.from + 1);
    } else if (node.name === "Link") {
      this.#link(node);
    } else if (inlineMarks.has(node.name) && parent.name !== "FencedCode") {
      if (!touches(this.state, parent.from, parent.to)) this.#hide(node.from, node.to);
    }
  }

  separators(from: number, to: number): void {
    const { doc } = this.state;
    for (let at = from; at <= to;) {
      const line = doc.lineAt(at);
      if (line.length === 0 && this.#separates(line.number)) this.found.push(separator.range(line.from));
      at = line.to + 1;
    }
  }

  /** A blank line beside written ones is the space between paragraphs; the last line is where one writes. */
  #separates(number: number): boolean {
    const { doc } = this.state;
    if (number === doc.lines || number === 1) return false;
    return doc.line(number - 1).length > 0 || doc.line(number + 1).length > 0;
  }

  #block(node: SyntaxNodeRef, decoration: Decoration, from: number, to: number): void {
    const { doc } = this.state;
    const drawn = this.#lines.get(node.name) ?? new Set<number>();
    this.#lines.set(node.name, drawn);
    const end = Math.min(node.to, to);
    for (let at = Math.max(node.from, from); at <= end;) {
      const line = doc.lineAt(at);
      if (!drawn.has(line.from)) this.found.push(decoration.range(line.from));
      drawn.add(line.from);
      at = line.to + 1;
    }
  }

  /** A heading's opening mark hangs in the margin, so that showing it moves no letter. */
  #heading(node: SyntaxNodeRef, parent: string, from: number, to: number): void {
    if (!parent.startsWith("ATXHeading")) return;
    if (node.from !== from) {
      if (!touches(this.state, from, to)) this.#hide(node.from, node.to);
      return;
    }
    const end = Math.min(node.to + 1, to);
    if (end === node.to && end === to && touches(this.state, from, to)) return;
    const line = this.state.doc.lineAt(from);
    if (!touches(this.state, line.from, line.to)) this.#hide(node.from, end);
    else this.found.push((hanging[node.to - node.from - 1] ?? hanging[0]!).range(node.from, end));
  }

  #quote(node: SyntaxNodeRef): void {
    const spaced = this.state.sliceDoc(node.to, node.to + 1) === " ";
    this.found.push(quoteMark.range(node.from, spaced ? node.to + 1 : node.to));
  }

  #item(node: SyntaxNodeRef): void {
    const mark = this.state.sliceDoc(node.from, node.to);
    const drawn = mark === "-" || mark === "*" || mark === "+" ? bullet : numberMark;
    this.found.push(drawn.range(node.from, node.to));
  }

  #itemLines(node: SyntaxNodeRef, from: number, to: number): void {
    let level = 0;
    for (let item: SyntaxNode | null = node.node; item; item = item.parent)
      if (item.name === "ListItem") level += 1;
    const end = Math.min(node.to, to);
    for (let at = Math.max(node.from, from); at <= end;) {
      const line = this.state.doc.lineAt(at);
      if (line.length > 0) this.#items.set(line.from, Math.min(level, deepest));
      at = line.to + 1;
    }
  }

  /** Draws the lines of lists: words under words, marks hanging before them. */
  items(): void {
    for (const [from, level] of this.#items) {
      const { text } = this.state.doc.lineAt(from);
      const [, space = "", mark] = /^([ \t]*)(?:([-*+]|\d{1,9}[.)])(?:[ \t]|$))?/.exec(text) ?? [];
      const isFirst = mark !== undefined;
      const drawn = levels[level];
      if (!drawn) continue;
      if (text.startsWith(">")) continue;
      this.found.push((isFirst || space !== "" ? drawn.line : drawn.lazy).range(from));
      const indent = levels[isFirst ? level - 1 : level]?.indent;
      if (space !== "" && indent) this.found.push(indent.range(from, from + space.length));
    }
  }

  /** Of a link with an address only the words are seen; `[words]` alone is an open point and stays as it
   * was typed. */
  #link(node: SyntaxNodeRef): void {
    if (!node.node.getChild("URL")) return;
    const [open, close] = node.node.getChildren("LinkMark");
    if (!open || !close || close.from <= open.to) return;
    this.found.push(linkWords.range(open.to, close.from));
    if (touches(this.state, node.from, node.to)) return;
    this.#hide(open.from, open.to);
    this.#hide(close.from, node.to);
  }

  #hide(from: number, to: number): void {
    if (from < to) this.found.push(hidden.range(from, to));
  }

  #unseen(from: number, to: number): void {
    if (from < to) this.found.push(unseen.range(from, to));
  }
}

/** Draws the marks of the visible text only: a text of any length costs the same. */
export function drawMarks(
  state: EditorState,
  ranges: readonly { from: number; to: number }[],
): DecorationSet {
  const drawing = new Drawing(state);
  for (const { from, to } of ranges) {
    syntaxTree(state).iterate({ from, to, enter: (node) => drawing.node(node, from, to) });
    drawing.separators(from, to);
  }
  drawing.items();
  return Decoration.set(drawing.found, true);
}

export const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    /** While the mouse selects, nothing may move under it. */
    held = false;
    release = (): void => {
      if (!this.held) return;
      this.held = false;
      this.view.dispatch({ effects: redrawMarks.of(null) });
    };

    constructor(readonly view: EditorView) {
      this.decorations = drawMarks(view.state, view.visibleRanges);
      view.dom.ownerDocument.addEventListener("mouseup", this.release);
    }

    destroy(): void {
      this.view.dom.ownerDocument.removeEventListener("mouseup", this.release);
    }

    update(update: ViewUpdate): void {
      const asked = update.transactions.some((transaction) =>
        transaction.effects.some((effect) => effect.is(redrawMarks)),
      );
      if ((update.view.composing || (this.held && !update.viewportChanged)) && !asked) {
        this.decorations = this.decorations.map(update.changes);
        return;
      }
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (asked || parsed || update.docChanged || update.selectionSet || update.viewportChanged)
        this.decorations = drawMarks(update.state, update.view.visibleRanges);
    }
  },
  {
    decorations: (plugin) => plugin.decorations,
    eventHandlers: {
      mousedown(event) {
        if (event.button === 0) this.held = true;
      },
      compositionend(_event, view) {
        // After the view has taken the composed text in.
        setTimeout(() => view.dispatch({ effects: redrawMarks.of(null) }), 0);
      },
    },
  },
);
