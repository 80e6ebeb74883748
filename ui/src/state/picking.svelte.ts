// The picking list beside an FAQ: which questions nobody asked yet, which are ticked, which were set aside.
// Asked of the core for each text that it has examined. Must never change the text itself: what is picked
// comes back as a proposal that one step undoes.
import type { BankQuestion, PickingList, Waiver } from "../bindings/types";
import type { Desk } from "./desk.svelte";
import { byAsker, type AskerGroup } from "./askers";

export class Picking {
  list = $state.raw<PickingList | null>(null);
  /** The ticked questions, by their words. */
  ticked = $state.raw<ReadonlySet<string>>(new Set());
  #asking = false;
  #again = false;

  constructor(private readonly desk: Desk) {}

  /** The questions that were set aside as not relevant here. */
  get setAside(): Waiver[] {
    const waivers = this.desk.examination?.waivers ?? [];
    return waivers.filter(({ scope, state }) => scope === "question" && state === "holds");
  }

  /** The questions that nobody asked and nobody set aside. */
  get open(): BankQuestion[] {
    const away = new Set(this.setAside.map(({ quotation }) => quotation));
    return (this.list?.open ?? []).filter(({ question }) => !away.has(question));
  }

  get groups(): AskerGroup[] {
    return byAsker(this.open);
  }

  /** How many are open for the FAQ of that role. */
  openFor(role: string): number {
    const side = { "customer-faq": "customer", "internal-faq": "internal" }[role];
    if (side === undefined && role !== "faq") return 0;
    return this.open.filter((one) => side === undefined || one.side === side).length;
  }

  /** Asks for the list of the newest text, one question at a time. */
  async refresh(): Promise<void> {
    const document = this.desk.summary?.document;
    const hasFaq = this.desk.examination?.parts.some(({ role }) => role.endsWith("faq"));
    if (!document || !hasFaq) return this.forget();
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    try {
      const list = await this.desk.host.call("list_questions", { document });
      if (this.desk.summary?.document === document) this.#take(list);
    } catch {
      // The document was put away meanwhile: its list goes with it.
      if (this.desk.summary?.document === document) this.forget();
    } finally {
      this.#asking = false;
    }
    if (this.#again) {
      this.#again = false;
      await this.refresh();
    }
  }

  tick(question: string): void {
    const ticked = new Set(this.ticked);
    if (!ticked.delete(question)) ticked.add(question);
    this.ticked = ticked;
  }

  /** Puts the ticked questions into the text, or this one when none is ticked. */
  async put(question: string | null): Promise<void> {
    const questions = this.open.map((one) => one.question).filter((one) => this.ticked.has(one));
    if (questions.length === 0 && question !== null) questions.push(question);
    if (questions.length === 0) return;
    await this.desk.withDocument(async (document) => {
      await this.desk.editor.flush();
      await this.desk.host.call("propose_questions", { document, questions });
      this.ticked = new Set();
    });
  }

  /** Says that a question is not relevant for this document. */
  async setAsideAs(question: string): Promise<void> {
    await this.desk.withDocument(async (document) => {
      await this.desk.editor.flush();
      await this.desk.host.call("propose_dismissal", { document, question });
    });
  }

  /** Another document lies on the desk. */
  forget(): void {
    this.list = null;
    this.ticked = new Set();
  }

  #take(list: PickingList): void {
    this.list = list;
    const open = new Set(list.open.map(({ question }) => question));
    const ticked = [...this.ticked].filter((question) => open.has(question));
    if (ticked.length < this.ticked.size) this.ticked = new Set(ticked);
  }
}
