// Answering remarks and saying what a paragraph is, as the window's user meets it: by key, mouse and ear.
import axe from "axe-core";
import { cleanup, fireEvent, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { withShell, type Bench } from "../host/bench";
import type { FakeSetup } from "../host/fake";

const text =
  "# Hub\n\n## Problem\n\nMany approvers change nothing. Several teams wait.\n\n## FAQ\n\n### What does it cost?\n\nTBD\n";

afterEach(cleanup);

async function window(written = text, more: FakeSetup = {}): Promise<Bench> {
  const bench = await withShell({ documents: [{ name: "Hub", text: written }], opened: "Hub", ...more });
  await judged(bench);
  return bench;
}

/** The editor judges what the core has found. */
async function judged(bench: Bench): Promise<void> {
  bench.editor.judged(bench.desk.examination?.findings ?? []);
  await bench.rest();
}

async function press(bench: Bench, key: string, held: KeyboardEventInit = {}) {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...held });
  await bench.rest();
}

function remark(words: string): HTMLElement {
  return screen.getAllByRole("button", { name: new RegExp(words) })[0]!;
}

const asked = (bench: Bench) =>
  bench.fake.asked.filter(({ name }) => name.startsWith("propose_")).map(({ name, args }) => [name, args]);

async function expectNoBarrier() {
  const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(document.body, { rules });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

describe("waiving", () => {
  it("is one key on a remark, says so, and goes on to the next one", async () => {
    const bench = await window();
    remark("How many").focus();
    await press(bench, "w");
    expect(asked(bench)).toEqual([
      [
        "propose_waiver",
        {
          document: "Hub",
          finding: "vague-quantity Many approvers change nothing.",
          reason: null,
          scope: "here",
        },
      ],
    ]);
    expect(screen.getByText(/^Waived\. One undo step/).closest("[role=status]")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Undo" })).toBeTruthy();
    expect(document.activeElement?.textContent).toContain("How many?");
    await judged(bench);
    expect(bench.desk.remarks.map(({ finding }) => finding.rule)).toEqual([
      "vague-quantity",
      "question-unanswered",
    ]);
  });

  it("is only a letter where no remark has the focus", async () => {
    const bench = await window();
    bench.editor.hooks.onCaret(text.indexOf("Many"), null);
    bench.editor.focus();
    await press(bench, "w");
    bench.editor.element.blur();
    await press(bench, "w");
    expect(asked(bench)).toEqual([]);
  });

  it("asks for the reason of an error, and takes none that is empty", async () => {
    const bench = await window();
    remark("no answer").focus();
    await press(bench, "w");
    const dialog = within(screen.getByRole("dialog", { name: "Waive this remark?" }));
    const field = dialog.getByLabelText("Why may it stand?");
    expect(document.activeElement).toBe(field);
    expect(dialog.getByRole<HTMLButtonElement>("button", { name: "Waive" }).disabled).toBe(true);
    await expectNoBarrier();
    await fireEvent.input(field, { target: { value: "  " } });
    await fireEvent.submit(field.closest("form")!);
    expect(asked(bench)).toEqual([]);
    await fireEvent.input(field, { target: { value: " Legal answers on 3 March. " } });
    await fireEvent.submit(field.closest("form")!);
    await bench.rest();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(asked(bench)).toEqual([
      [
        "propose_waiver",
        {
          document: "Hub",
          finding: "question-unanswered TBD",
          reason: "Legal answers on 3 March.",
          scope: "here",
        },
      ],
    ]);
  });

  it("reaches the rule in this document, by its button and by the palette", async () => {
    const bench = await window();
    await fireEvent.click(remark("How many"));
    await fireEvent.click(screen.getByRole("button", { name: "Not in this document" }));
    await bench.rest();
    expect(asked(bench)[0]?.[1]).toMatchObject({ scope: "document", reason: null });
    expect(document.activeElement?.textContent, "the other one of the rule goes too").toContain("no answer");
    await judged(bench);
    await press(bench, "P", { ctrlKey: true, shiftKey: true });
    await fireEvent.input(screen.getByRole("combobox"), { target: { value: "waive" } });
    await press(bench, "Enter");
    expect(screen.getByRole("dialog", { name: "Waive this remark?" })).toBeTruthy();
    await press(bench, "Escape");
    expect(bench.desk.answers.atHand?.rule).toBe("question-unanswered");
  });

  it("is not offered where the text cannot be changed", async () => {
    const bench = await window(text, {
      documents: [{ name: "Hub", text, readOnly: "This file cannot be written." }],
    });
    await fireEvent.click(remark("How many"));
    expect(screen.queryByRole("button", { name: "Waive" })).toBeNull();
    remark("How many").focus();
    await press(bench, "w");
    expect(asked(bench)).toEqual([]);
  });

  it("goes to the sheet when no remark is left, and tells a refusal", async () => {
    const bench = await window("# Hub\n\nMany wait.\n");
    remark("How many").focus();
    bench.fake.refuse("propose_waiver", { code: "failed", message: "The file is held by another program." });
    await press(bench, "w");
    expect(screen.getByText("The file is held by another program.")).toBeTruthy();
    expect(document.activeElement?.textContent).toContain("How many?");
    await press(bench, "w");
    expect(document.activeElement).toBe(bench.editor.element);
  });
});

describe("what was waived", () => {
  const answers = [
    { rule: "vague-quantity", words: "Many approvers change nothing.", reason: null },
    { rule: "vague-quantity", words: "Some wait for weeks.", reason: null },
    { rule: "dateline", words: "", reason: "It has no date yet." },
  ].map((answer) => JSON.stringify(answer));
  const whole = `${text}\n<!-- sixpager\n${answers.join("\n")}\n-->\n`;

  it("is folded at the end of the panel, with reasons, and is taken back", async () => {
    const bench = await window(whole, { settings: { open_panels: ["remarks"] } });
    const panel = within(screen.getByRole("complementary", { name: "Remarks" }));
    const fold = panel.getByRole("button", { name: "2 waived, 1 ended" });
    expect(fold.getAttribute("aria-expanded")).toBe("false");
    expect(screen.queryByText("Reason: It has no date yet.")).toBeNull();
    await fireEvent.click(fold);
    expect(panel.getByText("Reason: It has no date yet.")).toBeTruthy();
    expect(panel.getByRole("list", { name: "Not asked in this document" })).toBeTruthy();
    expect(within(panel.getByRole("list", { name: "Ended" })).getByText(/asked again/)).toBeTruthy();
    await expectNoBarrier();
    const waived = within(panel.getByRole("list", { name: "Waived" }));
    await fireEvent.click(waived.getByRole("button", { name: /^Line 5 How many/ }));
    expect(bench.editor.told).toContain(`reveal ${text.indexOf("Many")}`);
    await fireEvent.click(panel.getByRole("button", { name: /^Take back: Dateline/ }));
    await bench.rest();
    expect(asked(bench)).toEqual([["propose_unwaive", { document: "Hub", waiver: answers[2] }]]);
    expect(panel.getByRole("button", { name: "1 waived, 1 ended" })).toBe(document.activeElement);
  });

  it("says at its end what cannot be read, also where nothing else is waived", async () => {
    const bench = await window(text, { settings: { open_panels: ["remarks"] } });
    const sentence = "1 line among the answers at the end of the file cannot be read (line 15).";
    const { examination } = bench.desk;
    bench.fake.tell({
      type: "document_examined",
      examination: { ...examination!, waiver_notices: [sentence] },
    });
    await bench.rest();
    await fireEvent.click(screen.getByRole("button", { name: "Answers that cannot be read" }));
    expect(screen.getByText(sentence)).toBeTruthy();
  });

  it("is not there where nothing was waived", async () => {
    await window(text, { settings: { open_panels: ["remarks"] } });
    expect(screen.queryByRole("button", { name: /waived/ })).toBeNull();
  });
});

describe("a review", () => {
  it("begins with a verdict in words", async () => {
    const bench = await window();
    await press(bench, "3", { ctrlKey: true });
    await judged(bench);
    const panel = within(screen.getByRole("complementary", { name: "As a reviewer" }));
    expect(panel.getByText(/^Not ready for the room: one thing keeps it/)).toBeTruthy();
    expect(panel.getByText("3 remarks, by weight.")).toBeTruthy();
    expect(panel.queryByText(/\d ?%|score|points/i)).toBeNull();
  });

  it("says why a document that is decided on is not judged", async () => {
    const bench = await window(`---\nstatus: approved\n---\n${text}`);
    bench.editor.judged([]);
    await press(bench, "3", { ctrlKey: true });
    expect(screen.getByText(/^This document is approved/)).toBeTruthy();
  });
});

describe("a pin", () => {
  it("says what the paragraph at the caret is, and is taken away", async () => {
    const bench = await window();
    bench.editor.hooks.onCaret(text.indexOf("Several"), "problem");
    await press(bench, "p", { ctrlKey: true, altKey: true });
    const dialog = within(screen.getByRole("dialog", { name: "This paragraph is" }));
    expect(document.activeElement?.textContent).toContain("Problem");
    expect(dialog.queryByRole("button", { name: "Let Sixpager decide" })).toBeNull();
    await expectNoBarrier();
    await press(bench, "f");
    expect(document.activeElement?.textContent).toContain("FAQ");
    await fireEvent.click(document.activeElement!);
    await bench.rest();
    const at = text.indexOf("Several");
    expect(asked(bench)).toEqual([["propose_pin", { document: "Hub", revision: 1, at, role: "faq" }]]);
    bench.editor.hooks.onCaret(bench.desk.examination!.pins[0]!.from, "faq");
    await press(bench, "p", { ctrlKey: true, altKey: true });
    await fireEvent.click(screen.getByRole("button", { name: "Let Sixpager decide" }));
    await bench.rest();
    expect(asked(bench)[1]?.[1]).toMatchObject({ role: null });
  });
});
