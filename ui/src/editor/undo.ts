// The undo history as it is kept with the text, so that it outlives a reload and a restart.
import { historyField } from "@codemirror/commands";
import { EditorState, type EditorStateConfig } from "@codemirror/state";

interface Kept {
  done: unknown[];
  undone: unknown[];
}

/** Steps kept at most, and characters of their record. */
const steps = 300;
const size = 2_000_000;

/** The undo history as text; absent when it is too large to be kept with every rest. */
export function writeUndo(state: EditorState): string | null {
  const history = state.field(historyField, false) as
    { done: { toJSON(): unknown }[]; undone: { toJSON(): unknown }[] } | undefined;
  if (!history) return null;
  for (let count = steps; count >= 1; count = Math.floor(count / 4)) {
    const kept: Kept = {
      done: history.done.slice(-count).map((step) => step.toJSON()),
      undone: history.undone.slice(-count).map((step) => step.toJSON()),
    };
    const text = JSON.stringify(kept);
    if (text.length <= size) return text;
  }
  return null;
}

/** A state of the text with its undo history; a history that cannot be read is left out. */
export function stateWithUndo(text: string, undo: string | null, config: EditorStateConfig): EditorState {
  const plain = { ...config, doc: text };
  if (undo === null) return EditorState.create(plain);
  try {
    const kept = JSON.parse(undo) as unknown;
    if (!isKept(kept)) return EditorState.create(plain);
    const selection = { ranges: [{ anchor: 0, head: 0 }], main: 0 };
    const state = EditorState.fromJSON({ doc: text, selection, history: kept }, config, {
      history: historyField,
    });
    return fits(kept, text.length) ? state : EditorState.create(plain);
  } catch {
    return EditorState.create(plain);
  }
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
