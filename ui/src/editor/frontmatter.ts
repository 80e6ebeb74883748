// Front matter as lines of `key: value`. Pure. Changes are splices of one value's characters (or one
// added line): all other bytes stay as they are. What it does not understand it leaves alone.
import type { Text } from "@codemirror/state";
import type { Change } from "../bindings/types";

export interface Entry {
  key: string;
  /** What the value says, without quotes; `null` for a value of several lines or a list. */
  value: string | null;
  /** The value's characters, quotes included. */
  from: number;
  to: number;
  quote: "" | "'" | '"';
}

export interface FrontMatter {
  /** End of the closing line; the body begins one further. */
  to: number;
  /** Where a further line can be added: the start of the closing line. */
  end: number;
  entries: Entry[];
  /** Why it is shown as text, as a sentence. */
  broken: string | null;
}

const longest = 400;

/** Reads the front matter of a text; `null` when it has none. */
export function readFrontMatter(doc: Text): FrontMatter | null {
  if (doc.lines < 2 || doc.line(1).text.trimEnd() !== "---") return null;
  const entries: Entry[] = [];
  let broken: string | null = null;
  for (let number = 2; number <= Math.min(doc.lines, longest); number++) {
    const line = doc.line(number);
    if (/^(---|\.\.\.)\s*$/.test(line.text)) {
      return { to: line.to, end: line.from, entries, broken: broken ?? twice(entries) };
    }
    broken ??= readLine(line.text, line.from, entries);
  }
  // Without an end it is front matter only if it looks like it; a rule at the top is a rule.
  if (!/^[\w-]+:(\s|$)/.test(doc.line(2).text)) return null;
  return {
    to: 0,
    end: 0,
    entries: [],
    broken: "The lines at the top have no closing ---, so they are shown as text.",
  };
}

/** Reads one line into the entries; returns what is wrong with it. */
function readLine(text: string, start: number, entries: Entry[]): string | null {
  const last = entries.at(-1);
  if (/^\s*(#.*)?$/.test(text)) return null;
  if (/^(\s+|-(\s|$))/.test(text)) {
    if (!last) return malformed(text);
    if (/^\t/.test(text))
      return "The lines at the top begin with a tab, which front matter does not allow; they are shown as text.";
    last.value = null;
    return null;
  }
  const found = /^([A-Za-z_][\w .-]*?)[ \t]*:(?:[ \t]+(.*))?$/.exec(text);
  if (!found || found[1] === undefined) return malformed(text);
  const rest = found[2] ?? "";
  const at = found[2] === undefined ? text.trimEnd().length : text.length - rest.length;
  const value = readValue(rest);
  if (!value)
    return `The value of “${found[1]}” has a quotation mark without its other half, so the lines at the top are shown as text.`;
  const written = value.raw.length === 0 ? at : at + value.skip;
  entries.push({
    key: found[1],
    value: value.value,
    from: start + written,
    to: start + written + value.raw.length,
    quote: value.quote,
  });
  return null;
}

function malformed(text: string): string {
  const shown = text.trim().slice(0, 40);
  return `“${shown}” at the top is not of the form name: value, so these lines are shown as text.`;
}

function twice(entries: Entry[]): string | null {
  const seen = new Set<string>();
  for (const { key } of entries) {
    if (seen.has(key)) return `“${key}” stands twice at the top, so these lines are shown as text.`;
    seen.add(key);
  }
  return null;
}

interface Value {
  value: string | null;
  raw: string;
  skip: number;
  quote: "" | "'" | '"';
}

function readValue(text: string): Value | null {
  const rest = text.trimStart();
  const skip = text.length - rest.length;
  const quote = rest.startsWith('"') ? '"' : rest.startsWith("'") ? "'" : "";
  if (quote === "") {
    const raw = rest.replace(/(^|\s+)#.*$/, "").trimEnd();
    // Lists, blocks, anchors and tags are the writer's own business.
    return { value: /^[[{|>&*!]/.test(raw) ? null : raw, raw, skip, quote };
  }
  const raw = (quote === '"' ? /^"(?:[^"\\]|\\.)*"/ : /^'(?:[^']|'')*'/).exec(rest)?.[0];
  if (!raw || !/^\s*(#.*)?$/.test(rest.slice(raw.length))) return null;
  const inside = raw.slice(1, -1);
  const value = quote === "'" ? inside.replaceAll("''", "'") : inside.replace(/\\(["\\])/g, "$1");
  return { value: /\\[^"\\]/.test(inside) && quote === '"' ? null : value, raw, skip, quote };
}

/** The change that gives a field a value: the value's characters, or a new line before the end. */
export function fieldChange(matter: FrontMatter, key: string, value: string): Change {
  const clean = value.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();
  const entry = matter.entries.find((candidate) => candidate.key === key);
  if (!entry) return { from: matter.end, to: matter.end, insert: `${key}: ${quoted(clean, "")}\n` };
  const insert = clean === "" ? "" : quoted(clean, entry.quote);
  // `key:` without a space after it needs one before its first value.
  const space = entry.from === entry.to && insert !== "" ? " " : "";
  return { from: entry.from, to: entry.to, insert: space + insert };
}

/** Writes a value as YAML reads it: with quotes only where it needs them, or where it had them. */
function quoted(value: string, quote: "" | "'" | '"'): string {
  if (quote === "'") return `'${value.replaceAll("'", "''")}'`;
  if (quote === '"' || needsQuotes(value)) return `"${value.replace(/["\\]/g, "\\$&")}"`;
  return value;
}

function needsQuotes(value: string): boolean {
  return (
    /^[-?:,[\]{}#&*!|>'"%@`]/.test(value) ||
    /:(\s|$)|\s#/.test(value) ||
    /^(null|~|yes|no|on|off)$/i.test(value)
  );
}
