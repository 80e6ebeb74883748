// The whole sheet behind its contract, with the fake core.
import { expect, it } from "vitest";
import type { Finding } from "../bindings/types";
import { fakeCore, shelf } from "../host/fake";
import { createEditor } from "./editor";

/** A document on the sheet; its caret was kept at a place inside its second part. */
async function reopened() {
  const fake = fakeCore({ documents: shelf(0), opened: "Campaign Hub" });
  const { opened } = await fake.host.call("start_session", {});
  if (!opened) throw new Error("The fake core has no such document.");
  const second = opened.examination.parts[1]!;
  const place = second.from! + 20;
  const told: { position: number; role: string | null }[] = [];
  const editor = createEditor(fake.host, {
    onLayout: () => undefined,
    onRemarks: () => undefined,
    onCaret: (position, role) => told.push({ position, role }),
    onTrouble: (sentence) => expect.fail(sentence),
  });
  const undo = JSON.stringify({ done: [], undone: [], caret: [place, place] });
  editor.open({ ...opened, undo });
  return { editor, opened, second, place, told };
}

it("tells where a kept caret stands before it moves", async () => {
  const { second, place, told } = await reopened();
  expect(told.at(-1)).toEqual({ position: place, role: second.role });
});

it("tells the part at the caret anew when the parts are others", async () => {
  const { editor, opened, place, told } = await reopened();
  const parts = opened.examination.parts.map((part, index) =>
    index === 1 ? { ...part, role: "other" } : part,
  );
  editor.show({ ...opened.examination, parts });
  expect(told.at(-1)).toEqual({ position: place, role: "other" });
});

it("goes from a remark to the one beside it, from wherever in it one is", async () => {
  const { editor, opened } = await reopened();
  const words = ["who", "has", "have"];
  const text = editor.text();
  const findings = [200, 300, 400].map((from, index): Finding => ({
    rule: "vague-quantity",
    severity: "advice",
    from,
    to: from + 20,
    line: 1,
    message: `${words[index]}?`,
    why: "",
    help: "",
    fix: null,
    missed: null,
    about: "claim",
    cost: 1,
    waivable: "",
  }));
  expect(text.length).toBeGreaterThan(450);
  editor.show({ ...opened.examination, findings });
  editor.judge("all");
  const [first, second, third] = findings;
  for (const inside of [405, 420]) {
    editor.reveal(inside);
    expect(editor.nextRemark(-1, null)).toBe(second);
  }
  editor.reveal(430);
  expect(editor.nextRemark(-1, null)).toBe(third);
  expect(editor.nextRemark(-1, null)).toBe(second);
  // Another remark than that of the caret has the focus, as after one was waived.
  editor.reveal(250);
  expect(editor.nextRemark(-1, second!)).toBe(first);
  editor.reveal(250);
  expect(editor.nextRemark(1, third!)).toBe(first);
});
