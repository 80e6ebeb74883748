// Files come in and go out as they are: real memos, odd bytes, files that cannot be edited.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { closeBrowser, Flow } from "../harness/browser.mjs";
import { corpusFile, Home } from "../harness/home.mjs";
import { until } from "../harness/wait.mjs";
import { Writing } from "../harness/writing.mjs";

after(closeBrowser);

const memos = [
  "awslabs-plit.md",
  "gsf-carbon-hack-22.md",
  "gsf-green-software-patterns.md",
  "gsf-state-of-green-software.md",
  "validator-example-1.md",
];

/** Opens a document of its own home and gives `work` the writing; nothing may have gone wrong at the end. */
async function withFile(name, content, work) {
  const home = new Home();
  const file = home.write(name, content);
  const flow = await Flow.start({ home, file });
  try {
    await flow.page.locator(".cm-content").waitFor();
    await work(new Writing(flow, file), flow);
    assert.deepEqual(flow.problems, []);
  } finally {
    await flow.close();
  }
}

for (const name of memos) {
  const original = corpusFile(name);
  test(
    `${name} opens and is judged, and closes unchanged`,
    { skip: !original && "SIXPAGER_CORPUS is not set" },
    async () => {
      const bytes = fs.readFileSync(original);
      let file;
      await withFile(name, bytes, async (writing, flow) => {
        file = writing.file;
        const before = fs.statSync(file);
        const firstWords = /[A-Za-z]{5,}/.exec(bytes.toString("utf8").replace(/^---\n[^]*?\n---\n/, ""))[0];
        await writing.shows(firstWords);
        const { document } = (await flow.bridge.call("start_session")).opened.summary;
        const opened = await until("its parts are found", async () => {
          const now = await flow.bridge.call("open_document", { document });
          return now.examination.parts.length > 0 && now;
        });
        assert.equal(
          opened.text,
          bytes
            .toString("utf8")
            .replace(/^\uFEFF/, "")
            .replace(/\r\n?/g, "\n"),
        );
        await flow.bridge.close();
        assert.deepEqual(fs.readFileSync(file), bytes);
        assert.equal(fs.statSync(file).mtimeMs, before.mtimeMs, "an unchanged file is not written");
      });
    },
  );
}

test("one letter in a file of mixed line endings changes that letter only", async () => {
  const bytes = Buffer.from("\uFEFF# Title\r\n\r\nFirst line.\rSecond line.\n\r\nLast line without an end");
  await withFile("mixed.md", bytes, async (writing, flow) => {
    await writing.shows("Second line.");
    await writing.caretAfter("Second line.");
    await flow.page.keyboard.type("x");
    await writing.saved("Second line.x");
    const expected = bytes.toString("utf8").replace("Second line.", "Second line.x");
    assert.equal(writing.text(), expected);
  });
});

test("a file that is not UTF-8 opens read-only, with a sentence, and stays as it is", async () => {
  const bytes = Buffer.from([...Buffer.from("# Caf"), 0xe9, ...Buffer.from(" au lait\n\nA paragraph.\n")]);
  await withFile("latin1.md", bytes, async (writing, flow) => {
    await writing.shows("A paragraph.");
    await flow.page.getByText(/UTF-8/).first().waitFor();
    await writing.caretAtEnd();
    await flow.page.keyboard.type("x");
    await flow.bridge.close();
    assert.deepEqual(writing.bytes(), bytes);
  });
});

test("a file that is not there is said, and the start is shown", async () => {
  const home = new Home();
  const flow = await Flow.start({ home, file: path.join(home.path, "nowhere.md") });
  try {
    await flow.page.getByText("nowhere").first().waitFor();
    await flow.page.getByRole("button", { name: /Start a PR\/FAQ/ }).waitFor();
    assert.deepEqual(flow.problems, []);
  } finally {
    await flow.close();
  }
});

test("a broken front matter is shown as it is and never repaired unasked", async () => {
  const text = "---\ntitle: [unclosed\nstatus: : :\n---\n\n# A heading\n\nWords.\n";
  await withFile("broken.md", text, async (writing, flow) => {
    await writing.shows("Words.");
    await writing.caretAtEnd();
    await flow.page.keyboard.type("More.");
    await writing.saved("More.");
    assert.ok(writing.text().startsWith(text.trimEnd()), "every other byte is as before");
  });
});

test("a document of ten megabytes opens, takes a word and keeps the rest", async () => {
  const paragraph = `${"Plain words of an ordinary length stand here. ".repeat(20)}\n\n`;
  const text = `# Huge\n\n${paragraph.repeat(Math.ceil((10 << 20) / paragraph.length))}`;
  await withFile("huge.md", text, async (writing, flow) => {
    await writing.shows("Huge");
    await writing.caretAfter("Huge");
    await flow.page.keyboard.type(" indeed");
    await until("it is in the file", () => writing.text().startsWith("# Huge indeed\n"), 20_000);
    assert.equal(writing.bytes().length, Buffer.byteLength(text) + " indeed".length);
  });
});

test("a new document is a file at once, and comes back by its name", async () => {
  const home = new Home();
  const flow = await Flow.start({ home });
  try {
    await flow.page.getByRole("button", { name: /Start a six-page narrative/ }).click();
    await flow.page.locator(".cm-content").waitFor();
    await until("the file is there", () => home.newDocuments().length === 1);
    assert.deepEqual(flow.problems, []);
  } finally {
    await flow.close();
  }
});
