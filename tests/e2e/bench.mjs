// What a writer feels, measured: every figure beside a floor of the same run, and as a ratio to it.
// A program to read, never a test: it fails only when it cannot measure.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { closeBrowser, Flow } from "./harness/browser.mjs";
import { Framebuffer } from "./harness/framebuffer.mjs";
import { Home, program } from "./harness/home.mjs";
import { referenceMemo } from "./harness/memo.mjs";
import { findPeers, timeProcess } from "./harness/peers.mjs";
import { letPass, until } from "./harness/wait.mjs";
import { Writing } from "./harness/writing.mjs";

const starts = 15;
const keys = 25;

const sorted = (values) => values.toSorted((a, b) => a - b);
const at = (values, part) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))];
const median = (values) => at(values, 0.5);
const p95 = (values) => at(values, 0.95);
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const spread = (values) => `${ms(median(values))} (p95 ${ms(p95(values))})`;
const say = (line) => console.log(line);

function compare(what, values, floorName, floor, goal) {
  const ratio = median(values) / median(floor);
  say(`${what}: ${spread(values)}; ${floorName} ${spread(floor)}; ratio ${ratio.toFixed(2)}. Goal: ${goal}.`);
}

// --- Start ----------------------------------------------------------------------------------------

/** Time from exec until `painted(screen)`, for a fresh home each time. */
async function startOnce(binary, args, screen, painted) {
  const home = new Home();
  const begun = performance.now();
  const child = spawn(binary, args(home), { env: home.environment(), stdio: "ignore" });
  try {
    for (;;) {
      screen.look(middle);
      if (painted(screen)) return performance.now() - begun;
      if (performance.now() - begun > 20_000)
        throw new Error(`${path.basename(binary)} painted nothing within 20 s.`);
      await letPass(1);
    }
  } finally {
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
    await until("the display is empty again", () => (screen.look(middle), !painted(screen)));
    home.remove();
  }
}

/**
 * What both windows are looked at: the middle of the sheet. Small, because a look takes the time of a
 * processor that the windows need.
 */
const middle = { x: 380, y: 300, width: 680, height: 100 };

/** The page of the empty window is one green. */
const emptyIsPainted = (screen) =>
  screen.count(middle, (red, green, blue) => red === 32 && green === 160 && blue === 96) > 60_000;

/** A sheet of the light theme with text on it: much paper, and ink where it joins paper. */
function memoIsPainted(screen) {
  const paper = screen.count(middle, (red, green, blue) => red > 245 && green > 245 && blue > 235);
  if (paper < 34_000) return false;
  const ink = screen.count(
    middle,
    (red, green, blue) => red > 60 && red < 200 && Math.abs(red - green) < 12 && Math.abs(green - blue) < 16,
  );
  return ink > 2_500;
}

async function benchStart(screen) {
  const text = referenceMemo();
  const withMemo = (home) => [home.write("memo.md", text)];
  const empty = [];
  const memo = [];
  // One of each first, so that both are warm; then in turns, so that both meet the same machine.
  for (let run = -1; run < starts; run++) {
    const one = await startOnce(program("examples/empty-window"), () => [], screen, emptyIsPainted);
    const other = await startOnce(program("sixpager"), withMemo, screen, memoIsPainted);
    if (run < 0) continue;
    empty.push(one);
    memo.push(other);
  }
  compare("Start to painted memo", memo, "empty window", empty, "within 300 ms of the empty window");
  say(`  That is ${ms(median(memo) - median(empty))} after the empty window.`);
}

// --- Keys -----------------------------------------------------------------------------------------

/** Notes in the page when a key went down, when the next frame was drawn and when the journal had it. */
function watchKeys() {
  window.benchKeys = [];
  addEventListener(
    "keydown",
    (event) => {
      if (event.key.length !== 1) return;
      const entry = { down: performance.now() };
      window.benchKeys.push(entry);
      requestAnimationFrame(() => requestAnimationFrame(() => (entry.frame = performance.now())));
    },
    true,
  );
  window.sixpagerBridge.onEvent((json) => {
    const event = typeof json === "string" ? JSON.parse(json) : json;
    const now = performance.now();
    if (event.what.type !== "saving_changed" || event.what.saving.state !== "kept") return;
    for (const entry of window.benchKeys) entry.kept ??= now;
  });
}

async function withMemo(text, work) {
  const home = new Home();
  const file = home.write("memo.md", text);
  const flow = await Flow.start({ home, file });
  const writing = new Writing(flow, file);
  await writing.content.waitFor();
  try {
    await work(writing, flow.page);
  } finally {
    await flow.close();
  }
}

async function benchKeys() {
  await withMemo(referenceMemo(), async (writing, page) => {
    await page.evaluate(watchKeys);
    await writing.caretAfter("Here the reading begins.");
    for (let key = 0; key < keys; key++) {
      // Each key meets a document at rest: its own way to the journal is measured, not that of a neighbour.
      await page.keyboard.press("x");
      await writing.saved(`begins.${"x".repeat(key + 1)}\n`);
    }
    const entries = await page.evaluate(() => window.benchKeys);
    const frames = entries.map((entry) => entry.frame - entry.down);
    const kept = entries.filter((entry) => entry.kept).map((entry) => entry.kept - entry.down);
    say(
      `Key to frame, memo (second frame after keydown): ${spread(frames)}. Goal: p99 within a frame of 16 ms.`,
    );
    if (kept.length < keys)
      throw new Error(`${keys - kept.length} keys were never said to be in the journal.`);
    compare("Key to journal", kept, "one fsync", fsyncFloor(), "300 ms at most");
  });
}

async function benchRemark() {
  const times = [];
  for (let run = 0; run < 8; run++) {
    await withMemo(referenceMemo("Many customers wai"), async (writing, page) => {
      await writing.caretAfter("Many customers wai");
      await page.keyboard.type("t.");
      await writing.saved("wait.");
      const shown = page.evaluate(
        () =>
          new Promise((done) => {
            const begun = performance.now();
            const look = () =>
              document.querySelector("[data-remark]")
                ? done(performance.now() - begun)
                : requestAnimationFrame(look);
            document.querySelector(".cm-content").dispatchEvent(
              new KeyboardEvent("keydown", {
                key: "ArrowDown",
                code: "ArrowDown",
                keyCode: 40,
                bubbles: true,
                cancelable: true,
              }),
            );
            look();
          }),
      );
      times.push(await shown);
    });
  }
  say(`Paragraph left to remark on screen: ${spread(times)}. Goal: 150 ms at most once the writer rests.`);
}

// --- Disk -----------------------------------------------------------------------------------------

/** A small append and its fsync, in the folder in which homes are made. */
function fsyncFloor() {
  const home = new Home();
  const file = fs.openSync(path.join(home.path, "floor"), "a");
  const times = Array.from({ length: 40 }, () => {
    const begun = performance.now();
    fs.writeSync(file, "one line of a journal\n");
    fs.fsyncSync(file);
    return performance.now() - begun;
  });
  fs.closeSync(file);
  home.remove();
  return times;
}

/**
 * What a durable save cannot do without: temporary file, fsync, rename, fsync of the folder, a look at what
 * stands there now, and the four pages that a store's log takes for one commit, with their fsync.
 */
function saveFloor(text) {
  const home = new Home();
  const folder = fs.openSync(home.path, "r");
  const log = fs.openSync(path.join(home.path, "floor-log"), "a");
  const pages = Buffer.alloc(4 * 4096, 1);
  const times = Array.from({ length: 20 }, (_, run) => {
    const begun = performance.now();
    const temporary = path.join(home.path, `.floor-${run}`);
    const target = path.join(home.path, "floor.md");
    const file = fs.openSync(temporary, "wx");
    fs.writeSync(file, text);
    fs.fsyncSync(file);
    fs.closeSync(file);
    fs.renameSync(temporary, target);
    fs.fsyncSync(folder);
    fs.readFileSync(target);
    fs.writeSync(log, pages);
    fs.fsyncSync(log);
    return performance.now() - begun;
  });
  fs.closeSync(folder);
  fs.closeSync(log);
  home.remove();
  return times;
}

async function benchSave() {
  const text = referenceMemo();
  await withMemo(text, async (writing, page) => {
    const { bridge } = writing.flow;
    const { document } = (await bridge.call("start_session")).opened.summary;
    await writing.caretAfter("Here the reading begins.");
    const times = [];
    for (let run = 0; run < 12; run++) {
      const kept = new Promise((done) => {
        const stop = bridge.onEvent((event) => event.what.saving?.state === "kept" && (stop(), done()));
      });
      await page.keyboard.press("y");
      await kept;
      const begun = performance.now();
      await bridge.call("save_document", { document });
      times.push(performance.now() - begun);
    }
    compare(
      "Save of the memo",
      times,
      "the same work on the disk with one commit",
      saveFloor(text),
      "1.5 times the floor",
    );
  });
}

// --- In process -----------------------------------------------------------------------------------

function benchInProcess() {
  for (const example of (process.env.SIXPAGER_BENCHES ?? "").split(" ").filter(Boolean)) {
    process.stdout.write(execFileSync(example, { encoding: "utf8" }));
  }
}

// --- Other programs -------------------------------------------------------------------------------

const turns = 9;

/** The whole check as a process, beside other programs that read prose, on one file and in turns. */
function benchPeers() {
  const { folder, peers, trouble } = findPeers();
  trouble.forEach(say);
  const home = new Home();
  const memo = home.write("memo.md", referenceMemo());
  const all = [{ name: "sixpager-cli check", bin: program("sixpager-cli"), args: ["check"] }].concat(
    peers.map((peer) => ({ ...peer, bin: path.join(folder, peer.bin) })),
  );
  const times = new Map(all.map(({ name }) => [name, []]));
  for (let turn = -1; turn < turns; turn++) {
    for (const { name, bin, args } of all) {
      const list = times.get(name);
      if (!list) continue;
      try {
        const time = timeProcess(bin, [...args, memo], folder);
        if (turn >= 0) list.push(time);
      } catch (error) {
        say(`Left out: ${error.message}`);
        times.delete(name);
      }
    }
  }
  home.remove();
  const own = times.get("sixpager-cli check");
  if (!own) throw new Error("sixpager-cli could not check the memo.");
  say(`Check of the memo as a process: ${spread(own)}.`);
  for (const { name } of peers) {
    const list = times.get(name);
    if (list) say(`  ${name}: ${spread(list)}; ${(median(list) / median(own)).toFixed(1)} times as long.`);
  }
}

benchInProcess();
benchPeers();
await benchKeys();
await benchRemark();
await benchSave();
await closeBrowser();
const screen = new Framebuffer(process.env.SIXPAGER_FRAMEBUFFER);
await benchStart(screen);
screen.close();
