import { ChangeSet, Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Change } from "../bindings/types";
import { type Door, Outbox, type OutboxOwner, place, throttle } from "./outbox";

/** A source of repeatable chance. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** Lets every promise that can go on go on. */
async function breathe(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
}

type Answer = () => void;

/** A core that applies what it is sent, and answers when it is told to. */
class FakeCore implements Door {
  revision = 1;
  proposals: number[] = [];
  calls: { name: "edit" | "resync"; proposal: number | null; empty: boolean }[] = [];
  answers: Answer[] = [];
  overlapped = false;
  fail: unknown[] = [];

  constructor(public text: string) {}

  edit(
    base: number,
    changes: Change[],
    length: number,
    proposal: number | null,
  ): Promise<{ revision: number }> {
    this.calls.push({ name: "edit", proposal, empty: changes.length === 0 });
    return this.answer(() => {
      if (base !== this.revision) throw wrongBase;
      const next = apply(this.text, changes);
      if (next.length !== length) throw wrongBase;
      this.text = next;
      if (proposal !== null) this.proposals.push(proposal);
    });
  }

  resync(text: string): Promise<{ revision: number }> {
    this.calls.push({ name: "resync", proposal: null, empty: false });
    return this.answer(() => {
      this.text = text;
    });
  }

  private answer(act: () => void): Promise<{ revision: number }> {
    if (this.answers.length > 0) this.overlapped = true;
    const failure = this.fail.shift();
    return new Promise((resolve, reject) => {
      this.answers.push(() => {
        try {
          if (failure !== undefined) throw failure;
          act();
          this.revision += 1;
          resolve({ revision: this.revision });
        } catch (error) {
          reject(error as Error);
        }
      });
    });
  }

  next(): void {
    this.answers.shift()?.();
  }
}

const wrongBase = { code: "wrong-base", message: "Not this base." };

function apply(text: string, changes: Change[]): string {
  const set = ChangeSet.of(changes, text.length);
  return set.apply(Text.of(text.split("\n"))).toString();
}

/** The nearest place at or before `at` that is between two characters, and not inside one. */
function between(text: string, at: number): number {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1)) ? at - 1 : at;
}

class Bench implements OutboxOwner {
  doc: Text;
  core: FakeCore;
  outbox: Outbox;
  due: { milliseconds: number; callback: () => void }[] = [];
  troubles: string[] = [];

  constructor(text = "one two three") {
    this.doc = Text.of(text.split("\n"));
    this.core = new FakeCore(text);
    const timer = (milliseconds: number, callback: () => void) => {
      const entry = { milliseconds, callback };
      this.due.push(entry);
      return () => (this.due = this.due.filter((other) => other !== entry));
    };
    this.outbox = new Outbox(this.core, timer, this, { revision: 1, length: text.length });
  }
  text(): string {
    return this.doc.toString();
  }
  settled(): void {}
  trouble(sentence: string): void {
    this.troubles.push(sentence);
  }
  type(from: number, to: number, insert: string): void {
    this.take(ChangeSet.of({ from, to, insert }, this.doc.length));
  }
  take(changes: ChangeSet, proposal: number | null = null): void {
    this.doc = changes.apply(this.doc);
    this.outbox.push(changes, proposal);
  }
  tick(): void {
    const due = this.due;
    this.due = [];
    for (const { callback } of due) callback();
  }
  async settle(): Promise<void> {
    for (let turn = 0; turn < 50 && !(this.outbox.idle && this.core.answers.length === 0); turn++) {
      this.tick();
      this.core.next();
      await breathe();
    }
  }
}

describe("half a character", () => {
  it("holds nothing up: the sign for a lost one is sent", async () => {
    const bench = new Bench("ab");
    bench.type(1, 1, "\ud83e");
    await bench.settle();
    expect(bench.core.text).toBe("a\ufffdb");
    bench.type(0, 0, "x");
    await bench.settle();
    expect(bench.core.text).toBe("xa\ufffdb");
  });

  it("is whole in the core when the other half came after it", async () => {
    const bench = new Bench("ab");
    bench.type(1, 1, "\ud83e");
    await bench.settle();
    bench.type(2, 2, "\uded6");
    await bench.settle();
    expect(bench.core.text).toBe("a\ud83e\uded6b");
  });
});

describe("two halves", () => {
  it("that come together are one character in the core", async () => {
    const bench = new Bench("a");
    bench.type(1, 1, "\ud83e-\uded6");
    await bench.settle();
    bench.type(2, 3, "");
    await bench.settle();
    expect(bench.core.text).toBe("a\ud83e\uded6");
  });
});

describe("what is typed", () => {
  it("is sent once, 50 ms after the first unsent change, and what comes meanwhile waits and is composed", async () => {
    const bench = new Bench();
    bench.type(0, 0, "a");
    bench.type(1, 1, "b");
    expect(bench.due.map(({ milliseconds }) => milliseconds)).toEqual([throttle]);
    bench.tick();
    bench.type(2, 2, "c");
    bench.type(3, 3, "d");
    expect(bench.core.calls.length).toBe(1);
    bench.core.next();
    await breathe();
    expect(bench.core.text).toBe("abone two three");
    await bench.settle();
    expect(bench.core.text).toBe("abcdone two three");
    expect(bench.core.calls.length).toBe(2);
  });

  it("is sent at once by a flush, which waits until the core has all of it", async () => {
    const bench = new Bench();
    let flushed = false;
    bench.type(0, 0, "a");
    void bench.outbox.flush().then(() => (flushed = true));
    bench.type(1, 1, "b");
    bench.core.next();
    await breathe();
    expect(flushed).toBe(false);
    bench.core.next();
    await breathe();
    expect(flushed).toBe(true);
    expect(bench.core.text).toBe("abone two three");
  });
});

describe("a refusal", () => {
  it("of the base sends the whole text once, and goes on with changes", async () => {
    const bench = new Bench();
    bench.core.revision = 7;
    bench.type(0, 3, "1");
    bench.tick();
    bench.core.next();
    await breathe();
    bench.type(0, 0, "0");
    await bench.settle();
    bench.type(0, 0, "-");
    await bench.settle();
    expect(bench.core.text).toBe("-01 two three");
    expect(bench.core.calls.map(({ name }) => name)).toEqual(["edit", "resync", "edit", "edit"]);
    expect(bench.troubles).toEqual([]);
  });

  it("that lost a proposal tells the core afterwards that it was carried out", async () => {
    const bench = new Bench();
    bench.core.revision = 7;
    bench.take(ChangeSet.of({ from: 0, insert: "x" }, bench.doc.length), 12);
    await bench.settle();
    expect(bench.core.text).toBe("xone two three");
    expect(bench.core.proposals).toEqual([12]);
    expect(bench.core.calls.at(-1)).toEqual({ name: "edit", proposal: 12, empty: true });
  });

  it("that no retry mends is told once, and rejects the flush", async () => {
    const bench = new Bench();
    bench.core.fail = [{ code: "read-only", message: "It cannot be changed." }];
    bench.type(0, 0, "a");
    const flushed = bench.outbox.flush();
    bench.core.next();
    await expect(flushed).rejects.toMatchObject({ code: "read-only" });
    bench.type(0, 0, "b");
    bench.tick();
    expect(bench.troubles).toEqual(["It cannot be changed."]);
    expect(bench.core.calls.length).toBe(1);
  });

  it("that may pass is told once and tried again until the core has the text", async () => {
    const bench = new Bench();
    const broken = { code: "failed", message: "The disk is full." };
    bench.core.fail = [broken, broken, broken];
    bench.type(0, 0, "a");
    await bench.settle();
    expect(bench.core.text).toBe("aone two three");
    expect(bench.troubles).toEqual(["The disk is full."]);
  });
});

describe("since", () => {
  it("maps positions of any revision that was told, and knows no others", async () => {
    const bench = new Bench("abc");
    bench.type(0, 0, "1");
    await bench.settle();
    bench.type(0, 0, "2");
    bench.tick();
    bench.type(0, 0, "3");
    expect(bench.outbox.since(1)?.mapPos(0, 1)).toBe(3);
    expect(bench.outbox.since(2)?.mapPos(0, 1)).toBe(2);
    expect(bench.outbox.since(3)).toBeNull();
    expect(bench.outbox.awaits(3)).toBe(true);
    await bench.settle();
    expect(bench.outbox.since(3)?.mapPos(0, 1)).toBe(1);
    expect(bench.outbox.awaits(99)).toBe(false);
  });

  it("refuses changes that do not fit the text they are said to start from", () => {
    expect(place([{ from: 2, to: 9, insert: "" }], ChangeSet.empty(3))).toBeNull();
    expect(place([{ from: 2, to: 1, insert: "" }], ChangeSet.empty(3))).toBeNull();
  });
});

describe("any order of typing, answers, failures and proposals", () => {
  it("ends with equal texts, every proposal carried out exactly where it was meant", async () => {
    for (let seed = 1; seed <= 300; seed++) await interleave(seed);
  });
});

async function interleave(seed: number): Promise<void> {
  const roll = dice(seed);
  const bench = new Bench("alpha\nbeta\ngamma");
  const carried: number[] = [];
  let proposal = 0;
  for (let step = 0; step < 60; step++) {
    switch (roll(6)) {
      case 0:
      case 1: {
        const text = bench.text();
        const from = between(text, roll(text.length + 1));
        const to = Math.max(from, between(text, Math.min(text.length, from + roll(4))));
        bench.type(from, to, ["x", "\n", "yz", "é😀"][roll(4)] ?? "");
        break;
      }
      case 2:
        bench.tick();
        break;
      case 3:
        bench.core.next();
        await breathe();
        break;
      case 4: {
        // The core proposes from its own newest text, whether or not the editor knows that revision yet.
        const revision = bench.core.revision;
        const at = between(bench.core.text, roll(bench.core.text.length + 1));
        const since = bench.outbox.since(revision);
        const mark = `<${proposal}>`;
        const changes = since && place([{ from: at, to: at, insert: mark }], since);
        if (!changes) break;
        expect(since.apply(Text.of(bench.core.text.split("\n"))).toString(), `seed ${seed}`).toBe(
          bench.text(),
        );
        bench.take(changes, proposal);
        carried.push(proposal);
        proposal += 1;
        break;
      }
      default:
        if (roll(8) === 0)
          bench.core.fail.push(roll(2) === 0 ? wrongBase : { code: "failed", message: "No." });
    }
  }
  const flushed = bench.outbox.flush().catch(() => undefined);
  await bench.settle();
  await flushed;
  await bench.settle();
  expect(bench.core.text, `seed ${seed}`).toBe(bench.text());
  expect(bench.core.overlapped, `seed ${seed}: one call at a time`).toBe(false);
  expect(
    [...bench.core.proposals].sort((a, b) => a - b),
    `seed ${seed}`,
  ).toEqual(carried);
}
