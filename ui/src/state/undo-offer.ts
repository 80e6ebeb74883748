// The offer to undo what the editor has just carried out for the core. It stands beside the notice that
// tells of it, and only until something else was typed: "Undo" would take that back instead.
import type { Editor } from "../editor/contract";
import type { Notices } from "./notices.svelte";

export class UndoOffer {
  /** The notice that makes the offer, while it holds. */
  #notice: number | null = null;
  /** The text that the offer belongs to. */
  #text = "";

  constructor(
    private readonly notices: Notices,
    private readonly editor: Editor,
  ) {}

  /** Tells of a change that has just been carried out as one undo step. */
  make(sentence: string): void {
    this.#withdraw();
    this.#text = this.editor.text();
    this.#notice = this.notices.say(sentence, "document", { label: "Undo", run: () => this.#take() });
  }

  /** Takes the offer from its notice once the text is another. */
  keepTrue(): void {
    if (this.#notice !== null && this.editor.text() !== this.#text) this.#withdraw();
  }

  #take(): void {
    const notice = this.#notice;
    this.#notice = null;
    this.editor.run("undo");
    if (notice !== null) this.notices.putAway(notice);
  }

  #withdraw(): void {
    if (this.#notice !== null) this.notices.withdrawRemedy(this.#notice);
    this.#notice = null;
    this.#text = "";
  }
}
