// What a virtual display shows, read from the memory in which Xvfb keeps it (`-fbdir`): a look takes a
// millisecond and asks nothing of the program that is looked at.
import fs from "node:fs";
import path from "node:path";

export class Framebuffer {
  #descriptor;
  #frame;

  /** `folder` is what Xvfb was given as `-fbdir`; the file in it is in the format of xwd. */
  constructor(folder) {
    const file = path.join(folder, "Xvfb_screen0");
    this.#descriptor = fs.openSync(file, "r");
    const head = Buffer.alloc(100);
    fs.readSync(this.#descriptor, head, 0, 100, 0);
    const number = (index) => head.readUInt32BE(index * 4);
    this.width = number(4);
    this.height = number(5);
    this.bytesPerLine = number(12);
    this.start = number(0) + number(19) * 12;
    if (number(11) !== 32) throw new Error(`${file} has ${number(11)} bits a pixel; 32 were expected.`);
    this.#frame = Buffer.alloc(this.bytesPerLine * this.height);
  }

  /** Takes a new look at the lines of a region. */
  look({ y = 0, height = this.height } = {}) {
    const from = y * this.bytesPerLine;
    fs.readSync(this.#descriptor, this.#frame, from, height * this.bytesPerLine, this.start + from);
  }

  /** Counts the pixels of a region, as last looked at, that `wanted(red, green, blue)` accepts. */
  count({ x = 0, y = 0, width = this.width, height = this.height }, wanted) {
    let count = 0;
    for (let row = y; row < y + height; row++) {
      let at = row * this.bytesPerLine + x * 4;
      for (let column = 0; column < width; column++, at += 4) {
        if (wanted(this.#frame[at + 2], this.#frame[at + 1], this.#frame[at])) count++;
      }
    }
    return count;
  }

  close() {
    fs.closeSync(this.#descriptor);
  }
}
