// As much of the WebDriver protocol as the flows in the real window need, over fetch.
import { spawn } from "node:child_process";
import net from "node:net";
import { until } from "./wait.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Keys by the names that a keyboard has; their code points are in the WebDriver specification. */
export const Key = {
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Escape: "\uE00C",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Delete: "\uE017",
  F1: "\uE031",
  F5: "\uE035",
  F8: "\uE038",
  F10: "\uE03A",
  F11: "\uE03B",
};

async function freePort() {
  const server = net.createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

export class WebDriver {
  /** Starts WebKitWebDriver and, through it, `binary` with `args`: a window under automation. */
  static async start({ binary, args, env }) {
    const driver = new WebDriver();
    const port = await freePort();
    driver.url = `http://127.0.0.1:${port}`;
    driver.process = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
      env: { ...env, TAURI_WEBVIEW_AUTOMATION: "true" },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own: the window that it starts belongs to it, and a kill reaches both.
      detached: true,
    });
    driver.output = "";
    driver.process.stdout.on("data", (data) => (driver.output += data));
    driver.process.stderr.on("data", (data) => (driver.output += data));
    driver.ended = new Promise((done) => driver.process.once("exit", done));
    await until("WebKitWebDriver answers", () => driver.#ask("GET", "/status"));
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args } } };
    const session = await driver.#ask("POST", "/session", { capabilities });
    driver.session = `/session/${session.sessionId}`;
    return driver;
  }

  async #ask(method, path, body) {
    const response = await fetch(this.url + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: { "Content-Type": "application/json" },
      signal: AbortSignal.timeout(60_000),
    });
    const { value } = await response.json();
    if (value?.error) {
      const said = this.output ? ` The program said: ${this.output.slice(-2000)}` : "";
      throw new Error(`${method} ${path}: ${value.error}: ${value.message}${said}`);
    }
    return value;
  }

  #post(path, body = {}) {
    return this.#ask("POST", this.session + path, body);
  }

  /** Runs a function in the page and returns what it returns; it sees only its arguments. */
  evaluate(script, ...args) {
    return this.#post("/execute/sync", { script: `return (${script}).apply(null, arguments);`, args });
  }

  /** The same for a function that returns a promise. */
  evaluateAsync(script, ...args) {
    const body = `const done = arguments[arguments.length - 1];
      Promise.resolve((${script}).apply(null, Array.prototype.slice.call(arguments, 0, -1)))
        .then((value) => done({ value: value === undefined ? null : value }), (error) => done({ error: String(error && error.message || error) }));`;
    return this.#post("/execute/async", { script: body, args }).then(({ value, error }) => {
      if (error) throw new Error(error);
      return value;
    });
  }

  async find(css) {
    return (await this.#post("/element", { using: "css selector", value: css }))[ELEMENT];
  }

  async click(css) {
    const id = await until(`there is ${css}`, () => this.find(css));
    await this.#post(`/element/${id}/click`);
  }

  /** Presses and releases keys one after the other, as fingers do. */
  async type(text) {
    const actions = [...text].flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.#post("/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Presses keys together: `chord(Key.Control, "z")`. */
  async chord(...keys) {
    const down = keys.map((value) => ({ type: "keyDown", value }));
    const up = keys.toReversed().map((value) => ({ type: "keyUp", value }));
    await this.#post("/actions", { actions: [{ type: "key", id: "keyboard", actions: [...down, ...up] }] });
  }

  /** Presses at a point of the page, moves to another and lets go; with one point it is a click. */
  async drag(from, to = from) {
    const move = ({ x, y }) => ({
      type: "pointerMove",
      duration: 0,
      x: Math.round(x),
      y: Math.round(y),
      origin: "viewport",
    });
    const actions = [
      move(from),
      { type: "pointerDown", button: 0 },
      move(to),
      { type: "pointerUp", button: 0 },
    ];
    await this.#post("/actions", {
      actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }],
    });
  }

  setSize(width, height) {
    return this.#post("/window/rect", { width, height });
  }

  /** Ends the session, and with it the window. */
  async close() {
    await this.#ask("DELETE", this.session).catch(() => {});
    this.process.kill("SIGTERM");
    await this.ended;
  }
}
