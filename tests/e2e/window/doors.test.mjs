// What the real window lets in and out: nothing of a page reaches outside, nothing typed is lost when
// the program is told to end or its page dies, and a second start hands its file to the first.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import { test } from "node:test";
import { Home } from "../harness/home.mjs";
import { Sheet } from "../harness/sheet.mjs";
import { letPass, until } from "../harness/wait.mjs";
import { Window } from "../harness/window.mjs";

const text = "# Memo\n\nFirst words.\n";

async function start(t) {
  const home = new Home();
  const file = home.write("memo.md", text);
  const window = await Window.start({ home, file, ready: ".cm-content .cm-line" });
  t.after(async () => {
    await window.kill();
    home.remove();
  });
  const sheet = new Sheet(window);
  await sheet.shows("First words.");
  return { home, file, window, sheet };
}

/** The program itself among its processes, and the process of its page. */
function pids(window) {
  const name = (pid) => fs.readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  const find = (wanted) => window.processes().find((pid) => name(pid) === wanted);
  return { program: find("sixpager"), page: find("WebKitWebProces") };
}

/** A listener that must never be reached. */
async function listen(t) {
  const reached = [];
  const server = net.createServer((socket) => {
    reached.push("a connection");
    socket.destroy();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${server.address().port}`, reached };
}

test("a page reaches nothing outside", { timeout: 120_000 }, async (t) => {
  const { url, reached } = await listen(t);
  const { window } = await start(t);

  await t.test("the toolkit's own commands and made-up ones are refused", async () => {
    const answers = await window.driver.evaluateAsync(async () => {
      const names = ["plugin:dialog|open", "plugin:fs|read_text_file", "plugin:opener|open_url"];
      names.push("plugin:shell|execute", "plugin:webview|create_webview_window", "plugin:event|listen");
      names.push("plugin:window|close", "plugin:app|version", "read_file", "__proto__", "constructor");
      const answer = (name) =>
        window.__TAURI_INTERNALS__.invoke(name, { path: "/etc/passwd" }).then(
          () => [name, "answered"],
          () => [name, "refused"],
        );
      return Promise.all(names.map(answer));
    });
    assert.deepEqual(
      answers.filter(([, answer]) => answer !== "refused"),
      [],
    );
  });

  await t.test("a path is no document", async () => {
    const code = await window.driver.evaluateAsync(() =>
      window.__TAURI_INTERNALS__.invoke("open_document", { document: "/etc/passwd" }).then(
        () => "opened",
        (error) => error.code,
      ),
    );
    assert.equal(code, "bad-request");
  });

  await t.test("prototypes are frozen, the toolkit is not global, text is no code", async () => {
    const found = await window.driver.evaluate(() => {
      let code = "refused";
      try {
        code = (0, eval)("'ran'");
      } catch {
        // As it should be.
      }
      return [typeof window.__TAURI__, Object.isFrozen(Object.prototype), code];
    });
    assert.deepEqual(found, ["undefined", true, "refused"]);
  });

  await t.test("no request leaves, no foreign page is shown, no window opens", async () => {
    const opened = await window.driver.evaluateAsync(async (url) => {
      const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
      add("img", { src: `${url}/i.png` });
      add("script", { src: `${url}/s.js` });
      add("iframe", { src: `${url}/f` });
      add("object", { data: `${url}/o` });
      add("link", { rel: "stylesheet", href: `${url}/c.css` });
      add("link", { rel: "prefetch", href: `${url}/p` });
      add("style", { textContent: `body { background-image: url(${url}/b.png) }` });
      const form = Object.assign(document.createElement("form"), { action: `${url}/form`, method: "post" });
      document.body.append(form);
      form.submit();
      try {
        new WebSocket(url.replace("http", "ws"));
      } catch {
        // As it should be.
      }
      navigator.sendBeacon?.(`${url}/beacon`);
      const fetched = await fetch(url).then(
        () => "fetched",
        () => "refused",
      );
      location.href = `${url}/page`;
      return [window.open(`${url}/w`) === null, fetched];
    }, url);
    assert.deepEqual(opened, [true, "refused"]);
    // A second script can only be answered by a page that is still there.
    const place = await window.driver.evaluate(() => [location.protocol, location.host]);
    assert.deepEqual(place, ["tauri:", "localhost"]);
    // That nothing comes can only be told after a while.
    await letPass(500);
    assert.deepEqual(reached, []);
  });
});

test("a second start hands its file to the first", { timeout: 120_000 }, async (t) => {
  const { home, window, sheet } = await start(t);
  const other = home.write("other.md", "# Other\n\nOther words.\n");
  const second = spawn(window.binary, [other], { env: home.environment(), stdio: "ignore" });
  const code = await new Promise((done) => second.once("exit", done));
  assert.equal(code, 0);
  await sheet.shows("Other words.");
});

test("a program told to end keeps what was typed last", { timeout: 120_000 }, async (t) => {
  const { file, window, sheet } = await start(t);
  await sheet.caretAfter("First words.");
  window.xKey("space", "l", "a", "s", "t");
  await sheet.shows("First words. last");
  process.kill(pids(window).program, "SIGTERM");
  await until("the program has ended", () => pids(window).program === undefined);
  assert.equal(fs.readFileSync(file, "utf8"), "# Memo\n\nFirst words. last\n");
});

test("a page that dies comes back with its document", { timeout: 120_000 }, async (t) => {
  const { file, window, sheet } = await start(t);
  await sheet.caretAfter("First words.");
  window.xKey("space", "o", "n", "e");
  const onDisk = () => fs.readFileSync(file, "utf8");
  await until("the file holds it", () => onDisk().includes("First words. one"));
  const { program, page } = pids(window);
  process.kill(page, "SIGKILL");
  await until("there is a new page", () => ![undefined, page].includes(pids(window).page));
  // The automation ended with the page; the keyboard tells when the new one can be written in.
  await until("the new page takes keys and their undo reaches behind its start", () => {
    window.xKey("ctrl+z");
    return onDisk() === text;
  });
  assert.equal(pids(window).program, program);
});
