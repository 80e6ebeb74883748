// What a writer does in the real window: reads words, presses buttons by their words, sets the caret beside
// words. Knows the page only as it is seen, and the two names that the editor's library gives its parts.
import { placeOfWords } from "./place.mjs";
import { until } from "./wait.mjs";
import { Key } from "./webdriver.mjs";

const inPage = {
  words: placeOfWords,
  /** Centre of the first visible control whose words contain those given. */
  control: (words) => {
    const controls = [...document.querySelectorAll("button, a, [role=menuitem], [role=option], summary")];
    const found = controls.find((control) => {
      const name = `${control.innerText} ${control.getAttribute("aria-label") ?? ""}`.replace(/\s+/g, " ");
      return name.includes(words) && control.getClientRects().length > 0 && !control.disabled;
    });
    if (!found) return null;
    found.scrollIntoView({ block: "nearest" });
    const { left, top, width, height } = found.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  },
};

export class Sheet {
  constructor(window) {
    this.window = window;
    this.driver = window.driver;
  }

  /** All words on the screen. */
  words() {
    return this.driver.evaluate(() => document.body.innerText);
  }

  /** The lines of the document that the editor has drawn. */
  lines() {
    return this.driver.evaluate(() =>
      [...document.querySelectorAll(".cm-content .cm-line")].map((line) => line.textContent),
    );
  }

  /** The remarks beside the text, as they read. */
  remarks() {
    return this.driver.evaluate(() =>
      [...document.querySelectorAll("[data-remark]")].map((remark) => remark.innerText.replace(/\s+/g, " ")),
    );
  }

  shows(words, within) {
    return until(`the window shows "${words}"`, async () => (await this.words()).includes(words), within);
  }

  showsNot(words, within) {
    return until(
      `the window no longer shows "${words}"`,
      async () => !(await this.words()).includes(words),
      within,
    );
  }

  async press(words) {
    const point = await until(`there is a control "${words}"`, () =>
      this.driver.evaluate(inPage.control, words),
    );
    await this.driver.drag(point);
  }

  async caretAfter(words) {
    const { end } = await this.#place(words);
    await this.driver.drag(end);
  }

  /** Selects words by dragging over them with the mouse. */
  async select(words) {
    const { start, end } = await this.#place(words);
    await this.driver.drag(start, end);
  }

  /** Shows the oldest moment in the history, which must be open. */
  async chooseOldestMoment() {
    const point = await until("there are moments", () =>
      this.driver.evaluate(() => {
        const oldest = [...document.querySelectorAll("nav[aria-label=Moments] button")].at(-1);
        if (!oldest) return null;
        oldest.scrollIntoView({ block: "nearest" });
        const { left, top, width, height } = oldest.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      }),
    );
    await this.driver.drag(point);
  }

  /** Selects the whole line of the document that the caret is in, however often it wraps. */
  async selectLine() {
    // Home and End stop at a wrap first and go to the line's own end when pressed again.
    for (let press = 0; press < 4; press++) await this.driver.type(Key.Home);
    for (let press = 0; press < 4; press++) await this.driver.chord(Key.Shift, Key.End);
  }

  /** Where words stand once scrolling has come to rest: the same place twice. */
  async #place(words) {
    let before;
    return until(`the editor shows "${words}"`, async () => {
      const now = await this.driver.evaluate(inPage.words, words);
      const rests = now !== null && JSON.stringify(now) === before;
      before = JSON.stringify(now);
      return rests && now;
    });
  }
}
