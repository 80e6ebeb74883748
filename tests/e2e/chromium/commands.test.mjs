// The palette, the menu, help, the panels and the first start: what is written there can be done there.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { closeBrowser, Flow } from "../harness/browser.mjs";
import { Home } from "../harness/home.mjs";
import { until } from "../harness/wait.mjs";
import { Writing } from "../harness/writing.mjs";

after(closeBrowser);

async function withHome(work, { text, ...options } = {}) {
  const home = options.home ?? new Home();
  const file = text === undefined ? undefined : home.write("memo.md", text);
  const flow = await Flow.start({ home, file, ...options });
  try {
    if (file) await flow.page.locator(".cm-content").waitFor();
    await work(flow, flow.page, file && new Writing(flow, file));
    assert.deepEqual(flow.problems, []);
  } finally {
    await flow.close();
  }
}

const memo = "# Memo\n\nMany customers wait.\n\n## Second\n\nWords.\n";

test("the palette finds a command by its words and does it", async () => {
  await withHome(
    async (_flow, page) => {
      await page.keyboard.press("Control+Shift+p");
      await page.keyboard.type("guide");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Guide" }).waitFor();
      await page.keyboard.press("Control+Alt+g");
      await page.getByRole("heading", { name: "Guide" }).waitFor({ state: "detached" });
    },
    { text: memo },
  );
});

test("the menu opens by key, is walked with arrows, and closes with Escape to where the caret was", async () => {
  await withHome(
    async (_flow, page, writing) => {
      await writing.caretAfter("Words.");
      await page.keyboard.press("F10");
      await page.getByRole("menu").waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
      await page.keyboard.type("!");
      await writing.saved("Words.!");
    },
    { text: memo },
  );
});

test("help lists keys, and is closed with Escape", async () => {
  await withHome(
    async (_flow, page) => {
      await page.keyboard.press("F1");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("Read in silence").waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    },
    { text: memo },
  );
});

test("read as a reviewer judges what was not touched; F8 goes from remark to remark", async () => {
  await withHome(
    async (_flow, page) => {
      assert.equal(await page.locator("[data-remark]").count(), 0, "nothing was touched yet");
      await page.keyboard.press("Control+3");
      await page.getByText("How many?").first().waitFor();
      await page.keyboard.press("Control+1");
      await until(
        "writing shows no remark again",
        async () => (await page.locator("[data-remark]").count()) === 0,
      );
    },
    { text: memo },
  );
});

test("F8 reaches every remark, and Enter there changes no word", async () => {
  const text =
    "---\ntemplate: prfaq-working-backwards\n---\n\n# Acme launches Wait\n\n## Problem\n\n" +
    "Many customers wait in order to get an answer. We utilize several tools.\n\n## Solution\n\nIt is fast.\n";
  await withHome(
    async (_flow, page) => {
      await page.keyboard.press("Control+3");
      await page.getByText("How many?").first().waitFor();
      // Marks come and go with the caret; words do not.
      const words = async () =>
        (await page.locator(".cm-content").innerText()).replace(/[#\s]+/g, " ").trim();
      const before = await words();
      const met = new Set();
      for (let press = 0; press < 14; press++) {
        await page.keyboard.press("F8");
        const remark = await until("a remark has the focus", () =>
          page.evaluate(() => {
            const focused = document.activeElement;
            return focused?.closest(".cm-content") ? null : focused?.textContent;
          }),
        );
        met.add(remark.trim());
        await page.keyboard.press("Enter");
      }
      assert.ok(met.size >= 9, `only these were met: ${[...met].join(" | ")}`);
      assert.equal(await words(), before);
    },
    { text },
  );
});

test("a folder is opened, listed in the library, and a document of it opens", async () => {
  const home = new Home();
  home.write("Memos/one.md", "# One\n\nFirst words.\n");
  home.write("Memos/two.md", "# Two\n\nOther words.\n");
  await withHome(
    async (_flow, page) => {
      await page.getByRole("button", { name: /Open a folder/ }).click();
      await page.getByText(/^one$/i).first().waitFor();
      await page.getByText(/^two$/i).first().click();
      await page.locator(".cm-content").getByText("Other words.").waitFor();
    },
    { home, answers: [path.join(home.path, "Memos")] },
  );
});

test("a document is renamed from its name, and its file with it", async () => {
  await withHome(
    async (_flow, page, writing) => {
      await page.keyboard.press("F2");
      await page.getByRole("dialog").getByRole("textbox").fill("Better name");
      await page.keyboard.press("Enter");
      const renamed = path.join(path.dirname(writing.file), "Better name.md");
      await until("the file has the new name", () => fs.existsSync(renamed) && !fs.existsSync(writing.file));
      assert.equal(fs.readFileSync(renamed, "utf8"), memo);
    },
    { text: memo },
  );
});

test("the theme is chosen in the settings and holds after a new start", async () => {
  const home = new Home();
  const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const flow = await Flow.start({ home });
  await flow.page.getByRole("button", { name: /Start a PR\/FAQ/ }).waitFor();
  const light = await background(flow.page);
  await flow.page.keyboard.press("Control+,");
  await flow.page.getByRole("dialog").getByText("Dark", { exact: true }).click();
  await until("it is dark", async () => (await background(flow.page)) !== light);
  await flow.context.close();
  await flow.bridge.close();
  const again = await Flow.start({ home });
  await again.page.getByRole("button", { name: /Start a PR\/FAQ/ }).waitFor();
  assert.notEqual(await background(again.page), light);
  await again.close();
  await flow.server.close();
});
