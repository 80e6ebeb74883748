// The line of fields above the sheet: front matter in plain words, edited in place.
// The text's own front matter is hidden and guarded; only a field's value is spliced into it.
import { isolateHistory } from "@codemirror/commands";
import {
  EditorSelection,
  EditorState,
  type Extension,
  StateEffect,
  StateField,
  Transaction,
} from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { type Entry, fieldChange, type FrontMatter, readFrontMatter } from "./frontmatter";

/** Shows front matter as text, or as fields again. */
export const showAsText = StateEffect.define<boolean>();

interface Shown {
  matter: FrontMatter | null;
  asText: boolean;
}

const shownField = StateField.define<Shown>({
  create: (state) => ({ matter: readFrontMatter(state.doc), asText: false }),
  update(old, transaction) {
    let next = old;
    for (const effect of transaction.effects)
      if (effect.is(showAsText)) next = { ...next, asText: effect.value };
    if (transaction.docChanged && mayConcern(old, transaction))
      next = { ...next, matter: readFrontMatter(transaction.newDoc) };
    return next;
  },
  provide: (field) => [
    EditorView.decorations.compute([field], (state) => {
      const end = hiddenTo(state);
      return end === 0 ? Decoration.none : Decoration.set(Decoration.replace({ block: true }).range(0, end));
    }),
  ],
});

/** Whether a change is at the top of the text, where front matter is or may come to be. */
function mayConcern(old: Shown, transaction: Transaction): boolean {
  const reach = Math.max(old.matter?.to ?? 0, 8);
  if (old.matter?.broken) return true;
  return transaction.changes.touchesRange(0, reach) !== false;
}

/** End of the hidden front matter; 0 when all of the text is shown. */
function hiddenTo(state: EditorState): number {
  const { matter, asText } = state.field(shownField);
  // With nothing after the closing line there would be no place left for the caret.
  return matter && !matter.broken && !asText && matter.to < state.doc.length ? matter.to : 0;
}

/** Where the text begins that is written on the sheet. */
export function bodyStart(state: EditorState): number {
  const end = hiddenTo(state);
  return end === 0 ? 0 : end + 1;
}

const guard = EditorState.changeFilter.of((transaction) => {
  const end = hiddenTo(transaction.startState);
  const typed = ["input", "delete", "move"].some((event) => transaction.isUserEvent(event));
  return end === 0 || !typed || transaction.isUserEvent("input.field") ? true : [0, end + 1];
});

const keepCaretOut = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.selection && !transaction.docChanged) return transaction;
  const start = bodyStart(transaction.state);
  const { selection } = transaction.state;
  if (start === 0 || selection.ranges.every((range) => range.from >= start)) return transaction;
  const ranges = selection.ranges.map((range) =>
    EditorSelection.range(Math.max(range.anchor, start), Math.max(range.head, start)),
  );
  return [transaction, { selection: EditorSelection.create(ranges, selection.mainIndex), sequential: true }];
});

interface Kind {
  keys: string[];
  label: string;
  /** Offered even when the text does not have it yet. */
  always: boolean;
}

const kinds: Kind[] = [
  { keys: ["template", "kind"], label: "Kind", always: false },
  { keys: ["owner", "author"], label: "Owner", always: true },
  { keys: ["status"], label: "Status", always: true },
  { keys: ["launch", "date"], label: "Launch", always: true },
  { keys: ["customer"], label: "Customer", always: false },
  { keys: ["reviewers"], label: "Reviewers", always: false },
  { keys: ["confidential"], label: "Confidential", always: false },
];
const statuses = ["drafting", "in review", "approved", "launched"];

/** The line of fields; `element` stands above the sheet and is filled here. */
export function fields(element: HTMLElement): Extension {
  const line = ViewPlugin.fromClass(
    class {
      drawn: FrontMatter | null | undefined;
      drawnAsText = false;

      constructor(readonly view: EditorView) {
        this.draw();
      }

      update(update: ViewUpdate): void {
        const now = update.state.field(shownField);
        if (now !== update.startState.field(shownField)) this.draw();
      }

      draw(): void {
        const { matter, asText } = this.view.state.field(shownField);
        const held = document.activeElement;
        const key = held instanceof HTMLElement && element.contains(held) ? held.dataset.key : undefined;
        element.replaceChildren();
        element.hidden = !matter;
        if (!matter) return;
        if (matter.broken) element.append(sentence(matter.broken));
        else if (asText) element.append(this.toggle("As fields", false));
        else element.append(...this.line(matter), this.toggle("As text", true));
        if (key) element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
      }

      line(matter: FrontMatter): HTMLElement[] {
        return kinds.flatMap((kind) => {
          const entry = matter.entries.find((candidate) => kind.keys.includes(candidate.key));
          if (!entry && !kind.always) return [];
          if (entry && entry.value === null) return [];
          return [this.field(kind, entry)];
        });
      }

      field(kind: Kind, entry: Entry | undefined): HTMLElement {
        const key = entry?.key ?? kind.keys[0] ?? "";
        const label = document.createElement("label");
        const name = document.createElement("span");
        name.textContent = entry?.key === "date" ? "Date" : kind.label;
        const value = entry?.value ?? "";
        const control = key === "status" ? choice(value) : input(value);
        control.dataset.key = key;
        control.disabled = this.view.state.readOnly;
        control.addEventListener("change", () => this.set(key, control.value));
        control.addEventListener("keydown", (event) => this.key(event as KeyboardEvent, control, value));
        label.append(name, control);
        return label;
      }

      set(key: string, value: string): void {
        const { matter } = this.view.state.field(shownField);
        if (!matter || matter.broken) return;
        // A field that is not there and stays empty is not written.
        if (value.trim() === "" && !matter.entries.some((entry) => entry.key === key)) return;
        this.view.dispatch({
          changes: fieldChange(matter, key, value),
          userEvent: "input.field",
          annotations: isolateHistory.of("full"),
        });
      }

      key(event: KeyboardEvent, control: HTMLInputElement | HTMLSelectElement, before: string): void {
        if (event.isComposing) return;
        if (event.key === "Escape") control.value = before;
        else if (event.key !== "Enter" && !(event.key === "ArrowDown" && control instanceof HTMLInputElement))
          return;
        event.preventDefault();
        this.view.focus();
      }

      toggle(text: string, asText: boolean): HTMLElement {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = text;
        button.dataset.key = "as text";
        button.addEventListener("click", () => {
          this.view.dispatch({ effects: showAsText.of(asText) });
        });
        return button;
      }
    },
  );
  return [shownField, guard, keepCaretOut, line];
}

/** Goes from the first line of the text up into the fields. */
export function enterFields(element: HTMLElement) {
  return (view: EditorView): boolean => {
    const { main } = view.state.selection;
    if (element.hidden || !main.empty) return false;
    const start = bodyStart(view.state);
    if (view.state.doc.lineAt(main.head).from > start) return false;
    const above = view.coordsAtPos(Math.max(view.moveVertically(main, false).head, start));
    const here = view.coordsAtPos(main.head);
    // A first line of several rows is gone through row by row.
    if (above && here && above.bottom <= here.top + 1) return false;
    const first = element.querySelector<HTMLElement>("input, select, button");
    first?.focus();
    return first !== null;
  };
}

function sentence(text: string): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}

function input(value: string): HTMLInputElement {
  const control = document.createElement("input");
  control.type = "text";
  control.value = value;
  control.placeholder = "add";
  control.autocomplete = "off";
  control.spellcheck = false;
  const fit = (): void => {
    control.size = Math.max(control.value.length, 4);
  };
  fit();
  control.addEventListener("input", fit);
  return control;
}

function choice(value: string): HTMLSelectElement {
  const control = document.createElement("select");
  const known = statuses.find((status) => status === value.trim().toLowerCase().replace(/[-_]/g, " "));
  for (const status of known ? statuses : [value, ...statuses]) {
    const option = document.createElement("option");
    option.value = known === status ? value : status;
    option.textContent = status === "" ? "none" : status;
    option.selected = option.value === value;
    control.append(option);
  }
  return control;
}
