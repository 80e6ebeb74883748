// What only the real window shows of the views: its own way of setting type, and its own dialogs.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Home } from "../harness/home.mjs";
import { Sheet } from "../harness/sheet.mjs";
import { until } from "../harness/wait.mjs";
import { Key } from "../harness/webdriver.mjs";
import { Window } from "../harness/window.mjs";

const text = "# Memo\n\n“We waited a month,” she said.\n\n(Nobody asked.)\n\n[Open] questions stay.\n";

/** Opens the text in a window and home of its own; `answersIn` names what its dialogs are answered. */
async function start(t, answersIn = () => undefined) {
  const home = new Home();
  const file = home.write("memo.md", text);
  const answers = answersIn(home);
  const window = await Window.start({ home, file, answers, ready: ".cm-content .cm-line" });
  t.after(async () => {
    await window.kill();
    home.remove();
  });
  const sheet = new Sheet(window);
  await sheet.shows("Nobody asked.");
  return { home, window, sheet };
}

test("a paragraph that begins with a sign is read whole in silence", { timeout: 120_000 }, async (t) => {
  const { window } = await start(t);
  await window.driver.type(Key.F5);
  await until("the memo is read", () => window.driver.find(".read article"));
  const firsts = await window.driver.evaluate(() => {
    const frame = document.querySelector(".read .frame").getBoundingClientRect();
    return [...document.querySelectorAll(".read article p")].map((paragraph) => {
      const node = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
      const range = document.createRange();
      range.setStart(node, 0);
      range.setEnd(node, 1);
      return { sign: range.toString(), outside: frame.left - range.getBoundingClientRect().left };
    });
  });
  assert.deepEqual(
    firsts.map(({ sign }) => sign),
    ["“", "(", "["],
  );
  for (const { sign, outside } of firsts) assert.ok(outside < 0.5, `${sign} is cut off by ${outside} px`);
});

test("Save as puts the copy on the desk and has nothing to complain of", { timeout: 120_000 }, async (t) => {
  const place = (home) => path.join(home.path, "copy.md");
  const { home, window, sheet } = await start(t, (home) => [place(home)]);
  await window.driver.chord(Key.Control, Key.Alt, "s");
  const name = () => window.driver.evaluate(() => document.querySelector("footer.status .name").innerText);
  await until("the copy is on the desk", async () => (await name()).trim() === "copy");
  assert.equal(fs.readFileSync(place(home), "utf8"), text);
  // What was asked for last is answered last: by then the one before is put away, or refused.
  await sheet.caretAfter("Nobody asked.");
  window.xKey("space", "y");
  await until("the copy takes words", () => fs.readFileSync(place(home), "utf8").includes("Nobody asked. y"));
  const said = () => window.driver.evaluate(() => document.querySelector("[role=status].line").innerText);
  assert.equal(await said(), "");
});
