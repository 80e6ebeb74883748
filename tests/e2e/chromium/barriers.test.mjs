// Names, roles, contrast and sizes of every view as it is laid out, light and dark, wide and at 200 % zoom.
// The page's own policy forbids a script of ours in it, so that axe is brought in past it.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { closeBrowser, Flow } from "../harness/browser.mjs";
import { Home } from "../harness/home.mjs";

const axe = fs.readFileSync(
  createRequire(new URL("../../../ui/package.json", import.meta.url)).resolve("axe-core/axe.min.js"),
  "utf8",
);
const memo =
  "# Northwind announces a hub\n\nMany customers wait.\n\n## Customer FAQ\n\n### What does it cost?\n\nTBD\n\n" +
  '<!-- sixpager: answers\nhype-word document reason "The name is given." on 2026-11-25\n-->\n';

/** How each view is reached from the sheet, what shows that it is there, and how it is left. */
const views = [
  { name: "the sheet", keys: [], shown: ".cm-content", leave: [] },
  {
    name: "a review",
    keys: ["Control+3"],
    shown: "aside [data-remark]",
    leave: ["Control+1", "Control+Alt+r"],
  },
  {
    name: "an open remark",
    keys: ["Control+3", "F8", "Enter"],
    shown: "aside [data-remark] .word-button",
    leave: ["Control+1", "Control+Alt+r"],
  },
  {
    name: "what was waived",
    keys: ["Control+Alt+r"],
    reach: (page) => page.getByRole("button", { name: "1 waived" }).click(),
    shown: "aside [aria-label='Not asked in this document']",
    leave: ["Control+Alt+r"],
  },
  {
    name: "the reason of an error",
    keys: ["Control+3"],
    reach: async (page) => {
      await page.locator("aside [data-remark=question-unanswered] .question").focus();
      await page.keyboard.press("w");
    },
    shown: "dialog",
    leave: ["Escape", "Control+1", "Control+Alt+r"],
  },
  { name: "what a paragraph is", keys: ["Control+Alt+p"], shown: "dialog", leave: ["Escape"] },
  { name: "the guide", keys: ["Control+Alt+g"], shown: "aside", leave: ["Control+Alt+g"] },
  { name: "the library", keys: ["Control+\\"], shown: "aside", leave: ["Control+\\"] },
  { name: "the menu", keys: ["F10"], shown: "[role=menu]", leave: ["Escape"] },
  { name: "the palette", keys: ["Control+Shift+p"], shown: "dialog", leave: ["Escape"] },
  { name: "help", keys: ["F1"], shown: "dialog", leave: ["Escape"] },
  { name: "the settings", keys: ["Control+,"], shown: "dialog", leave: ["Escape"] },
  { name: "renaming", keys: ["F2"], shown: "dialog", leave: ["Escape"] },
  {
    name: "history",
    keys: ["Control+4"],
    shown: "[aria-label='What changed since then']",
    leave: ["Control+1"],
  },
  { name: "reading", keys: ["F5"], shown: "article", leave: ["Escape", "Escape"] },
];

after(closeBrowser);

async function barriers(page) {
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Words that are seen in less than 13 px. */
function small(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
      .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 13)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** Controls that stand outside the window and cannot be scrolled to. */
function outside(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("footer button, [role=menuitem], dialog button")]
      .filter((control) => {
        control.scrollIntoView({ block: "nearest", inline: "nearest" });
        const { left, right, top, bottom, width } = control.getBoundingClientRect();
        return width > 0 && (left < 0 || right > innerWidth + 1 || top < 0 || bottom > innerHeight + 1);
      })
      .map((control) => control.textContent.trim()),
  );
}

async function walk(page, look) {
  for (const { name, keys, reach, shown, leave } of views) {
    for (const key of keys) await page.keyboard.press(key);
    await reach?.(page);
    await page.locator(shown).first().waitFor();
    await look(name);
    for (const key of leave) await page.keyboard.press(key);
    if (keys.length > 0 && !shown.startsWith("aside [data-remark]"))
      await page.locator(shown).waitFor({ state: "detached" });
  }
}

for (const colorScheme of ["light", "dark"]) {
  test(`no view has a barrier, ${colorScheme}`, async () => {
    const home = new Home();
    const flow = await Flow.start({ home, file: home.write("memo.md", memo), colorScheme });
    const { page } = flow;
    await page.locator(".cm-content").waitFor();
    await page.evaluate(axe);
    await walk(page, async (name) => {
      assert.deepEqual(await barriers(page), [], name);
      assert.deepEqual(await small(page), [], name);
    });
    await page.keyboard.press("Control+w");
    await page.getByRole("button", { name: /Start a PR\/FAQ/ }).waitFor();
    assert.deepEqual(await barriers(page), [], "the first start");
    await flow.close();
  });
}

test("every control is reached in a small window at 200 % zoom", async () => {
  const home = new Home();
  const flow = await Flow.start({ home, file: home.write("memo.md", memo) });
  await flow.page.setViewportSize({ width: 512, height: 350 });
  await flow.page.locator(".cm-content").waitFor();
  await walk(flow.page, async (name) => assert.deepEqual(await outside(flow.page), [], name));
  await flow.close();
});
