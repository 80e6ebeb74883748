// What lies on the writer's desk: the session, the open document, the view and the panels. Fed by the
// answers and events of the core; screens read it and call its verbs. It never holds the document's
// text (the editor does) and never decides about a file (the core does).
import { tick } from "svelte";
import type {
  Conflict,
  DocumentSummary,
  Event,
  Examination,
  Finding,
  LibraryFolder,
  OpenedDocument,
  Proposal,
  Reading,
  Saving,
  Session,
  Settings,
} from "../bindings/types";
import type { CreateEditor, Editor, EditorCommand, PlacedPart, PlacedRemark } from "../editor/contract";
import { isWireError, type Host } from "../host/host";
import { Answers } from "./answers.svelte";
import { Moments } from "./moments.svelte";
import { Notices } from "./notices.svelte";
import { Picking } from "./picking.svelte";
import { countable, listed, type Remark } from "./remarks";
import { Sequence } from "./sequence";
import { UndoOffer } from "./undo-offer";
import { thousands } from "./words";

export type View = "write" | "history" | "conflict" | "read";
export type PanelName = "library" | "remarks" | "guide" | "questions";
export type DialogName =
  | "palette"
  | "menu"
  | "document-menu"
  | "settings"
  | "rules"
  | "help"
  | "new"
  | "rename"
  | "trash"
  | "reason"
  | "pin";

/** What the reader's screen can be told to do while one reads. */
export interface Reader {
  turn(screens: 1 | -1): void;
  first(): void;
  last(): void;
  resize(step: 1 | -1): void;
  /** Asks first while the reading runs; asked twice it leaves. */
  leave(): void;
}

/** The clock is given, so that tests own the time. */
export interface Surroundings {
  host: Host;
  createEditor: CreateEditor;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Beyond this many words nobody reads in silence, and laying the screens out would hold the window up. */
const readableWords = 60_000;

const plainSettings: Settings = { theme: "system", minutes_per_page: 3, spelling: true, open_panels: [] };

export class Desk {
  readonly host: Host;
  readonly now: () => number;
  readonly editor: Editor;
  readonly notices = new Notices();
  readonly moments: Moments;
  readonly answers: Answers;
  readonly picking: Picking;

  /** Absent until the core has answered for the first time. */
  session = $state.raw<Session | null>(null);
  settings = $state.raw<Settings>(plainSettings);
  folders = $state.raw<LibraryFolder[]>([]);
  recent = $state.raw<DocumentSummary[]>([]);

  summary = $state.raw<DocumentSummary | null>(null);
  readOnly = $state<string | null>(null);
  saving = $state.raw<Saving | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  examination = $state.raw<Examination | null>(null);

  remarks = $state.raw<Remark[]>([]);
  placedRemarks = $state.raw<PlacedRemark[]>([]);
  placedParts = $state.raw<PlacedPart[]>([]);
  /** The remark whose why and help are open, in the margin and in the panel. */
  openRemark = $state.raw<Finding | null>(null);
  /** The remark that is to take the focus; a new object each time it is asked for. */
  wanted = $state.raw<{ finding: Finding } | null>(null);
  /** Whether the picking list is to take the focus. */
  pickingWanted = $state(false);
  /** The part at the caret, as the editor says it. */
  role = $state<string | null>(null);
  /** UTF-16 units from the start of the editor's text. */
  caret = $state(0);

  view = $state<View>("write");
  reviewing = $state(false);
  /** Whether a review lists more than its first page. */
  wholeReview = $state(false);
  dialog = $state<DialogName | null>(null);
  reading = $state.raw<Reading | null>(null);
  /** Present while the reading is on the screen. */
  reader: Reader | null = null;
  fullScreen = $state(false);
  /** The system's scheme, as the window last saw it. */
  systemIsDark = $state(false);
  /** The reader's own light, for this reading only. */
  #readingTheme = $state<"light" | "dark" | null>(null);

  /** An examination of a document that is not on the desk, or not yet. */
  #ahead: { document: string | null; examination: Examination } | null = null;
  /** Whether reading was asked for before the text had been looked at. */
  #readsOnceExamined = false;

  #sequence = new Sequence();
  #undoOffer: UndoOffer;

  constructor({ host, createEditor, now }: Surroundings) {
    this.host = host;
    this.now = now;
    this.moments = new Moments(host);
    this.answers = new Answers(this);
    this.picking = new Picking(this);
    this.editor = createEditor(host, {
      onLayout: (remarks, parts) => {
        this.placedRemarks = remarks;
        this.placedParts = parts;
      },
      onRemarks: (remarks) => (this.remarks = remarks),
      onCaret: (position, role) => {
        if (position !== this.caret) this.answers.held = null;
        this.caret = position;
        this.role = role;
        this.#undoOffer.keepTrue();
      },
      onTrouble: (sentence) => this.notices.say(sentence, "document"),
    });
    this.#undoOffer = new UndoOffer(this.notices, this.editor);
  }

  /** True while a document lies on the desk. */
  get open(): boolean {
    return this.summary !== null;
  }

  /** `system`, `light` or `dark`, as it holds now. */
  get theme(): string {
    return this.#readingTheme ?? this.settings.theme;
  }

  get dark(): boolean {
    return this.theme === "dark" || (this.theme === "system" && this.systemIsDark);
  }

  /** Turns light into dark and back while one reads; the setting stays. */
  turnLights(): void {
    this.#readingTheme = this.dark ? "light" : "dark";
  }

  /** Begins the session and takes the first answer of the core. */
  async start(): Promise<void> {
    this.host.beforeClose(() => this.editor.flush());
    await this.attempt(async () => {
      const session = await this.host.begin((event) => this.receive(event));
      this.#take(session);
      if (session.opened) this.show(session.opened);
    });
  }

  /** Takes one event of the core. After a hole in the numbers the session is asked for anew. */
  receive(event: Event): void {
    const arrival = this.#sequence.take(event.sequence);
    if (arrival === "old") return;
    if (arrival === "gap") void this.#startAgain();
    if (event.document !== null && event.document !== this.summary?.document) {
      if (event.what.type === "document_examined")
        this.#ahead = { document: event.document, examination: event.what.examination };
      if (event.what.type !== "document_requested") return;
    }
    this.#carryOut(event);
  }

  /** Runs work of the core; a refusal becomes a notice. Returns undefined then. */
  async attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      this.notices.say(trouble(error));
      return undefined;
    }
  }

  /** Puts another document on the desk; the one before is sent to the core and put away first. */
  async exchange(fetch: () => Promise<OpenedDocument | null>): Promise<void> {
    await this.attempt(async () => {
      if (this.open) await this.editor.flush();
      const opened = await fetch();
      if (!opened) return;
      // A dialog or a slow disk leaves time to type; what is put away takes nothing more.
      if (this.open) await this.editor.flush();
      const before = this.summary?.document;
      this.show(opened);
      if (before && before !== opened.summary.document) {
        await this.host.call("close_document", { document: before });
      }
    });
  }

  /** Sends what was typed last; the window may not come back. */
  async sendWaiting(): Promise<void> {
    if (this.open) await this.attempt(() => this.editor.flush());
  }

  show(answer: OpenedDocument): void {
    const opened = this.#withNewestExamination(answer);
    this.#forget();
    this.summary = opened.summary;
    this.readOnly = opened.read_only;
    this.saving = opened.saving;
    this.conflict = opened.conflict;
    this.#sayWhyUnread(opened.examination);
    this.examination = opened.examination;
    this.editor.open(opened);
    this.editor.judge("touched");
    if (opened.proposal) this.#undoOffer.make(opened.proposal.sentence, opened.text);
    for (const sentence of opened.notices) this.notices.say(sentence, "document");
    this.#leaveToFields(opened.examination);
    void this.picking.refresh();
    void this.#nameWindow();
    this.#focusSheet();
  }

  /** What was told of a document may overtake the answer that brings it. */
  #withNewestExamination(opened: OpenedDocument): OpenedDocument {
    const ahead = this.#ahead;
    this.#ahead = null;
    const isOf =
      ahead?.document === opened.summary.document && ahead.examination.revision === opened.revision;
    return isOf && opened.examination.unread ? { ...opened, examination: ahead.examination } : opened;
  }

  /** Puts the open document away and shows the start. */
  async putAway(): Promise<void> {
    const document = this.summary?.document;
    if (!document) return;
    await this.attempt(async () => {
      await this.editor.flush();
      await this.host.call("close_document", { document });
      await this.#clear();
    });
  }

  async trash(): Promise<void> {
    await this.withDocument(async (document) => {
      await this.editor.flush();
      await this.host.call("trash_document", { document });
      await this.#clear();
      // It stands until it is put away, or another document lies on the desk.
      this.notices.say("The file lies in the trash of this computer; its moments are kept.", "document");
    });
  }

  async withDocument(work: (document: string) => Promise<void>): Promise<void> {
    const document = this.summary?.document;
    if (document) await this.attempt(() => work(document));
  }

  async save(): Promise<void> {
    await this.withDocument(async (document) => {
      await this.editor.flush();
      this.saving = await this.host.call("save_document", { document });
    });
  }

  /** Fails with the refusal of the core, for the dialog to show. */
  async rename(name: string): Promise<void> {
    const document = this.summary?.document;
    if (!document) return;
    await this.editor.flush();
    this.#summarise(await this.host.call("rename_document", { document, name }));
    this.dialog = null;
  }

  async move(): Promise<void> {
    await this.withDocument(async (document) => {
      await this.editor.flush();
      const summary = await this.host.call("move_document", { document });
      if (summary) this.#summarise(summary);
    });
  }

  async changeSettings(change: Partial<Settings>): Promise<void> {
    this.settings = { ...this.settings, ...change };
    await this.attempt(async () => {
      this.settings = await this.host.call("change_settings", { settings: this.settings });
    });
    this.editor.settings(this.settings);
  }

  async chooseDocumentsFolder(): Promise<void> {
    await this.attempt(async () => {
      const folder = await this.host.call("choose_documents_folder", {});
      if (folder && this.session) this.session = { ...this.session, documents_folder: folder };
    });
  }

  /** Where the next new document goes, for display: the first opened folder, else the usual one. */
  get newDocumentsFolder(): string {
    return this.folders[0]?.path ?? this.session?.documents_folder ?? "";
  }

  /** The remarks of the panel, in its order. */
  get listed(): Remark[] {
    return listed(this.remarks, this.reviewing, this.wholeReview);
  }

  panelIsOpen(name: PanelName): boolean {
    return this.settings.open_panels.includes(name);
  }

  /** Opens or closes a panel. On the right side there is one at a time. */
  async togglePanel(name: PanelName): Promise<void> {
    const others = this.settings.open_panels.filter(
      (other) => other !== name && (name === "library" || other === "library"),
    );
    const opening = !this.panelIsOpen(name);
    await this.changeSettings({
      open_panels: opening ? [...others, name] : withoutName(this.settings, name),
    });
  }

  /** Opens the picking list and goes on in it; closes it when it is open. */
  async pickQuestions(): Promise<void> {
    const opening = !this.panelIsOpen("questions");
    this.pickingWanted = opening;
    await this.togglePanel("questions");
    if (!opening) this.editor.focus();
  }

  async openPanel(name: PanelName): Promise<void> {
    if (!this.panelIsOpen(name)) await this.togglePanel(name);
  }

  /** Shows the sheet and puts the caret on it. */
  write(): void {
    if (this.reviewing) this.editor.judge("touched");
    this.reviewing = false;
    this.view = "write";
    this.moments.leave();
    this.#focusSheet();
  }

  /** Judges the whole text and lists the remarks, the heaviest first. */
  async review(): Promise<void> {
    this.view = "write";
    if (!this.reviewing) this.wholeReview = false;
    this.reviewing = true;
    this.editor.judge("all");
    await this.openPanel("remarks");
  }

  async showHistory(): Promise<void> {
    await this.withDocument(async (document) => {
      await this.editor.flush();
      this.view = "history";
      await this.moments.refresh(document);
    });
  }

  /** Asks the core to go back to the chosen moment; it comes as a proposal and can be undone. */
  async restore(): Promise<void> {
    const version = this.moments.chosen?.version;
    if (!version) return;
    await this.withDocument(async (document) => {
      await this.editor.flush();
      await this.host.call("propose_restore", { document, version });
      this.write();
    });
  }

  compareConflict(): void {
    if (this.conflict) this.view = "conflict";
  }

  async answerConflict(choice: "keep-mine" | "take-theirs"): Promise<void> {
    await this.withDocument(async (document) => {
      await this.editor.flush();
      await this.host.call("answer_conflict", { document, choice });
      if (this.view === "conflict") this.write();
    });
  }

  /** Freezes the text and turns the window into a page to read. */
  async beginReading(): Promise<void> {
    if (this.examination?.unread) {
      // A key pressed right after the start is not lost: the text is still being looked at.
      if (this.examination.unread_reason === null) this.#readsOnceExamined = true;
      else
        this.notices.say(
          "This text is too long, or too tangled, to be read in silence. Nothing was changed.",
          "document",
        );
      return;
    }
    const words = this.examination?.words ?? 0;
    if (words > readableWords) {
      this.notices.say(
        `This text has ${thousands(words)} words; reading in silence is for up to ${thousands(readableWords)}. Nothing was changed.`,
      );
      return;
    }
    await this.withDocument(async (document) => {
      await this.editor.flush();
      this.reading = await this.host.call("begin_reading", { document });
      this.view = "read";
      await this.#fillScreen(true);
    });
  }

  /** Leaves the reading whatever the core or the window answer. */
  async endReading(): Promise<void> {
    const reading = this.reading;
    this.reading = null;
    this.#readingTheme = null;
    this.write();
    await this.#fillScreen(this.fullScreen);
    if (reading) await this.attempt(() => this.host.call("end_reading", { reading: reading.reading }));
  }

  async toggleFullScreen(): Promise<void> {
    this.fullScreen = !this.fullScreen;
    await this.#fillScreen(this.fullScreen);
  }

  edit(command: EditorCommand): void {
    this.editor.run(command);
  }

  /** Carries out what helps with a remark, as one undo step. */
  fix(finding: Finding): void {
    this.openRemark = null;
    this.editor.fix(finding);
    this.editor.focus();
  }

  reveal(from: number, to?: number): void {
    if (this.view !== "write") this.write();
    this.editor.reveal(from, to);
    this.#focusSheet();
  }

  /** Asks for the focus on the remark whose words hold the caret. */
  focusRemarkAtCaret(): void {
    const found = countable(this.remarks).find(({ from, to }) => from <= this.caret && this.caret <= to);
    if (found) this.wanted = { finding: found.finding };
    else this.editor.focus();
  }

  async refreshLibrary(): Promise<void> {
    await this.attempt(async () => {
      this.folders = await this.host.call("list_library", {});
    });
  }

  /** Once the sheet is on the screen again: what is hidden takes no focus. */
  #focusSheet(): void {
    void tick().then(() => this.editor.focus());
  }

  async #fillScreen(on: boolean): Promise<void> {
    // A window manager that refuses leaves the reading in the window as it is: still readable.
    await this.host.setFullScreen(on).catch(() => undefined);
  }

  #take(session: Session): void {
    this.session = session;
    this.settings = session.settings;
    this.folders = session.folders;
    this.recent = session.recent;
    this.editor.settings(session.settings);
    this.editor.templates(session.templates);
    for (const sentence of session.notices) this.notices.say(sentence);
  }

  /** After a lost event: everything but the text, which the editor holds, is asked for again. */
  async #startAgain(): Promise<void> {
    await this.attempt(async () => {
      if (this.open) await this.editor.flush();
      const session = await this.host.call("start_session", {});
      this.#take(session);
      const opened = session.opened;
      if (!opened) return;
      if (opened.summary.document !== this.summary?.document) return this.show(opened);
      this.saving = opened.saving;
      this.conflict = opened.conflict;
      this.readOnly = opened.read_only;
      this.#summarise(opened.summary);
      this.#examine(opened.examination);
      // Perhaps this was the event that was lost; the editor knows one that it has carried out.
      if (opened.proposal) this.#propose(opened.proposal);
    });
  }

  #carryOut({ what, document }: Event): void {
    switch (what.type) {
      case "saving_changed":
        this.saving = what.saving;
        return;
      case "document_examined":
        return this.#examine(what.examination);
      case "change_proposed":
        return this.#propose(what.proposal);
      case "conflict_found":
        this.conflict = what.conflict;
        return;
      case "conflict_ended":
        this.conflict = null;
        if (this.view === "conflict") this.write();
        return;
      case "summary_changed":
        return this.#summarise(what.summary);
      case "versions_changed":
        if (this.view === "history") void this.showHistory();
        return;
      case "library_changed":
        void this.refreshLibrary();
        return;
      case "folder_requested":
        void this.refreshLibrary();
        void this.openPanel("library");
        return;
      case "document_requested":
        // The document that is shown stays: what was typed since is newer than what was sent.
        if (what.opened.summary.document === this.summary?.document) return;
        void this.exchange(() => Promise.resolve(what.opened));
        return;
      case "noticed":
        this.notices.say(what.sentence, document === null ? "window" : "document");
    }
  }

  #examine(examination: Examination): void {
    this.#sayWhyUnread(examination);
    this.examination = examination;
    this.editor.show(examination);
    this.#leaveToFields(examination);
    void this.picking.refresh();
    const reads = this.#readsOnceExamined;
    this.#readsOnceExamined = false;
    if (reads && this.view === "write") void this.beginReading();
  }

  /** What is wrong with the fields stands in their place above the text, for as long as it is so. */
  #leaveToFields({ fields_problem: problem }: Examination): void {
    if (problem !== null) this.notices.takeBack(problem);
  }

  /** Once, when it becomes so: a notice that was put away does not come back with every letter. */
  #sayWhyUnread({ unread_reason: reason }: Examination): void {
    if (reason !== null && reason !== this.examination?.unread_reason) this.notices.say(reason, "document");
  }

  #propose(proposal: Proposal): void {
    const before = this.editor.text();
    this.editor.carryOut(proposal);
    this.#undoOffer.make(proposal.sentence, before);
  }

  #summarise(summary: DocumentSummary): void {
    this.summary = summary;
    void this.#nameWindow();
  }

  /** Forgets everything about the document that lay on the desk, so that nothing of it is said of the next. */
  #forget(): void {
    this.#readsOnceExamined = false;
    this.summary = null;
    this.readOnly = null;
    this.saving = null;
    this.conflict = null;
    this.examination = null;
    this.remarks = [];
    this.placedRemarks = [];
    this.placedParts = [];
    this.openRemark = null;
    this.wanted = null;
    this.answers.forget();
    this.picking.forget();
    this.caret = 0;
    this.role = null;
    this.reviewing = false;
    this.view = "write";
    this.dialog = null;
    this.moments.leave();
    this.notices.forgetDocument();
  }

  async #clear(): Promise<void> {
    this.#forget();
    await this.#nameWindow();
    const session = await this.host.call("start_session", {});
    this.#take(session);
  }

  async #nameWindow(): Promise<void> {
    await this.host
      .setTitle(this.summary ? `${this.summary.name} · Sixpager` : "Sixpager")
      .catch(() => undefined);
  }
}

function withoutName(settings: Settings, name: PanelName): string[] {
  return settings.open_panels.filter((other) => other !== name);
}

/** Turns what was thrown into a sentence. */
export function trouble(error: unknown): string {
  if (isWireError(error)) return error.message;
  const detail = error instanceof Error ? error.message : String(error);
  return `Something went wrong inside the program (${detail}). Your text is still in the window; save it before you go on.`;
}
