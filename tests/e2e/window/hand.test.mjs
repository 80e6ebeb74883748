// The writer's hand in the real window: keys that come through the display, composition, undo, arrows,
// selection, the clipboard of other programs. What WebKitGTK does otherwise is told in docs/webkitgtk.md.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import { test } from "node:test";
import { Home } from "../harness/home.mjs";
import { Sheet } from "../harness/sheet.mjs";
import { until } from "../harness/wait.mjs";
import { Key } from "../harness/webdriver.mjs";
import { Window } from "../harness/window.mjs";

const text = "# Memo\n\nBefore **bold** after.\n\nA second paragraph stands here.\n\nEnd.\n";

test("the writer's hand", { timeout: 180_000 }, async (t) => {
  const home = new Home();
  const file = home.write("memo.md", text);
  const window = await Window.start({ home, file, ready: ".cm-content .cm-line" });
  t.after(async () => {
    await window.kill();
    home.remove();
  });
  const sheet = new Sheet(window);
  const onDisk = () => fs.readFileSync(file, "utf8");
  const saved = (words) => until(`the file holds ${JSON.stringify(words)}`, () => onDisk().includes(words));
  await sheet.shows("A second paragraph");

  await t.test("keys of the keyboard write, and undo takes them away", async () => {
    await sheet.caretAfter("End.");
    window.xKey("space", "Y", "e", "s", "eacute", "EuroSign");
    await saved("End. Yesé€\n");
    window.xKey("ctrl+z");
    await until("undone", () => onDisk() === text);
  });

  await t.test("an input method shows what it composes, and the result is written once", async () => {
    await sheet.caretAfter("End.");
    // GTK's own method: a character by its number, composed in the text until the space.
    window.xKey("ctrl+shift+u", "2", "6", "0", "3");
    await until("what is composed stands in the text", async () =>
      (await sheet.lines()).some((line) => /End\..*2603/.test(line)),
    );
    assert.equal(onDisk(), text, "what is only composed is not yet written");
    window.xKey("space");
    await saved("End.\u2603\n");
    window.xKey("ctrl+z");
    await until("undone", () => onDisk() === text);
  });

  await t.test("a dead key and its letter make one character", async () => {
    await sheet.caretAfter("End.");
    window.xKey("dead_acute", "a");
    await saved("End.á\n");
    window.xKey("ctrl+z");
    await until("undone", () => onDisk() === text);
  });

  await t.test("arrow keys go through hidden marks and from line to line", async () => {
    await sheet.caretAfter("Before ");
    for (let step = 0; step < 20; step++) window.xKey("Right");
    window.xKey("Home", "asterisk");
    await until("the star stands at a line's start", () => /^\*(Before|A second|)/m.test(onDisk()));
    window.xKey("BackSpace");
    await until("taken away", () => onDisk() === text);
    await sheet.caretAfter("Before ");
    window.xKey("Down", "Down", "End", "exclam");
    await saved("stands here.!");
    window.xKey("BackSpace");
    await until("taken away", () => onDisk() === text);
  });

  await t.test("words selected by keyboard and by mouse are replaced", async () => {
    await sheet.caretAfter("A second");
    window.xKey("ctrl+shift+Left");
    await window.driver.type("third");
    await saved("A third paragraph");
    await sheet.select("paragraph");
    await window.driver.type("line");
    await saved("A third line stands here.");
    window.xKey("ctrl+z");
    window.xKey("ctrl+z");
    await until("undone", () => onDisk() === text);
  });

  await t.test("formatted text of another program is pasted as Markdown", async () => {
    const clipboard = await offer(
      "text/html",
      "<p>It is <b>fast</b>, see <a href='https://example.org/'>this</a>.</p>",
    );
    await sheet.caretAfter("End.");
    window.xKey("Return", "Return");
    window.xKey("ctrl+v");
    await saved("It is **fast**, see [this](https://example.org/).");
    clipboard.kill();
  });

  await t.test("plain text of another program is pasted as it is", async () => {
    const clipboard = await offer("UTF8_STRING", "plain\nlines");
    await sheet.caretAfter("stands here.");
    window.xKey("ctrl+v");
    await saved("stands here.plain\nlines");
    clipboard.kill();
  });

  await t.test("what is copied is Markdown", async () => {
    await sheet.select("Before");
    await window.driver.chord(Key.Shift, Key.End);
    window.xKey("ctrl+c");
    await until("the clipboard has it", async () => (await clipboardText()).includes("**bold**"));
  });
});

/** Holds the clipboard, as the program that something was copied in does, until it is killed. */
async function offer(type, content) {
  const owner = spawn("xclip", ["-quiet", "-selection", "clipboard", "-t", type], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  const ready = new Promise((done) => owner.stderr.once("data", done));
  owner.stdin.end(content);
  await ready;
  return owner;
}

function clipboardText() {
  return new Promise((done) => {
    const reader = spawn("xclip", ["-o", "-selection", "clipboard"], { stdio: ["ignore", "pipe", "ignore"] });
    let text = "";
    reader.stdout.on("data", (data) => (text += data));
    reader.once("close", () => done(text));
  });
}
