// The notice of what the editor has just carried out for the core, with the offer to undo it. The offer stands
// only while the text is the one that came of it: once something else was typed "Undo" would take that back
// instead. After the undo nothing of the notice is true any more.
import type { Editor } from "../editor/contract";
import type { Notices } from "./notices.svelte";

export class UndoOffer {
  /** The notice that makes the offer, while it holds. */
  #notice: number | null = null;
  /** The text that the offer belongs to, and the one that it brings back. */
  #text = "";
  #before = "";

  constructor(
    private readonly notices: Notices,
    private readonly editor: Editor,
  ) {}

  /** Tells of a change of `before` that has just been carried out as one undo step. */
  make(sentence: string, before: string): void {
    this.#withdraw();
    this.#text = this.editor.text();
    this.#before = before;
    this.#notice = this.notices.say(sentence, "document", { label: "Undo", run: () => this.#take() });
  }

  /** Takes the offer from its notice once the text is another, and the notice once the change is undone. */
  keepTrue(): void {
    if (this.#notice === null) return;
    const text = this.editor.text();
    if (text === this.#before && text !== this.#text) this.#putAway();
    else if (text !== this.#text) this.#withdraw();
  }

  #take(): void {
    this.#putAway();
    this.editor.run("undo");
  }

  #putAway(): void {
    if (this.#notice !== null) this.notices.putAway(this.#notice);
    this.#forget();
  }

  #withdraw(): void {
    if (this.#notice !== null) this.notices.withdrawRemedy(this.#notice, withoutOffer);
    this.#forget();
  }

  #forget(): void {
    this.#notice = null;
    this.#text = "";
    this.#before = "";
  }
}

/** Returns what of a sentence still holds when one undo step would take something else back. */
function withoutOffer(sentence: string): string {
  const at = sentence.indexOf(" One undo step");
  return at > 0 ? sentence.slice(0, at) : sentence;
}
