// Generated from src-tauri/wire/src/types.rs; `./dev bindings` writes it anew.

export type Change = { from: number, to: number, insert: string, };
export type DocumentSummary = { document: string, 
/**
 * File name without its ending.
 */
name: string, 
/**
 * Title as a reader sees it: first heading or front matter; else the name.
 */
title: string, 
/**
 * Folder, shortened with `~` for the home folder, for display only.
 */
folder: string, 
/**
 * Milliseconds since 1970.
 */
modified: number, missing: boolean, };
export type OpenedDocument = { summary: DocumentSummary, revision: number, text: string, 
/**
 * Why it cannot be edited, as a sentence; absent when it can.
 */
read_only: string | null, 
/**
 * The editor's undo history as it stored it, of this text or of one that led to it.
 */
undo: string | null, 
/**
 * What leads from this text back to the one that the undo history belongs to; the way forth is
 * the newest step to undo, if the writer went it.
 */
undo_back: Array<Change>, since_undo: WrittenBy, saving: Saving, 
/**
 * Said once on opening: recovered text, a new folder made, a broken front matter.
 */
notices: Array<string>, 
/**
 * A choice the writer has to make before the file is written again.
 */
conflict: Conflict | null, 
/**
 * What the editor carries out as its first undo step: words recovered after a crash.
 */
proposal: Proposal | null, examination: Examination, };
export type WrittenBy = "writer" | "another-program";
export type Conflict = { 
/**
 * What happened, what was kept, what to do.
 */
sentence: string, 
/**
 * From the editor's text to the file's text.
 */
comparison: Comparison, };
export type ConflictChoice = "keep-mine" | "take-theirs";
export type Saving = { state: SavingState, 
/**
 * The sentence for the status line, such as "Saved 12:03" without the time.
 */
sentence: string, 
/**
 * When the file was last written or read; milliseconds since 1970.
 */
saved_at: number | null, };
export type SavingState = "saved" | "kept" | "failing" | "conflict" | "missing" | "read-only";
export type Severity = "info" | "advice" | "warning" | "error";
export type Finding = { rule: string, severity: Severity, from: number, to: number, line: number, message: string, why: string, help: string, fix: Fix | null, 
/**
 * The part that is missed, as it is called inside a sentence; several at one place are one note.
 */
missed: string | null, about: About, 
/**
 * Orders the findings of one severity: the costliest is read first.
 */
cost: number, 
/**
 * Names the remark to `propose_waiver`, whatever was typed since. An error asks for a reason.
 */
waivable: string, };
export type Fix = { label: string, changes: Array<Change>, };
export type Part = { role: string, name: string, state: PartState, from: number | null, to: number | null, 
/**
 * How it was found; absent when it is missing.
 */
found_by: FoundBy | null, words: number, limit: string | null, purpose: string, readers_ask: Array<string>, };
export type About = "parts" | "structure" | "claim" | "style";
export type PartState = "written" | "empty" | "missing";
export type FoundBy = "heading" | "role" | "position" | "pin";
export type Question = { text: string, side: string, answered: boolean, from: number, to: number, };
export type Examination = { revision: number, kind: string, template: string, 
/**
 * Status from front matter, in lower case; absent when it has none.
 */
status: string | null, 
/**
 * Why the fields at the top are shown as text, as a sentence; absent when they can be read.
 */
fields_problem: string | null, parts: Array<Part>, questions: Array<Question>, 
/**
 * The template's guidance that nobody has changed: a click takes all of it.
 */
guidance: Array<Place>, findings: Array<Finding>, words: number, 
/**
 * Minutes of silent reading.
 */
minutes: number, 
/**
 * Whether the text was not read, so that its figures and what is missing in it mean nothing.
 */
unread: boolean, 
/**
 * Why it will not be read, as a sentence; absent while it is about to be.
 */
unread_reason: string | null, 
/**
 * What the writer answered to remarks, in the order of the text; those without a place last.
 * What holds is not among the findings.
 */
waivers: Array<Waiver>, 
/**
 * What could not be read among the answers, as sentences.
 */
waiver_notices: Array<string>, 
/**
 * Paragraphs whose part the writer says.
 */
pins: Array<Pin>, 
/**
 * Whole lines that are never printed: the block of answers and the pins, without the line
 * break after them. The sheet hides them.
 */
unprinted: Array<Place>, };
export type Waiver = { 
/**
 * Names it to `propose_unwaive`.
 */
id: string, rule: string, 
/**
 * The rule's name on the screen, as in "Vague quantity".
 */
name: string, 
/**
 * What the remark asks, while the rule still makes it.
 */
message: string | null, scope: WaiverScope, 
/**
 * The words that it was said of, or the part or question; empty when it is about the document.
 */
quotation: string, reason: string | null, 
/**
 * The day on which it was given, as in 2026-11-25.
 */
day: string | null, state: WaiverState, 
/**
 * Why it has ended, as a sentence.
 */
ended: string | null, 
/**
 * Where its words stand, or what stands there now; absent when there is no such place.
 */
from: number | null, to: number | null, line: number | null, };
export type WaiverScope = "passage" | "absence" | "document" | "question";
export type WaiverState = "holds" | "ended";
export type Reach = "here" | "document";
export type Pin = { role: string, 
/**
 * The part's name on the screen; the role where the template has no such part.
 */
name: string, 
/**
 * The paragraph; empty when nothing stands below the pin.
 */
from: number, to: number, 
/**
 * Why it is not heeded, as a sentence.
 */
problem: string | null, };
export type RulesPage = { rules: Array<RuleRow>, lists: Array<WordList>, 
/**
 * The writer's own file for display; absent without a place for it.
 */
own_file: string | null, 
/**
 * The file of the document's folder for display, if there is one.
 */
folder_file: string | null, 
/**
 * What could not be used of the files, as sentences with file and line.
 */
mistakes: Array<string>, };
export type RuleRow = { rule: string, 
/**
 * Its name on the screen, as in "Vague quantity".
 */
name: string, topic: RuleTopic, 
/**
 * What it is when nobody sets it.
 */
shipped: RuleSetting, 
/**
 * What it is in the end.
 */
holds: RuleSetting, 
/**
 * What the writer's own file says of it.
 */
own: RuleSetting | null, 
/**
 * What the folder's file says of it, which has the last word.
 */
folder: RuleSetting | null, why: string, help: string, 
/**
 * A sentence, or a little Markdown, that is remarked on.
 */
flagged: string, 
/**
 * The same thing said so that it is not.
 */
unflagged: string, };
export type RuleTopic = "structure" | "claim" | "style";
export type RuleSetting = "off" | "on" | "info" | "advice" | "warning" | "error";
export type WordList = { list: string, name: string, 
/**
 * What it is for, as a sentence.
 */
purpose: string, words: Array<WordRow>, };
export type WordRow = { word: string, 
/**
 * What can stand instead.
 */
instead: string | null, added_by: WordSource, 
/**
 * Whose file takes it out; absent when it counts.
 */
cut_by: WordSource | null, };
export type WordSetting = "added" | "removed";
export type WordSource = "shipped" | "own" | "folder";
export type RulesFile = "own" | "folder";
export type PickingList = { revision: number, 
/**
 * How many questions there are for documents of this kind; 0 where there are none.
 */
bank: number, 
/**
 * Those that nobody asked.
 */
open: Array<BankQuestion>, };
export type BankQuestion = { question: string, 
/**
 * `customer`, `sceptic`, `internal` (everybody in the room), or a trade such as `finance`.
 */
asker: string, 
/**
 * The side of the FAQ in which it belongs: `customer` or `internal`.
 */
side: string, };
export type Place = { from: number, to: number, };
export type Proposal = { proposal: number, 
/**
 * The revision that the changes start from; the editor maps them over what was typed since.
 */
revision: number, changes: Array<Change>, origin: Origin, 
/**
 * What to tell the writer, such as "Restored the text of 10:58."
 */
sentence: string, };
export type Origin = "outside" | "restore" | "conflict" | "recovery" | "waiver" | "pin" | "picking";
export type Version = { version: string, 
/**
 * Milliseconds since 1970.
 */
at: number, kind: VersionKind, 
/**
 * "As found", "Writing", "Saved", "Restored from 12 November", …
 */
label: string, 
/**
 * Words added and taken away since the version before.
 */
words_in: number, words_out: number, words: number, };
export type VersionKind = "as-found" | "writing" | "saved" | "before-restore" | "restored" | "before-outside" | "outside" | "big-deletion" | "conflict" | "read";
export type Comparison = { 
/**
 * "Four paragraphs changed, 212 words in, 40 out." The screen puts "Since 10:58" before it.
 */
sentence: string, passages: Array<Passage>, };
export type Passage = { 
/**
 * The part it stands in, as on the screen; may be empty.
 */
part: string, 
/**
 * 1-based line in the newer text (or where it stood).
 */
line: number, 
/**
 * Where it stands in the newer text, to go there.
 */
from: number, kind: PassageKind, 
/**
 * Runs in reading order.
 */
runs: Array<Run>, };
export type PassageKind = "new" | "gone" | "changed" | "rewritten" | "moved";
export type Run = { kind: RunKind, text: string, };
export type RunKind = "same" | "added" | "gone";
export type TemplateSummary = { template: string, kind: string, name: string, purpose: string, 
/**
 * Whether it is offered on the first screen, with a finished example.
 */
first_choice: boolean, };
export type LibraryFolder = { folder: string, 
/**
 * For display: shortened with `~`.
 */
path: string, documents: Array<DocumentSummary>, 
/**
 * Why it cannot be listed, as a sentence.
 */
problem: string | null, };
export type Settings = { 
/**
 * `system`, `light` or `dark`.
 */
theme: string, 
/**
 * Minutes of reading a page: 2 to 5.
 */
minutes_per_page: number, spelling: boolean, 
/**
 * Panels that were open: `library`, `remarks`, `guide`, `questions`, `history`.
 */
open_panels: Array<string>, };
export type Session = { settings: Settings, recent: Array<DocumentSummary>, folders: Array<LibraryFolder>, templates: Array<TemplateSummary>, 
/**
 * The document given on the command line, or the one open before a reload of the web view.
 */
opened: OpenedDocument | null, 
/**
 * Sentences to show: a store that cannot be opened, a file that was not found.
 */
notices: Array<string>, app_version: string, 
/**
 * Where new documents go, for display.
 */
documents_folder: string, };
export type Reading = { reading: string, version: string, title: string, 
/**
 * The text that is read; it does not change while it is read.
 */
text: string, minutes: number, 
/**
 * Milliseconds since 1970.
 */
begun_at: number, ends_at: number, };
export type Event = { sequence: number, document: string | null, what: What, };
export type What = { "type": "saving_changed", saving: Saving, } | { "type": "document_examined", examination: Examination, } | { "type": "change_proposed", proposal: Proposal, } | { "type": "conflict_found", conflict: Conflict, } | { "type": "conflict_ended" } | { "type": "summary_changed", summary: DocumentSummary, } | { "type": "versions_changed" } | { "type": "library_changed" } | { "type": "document_requested", opened: OpenedDocument, } | { "type": "folder_requested" } | { "type": "noticed", sentence: string, };
export type WireError = { code: ErrorCode, 
/**
 * What happened, what was kept, what to do.
 */
message: string, };
export type ErrorCode = "wrong-base" | "not-open" | "read-only" | "not-found" | "bad-request" | "failed";
