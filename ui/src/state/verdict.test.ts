import { expect, it } from "vitest";
import type { Part, Severity } from "../bindings/types";
import { verdict } from "./verdict";

const parts = [
  { name: "Problem", from: 0, to: 100 },
  { name: "Solution", from: 100, to: 200 },
] as Part[];

/** Remarks at places in the text: `error@10`. */
function check(remarks: string, expected: string, more = {}): void {
  const list = remarks
    .split(" ")
    .filter(Boolean)
    .map((remark) => {
      const [severity, at] = remark.split("@");
      const finding = { severity: severity as Severity } as never;
      return { finding, from: Number(at), to: Number(at) + 1 };
    });
  expect(verdict(list, { parts, words: 800, waived: 0, ...more })).toBe(expected);
}

it("is decided by the heaviest remarks, and says their number", () => {
  check("", "Ready to be read: a reader would find nothing to ask.");
  check("", "Ready to be read, but for what you have waived.", { waived: 2 });
  check("", "There is too little here yet to say what a reader would ask.", { words: 20 });
  check("info@5", "Ready to be read: a reader would find nothing to ask.");
  check("advice@5", "Ready to be read: a reader may ask one thing.");
  check("advice@5 warning@8", "Nearly ready: a reader would stop at one place.");
  check(
    "error@1 warning@2 advice@3",
    "Not ready for the room: one thing keeps it from being read as what it is.",
  );
  check("warning@5 warning@150", "Nearly ready: a reader would stop at two places.");
});

it("says where most of them are, when most are in one part", () => {
  check(
    "warning@5 warning@6 warning@150",
    "Nearly ready: a reader would stop at three places, two of them in “Problem”.",
  );
  check(
    "error@5 error@6 error@7",
    "Not ready for the room: three things keep it from being read as what it is, all of them in “Problem”.",
  );
  check("advice@5 advice@6 advice@150 advice@160", "It can be read, though a reader would ask four things.");
  check(
    "warning@1 warning@2 warning@3 warning@101 warning@102 warning@103",
    "Not ready for the room: a reader would stop at six places.",
  );
});
