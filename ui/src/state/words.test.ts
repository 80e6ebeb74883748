import { expect, it } from "vitest";
import { clock, continued, count, day, minutesToRead, moment, savingWords, thousands } from "./words";

const noon = new Date(2026, 10, 24, 12, 3).getTime();
const hours = 3_600_000;

it("says days as a person would", () => {
  expect(day(noon - 2 * hours, noon)).toBe("Today");
  expect(day(noon - 13 * hours, noon)).toBe("Yesterday");
  expect(day(noon - 12 * 24 * hours, noon)).toBe("12 November");
  expect(day(noon - 365 * 24 * hours, noon)).toBe("24 November 2025");
});

it("says a moment inside a sentence", () => {
  expect(moment(noon, noon)).toBe("12:03");
  expect(moment(noon - 24 * hours, noon)).toBe("yesterday 12:03");
  expect(moment(noon - 12 * 24 * hours, noon)).toBe("12 November, 12:03");
});

it("counts in words", () => {
  expect([count(0, "remark"), count(1, "remark"), count(1410, "word")]).toEqual([
    "no remarks",
    "1 remark",
    "1,410 words",
  ]);
  expect(thousands(1234567)).toBe("1,234,567");
  expect([minutesToRead(0.2), minutesToRead(13)]).toEqual(["1 minute to read", "13 minutes to read"]);
  expect(clock(new Date(2026, 0, 1, 9, 5).getTime())).toBe("09:05");
  expect(continued("Four paragraphs changed.")).toBe("four paragraphs changed.");
});

it("puts a time only beside what was saved", () => {
  expect(savingWords({ state: "saved", sentence: "Saved", saved_at: noon })).toBe("Saved 12:03");
  expect(savingWords({ state: "kept", sentence: "Kept, not in the file yet", saved_at: noon })).toBe(
    "Kept, not in the file yet",
  );
  expect(savingWords({ state: "missing", sentence: "A long sentence.", saved_at: noon })).toBe(
    "File not found",
  );
});
