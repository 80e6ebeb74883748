// Where in the text the reader is, so that another size or window keeps the place. Reads the laid-out
// page; changes nothing.

/** A place in the text: a character of a text node of the page. */
export interface Place {
  node: Text;
  offset: number;
}

/** Returns which screen a place is on, from 0; `width` is one screen with its gap. */
export function screenOf(page: HTMLElement, place: Place, width: number): number {
  const range = document.createRange();
  range.setStart(place.node, place.offset);
  range.setEnd(place.node, Math.min(place.offset + 1, place.node.length));
  const box = range.getBoundingClientRect();
  return Math.max(0, Math.floor((box.left - page.getBoundingClientRect().left + 1) / width));
}

/** Returns the first character on a screen or after it, or null on an empty page. */
export function firstOn(page: HTMLElement, screen: number, width: number): Place | null {
  const nodes = texts(page);
  const at = firstIndex(nodes.length, (index) => {
    const node = nodes[index] as Text;
    return screenOf(page, { node, offset: node.length - 1 }, width) >= screen;
  });
  const node = nodes[at] ?? nodes.at(-1);
  if (!node) return null;
  const offset = firstIndex(node.length, (index) => screenOf(page, { node, offset: index }, width) >= screen);
  return { node, offset: Math.min(offset, node.length - 1) };
}

function texts(page: HTMLElement): Text[] {
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text && node.data.trim() !== "") found.push(node);
  }
  return found;
}

/** Returns the first index for which `holds`, which is false up to some index and true from there. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
