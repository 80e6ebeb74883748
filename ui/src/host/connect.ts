// Chooses the door to the core: the Tauri window when there is one, else the test bridge.
import { bridgeHost } from "./bridge";
import type { Host } from "./host";
import { tauriHost } from "./tauri";

/** Returns the host of this page; fails with a sentence when there is none. */
export function connect(): Host {
  if ("__TAURI_INTERNALS__" in window) return tauriHost();
  if (window.sixpagerBridge) return bridgeHost(window.sixpagerBridge);
  throw new Error("This page has no core behind it. Open Sixpager's own window.");
}
