// The window as its user meets it: a fake core, a fake editor, real screens.
import axe from "axe-core";
import { cleanup, fireEvent, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { Finding } from "../bindings/types";
import { withShell, type Bench } from "../host/bench";
import { examine, sampleConflict, shelf } from "../host/fake";

const opened = { opened: "Campaign Hub" };
const minute = 60_000;

afterEach(cleanup);

async function press(
  bench: Bench,
  key: string,
  held: KeyboardEventInit = {},
  target: Element = document.body,
) {
  await fireEvent.keyDown(target, { key, ...held });
  await bench.rest();
}

/** Structure, names and roles; contrast and targets are looked at in a browser, which lays out. */
async function expectNoBarrier() {
  const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(document.body, { rules });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

function finding(number: number, severity: Finding["severity"]): Finding {
  return {
    rule: "vague-quantity",
    severity,
    from: number,
    to: number + 1,
    line: number,
    message: `Question ${number}?`,
    why: "Because a reader asks.",
    help: "A number helps.",
    fix: { label: "Put [how many?]", changes: [] },
    missed: null,
    about: "claim",
    cost: number,
    waivable: "",
  };
}

describe("the status line", () => {
  it("counts one word as one", async () => {
    await withShell({ documents: [{ name: "Short", text: "Word" }], opened: "Short" });
    expect(screen.getByText("1 word")).toBeTruthy();
  });

  it("states no figures of a text that was not read", async () => {
    const bench = await withShell(opened);
    const examination = { ...examine("", 1, 3), unread: true, unread_reason: "Too long." };
    bench.fake.tell({ type: "document_examined", examination });
    await bench.rest();
    const line = screen.getByRole("contentinfo", { name: "Status" }).textContent;
    expect(line).toContain("not looked at");
    expect(line).not.toMatch(/words|minute|no remarks/);
  });
});

describe("the first start", () => {
  it("offers the two kinds, a file, a folder and the examples", async () => {
    const bench = await withShell({ documents: [] });
    for (const name of [
      /^Start a PR\/FAQ/,
      /^Start a six-page narrative/,
      /^Open a file/,
      /^Open a folder/,
    ]) {
      expect(screen.getByRole("button", { name })).toBeTruthy();
    }
    expect(screen.queryByRole("button", { name: /tenets/i })).toBeNull();
    await expectNoBarrier();
    await fireEvent.click(screen.getByRole("button", { name: "A finished PR/FAQ" }));
    await bench.rest();
    expect(bench.fake.asked).toContainEqual({
      name: "open_example",
      args: { template: "working-backwards" },
    });
    expect(screen.getByRole("button", { name: "PR-FAQ example" })).toBeTruthy();
  });
});

describe("Escape", () => {
  it("leads from a panel and from the status line back to the text", async () => {
    const bench = await withShell(opened);
    await press(bench, "\\", { ctrlKey: true });
    for (const control of [
      within(screen.getByRole("complementary", { name: "Library" })).getByRole("button", { name: /^Close/ }),
      within(screen.getByRole("contentinfo")).getByRole("button", { name: "Menu" }),
    ]) {
      control.focus();
      await press(bench, "Escape", {}, control);
      expect(document.activeElement).toBe(screen.getByLabelText("Text"));
    }
  });
});

describe("undo and redo", () => {
  it("are the sheet's from a panel, and a field's own where text is written", async () => {
    const text = "# Hub\n\n## FAQ\n\n### What does it cost?\n\nTBD\n";
    const bench = await withShell({ documents: [{ name: "Hub", text }], opened: "Hub" });
    const undone = () => bench.editor.told.filter((told) => /^run (undo|redo)/.test(told));
    await press(bench, "q", { ctrlKey: true, altKey: true });
    const panel = within(screen.getByRole("complementary", { name: "Questions" }));
    const tick = panel.getAllByRole("checkbox")[0]!;
    tick.focus();
    await press(bench, "z", { ctrlKey: true }, tick);
    await press(bench, "y", { ctrlKey: true }, tick);
    expect(undone()).toEqual(["run undo", "run redo"]);
    await press(bench, "r", { ctrlKey: true, altKey: true });
    bench.editor.judged([finding(1, "advice")]);
    await bench.rest();
    const remark = screen.getAllByRole("button", { name: /Question 1/ })[0]!;
    remark.focus();
    await press(bench, "z", { ctrlKey: true }, remark);
    expect(undone()).toEqual(["run undo", "run redo", "run undo"]);
    const field = document.createElement("input");
    document.body.append(field);
    await press(bench, "z", { ctrlKey: true }, field);
    field.remove();
    expect(undone()).toHaveLength(3);
  });
});

describe("the page of rules", () => {
  it("shows what holds when a change was refused", async () => {
    const bench = await withShell(opened);
    await press(bench, ",", { ctrlKey: true, altKey: true });
    const choice = screen.getAllByRole<HTMLSelectElement>("combobox", { name: /speaks as$/ })[0]!;
    const held = choice.value;
    bench.fake.refuse("change_rule", { code: "failed", message: "It has a mistake; mend that first." });
    await fireEvent.change(choice, { target: { value: "off" } });
    await bench.rest();
    expect(screen.getByText(/mend that first/)).toBeTruthy();
    expect(choice.value).toBe(held);
  });
});

describe("a new document", () => {
  it("may be of any kind, also of those that the first start leaves out", async () => {
    const bench = await withShell(opened);
    await fireEvent.keyDown(document.body, { key: "n", ctrlKey: true });
    await bench.rest();
    const kinds = within(screen.getByRole("dialog"));
    expect(kinds.getByRole("button", { name: /^PR\/FAQ/ })).toBeTruthy();
    await fireEvent.click(kinds.getByRole("button", { name: /^Tenets/ }));
    await bench.rest();
    expect(bench.fake.asked).toContainEqual({ name: "new_document", args: { template: "tenets" } });
  });
});

describe("the status line", () => {
  it("says what is true and opens the menu of the document", async () => {
    const bench = await withShell(opened);
    const line = within(screen.getByRole("contentinfo"));
    expect(line.getByText("Saved 12:03")).toBeTruthy();
    expect(line.getByText("no remarks")).toBeTruthy();
    expect(line.queryByText(/page|draft/i)).toBeNull();
    await fireEvent.click(line.getByRole("button", { name: "Campaign Hub" }));
    expect(screen.getByRole("menuitem", { name: /^Rename/ })).toBe(document.activeElement);
    await press(bench, "ArrowUp", {}, document.activeElement ?? document.body);
    expect(document.activeElement?.textContent).toContain("Close the document");
    await press(bench, "Escape", {}, document.activeElement ?? document.body);
    expect(screen.queryByRole("menu")).toBeNull();
  });

  it("renames from its name, and shows a refusal where the name was typed", async () => {
    const bench = await withShell(opened);
    await press(bench, "F2");
    bench.fake.refuse("rename_document", { code: "failed", message: "Another file has this name." });
    const field = screen.getByLabelText("Name, without its ending");
    await fireEvent.input(field, { target: { value: "Hub" } });
    await fireEvent.click(screen.getByRole("button", { name: "Rename" }));
    await bench.rest();
    expect(screen.getByRole("alert").textContent).toBe("Another file has this name.");
    await fireEvent.click(screen.getByRole("button", { name: "Rename" }));
    await bench.rest();
    expect(bench.desk.summary?.name).toBe("Hub");
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("the palette", () => {
  it("finds a command by its words and runs it", async () => {
    const bench = await withShell(opened);
    await press(bench, "P", { ctrlKey: true, shiftKey: true });
    const field = screen.getByRole("combobox");
    await fireEvent.input(field, { target: { value: "review" } });
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual([
      "Read it as a reviewer Ctrl+3",
    ]);
    await press(bench, "Enter", {}, field);
    await bench.rest();
    expect(bench.desk.reviewing).toBe(true);
    expect(bench.editor.told).toContain("judge all");
  });
});

describe("remarks", () => {
  it("puts the eight heaviest first for a reviewer, and the rest on asking", async () => {
    const bench = await withShell(opened);
    await press(bench, "3", { ctrlKey: true });
    const advice = Array.from({ length: 10 }, (_, index) => finding(10 - index, "advice"));
    bench.editor.judged([...advice, finding(50, "error"), finding(60, "info")]);
    await bench.rest();
    const panel = within(screen.getByRole("complementary", { name: "As a reviewer" }));
    const questions = () => panel.getAllByRole("button", { name: /Question/ }).map((one) => one.textContent);
    expect(questions()).toHaveLength(8);
    expect(questions()[0]).toContain("Question 50?");
    expect(questions()[1], "the costliest advice").toContain("Question 10?");
    expect(screen.getByRole("button", { name: "11 remarks" })).toBeTruthy();
    await fireEvent.click(panel.getByRole("button", { name: "Show the rest (3)" }));
    expect(questions()).toHaveLength(12);
    await expectNoBarrier();
  });

  it("opens why and what helps, goes to the words, and mends them", async () => {
    const bench = await withShell({ ...opened, settings: { open_panels: ["remarks"] } });
    bench.editor.judged([finding(7, "advice")]);
    await bench.rest();
    const panel = within(screen.getByRole("complementary", { name: "Remarks" }));
    await fireEvent.click(panel.getByRole("button", { name: /Question 7/ }));
    expect(panel.getByText("A number helps.")).toBeTruthy();
    expect(bench.editor.told).toContain("reveal 7");
    await fireEvent.click(panel.getByRole("button", { name: "Put [how many?]" }));
    expect(bench.editor.told).toContain("fix vague-quantity");
  });

  it("gives the focus to the remark that F8 finds", async () => {
    const bench = await withShell(opened);
    bench.editor.judged([finding(7, "advice")]);
    await bench.rest();
    bench.editor.hooks.onCaret(7, null);
    await press(bench, "F8");
    expect(bench.editor.told).toContain("remark 1");
    expect(document.activeElement?.textContent).toContain("Question 7?");
  });
});

describe("history", () => {
  it("lists moments by day, says the difference, steps through it and restores", async () => {
    const bench = await withShell(opened);
    await press(bench, "4", { ctrlKey: true });
    expect(screen.getByRole("heading", { name: "Today" })).toBeTruthy();
    expect(screen.getByRole("heading", { name: "12 November" })).toBeTruthy();
    expect(screen.getByText("Since 11:20: four paragraphs changed, 212 words in, 40 out.")).toBeTruthy();
    expect(screen.getByText("change 1 of 4")).toBeTruthy();
    await press(bench, "F8");
    expect(screen.getByText("change 2 of 4")).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Solution · line 20" })).toBeTruthy();
    expect(document.querySelectorAll("ins").length).toBeGreaterThan(0);
    await expectNoBarrier();
    await press(bench, "Enter", { ctrlKey: true });
    expect(bench.desk.view).toBe("write");
    expect(screen.getByText(/^Restored the text of/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Undo" })).toBeTruthy();
  });

  it("says what to do where there is no moment yet", async () => {
    const bench = await withShell({ documents: [{ name: "New", text: "# New" }], opened: "New" });
    await press(bench, "4", { ctrlKey: true });
    expect(screen.getByText(/^There is no moment to go back to yet/)).toBeTruthy();
    await press(bench, "Escape");
    expect(bench.desk.view).toBe("write");
  });
});

describe("a conflict", () => {
  it("is said in the bar, compared, and answered", async () => {
    const [first, ...others] = shelf(0);
    if (!first) throw new Error("The shelf is empty.");
    const bench = await withShell({
      ...opened,
      documents: [{ ...first, conflict: sampleConflict }, ...others],
    });
    expect(screen.getByText(sampleConflict.sentence)).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Compare" }));
    expect(screen.getByRole("heading", { name: "From your text to the file’s" })).toBeTruthy();
    await expectNoBarrier();
    await fireEvent.click(screen.getAllByRole("button", { name: "Take the file’s" })[0] as HTMLElement);
    await bench.rest();
    expect(bench.fake.asked).toContainEqual({
      name: "answer_conflict",
      args: { document: "Campaign Hub", choice: "take-theirs" },
    });
    expect(screen.queryByText(sampleConflict.sentence)).toBeNull();
  });
});

describe("reading", () => {
  it("shows prose and the clock, never a page number, and asks once before it ends", async () => {
    const bench = await withShell(opened);
    await press(bench, "F5");
    expect(bench.fake.fullScreen()).toBe(true);
    expect(document.querySelector("article h1")?.textContent).toContain("Northwind announces");
    expect(screen.queryByText(/template: working/)).toBeNull();
    expect(screen.queryByText(/\bpage \d/)).toBeNull();
    expect(screen.getByText("reading ends at 12:06")).toBeTruthy();
    expect(document.querySelectorAll("article a")).toHaveLength(0);
    await expectNoBarrier();
    await press(bench, "Escape");
    expect(screen.getByRole("alertdialog")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Read on" }));
    expect(screen.queryByRole("alertdialog")).toBeNull();
    await press(bench, "Escape");
    await press(bench, "Escape");
    expect(bench.desk.view).toBe("write");
    expect(bench.fake.asked.at(-1)?.name).toBe("end_reading");
  });

  it("leaves at once when the time has run out", async () => {
    const bench = await withShell(opened);
    await press(bench, "F5");
    bench.later(10 * minute);
    await press(bench, "Escape");
    expect(bench.desk.view).toBe("write");
  });
});

describe("states of the file", () => {
  it("says that the file is missing and what can be done", async () => {
    const bench = await withShell(opened);
    const sentence = "The file is not where it was. Your text is kept.";
    bench.fake.tell({ type: "saving_changed", saving: { state: "missing", sentence, saved_at: null } });
    await bench.rest();
    expect(screen.getByText(sentence)).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Put it back" }));
    await bench.rest();
    expect(screen.queryByText(sentence)).toBeNull();
  });

  it("keeps a notice until it is put away", async () => {
    const bench = await withShell({ ...opened, notices: ["The history was set aside."] });
    expect(screen.getByText("The history was set aside.")).toBeTruthy();
    bench.fake.tell({ type: "noticed", sentence: "The disk is full." }, null);
    await bench.rest();
    expect(screen.getByText("The disk is full.")).toBeTruthy();
    expect(screen.getByText("1 more")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Put this notice away" }));
    expect(screen.queryByText("The disk is full.")).toBeNull();
    expect(screen.getByText("The history was set aside.")).toBeTruthy();
  });
});
