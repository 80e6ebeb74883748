// The way of what is typed to the core: one `edit_document` in flight, the rest composed and waiting.
// Knows nothing of the screen. Must never drop a change: what cannot be sent as changes is sent as text.
import { ChangeSet, type ChangeDesc } from "@codemirror/state";
import type { Change, WireError } from "../bindings/types";
import { isWireError } from "../host/host";

/** The two calls that carry text. */
export interface Door {
  /** `length` is that of the text after the changes, in UTF-16 units. */
  edit(
    base: number,
    changes: Change[],
    length: number,
    proposal: number | null,
  ): Promise<{ revision: number }>;
  resync(text: string): Promise<{ revision: number }>;
}

/** Calls back after so many milliseconds; returns what calls it off. */
export type Timer = (milliseconds: number, callback: () => void) => () => void;

export interface OutboxOwner {
  /** The whole text as it is now. */
  text(): string;
  /** The core has a newer revision: what waited for it can be placed now. */
  settled(): void;
  /** The core refused; the sentence is for the writer. */
  trouble(sentence: string): void;
}

/** Milliseconds from the first unsent change to its sending. */
export const throttle = 50;
/** Milliseconds to wait after a failure, growing with each further one. */
const patience = [500, 2000, 5000, 15000];
/** How many acknowledged changes are remembered, for positions of older revisions. */
const memory = 2000;

interface Parcel {
  changes: ChangeSet;
  /** The proposal that these changes carry out, and nothing but it. */
  proposal: number | null;
}
interface Step {
  /** The revision that the changes start from. */
  revision: number;
  changes: ChangeSet;
}
interface Waiter {
  done(): void;
  failed(error: unknown): void;
}

/** Changes on their way to the core, in order. */
export class Outbox {
  #revision: number;
  /** Length of the text at `#revision`. */
  #length: number;
  #steps: Step[] = [];
  #inFlight: Parcel | null = null;
  #waiting: Parcel[] = [];
  #due: (() => void) | null = null;
  #resyncing = false;
  /** The core's text is unknown until a resync has succeeded. */
  #astray = false;
  /** The text holds half a character, for which the core has a sign: changes alone would not mend that. */
  #halved = false;
  #lostProposals: number[] = [];
  #failures = 0;
  #refused: unknown = null;
  #closed = false;
  #waiters: Waiter[] = [];

  constructor(
    private readonly door: Door,
    private readonly timer: Timer,
    private readonly owner: OutboxOwner,
    opened: { revision: number; length: number },
  ) {
    this.#revision = opened.revision;
    this.#length = opened.length;
  }

  /** The newest revision that the core has told. */
  get revision(): number {
    return this.#revision;
  }

  /** Whether the core has everything. */
  get idle(): boolean {
    return !this.#inFlight && !this.#resyncing && !this.#astray && this.#waiting.length === 0;
  }

  /** Takes a change of the text; with `proposal`, the one that it carries out. */
  push(changes: ChangeSet, proposal: number | null = null): void {
    const last = this.#waiting.at(-1);
    if (proposal === null && last && last.proposal === null) last.changes = last.changes.compose(changes);
    else this.#waiting.push({ changes, proposal });
    this.#sendSoon(throttle);
  }

  /** Sends what waits without delay; resolves when the core has it, rejects when it was refused. */
  flush(): Promise<void> {
    if (this.#refused !== null) return Promise.reject(this.#refused);
    if (this.idle) return Promise.resolve();
    const flushed = new Promise<void>((done, failed) => this.#waiters.push({ done, failed }));
    this.#sendNow();
    return flushed;
  }

  /**
   * What was typed since a revision, from its text to the text of now; `null` when that is not known:
   * a revision that this editor has not been told of yet, or one from before a resync.
   */
  since(revision: number): ChangeSet | null {
    if (this.#astray || this.#resyncing) return null;
    const tail = this.#unacknowledged();
    if (revision === this.#revision) return tail;
    const first = this.#steps.findIndex((step) => step.revision === revision);
    if (first < 0) return null;
    return this.#steps.slice(first).reduceRight((after, step) => step.changes.compose(after), tail);
  }

  /** Whether a revision may still become known. */
  awaits(revision: number): boolean {
    return revision > this.#revision && !this.idle && !this.#closed;
  }

  /** Stops the clock. What is in flight arrives; nothing further is sent. */
  close(): void {
    this.#closed = true;
    this.#due?.();
    this.#due = null;
    this.#settleWaiters({ message: "The document was closed before everything was sent." });
  }

  #unacknowledged(): ChangeSet {
    const parcels = this.#inFlight ? [this.#inFlight, ...this.#waiting] : this.#waiting;
    return parcels.reduce((all, parcel) => all.compose(parcel.changes), ChangeSet.empty(this.#length));
  }

  #sendSoon(milliseconds: number): void {
    if (this.#due || this.#inFlight || this.#resyncing || this.#refused !== null || this.#closed) return;
    this.#due = this.timer(milliseconds, () => {
      this.#due = null;
      this.#sendNow();
    });
  }

  #sendNow(): void {
    if (this.#inFlight || this.#resyncing || this.#refused !== null || this.#closed) return;
    this.#due?.();
    this.#due = null;
    if (this.#astray) return this.#resync();
    const parcel = this.#waiting.shift();
    if (!parcel) return this.#settleWaiters(null);
    const changes = toWire(parcel.changes);
    // Half of a character cannot cross alone; in the whole text the other half may stand beside it.
    if (changes.some(({ insert }) => this.#halved || wellFormed(insert) !== insert)) {
      this.#waiting.unshift(parcel);
      this.#astray = true;
      return this.#resync();
    }
    this.#inFlight = parcel;
    void this.door.edit(this.#revision, changes, parcel.changes.newLength, parcel.proposal).then(
      ({ revision }) => this.#arrived(parcel, revision),
      (error: unknown) => this.#editFailed(parcel, error),
    );
  }

  #arrived(parcel: Parcel, revision: number): void {
    this.#steps.push({ revision: this.#revision, changes: parcel.changes });
    if (this.#steps.length > memory) this.#steps.shift();
    this.#inFlight = null;
    this.#settle(revision, parcel.changes.newLength);
  }

  #settle(revision: number, length: number): void {
    this.#revision = revision;
    this.#length = length;
    this.#failures = 0;
    if (this.#waiting.length === 0) this.#settleWaiters(null);
    else if (this.#waiters.length > 0) this.#sendNow();
    else this.#sendSoon(throttle);
    this.owner.settled();
  }

  #editFailed(parcel: Parcel, error: unknown): void {
    this.#inFlight = null;
    this.#waiting.unshift(parcel);
    if (isFinal(error)) return this.#refuse(error);
    this.#astray = true;
    if (isWireError(error) && (error.code === "wrong-base" || error.code === "bad-request"))
      return this.#resync();
    this.#tryLater(error);
  }

  #resync(): void {
    this.#resyncing = true;
    for (const { proposal } of this.#waiting) if (proposal !== null) this.#lostProposals.push(proposal);
    this.#waiting = [];
    this.#steps = [];
    const held = this.owner.text();
    const text = wellFormed(held);
    this.#halved = text !== held;
    void this.door.resync(text).then(
      ({ revision }) => this.#resynced(revision, text.length),
      (error: unknown) => {
        this.#resyncing = false;
        if (isFinal(error)) this.#refuse(error);
        else this.#tryLater(error);
      },
    );
  }

  #resynced(revision: number, length: number): void {
    this.#resyncing = false;
    this.#astray = false;
    const typed = this.#waiting;
    // The text of these proposals is in the core now; it still waits to hear that they were carried out.
    this.#waiting = this.#lostProposals.map((proposal) => ({ changes: ChangeSet.empty(length), proposal }));
    this.#waiting.push(...typed);
    this.#lostProposals = [];
    this.#settle(revision, length);
  }

  #tryLater(error: unknown): void {
    if (this.#failures === 0) this.owner.trouble(sentenceOf(error));
    const wait = patience[Math.min(this.#failures, patience.length - 1)] ?? 1000;
    this.#failures += 1;
    this.#settleWaiters(error);
    this.#sendSoon(wait);
  }

  #refuse(error: unknown): void {
    this.#refused = error;
    this.owner.trouble(sentenceOf(error));
    this.#settleWaiters(error);
  }

  #settleWaiters(error: unknown): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) {
      if (error === null) waiter.done();
      else waiter.failed(error);
    }
  }
}

/** Changes as the wire carries them. */
export function toWire(changes: ChangeSet): Change[] {
  const list: Change[] = [];
  changes.iterChanges((from, to, _fromAfter, _toAfter, inserted) => {
    list.push({ from, to, insert: inserted.toString() });
  });
  return list;
}

/**
 * Places changes made to an older text in the text of now. A place outside that text is refused (`null`),
 * as it is a mistake and not a change.
 */
export function place(changes: readonly Change[], since: ChangeDesc & ChangeSet): ChangeSet | null {
  const fits = changes.every((change) => change.from <= change.to && change.to <= since.length);
  return fits ? ChangeSet.of([...changes], since.length).map(since) : null;
}

/** Puts the sign for a lost character in the place of half a one, which no file can hold. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

function isFinal(error: unknown): error is WireError {
  return isWireError(error) && (error.code === "not-open" || error.code === "read-only");
}

function sentenceOf(error: unknown): string {
  if (isWireError(error)) return error.message;
  return "What you type does not reach the part of the program that saves. Your text is still here; it is tried again.";
}
