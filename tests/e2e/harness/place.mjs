// Where words stand in the editor. Runs inside the page, of either browser: it sees only its argument.

/**
 * Returns where words of one line begin and end on the screen, after scrolling them into view, or null. What
 * the editor draws around words (underlines, bold) may cut them into pieces.
 */
export function placeOfWords(words) {
  for (const line of document.querySelectorAll(".cm-content .cm-line")) {
    const at = line.textContent.indexOf(words);
    if (at < 0) continue;
    line.scrollIntoView({ block: "center" });
    // A letter at a wrap has a box on both lines; the one with a width is where it is seen.
    const box = (offset) => {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (offset >= node.length) {
          offset -= node.length;
          continue;
        }
        const range = document.createRange();
        range.setStart(node, offset);
        range.setEnd(node, offset + 1);
        return [...range.getClientRects()].find((rect) => rect.width > 0);
      }
    };
    const first = box(at);
    const last = box(at + words.length - 1);
    if (!first || !last) continue;
    return {
      start: { x: first.left + 1, y: first.top + first.height / 2 },
      end: { x: last.right - 1, y: last.top + last.height / 2 },
    };
  }
  return null;
}
