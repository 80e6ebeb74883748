import { describe, expect, it } from "vitest";
import type { Run } from "../bindings/types";
import { asRead } from "./asread";

/** "+in+ -out- same" as runs: the sign of a run is its first letter. */
function runs(...parts: string[]): Run[] {
  const kinds = { "+": "added", "-": "gone", "=": "same" } as const;
  return parts.map((part) => ({ kind: kinds[part[0] as "+" | "-" | "="], text: part.slice(1) }));
}

/** The passage as one line: looks in angle brackets, signs as given. */
function line(...parts: string[]): string {
  const signs = { added: "+", gone: "-", same: "=" };
  const { block, runs: read } = asRead(runs(...parts));
  const words = read.map(({ kind, pieces }) => {
    const text = pieces.map(
      (piece) => (piece.looks.length > 0 ? `<${piece.looks.join(" ")}>` : "") + piece.text,
    );
    return signs[kind] + text.join("|");
  });
  return `${block}: ${words.join(" ")}`;
}

describe("a changed passage as it reads", () => {
  it("has headings, quotations and emphasis in the place of their marks", () => {
    expect(line("=### What does it ", "-cost", "+take", "=?")).toBe("heading: =What does it  -cost +take =?");
    expect(line("=Head\n====")).toBe("heading: =Head");
    expect(line("+> We saw it,\n> said Ana.")).toBe("quotation: +We saw it, said Ana.");
    expect(line("=Only **nine", "- weeks", "=** are _left_.")).toBe(
      "prose: =Only |<strong>nine -<strong> weeks = are |<emphasis>left|.",
    );
    expect(line("=Type `cut`, not ~~paste~~ 3 \\* 4.")).toBe(
      "prose: =Type |<code>cut|, not |<struck>paste| 3 * 4.",
    );
  });

  it("reads each side by itself, so that a mark that went leaves the other side as it is", () => {
    expect(line("-**Nine**", "+Nine", "= weeks, *all*")).toBe(
      "prose: -<strong>Nine +Nine = weeks, |<emphasis>all",
    );
  });

  it("keeps the blank between what went and what a new mark stands before", () => {
    expect(line("-**Q2.", "+###", "= Who bakes?", "-**")).toBe("heading: -<strong>Q2. = Who bakes?");
    expect(line("-##", "+###", "= Goals")).toBe("heading: =Goals");
  });

  it("keeps brackets that are the writer's own, and of a link its words", () => {
    expect(line("=It takes [how many?] weeks; see [the table](a.md).")).toBe(
      "prose: =It takes [how many?] weeks; see |<link>the table|.",
    );
  });

  it("shows items, and tasks, as a reader sees them", () => {
    expect(line("=- [x] buy ", "+warm ", "=bread")).toBe("prose: =• ☑ buy  +warm  =bread");
    expect(line("=12. bread")).toBe("prose: =12. bread");
  });

  it("tells when only marks changed", () => {
    expect(asRead(runs("-##", "+###", "= Goals")).alike).toBe(true);
    expect(asRead(runs("= Goals")).alike).toBe(false);
    expect(asRead(runs("-Nine", "+Ten", "= weeks")).alike).toBe(false);
  });

  it("leaves fields and unpaired marks as they are written", () => {
    expect(line("=status: ", "-drafting", "+in review")).toBe("prose: =status:  -drafting +in review");
    expect(line("=2 * 3 and a_name_")).toBe("prose: =2 * 3 and a_name_");
  });
});
