// The line of fields above the sheet: front matter in plain words, edited in place.
// The text's own front matter is hidden and guarded; only a field's value is spliced into it.
import { isolateHistory } from "@codemirror/commands";
import {
  EditorSelection,
  EditorState,
  type Extension,
  StateEffect,
  StateField,
  type Text,
  Transaction,
} from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { Examination } from "../bindings/types";
import { examined } from "./remarks";
import { type Entry, fieldChange, type FrontMatter, readFrontMatter } from "./frontmatter";

/** Shows front matter as text, or as fields again. */
export const showAsText = StateEffect.define<boolean>();

interface Shown {
  matter: FrontMatter | null;
  asText: boolean;
  /** Why the core cannot read the fields; it knows the whole of the language that they are written in. */
  problem: string | null;
}

const shownField = StateField.define<Shown>({
  create: (state) => ({ matter: readFrontMatter(state.doc), asText: false, problem: null }),
  update(old, transaction) {
    let next = old;
    for (const effect of transaction.effects) {
      if (effect.is(showAsText)) next = { ...next, asText: effect.value };
      else if (effect.is(examined)) next = withProblem(next, effect.value.examination, transaction.newDoc);
    }
    if (transaction.docChanged && mayConcern(old, transaction))
      next = { ...next, matter: judgedMatter(transaction.newDoc, next.problem) };
    return next;
  },
  provide: (field) => [
    EditorView.decorations.compute([field], (state) => {
      const end = hiddenTo(state);
      return end === 0 ? Decoration.none : Decoration.set(Decoration.replace({ block: true }).range(0, end));
    }),
  ],
});

function withProblem(old: Shown, examination: Examination, doc: Text): Shown {
  const problem = examination.fields_problem;
  return problem === old.problem ? old : { ...old, problem, matter: judgedMatter(doc, problem) };
}

/** The front matter of a text; broken if either of the two that read it says so. */
function judgedMatter(doc: Text, problem: string | null): FrontMatter | null {
  const matter = readFrontMatter(doc);
  return matter && problem !== null ? { ...matter, broken: matter.broken ?? problem } : matter;
}

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

/** A template by its id and by the name that a writer knows it by. */
export interface NamedTemplate {
  template: string;
  name: string;
}

interface Kind {
  keys: string[];
  label: string;
  /** What stands in its place while it is empty; `null` for what is offered only once the text has it. */
  offer: string | null;
}

const kinds: Kind[] = [
  { keys: ["template", "kind"], label: "Kind", offer: null },
  { keys: ["owner", "author"], label: "Owner", offer: "Add an owner" },
  { keys: ["status"], label: "Status", offer: "No status" },
  { keys: ["launch", "date"], label: "Launch", offer: "Add a launch date" },
  { keys: ["customer"], label: "Customer", offer: null },
  { keys: ["reviewers"], label: "Reviewers", offer: null },
  { keys: ["confidential"], label: "Confidential", offer: null },
];
const statuses = ["drafting", "in review", "approved", "launched"].map((value) => ({
  value,
  name: capital(value),
}));

/** The line of fields; `element` stands above the sheet and is filled here. `templates` are asked for when
 * it is drawn. */
export function fields(element: HTMLElement, templates: () => readonly NamedTemplate[]): Extension {
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
        else element.append(this.line(matter), this.toggle("As text", true));
        if (key) element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
      }

      line(matter: FrontMatter): HTMLElement {
        const line = document.createElement("div");
        line.className = "sheet-fields-line";
        for (const kind of kinds) {
          const entry = matter.entries.find((candidate) => kind.keys.includes(candidate.key));
          if (entry?.value === null) continue;
          const offered = kind.offer !== null && !this.view.state.readOnly;
          if (entry?.value || offered) line.append(this.field(kind, entry));
        }
        return line;
      }

      field(kind: Kind, entry: Entry | undefined): HTMLElement {
        const key = entry?.key ?? kind.keys[0] ?? "";
        const value = entry?.value ?? "";
        const name = key === "date" ? "Date" : kind.label;
        const control = this.control(key, value, kind.offer ?? "");
        control.dataset.key = key;
        control.disabled = this.view.state.readOnly;
        control.addEventListener("change", () => this.set(key, control.value));
        control.addEventListener("keydown", (event) => this.key(event as KeyboardEvent, control, value));
        const label = document.createElement("label");
        const said = document.createElement("span");
        said.textContent = name;
        // A chosen kind or status says by itself what it is, and an offer names what it is for.
        if (control instanceof HTMLSelectElement || value === "") said.className = "unseen";
        label.append(said, control);
        if (control instanceof HTMLSelectElement) fitToChoice(label, control);
        return label;
      }

      control(key: string, value: string, offer: string): HTMLInputElement | HTMLSelectElement {
        if (key === "status") return choice(value, statuses, offer);
        if (key !== "template") return input(value, offer);
        const known = templates().map(({ template, name: called }) => ({ value: template, name: called }));
        return choice(value, known, "");
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
    // The first that is typed into: the next arrow key would change a choice.
    const first =
      element.querySelector<HTMLElement>("input:enabled") ?? element.querySelector<HTMLElement>("button");
    first?.focus();
    return first !== null;
  };
}

function sentence(text: string): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}

function input(value: string, offer: string): HTMLInputElement {
  const control = document.createElement("input");
  control.type = "text";
  control.value = value;
  control.placeholder = offer;
  control.autocomplete = "off";
  control.spellcheck = false;
  const fit = (): void => {
    // A value that is longer than the line ends in dots.
    control.title = control.value;
    control.size = Math.max(control.value.length || offer.length, 4);
  };
  fit();
  control.addEventListener("input", fit);
  return control;
}

interface Choice {
  value: string;
  name: string;
}

/** A list of choices; a value that is none of them is one more. */
function choice(value: string, choices: readonly Choice[], offer: string): HTMLSelectElement {
  const control = document.createElement("select");
  const plain = value.trim().toLowerCase();
  const known = choices.find((one) => one.value === plain || one.value === plain.replace(/[-_]/g, " "));
  const all = known ? choices : [{ value, name: value || offer }, ...choices];
  for (const one of all) {
    const option = document.createElement("option");
    option.value = known === one ? value : one.value;
    option.textContent = one.name;
    option.selected = option.value === value;
    control.append(option);
  }
  return control;
}

/** Not every web view makes a list as wide as its choice: the words of the choice take the room for it. */
function fitToChoice(label: HTMLLabelElement, control: HTMLSelectElement): void {
  const fit = (): void => {
    label.dataset["chosen"] = control.selectedOptions[0]?.textContent ?? "";
  };
  fit();
  control.addEventListener("input", fit);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
