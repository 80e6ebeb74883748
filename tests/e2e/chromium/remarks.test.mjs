// Remarks beside the text: those on parts that are missed, and those that outlive another program's change.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, test } from "node:test";
import { closeBrowser, Flow } from "../harness/browser.mjs";
import { Home } from "../harness/home.mjs";
import { until } from "../harness/wait.mjs";
import { Writing } from "../harness/writing.mjs";

after(closeBrowser);

const head = "---\ntemplate: prfaq-working-backwards\nstatus: drafting\n---\n\n# Acorn opens at night\n\n";

test("parts that are missed at one place are one note, and each has its fix in it", async () => {
  const home = new Home();
  const file = home.write(
    "memo.md",
    `${head}## Summary\n\nAcorn opened.\n\n## Customer FAQ\n\n### What is it?\n\nBread.\n\n## Internal FAQ\n\n### Who runs it?\n\nAna.\n`,
  );
  const flow = await Flow.start({ home, file });
  const { page } = flow;
  const writing = new Writing(flow, file);
  await writing.shows("Ana.");
  await writing.caretAfter("Ana.");
  await page.keyboard.type(" Reyes.");
  const margin = page.getByRole("group", { name: "Remarks beside the text" });
  const note = margin.getByRole("button", {
    name: "Where are problem, leader quote, how it works, customer quote and call to action?",
  });
  await note.waitFor();
  assert.equal(await margin.getByText("What hurts today?").count(), 0);
  await note.click();
  const problem = margin.getByRole("button", { name: "What hurts today?" });
  await problem.click();
  await margin.getByRole("button", { name: "Add the problem here" }).click();
  const text = await writing.saved("## Problem");
  assert.match(text, /Acorn opened\.\n\n## Problem\n\n\[An ordinary day[^\n]*\n\n## Customer FAQ/);
  await margin
    .getByRole("button", {
      name: "Where are solution, leader quote, how it works, customer quote and call to action?",
    })
    .waitFor();
  assert.deepEqual(flow.problems, []);
  await flow.close();
});

test("a remark is there again when the file was changed while it was closed", async () => {
  const home = new Home();
  const file = home.write("memo.md", `${head}## Problem\n\nBread is sold by day.\n`);
  const first = await Flow.start({ home, file });
  const before = new Writing(first, file);
  await before.caretAfter("sold by day.");
  await first.page.keyboard.type(" Many people wait.");
  await before.saved("Many people wait.");
  await first.page.locator("[data-remark=vague-quantity]").waitFor();
  await until("where she wrote is kept", () => first.answered.includes("keep_undo"));
  await first.context.close();
  await first.bridge.close();

  const changed = fs
    .readFileSync(file, "utf8")
    .replace("## Problem\n", "## Problem\n\nSeveral ovens stand still.\n");
  fs.writeFileSync(file, changed);
  const flow = await Flow.start({ home, file });
  const writing = new Writing(flow, file);
  await writing.shows("Several ovens");
  const remarks = flow.page.locator(".margin [data-remark=vague-quantity]");
  await remarks.waitFor();
  assert.equal(await remarks.count(), 1, "what another program wrote is not judged as hers");
  assert.deepEqual(flow.problems, []);
  await flow.close();
  await first.server.close();
});
