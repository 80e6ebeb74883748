import { expect, it } from "vitest";
import { settle } from "./place";

it("leaves a note at its line where there is room and pushes it down where there is none", () => {
  const wishes = [
    { top: 0, height: 20 },
    { top: 10, height: 30 },
    { top: 300, height: 20 },
  ];
  expect(settle(wishes, 5)).toEqual([0, 25, 300]);
});

it("pushes a whole run of notes", () => {
  const wishes = [0, 0, 0].map((top) => ({ top, height: 10 }));
  expect(settle(wishes, 2)).toEqual([0, 12, 24]);
});
