// Sixpager's page in Chromium, with the real core behind it.
import { createRequire } from "node:module";
import { Bridge } from "./bridge.mjs";
import { Home } from "./home.mjs";
import { serve } from "./server.mjs";

const { chromium } = createRequire(new URL("../../../ui/package.json", import.meta.url))("playwright-core");

let browser;

/** One browser for all flows of a file; each flow has a context of its own. */
export async function theBrowser() {
  browser ??= await chromium.launch({
    executablePath: process.env.SIXPAGER_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu"],
  });
  return browser;
}

export async function closeBrowser() {
  await browser?.close();
  browser = undefined;
}

export class Flow {
  /** Defects that the page reported: a flow that ends with one is red. */
  problems = [];
  /** The names of the commands that the page has had an answer to, in order. */
  answered = [];

  /**
   * Starts the core and opens the page. `file` is the argument of the program, `answers` are for its dialogs,
   * `clipboard` allows the page to read and write the clipboard.
   */
  static async start({ home = new Home(), clipboard = false, colorScheme = "light", ...options } = {}) {
    const flow = new Flow();
    flow.home = home;
    flow.server = await serve();
    flow.bridge = new Bridge(home, options);
    flow.context = await (
      await theBrowser()
    ).newContext({ viewport: { width: 1440, height: 900 }, colorScheme });
    if (clipboard) await flow.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    flow.context.setDefaultTimeout(10_000);
    flow.page = await flow.context.newPage();
    flow.#watch();
    await flow.#connect();
    await flow.page.goto(flow.server.url);
    return flow;
  }

  #watch() {
    this.page.on("pageerror", (error) => this.problems.push(`error in the page: ${error.stack ?? error}`));
    this.page.on("console", (message) => {
      if (message.type() === "error") this.problems.push(`console: ${message.text()}`);
    });
    this.page.on("dialog", (dialog) => {
      this.problems.push(`a dialog of the browser: ${dialog.message()}`);
      void dialog.dismiss();
    });
    this.requests = [];
    this.page.on("request", (request) => this.requests.push(request.url()));
  }

  /** `window.sixpagerBridge`: commands go out through one function, events come in through another. */
  async #connect() {
    await this.page.exposeFunction("sixpagerBridgeCall", async (name, args) => {
      const answer = await this.bridge.ask(name, JSON.parse(args));
      this.answered.push(name);
      return JSON.stringify(answer);
    });
    await this.page.addInitScript(() => {
      const listeners = [];
      window.sixpagerBridgeEvent = (event) => listeners.forEach((listener) => listener(event));
      window.sixpagerBridge = {
        call: (name, args) => window.sixpagerBridgeCall(name, args),
        onEvent: (listener) => listeners.push(listener),
      };
    });
    this.bridge.onEvent((event) => {
      // A page that is being closed or reloaded asks for the whole session again.
      this.page.evaluate((json) => window.sixpagerBridgeEvent?.(json), JSON.stringify(event)).catch(() => {});
    });
  }

  /** A session of Chromium's own protocol, for what playwright has no name for, such as composition. */
  async protocol() {
    this.cdp ??= await this.context.newCDPSession(this.page);
    return this.cdp;
  }

  async close() {
    await this.context.close();
    await this.bridge.close();
    await this.server.close();
    this.home.remove();
  }
}
