// Tables by key: Tab and Shift+Tab go from cell to cell, Enter down, and both add a row at the end.
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorSelection, type EditorState, type Line, type StateCommand } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";
import type { Stretch } from "./judging";

/** The words of each cell of a row, without the spaces around them. */
export function cellsOf(line: Line): Stretch[] {
  const pipes: number[] = [];
  for (let index = 0; index < line.text.length; index++) {
    if (line.text[index] === "\\") index += 1;
    else if (line.text[index] === "|") pipes.push(index);
  }
  const text = line.text;
  const edges = [...pipes];
  if (!text.trimStart().startsWith("|")) edges.unshift(-1);
  if (!/(^|[^\\])\|\s*$/.test(text)) edges.push(text.length);
  const cells: Stretch[] = [];
  for (let index = 0; index + 1 < edges.length; index++) {
    const start = (edges[index] ?? 0) + 1;
    const inside = text.slice(start, edges[index + 1]);
    const words = inside.trim();
    const lead = words === "" ? Math.min(1, inside.length) : inside.length - inside.trimStart().length;
    cells.push({ from: line.from + start + lead, to: line.from + start + lead + words.length });
  }
  return cells;
}

interface Table {
  /** Rows with cells: the heading and those after the line of dashes. */
  rows: Line[];
  to: number;
  row: number;
  column: number;
}

function tableAt(state: EditorState): Table | null {
  const { head } = state.selection.main;
  const tree = ensureSyntaxTree(state, Math.min(head + 1, state.doc.length), 100);
  let node: SyntaxNode | null = tree?.resolveInner(head, -1) ?? null;
  if (node && !within(node)) node = tree?.resolveInner(head, 1) ?? null;
  const table = node && within(node);
  if (!table) return null;
  const first = state.doc.lineAt(table.from).number;
  const last = state.doc.lineAt(table.to).number;
  const rows: Line[] = [];
  for (let number = first; number <= last; number++)
    if (number !== first + 1) rows.push(state.doc.line(number));
  const row = rows.findIndex((line) => head >= line.from && head <= line.to);
  const line = rows[row];
  if (!line) return null;
  const cells = cellsOf(line);
  const column = Math.max(
    0,
    cells.findLastIndex((cell) => cell.from <= head),
  );
  return { rows, to: table.to, row, column };
}

function within(node: SyntaxNode): SyntaxNode | null {
  for (let at: SyntaxNode | null = node; at; at = at.parent) if (at.name === "Table") return at;
  return null;
}

const barsIn = (line: string): number => (line.match(/\\.|\|/g) ?? []).filter((bar) => bar === "|").length;

/**
 * A bar that is typed into a row which has all its bars is a character of the cell: unescaped, it
 * would be one column more than the table has, and the table none any more.
 */
export const escapeBar: StateCommand = ({ state, dispatch }) => {
  const table = tableAt(state);
  const row = table?.rows[table.row];
  const heading = table?.rows[0];
  if (!row || !heading || state.readOnly || state.sliceDoc(row.from, row.to).trim() === "") return false;
  const dashes = state.doc.lineAt(heading.to + 1);
  if (barsIn(row.text) < barsIn(dashes.text)) return false;
  const { from } = state.selection.main;
  const before = /\\*$/.exec(state.sliceDoc(row.from, from))?.[0].length ?? 0;
  if (before % 2 === 1) return false;
  dispatch(state.update(state.replaceSelection("\\|"), { userEvent: "input.type", scrollIntoView: true }));
  return true;
};

/** What is typed into a cell stays in it. */
export const typedInCells = EditorView.inputHandler.of(
  (view, _from, _to, text) => text === "|" && !view.composing && escapeBar(view),
);

/** Tab and Shift+Tab in a table. */
export function moveCell(step: 1 | -1): StateCommand {
  return ({ state, dispatch }) => {
    const table = tableAt(state);
    if (!table) return false;
    const width = table.rows[0] ? cellsOf(table.rows[0]).length : 1;
    const index = table.row * width + Math.min(table.column, width - 1) + step;
    if (index < 0) return true;
    const line = table.rows[Math.floor(index / width)];
    if (!line) return addRow(state, dispatch, table, 0);
    const cells = cellsOf(line);
    const cell = cells[Math.min(index % width, cells.length - 1)];
    if (cell)
      dispatch(state.update({ selection: selecting(cell), userEvent: "select", scrollIntoView: true }));
    return true;
  };
}

/** Enter in a table: the cell below; after an empty last row, out of the table. */
export const enterInTable: StateCommand = ({ state, dispatch }) => {
  const table = tableAt(state);
  if (!table) return false;
  const below = table.rows[table.row + 1];
  const line = table.rows[table.row];
  if (below) {
    const cells = cellsOf(below);
    const cell = cells[Math.min(table.column, cells.length - 1)];
    if (cell)
      dispatch(state.update({ selection: selecting(cell), userEvent: "select", scrollIntoView: true }));
    return true;
  }
  const isEmpty = line && cellsOf(line).every((cell) => cell.from === cell.to);
  if (!line || !isEmpty || table.row === 0) return addRow(state, dispatch, table, table.column);
  const insert = line.to === state.doc.length ? "\n" : "";
  dispatch(
    state.update({
      changes: { from: line.from, to: line.to, insert },
      selection: { anchor: line.from + insert.length },
      userEvent: "input",
      scrollIntoView: true,
    }),
  );
  return true;
};

function addRow(
  state: EditorState,
  dispatch: Parameters<StateCommand>[0]["dispatch"],
  table: Table,
  column: number,
): boolean {
  const first = table.rows[0];
  if (!first || state.readOnly) return false;
  const width = cellsOf(first).length;
  const at = state.doc.lineAt(table.to).to;
  dispatch(
    state.update({
      changes: { from: at, insert: state.toText(`\n${emptyRow(width)}`) },
      selection: { anchor: at + 3 + column * 3 },
      userEvent: "input",
      scrollIntoView: true,
    }),
  );
  return true;
}

function emptyRow(width: number): string {
  return `|${"  |".repeat(width)}`;
}

function selecting(cell: Stretch): EditorSelection {
  return EditorSelection.single(cell.from, cell.to);
}

/** Puts an empty table of three columns and two rows after the caret's line. */
export const insertTable: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly || tableAt(state)) return false;
  const line = state.doc.lineAt(state.selection.main.head);
  const before = line.length === 0 ? (blankAbove(state, line) ? "" : "\n") : "\n\n";
  const after = line.number < state.doc.lines && state.doc.line(line.number + 1).length === 0 ? "" : "\n";
  const rows = [emptyRow(3), "|---|---|---|", emptyRow(3), emptyRow(3)].join("\n");
  dispatch(
    state.update({
      changes: { from: line.to, insert: state.toText(before + rows + after) },
      selection: { anchor: line.to + before.length + 2 },
      userEvent: "input.format",
      scrollIntoView: true,
    }),
  );
  return true;
};

function blankAbove(state: EditorState, line: Line): boolean {
  return line.number === 1 || state.doc.line(line.number - 1).length === 0;
}
