//! A document as its editor, the status line and the lists know it.

use std::path::PathBuf;
use std::sync::Arc;

use super::events::Proposal;
use crate::check::{Examination, RuleBook};
use crate::history::Comparison;
use crate::model::{DocumentId, EditorChange, ReadingId, Text, Timestamp, VersionId};

/// What the file list, the recent list and the status line know of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSummary {
    /// The document, whatever its file is called by now.
    pub document: DocumentId,
    /// Where its file is, or was when it was last seen.
    pub path: PathBuf,
    /// File name without its ending.
    pub name: String,
    /// Title as a reader sees it: front matter or first heading; else the name.
    pub title: String,
    /// The folder for display only, shortened with `~`.
    pub folder: String,
    /// When the file was last changed.
    pub modified: Timestamp,
    /// Whether the file is gone.
    pub missing: bool,
}

/// A document in its editor.
#[derive(Clone, Debug)]
pub struct OpenedDocument {
    /// Name, title and place.
    pub summary: DocumentSummary,
    /// Why it cannot be edited, as a sentence.
    pub read_only: Option<String>,
    /// The editor's undo history as it stored it, of this text or of one that led to it.
    pub undo: Option<String>,
    /// What leads from this text back to the one that the undo history belongs to.
    pub undo_back: Vec<EditorChange>,
    /// Who wrote what came after the text of the undo history.
    pub since_undo: WrittenBy,
    /// Where the text is safe by now.
    pub saving: Saving,
    /// Said once on opening.
    pub notices: Vec<String>,
    /// A choice the writer has to make before the file is written again.
    pub conflict: Option<Conflict>,
    /// What the editor carries out at once, as one undo step: words recovered after a crash.
    pub proposal: Option<Proposal>,
    /// The text with what a reader sees in it.
    pub snapshot: Snapshot,
}

/// Who wrote what came after a text that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenBy {
    /// The writer, here: it is hers to undo.
    Writer,
    /// Another program, while the document was closed here.
    AnotherProgram,
}

/// One revision of an open document with what a reader sees in it. Byte positions in it belong to
/// its own text.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Counts the changes since the document was opened.
    pub revision: u32,
    /// The text of that revision.
    pub text: Arc<Text>,
    /// The rules, words and templates that it was read by.
    pub book: Arc<RuleBook>,
    /// Parts, questions and findings, also those that are only for who reads as a reviewer.
    pub examination: Arc<Examination>,
    /// Status from the front matter, in lower case.
    pub status: Option<String>,
    /// Minutes of silent reading.
    pub minutes: u32,
}

/// Two texts that only the writer can choose between. Both are kept as versions already.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What happened, what was kept, what to do.
    pub sentence: String,
    /// From the editor's text to the file's text.
    pub compared: Compared,
}

/// A comparison with the newer of its two texts, which its positions belong to.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// What changed.
    pub comparison: Comparison,
    /// The newer text.
    pub text: Arc<Text>,
}

/// The writer's answer to a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictChoice {
    /// The editor's text goes into the file.
    KeepMine,
    /// The file's text comes into the editor.
    TakeTheirs,
}

/// Where the text is safe by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// For the window to branch on.
    pub state: SavingState,
    /// The sentence for the status line, without the time.
    pub sentence: String,
    /// When the file was last written or read.
    pub saved_at: Option<Timestamp>,
}

/// Where the text is safe by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavingState {
    /// The file holds every word.
    Saved,
    /// The journal holds every word, the file does not yet.
    Kept,
    /// Something could not be written; it is tried again by itself.
    Failing,
    /// The file changed elsewhere and the writer has to choose.
    Conflict,
    /// The file is gone; the text is kept.
    Missing,
    /// The document cannot be changed.
    ReadOnly,
}

/// Changes that an editor made to the revision `base`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The revision that the changes start from.
    pub base: u32,
    /// Ascending, not overlapping; UTF-16 units of the editor text.
    pub changes: Vec<EditorChange>,
    /// Length of the editor text after the changes, in UTF-16 units.
    pub length: u32,
    /// The proposal that these changes carry out, if they do.
    pub proposal: Option<u32>,
}

/// A silent read that has begun.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The read.
    pub reading: ReadingId,
    /// The moment that holds the text which is read.
    pub version: VersionId,
    /// The document's title.
    pub title: String,
    /// The text that is read; it does not change while it is read.
    pub text: Arc<Text>,
    /// How long it takes.
    pub minutes: u32,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it ends by the clock.
    pub ends_at: Timestamp,
}
