// What is hidden and when. A mark is shown while the caret touches its node, so that no key ever moves
// the caret over something that is not seen.
import { forceParsing } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { describe, expect, it } from "vitest";
import { drawMarks } from "./marks";
import { stateOf } from "./written";

/** The text as it is seen: without what is hidden, bullets drawn. */
function seen(written: string): string {
  const view = new EditorView({ state: stateOf(written) });
  forceParsing(view, view.state.doc.length, 1000);
  const { state } = view;
  const text = state.doc.toString();
  let result = "";
  let at = 0;
  drawMarks(state, [{ from: 0, to: text.length }]).between(0, text.length, (from, to, { spec }) => {
    const replaces = from < to && spec.class === undefined;
    if (!replaces || from < at) return;
    result += text.slice(at, from) + (spec.widget ? "•" : "");
    at = to;
  });
  view.destroy();
  return result + text.slice(at);
}

/** What is drawn as a link. */
function linked(written: string): string[] {
  const view = new EditorView({ state: stateOf(written) });
  forceParsing(view, view.state.doc.length, 1000);
  const { state } = view;
  const found: string[] = [];
  drawMarks(state, [{ from: 0, to: state.doc.length }]).between(0, state.doc.length, (from, to, { spec }) => {
    if (spec.class === "sheet-link") found.push(state.sliceDoc(from, to));
  });
  view.destroy();
  return found;
}

describe("links", () => {
  it("have an address; an open point in brackets is none", () => {
    expect(linked("‸x [words](https://a.b) and [how many?] and [a][b]")).toEqual(["words"]);
    expect(linked("x [wo‸rds](https://a.b)")).toEqual(["words"]);
  });
});

describe("marks", () => {
  it("are hidden where the caret is not", () => {
    expect(seen("‸x **bold** *it* ~~st~~ `co`")).toBe("x bold it st co");
    expect(seen('‸x [words](https://a.b/c_d "title") y')).toBe("x words y");
    expect(seen("‸x\n\n## Head ##\n\n- a\n* b\n1. c\n\n> q")).toBe("x\n\nHead \n\n• a\n• b\n1. c\n\n> q");
    expect(seen("‸x \\* y")).toBe("x * y");
  });
  it("are shown around the caret's own node, from its first to its last place", () => {
    for (const written of ["a ‸**b** c", "a **‸b** c", "a **b‸** c", "a **b**‸ c", "a *‸*b** c"])
      expect(seen(written)).toBe("a **b** c");
    expect(seen("a **b** ‸c *d*")).toBe("a b c d");
    expect(seen("# He‸ad")).toBe("# Head");
    expect(seen("**a *‸b* c**")).toBe("**a *b* c**");
    expect(seen("**a‸ *b* c**")).toBe("**a b c**");
  });
  it("are not taken for marks in code, front matter or addresses", () => {
    const code = "‸x\n\n```js\n**a** # b\n```";
    expect(seen(code)).toBe(code.replace("‸", ""));
    const front = "---\ntitle: **x** # y\n---\n‸\nz";
    expect(seen(front)).toBe(front.replace("‸", ""));
    expect(seen("‸x <https://a.b> https://c.d/_e_f_ [ref] ![alt](x.png)")).toBe(
      "x <https://a.b> https://c.d/_e_f_ [ref] ![alt](x.png)",
    );
  });
});
