// The writer's hand in the real window: keys that come through the display, composition, undo, arrows,
// selection, the clipboard of other programs. What WebKitGTK does otherwise is told in docs/webkitgtk.md.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import { test } from "node:test";
import { Home } from "../harness/home.mjs";
import { Sheet } from "../harness/sheet.mjs";
import { until } from "../harness/wait.mjs";
import { Window } from "../harness/window.mjs";

const text = "# Memo\n\nBefore **bold** after.\n\nA second paragraph stands here.\n\nEnd.\n";

/** Opens the text in a window and home of its own. */
async function withWindow(t, work) {
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
  const undone = async () => {
    window.xKey("ctrl+z");
    await until("the file is as it was", () => onDisk() === text);
  };
  await sheet.shows("A second paragraph");
  await work({ window, sheet, onDisk, saved, undone });
}

test("keys of the keyboard write, and one undo takes them away", async (t) => {
  await withWindow(t, async ({ window, sheet, saved, undone }) => {
    await sheet.caretAfter("End.");
    window.xKey("space", "Y", "e", "s");
    await saved("End. Yes\n");
    await undone();
  });
});

test("an input method shows what it composes, and the result is written once", async (t) => {
  await withWindow(t, async ({ window, sheet, onDisk, saved, undone }) => {
    await sheet.caretAfter("End.");
    // GTK's own method: a character by its number, composed in the text until the space.
    window.xKey("ctrl+shift+u", "2", "6", "0", "3");
    await until("what is composed stands in the text", async () =>
      (await sheet.lines()).some((line) => /^End\..*2603/.test(line)),
    );
    window.xKey("space");
    await saved("End.\u2603\n");
    assert.doesNotMatch(onDisk(), /2603/);
    await undone();
  });
});

test("a dead key and its letter make one character", async (t) => {
  await withWindow(t, async ({ window, sheet, saved, undone }) => {
    await sheet.caretAfter("End.");
    window.xKey("dead_acute", "a");
    await saved("End.á\n");
    await undone();
  });
});

test("arrow keys go through hidden marks and back by the same places, and from line to line", async (t) => {
  await withWindow(t, async ({ window, sheet, saved }) => {
    await sheet.caretAfter("A second paragraph");
    window.xKey("Up", "Up", "Home");
    const steps = "Before bold after".length;
    for (let step = 0; step < steps; step++) window.xKey("Right");
    for (let step = 0; step < steps; step++) window.xKey("Left");
    window.xKey("y");
    await saved("yBefore **bold** after.");
    window.xKey("Down", "Down", "End", "z");
    await saved("stands here.z\n");
  });
});

test("words selected by keyboard and by mouse are replaced", async (t) => {
  await withWindow(t, async ({ window, sheet, saved }) => {
    await sheet.caretAfter("A second");
    window.xKey("ctrl+shift+Left");
    window.xKey("n", "e", "w");
    await saved("A new paragraph stands here.");
    await sheet.select("paragraph");
    window.xKey("o", "n", "e");
    await saved("A new one stands here.");
    window.xKey("ctrl+z", "ctrl+z");
    await saved("A second paragraph stands here.");
  });
});

test("the words that a remark means are underlined, and bold written between two keys stays bold", async (t) => {
  await withWindow(t, async ({ window, sheet, saved }) => {
    await sheet.caretAfter("End.");
    await window.driver.type(" Many customers wait.");
    await sheet.caretAfter("A second paragraph");
    await until("a line stands under the words", () =>
      window.driver.evaluate(() => {
        const words = document.querySelector(".sheet-remark");
        const style = words && getComputedStyle(words);
        return style?.textDecorationLine === "underline" && parseFloat(style.textDecorationThickness) > 0;
      }),
    );
    await sheet.caretAfter("stands here.");
    window.xKey("space", "ctrl+b", "n", "o", "w", "ctrl+b", "x");
    await saved("stands here. **now**x\n");
  });
});

test("formatted text of another program is pasted as Markdown", async (t) => {
  await withWindow(t, async ({ window, sheet, saved }) => {
    const clipboard = await offer(
      "text/html",
      "<p>It is <b>fast</b>, see <a href='https://example.org/'>this</a>.</p>",
    );
    t.after(() => clipboard.kill());
    await sheet.caretAfter("End.");
    window.xKey("Return", "Return");
    window.xKey("ctrl+v");
    await saved("It is **fast**, see [this](https://example.org/).");
  });
});

test("a list of Word stays a list", async (t) => {
  await withWindow(t, async ({ window, sheet, saved }) => {
    const item = (place, text) =>
      `<p class=MsoListParagraphCxSp${place} style='margin-left:.5in;text-indent:-.25in;mso-list:l0 level1 lfo1'>` +
      "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·" +
      `<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;
    const clipboard = await offer(
      "text/html",
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8></head><body><!--StartFragment-->` +
        `<p class=MsoNormal>Some <b>bold</b> text.<o:p></o:p></p>${item("First", "First item")}${item("Last", "Second item")}<!--EndFragment--></body></html>`,
    );
    t.after(() => clipboard.kill());
    await sheet.caretAfter("End.");
    window.xKey("Return", "Return");
    window.xKey("ctrl+v");
    await saved("Some **bold** text.\n\n- First item\n- Second item\n");
  });
});

test("plain text of another program is pasted as it is, and what is copied is Markdown", async (t) => {
  await withWindow(t, async ({ window, sheet, saved }) => {
    const clipboard = await offer("UTF8_STRING", "plain\nlines");
    t.after(() => clipboard.kill());
    await sheet.caretAfter("stands here.");
    window.xKey("ctrl+v");
    await saved("stands here.plain\nlines");
    await sheet.select("Before bold after");
    window.xKey("ctrl+c");
    await until("the clipboard has it", async () =>
      (await clipboardText()).includes("Before **bold** after"),
    );
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
