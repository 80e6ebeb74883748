// The door to the core in the Tauri window. Owns the only mention of Tauri in the interface, the
// ordered channel of events and the close handshake; must never interpret an event or an answer.
//
// Besides the commands of the core the window itself answers four: `set_full_screen`, `set_title`,
// `close_window` (what Ctrl+Q does) and `finish_closing` (the answer to a close message: everything
// waiting has been sent). It takes the channel of events from the first `start_session`.
import { Channel, invoke } from "@tauri-apps/api/core";
import type { Event, Session } from "../bindings/types";
import type { Commands, Host } from "./host";

/** What comes through the channel: an event of the core, or the window is about to close. */
type Message = { event: Event } | { closing: true };

/** Returns the host of the Tauri window. */
export function tauriHost(): Host {
  let flush: () => Promise<void> = () => Promise.resolve();

  async function flushAndClose() {
    try {
      await flush();
    } finally {
      await invoke("finish_closing");
    }
  }

  return {
    call: <Name extends keyof Commands>(name: Name, args: Commands[Name][0]) =>
      invoke<Commands[Name][1]>(name, args),
    begin(onEvent) {
      const channel = new Channel<Message>((message) => {
        if ("event" in message) onEvent(message.event);
        else void flushAndClose();
      });
      return invoke<Session>("start_session", { channel });
    },
    beforeClose(newFlush) {
      flush = newFlush;
    },
    closeWindow: () => invoke("close_window"),
    setFullScreen: (on) => invoke("set_full_screen", { on }),
    setTitle: (title) => invoke("set_title", { title }),
  };
}
