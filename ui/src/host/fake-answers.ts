// Answers to remarks as the fake core keeps them: lines in a comment at the end of the text. Never shipped;
// the form of the lines is its own and believable, not the core's.
import type { Change, Finding, Pin, Place, Reach, Waiver } from "../bindings/types";

const block = /\n\n<!-- sixpager\n([\s\S]*?)\n-->\n?$/;
const pinLine = /^<!-- sixpager: part (\S+) -->$/gm;

/** The text that is read: without the lines that are never printed, at the same positions. */
export function printed(text: string): string {
  const blank = (lines: string) => lines.replace(/[^\n]/g, " ");
  return text.replace(block, blank).replace(pinLine, blank);
}

/** Whole lines that are never printed. */
export function unprintedOf(text: string): Place[] {
  const pins = [...text.matchAll(pinLine)].map(({ index, 0: line }) => ({
    from: index,
    to: index + line.length,
  }));
  const found = block.exec(text);
  if (!found) return pins;
  const from = found.index + 2;
  return [...pins, { from, to: from + found[0].trim().length }];
}

/** The change that puts an answer into the block, or makes the block. */
export function answered(text: string, finding: string, reason: string | null, scope: Reach): Change {
  const [rule = "", ...words] = finding.split(" ");
  const line = JSON.stringify({ rule, words: scope === "here" ? words.join(" ") : "", reason });
  return withLines(text, [...linesOf(text), line].sort());
}

/** The change that takes an answer out of the block, and the block with its last one. */
export function takenBack(text: string, id: string): Change {
  return withLines(
    text,
    linesOf(text).filter((line) => line !== id),
  );
}

/** The answers in the text; one whose words are gone has ended. */
export function waiversOf(text: string): Waiver[] {
  return linesOf(text).map((id): Waiver => {
    const { rule, words, reason } = JSON.parse(id) as { rule: string; words: string; reason: string | null };
    const from = words === "" ? -1 : text.indexOf(words);
    const gone = words !== "" && !printed(text).includes(words);
    return {
      id,
      rule,
      name: rule.charAt(0).toUpperCase() + rule.slice(1).replaceAll("-", " "),
      message: words === "" ? null : "How many?",
      scope: words === "" ? "document" : "passage",
      quotation: words,
      reason,
      day: "2026-11-24",
      state: gone ? "ended" : "holds",
      ended: gone ? "The sentence is another now, so the question is asked again." : null,
      from: words === "" || gone ? null : from,
      to: words === "" || gone ? null : from + words.length,
      line: words === "" || gone ? null : text.slice(0, from).split("\n").length,
    };
  });
}

/** The findings that nobody has answered. */
export function unanswered(findings: readonly Finding[], waivers: readonly Waiver[]): Finding[] {
  return findings.filter(
    (finding) =>
      !waivers.some(
        ({ rule, scope, quotation }) =>
          rule === finding.rule && (scope === "document" || finding.waivable === `${rule} ${quotation}`),
      ),
  );
}

/** The paragraphs whose part is said. */
export function pinsOf(text: string): Pin[] {
  return [...text.matchAll(pinLine)].map(({ index, 0: line, 1: role = "" }) => {
    const from = index + line.length + 1;
    const end = text.indexOf("\n", from);
    return { role, name: role, from, to: end < 0 ? text.length : end, problem: null };
  });
}

/** The change that pins the paragraph at a place, or takes its pin away. */
export function pinned(text: string, at: number, role: string | null): Change {
  const here = pinsOf(text).find(({ from, to }) => from <= at && at <= to);
  const from = here?.from ?? text.lastIndexOf("\n", at - 1) + 1;
  const before = here ? text.lastIndexOf("<!--", from) : from;
  return { from: before, to: from, insert: role === null ? "" : `<!-- sixpager: part ${role} -->\n` };
}

function linesOf(text: string): string[] {
  return block.exec(text)?.[1]?.split("\n") ?? [];
}

function withLines(text: string, lines: string[]): Change {
  const found = block.exec(text);
  const from = found?.index ?? text.trimEnd().length;
  const insert = lines.length === 0 ? "\n" : `\n\n<!-- sixpager\n${lines.join("\n")}\n-->\n`;
  return { from, to: text.length, insert };
}
