// Whether events came whole. The core numbers them one by one; a hole means that one was lost and the
// session has to be asked for anew.

export type Arrival = "next" | "gap" | "old";

export class Sequence {
  #last: number | null = null;

  /** Takes the number of an event; the first one seen is the start. */
  take(number: number): Arrival {
    const last = this.#last;
    if (last !== null && number <= last) return "old";
    this.#last = number;
    return last === null || number === last + 1 ? "next" : "gap";
  }
}
