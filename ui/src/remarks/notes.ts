// Which remarks make one note in the margin. Pure.
import type { PlacedRemark } from "../editor/contract";

/** One remark, or those on several parts that are missed at one place. */
export interface Note {
  top: number;
  remarks: PlacedRemark[];
}

/**
 * Returns the notes from above to below; each stands where its first remark does. Parts that are missed
 * together are named in the order of `parts`, the names of the template's.
 */
export function notes(remarks: readonly PlacedRemark[], parts: readonly string[]): Note[] {
  const order = ({ finding: { missed } }: PlacedRemark) =>
    parts.findIndex((name) => name.toLowerCase() === missed?.toLowerCase());
  const found: Note[] = [];
  for (const remark of [...remarks].sort((one, other) => one.top - other.top)) {
    const together = found.find(({ remarks: [first] }) => first !== undefined && isOneGap(first, remark));
    if (together) together.remarks.push(remark);
    else found.push({ top: remark.top, remarks: [remark] });
  }
  for (const note of found) note.remarks.sort((one, other) => order(one) - order(other));
  return found;
}

function isOneGap(one: PlacedRemark, other: PlacedRemark): boolean {
  return one.finding.missed !== null && other.finding.missed !== null && one.from === other.from;
}

/** What a reader says where several parts are missed: "Where are the problem, the …?" */
export function missing(remarks: readonly PlacedRemark[]): string {
  const names = remarks.flatMap(({ finding }) => (finding.missed === null ? [] : [finding.missed]));
  const last = names.pop();
  return `Where are ${names.join(", ")} and ${last}?`;
}
