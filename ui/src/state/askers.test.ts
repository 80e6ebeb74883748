import { expect, test } from "vitest";
import { byAsker } from "./askers";

const one = (asker: string) => ({ question: `Asked by ${asker}?`, asker, side: "internal" });

test("customers come first, sceptics last, and a template's own askers between", () => {
  const asked = ["sceptic", "nurses", "finance", "internal", "customer", "sales", "engineering", "legal"];
  const titles = byAsker(asked.map(one)).map(({ title }) => title);
  expect(titles).toEqual([
    "Customers will ask",
    "Engineering will ask",
    "Sales will ask",
    "Legal will ask",
    "Finance will ask",
    "Nurses will ask",
    "Everybody in the room will ask",
    "Sceptics will ask",
  ]);
});

test("who asks nothing has no heading", () => {
  expect(byAsker([one("legal"), one("legal")])).toHaveLength(1);
  expect(byAsker([])).toEqual([]);
});
