// The main job in the real window, from an empty home: start, write, be asked, lose nothing, see the hand of
// others, go back, read in silence.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { test } from "node:test";
import { Home } from "../harness/home.mjs";
import { Sheet } from "../harness/sheet.mjs";
import { letPass, until } from "../harness/wait.mjs";
import { Key } from "../harness/webdriver.mjs";
import { Window } from "../harness/window.mjs";

const home = new Home();
let window;
let sheet;

async function open(options = {}) {
  window = await Window.start({ home, ...options });
  sheet = new Sheet(window);
}

const file = () => home.newDocuments()[0];
const onDisk = () => fs.readFileSync(file(), "utf8");
const sed = (script) => execFileSync("sed", ["-i", script, file()]);

test("the main job, from an empty home", { timeout: 240_000 }, async (t) => {
  t.after(async () => {
    await window?.kill();
    home.remove();
  });

  await t.test("a PR/FAQ starts from the template, without a wall of remarks", async () => {
    await open();
    await sheet.press("Start a PR/FAQ");
    await sheet.shows("An ordinary day without the product");
    await until("the new document is a file", () => home.newDocuments().length === 1);
    assert.match(onDisk(), /^---\ntemplate: prfaq-working-backwards/);
    assert.ok((await sheet.remarks()).length <= 2, "what was not touched is not judged");
  });

  await t.test("a vague paragraph is asked about once it is left", async () => {
    await sheet.caretAfter("An ordinary day");
    await sheet.selectLine();
    await window.driver.type("Many customers wait.");
    await sheet.caretAfter("Take the problems");
    await until("a reader asks beside it", async () =>
      (await sheet.remarks()).some((it) => it.includes("How many?")),
    );
    await until("it is in the file", () => onDisk().includes("\nMany customers wait.\n"));
  });

  await t.test(
    "killed one second after the last word, the word is there; one undo takes it away",
    async () => {
      await sheet.caretAfter("Many customers wait.");
      await window.driver.type(" Nobody");
      await letPass(1000);
      await window.kill();
      await open({ file: file() });
      await sheet.shows("Many customers wait. Nobody");
      await window.driver.evaluate(() => document.querySelector(".cm-content").focus());
      await window.driver.chord(Key.Control, "z");
      await sheet.showsNot("Nobody");
      await sheet.shows("Many customers wait.");
      await until("the file follows", () => onDisk().includes("\nMany customers wait.\n"));
    },
  );

  await t.test("two edits from outside are both seen", async () => {
    sed("s/Many customers wait/Many customers queue/");
    await sheet.shows("Many customers queue");
    sed("s/customers queue/customers queue for days/");
    await sheet.shows("Many customers queue for days");
  });

  await t.test("the first moment is restored, and that is undone", async () => {
    await window.driver.chord(Key.Control, "4");
    await sheet.chooseOldestMoment();
    await sheet.press("Restore");
    await sheet.shows("An ordinary day without the product");
    await until("the file follows", () => onDisk().includes("An ordinary day without the product"));
    await window.driver.chord(Key.Control, "z");
    await sheet.shows("Many customers queue for days");
    await until("the file follows", () => onDisk().includes("Many customers queue for days"));
  });

  await t.test("the memo is read full screen, one screen after the other, until Escape", async () => {
    await window.driver.type(Key.F5);
    await until("it is full screen", () =>
      window.driver.evaluate(() => innerWidth === screen.width && innerHeight === screen.height),
    );
    const first = await sheet.words();
    await window.driver.type(Key.PageDown);
    await until("another screen", async () => (await sheet.words()) !== first);
    // A reading that still runs asks once; the same key answers.
    await window.driver.type(Key.Escape);
    await sheet.shows("Esc once more leaves");
    await window.driver.type(Key.Escape);
    await until("the window is as before", () => window.driver.evaluate(() => innerHeight < screen.height));
    await sheet.shows("Many customers queue for days");
  });
});
