//! What the workspace tells its windows, in one order.

use std::sync::{Arc, Mutex};

use super::document::{Conflict, DocumentSummary, OpenedDocument, Saving, Snapshot};
use super::sheet::lock;
use crate::model::{DocumentId, EditorChange, Text};

/// Receives every event, one at a time and in order. Must return soon and must not call the
/// workspace.
pub type Listener = Arc<dyn Fn(Event) + Send + Sync>;

/// Something happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// Counts from 1 without gaps.
    pub sequence: u32,
    /// The document that it concerns, if it is one.
    pub document: Option<DocumentId>,
    /// What happened.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum What {
    /// The text is safer, or less safe, than it was.
    SavingChanged(Saving),
    /// A reader looked at a revision.
    DocumentExamined(Snapshot),
    /// The editor is asked to change its text.
    ChangeProposed(Proposal),
    /// The writer has to choose between two texts.
    ConflictFound(Conflict),
    /// There is nothing to choose any more.
    ConflictEnded,
    /// Renamed, moved, went missing or was found again.
    SummaryChanged(DocumentSummary),
    /// A moment was recorded.
    VersionsChanged,
    /// Documents came to or left the opened folders.
    LibraryChanged,
    /// A file was dropped, or a second start of the program was given one.
    DocumentRequested(Box<OpenedDocument>),
    /// A folder was dropped, or a second start of the program was given one; it is opened.
    FolderRequested,
    /// A sentence for the writer.
    Noticed(String),
}

/// A change that the core asks the editor to make: one undo step, marked with its origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Its number; the edit that carries it out names it.
    pub proposal: u32,
    /// The revision that the changes start from.
    pub revision: u32,
    /// Ascending, not overlapping; UTF-16 units of the editor text of that revision.
    pub changes: Vec<EditorChange>,
    /// The text that the changes lead to when nothing was typed meanwhile.
    pub text: Arc<Text>,
    /// Where the change comes from.
    pub origin: Origin,
    /// What to tell the writer.
    pub sentence: String,
}

/// Where a proposed change comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Another program changed the file.
    Outside,
    /// The writer went back to an earlier moment.
    Restore,
    /// The writer took the file's text in a conflict.
    Conflict,
    /// Words were recovered after a crash.
    Recovery,
    /// The writer answered a remark, or took an answer back.
    Waiver,
    /// The writer said which part a paragraph is.
    Pin,
    /// The writer picked questions for the FAQ.
    Picking,
}

/// Tells windows what happened, one event after the other.
pub struct Events {
    listener: Listener,
    told: Mutex<u32>,
}

impl Events {
    /// Tells this listener from now on.
    pub fn new(listener: Listener) -> Events {
        Events {
            listener,
            told: Mutex::new(0),
        }
    }

    /// Tells what happened.
    pub fn tell(&self, document: Option<DocumentId>, what: What) {
        self.tell_newest(document, || Some(what));
    }

    /// Tells what `newest` finds when it is its turn: what is told last is what is true last, even
    /// when two threads have something to say about the same thing.
    pub fn tell_newest(&self, document: Option<DocumentId>, newest: impl FnOnce() -> Option<What>) {
        let mut told = lock(&self.told);
        if let Some(what) = newest() {
            *told += 1;
            (self.listener)(Event {
                sequence: *told,
                document,
                what,
            });
        }
    }
}
