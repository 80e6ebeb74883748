// Where the caret was in a document, for as long as the window lives. Never part of the document.
import { EditorSelection } from "@codemirror/state";

const placeKey = (document: string): string => `place of ${document}`;

/** Remembers where the caret is as long as the window lives: a page that is loaded anew goes on there. */
export function keepPlace(document: string, anchor: number, head: number): void {
  try {
    sessionStorage.setItem(placeKey(document), `${anchor} ${head}`);
  } catch {
    // Without it the caret begins at the top.
  }
}

/** Where the caret was in a document, if that is a place of its text. */
export function keptPlace(document: string, length: number): EditorSelection | null {
  try {
    const kept = sessionStorage.getItem(placeKey(document));
    const [anchor, head] = (kept ?? "").split(" ").map(Number);
    const fits = (place: number | undefined): place is number =>
      place !== undefined && Number.isInteger(place) && place >= 0 && place <= length;
    return kept !== null && fits(anchor) && fits(head) ? EditorSelection.single(anchor, head) : null;
  } catch {
    return null;
  }
}
