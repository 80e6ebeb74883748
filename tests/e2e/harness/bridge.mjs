// The core in a process of its own, spoken to in lines of JSON: what stands behind the page in Chromium.
import { spawn } from "node:child_process";
import readline from "node:readline";
import { program } from "./home.mjs";

export class Bridge {
  #waiting = new Map();
  #next = 1;
  #listeners = new Set();
  #errors = "";
  /** What the desktop would have been asked for so far: links opened, files shown, the screen kept awake. */
  asked = [];

  /** Starts the bridge in `home`; `file` is opened as an argument would be, `answers` are for its dialogs. */
  constructor(home, { file, answers } = {}) {
    const args = ["--home", home.path];
    if (answers) args.push("--answers", home.answers(answers));
    if (file) args.push(file);
    this.process = spawn(program("sixpager-bridge"), args, { env: home.environment(), stdio: "pipe" });
    this.ended = new Promise((done) => this.process.once("exit", (code, signal) => done({ code, signal })));
    this.process.stderr.on("data", (data) => (this.#errors += data));
    this.process.stdin.on("error", () => {});
    readline.createInterface({ input: this.process.stdout }).on("line", (line) => this.#take(line));
    this.process.once("exit", () => {
      for (const { refuse } of this.#waiting.values()) refuse(new Error(`The core ended. ${this.#errors}`));
      this.#waiting.clear();
    });
  }

  #take(line) {
    const message = JSON.parse(line);
    if (message.event) {
      for (const listener of this.#listeners) listener(message.event);
      return;
    }
    if (message.asked) {
      this.asked.push(message.asked);
      return;
    }
    this.#waiting.get(message.id)?.done(message);
    this.#waiting.delete(message.id);
  }

  /** Sends a command and returns the whole answer: `{ok}` or `{error}`. */
  ask(name, args) {
    const id = this.#next++;
    return new Promise((done, refuse) => {
      this.#waiting.set(id, { done, refuse });
      this.process.stdin.write(JSON.stringify({ id, name, args }) + "\n");
    });
  }

  /** Sends a command and returns what came back; an error of the core is thrown. */
  async call(name, args = {}) {
    const { ok, error } = await this.ask(name, args);
    if (error) throw Object.assign(new Error(error.message), error);
    return ok;
  }

  onEvent(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends it as a closed window would. */
  async close() {
    this.process.stdin.end();
    return this.ended;
  }

  /** Ends it as a power cut would. */
  async kill() {
    this.process.kill("SIGKILL");
    return this.ended;
  }
}
