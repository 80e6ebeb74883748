//! The values that cross to a window. Positions count UTF-16 units of the *editor text*: the
//! file's text without byte-order mark, each CR LF, CR or LF as one line feed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A replacement in the text that the change list starts from; ascending, not overlapping.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Change {
    pub from: u32,
    pub to: u32,
    pub insert: String,
}

/// What the file list, the recent list and the status line know of a document.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DocumentSummary {
    pub document: String,
    /// File name without its ending.
    pub name: String,
    /// Title as a reader sees it: first heading or front matter; else the name.
    pub title: String,
    /// Folder, shortened with `~` for the home folder, for display only.
    pub folder: String,
    /// Milliseconds since 1970.
    pub modified: f64,
    pub missing: bool,
}

/// A document in its editor.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpenedDocument {
    pub summary: DocumentSummary,
    pub revision: u32,
    pub text: String,
    /// Why it cannot be edited, as a sentence; absent when it can.
    pub read_only: Option<String>,
    /// The editor's undo history as it stored it, of this text or of one that led to it.
    pub undo: Option<String>,
    /// What leads from this text back to the one that the undo history belongs to; the way forth is
    /// the newest step to undo, if the writer went it.
    pub undo_back: Vec<Change>,
    pub since_undo: WrittenBy,
    pub saving: Saving,
    /// Said once on opening: recovered text, a new folder made, a broken front matter.
    pub notices: Vec<String>,
    /// A choice the writer has to make before the file is written again.
    pub conflict: Option<Conflict>,
    /// What the editor carries out as its first undo step: words recovered after a crash.
    pub proposal: Option<Proposal>,
    pub examination: Examination,
}

/// Who wrote what came after the text of the undo history. What another program wrote is not the
/// writer's to undo, and is not judged as hers.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WrittenBy {
    Writer,
    AnotherProgram,
}

/// Two texts that only the writer can choose between. Both are kept as versions already.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Conflict {
    /// What happened, what was kept, what to do.
    pub sentence: String,
    /// From the editor's text to the file's text.
    pub comparison: Comparison,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictChoice {
    KeepMine,
    TakeTheirs,
}

/// Where the text is safe by now.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Saving {
    pub state: SavingState,
    /// The sentence for the status line, such as "Saved 12:03" without the time.
    pub sentence: String,
    /// When the file was last written or read; milliseconds since 1970.
    pub saved_at: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SavingState {
    Saved,
    /// In the journal, not yet in the file.
    Kept,
    /// The file could not be written; kept in the journal.
    Failing,
    /// Changed elsewhere: a conflict waits for the writer.
    Conflict,
    Missing,
    ReadOnly,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    Info,
    Advice,
    Warning,
    Error,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Finding {
    pub rule: String,
    pub severity: Severity,
    pub from: u32,
    pub to: u32,
    pub line: u32,
    pub message: String,
    pub why: String,
    pub help: String,
    pub fix: Option<Fix>,
    /// The part that is missed, as it is called inside a sentence; several at one place are one note.
    pub missed: Option<String>,
    pub about: About,
    /// Orders the findings of one severity: the costliest is read first.
    pub cost: u32,
    /// Names the remark to `propose_waiver`, whatever was typed since. An error asks for a reason.
    pub waivable: String,
}

/// What a finding's rule is about. Style is silent while a text is drafted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// Which parts are there: said of a part once the writer has gone past it.
    Parts,
    Structure,
    Claim,
    Style,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Fix {
    pub label: String,
    pub changes: Vec<Change>,
}

/// A part in the text, or one that the template asks for and the text lacks (`from` absent).
#[derive(Clone, Debug, Serialize, TS)]
pub struct Part {
    pub role: String,
    pub name: String,
    pub state: PartState,
    pub from: Option<u32>,
    pub to: Option<u32>,
    /// How it was found; absent when it is missing.
    pub found_by: Option<FoundBy>,
    pub words: u32,
    pub limit: Option<String>,
    pub purpose: String,
    pub readers_ask: Vec<String>,
}

/// How a part was found: by its heading, by what its paragraph does, or by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FoundBy {
    Heading,
    Role,
    Position,
    /// By a pin of the writer's.
    Pin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PartState {
    Written,
    Empty,
    Missing,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Question {
    pub text: String,
    pub side: String,
    pub answered: bool,
    pub from: u32,
    pub to: u32,
}

/// What a demanding reader sees in one revision.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Examination {
    pub revision: u32,
    pub kind: String,
    pub template: String,
    /// Status from front matter, in lower case; absent when it has none.
    pub status: Option<String>,
    /// Why the fields at the top are shown as text, as a sentence; absent when they can be read.
    pub fields_problem: Option<String>,
    pub parts: Vec<Part>,
    pub questions: Vec<Question>,
    /// The template's guidance that nobody has changed: a click takes all of it.
    pub guidance: Vec<Place>,
    pub findings: Vec<Finding>,
    pub words: u32,
    /// Minutes of silent reading.
    pub minutes: u32,
    /// Whether the text was not read, so that its figures and what is missing in it mean nothing.
    pub unread: bool,
    /// Why it will not be read, as a sentence; absent while it is about to be.
    pub unread_reason: Option<String>,
    /// What the writer answered to remarks, in the order of the text; those without a place last.
    /// What holds is not among the findings.
    pub waivers: Vec<Waiver>,
    /// What could not be read among the answers, as sentences.
    pub waiver_notices: Vec<String>,
    /// Paragraphs whose part the writer says.
    pub pins: Vec<Pin>,
    /// Whole lines that are never printed: the block of answers and the pins, without the line
    /// break after them. The sheet hides them.
    pub unprinted: Vec<Place>,
}

/// An answer to a remark, kept in the file. `propose_unwaive` takes it back.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Waiver {
    /// Names it to `propose_unwaive`.
    pub id: String,
    pub rule: String,
    /// The rule's name on the screen, as in "Vague quantity".
    pub name: String,
    /// What the remark asks, while the rule still makes it.
    pub message: Option<String>,
    pub scope: WaiverScope,
    /// The words that it was said of, or the part or question; empty when it is about the document.
    pub quotation: String,
    pub reason: Option<String>,
    /// The day on which it was given, as in 2026-11-25.
    pub day: Option<String>,
    pub state: WaiverState,
    /// Why it has ended, as a sentence.
    pub ended: Option<String>,
    /// Where its words stand, or what stands there now; absent when there is no such place.
    pub from: Option<u32>,
    pub to: Option<u32>,
    pub line: Option<u32>,
}

/// What an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WaiverScope {
    /// These words.
    Passage,
    /// Something that the document lacks, such as a part.
    Absence,
    /// The rule in this document.
    Document,
    /// A question of the bank that is not relevant here.
    Question,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WaiverState {
    Holds,
    /// The words changed in substance, or are gone: the rule speaks again.
    Ended,
}

/// How far `propose_waiver` reaches: this remark, or its rule in this document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    Here,
    Document,
}

/// A paragraph (or heading) whose part the writer says; `propose_pin` sets and takes it away.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Pin {
    pub role: String,
    /// The part's name on the screen; the role where the template has no such part.
    pub name: String,
    /// The paragraph; empty when nothing stands below the pin.
    pub from: u32,
    pub to: u32,
    /// Why it is not heeded, as a sentence.
    pub problem: Option<String>,
}

/// The settings of all rules and lists of words.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RulesPage {
    pub rules: Vec<RuleRow>,
    pub lists: Vec<WordList>,
    /// The writer's own file for display; absent without a place for it.
    pub own_file: Option<String>,
    /// The file of the document's folder for display, if there is one.
    pub folder_file: Option<String>,
    /// What could not be used of the files, as sentences with file and line.
    pub mistakes: Vec<String>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct RuleRow {
    pub rule: String,
    /// Its name on the screen, as in "Vague quantity".
    pub name: String,
    pub topic: RuleTopic,
    /// What it is when nobody sets it.
    pub shipped: RuleSetting,
    /// What it is in the end.
    pub holds: RuleSetting,
    /// What the writer's own file says of it.
    pub own: Option<RuleSetting>,
    /// What the folder's file says of it, which has the last word.
    pub folder: Option<RuleSetting>,
    pub why: String,
    pub help: String,
    /// A sentence, or a little Markdown, that is remarked on.
    pub flagged: String,
    /// The same thing said so that it is not.
    pub unflagged: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RuleTopic {
    Structure,
    Claim,
    Style,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RuleSetting {
    Off,
    /// With the severity that its findings have by themselves.
    On,
    Info,
    Advice,
    Warning,
    Error,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct WordList {
    pub list: String,
    pub name: String,
    /// What it is for, as a sentence.
    pub purpose: String,
    pub words: Vec<WordRow>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct WordRow {
    pub word: String,
    /// What can stand instead.
    pub instead: Option<String>,
    pub added_by: WordSource,
    /// Whose file takes it out; absent when it counts.
    pub cut_by: Option<WordSource>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WordSource {
    Shipped,
    Own,
    Folder,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WordSetting {
    Added,
    Removed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RulesFile {
    Own,
    Folder,
}

/// What the readers of such a document ask and this one does not answer yet.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PickingList {
    pub revision: u32,
    /// How many questions there are for documents of this kind; 0 where there are none.
    pub bank: u32,
    /// Those that nobody asked.
    pub open: Vec<BankQuestion>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct BankQuestion {
    pub question: String,
    /// `customer`, `sceptic`, `internal` (everybody in the room), or a trade such as `finance`.
    pub asker: String,
    /// The side of the FAQ in which it belongs: `customer` or `internal`.
    pub side: String,
}

/// Some words of the text.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct Place {
    pub from: u32,
    pub to: u32,
}

/// A change that the core asks the editor to make: one undo step, marked with its origin.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Proposal {
    pub proposal: u32,
    /// The revision that the changes start from; the editor maps them over what was typed since.
    pub revision: u32,
    pub changes: Vec<Change>,
    pub origin: Origin,
    /// What to tell the writer, such as "Restored the text of 10:58."
    pub sentence: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    Outside,
    Restore,
    Conflict,
    Recovery,
    /// An answer to a remark was given or taken back.
    Waiver,
    Pin,
    /// Questions were picked for the FAQ.
    Picking,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Version {
    pub version: String,
    /// Milliseconds since 1970.
    pub at: f64,
    pub kind: VersionKind,
    /// "As found", "Writing", "Saved", "Restored from 12 November", …
    pub label: String,
    /// Words added and taken away since the version before.
    pub words_in: u32,
    pub words_out: u32,
    pub words: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum VersionKind {
    AsFound,
    Writing,
    Saved,
    BeforeRestore,
    Restored,
    BeforeOutside,
    Outside,
    BigDeletion,
    Conflict,
    Read,
}

/// What changed from an older text to a newer one.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Comparison {
    /// "Four paragraphs changed, 212 words in, 40 out." The screen puts "Since 10:58" before it.
    pub sentence: String,
    pub passages: Vec<Passage>,
}

/// One changed paragraph.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Passage {
    /// The part it stands in, as on the screen; may be empty.
    pub part: String,
    /// 1-based line in the newer text (or where it stood).
    pub line: u32,
    /// Where it stands in the newer text, to go there.
    pub from: u32,
    pub kind: PassageKind,
    /// Runs in reading order.
    pub runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PassageKind {
    New,
    Gone,
    /// Words changed: runs are mixed.
    Changed,
    /// More than a third changed: whole old sentences, then whole new ones.
    Rewritten,
    /// Its words are the same, it stands elsewhere now: one run of `same`.
    Moved,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Run {
    pub kind: RunKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RunKind {
    Same,
    Added,
    Gone,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct TemplateSummary {
    pub template: String,
    pub kind: String,
    pub name: String,
    pub purpose: String,
    /// Whether it is offered on the first screen, with a finished example.
    pub first_choice: bool,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct LibraryFolder {
    pub folder: String,
    /// For display: shortened with `~`.
    pub path: String,
    pub documents: Vec<DocumentSummary>,
    /// Why it cannot be listed, as a sentence.
    pub problem: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Minutes of reading a page: 2 to 5.
    pub minutes_per_page: f32,
    pub spelling: bool,
    /// Panels that were open: `library`, `remarks`, `guide`, `questions`, `history`.
    pub open_panels: Vec<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: "system".into(),
            minutes_per_page: 3.0,
            spelling: true,
            open_panels: Vec::new(),
        }
    }
}

/// What a window needs to draw itself for the first time.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Session {
    pub settings: Settings,
    pub recent: Vec<DocumentSummary>,
    pub folders: Vec<LibraryFolder>,
    pub templates: Vec<TemplateSummary>,
    /// The document given on the command line, or the one open before a reload of the web view.
    pub opened: Option<OpenedDocument>,
    /// Sentences to show: a store that cannot be opened, a file that was not found.
    pub notices: Vec<String>,
    pub app_version: String,
    /// Where new documents go, for display.
    pub documents_folder: String,
}

/// A silent read that has begun.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Reading {
    pub reading: String,
    pub version: String,
    pub title: String,
    /// The text that is read; it does not change while it is read.
    pub text: String,
    pub minutes: u32,
    /// Milliseconds since 1970.
    pub begun_at: f64,
    pub ends_at: f64,
}

/// Something happened. Sequence numbers have no gaps within a window.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Event {
    pub sequence: u32,
    pub document: Option<String>,
    pub what: What,
}

#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum What {
    SavingChanged {
        saving: Saving,
    },
    DocumentExamined {
        examination: Box<Examination>,
    },
    ChangeProposed {
        proposal: Proposal,
    },
    ConflictFound {
        conflict: Conflict,
    },
    ConflictEnded,
    /// Renamed, moved, went missing or was found again.
    SummaryChanged {
        summary: DocumentSummary,
    },
    VersionsChanged,
    LibraryChanged,
    /// A file was dropped, or a second start of the program was given one.
    DocumentRequested {
        opened: Box<OpenedDocument>,
    },
    /// A folder was dropped, or a second start of the program was given one: the library shows it.
    FolderRequested,
    Noticed {
        sentence: String,
    },
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct WireError {
    pub code: ErrorCode,
    /// What happened, what was kept, what to do.
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// The editor's base or length does not fit: send the whole text with `resync_document`.
    WrongBase,
    NotOpen,
    ReadOnly,
    NotFound,
    /// The arguments have the wrong shape.
    BadRequest,
    /// Anything else; the message says it.
    Failed,
}
