// Which remarks there are and in which order. Pure: nothing here asks the core.
import type { Finding, Severity } from "../bindings/types";

export { sameFinding } from "../editor/contract";

/** A judged finding with its current place in the editor's text, UTF-16 units. */
export interface Remark {
  finding: Finding;
  from: number;
  to: number;
}

/** Remarks of one weight, in reading order. */
export interface RemarkGroup {
  severity: Severity;
  title: string;
  remarks: Remark[];
}

/** The heaviest first; `info` is listed last and never counted. */
export const severities: readonly Severity[] = ["error", "warning", "advice", "info"];

const titles: Record<Severity, string> = {
  error: "Not ready to be read",
  warning: "A reader will stop here",
  advice: "A reader may ask",
  info: "Also noted",
};

/** Returns the remarks that a reader would make: everything that was judged but the listed `info`. */
export function countable(remarks: readonly Remark[]): Remark[] {
  return remarks.filter((remark) => remark.finding.severity !== "info");
}

/** Returns the heaviest remarks first, of each weight the costliest, of one cost in reading order. */
export function ranked(remarks: readonly Remark[]): Remark[] {
  return [...remarks].sort(
    (one, other) =>
      severities.indexOf(one.finding.severity) - severities.indexOf(other.finding.severity) ||
      other.finding.cost - one.finding.cost ||
      one.from - other.from,
  );
}

/** So many remarks stand on the first page of a review. */
export const firstPage = 8;

/**
 * Returns what the panel lists, in its order: while one writes, every remark; in a review the heaviest first
 * and, once the whole list is asked for, what is only listed too.
 */
export function listed(remarks: readonly Remark[], reviewing: boolean, whole: boolean): Remark[] {
  const all = ranked(countable(remarks));
  if (!reviewing) return all;
  return whole || all.length <= firstPage ? ranked(remarks) : all.slice(0, firstPage);
}

/** Groups ranked remarks by weight; a weight without remarks is left out. */
export function grouped(remarks: readonly Remark[]): RemarkGroup[] {
  return severities
    .map((severity) => ({
      severity,
      title: titles[severity],
      remarks: ranked(remarks.filter((remark) => remark.finding.severity === severity)),
    }))
    .filter((group) => group.remarks.length > 0);
}
