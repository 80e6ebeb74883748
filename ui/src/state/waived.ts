// The writer's answers as the panel lists them. Pure.
import type { Waiver } from "../bindings/types";

export interface WaiverGroup {
  /** Empty for the plain ones, which the fold's own title names. */
  title: string;
  /** What takes an entry away, as its button says. */
  action: string;
  waivers: Waiver[];
}

/** Sorts answers into what is waived, what does not hold in the document, and what has ended; no empty group. */
export function sorted(waivers: readonly Waiver[]): WaiverGroup[] {
  // Questions of the bank that are not relevant here belong to the picking list.
  const ofRemarks = waivers.filter(({ scope }) => scope !== "question");
  const holds = ofRemarks.filter(({ state }) => state === "holds");
  return [
    { title: "", action: "Take back", waivers: holds.filter(({ scope }) => scope !== "document") },
    {
      title: "Not asked in this document",
      action: "Take back",
      waivers: holds.filter(({ scope }) => scope === "document"),
    },
    { title: "Ended", action: "Clear away", waivers: ofRemarks.filter(({ state }) => state === "ended") },
  ].filter((group) => group.waivers.length > 0);
}

/** What the fold says while it is closed, such as "4 waived, 1 ended"; empty when there is nothing. */
export function foldTitle(groups: readonly WaiverGroup[]): string {
  const numbers = { waived: 0, ended: 0 };
  for (const { waivers } of groups)
    for (const { state } of waivers) numbers[state === "ended" ? "ended" : "waived"] += 1;
  return Object.entries(numbers)
    .filter(([, number]) => number > 0)
    .map(([word, number]) => `${number} ${word}`)
    .join(", ");
}

/** How many answers keep a remark from being made. */
export function holding(waivers: readonly Waiver[]): number {
  return waivers.filter(({ scope, state }) => scope !== "question" && state === "holds").length;
}
