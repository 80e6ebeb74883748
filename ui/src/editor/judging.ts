// Which remarks are shown. Pure: positions and texts in, findings out; knows no view and no clock.
// A paragraph is judged once the writer has touched it and has left it or rested; the rest is not.
import type { ChangeDesc, Text } from "@codemirror/state";
import type { Finding } from "../bindings/types";

export interface Stretch {
  from: number;
  to: number;
}

/** A finding where its words stand now. */
export interface Placed {
  finding: Finding;
  from: number;
  to: number;
  /** Shown before in this place, so that it stays while its paragraph is written on. */
  known: boolean;
}

/** What was written, and where it is being written. */
export interface Writing {
  /** Paragraphs that the writer has changed; ascending, not overlapping. */
  touched: readonly Stretch[];
  /** The paragraph that she is still at. */
  pending: Stretch | null;
}

/** `touched`: what was written and left. `review`: everything, of advice a little. `all`: everything. */
export type Season = "touched" | "review" | "all" | "never";

const wordsPerPage = 650;
const advicePerPage = 2;
const longestParagraph = 300;

/** What is judged in a document of this status; what is approved or launched stands, and is not. */
export function seasonOf(status: string | null, asked: "all" | "touched"): Season {
  if (isSettled(status)) return "never";
  if (asked === "all") return "all";
  return plain(status) === "in review" ? "review" : "touched";
}

/** Whether a document of this status is decided on, so that nobody asks about its words any more. */
export function isSettled(status: string | null): boolean {
  return plain(status) === "approved" || plain(status) === "launched";
}

function plain(status: string | null): string {
  return (status ?? "").trim().toLowerCase().replace(/[-_]/g, " ");
}

/** The lines around a position up to the blank lines or headings beside it. */
export function paragraphAt(doc: Text, position: number): Stretch {
  const line = doc.lineAt(position);
  let { from, to } = line;
  if (ends(line.text)) return { from, to };
  for (let number = line.number - 1; number > 0 && line.number - number < longestParagraph; number--) {
    const above = doc.line(number);
    if (ends(above.text)) break;
    from = above.from;
  }
  for (
    let number = line.number + 1;
    number <= doc.lines && number - line.number < longestParagraph;
    number++
  ) {
    const below = doc.line(number);
    if (ends(below.text)) break;
    to = below.to;
  }
  return { from, to };
}

function ends(line: string): boolean {
  return /^\s*$|^#{1,6}\s/.test(line);
}

/** Adds a stretch; what it overlaps or adjoins becomes one with it. */
export function withStretch(stretches: readonly Stretch[], added: Stretch): Stretch[] {
  let { from, to } = added;
  const apart: Stretch[] = [];
  for (const stretch of stretches) {
    if (stretch.to < from || stretch.from > to) apart.push(stretch);
    else {
      from = Math.min(from, stretch.from);
      to = Math.max(to, stretch.to);
    }
  }
  apart.push({ from, to });
  return apart.sort((a, b) => a.from - b.from);
}

/**
 * Where her paragraphs are in `doc`, to which somebody else's changes led. A paragraph of which words are
 * left is still hers; what was put beside it is not, nor is one that was written anew.
 */
export function afterOthers(hers: readonly Stretch[], changes: ChangeDesc, doc: Text): Stretch[] {
  let left: Stretch[] = [];
  for (const stretch of hers) {
    const from = changes.mapPos(stretch.from, 1);
    const to = changes.mapPos(stretch.to, -1);
    if (from >= to) continue;
    left = withStretch(left, { from: paragraphAt(doc, from).from, to: paragraphAt(doc, to).to });
  }
  return left;
}

/** Whether the writer has touched text after a position: she has passed it. */
export function passed(writing: Writing, position: number): boolean {
  const last = writing.touched.at(-1);
  return last !== undefined && last.from > position;
}

/**
 * The findings that are shown, in the order of the text; of advice the two costliest a page while not
 * everything is asked for.
 */
export function shown(
  findings: readonly Placed[],
  writing: Writing,
  season: Season,
  text: { words: number; length: number },
): Placed[] {
  if (season === "never") return [];
  const asking = findings.filter((placed) => placed.finding.severity !== "info" && !isTyped(placed, writing));
  if (season === "all") return asking;
  const judged = season === "review" ? asking : asking.filter((placed) => isJudged(placed, writing));
  const pageOf = ({ from }: Placed) =>
    Math.floor((from / Math.max(text.length, 1)) * (text.words / wordsPerPage));
  const kept = costliest(
    judged.filter(({ finding }) => finding.severity === "advice"),
    pageOf,
  );
  return judged.filter((placed) => placed.finding.severity !== "advice" || kept.has(placed));
}

/** The pieces of advice that are shown: on each page those that cost a reader most. */
function costliest(advice: readonly Placed[], pageOf: (placed: Placed) => number): Set<Placed> {
  const ordered = [...advice].sort((a, b) => b.finding.cost - a.finding.cost || a.from - b.from);
  const counts = new Map<number, number>();
  return new Set(
    ordered.filter((placed) => {
      const count = counts.get(pageOf(placed)) ?? 0;
      counts.set(pageOf(placed), count + 1);
      return count < advicePerPage;
    }),
  );
}

/** Whether a finding is about what is being written now, and was not there before. */
function isTyped({ finding, from, to, known }: Placed, { pending }: Writing): boolean {
  return finding.about !== "parts" && !known && pending !== null && meets(pending, from, to);
}

function isJudged({ finding, from, to }: Placed, writing: Writing): boolean {
  if (finding.about === "style") return false;
  if (finding.about === "parts") return passed(writing, to);
  return writing.touched.some((stretch) => meets(stretch, from, to));
}

export function meets(stretch: Stretch, from: number, to: number): boolean {
  return from <= stretch.to && to >= stretch.from;
}
