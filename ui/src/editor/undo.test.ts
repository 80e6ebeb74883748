import { history, isolateHistory, redo, undo } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { again } from "./commands";
import { remarks } from "./remarks";
import { stateWithUndo, writeUndo } from "./undo";

const config = { extensions: [history()] };

function typed(): EditorState {
  let state = EditorState.create({ ...config, doc: "one" });
  for (const insert of ["two", "😀\n"])
    state = state.update({
      changes: { from: state.doc.length, insert },
      annotations: isolateHistory.of("full"),
      userEvent: "input",
    }).state;
  return state;
}

function step(state: EditorState, command: typeof undo): EditorState {
  let next = state;
  command({ state, dispatch: (transaction) => (next = transaction.state) });
  return next;
}

describe("the undo history", () => {
  it("goes on after it was kept and taken up again, in both directions", () => {
    const before = step(typed(), undo);
    expect(before.doc.toString()).toBe("onetwo");
    let state = stateWithUndo("onetwo", writeUndo(before), config);
    state = step(state, redo);
    expect(state.doc.toString()).toBe("onetwo😀\n");
    state = step(step(state, undo), undo);
    expect(state.doc.toString()).toBe("one");
  });
  it("of another text, or one that cannot be read, is left out", () => {
    const kept = writeUndo(typed());
    for (const [text, undone] of [
      ["something else", kept],
      ["onetwo😀\n", "{"],
      ["onetwo😀\n", "null"],
      ["onetwo😀\n", '{"done":[{"changes":[[1,2,3]]}],"undone":[]}'],
      ["onetwo😀\n", '{"done":[5],"undone":[]}'],
    ] as const) {
      const state = stateWithUndo(text, undone, config);
      expect(step(state, undo).doc.toString()).toBe(text);
    }
  });
  it("of the text before the last words takes those words as its newest step", () => {
    const back = [{ from: 7, to: 12, insert: "" }];
    let state = stateWithUndo("onetwo last", writeUndo(step(typed(), undo)), config, [
      { from: 6, to: 11, insert: "" },
    ]);
    expect(state.doc.toString()).toBe("onetwo last");
    state = step(state, undo);
    expect(state.doc.toString()).toBe("onetwo");
    expect(step(state, undo).doc.toString()).toBe("one");
    expect(step(state, redo).doc.toString()).toBe("onetwo last");
    expect(stateWithUndo("short", writeUndo(typed()), config, back).doc.toString()).toBe("short");
  });
  it("brings the caret along, behind the words that came after it", () => {
    const state = EditorState.create({ ...config, doc: "one two", selection: { anchor: 3 } });
    const kept = writeUndo(state);
    expect(stateWithUndo("one two", kept, config).selection.main.head).toBe(3);
    const later = stateWithUndo("one! two", kept, config, [{ from: 3, to: 4, insert: "" }]);
    expect(later.selection.main.head).toBe(4);
    const far = JSON.stringify({ done: [], undone: [], caret: [9, 9000] });
    expect(stateWithUndo("one two", far, config).selection.main.head).toBe(0);
  });
  it("brings along where the writer has written, the words after it too", () => {
    const withRemarks = { extensions: [history(), remarks] };
    let state = EditorState.create({ ...withRemarks, doc: "one\n\ntwo\n\nthree" });
    state = state.update({ changes: { from: 3, insert: "!" }, userEvent: "input" }).state;
    const touched = (of: EditorState) => of.field(remarks).writing.touched;
    const kept = writeUndo(state);
    const same = stateWithUndo(state.doc.toString(), kept, withRemarks);
    expect(touched(same)).toEqual([{ from: 0, to: 4 }]);
    const back = [{ from: 16, to: 17, insert: "" }];
    const later = stateWithUndo(`${state.doc.toString()}?`, kept, withRemarks, back);
    expect(touched(later)).toEqual([
      { from: 0, to: 4 },
      { from: 11, to: 17 },
    ]);
    expect(touched(stateWithUndo("another text", kept, withRemarks))).toEqual([]);
  });
  it("is left out where another program wrote since, but not where the writer has written", () => {
    const withRemarks = { extensions: [history(), remarks] };
    let state = EditorState.create({ ...withRemarks, doc: "one\n\ntwo" });
    state = state.update({
      changes: { from: 3, insert: "!" },
      selection: { anchor: 4 },
      userEvent: "input",
    }).state;
    const text = "zero\n\none!\n\nhalf\n\ntwo";
    const back = [
      { from: 0, to: 6, insert: "" },
      { from: 10, to: 16, insert: "" },
    ];
    const later = stateWithUndo(text, writeUndo(state), withRemarks, back, "another-program");
    expect(later.doc.toString()).toBe(text);
    expect(step(later, undo).doc.toString()).toBe(text);
    expect(later.field(remarks).writing.touched).toEqual([{ from: 6, to: 10 }]);
    expect(later.selection.main.head).toBe(10);
    const whole = [{ from: 0, to: text.length, insert: "one!\n\ntwo" }];
    const anew = stateWithUndo(text, writeUndo(state), withRemarks, whole, "another-program");
    expect(anew.field(remarks).writing.touched).toEqual([]);
  });
  it("done again leaves the caret behind what came back, and nothing selected", () => {
    const doc = "[What we propose.]";
    let state = EditorState.create({ ...config, doc, selection: { anchor: 0, head: doc.length } });
    for (const [at, letter] of [...["F", "o", "u", "r"].entries()]) {
      const range = at === 0 ? { from: 0, to: doc.length } : { from: at };
      const spec = { changes: { ...range, insert: letter }, selection: { anchor: at + 1 } };
      state = state.update({ ...spec, userEvent: "input.type" }).state;
    }
    state = step(step(state, undo), again);
    expect(state.doc.toString()).toBe("Four");
    expect(state.selection.main).toMatchObject({ from: 4, to: 4 });
    expect(step(state, undo).doc.toString()).toBe(doc);
  });
  it("is shortened rather than lost when it is large", () => {
    let state = EditorState.create({ ...config, doc: "" });
    for (let count = 0; count < 40; count++)
      state = state.update({
        changes: { from: 0, to: state.doc.length, insert: String(count % 10).repeat(100_000) },
        annotations: isolateHistory.of("full"),
      }).state;
    const kept = writeUndo(state);
    expect(kept?.length).toBeLessThan(2_100_000);
    const restored = stateWithUndo(state.doc.toString(), kept, config);
    expect(step(restored, undo).doc.sliceString(0, 1)).toBe("8");
  });
});
