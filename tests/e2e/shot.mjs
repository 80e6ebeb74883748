// A picture of one view of the real window: `node shot.mjs FILE VIEW OUT.png [--size WxH] [--theme light|dark]`.
// The pictures in docs/screens are of tests/e2e/pictures/tidewater.md (and of no file in the view "first").
// Works on a copy of the file in a home of its own: a picture changes nothing.
import fs from "node:fs";
import path from "node:path";
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { Home } from "./harness/home.mjs";
import { Sheet } from "./harness/sheet.mjs";
import { until } from "./harness/wait.mjs";
import { Key } from "./harness/webdriver.mjs";
import { Window } from "./harness/window.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { size: { type: "string", default: "1440x900" }, theme: { type: "string", default: "light" } },
});
const [file, view, out] = positionals;
const [width, height] = values.size.split("x").map(Number);

/** How each view is reached from a window that shows the document. */
const views = {
  first: async () => {},
  write: async () => {},
  remarks: (window) => window.driver.chord(Key.Control, "3"),
  guide: (window) => window.driver.chord(Key.Control, Key.Alt, "g"),
  library: (window) => window.driver.chord(Key.Control, "\\"),
  history: showHistory,
  read: async (window) => {
    await window.driver.type(Key.F5);
    await until("the memo is read", () => window.driver.find(".read article"));
  },
};

async function main() {
  if (!views[view] || !out || !width || !height)
    throw new Error(`Views are ${Object.keys(views).join(", ")}.`);
  if (!["light", "dark"].includes(values.theme)) throw new Error("Themes are light and dark.");
  const home = new Home();
  const copy = file === "-" ? undefined : home.write(path.basename(file), fs.readFileSync(file));
  await setTheme(home);
  const ready = copy ? ".cm-content .cm-line" : "button";
  const window = await Window.start({ home, file: copy, ready });
  try {
    if (view !== "read") await setSize(window);
    // Keys mean something once the sheet has the focus, a moment after it is drawn.
    if (copy)
      await until("the sheet has the focus", () =>
        window.driver.evaluate(() => document.activeElement.matches(".cm-content")),
      );
    await views[view](window, copy);
    await settled(window);
    window.picture(path.resolve(out));
    console.log(out);
  } finally {
    await window.kill();
    home.remove();
  }
}

/** Chooses the theme in a start before, as a writer would have; the first picture is then already in it. */
async function setTheme(home) {
  const window = await Window.start({ home, ready: "button" });
  try {
    await window.driver.evaluateAsync(async (theme) => {
      const { invoke } = window.__TAURI_INTERNALS__;
      const { settings } = await invoke("start_session", {});
      await invoke("change_settings", { settings: { ...settings, theme } });
    }, values.theme);
  } finally {
    await window.kill();
  }
}

async function setSize(window) {
  const id = window.xWindow();
  execFileSync("xdotool", ["windowsize", id, String(width), String(height)]);
  await until(`the window is ${width}x${height}`, () =>
    window.driver.evaluate((w, h) => innerWidth === w && innerHeight === h, width, height),
  );
}

/** Writes a sentence first, so that there is something to compare with. */
async function showHistory(window, copy) {
  const before = fs.readFileSync(copy, "utf8");
  await window.driver.evaluate(() => document.querySelector(".cm-content").focus());
  await window.driver.chord(Key.Control, Key.End);
  await window.driver.type(`${Key.Enter}${Key.Enter}Two of the five pilot customers have renewed.`);
  await until("the sentence is in the file", () => fs.readFileSync(copy, "utf8") !== before);
  await window.driver.chord(Key.Control, "4");
  await new Sheet(window).shows("As found");
}

/** Waits until faces are loaded and two pictures in a row are the same, but for a blinking caret. */
async function settled(window) {
  await window.driver.evaluateAsync(() => document.fonts.ready.then(() => true));
  const id = window.xWindow();
  const look = () =>
    execFileSync("import", ["-silent", "-window", id, "-format", "%#", "info:"], { encoding: "utf8" });
  let before;
  await until("the picture rests", () => {
    const now = look();
    const rests = now === before;
    before = now;
    return rests;
  });
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
