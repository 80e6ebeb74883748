// The moments of the open document and the comparison of one of them with the text as it is now.
// Never changes a text: to go back is a proposal of the core.
import type { Comparison, Version } from "../bindings/types";
import type { Host } from "../host/host";

/** How many moments are compared in search of one that differs. */
const triedAtFirst = 3;

export class Moments {
  /** Newest first. */
  versions = $state.raw<Version[]>([]);
  chosen = $state.raw<Version | null>(null);
  comparison = $state.raw<Comparison | null>(null);
  /** Which changed passage the reader is at, from 0. */
  passage = $state(0);
  /** True until the first answer of the core. */
  waiting = $state(true);
  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  get passages(): number {
    return this.comparison?.passages.length ?? 0;
  }

  /** Asks the core for the moments; keeps the chosen one if it is still there, else takes the newest. */
  async refresh(document: string): Promise<void> {
    const versions = await this.#host.call("list_versions", { document });
    const newestFirst = [...versions].sort((one, other) => other.at - one.at);
    // The list comes with its choice, so that the focus can go there at once.
    await this.#chooseFirst(document, newestFirst);
    this.versions = newestFirst;
    this.waiting = false;
  }

  async #chooseFirst(document: string, versions: readonly Version[]): Promise<void> {
    const kept = versions.find((version) => version.version === this.chosen?.version);
    if (kept) return this.choose(document, kept);
    // The newest moment is often the text as it is; the first that differs says more.
    for (const version of versions.slice(0, triedAtFirst)) {
      await this.choose(document, version);
      if (this.passages > 0 || this.chosen?.version !== version.version) return;
    }
    const newest = versions[0];
    if (newest) await this.choose(document, newest);
  }

  /** Compares a moment with the present text; an answer that comes too late is dropped. */
  async choose(document: string, version: Version): Promise<void> {
    const changed = version.version !== this.chosen?.version;
    this.chosen = version;
    if (changed) this.comparison = null;
    const comparison = await this.#host.call("compare_version", { document, version: version.version });
    if (this.chosen?.version !== version.version) return;
    this.comparison = comparison;
    if (changed || this.passage >= comparison.passages.length) this.passage = 0;
  }

  /** Goes to the next or previous changed passage, round at the ends. */
  step(direction: 1 | -1): void {
    if (this.passages === 0) return;
    this.passage = (this.passage + direction + this.passages) % this.passages;
  }

  leave(): void {
    this.versions = [];
    this.chosen = null;
    this.comparison = null;
    this.passage = 0;
    this.waiting = true;
  }
}
