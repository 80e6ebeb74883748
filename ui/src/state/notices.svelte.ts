// What the program has to tell the writer, one line at a time. A notice stays until it is read and
// put away; none vanishes by itself.

/** What the writer may do about a notice besides putting it away. */
export interface Remedy {
  label: string;
  run(): void;
}

export interface Notice {
  id: number;
  sentence: string;
  remedy: Remedy | null;
  /** What it is about: a notice about a document goes when the document goes. */
  about: "document" | "window";
}

export class Notices {
  list = $state.raw<Notice[]>([]);
  #last = 0;

  /** The one to show: the newest. */
  get current(): Notice | null {
    return this.list.at(-1) ?? null;
  }

  /** Says a sentence; the same sentence is not kept twice. Returns its id. */
  say(sentence: string, about: Notice["about"] = "window", remedy: Remedy | null = null): number {
    const id = ++this.#last;
    const others = this.list.filter((notice) => notice.sentence !== sentence);
    this.list = [...others, { id, sentence, remedy, about }];
    return id;
  }

  putAway(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  /** Takes back a sentence that is said in another place. */
  takeBack(sentence: string): void {
    this.list = this.list.filter((notice) => notice.sentence !== sentence);
  }

  /** Takes the remedy from a notice, such as an undo that came too late; `left` is what its sentence says then. */
  withdrawRemedy(id: number, left: (sentence: string) => string): void {
    const without = (notice: Notice) => ({ ...notice, sentence: left(notice.sentence), remedy: null });
    this.list = this.list.map((notice) => (notice.id === id ? without(notice) : notice));
  }

  /** Another document lies on the desk: what was said about the one before is over. */
  forgetDocument(): void {
    this.list = this.list.filter((notice) => notice.about === "window");
  }
}
