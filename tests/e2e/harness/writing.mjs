// What a writer does in the page in Chromium, in words of the work.
import fs from "node:fs";
import { placeOfWords } from "./place.mjs";
import { until } from "./wait.mjs";

export class Writing {
  constructor(flow, file) {
    this.flow = flow;
    this.page = flow.page;
    this.file = file;
    this.content = flow.page.locator(".cm-content");
  }

  /** Waits until the editor shows these words. */
  async shows(words) {
    await this.content.getByText(words, { exact: false }).first().waitFor();
  }

  showsNot(words) {
    return until(`the editor no longer shows "${words}"`, async () => !(await this.drawn()).includes(words));
  }

  /** The lines that the editor has drawn, marks that it hides included. */
  async drawn() {
    return (await this.content.locator(".cm-line").allTextContents()).join("\n");
  }

  /** Sets the caret at the end of these words with the mouse. */
  async caretAfter(words) {
    const place = await until(`the editor shows "${words}"`, () => this.page.evaluate(placeOfWords, words));
    await this.page.mouse.click(place.end.x, place.end.y);
  }

  async caretAtEnd() {
    await this.content.focus();
    await this.page.keyboard.press("Control+End");
  }

  /** The bytes on disk. */
  bytes() {
    return fs.readFileSync(this.file);
  }

  text() {
    return this.bytes().toString("utf8");
  }

  /** Waits until the file on disk contains, or is, what is wanted. */
  saved(wanted) {
    const holds = typeof wanted === "string" ? (text) => text.includes(wanted) : wanted;
    return until(`the file holds ${wanted}`, () => holds(this.text()) && (this.text() || true));
  }
}
