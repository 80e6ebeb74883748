// How the page of rules groups, filters and words what the core tells of them. Pure.
import type { RuleRow, RulesPage, RuleSetting, RuleTopic, WordList, WordRow } from "../bindings/types";

export interface Shown {
  groups: { topic: RuleTopic; title: string; rules: RuleRow[] }[];
  lists: WordList[];
}

const topics: readonly { topic: RuleTopic; title: string }[] = [
  { topic: "structure", title: "Structure: what stands where" },
  { topic: "claim", title: "Claims: what stands behind them" },
  { topic: "style", title: "Style: how it is said" },
];

/** What can be chosen for a rule, besides what ships. */
export const choices: readonly { value: RuleSetting; name: string }[] = [
  { value: "error", name: "Error" },
  { value: "warning", name: "Warning" },
  { value: "advice", name: "Advice" },
  { value: "info", name: "Only listed" },
  { value: "off", name: "Off" },
];

/** Returns a setting inside a sentence, such as "only listed". */
export function settingName(setting: RuleSetting): string {
  return choices.find(({ value }) => value === setting)?.name.toLowerCase() ?? "on";
}

/** Returns what holds the words that are looked for; of a list found by a word, that word. */
export function shown(page: RulesPage, sought: string): Shown {
  const words = sought.trim().toLowerCase();
  const has = (...texts: string[]) => texts.some((text) => text.toLowerCase().includes(words));
  const rules = page.rules.filter(({ rule, name, why, help, flagged }) =>
    has(rule, name, why, help, flagged),
  );
  const lists = page.lists
    .map((list) =>
      has(list.name, list.purpose) ? list : { ...list, words: list.words.filter(({ word }) => has(word)) },
    )
    .filter((list) => words === "" || has(list.name, list.purpose) || list.words.length > 0);
  const groups = topics.map((group) => ({
    ...group,
    rules: rules.filter(({ topic }) => topic === group.topic),
  }));
  return { groups: groups.filter((group) => group.rules.length > 0), lists };
}

/** Returns what a press on a word makes of it: cut, added, or left to what ships again. */
export function pressed({ added_by, cut_by }: WordRow): "added" | "removed" | null {
  if (added_by === "own") return null;
  return cut_by === null ? "removed" : null;
}

/** Whether the folder's file has the word, so that it cannot be changed here. */
export function isOfFolder({ added_by, cut_by }: WordRow): boolean {
  return added_by === "folder" || cut_by === "folder";
}
