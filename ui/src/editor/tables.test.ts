import { describe, expect, it } from "vitest";
import { cellsOf, enterInTable, escapeBar, insertTable, moveCell } from "./tables";
import { check, stateOf } from "./written";

const table = (a: string, b: string) => `| A | B |\n|---|---|\n| ${a} | ${b} |`;

describe("a table", () => {
  it("is put after the line of the caret", () => {
    check(
      insertTable,
      "te‸xt\n\nmore",
      "text\n\n| ‸ |  |  |\n|---|---|---|\n|  |  |  |\n|  |  |  |\n\nmore".replace("| ‸ |", "| ‸ |"),
    );
  });
  it("is gone through cell by cell, and grows at its end", () => {
    check(moveCell(1), "| ‸A | B |\n|---|---|\n| 1 | 2 |", "| A | «B» |\n|---|---|\n| 1 | 2 |");
    check(moveCell(1), "| A | B‸ |\n|---|---|\n| 1 | 2 |", "| A | B |\n|---|---|\n| «1» | 2 |");
    check(moveCell(-1), table("‸1", "2"), "| A | «B» |\n|---|---|\n| 1 | 2 |");
    check(moveCell(1), table("1", "2‸"), `${table("1", "2")}\n| ‸ |  |`);
    check(moveCell(1), "no ta‸ble", null);
  });
  it("is gone down by Enter, and left from an empty row", () => {
    check(enterInTable, "| A | B‸ |\n|---|---|\n| 1 | 2 |", "| A | B |\n|---|---|\n| 1 | «2» |");
    check(enterInTable, table("1", "2‸"), `${table("1", "2")}\n|  | ‸ |`);
    check(enterInTable, `${table("1", "2")}\n| ‸ |  |`, `${table("1", "2")}\n\n‸`);
  });
  it("keeps a bar that is typed into a cell, and takes one that makes a cell", () => {
    check(escapeBar, table("Buy‸rent", "2"), table("Buy\\|‸rent", "2"));
    check(escapeBar, "| A ‸| B |\n|---|---|", "| A \\|‸| B |\n|---|---|");
    check(escapeBar, `${table("1", "2")}\n| 3 ‸`, null);
    check(escapeBar, table("a\\‸", "2"), null);
    check(escapeBar, `${table("1", "2")}\n‸`, null);
    check(escapeBar, "no ta‸ble", null);
  });
  it("has cells by its bars, but not by those that are escaped", () => {
    const text = (row: string) =>
      cellsOf(stateOf(row).doc.line(1)).map(({ from, to }) => row.slice(from, to));
    expect(text("| a \\| b |  | c|")).toEqual(["a \\| b", "", "c"]);
    expect(text("a | b")).toEqual(["a", "b"]);
  });
});
