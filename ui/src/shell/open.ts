// Puts the window together: the desk, the shell, and the first document on it. Nothing is drawn before
// the core has answered, so that the first picture is the right one in the right light.
import { flushSync, mount } from "svelte";
import type { EarlyKeys } from "../commands/early-keys";
import { createEditor } from "../editor/editor";
import type { EarlyHost } from "../host/early";
import { Desk } from "../state/desk.svelte";
import Shell from "./Shell.svelte";

/** Opens the window in `target`; resolves once it takes keys. */
export async function openWindow(target: Element, { host, answered }: EarlyHost, keys: EarlyKeys) {
  await answered;
  const desk = new Desk({ host, createEditor, now: Date.now });
  mount(Shell, { target, props: { desk } });
  await desk.start();
  flushSync();
  if (desk.open) desk.editor.focus();
  keys.pressAgain();
}
