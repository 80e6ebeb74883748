// The picking list beside an FAQ: what nobody asked yet goes into the text, as one step, by key alone.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, Flow } from "../harness/browser.mjs";
import { Home } from "../harness/home.mjs";
import { until } from "../harness/wait.mjs";
import { Writing } from "../harness/writing.mjs";

after(closeBrowser);

const head = "---\ntemplate: prfaq-classic\n---\n\n# Bread at night\n\nText.\n\n";
const memo = `${head}## Customer FAQ\n\n### 1. How fast is it?\n\nTwo minutes.\n\n## Internal FAQ\n\n### 2. Why now?\n\nNobody else does.\n`;

async function withMemo(work) {
  const home = new Home();
  const file = home.write("memo.md", memo);
  const flow = await Flow.start({ home, file });
  try {
    await flow.page.locator(".cm-content").waitFor();
    await work(flow.page, new Writing(flow, file));
    assert.deepEqual(flow.problems, []);
  } finally {
    await flow.close();
  }
}

test("ticked questions go in by key, on their side and numbered, and one undo step takes them away", async () => {
  await withMemo(async (page, writing) => {
    await writing.caretAfter("Two minutes.");
    await page.getByRole("button", { name: "to pick: questions for Customer FAQ" }).waitFor();
    await page.keyboard.press("Control+Alt+q");
    const first = page.getByRole("checkbox", { name: "What does it cost?" });
    await until("the list has the focus", () => first.evaluate((box) => box === document.activeElement));
    await page.keyboard.press("Space");
    await page.getByRole("checkbox", { name: "Which law or rule could stop it?" }).check();
    await page.keyboard.press("Enter");
    const asked = memo
      .replace("Two minutes.\n", "Two minutes.\n\n### 2. What does it cost?\n")
      .replace("### 2. Why now?", "### 3. Why now?");
    await writing.saved(`${asked}\n### 4. Which law or rule could stop it?\n`);
    await first.waitFor({ state: "detached" });
    await page.getByText("2 questions stand in the FAQ.").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await writing.saved(memo);
    await first.waitFor();
  });
});

test("a question that is typed goes from the list; the guide and the menu lead to it", async () => {
  await withMemo(async (page, writing) => {
    await writing.caretAfter("Two minutes.");
    await page.keyboard.press("Control+Alt+g");
    await page.getByRole("button", { name: "more to pick from" }).click();
    await page.getByRole("heading", { name: "Customers will ask" }).waitFor();
    for (const asker of ["Engineering", "Sales", "Legal", "Finance", "Sceptics"])
      await page.getByRole("heading", { name: `${asker} will ask` }).waitFor();
    await writing.caretAfter("Two minutes.");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.type("### How much is it?");
    await page.getByRole("checkbox", { name: "What does it cost?" }).waitFor({ state: "detached" });
  });
});

test("what is not relevant is set aside in the file, and brought back", async () => {
  await withMemo(async (page, writing) => {
    await writing.caretAfter("Two minutes.");
    await page.keyboard.press("Control+Alt+q");
    const law = page.getByRole("checkbox", {
      name: "Which law or rule could stop it?",
    });
    await law.focus();
    await page.keyboard.press("n");
    await law.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "1 set aside" }).click();
    await writing.saved("Which law or rule could stop it?");
    await page
      .getByRole("button", {
        name: "Bring back: Which law or rule could stop it?",
      })
      .click();
    await law.waitFor();
    await writing.saved(memo);
  });
});
