// Lines up the columns of tables by giving each cell the width of its column. The text stays the text:
// nothing is replaced, and a table that is wider than the sheet is left as it was written.
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Line, type Range } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { redrawMarks } from "./marks";
import { cellsOf } from "./tables";

/** Measures a text in the type of the sheet, in em. */
type Measure = (text: string) => number;

/** Widest table that is lined up, in em of its type; about the width of the sheet. */
const widest = 36;
const tallest = 300;

const dashes = Decoration.line({ class: "sheet-line-dashes" });
const headRow = Decoration.line({ class: "sheet-line-table-head" });

/** Decorations of the tables in the visible text. */
export function drawColumns(
  state: EditorState,
  ranges: readonly { from: number; to: number }[],
  measure: Measure,
): DecorationSet {
  const found: Range<Decoration>[] = [];
  const seen = new Set<number>();
  for (const { from, to } of ranges)
    syntaxTree(state).iterate({
      from,
      to,
      enter: (node) => {
        if (node.name !== "Table") return;
        if (!seen.has(node.from)) drawTable(state, node.from, node.to, measure, found);
        seen.add(node.from);
        return false;
      },
    });
  return Decoration.set(found, true);
}

function drawTable(
  state: EditorState,
  from: number,
  to: number,
  measure: Measure,
  found: Range<Decoration>[],
): void {
  const lines: Line[] = [];
  for (let at = from; at <= to && lines.length < tallest;) {
    const line = state.doc.lineAt(at);
    lines.push(line);
    at = line.to + 1;
  }
  const [head, rule, ...rest] = lines;
  if (!head || !rule) return;
  found.push(headRow.range(head.from));
  const atRule = state.selection.ranges.some((range) => range.from <= rule.to && range.to >= rule.from);
  if (!atRule) found.push(dashes.range(rule.from));
  const rows = [head, ...rest].map((line) => ({ line, cells: cellsOf(line) }));
  const widths: number[] = [];
  for (const { cells } of rows)
    cells.forEach((cell, column) => {
      const width = measure(seenText(state.sliceDoc(cell.from, cell.to)));
      widths[column] = Math.max(widths[column] ?? 0, width);
    });
  if (widths.reduce((sum, width) => sum + width + 1.2, 0) > widest) return;
  for (const { line, cells } of rows)
    cells.forEach((cell, column) => {
      // From after one bar to before the next, so that every place in the cell is inside its width.
      const start =
        column === 0 && !line.text.trimStart().startsWith("|")
          ? line.from
          : barBefore(state, line, cell.from);
      const end = barAfter(state, line, cell.to);
      if (start >= end) return;
      const width = ((widths[column] ?? 0) + 0.7).toFixed(2);
      found.push(
        Decoration.mark({ class: "sheet-cell", attributes: { style: `min-width: ${width}em` } }).range(
          start,
          end,
        ),
      );
    });
}

function barBefore(state: EditorState, line: Line, position: number): number {
  const before = state.sliceDoc(line.from, position).lastIndexOf("|");
  return line.from + before + 1;
}

function barAfter(state: EditorState, line: Line, position: number): number {
  const after = state.sliceDoc(position, line.to).indexOf("|");
  return after < 0 ? line.to : position + after;
}

/** What is seen of a cell when its marks are hidden. */
function seenText(cell: string): string {
  return cell.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\*\*|[`*]|~~/g, "");
}

let ruler: CanvasRenderingContext2D | null = null;

/** Asks for the type of the sheet only once a table is met: that question costs a layout. */
function measuring(view: EditorView): Measure {
  let measure: Measure | null = null;
  return (text) => (measure ??= measureIn(view))(text);
}

function measureIn(view: EditorView): Measure {
  const style = getComputedStyle(view.contentDOM);
  ruler ??= document.createElement("canvas").getContext("2d");
  const context = ruler;
  if (!context) return (text) => text.length * 0.5;
  const size = Number.parseFloat(style.fontSize) || 20;
  context.font = `600 ${size}px ${style.fontFamily}`;
  return (text) => context.measureText(text).width / size;
}

export const columns = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = drawColumns(view.state, view.visibleRanges, measuring(view));
    }

    update(update: ViewUpdate): void {
      const asked = update.transactions.some(({ effects }) =>
        effects.some((effect) => effect.is(redrawMarks)),
      );
      if (update.view.composing && !asked) {
        this.decorations = this.decorations.map(update.changes);
        return;
      }
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (asked || parsed || update.docChanged || update.selectionSet || update.viewportChanged)
        this.decorations = drawColumns(update.state, update.view.visibleRanges, measuring(update.view));
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
