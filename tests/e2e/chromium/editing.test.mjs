// Writing by hand: keys, marks, selection, undo, find and replace, paste, composition. What is asserted is
// what stands in the file afterwards.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, Flow } from "../harness/browser.mjs";
import { Home } from "../harness/home.mjs";
import { listenForAnyone } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { Writing } from "../harness/writing.mjs";

after(closeBrowser);

async function withText(text, work, options = {}) {
  const home = new Home();
  const file = home.write("memo.md", text);
  const flow = await Flow.start({ home, file, ...options });
  try {
    const writing = new Writing(flow, file);
    await writing.content.waitFor();
    await work(writing, flow.page, flow);
    assert.deepEqual(flow.problems, []);
  } finally {
    await flow.close();
  }
}

test("Word's keys make Markdown", async () => {
  await withText("# Memo\n\nOne plain paragraph here.\n", async (writing, page) => {
    await writing.caretAfter("One plain");
    await page.keyboard.press("Control+Shift+ArrowLeft");
    await page.keyboard.press("Control+b");
    await writing.saved("One **plain** paragraph here.");
    await writing.caretAfter("paragraph");
    await page.keyboard.press("Control+Shift+ArrowLeft");
    await page.keyboard.press("Control+i");
    await writing.saved((text) => /One \*\*plain\*\* [*_]paragraph[*_] here\./.test(text));
    await page.keyboard.press("Control+Alt+2");
    await writing.saved((text) => /^## One/m.test(text));
    await page.keyboard.press("Control+Alt+0");
    await writing.saved((text) => /^One \*\*plain/m.test(text));
  });
});

test("bold and italic written between two keys stay, and what follows is plain", async () => {
  await withText("# Memo\n\nStart\n", async (writing, page) => {
    await writing.caretAfter("Start");
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+b");
    await page.keyboard.type("bold");
    await page.keyboard.press("Control+b");
    await page.keyboard.type(" then ");
    await page.keyboard.press("Control+i");
    await page.keyboard.type("slanted ");
    await page.keyboard.press("Control+i");
    await page.keyboard.type("end");
    await writing.saved("Start **bold** then *slanted* end\n");
  });
});

test("undo goes back to the text as it was opened, redo forth again", async () => {
  const text = "# Memo\n\nA paragraph.\n";
  await withText(text, async (writing, page) => {
    await writing.caretAfter("A paragraph.");
    await page.keyboard.type(" First.");
    await writing.saved("First.");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Second.");
    await writing.saved("Second.");
    for (let step = 0; step < 12; step++) await page.keyboard.press("Control+z");
    await writing.saved((now) => now === text);
    for (let step = 0; step < 12; step++) await page.keyboard.press("Control+y");
    await writing.saved("Second.");
  });
});

test("arrow keys go through hidden marks one place at a time, and come back", async () => {
  const line = "Before **bold** and *slanted* after.";
  await withText(`${line}\n\nNext line.\n`, async (writing, page) => {
    await page.keyboard.press("Control+Home");
    const caret = () =>
      page.evaluate(() => {
        const { focusNode, focusOffset } = getSelection();
        const { left } = document.querySelector(".cm-cursor-primary").getBoundingClientRect();
        return `${focusNode.textContent}|${focusOffset}|${Math.round(left)}`;
      });
    const forth = [await caret()];
    const seen = line.replace(/\*/g, "").length;
    for (let step = 0; step < seen; step++) {
      await page.keyboard.press("ArrowRight");
      forth.push(await caret());
    }
    assert.equal(new Set(forth).size, forth.length, "no step stays where it was");
    for (let step = 0; step < seen; step++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("^");
    await writing.saved((text) => text.startsWith("^Before"));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.type("$");
    await writing.saved("Next line.$");
  });
});

test("find and replace", async () => {
  await withText(
    "# Memo\n\nA customer waits. The customer leaves. No customer returns.\n",
    async (writing, page) => {
      await writing.caretAfter("Memo");
      await page.keyboard.press("Control+h");
      const find = page.getByRole("textbox", { name: /find/i }).first();
      await find.fill("customer");
      await page
        .getByRole("textbox", { name: /replace/i })
        .first()
        .fill("reader");
      await page.getByRole("button", { name: /all/i }).last().click();
      await writing.saved("A reader waits. The reader leaves. No reader returns.");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+z");
      await writing.saved("A customer waits. The customer leaves. No customer returns.");
    },
  );
});

/** Puts HTML on the clipboard in another page, as another program would, and pastes it with the key. */
async function paste(page, html, plain) {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.evaluate(
    ([html, plain]) =>
      navigator.clipboard.write([
        new ClipboardItem({
          "text/html": new Blob([html], { type: "text/html" }),
          "text/plain": new Blob([plain], { type: "text/plain" }),
        }),
      ]),
    [html, plain],
  );
  await other.close();
  await page.bringToFront();
  await page.keyboard.press("Control+v");
}

test("paste from a word processor becomes Markdown", async () => {
  await withText(
    "# Memo\n\nBefore.\n\n",
    async (writing, page) => {
      await writing.caretAtEnd();
      const html =
        '<h2 style="mso-x:1">Why</h2><p class=MsoNormal>It is <b>fast</b> and <i>calm</i>, see <a href="https://example.org/a">this</a>.</p>' +
        "<ul><li>one</li><li>two</li></ul><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>";
      await paste(page, html, "Why It is fast");
      await writing.saved("## Why");
      const text = writing.text();
      assert.match(text, /It is \*\*fast\*\* and [*_]calm[*_], see \[this\]\(https:\/\/example\.org\/a\)\./);
      assert.match(text, /^[-*]\s+one\n[-*]\s+two$/m);
      assert.match(text, /^\| a +\| b +\|\n\| -+ \| -+ \|\n\| 1 +\| 2 +\|$/m);
    },
    { clipboard: true },
  );
});

test("hostile HTML on the clipboard becomes text, runs nothing and fetches nothing", async (t) => {
  const listener = await listenForAnyone();
  t.after(() => listener.close());
  await withText(
    "# Memo\n\nBefore.\n\n",
    async (writing, page, flow) => {
      let called = 0;
      await page.exposeFunction("__canary", () => called++);
      await writing.caretAtEnd();
      await paste(
        page,
        `<p>Kept words</p><script>__canary()</script><img src="http://127.0.0.1:${listener.port}/p.png" onerror="__canary()">` +
          '<a href="javascript:__canary()">link</a><iframe src="http://127.0.0.1:1/"></iframe><style>*{color:red}</style>',
        "Kept words",
      );
      await writing.saved("Kept words");
      assert.doesNotMatch(writing.text(), /<script|onerror|javascript:/);
      assert.equal(called, 0);
      assert.deepEqual(listener.seen(), []);
      const elsewhere = flow.requests.filter(
        (url) => !url.startsWith(flow.server.url) && !/^(data|blob):/.test(url),
      );
      assert.deepEqual(elsewhere, []);
      // Chromium reports a handler that the policy blocked even where nothing could have run.
      flow.problems = flow.problems.filter((problem) => !problem.includes("Content Security Policy"));
    },
    { clipboard: true },
  );
});

test("Tab leads no word away from the sheet; after Escape it leads to the line below", async () => {
  await withText("# Memo\n\nMany customers wait.\n\nNext.\n", async (writing, page) => {
    await writing.caretAfter("wait.");
    await page.keyboard.type(" Yes.");
    await writing.caretAfter("Next.");
    await page.getByText("How many?").first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type(" We win");
    await writing.saved((text) => text.endsWith("Many customers wait. Yes.\n\nNext. We win\n"));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => document.activeElement?.closest(".cm-content") === null);
  });
});

test("words that are typed on after pasted code are no code", async () => {
  await withText(
    "# Memo\n\nSecond stays.\n\nThird.\n",
    async (writing, page) => {
      await writing.caretAfter("stays.");
      await page.keyboard.press("Enter");
      await paste(page, "<p>x</p><pre><code>a = 1\nb</code></pre>", "x a = 1 b");
      await page.keyboard.type("and");
      await writing.saved((text) => /\n```\na = 1\nb\n```\nand\n/.test(text) && text.endsWith("Third.\n"));
    },
    { clipboard: true },
  );
});

test("text composed by an input method arrives whole, in order, and is undone", async () => {
  await withText("# Memo\n\nBefore.\n", async (writing, page, flow) => {
    const protocol = await flow.protocol();
    const compose = (text) =>
      protocol.send("Input.imeSetComposition", {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await writing.caretAfter("Before.");
    for (const text of ["に", "にほ", "にほn", "にほん", "日本"]) await compose(text);
    assert.match(await writing.drawn(), /Before\.日本/, "what is composed stands in the text");
    await protocol.send("Input.insertText", { text: "日本" });
    await page.keyboard.type("x");
    await writing.saved("Before.日本x\n");
    await compose("abc");
    await compose("");
    await page.keyboard.type("y");
    await writing.saved("Before.日本xy\n");
    for (let step = 0; step < 6; step++) await page.keyboard.press("Control+z");
    await writing.saved("Before.\n");
  });
});

test("a composition is not disturbed by remarks that arrive, nor by an edit from outside", async () => {
  const text = "# Memo\n\nMany customers wait.\n\nLast.\n";
  await withText(text, async (writing, page, flow) => {
    const protocol = await flow.protocol();
    const compose = (words) =>
      protocol.send("Input.imeSetComposition", {
        text: words,
        selectionStart: words.length,
        selectionEnd: words.length,
      });
    await writing.caretAfter("Many customers wait.");
    await page.keyboard.type(" Some");
    await compose("か");
    const examined = new Promise((done) => {
      const stop = flow.bridge.onEvent((event) => {
        if (event.what.type !== "document_examined") return;
        stop();
        done();
      });
    });
    await examined;
    await compose("かん");
    await compose("漢");
    await protocol.send("Input.insertText", { text: "漢" });
    await writing.saved("Many customers wait. Some漢\n");
  });
});

test("fields that cannot be read stand as text, and what is typed goes where the caret is", async () => {
  const text = "---\ntitle: [\n---\n\n# Memo\n\nWords.\n";
  await withText(text, async (writing, page) => {
    await writing.shows("title: [");
    const owner = page.getByRole("textbox", { name: "Owner" });
    assert.equal(await owner.count(), 0);
    const reason = page.getByText("cannot be read");
    assert.equal(await reason.count(), 1, "the reason stands once, in the place of the fields");
    await writing.caretAfter("Words.");
    await page.keyboard.type(" More.");
    await writing.saved((now) => now === text.replace("Words.", "Words. More."));
    await writing.caretAfter("title: [");
    await page.keyboard.type("]");
    await owner.waitFor();
    assert.equal(await reason.count(), 0, "what was mended is not complained of");
  });
});

test("the text of the first picture stays where it stands", async () => {
  const headline = "A check of the six pages that somebody reads before the meeting";
  const paragraph = "Every office answers by hand what a customer asked it twice already. ".repeat(12);
  await withText(
    `# ${headline}\n\n${paragraph}\n\n## Next\n\n${paragraph}\n`,
    async (_writing, page, flow) => {
      await page.evaluate(() => document.fonts.ready);
      await until(
        "the text is looked at",
        async () => (await flow.page.getByText("not looked at").count()) === 0,
      );
      const moved = await page.evaluate(
        () =>
          new Promise((done) => {
            const watch = new PerformanceObserver((list) => {
              const nodes = list.getEntries().flatMap(({ sources }) => sources.map(({ node }) => node));
              done(
                nodes
                  .map((node) => node?.parentElement?.closest(".cm-content") && node.textContent)
                  .filter(Boolean),
              );
            });
            watch.observe({ type: "layout-shift", buffered: true });
            // An observer that finds nothing says nothing: two frames later there was nothing.
            requestAnimationFrame(() => requestAnimationFrame(() => done([])));
          }),
      );
      assert.deepEqual(moved, []);
    },
  );
});

test("a long field shows all of its value, beside an open panel too", async () => {
  const customer = "Directors of regional hospitals who sign off every purchase above forty thousand";
  await withText(`---\ncustomer: ${customer}\n---\n\n# Memo\n`, async (_writing, page) => {
    await page.setViewportSize({ width: 1100, height: 700 });
    await page.keyboard.press("Control+Alt+g");
    await page.getByRole("heading", { name: "Guide" }).waitFor();
    const field = page.getByRole("textbox", { name: "Customer" });
    const hidden = () => field.evaluate((input) => input.scrollWidth - input.clientWidth);
    await until("nothing of it is cut off", async () => (await hidden()) === 0);
  });
});

test("a click takes the template's guidance whole; the caret is where it was after a reload", async () => {
  const guidance =
    "[Up to seven, one or two sentences each: what we prefer over what, so that somebody could honestly disagree. These are our tenets unless you know better ones.]";
  const text = `---\ntemplate: narrative-proposal\n---\n\n# Memo\n\n## Tenets\n\n${guidance}\n\n## Goals\n\nForty by June.\n`;
  await withText(text, async (writing, page, flow) => {
    await writing.caretAfter("Up to seven");
    await page.keyboard.type("Speed over breadth.");
    await writing.saved((now) => now === text.replace(guidance, "Speed over breadth."));
    const before = flow.answered.length;
    await writing.caretAfter("Forty by");
    await until("the place is kept", () => flow.answered.slice(before).includes("keep_undo"));
    await page.reload();
    await writing.shows("Forty by June.");
    await writing.content.focus();
    await page.keyboard.type(" late");
    await writing.saved("Forty by late June.");
  });
});
