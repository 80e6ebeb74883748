// Answers to remarks and pins, from the key to the file and back: what holds, what ends, and that no line of
// them is ever on the sheet.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, Flow } from "../harness/browser.mjs";
import { Home } from "../harness/home.mjs";
import { release, vague } from "../harness/release.mjs";
import { until } from "../harness/wait.mjs";
import { Writing } from "../harness/writing.mjs";

after(closeBrowser);

async function withRelease(work, { text = release, ...options } = {}) {
  const home = new Home();
  const file = home.write("release.md", text);
  const flow = await Flow.start({ home, file, ...options });
  try {
    await flow.page.locator(".cm-content").waitFor();
    await work(new Desk(flow, file));
    assert.deepEqual(flow.problems, []);
  } finally {
    await flow.close();
  }
}

class Desk extends Writing {
  key(...keys) {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  /** The remark with these words, in the panel or the margin. */
  remark(words) {
    return this.page.locator("[data-remark] .question", { hasText: words }).first();
  }

  asked(words) {
    return this.remark(words).waitFor();
  }

  notAsked(words) {
    return until(`nobody asks "${words}"`, async () => (await this.remark(words).count()) === 0);
  }

  async waive(words) {
    await this.remark(words).focus();
    await this.key("w");
  }

  said(words) {
    return this.page.locator("[role=status].line").getByText(words).waitFor();
  }

  /** No line of an answer or a pin is drawn. */
  async nothingUnprinted() {
    assert.doesNotMatch(await this.drawn(), /<!--|sixpager|-->/);
  }
}

test("one key waives advice; it holds while the text around it is edited, and ends with its sentence", async () => {
  await withRelease(async (desk) => {
    await desk.asked("How many?");
    await desk.waive("How many?");
    await desk.said(/^Waived/);
    await desk.saved((text) => /<!-- sixpager: answers[^]*\nvague-quantity [^]*-->\n$/.test(text));
    await desk.notAsked("How many?");
    await desk.nothingUnprinted();
    const focused = () => desk.page.evaluate(() => document.activeElement.textContent.trim());
    assert.match(await focused(), /And a customer\?/, "the next remark has the focus");

    await desk.caretAfter("so is the ice.");
    await desk.page.keyboard.type(" Nobody is paid for the way home.");
    await desk.saved("for the way home.");
    await desk.caretAfter("with the boat already loaded.");
    await desk.page.keyboard.type(" It is dark then.");
    await desk.saved("It is dark then. Many farms");
    await desk.notAsked("How many?");

    await desk.caretAfter("that way.");
    for (let letter = 0; letter < vague.length; letter++) await desk.key("Shift+ArrowLeft");
    await desk.page.keyboard.type("Many helpers go home unpaid.");
    await desk.caretAfter("so is the ice.");
    await desk.asked("How many?");
    await desk.key("Control+Alt+r");
    await desk.page.getByRole("button", { name: "1 ended" }).click();
    await desk.page.getByRole("list", { name: "Ended" }).getByText(vague.slice(0, 20)).waitFor();
    await desk.page.getByRole("button", { name: /^Clear away/ }).click();
    await desk.saved((text) => !text.includes("sixpager:"));
  });
});

test("a waiver is one step to undo, and taken back leaves the file as it was", async () => {
  await withRelease(async (desk) => {
    await desk.asked("How many?");
    await desk.waive("How many?");
    await desk.saved("sixpager: answers");
    await desk.key("Control+z");
    await desk.saved((text) => text === release);
    await desk.asked("How many?");
    await desk.waive("How many?");
    await desk.saved("sixpager: answers");
    await desk.key("Control+Alt+r");
    await desk.page.getByRole("button", { name: "1 waived" }).click();
    await desk.page.getByRole("button", { name: /^Take back/ }).click();
    await desk.saved((text) => text === release);
    await desk.asked("How many?");
  });
});

test("an error asks for its reason, which the file and the list keep", async () => {
  await withRelease(async (desk) => {
    await desk.asked("And the answer?");
    await desk.waive("And the answer?");
    const field = desk.page.getByLabel("Why may it stand?");
    await field.waitFor();
    await desk.key("Escape");
    await desk.asked("And the answer?");
    assert.equal(desk.text(), release);
    await desk.waive("And the answer?");
    await field.fill('The board names -- "on 3 March" -- who does.');
    await desk.key("Enter");
    await desk.notAsked("And the answer?");
    await desk.saved("3 March");
    assert.equal(desk.text().match(/-->/g).length, 1, "what would end the comment is escaped");
    await desk.key("Control+Alt+r");
    await desk.page.getByRole("button", { name: "1 waived" }).click();
    await desk.page.getByText('Reason: The board names -- "on 3 March" -- who does.').waitFor();
  });
});

test("a rule is asked nowhere in this document, also of what is written later", async () => {
  await withRelease(async (desk) => {
    await desk.asked("How many?");
    await desk.remark("How many?").click();
    await desk.page.getByRole("button", { name: "Not in this document" }).first().click();
    await desk.notAsked("How many?");
    await desk.caretAfter("so is the ice.");
    await desk.page.keyboard.type(" Many buyers leave.");
    await desk.caretAfter("oyster farmers the night");
    await desk.saved("Many buyers leave.");
    await desk.notAsked("How many?");
    await desk.key("Control+3");
    await desk.page.getByText(/^Not ready for the room/).waitFor();
    await desk.notAsked("How many?");
    await desk.page.getByRole("button", { name: "1 waived" }).click();
    await desk.page.getByRole("list", { name: "Not asked in this document" }).waitFor();
  });
});

test("what is typed, selected, found or deleted leaves the answers whole", async () => {
  await withRelease(
    async (desk) => {
      await desk.asked("How many?");
      await desk.waive("How many?");
      await desk.saved("sixpager: answers");
      const block = desk.text().slice(desk.text().indexOf("<!-- sixpager"));
      await desk.caretAtEnd();
      await desk.page.keyboard.type(" by Friday");
      await desk.saved(`TBD by Friday\n\n${block}`);
      await desk.key("Control+Shift+End", "Delete", "Delete");
      await desk.key("Control+f");
      await desk.page.keyboard.type("vague-quantity");
      await desk.page
        .getByText(/^(No|Nothing|not)/i)
        .first()
        .waitFor();
      await desk.key("Escape");
      await desk.caretAfter("TBD by Friday");
      await desk.key("Control+a", "Control+c");
      const copied = await desk.page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /^\n# Tidewater[^]*TBD by Friday$/);
      await desk.key("Delete");
      await desk.saved((text) => text.endsWith(`\n---\n\n\n${block}`));
      await desk.page.keyboard.type("All new.");
      await desk.saved(`All new.\n\n${block}`);
      await desk.nothingUnprinted();
      await desk.key("Control+z", "Control+z");
      await desk.saved(`TBD by Friday\n\n${block}`);
    },
    { clipboard: true },
  );
});

test("a paragraph is said to be another part, kept beside it unseen, and given back", async () => {
  const text = release.replace("## Solution\n\n", "").replace("status: in review\n", "");
  await withRelease(
    async (desk) => {
      await desk.caretAfter("of her leases once.");
      await desk.key("Control+Alt+p");
      await desk.page.getByRole("dialog", { name: "This paragraph is" }).waitFor();
      await desk.page.keyboard.press("s");
      await until("the letter finds a part", () =>
        desk.page.evaluate(() => document.activeElement.textContent.trim().startsWith("S")),
      );
      await desk.page.getByRole("dialog").getByRole("button", { name: "Solution" }).click();
      await desk.saved("<!-- sixpager: part=solution -->\nA farmer enters");
      await desk.nothingUnprinted();
      await desk.page.locator(".parts").getByRole("button", { name: "Solution" }).waitFor();
      await desk.key("Control+Alt+g");
      await desk.page.getByText("It is here because you said so.").waitFor();
      await desk.caretAfter("of her leases once.");
      await desk.key("Home", "ArrowLeft", "ArrowRight");
      await desk.page.keyboard.type("So: ");
      await desk.saved("<!-- sixpager: part=solution -->\nSo: A farmer enters");
      await desk.key("Control+z");
      await desk.page.getByRole("button", { name: /^Let Sixpager decide/ }).click();
      await desk.saved((now) => now === text);
    },
    { text },
  );
});

test("a document that is approved is asked nothing, not even by a reviewer", async () => {
  await withRelease(
    async (desk) => {
      await desk.key("Control+3");
      await desk.page.getByText(/^This document is approved/).waitFor();
      assert.equal(await desk.page.locator("[data-remark]").count(), 0);
    },
    { text: release.replace("in review", "approved") },
  );
});
