import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { enter } from "./blocks";
import { jointAt, softbreaks } from "./softbreaks";
import { stateOf, writtenOf } from "./written";

/** The text as it flows: joined line ends as ␣. */
function flowing(text: string): string {
  return drawn(stateOf(text, softbreaks));
}
function drawn(state: ReturnType<typeof stateOf>): string {
  let result = "";
  let at = 0;
  const text = state.doc.toString();
  state.field(softbreaks).between(0, text.length, (from, to) => {
    result += `${text.slice(at, from)}␣`;
    at = to;
  });
  return result + text.slice(at);
}

describe("line ends inside a paragraph", () => {
  it("are drawn as spaces", () => {
    expect(flowing("one\ntwo\nthree\n\nfour\nfive")).toBe("one␣two␣three\n\nfour␣five");
    expect(flowing("- item one\n  goes on\n- two\nlazily")).toBe("- item one␣goes on\n- two␣lazily");
    expect(flowing("1. item\n   goes on")).toBe("1. item␣goes on");
  });

  it("are left where they mean something", () => {
    for (const text of [
      "# Head\ntext",
      "text\n# Head",
      "a  \nb",
      "a\\\nb",
      "a\n- b\n- c",
      "a\n1. b",
      "> a\n> b",
      "a\n---",
      "a\n===",
      "| a | b |\n|---|---|\n| 1 | 2 |",
      "a | b\n--|--\n1 | 2",
      "```\na\nb\n```",
      "~~~\na\nb",
      "---\nowner: x\nstatus: y\n---\n",
      "<div>\ntext\n</div>",
      "[a]: https://a.b\n[c]: https://c.d",
      "Q: How many?\nA: Nine.",
      "    code\n    more code",
    ])
      expect(flowing(text)).toBe(text);
  });

  it("are the same after any change as when read anew", () => {
    let seed = 11;
    const roll = (sides: number) => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % sides;
    const pieces = ["\n", "\n\n", "word", " ", "- ", "# ", "```\n", "> ", "  ", "|", "---\n", "x\ny", "    "];
    for (let round = 0; round < 40; round++) {
      let state = stateOf("# Head\n\none\ntwo\nthree\n\n- a\n  b\n\n```\nc\nd\n```\n\ne\nf", softbreaks);
      for (let step = 0; step < 25; step++) {
        const from = roll(state.doc.length + 1);
        const to = Math.min(state.doc.length, from + (roll(3) === 0 ? roll(12) : 0));
        state = state.update({ changes: { from, to, insert: pieces[roll(pieces.length)] ?? "" } }).state;
        expect(drawn(state), JSON.stringify(state.doc.toString())).toBe(flowing(state.doc.toString()));
      }
    }
  });

  it("go when the paragraph is split there", () => {
    for (const written of ["one‸\ntwo", "one\n‸two"]) {
      let state = stateOf(written, softbreaks);
      expect(jointAt(state, state.selection.main.head)).toEqual({ from: 3, to: 4 });
      enter({ state, dispatch: (transaction) => (state = transaction.state) });
      expect(writtenOf(state)).toBe("one\n\n‸two");
    }
  });

  it("are not looked for in a text of many megabytes", () => {
    const doc = Text.of(Array.from({ length: 400_000 }, () => "some words"));
    expect(stateOf(doc.toString(), softbreaks).field(softbreaks).size).toBe(0);
  });
});
