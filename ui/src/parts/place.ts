// Where the notes of a margin stand. Pure.

/** A note that wants to stand at `top` and takes `height` pixels. */
export interface Wish {
  top: number;
  height: number;
}

/** Returns the tops of the notes, in the order given (ascending): none overlaps the one above it; a note
 * that has no room is pushed down. */
export function settle(wishes: readonly Wish[], gap: number): number[] {
  let free = -Infinity;
  return wishes.map(({ top, height }) => {
    const settled = Math.max(top, free);
    free = settled + height + gap;
    return settled;
  });
}
