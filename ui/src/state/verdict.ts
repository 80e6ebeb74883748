// What the room would say of the whole document, in a sentence and without a score. Pure.
import type { Part } from "../bindings/types";
import type { Remark } from "./remarks";

/** So many stops, and a reader puts the document away. */
const tooManyStops = 6;
/** So many questions, and the discussion is spent on them. */
const manyQuestions = 4;

/** Fewer words than this are no document that one could call ready. */
export const fewWords = 100;

/** What a verdict is about besides the remarks. */
export interface Judged {
  parts: readonly Part[];
  words: number;
  /** Remarks that the writer has answered. */
  waived: number;
}

/**
 * Returns the verdict on a document from all remarks on it. Errors decide, then warnings, then advice; what is
 * listed only says nothing.
 */
export function verdict(remarks: readonly Remark[], { parts, words, waived }: Judged): string {
  const of = (severity: string) => remarks.filter(({ finding }) => finding.severity === severity);
  const [errors, stops, questions] = [of("error"), of("warning"), of("advice")];
  if (errors.length > 0) {
    const things = errors.length === 1 ? "one thing keeps" : `${inWords(errors.length)} things keep`;
    return `Not ready for the room: ${things} it from being read as what it is${mostly(errors, parts)}.`;
  }
  if (stops.length > 0) {
    const places = stops.length === 1 ? "at one place" : `at ${inWords(stops.length)} places`;
    const ready = stops.length < tooManyStops ? "Nearly ready" : "Not ready for the room";
    return `${ready}: a reader would stop ${places}${mostly(stops, parts)}.`;
  }
  if (questions.length === 0) return unasked(words, waived);
  const things = questions.length === 1 ? "one thing" : `${inWords(questions.length)} things`;
  return questions.length < manyQuestions
    ? `Ready to be read: a reader may ask ${things}.`
    : `It can be read, though a reader would ask ${things}${mostly(questions, parts)}.`;
}

function unasked(words: number, waived: number): string {
  if (words < fewWords) return "There is too little here yet to say what a reader would ask.";
  if (waived > 0) return "Ready to be read, but for what you have waived.";
  return "Ready to be read: a reader would find nothing to ask.";
}

/** Where most of them are, if they are mostly in one part: ", three of them in the problem". */
function mostly(remarks: readonly Remark[], parts: readonly Part[]): string {
  if (remarks.length < 3) return "";
  const counts = new Map<string, number>();
  for (const { from } of remarks) {
    const part = parts.find(
      (one) => one.from !== null && one.to !== null && one.from <= from && from < one.to,
    );
    if (part) counts.set(part.name, (counts.get(part.name) ?? 0) + 1);
  }
  const [name, number] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? ["", 0];
  if (number * 2 <= remarks.length) return "";
  return number === remarks.length
    ? `, all of them in “${name}”`
    : `, ${inWords(number)} of them in “${name}”`;
}

/** A count as one says it, up to twelve. */
export function inWords(number: number): string {
  return numbers[number] ?? number.toString();
}

const numbers = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
