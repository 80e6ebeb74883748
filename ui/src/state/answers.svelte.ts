// What the writer answers to remarks and says about paragraphs: waiving, taking back, pinning. Every answer
// stands in the file, so each is asked of the core and comes back as a proposal that one step undoes.
// Must never change the text itself.
import type { Finding, Pin, Reach, Waiver } from "../bindings/types";
import type { Desk } from "./desk.svelte";
import { countable, sameFinding, type Remark } from "./remarks";

export class Answers {
  /** The remark that has the focus, or had it last: a menu or a dialog may have it now. */
  held = $state.raw<Finding | null>(null);
  /** What a reason is asked for. */
  asked = $state.raw<{ finding: Finding; reach: Reach } | null>(null);

  constructor(private readonly desk: Desk) {}

  /** What may still be answered: nothing in a text that cannot be changed. */
  get possible(): boolean {
    return this.desk.open && this.desk.view === "write" && this.desk.readOnly === null;
  }

  /** The remark that a command means: the one that has the focus, else the one whose words hold the caret. */
  get atHand(): Finding | null {
    const { held } = this;
    const all = countable(this.desk.remarks);
    if (held && all.some(({ finding }) => sameFinding(finding, held))) return held;
    const { caret } = this.desk;
    return all.find(({ from, to }) => from <= caret && caret <= to)?.finding ?? null;
  }

  /** Waives a remark, here or its rule in this document; an error asks for a reason first. */
  async waive(finding: Finding, reach: Reach): Promise<void> {
    if (finding.severity !== "error") return this.answer(finding, reach, null);
    this.asked = { finding, reach };
    this.desk.dialog = "reason";
  }

  /** Puts the answer into the file, and the focus on the remark that comes after. */
  async answer(finding: Finding, reach: Reach, reason: string | null): Promise<void> {
    const after = this.#beside(finding, reach);
    await this.desk.withDocument(async (document) => {
      await this.desk.editor.flush();
      await this.desk.host.call("propose_waiver", {
        document,
        finding: finding.waivable,
        reason,
        scope: reach,
      });
      if (this.desk.openRemark && sameFinding(this.desk.openRemark, finding)) this.desk.openRemark = null;
      this.held = null;
      if (after) this.desk.wanted = { finding: after.finding };
      else this.desk.editor.focus();
    });
  }

  async takeBack(waiver: Waiver): Promise<void> {
    await this.desk.withDocument(async (document) => {
      await this.desk.editor.flush();
      await this.desk.host.call("propose_unwaive", { document, waiver: waiver.id });
    });
  }

  /** Says which part a paragraph is, by any place in it; with `null` Sixpager decides again. */
  async pin(role: string | null, at = this.desk.caret): Promise<void> {
    await this.desk.withDocument(async (document) => {
      await this.desk.editor.flush();
      const revision = this.desk.editor.revision();
      await this.desk.host.call("propose_pin", { document, revision, at, role });
    });
  }

  /** What the writer has said about the paragraph at the caret. */
  get pinHere(): Pin | null {
    const { caret, examination } = this.desk;
    return examination?.pins.find(({ from, to }) => from <= caret && caret <= to) ?? null;
  }

  /** Another document lies on the desk. */
  forget(): void {
    this.held = null;
    this.asked = null;
  }

  /** The remark that stands after one in the list that the writer sees, or before it at its end. */
  #beside(finding: Finding, reach: Reach): Remark | null {
    const list = this.desk.panelIsOpen("remarks") ? this.desk.listed : countable(this.desk.remarks);
    const at = list.findIndex((remark) => sameFinding(remark.finding, finding));
    const stays = (remark: Remark) => reach === "here" || remark.finding.rule !== finding.rule;
    return list.slice(at + 1).find(stays) ?? list.slice(0, Math.max(at, 0)).findLast(stays) ?? null;
  }
}
