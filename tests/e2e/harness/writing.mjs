// What a writer does in the page in Chromium, in words of the work.
import fs from "node:fs";
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
    const box = await this.content.evaluate((content, wanted) => {
      const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(wanted);
        if (at < 0) continue;
        node.parentElement.scrollIntoView({ block: "center" });
        const range = document.createRange();
        range.setStart(node, at + wanted.length - 1);
        range.setEnd(node, at + wanted.length);
        const { right, top, height } = [...range.getClientRects()].find((rect) => rect.width > 0);
        return { x: right - 1, y: top + height / 2 };
      }
      return null;
    }, words);
    if (!box) throw new Error(`The editor does not show "${words}" in one piece.`);
    await this.page.mouse.click(box.x, box.y);
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
