// What other programs do to an open document: seen as one step, and never a reason to lose words.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { after, test } from "node:test";
import { closeBrowser, Flow } from "../harness/browser.mjs";
import { Home } from "../harness/home.mjs";
import { Writing } from "../harness/writing.mjs";

after(closeBrowser);

const text = "# Memo\n\nThe first paragraph.\n\nThe second paragraph.\n";

async function withMemo(work) {
  const home = new Home();
  const file = home.write("memo.md", text);
  const flow = await Flow.start({ home, file });
  try {
    const writing = new Writing(flow, file);
    await writing.shows("The second paragraph.");
    await work(writing, flow);
    assert.deepEqual(flow.problems, []);
  } finally {
    await flow.close();
  }
}

test("two edits from outside are both seen, each one step to undo", async () => {
  await withMemo(async (writing, { page }) => {
    execFileSync("sed", ["-i", "s/first/premier/", writing.file]);
    await writing.shows("The premier paragraph.");
    execFileSync("sed", ["-i", "s/second/deuxième/", writing.file]);
    await writing.shows("The deuxième paragraph.");
    fs.appendFileSync(writing.file, "\nA third one.\n");
    await writing.shows("A third one.");
    await writing.content.focus();
    await page.keyboard.press("Control+z");
    await writing.showsNot("A third one.");
    await page.keyboard.press("Control+z");
    await writing.shows("The second paragraph.");
    await writing.shows("The premier paragraph.");
  });
});

/** Types a word and changes the file before that word can have been written. */
async function conflict(writing, page) {
  await writing.caretAfter("The first paragraph.");
  await page.keyboard.type(" Mine.");
  fs.writeFileSync(writing.file, text.replace("The first paragraph.", "The first paragraph. Theirs."));
  await page
    .getByRole("button", { name: /Keep (mine|my)/i })
    .first()
    .waitFor();
  assert.match(writing.text(), /Theirs\./, "the newer file is not overwritten before the writer chose");
}

test("changed on both sides: the writer keeps hers, the other is a moment", async () => {
  await withMemo(async (writing, { page, bridge }) => {
    await conflict(writing, page);
    await page
      .getByRole("button", { name: /Keep (mine|my)/i })
      .first()
      .click();
    await writing.saved("The first paragraph. Mine.");
    assert.doesNotMatch(writing.text(), /Theirs/);
    await heldBoth(bridge);
  });
});

test("changed on both sides: the writer takes the other, hers is a moment", async () => {
  await withMemo(async (writing, { page, bridge }) => {
    await conflict(writing, page);
    await page
      .getByRole("button", { name: /Take (theirs|the)/i })
      .first()
      .click();
    await writing.shows("Theirs.");
    await writing.showsNot("Mine.");
    await writing.saved("The first paragraph. Theirs.");
    await heldBoth(bridge);
  });
});

/** Both texts are among the moments, whichever was chosen. */
async function heldBoth(bridge) {
  const { document } = (await bridge.call("start_session")).recent[0];
  const versions = await bridge.call("list_versions", { document });
  const compared = await Promise.all(
    versions.map(({ version }) => bridge.call("compare_version", { document, version })),
  );
  const words = JSON.stringify(compared);
  assert.match(words, /Mine/);
  assert.match(words, /Theirs/);
}
