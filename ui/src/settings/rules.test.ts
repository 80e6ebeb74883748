import { expect, test } from "vitest";
import type { RuleRow, RulesPage, WordRow } from "../bindings/types";
import { isOfFolder, pressed, settingName, shown } from "./rules";

const rule = (name: string, topic: RuleRow["topic"]): RuleRow => ({
  rule: name.toLowerCase().replace(" ", "-"),
  name,
  topic,
  shipped: "advice",
  holds: "advice",
  own: null,
  folder: null,
  why: "Why readers ask.",
  help: "What helps.",
  flagged: "Many wait.",
  unflagged: "33 wait.",
});

const word = (word: string, rest: Partial<WordRow> = {}): WordRow => ({
  word,
  instead: null,
  added_by: "shipped",
  cut_by: null,
  ...rest,
});

const page: RulesPage = {
  rules: [rule("Vague quantity", "claim"), rule("Hype word", "style"), rule("Part missing", "structure")],
  lists: [{ list: "hype", name: "Hype", purpose: "Empty words.", words: [word("seamless"), word("bold")] }],
  own_file: "~/rules.toml",
  folder_file: null,
  mistakes: [],
};

test("nothing sought shows everything, by topic", () => {
  const { groups, lists } = shown(page, " ");
  expect(groups.map(({ topic }) => topic)).toEqual(["structure", "claim", "style"]);
  expect(lists).toEqual(page.lists);
});

test("a rule is found by its name, a list by its name or one of its words", () => {
  const byName = shown(page, "HYPE");
  expect(byName.groups.flatMap(({ rules }) => rules.map(({ name }) => name))).toEqual(["Hype word"]);
  expect(byName.lists[0]?.words).toHaveLength(2);
  const byWord = shown(page, "seam");
  expect(byWord.groups).toEqual([]);
  expect(byWord.lists[0]?.words.map(({ word }) => word)).toEqual(["seamless"]);
  expect(shown(page, "zebra")).toEqual({ groups: [], lists: [] });
});

test("a press on a word cuts it or leaves it to what ships", () => {
  expect(pressed(word("a"))).toBe("removed");
  expect(pressed(word("a", { cut_by: "own" }))).toBeNull();
  expect(pressed(word("a", { added_by: "own" }))).toBeNull();
  expect(isOfFolder(word("a", { cut_by: "folder" }))).toBe(true);
  expect(isOfFolder(word("a", { added_by: "own" }))).toBe(false);
  expect(settingName("info")).toBe("only listed");
});
