import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Finding, Severity } from "../bindings/types";
import {
  paragraphAt,
  passed,
  type Placed,
  type Season,
  seasonOf,
  shown,
  withStretch,
  type Writing,
} from "./judging";

function finding(rule: string, severity: Severity, from: number, to = from + 4, cost = 1): Placed {
  const known = false;
  return {
    finding: {
      rule,
      severity,
      from,
      to,
      line: 1,
      message: "",
      why: "",
      help: "",
      fix: null,
      missed: null,
      about: rule === "long-sentence" ? "style" : rule.startsWith("part-") ? "parts" : "claim",
      cost,
      waivable: "",
    } satisfies Finding,
    from,
    to,
    known,
  };
}

function rules(list: Placed[], writing: Writing, season: Season = "touched"): string[] {
  return shown(list, writing, season, { words: 1300, length: 10_000 }).map(
    ({ finding: { rule, from } }) => `${rule}@${from}`,
  );
}

const everywhere: Writing = { touched: [{ from: 0, to: 10_000 }], pending: null };

describe("what is judged", () => {
  it("is only what the writer touched, once she has left it", () => {
    const list = [finding("vague-quantity", "advice", 10), finding("vague-quantity", "advice", 500)];
    const touched = [{ from: 0, to: 40 }];
    expect(rules(list, { touched: [], pending: null })).toEqual([]);
    expect(rules(list, { touched, pending: { from: 0, to: 40 } })).toEqual([]);
    expect(rules(list, { touched, pending: null })).toEqual(["vague-quantity@10"]);
  });

  it("stays while its paragraph is written on", () => {
    const known = { ...finding("vague-quantity", "advice", 10), known: true };
    const stretch = { from: 0, to: 40 };
    expect(rules([known], { touched: [stretch], pending: stretch })).toEqual(["vague-quantity@10"]);
  });

  it("is two of advice a page, and every warning and error", () => {
    const advice = [10, 20, 30, 6000, 7000, 8000].map((at) => finding("vague-quantity", "advice", at));
    const warnings = [40, 50, 60].map((at) => finding("question-unanswered", "error", at));
    const list = [...advice, ...warnings].sort((a, b) => a.from - b.from);
    expect(rules(list, everywhere)).toEqual([
      "vague-quantity@10",
      "vague-quantity@20",
      "question-unanswered@40",
      "question-unanswered@50",
      "question-unanswered@60",
      "vague-quantity@6000",
      "vague-quantity@7000",
    ]);
    expect(rules(list, everywhere, "all").length).toBe(list.length);
  });

  it("is in review the whole text with two of advice a page, but what is being typed", () => {
    const list = [10, 20, 30, 6000].map((at) => finding("vague-quantity", "advice", at));
    const style = finding("long-sentence", "advice", 7000);
    const typing = { touched: [], pending: { from: 6000, to: 6100 } };
    expect(rules([...list, style], { touched: [], pending: null }, "review")).toEqual([
      "vague-quantity@10",
      "vague-quantity@20",
      "vague-quantity@6000",
      "long-sentence@7000",
    ]);
    expect(rules(list, typing, "review")).toEqual(["vague-quantity@10", "vague-quantity@20"]);
    expect(rules(list, typing, "all").length).toBe(3);
    const known = { ...finding("vague-quantity", "advice", 6000), known: true };
    expect(rules([known], typing, "all")).toEqual(["vague-quantity@6000"]);
  });

  it("is of advice what costs a reader most", () => {
    const list = [5, 40, 7, 40].map((cost, index) =>
      finding("vague-quantity", "advice", 10 * index, 10 * index + 4, cost),
    );
    expect(rules(list, everywhere)).toEqual(["vague-quantity@10", "vague-quantity@30"]);
  });

  it("is a missing part only when the writer has passed its place", () => {
    const list = [finding("part-missing", "error", 300, 300)];
    expect(rules(list, { touched: [{ from: 0, to: 300 }], pending: null })).toEqual([]);
    expect(rules(list, { touched: [{ from: 301, to: 400 }], pending: null })).toEqual(["part-missing@300"]);
    expect(rules(list, { touched: [], pending: null }, "all")).toEqual(["part-missing@300"]);
  });

  it("is no style while a text is drafted, and never what is only listed", () => {
    const list = [finding("long-sentence", "advice", 10), finding("assumption", "info", 20)];
    expect(rules(list, everywhere)).toEqual([]);
    expect(rules(list, everywhere, "all")).toEqual(["long-sentence@10"]);
    expect(rules(list, everywhere, "never")).toEqual([]);
  });
});

describe("the season", () => {
  it("follows the status, and yields to the writer who asks", () => {
    expect(seasonOf(null, "touched")).toBe("touched");
    expect(seasonOf("drafting", "touched")).toBe("touched");
    expect(seasonOf("In-Review", "touched")).toBe("review");
    expect(seasonOf("In-Review", "all")).toBe("all");
    expect(seasonOf("approved", "touched")).toBe("never");
    expect(seasonOf("launched", "touched")).toBe("never");
    expect(seasonOf("launched", "all"), "what is decided on is not asked about").toBe("never");
  });
});

describe("stretches", () => {
  const doc = Text.of(["# Head", "", "one", "two", "", "three", "## Next", "four"]);
  it("of a paragraph end at blank lines and headings", () => {
    const at = (word: string) => doc.toString().indexOf(word);
    const text = (word: string) => {
      const { from, to } = paragraphAt(doc, at(word));
      return doc.sliceString(from, to);
    };
    expect(text("two")).toBe("one\ntwo");
    expect(text("Head")).toBe("# Head");
    expect(text("three")).toBe("three");
    expect(text("four")).toBe("four");
  });
  it("become one where they meet", () => {
    const list = withStretch(withStretch([{ from: 0, to: 5 }], { from: 20, to: 30 }), { from: 5, to: 20 });
    expect(list).toEqual([{ from: 0, to: 30 }]);
    expect(passed({ touched: list, pending: null }, 30)).toBe(false);
  });
});
