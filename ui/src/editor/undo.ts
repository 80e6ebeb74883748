// The undo history as it is kept with the text, so that it outlives a reload and a restart; with it what
// the writer has written in, which is what is judged, and where the caret was.
import { historyField, isolateHistory } from "@codemirror/commands";
import { type ChangeDesc, ChangeSet, EditorState, type EditorStateConfig, Text } from "@codemirror/state";
import type { Change, WrittenBy } from "../bindings/types";
import { afterOthers, type Stretch } from "./judging";
import { remarks, touchedBefore } from "./remarks";

interface Kept {
  done: unknown[];
  undone: unknown[];
  /** Start and end of the paragraphs that were written in. */
  touched?: unknown;
  /** Both ends of the selection, the moving one last. */
  caret?: unknown;
}

/** Steps kept at most, and characters of their record. */
const steps = 300;
const size = 2_000_000;

/** The undo history as text; absent when it is too large to be kept with every rest. */
export function writeUndo(state: EditorState): string | null {
  const history = state.field(historyField, false) as
    { done: { toJSON(): unknown }[]; undone: { toJSON(): unknown }[] } | undefined;
  if (!history) return null;
  const writing = state.field(remarks, false)?.writing;
  const touched = writing?.touched.map(({ from, to }) => [from, to]) ?? [];
  const { anchor, head } = state.selection.main;
  for (let count = steps; count >= 1; count = Math.floor(count / 4)) {
    const kept: Kept = {
      done: history.done.slice(-count).map((step) => step.toJSON()),
      undone: history.undone.slice(-count).map((step) => step.toJSON()),
      touched,
      caret: [anchor, head],
    };
    const text = JSON.stringify(kept);
    if (text.length <= size) return text;
  }
  return null;
}

/**
 * A state of the text with its undo history; a history that cannot be read is left out. `back` leads from
 * this text to the one that the history belongs to: the way forth is its newest step. Where another program
 * went it, nothing is to undo; the caret and the paragraphs that she wrote in are found again all the same.
 */
export function stateWithUndo(
  text: string,
  undo: string | null,
  config: EditorStateConfig,
  back: readonly Change[] = [],
  since: WrittenBy = "writer",
): EditorState {
  const plain = { ...config, doc: text };
  if (undo === null) return EditorState.create(plain);
  try {
    const kept = JSON.parse(undo) as unknown;
    if (!isKept(kept)) return EditorState.create(plain);
    const now = Text.of(text.split("\n"));
    const changes = ChangeSet.of([...back], now.length);
    if (since === "another-program") return stateAfterOthers(plain, kept, changes.invertedDesc);
    const doc = changes.apply(now);
    const [caret] = stretches([kept.caret]);
    const here = caret && isPlace(caret.from, doc.length) && isPlace(caret.to, doc.length);
    const range = here ? { anchor: caret.from, head: caret.to } : { anchor: 0, head: 0 };
    const selection = { ranges: [range], main: 0 };
    const opened = EditorState.fromJSON({ doc: doc.toString(), selection, history: kept }, config, {
      history: historyField,
    });
    if (!fits(kept, doc.length)) return EditorState.create(plain);
    const state = opened.update({ effects: touchedBefore.of(stretches(kept.touched)) }).state;
    if (changes.empty) return state;
    const annotations = isolateHistory.of("full");
    // What came after it was hers too.
    const userEvent = "input.kept";
    const forth = changes.invert(now);
    const anchor = forth.mapPos(range.head, 1);
    const spec = { changes: forth, selection: { anchor }, annotations, userEvent, filter: false };
    return state.update(spec).state;
  } catch {
    return EditorState.create(plain);
  }
}

/** The text as another program left it; `forth` leads to it from the text that she knew. */
function stateAfterOthers(plain: EditorStateConfig, kept: Kept, forth: ChangeDesc): EditorState {
  const [caret] = stretches([kept.caret]);
  const isHere = caret !== undefined && isPlace(caret.to, forth.length);
  const selection = isHere ? { anchor: forth.mapPos(caret.to, -1) } : undefined;
  const state = EditorState.create({ ...plain, selection });
  const hers = stretches(kept.touched).filter(
    ({ from, to }) => 0 <= from && from <= to && to <= forth.length,
  );
  return state.update({ effects: touchedBefore.of(afterOthers(hers, forth, state.doc)) }).state;
}

function isPlace(place: number, length: number): boolean {
  return Number.isInteger(place) && place >= 0 && place <= length;
}

function stretches(value: unknown): Stretch[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((pair: unknown) => {
    const [from, to]: unknown[] = Array.isArray(pair) ? pair : [];
    return typeof from === "number" && typeof to === "number" ? [{ from, to }] : [];
  });
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === "object" &&
    value !== null &&
    Array.isArray((value as Kept).done) &&
    Array.isArray((value as Kept).undone)
  );
}

/** Whether the newest step starts from a text of this length; an undo of another text would garble this one. */
function fits(kept: Kept, length: number): boolean {
  const newest = kept.done.findLast((step) => (step as { changes?: unknown }).changes !== undefined);
  if (newest === undefined) return true;
  const sections = (newest as { changes: unknown }).changes;
  return Array.isArray(sections) && lengthBefore(sections) === length;
}

/** Length of the text that a change set in its written form applies to. */
function lengthBefore(sections: unknown[]): number {
  return sections.reduce<number>((sum, section) => {
    const length: unknown = Array.isArray(section) ? section[0] : section;
    return sum + (typeof length === "number" ? length : 0);
  }, 0);
}
