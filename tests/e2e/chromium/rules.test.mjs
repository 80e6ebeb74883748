// The settings of rules and words: a change holds at once in the open document, stands in the writer's own file
// beside what was written there, and leaves the folder's file alone.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { closeBrowser, Flow } from "../harness/browser.mjs";
import { Home } from "../harness/home.mjs";
import { until } from "../harness/wait.mjs";

after(closeBrowser);

const own = '# House rules.\noff = ["long-sentence"] # ours are long\n';
const memo = "---\nstatus: in review\n---\n\n# Memo\n\nMany customers wait. Many widgets wait.\n";

async function withMemo(work, files = {}) {
  const home = new Home();
  const file = home.write("memo.md", memo);
  const folder = path.join(path.dirname(file), ".sixpager");
  if (files.folder) {
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, "rules.toml"), files.folder);
  }
  const rules = path.join(home.path, ".xdg", "config", "sixpager", "rules.toml");
  fs.mkdirSync(path.dirname(rules), { recursive: true });
  fs.writeFileSync(rules, files.own ?? own);
  const flow = await Flow.start({ home, file });
  try {
    await flow.page.locator(".cm-content").waitFor();
    await work(flow.page, rules);
    assert.deepEqual(flow.problems, []);
  } finally {
    await flow.close();
  }
}

const remarks = (page) => page.locator('[data-remark="vague-quantity"]').count();

test("a rule is switched off and on again by key; comments in the file stay", async () => {
  await withMemo(async (page, rules) => {
    await until("the remark is there", async () => (await remarks(page)) === 1);
    await page.keyboard.press("Control+Alt+,");
    await page.getByRole("searchbox").waitFor();
    await page.keyboard.type("vague");
    const choice = page.getByRole("combobox", {
      name: "Vague quantity speaks as",
    });
    await choice.selectOption("off");
    await until("the file has it", () => fs.readFileSync(rules, "utf8").includes("vague-quantity"));
    assert.equal(fs.readFileSync(rules, "utf8"), own.replace('"]', '", "vague-quantity"]'));
    await until("the remark is gone", async () => (await remarks(page)) === 0);
    await choice.selectOption("error");
    await until("the remark is back", async () => (await remarks(page)) === 1);
    await choice.selectOption("");
    await until("the file is as before", () => fs.readFileSync(rules, "utf8").trim() === own.trim());
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });
});

test("words are added and cut; what a rule flags is shown on demand", async () => {
  await withMemo(async (page, rules) => {
    await page.keyboard.press("Control+Alt+,");
    await page.keyboard.type("counted");
    await page.getByRole("textbox", { name: "A word or phrase for What is counted" }).fill("widgets");
    await page.keyboard.press("Enter");
    await until("its sentence is remarked on", async () => (await remarks(page)) === 2);
    await page.getByRole("button", { name: "customers", exact: true }).click();
    await until("the other one is not", async () => (await remarks(page)) === 1);
    assert.match(
      fs.readFileSync(rules, "utf8"),
      /\[words\.counted-noun\]\nadd = \["widgets"\]\nremove = \["customers"\]/,
    );
    await page.getByRole("searchbox").fill("vague quantity");
    await page.getByRole("button", { name: "Vague quantity" }).click();
    await page.getByText("Is remarked on").waitFor();
  });
});

test("the folder's file has the last word, and a mistake is told with its line", async () => {
  const files = {
    folder: '[severity]\nvague-quantity = "loud"\nhype-word = "error"\n',
  };
  await withMemo(async (page) => {
    await page.keyboard.press("Control+Alt+,");
    await page.getByText("error, by this folder").waitFor();
    assert.equal(await page.getByRole("combobox", { name: "Hype word speaks as" }).count(), 0);
    await page.getByRole("dialog").getByText("rules.toml:2: ").waitFor();
  }, files);
});

test("a file that is no TOML is not written over", async () => {
  const broken = "off = [\n";
  await withMemo(
    async (page, rules) => {
      await page.keyboard.press("Control+Alt+,");
      await page.getByRole("combobox", { name: "Vague quantity speaks as" }).selectOption("off");
      await page.getByRole("alert").getByText("mend that first").waitFor();
      assert.equal(fs.readFileSync(rules, "utf8"), broken);
    },
    { own: broken },
  );
});
