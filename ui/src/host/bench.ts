// A desk with a fake core and a fake editor under the shell, for component tests. Never shipped.
import { render } from "@testing-library/svelte";
import { tick } from "svelte";
import Shell from "../shell/Shell.svelte";
import { Desk } from "../state/desk.svelte";
import { fakeCore, shelf, type Fake, type FakeSetup } from "./fake";
import { fakeEditors, type FakeEditor } from "./fake-editor";

/** Noon of a day in November, so that every time in a test is known. */
export const noon = new Date(2026, 10, 24, 12, 3).getTime();

export interface Bench {
  desk: Desk;
  fake: Fake;
  editor: FakeEditor;
  /** Moves the clock that the desk sees. */
  later(milliseconds: number): void;
  /** Lets everything that waits come to rest. */
  rest(): Promise<void>;
}

/** Sets up a started desk without a window. */
export async function deskOnly(setup: FakeSetup = {}): Promise<Bench> {
  let time = noon;
  const now = () => time;
  const fake = fakeCore({ documents: shelf(noon), now, ...setup });
  const editors = fakeEditors();
  const desk = new Desk({ host: fake.host, createEditor: editors.createEditor, now });
  await desk.start();
  return {
    desk,
    fake,
    editor: editors.editor(),
    later: (milliseconds) => (time += milliseconds),
    rest,
  };
}

/** Sets up a started desk under the whole window. */
export async function withShell(setup: FakeSetup = {}): Promise<Bench> {
  const bench = await deskOnly(setup);
  render(Shell, { desk: bench.desk });
  await bench.rest();
  return bench;
}

async function rest(): Promise<void> {
  // One turn of the event loop lets every answer of the fake core through; the tick draws it.
  await new Promise((resolve) => setTimeout(resolve));
  await tick();
}
