// The core is killed while somebody writes: what was kept comes back, as one step.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, test } from "node:test";
import { closeBrowser, Flow } from "../harness/browser.mjs";
import { Home } from "../harness/home.mjs";
import { until } from "../harness/wait.mjs";
import { Writing } from "../harness/writing.mjs";

after(closeBrowser);

test("killed once the words are kept and before they are in the file", async (t) => {
  const home = new Home();
  const before = "# Memo\n\nBefore.\n";
  const file = home.write("memo.md", before);
  const flow = await Flow.start({ home, file });
  t.after(() => flow.close());
  const kept = new Promise((done) =>
    flow.bridge.onEvent((event) => event.what.saving?.state === "kept" && done()),
  );
  const writing = new Writing(flow, file);
  await writing.shows("Before.");
  await writing.caretAfter("Before.");
  await flow.page.keyboard.insertText(" Last words.");
  await kept;
  await flow.bridge.kill();
  assert.equal(fs.readFileSync(file, "utf8"), before, "the words had not reached the file");

  const again = await Flow.start({ home, file });
  t.after(() => again.close());
  const after = new Writing(again, file);
  await after.shows("Before. Last words.");
  await after.saved("Before. Last words.");
  await after.content.focus();
  await again.page.keyboard.press("Control+z");
  await after.saved((text) => text === before);
  assert.deepEqual(again.problems, []);
});

test("words, undo and place survive a reload of the page", async () => {
  const home = new Home();
  const file = home.write("memo.md", "# Memo\n\nBefore.\n");
  const flow = await Flow.start({ home, file });
  const writing = new Writing(flow, file);
  await writing.shows("Before.");
  await writing.caretAfter("Before.");
  await flow.page.keyboard.type(" Added");
  await writing.saved("Before. Added");
  await until("the undo history is kept", () => flow.answered.includes("keep_undo"));
  await flow.page.reload();
  await writing.shows("Before. Added");
  await writing.content.focus();
  await flow.page.keyboard.press("Control+z");
  await writing.saved((text) => text === "# Memo\n\nBefore.\n");
  await flow.page.keyboard.press("Control+y");
  await writing.saved("Before. Added");
  assert.deepEqual(flow.problems, []);
  await flow.close();
});

test("after a kill and after a reload every step can still be undone", async (t) => {
  const home = new Home();
  const first = "# Memo\n\nOne.\n";
  const file = home.write("memo.md", first);
  const flow = await Flow.start({ home, file });
  t.after(() => flow.close());
  const undoKept = (from) =>
    until("the undo history is kept", () => flow.answered.slice(from).includes("keep_undo"));
  const writing = new Writing(flow, file);
  await writing.shows("One.");
  await writing.caretAfter("One.");
  await flow.page.keyboard.type(" Two.");
  await writing.saved("One. Two.");
  await undoKept(0);
  let before = flow.answered.length;
  const kept = new Promise((done) =>
    flow.bridge.onEvent((event) => event.what.saving?.state === "kept" && done()),
  );
  await flow.page.keyboard.insertText(" Three.");
  await kept;
  await undoKept(before);
  await flow.bridge.kill();

  const again = await Flow.start({ home, file });
  t.after(() => again.close());
  const after = new Writing(again, file);
  await after.shows("One. Two. Three.");
  await after.content.focus();
  await again.page.keyboard.press("Control+z");
  await after.showsNot("Three.");
  await again.page.keyboard.press("Control+z");
  await after.saved((text) => text === first);

  await after.caretAfter("One.");
  await again.page.keyboard.type(" Six");
  await until("the undo history is kept", () => again.answered.at(-1) === "keep_undo");
  before = again.answered.length;
  await again.page.keyboard.insertText(" Seven");
  await until("the core has it", () => again.answered.slice(before).includes("edit_document"));
  await again.page.reload();
  await after.shows("One. Six Seven");
  await after.content.focus();
  await again.page.keyboard.press("Control+z");
  await after.showsNot("Seven");
  await again.page.keyboard.press("Control+z");
  await after.showsNot("Six");
  await after.shows("One.");
  assert.deepEqual(again.problems, []);
});
