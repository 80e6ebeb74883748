// Sixpager's real window, under automation, in a home of its own.
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Home, program } from "./home.mjs";
import { until } from "./wait.mjs";
import { WebDriver } from "./webdriver.mjs";

export class Window {
  /** Starts the window and waits until its page has drawn something. `home` may be that of an earlier one. */
  static async start({
    home = new Home(),
    file,
    answers,
    env = {},
    ready = "body *",
    binary = program("sixpager"),
  } = {}) {
    const window = new Window();
    window.home = home;
    window.binary = binary;
    const more = answers ? { SIXPAGER_ANSWERS: home.answers(answers) } : {};
    try {
      window.driver = await WebDriver.start({
        binary,
        args: file ? [file] : [],
        env: home.environment({ ...more, ...env }),
      });
      await until(`the window shows ${ready}`, () => window.driver.find(ready), 30_000);
    } catch (error) {
      // What was started already would keep the program that waits for it alive.
      window.signal("SIGKILL");
      throw error;
    }
    return window;
  }

  /** Process ids of the program and all of its children, found by the home that they live in. */
  processes() {
    return processesWith(`HOME=${this.home.path}`);
  }

  signal(name) {
    for (const pid of this.processes()) {
      try {
        process.kill(pid, name);
      } catch (error) {
        if (error.code !== "ESRCH") throw error;
      }
    }
  }

  /** Kills the program, its web processes and the driver at once, as a power cut would. */
  async kill() {
    this.signal("SIGKILL");
    await this.driver.ended;
    await until("every process is gone", () => this.processes().length === 0);
  }

  /** Closes the window as its writer would, and waits until nothing of it runs. */
  async close() {
    await this.driver.close();
    await until("every process is gone", () => this.processes().length === 0).catch(() => this.kill());
  }

  /** The X window of the program, for what only the display can do. */
  xWindow() {
    const ids = this.processes().flatMap((pid) => {
      const found = spawnSync("xdotool", ["search", "--onlyvisible", "--pid", String(pid)], {
        encoding: "utf8",
      });
      return found.stdout.split("\n").filter(Boolean);
    });
    if (ids.length === 0) throw new Error("The program has no window on the display.");
    return ids.at(-1);
  }

  /**
   * Keys as a keyboard sends them, past WebDriver: `key("ctrl+v")`. A letter that the keyboard lacks is put on
   * it for a moment: without the pause the window meets the key after that moment.
   */
  xKey(...keys) {
    execFileSync("xdotool", ["key", "--clearmodifiers", "--delay", "60", ...keys]);
  }

  /** A picture of the window as it stands on the display. */
  picture(file) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    execFileSync("import", ["-silent", "-window", this.xWindow(), file]);
  }
}

function processesWith(variable) {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const running = !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, "utf8"));
        return running && fs.readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(variable);
      } catch {
        return false; // It ended while we looked, or is not ours.
      }
    })
    .map(Number);
}
