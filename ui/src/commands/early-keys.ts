// Keys that were pressed before there was anything to press them on. Owns them until the window stands,
// then gives them to what has the focus. What is composed by an input method is left alone: it cannot be
// given again.

export interface EarlyKeys {
  /** Presses the kept keys again, in order, and keeps no more. */
  pressAgain(): void;
}

/** More than a hand presses while a window opens: a key that lies under a book is not kept for ever. */
const most = 40;

const modifiers = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock"]);

/** Keeps the keys that are pressed from now on. */
export function keepKeys(window: Window): EarlyKeys {
  const kept: KeyboardEvent[] = [];

  function keep(event: KeyboardEvent) {
    if (event.isComposing || event.key === "Dead" || event.key === "Process") return;
    if (modifiers.has(event.key) || kept.length >= most) return;
    event.preventDefault();
    event.stopPropagation();
    kept.push(event);
  }

  window.addEventListener("keydown", keep, true);
  return {
    pressAgain() {
      window.removeEventListener("keydown", keep, true);
      for (const event of kept.splice(0)) press(window.document, event);
    },
  };
}

function press(document: Document, event: KeyboardEvent) {
  const target = document.activeElement ?? document.body;
  const again = new KeyboardEvent("keydown", {
    key: event.key,
    code: event.code,
    keyCode: event.keyCode,
    location: event.location,
    ctrlKey: event.ctrlKey,
    altKey: event.altKey,
    shiftKey: event.shiftKey,
    metaKey: event.metaKey,
    bubbles: true,
    cancelable: true,
  });
  if (!target.dispatchEvent(again)) return;
  // A key that only says which one it was writes nothing: what it would have written is put in.
  const isLetter = [...event.key].length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (isLetter && target instanceof HTMLElement && target.isContentEditable) {
    document.execCommand("insertText", false, event.key);
  }
}
