// Find and replace, in our words. Searches for what is typed, letter by letter; there are no patterns,
// so no search can hang. What stands in the fields or in the unprinted lines is not searched.
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  replaceAll,
  replaceNext,
  search,
  searchPanelOpen,
  SearchQuery,
  setSearchQuery,
} from "@codemirror/search";
import type { EditorState, Extension } from "@codemirror/state";
import { type Command, EditorView, type Panel, runScopeHandlers, type ViewUpdate } from "@codemirror/view";
import "./find.css";
import { bodyStart } from "./fields";
import { bodyEnd } from "./unprinted";

export const openFind: Command = (view) => open(view, "find");
export const openReplace: Command = (view) => open(view, "replace");

/** More matches than this are told as "more than". */
const mostCounted = 1000;

function open(view: EditorView, field: "find" | "replace"): boolean {
  openSearchPanel(view);
  // What was selected is searched for at once, and by our rules.
  const found = query(view.state);
  view.dispatch({ effects: setSearchQuery.of(newQuery(found.search, found.replace, found.caseSensitive)) });
  const panel = view.dom.querySelector<HTMLElement>(".sheet-find");
  const replace = panel?.querySelector<HTMLElement>(".sheet-find-replace");
  if (field === "replace" && replace && !view.state.readOnly) replace.hidden = false;
  const input = panel?.querySelector<HTMLInputElement>(
    field === "replace" && query(view.state).search ? "[name=replace]" : "[name=find]",
  );
  input?.focus();
  input?.select();
  return true;
}

function query(state: EditorState): SearchQuery {
  return getSearchQuery(state);
}

function newQuery(find: string, replace: string, caseSensitive: boolean): SearchQuery {
  return new SearchQuery({
    search: find,
    replace,
    caseSensitive,
    literal: true,
    test: (_match, state, from, to) => from >= bodyStart(state) && to <= bodyEnd(state),
  });
}

class FindPanel implements Panel {
  readonly top = true;
  readonly dom = document.createElement("form");
  readonly #find = field("find", "Find");
  readonly #replace = field("replace", "Replace with");
  readonly #case = document.createElement("input");
  readonly #count = document.createElement("output");
  readonly #replaceRow = row("sheet-find-row sheet-find-replace");

  constructor(private readonly view: EditorView) {
    this.dom.className = "sheet-find";
    this.dom.setAttribute("role", "search");
    this.dom.setAttribute("aria-label", "Find and replace");
    this.#case.type = "checkbox";
    this.#count.setAttribute("aria-live", "polite");
    this.#find.setAttribute("main-field", "true");
    const first = row("sheet-find-row");
    first.append(
      labelled("Find", this.#find),
      this.#button("Next", findNext),
      this.#button("Previous", findPrevious),
      labelled("Match capitals", this.#case),
      this.#count,
      this.#button("Close", closeSearchPanel),
    );
    this.#replaceRow.hidden = true;
    this.#replaceRow.append(
      labelled("Replace with", this.#replace),
      this.#button("Replace", replaceNext),
      this.#button("Replace all", replaceAll),
    );
    this.dom.append(first, this.#replaceRow);
    this.dom.addEventListener("submit", (event) => event.preventDefault());
    this.dom.addEventListener("input", () => this.#changed());
    this.dom.addEventListener("keydown", (event) => this.#key(event));
    this.#take(query(view.state));
  }

  update(update: ViewUpdate): void {
    let counts = update.docChanged || update.selectionSet;
    for (const transaction of update.transactions)
      for (const effect of transaction.effects)
        if (effect.is(setSearchQuery)) {
          this.#take(effect.value);
          counts = true;
        }
    if (counts) this.#tell();
  }

  #button(text: string, command: Command): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", () => {
      command(this.view);
    });
    return button;
  }

  #take(now: SearchQuery): void {
    if (this.#find.value !== now.search) this.#find.value = now.search;
    if (this.#replace.value !== now.replace) this.#replace.value = now.replace;
    this.#case.checked = now.caseSensitive;
  }

  #changed(): void {
    const now = newQuery(this.#find.value, this.#replace.value, this.#case.checked);
    this.view.dispatch({ effects: setSearchQuery.of(now) });
    this.#tell();
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Tab" && !this.#replaceRow.hidden && this.#goOn(event)) return;
    if (runScopeHandlers(this.view, event, "search-panel")) event.preventDefault();
    else if (event.key === "Escape") {
      event.preventDefault();
      closeSearchPanel(this.view);
      this.view.focus();
    } else if (event.key === "Enter" && event.target === this.#find) {
      event.preventDefault();
      (event.shiftKey ? findPrevious : findNext)(this.view);
    } else if (event.key === "Enter" && event.target === this.#replace) {
      event.preventDefault();
      replaceNext(this.view);
    }
  }

  /** With both fields shown, Tab goes from the one to the other first, then through all buttons. */
  #goOn(event: KeyboardEvent): boolean {
    const controls = [...this.dom.querySelectorAll<HTMLElement>("input, button")];
    const order = [this.#find, this.#replace, ...controls.filter((it) => !it.matches("[type=text]"))];
    const next = order[order.indexOf(event.target as HTMLElement) + (event.shiftKey ? -1 : 1)];
    if (!next) return false;
    event.preventDefault();
    next.focus();
    if (next instanceof HTMLInputElement && next.type === "text") next.select();
    return true;
  }

  #tell(): void {
    const now = query(this.view.state);
    this.#count.textContent = now.search === "" ? "" : counted(this.view.state, now);
  }
}

/** "3 of 12", "12 found", "Not found". */
function counted(state: EditorState, now: SearchQuery): string {
  const cursor = now.getCursor(state);
  const { main } = state.selection;
  let count = 0;
  let current = 0;
  for (let next = cursor.next(); !next.done; next = cursor.next()) {
    count += 1;
    if (next.value.from === main.from && next.value.to === main.to) current = count;
    if (count === mostCounted) return `more than ${mostCounted} found`;
  }
  if (count === 0) return "not found";
  return current > 0 ? `${current} of ${count}` : `${count} found`;
}

function row(className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  return element;
}

function field(name: string, label: string): HTMLInputElement {
  const input = document.createElement("input");
  input.type = "text";
  input.name = name;
  input.autocomplete = "off";
  input.setAttribute("aria-label", label);
  return input;
}

function labelled(text: string, control: HTMLInputElement): HTMLElement {
  const label = document.createElement("label");
  const name = document.createElement("span");
  name.textContent = text;
  if (control.type === "checkbox") label.append(control, name);
  else label.append(name, control);
  return label;
}

/** Find and replace as part of the sheet. */
export function find(): Extension {
  return [
    search({
      top: true,
      literal: true,
      createPanel: (view) => new FindPanel(view),
      scrollToMatch: (range) => EditorView.scrollIntoView(range, { y: "center" }),
    }),
  ];
}

export const findKeys = [
  { key: "F3", run: findNext, shift: findPrevious, preventDefault: true },
  { key: "Mod-g", run: findNext, shift: findPrevious, preventDefault: true },
  {
    key: "Escape",
    run: (view: EditorView) => searchPanelOpen(view.state) && closeSearchPanel(view),
  },
];
