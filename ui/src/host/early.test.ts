import { expect, test } from "vitest";
import type { Event } from "../bindings/types";
import { askEarly } from "./early";
import { fakeCore, shelf } from "./fake";

const noticed = (sequence: number): Event => ({
  sequence,
  document: null,
  what: { type: "noticed", sentence: String(sequence) },
});

/** A core that tells an event before its answer and one after it, and answers when it is let. */
function slowCore() {
  const fake = fakeCore({ documents: shelf(0) });
  let tell: (event: Event) => void = () => undefined;
  let answer: () => void = () => undefined;
  const allowed = new Promise<void>((done) => (answer = done));
  const host = {
    ...fake.host,
    async begin(onEvent: (event: Event) => void) {
      tell = onEvent;
      await allowed;
      return fake.host.call("start_session", {});
    },
  };
  return { fake, host, tell: (event: Event) => tell(event), answer };
}

test("the session is asked for before anybody takes it, and once", async () => {
  const fake = fakeCore({ documents: shelf(0) });
  const early = askEarly(fake.host);
  expect(fake.asked.map(({ name }) => name)).toEqual(["start_session"]);
  await early.answered;
  const session = await early.host.begin(() => undefined);
  expect(session.templates.length).toBeGreaterThan(0);
  expect(fake.asked).toHaveLength(1);
});

test("no event is lost, and none from after the answer is heard before it", async () => {
  const core = slowCore();
  const early = askEarly(core.host);
  core.tell(noticed(1));
  core.answer();
  await early.answered;
  core.tell(noticed(2));
  const heard: unknown[] = [];
  await early.host.begin((event) => heard.push(event.sequence));
  heard.push("answer");
  await new Promise((done) => setTimeout(done, 0));
  core.tell(noticed(3));
  expect(heard).toEqual([1, "answer", 2, 3]);
});

test("a refusal reaches who takes the session, not the console", async () => {
  const fake = fakeCore({ documents: shelf(0) });
  fake.refuse("start_session", { code: "failed", message: "The store is locked." });
  const early = askEarly(fake.host);
  await early.answered;
  await expect(early.host.begin(() => undefined)).rejects.toMatchObject({ message: "The store is locked." });
  await early.host.begin(() => undefined);
  expect(fake.asked).toHaveLength(2);
});
