// Figures and times as words for the screen. Pure; knows nothing of documents.
import type { Saving, SavingState } from "../bindings/types";

/** Returns the time of day as on a wall clock, such as "12:03". */
export function clock(milliseconds: number): string {
  const time = new Date(milliseconds);
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** Returns a count with its noun, such as "1 remark", "2 remarks" or "no remarks". */
export function count(number: number, noun: string): string {
  if (number === 0) return `no ${noun}s`;
  return number === 1 ? `1 ${noun}` : `${thousands(number)} ${noun}s`;
}

/** Returns a whole number with commas, such as "1,410". */
export function thousands(number: number): string {
  return Math.round(number)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** Returns how long a silent read takes, such as "13 minutes to read". */
export function minutesToRead(minutes: number): string {
  const whole = Math.max(1, Math.round(minutes));
  return whole === 1 ? "1 minute to read" : `${whole} minutes to read`;
}

/** Returns the day of a moment as seen from `now`: "Today", "Yesterday", "12 November", "3 March 2025". */
export function day(milliseconds: number, now: number): string {
  const then = new Date(milliseconds);
  const today = new Date(now);
  if (sameDay(then, today)) return "Today";
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (sameDay(then, yesterday)) return "Yesterday";
  const words = `${then.getDate()} ${months[then.getMonth()]}`;
  return then.getFullYear() === today.getFullYear() ? words : `${words} ${then.getFullYear()}`;
}

/** Returns a moment inside a sentence: "10:58", "yesterday 17:40", "12 November, 09:12". */
export function moment(milliseconds: number, now: number): string {
  const name = day(milliseconds, now);
  if (name === "Today") return clock(milliseconds);
  if (name === "Yesterday") return `yesterday ${clock(milliseconds)}`;
  return `${name}, ${clock(milliseconds)}`;
}

/** Returns the words of the status line about saving. The time stands only where it is true; where the
 * bar above the sheet says the whole sentence, two words do. */
export function savingWords(saving: Saving): string {
  const short = shortly[saving.state];
  if (short !== undefined) return short;
  if (saving.state !== "saved" || saving.saved_at === null) return saving.sentence;
  return `${saving.sentence} ${clock(saving.saved_at)}`;
}

const shortly: Partial<Record<SavingState, string>> = {
  failing: "Not in the file",
  conflict: "Two texts",
  missing: "File not found",
  "read-only": "Read only",
};

/** Makes the first letter small, so that a sentence can follow "Since 10:58:". */
export function continued(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function sameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

function two(number: number): string {
  return number.toString().padStart(2, "0");
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
