// The sheet: puts the pieces together behind the contract. Owns the text of the open document and its
// outbox; knows nothing of panels. The core never changes this text by itself.
import { history, isolateHistory, standardKeymap } from "@codemirror/commands";
import {
  Annotation,
  ChangeSet,
  Compartment,
  EditorSelection,
  EditorState,
  type Extension,
  Text,
  Transaction,
} from "@codemirror/state";
import { drawSelection, EditorView, keymap, type ViewUpdate } from "@codemirror/view";
import type {
  Examination,
  Finding,
  OpenedDocument,
  Origin,
  Proposal,
  Settings,
  TemplateSummary,
} from "../bindings/types";
import { type Host, isWireError } from "../host/host";
import {
  type CreateEditor,
  type Editor,
  type EditorCommand,
  type EditorHooks,
  sameFinding,
} from "./contract";
import { bodyStart, enterFields, fields } from "./fields";
import "./fields.css";
import { columns } from "./columns";
import { commandKeys, runCommand } from "./commands";
import { find, findKeys } from "./find";
import { guidance } from "./guidance";
import { linkAt } from "./inline";
import { language } from "./language";
import { look } from "./look";
import { marks } from "./marks";
import { motion } from "./motion";
import { Outbox, place } from "./outbox";
import { paste } from "./paste";
import { examined, guidanceAt, judgeWhat, placing, remarks, roleAt } from "./remarks";
import { softbreaks } from "./softbreaks";
import { typedInCells } from "./tables";
import { stateWithUndo, writeUndo } from "./undo";
import { unprinted } from "./unprinted";

/** Marks a change that the core proposed with where it came from. */
export const origin = Annotation.define<Origin>();
const proposalId = Annotation.define<number>();

/** A line longer than this is not read as Markdown, which would take seconds with every letter. */
const longestLine = 100_000;
const plainSentence =
  "This text has a line of more than 100,000 characters, so it is shown as plain text. Nothing of it is changed.";

/** Pixels kept between the caret and the edge of the window when the text scrolls to it. */
const comfort = 64;

/**
 * Milliseconds of rest before the undo history is kept. Less than the second after which the file is
 * written: what is in the file after a crash can then be undone too.
 */
const undoRest = 500;

/** Milliseconds after which the place of a caret that only moved is kept. */
const caretRest = 1000;

export const createEditor: CreateEditor = (host, hooks) => new Sheet(host, hooks);

class Sheet implements Editor {
  readonly element = document.createElement("div");
  readonly #fields = document.createElement("div");
  readonly #plain = document.createElement("p");
  readonly #view: EditorView;
  readonly #attributes = new Compartment();
  #spelling = true;
  /** The remark that was gone to last. */
  #visited: Finding | null = null;
  #templates: readonly TemplateSummary[] = [];
  #document: string | null = null;
  #outbox: Outbox | null = null;
  /** What came for a revision that this editor has not been told of yet. */
  #early: { examination: Examination | null; proposal: Proposal | null } = {
    examination: null,
    proposal: null,
  };
  /** The newest proposal that was carried out: each may be told again until the core has the answer. */
  #answered = 0;
  /** The text that the outbox sends whole if it must; it outlives the view's when another document is opened. */
  #held = { doc: Text.empty };
  #undoDue: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: Host,
    private readonly hooks: EditorHooks,
  ) {
    this.element.className = "sheet-editor";
    this.#fields.className = "sheet-fields";
    this.#fields.setAttribute("role", "group");
    this.#fields.setAttribute("aria-label", "About this document");
    this.#fields.hidden = true;
    this.#view = new EditorView({ state: EditorState.create({ extensions: [look] }) });
    this.#plain.className = "sheet-plain";
    this.#plain.textContent = plainSentence;
    this.#plain.hidden = true;
    this.element.append(this.#fields, this.#plain, this.#view.dom);
  }

  open(document: OpenedDocument): void {
    this.#leave();
    this.#document = document.summary.document;
    this.#held = { doc: Text.of(document.text.split("\n")) };
    this.#outbox = this.#newOutbox(document);
    this.#early = { examination: null, proposal: null };
    this.#answered = 0;
    const isPlain = hasLongLine(document.text);
    this.#plain.hidden = !isPlain;
    const drawing = isPlain ? [] : [language(), softbreaks, marks, columns];
    const config = { extensions: [this.#extensions(document.read_only !== null), drawing] };
    const { text, undo, undo_back: back, since_undo: since } = document;
    const state = stateWithUndo(text, undo, config, back, since);
    this.#view.setState(state);
    const { main } = state.selection;
    this.#view.dispatch(
      main.head > 0
        ? { effects: EditorView.scrollIntoView(main.head, { y: "center" }) }
        : { selection: { anchor: firstPlace(state) } },
    );
    this.show(document.examination);
    if (main.head === 0) this.#takeGuidance();
    // A caret that was kept stands where it was without having moved.
    this.#tellCaret(this.#view.state);
    if (document.proposal) this.carryOut(document.proposal);
    // Next time what another program wrote must not pass for hers.
    if (since === "another-program") this.#keepUndoSoon(0);
  }

  /** What is typed first in a new document stands in the place of the guidance there. */
  #takeGuidance(): void {
    const { state } = this.#view;
    const here = state.readOnly ? null : guidanceAt(state, state.selection.main.head);
    if (here) this.#view.dispatch({ selection: { anchor: here.from, head: here.to } });
  }

  async flush(): Promise<void> {
    await this.#outbox?.flush();
  }

  run(command: EditorCommand): boolean {
    if (command !== "find" && command !== "replace") this.#view.focus();
    return runCommand(this.#view, command);
  }

  carryOut(proposal: Proposal): void {
    const outbox = this.#outbox;
    if (!outbox || proposal.proposal <= this.#answered) return;
    if (this.#view.composing || outbox.awaits(proposal.revision)) {
      // The core asks for one thing at a time: a newer one takes the place of what waits.
      this.#early.proposal = proposal;
      return;
    }
    const since = outbox.since(proposal.revision);
    const changes = since && place(proposal.changes, since);
    if (!changes) {
      // One from before a resync was dropped by the core too, which looks at the file again.
      if (proposal.revision < outbox.revision) return;
      this.hooks.onTrouble("A change could not be placed in this text, so nothing was changed here.");
      return;
    }
    this.#answered = proposal.proposal;
    this.#view.dispatch({
      changes,
      scrollIntoView: false,
      annotations: [
        origin.of(proposal.origin),
        proposalId.of(proposal.proposal),
        isolateHistory.of("full"),
        Transaction.userEvent.of(`proposal.${proposal.origin}`),
      ],
    });
    // A proposal that changes nothing any more must still be answered.
    if (changes.empty) outbox.push(ChangeSet.empty(this.#view.state.doc.length), proposal.proposal);
  }

  show(examination: Examination): void {
    const outbox = this.#outbox;
    if (!outbox) return;
    const since = this.#view.composing ? null : outbox.since(examination.revision);
    if (since) {
      const length = since.length;
      const findings = examination.findings.filter(({ from, to }) => from <= to && to <= length);
      const parts = examination.parts.filter(({ to }) => to === null || to <= length);
      const fitting = { ...examination, findings, parts };
      this.#view.dispatch({ effects: examined.of({ examination: fitting, since }) });
    } else if (this.#view.composing || outbox.awaits(examination.revision)) {
      this.#early.examination = examination;
    }
  }

  judge(what: "all" | "touched"): void {
    this.#view.dispatch({ effects: judgeWhat.of(what) });
  }

  fix(finding: Finding): void {
    const { examination, findings } = this.#view.state.field(remarks);
    const here =
      findings.find((placed) => placed.finding === finding) ??
      findings.find(({ finding: other }) => same(other, finding));
    const since = examination && this.#outbox?.since(examination.revision);
    const changes = here?.finding.fix && since ? place(here.finding.fix.changes, since) : null;
    if (!changes || !here || this.#view.state.readOnly) {
      this.hooks.onTrouble(
        "The text has changed since this remark was made. Nothing was changed; the remark is looked at again.",
      );
      return;
    }
    this.#view.dispatch({
      changes,
      selection: { anchor: endOf(changes) },
      scrollIntoView: true,
      userEvent: "input.fix",
      annotations: isolateHistory.of("full"),
    });
    this.#view.focus();
  }

  reveal(from: number, to = from): void {
    const length = this.#view.state.doc.length;
    const anchor = Math.min(from, length);
    const selection = EditorSelection.range(anchor, Math.min(to, length));
    this.#view.dispatch({
      selection,
      effects: EditorView.scrollIntoView(selection, { y: "center" }),
      userEvent: "select",
    });
    this.#view.focus();
  }

  nextRemark(direction: 1 | -1, held: Finding | null): Finding | null {
    const list = this.#view.state.field(remarks).shown;
    const caret = this.#view.state.selection.main.from;
    const visited = list.findIndex(({ finding, from }) => finding === this.#visited && from === caret);
    const focused = held ? list.findIndex(({ finding }) => sameFinding(finding, held)) : -1;
    // From inside a remark's words, that remark is where one is, not the one before.
    const around = list.findLastIndex(({ from, to }) => from < caret && caret <= to);
    const here = visited >= 0 ? visited : focused >= 0 ? focused : direction === -1 ? around : -1;
    const beside = here < 0 ? undefined : list[here + direction];
    const away =
      here >= 0
        ? list.at(direction === 1 ? 0 : -1)
        : direction === 1
          ? (list.find(({ from }) => from > caret) ?? list[0])
          : (list.findLast(({ from }) => from < caret) ?? list.at(-1));
    const next = beside ?? away;
    this.#visited = next?.finding ?? null;
    // The words are not selected: a key that was meant for the remark must not replace them.
    if (next) this.reveal(next.from);
    return this.#visited;
  }

  text(): string {
    return this.#view.state.doc.toString();
  }

  revision(): number {
    return this.#outbox?.revision ?? 0;
  }

  settings(settings: Settings): void {
    this.#spelling = settings.spelling;
    this.#view.dispatch({ effects: this.#attributes.reconfigure(this.#contentAttributes()) });
  }

  templates(templates: readonly TemplateSummary[]): void {
    this.#templates = templates;
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#leave();
    this.#view.destroy();
    this.element.remove();
  }

  #leave(): void {
    clearTimeout(this.#undoDue);
    const outbox = this.#outbox;
    // What the screens did not flush is sent all the same; a refusal has been told by then.
    outbox?.flush().then(
      () => outbox.close(),
      () => outbox.close(),
    );
    this.#outbox = null;
    this.#document = null;
  }

  #newOutbox(opened: OpenedDocument): Outbox {
    const document = opened.summary.document;
    const held = this.#held;
    const outbox: Outbox = new Outbox(
      {
        edit: (base, changes, length, proposal) =>
          this.host.call("edit_document", { document, base, changes, length, proposal }),
        resync: (whole) => this.host.call("resync_document", { document, text: whole }),
      },
      (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
      {
        text: () => held.doc.toString(),
        settled: () => this.#settled(outbox),
        trouble: (sentence) => this.hooks.onTrouble(sentence),
      },
      { revision: opened.revision, length: opened.text.length },
    );
    return outbox;
  }

  #settled(outbox: Outbox): void {
    if (outbox !== this.#outbox) return;
    this.#takeEarly();
    this.#keepUndoSoon();
  }

  #takeEarly(): void {
    const { examination, proposal } = this.#early;
    this.#early = { examination: null, proposal: null };
    if (examination) this.show(examination);
    if (proposal) this.carryOut(proposal);
  }

  #keepUndoSoon(rest = undoRest): void {
    clearTimeout(this.#undoDue);
    this.#undoDue = setTimeout(() => this.#keepUndo(), rest);
  }

  #keepUndo(): void {
    const outbox = this.#outbox;
    if (!outbox || this.#document === null) return;
    if (!outbox.idle) return this.#keepUndoSoon();
    const undo = writeUndo(this.#view.state);
    if (undo === null) return;
    // Without it only steps back are lost, never text: a failure needs no sentence.
    this.host
      .call("keep_undo", { document: this.#document, revision: outbox.revision, undo })
      .catch(() => undefined);
  }

  #updated(update: ViewUpdate): void {
    const outbox = this.#outbox;
    this.#held.doc = update.state.doc;
    for (const transaction of update.transactions) {
      if (!transaction.docChanged) continue;
      outbox?.push(transaction.changes, transaction.annotation(proposalId) ?? null);
      clearTimeout(this.#undoDue);
    }
    const partsChanged =
      update.state.field(remarks).examination !== update.startState.field(remarks).examination;
    if (update.selectionSet || update.docChanged || partsChanged) this.#tellCaret(update.state);
    // With the undo history goes where the caret is.
    if (update.selectionSet && !update.docChanged) this.#keepUndoSoon(caretRest);
  }

  #tellCaret(state: EditorState): void {
    const { head } = state.selection.main;
    this.hooks.onCaret(head, roleAt(state, head));
  }

  /** Ctrl+click opens a link; whether it may be opened is for the core to say. */
  #openLink(event: MouseEvent, view: EditorView): boolean {
    if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
    const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
    const href = position === null ? null : linkAt(view.state, position);
    if (href === null) return false;
    event.preventDefault();
    this.host.call("open_link", { href }).catch((error: unknown) => {
      if (isWireError(error)) this.hooks.onTrouble(error.message);
    });
    return true;
  }

  #contentAttributes(): Extension {
    return EditorView.contentAttributes.of({
      "aria-label": "Text of the document",
      spellcheck: String(this.#spelling),
      lang: navigator.language || "en",
      autocorrect: "off",
      autocapitalize: "off",
      writingsuggestions: "false",
    });
  }

  #extensions(readOnly: boolean): Extension {
    return [
      EditorState.readOnly.of(readOnly),
      history({ minDepth: 300 }),
      keymap.of([{ key: "ArrowUp", run: enterFields(this.#fields) }]),
      keymap.of([...findKeys, ...commandKeys]),
      keymap.of(standardKeymap),
      drawSelection(),
      EditorView.cursorScrollMargin.of({ x: 5, y: comfort }),
      paste(),
      typedInCells,
      find(),
      motion,
      look,
      fields(this.#fields, () => this.#templates),
      unprinted(),
      remarks,
      placing(this.element, this.hooks),
      guidance(),
      this.#attributes.of(this.#contentAttributes()),
      EditorView.updateListener.of((update) => this.#updated(update)),
      EditorView.domEventHandlers({
        compositionend: () => {
          setTimeout(() => this.#takeEarly(), 0);
        },
        mousedown: (event, view) => this.#openLink(event, view),
      }),
    ];
  }
}

/** The first written line: where the caret stands in a text that was just opened. */
function firstPlace(state: EditorState): number {
  const start = bodyStart(state);
  const before = /^\n*(?:#{1,6} )?/.exec(state.sliceDoc(start, start + 20))?.[0].length ?? 0;
  return Math.min(start + before, state.doc.length);
}

function hasLongLine(text: string): boolean {
  for (let start = 0; text.length - start > longestLine;) {
    const end = text.indexOf("\n", start);
    if (end < 0 || end - start > longestLine) return true;
    start = end + 1;
  }
  return false;
}

function endOf(changes: ChangeSet): number {
  let end = 0;
  changes.iterChangedRanges((_fromA, _toA, _fromB, toB) => (end = toB));
  return end;
}

/** Findings are told apart by rule and words: a newer examination brings new objects. */
function same(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.from === b.from && a.to === b.to;
}
