// What a reader asks and what a writer answers, in the real window: a part that is missed is put in its place,
// a question is waived for as long as its sentence stands, and a new draft is left in peace.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { Home } from "../harness/home.mjs";
import { release, vague } from "../harness/release.mjs";
import { Sheet } from "../harness/sheet.mjs";
import { until } from "../harness/wait.mjs";
import { Key } from "../harness/webdriver.mjs";
import { Window } from "../harness/window.mjs";

async function start(t, text) {
  const home = new Home();
  const file = text && home.write("release.md", text);
  const window = await Window.start({ home, file, ready: text ? ".cm-content .cm-line" : "button" });
  t.after(async () => {
    await window.kill();
    home.remove();
  });
  const sheet = new Sheet(window);
  const onDisk = () => fs.readFileSync(file ?? home.newDocuments()[0], "utf8");
  const saved = (words) => until(`the file holds ${JSON.stringify(words)}`, () => onDisk().includes(words));
  const isAsked = async (words) => (await sheet.remarks()).some((remark) => remark.includes(words));
  const asked = (words) => until(`a reader asks "${words}"`, () => isAsked(words));
  const notAsked = (words) => until(`nobody asks "${words}"`, async () => !(await isAsked(words)));
  return { home, window, sheet, onDisk, saved, asked, notAsked, isAsked };
}

/** Goes from remark to remark until the one with these words has the focus. */
async function goTo(window, words) {
  await until(`F8 comes to "${words}"`, async () => {
    await window.driver.type(Key.F8);
    return window.driver.evaluate((sought) => document.activeElement.textContent.includes(sought), words);
  });
}

test("a missing customer quote is put in its place by what helps", { timeout: 120_000 }, async (t) => {
  const { window, sheet, onDisk, saved, asked, notAsked } = await start(t, release);
  await asked("And a customer?");
  await goTo(window, "And a customer?");
  await window.driver.type(Key.Enter);
  await sheet.press("Add the customer quote here");
  await saved("## Customer quote");
  const order = [...onDisk().matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  assert.deepEqual(order.slice(2, 6), ["Leader quote", "How to begin", "Customer quote", "Call to action"]);
  await notAsked("And a customer?");
  await window.driver.chord(Key.Control, "z");
  await until("one step takes it away", () => onDisk() === release);
});

test(
  "a vague quantity is waived with one key, until its sentence is another",
  { timeout: 120_000 },
  async (t) => {
    const { window, sheet, onDisk, saved, asked, notAsked, isAsked } = await start(t, release);
    await asked("How many?");
    await goTo(window, "How many?");
    await window.driver.type("w");
    await notAsked("How many?");
    await sheet.shows("Waived");
    await saved("<!-- sixpager: answers");
    assert.ok(
      (await sheet.lines()).every((line) => !line.includes("sixpager")),
      "its line is not on the sheet",
    );

    await sheet.caretAfter("of her leases once.");
    window.xKey("ctrl+End", "space", "y");
    await saved("TBD y\n\n<!-- sixpager: answers");
    window.xKey("ctrl+z", "ctrl+shift+End", "Delete", "Right", "Down", "z");
    await saved("TBDz\n\n<!-- sixpager: answers");
    window.xKey("BackSpace");
    await saved("TBD\n\n<!-- sixpager: answers");

    await sheet.caretAfter("with the boat already loaded.");
    await window.driver.type(" It is dark then.");
    await saved("It is dark then. Many farms");
    await sheet.caretAfter("so is the ice.");
    await window.driver.type(" Nobody is paid for the way home.");
    await saved("for the way home.");
    await sheet.caretAfter("of her leases once.");
    assert.ok(!(await isAsked("How many?")), "the answer holds while the text around it is written");

    await sheet.select(vague);
    await window.driver.type("Many helpers go home unpaid.");
    await sheet.caretAfter("of her leases once.");
    await saved("Many helpers go home");
    await asked("How many?");
    assert.match(onDisk(), /sixpager: answers/, "the answer stands in the list until it is cleared away");
  },
);

test("a draft that was just begun is left in peace", { timeout: 120_000 }, async (t) => {
  const { window, sheet, saved, home } = await start(t);
  await sheet.press("Start a PR/FAQ");
  await sheet.shows("An ordinary day without the product");
  await until("the new document is a file", () => home.newDocuments().length === 1);
  assert.deepEqual(await sheet.remarks(), [], "nothing is written yet");
  await sheet.caretAfter("An ordinary day");
  await sheet.selectLine();
  await window.driver.type("Farmers learn of a closure at the landing, with the boat loaded.");
  await sheet.caretAfter("Take the problems");
  await saved("Farmers learn of a closure");
  await sheet.caretAfter("Farmers learn of a closure");
  await sheet.caretAfter("Take the problems");
  const remarks = await sheet.remarks();
  assert.ok(remarks.length <= 2, `this is a wall: ${remarks.join(" | ")}`);
});
