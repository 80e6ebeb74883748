// The door to the core behind the test bridge: a page in an ordinary browser, the real core in
// another process. Owns nothing but the translation to JSON; must never fake an answer.
import type { Event } from "../bindings/types";
import type { Commands, Host } from "./host";

/** What the test program exposes in the page; `call` rejects only when the bridge is gone. */
export interface SixpagerBridge {
  /** Answers the JSON of `{ ok }` or `{ error }`. */
  call(name: string, argsJson: string): Promise<string>;
  /** Calls `onEvent` with each event, as JSON text or as a value, in order. */
  onEvent(onEvent: (event: Event | string) => void): void | Promise<void>;
}

declare global {
  interface Window {
    sixpagerBridge?: SixpagerBridge;
  }
}

/** Returns a host that talks to the bridge of this page. */
export function bridgeHost(bridge: SixpagerBridge): Host {
  async function call<Name extends keyof Commands>(
    name: Name,
    args: Commands[Name][0],
  ): Promise<Commands[Name][1]> {
    const reply = JSON.parse(await bridge.call(name, JSON.stringify(args)));
    if ("error" in reply) throw reply.error;
    return reply.ok;
  }

  return {
    call,
    async begin(onEvent) {
      await bridge.onEvent((event) =>
        onEvent(typeof event === "string" ? (JSON.parse(event) as Event) : event),
      );
      return call("start_session", {});
    },
    beforeClose(flush) {
      window.addEventListener("pagehide", () => void flush());
    },
    async closeWindow() {
      window.close();
    },
    async setFullScreen(on) {
      if (on && !document.fullscreenElement) await document.documentElement.requestFullscreen();
      if (!on && document.fullscreenElement) await document.exitFullscreen();
    },
    async setTitle(title) {
      document.title = title;
    },
  };
}
