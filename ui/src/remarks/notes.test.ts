import { describe, expect, it } from "vitest";
import type { Finding } from "../bindings/types";
import { missing, notes } from "./notes";

function remark(rule: string, from: number, missed: string | null) {
  const finding = { rule, from, to: from, missed, message: `${missed}?` } as Finding;
  return { finding, from, to: from, top: from };
}

describe("notes in the margin", () => {
  it("name parts that are missed at one place together, and all else by itself", () => {
    const made = notes(
      [
        remark("quote-missing", 40, "customer quote"),
        remark("part-missing", 20, "problem"),
        remark("part-missing", 40, "how it works"),
        remark("part-missing", 40, "call to action"),
        remark("vague-quantity", 40, null),
        remark("dateline", 40, null),
      ],
      ["Problem", "How it works", "Customer quote", "Call to action"],
    );
    const rules = made.map(({ top, remarks }) => [top, remarks.map(({ finding }) => finding.rule)]);
    expect(rules).toEqual([
      [20, ["part-missing"]],
      [40, ["part-missing", "quote-missing", "part-missing"]],
      [40, ["vague-quantity"]],
      [40, ["dateline"]],
    ]);
    expect(missing(made[1]!.remarks)).toBe("Where are how it works, customer quote and call to action?");
  });
});
