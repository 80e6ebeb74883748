import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { fieldChange, readFrontMatter } from "./frontmatter";

function set(text: string, key: string, value: string): string {
  const matter = readFrontMatter(Text.of(text.split("\n")));
  if (!matter) throw new Error("no front matter");
  const { from, to, insert } = fieldChange(matter, key, value);
  return text.slice(0, from) + insert + text.slice(to);
}
function values(text: string): Record<string, string | null> | string | null {
  const matter = readFrontMatter(Text.of(text.split("\n")));
  if (!matter) return null;
  return matter.broken ?? Object.fromEntries(matter.entries.map(({ key, value }) => [key, value]));
}

describe("front matter", () => {
  it("is read as names and values, and what is more than that is left alone", () => {
    const text = `---\n# a comment\nowner:   "Ann \\"A\\" B"   # who\nstatus: 'it''s'\nlaunch: 2027-06-14 # soon\nreviewers: [a, b]\nnotes: |\n  one\n  two\nlist:\n- a\nempty:\n---\ntext`;
    expect(values(text)).toEqual({
      owner: 'Ann "A" B',
      status: "it's",
      launch: "2027-06-14",
      reviewers: null,
      notes: null,
      list: null,
      empty: "",
    });
  });

  it("changes only the characters of the value", () => {
    const text = "---\r\nowner:   Ann   # who\nstatus: 'drafting'\nlaunch:\nz: [1]\n---\nBody".replace(
      "\r",
      "",
    );
    expect(set(text, "owner", "Bo")).toBe(text.replace("Ann", "Bo"));
    expect(set(text, "status", "in review")).toBe(text.replace("'drafting'", "'in review'"));
    expect(set(text, "launch", "2027")).toBe(text.replace("launch:", "launch: 2027"));
    expect(set(text, "customer", "Directors")).toBe(
      text.replace("z: [1]\n", "z: [1]\ncustomer: Directors\n"),
    );
    expect(set(text, "owner", "")).toBe(text.replace("Ann", ""));
  });

  it("puts quotes where they are needed and nowhere else", () => {
    for (const value of ["a: b", "#1", "- x", "[x]", "yes", "null", "@home", "x #y", "50 %: all", "ends:"]) {
      const written = set("---\nowner: x\n---\n", "owner", value);
      expect(written).toBe(`---\nowner: "${value}"\n---\n`);
      expect(values(written)).toEqual({ owner: value });
    }
    for (const value of ["Ann Lee", "a:b", "x#y", "2027-06-14", "true", "C:\\x", "it's"])
      expect(set("---\nowner: x\n---\n", "owner", value)).toBe(`---\nowner: ${value}\n---\n`);
  });

  it("never lets a value break out of its line", () => {
    expect(set("---\nowner: x\n---\n", "owner", "a\nstatus: launched\u2028b")).toBe(
      '---\nowner: "a status: launched b"\n---\n',
    );
  });

  it("says in a sentence why it is shown as text", () => {
    expect(values("---\nowner: x\nno colon here\n---\n")).toContain("no colon here");
    expect(values('---\nowner: "x\n---\n')).toContain("quotation mark");
    expect(values("---\nowner: a\nowner: b\n---\n")).toContain("twice");
    expect(values("---\nowner: x\n\nText without an end")).toContain("closing");
    expect(values("---\n\ttab: x\n---\n")).toBeTypeOf("string");
  });

  it("is not every rule at the top", () => {
    expect(values("---\n\nA rule, then text")).toBeNull();
    expect(values("# Title\n---\n")).toBeNull();
    expect(values("")).toBeNull();
  });

  it("takes names like those of objects as any other", () => {
    expect(values("---\n__proto__: x\nconstructor: y\n---\n")).toEqual(
      Object.fromEntries([
        ["__proto__", "x"],
        ["constructor", "y"],
      ]),
    );
  });
});
