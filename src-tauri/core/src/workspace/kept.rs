//! What the store knows, in the workspace's words. Must never touch a document's file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::desk::Desk;
use super::document::WrittenBy;
use super::keep::Words;
use super::moments::Moment;
use super::reconcile::Presence;
use super::recover::OldJournal;
use super::sheet::{Beginning, Sheet, Step, lock};
use super::{LocalTime, Setup, names};
use crate::disk::read_problem;
use crate::error::{Code, Error, Result};
use crate::model::{
    DocumentId, EditorChange, Hash, ReadingId, Splice, Text, Timestamp, Version, VersionId,
    difference,
};
use crate::store::{NewVersion, Store};

/// An undo history as it is handed back to the editor.
pub struct UndoHistory {
    /// The history as the editor wrote it.
    pub json: String,
    /// The text that it belongs to.
    pub of: Text,
    /// What leads from the text of now back to that one; empty where they are the same.
    pub back: Vec<EditorChange>,
    /// Who wrote what came after that text.
    pub since: WrittenBy,
}

/// Opens the store; one that cannot be opened is replaced by one in memory, and said.
pub fn open_store(setup: &Setup) -> (Store, Vec<String>) {
    let problem = match Store::open(&setup.store_path, setup.clock.now()) {
        Ok(opened) => return (opened.store, opened.notices),
        Err(problem) => problem,
    };
    let sentence = format!(
        "{} Until Sixpager is closed, a history and what can be recovered are kept in memory only.",
        problem.message
    );
    let store = Store::in_memory().expect("a database in memory needs no file");
    (store, vec![sentence])
}

impl Desk {
    /// Returns who the file at `path` with this content is: the document that is known there, else
    /// one with this content whose own file is gone, else a new one.
    pub fn identify(&self, path: &Path, hash: Hash) -> Result<DocumentId> {
        if let Some(known) = self.store.document_at(path)? {
            return Ok(known.id);
        }
        let now = self.clock.now();
        let gone = |path: &Path| self.disk.stat(path).is_err();
        let alike = self.store.documents_with_content(hash)?;
        if let Some(moved) = alike.into_iter().find(|known| gone(&known.path)) {
            self.store.place_document(moved.id, path, now)?;
            return Ok(moved.id);
        }
        let document = self.store.add_document(path, now)?;
        self.store.set_file_hash(document.id, hash)?;
        Ok(document.id)
    }

    /// Returns the document that is known at a path.
    pub fn known_at(&self, path: &Path) -> Result<Option<DocumentId>> {
        Ok(self.store.document_at(path)?.map(|known| known.id))
    }

    /// Returns where a document's file is, or was last.
    pub fn path_of(&self, document: DocumentId) -> Result<PathBuf> {
        if let Some(sheet) = self.open_sheet(document) {
            return Ok(sheet.state().path.clone());
        }
        let known = self.store.document(document)?;
        known.map(|known| known.path).ok_or_else(unknown)
    }

    /// Returns the hash of a document's file as last read or written.
    pub fn file_hash(&self, document: DocumentId) -> Result<Option<Hash>> {
        let known = self.store.document(document)?;
        Ok(known.and_then(|known| known.file_hash))
    }

    /// Records where a document's file is.
    pub fn store_path(&self, document: DocumentId, path: &Path) -> Result<()> {
        match self.store.document(document)? {
            Some(known) if known.path == path => Ok(()),
            _ => self.store.place_document(document, path, self.clock.now()),
        }
    }

    /// Reads the text of a document's file.
    pub fn file_text(&self, document: DocumentId) -> Result<Arc<Text>> {
        let path = self.path_of(document)?;
        let name = names::quoted(&path);
        let bytes = self.disk.read(&path).map_err(|problem| {
            let gone = problem.kind() == std::io::ErrorKind::NotFound;
            let code = if gone { Code::NotFound } else { Code::Failed };
            Error::new(code, read_problem(&name, &problem))
        })?;
        let text = Text::new(bytes).map_err(|problem| {
            Error::new(Code::Failed, format!("{name}: {}", problem.sentence()))
        })?;
        Ok(Arc::new(text))
    }

    /// Commits steps to a document's journal.
    pub fn append(
        &self,
        document: DocumentId,
        base: &Text,
        steps: &[Step],
        beginning: Beginning,
    ) -> Result<()> {
        let now = self.clock.now();
        let splices = splices_of(steps);
        match beginning {
            Beginning::Follows => self.store.append_journal(document, base, &splices, now),
            _ if steps.is_empty() => self.store.clear_journal(document, base.hash()),
            _ => self.store.restart_journal(document, base, &splices, now),
        }
    }

    /// Records that the file holds `text`; the journal goes on from there with `rest`. A text that
    /// no moment holds stays as the journal's base: if the program dies and another one writes the
    /// file, it is all that is left of it.
    pub fn record_filed(&self, document: DocumentId, text: &Text, rest: &[Step]) -> Result<()> {
        let hash = text.hash();
        let latest = self.store.latest_version(document)?;
        let is_moment = latest.is_some_and(|latest| latest.text == hash);
        let (later, now) = (splices_of(rest), self.clock.now());
        if is_moment || !rest.is_empty() {
            return self.store.record_file(document, text, &later, now);
        }
        self.store.record_file_as_base(document, text, now)
    }

    /// Clears the journal of a document that is put away with nothing in it but a base.
    pub fn clear_spent_journal(&self, sheet: &Sheet) {
        let file = {
            let state = sheet.state();
            let is_spent = state.journal.kept.is_empty()
                && state.journal.unkept.is_empty()
                && state.journal.beginning == Beginning::Follows
                && state.file.revision == state.revision
                && state.moments.is_empty()
                // The text of a file that is gone, or that cannot be written, is not the file's.
                && state.file.presence == Presence::Present
                && state.read_only.is_none();
            if !is_spent {
                return;
            }
            state.file.hash
        };
        // If it stays, it is found to be spent when the document is opened.
        let _ = self.store.clear_journal(sheet.id, file);
    }

    /// Returns the journal that an earlier run of the program left.
    pub fn journal(&self, document: DocumentId) -> Result<Option<OldJournal>> {
        let replayed = self.store.replay_journal(document)?;
        Ok(replayed.map(|replayed| OldJournal {
            base: Arc::new(replayed.base),
            steps: replayed.passed,
            end: Arc::new(replayed.text),
            cut_short: replayed.cut_short,
        }))
    }

    /// Returns the documents that an earlier run left a journal of.
    pub fn documents_with_journal(&self) -> Vec<DocumentId> {
        self.store.journals().unwrap_or_default()
    }

    /// Returns the moments of a document, oldest first.
    pub fn versions(&self, document: DocumentId) -> Result<Vec<Version>> {
        if self.store.document(document)?.is_none() {
            return Err(unknown());
        }
        self.store.versions(document)
    }

    /// Returns the newest moment of a document.
    pub fn latest_version(&self, document: DocumentId) -> Result<Option<Version>> {
        self.store.latest_version(document)
    }

    /// Returns the text of the newest moment of a document.
    pub fn latest_text(&self, document: DocumentId) -> Result<Option<Arc<Text>>> {
        match self.store.latest_version(document)? {
            Some(version) => self.text_of(version.text).map(Some),
            None => Ok(None),
        }
    }

    /// Returns a moment of this document; one of another document is not found.
    pub fn version(&self, document: DocumentId, version: VersionId) -> Result<Version> {
        let found = self.store.version(version)?;
        found
            .filter(|found| found.document == document)
            .ok_or_else(|| Error::new(Code::NotFound, "There is no such moment of this document."))
    }

    /// Returns a stored text.
    pub fn text_of(&self, hash: Hash) -> Result<Arc<Text>> {
        self.store.text(hash).map(Arc::new)
    }

    /// Stores a moment.
    pub fn insert_version(
        &self,
        document: DocumentId,
        moment: &Moment,
        words: &Words,
    ) -> Result<VersionId> {
        let count = |words: usize| u32::try_from(words).unwrap_or(u32::MAX);
        let new = NewVersion {
            document,
            text: &moment.text,
            kind: moment.kind,
            label: &moment.label,
            words: count(words.all),
            words_in: count(words.added),
            words_out: count(words.gone),
        };
        let stored = self.store.add_version(&new, self.clock.now())?;
        Ok(stored.id)
    }

    /// Keeps the editor's undo history of a text.
    pub fn store_undo(&self, document: DocumentId, text: &Text, undo: &str) -> Result<()> {
        self.store.keep_undo(document, text.bytes(), undo)
    }

    /// Returns the undo history of the text of now; else the newest one, and whether the writer went
    /// on from its text or another program did.
    pub fn undo_of(&self, sheet: &Sheet) -> Option<UndoHistory> {
        let (text, leads_here) = {
            let state = sheet.state();
            (state.text.clone(), state.undo_leads_here)
        };
        // A document without its undo history is still a document.
        let kept = self.store.undo(sheet.id, text.hash()).ok().flatten()?;
        let of = Text::new(kept.text).ok()?;
        if of.hash() == text.hash() {
            let (json, back, since) = (kept.json, Vec::new(), WrittenBy::Writer);
            return Some(UndoHistory {
                json,
                of,
                back,
                since,
            });
        }
        let since = match leads_here {
            true => WrittenBy::Writer,
            false => WrittenBy::AnotherProgram,
        };
        Some(UndoHistory {
            json: kept.json,
            back: difference(&text, &of),
            of,
            since,
        })
    }

    /// Records that a read begins.
    pub fn store_reading(
        &self,
        document: DocumentId,
        version: VersionId,
        minutes: u32,
    ) -> Result<ReadingId> {
        let now = self.clock.now();
        let reading = self.store.begin_reading(document, version, minutes, now)?;
        Ok(reading.id)
    }

    /// Records that a read has ended.
    pub fn store_reading_end(&self, reading: ReadingId) -> Result<()> {
        self.store.end_reading(reading, self.clock.now())
    }

    /// Remembers that a document was opened just now.
    pub fn remember_opened(&self, document: DocumentId) {
        lock(&self.visit).current = Some(document);
        // Only a place in the list of recent documents is at stake.
        let _ = self.store.add_recent(document, self.clock.now());
    }

    /// Remembers that a document is not open any more.
    pub fn forget_opened(&self, document: DocumentId) {
        let mut visit = lock(&self.visit);
        if visit.current == Some(document) {
            visit.current = None;
        }
    }

    /// Takes a document off the list of recent ones.
    pub fn forget_recent(&self, document: DocumentId) {
        let _ = self.store.remove_recent(document);
    }

    /// Returns today where the writer is.
    pub fn today(&self) -> LocalTime {
        self.clock.local(self.clock.now())
    }

    /// Returns a moment as a writer says it today.
    pub fn spoken(&self, at: Timestamp) -> String {
        self.clock.local(at).spoken(self.today())
    }
}

fn splices_of(steps: &[Step]) -> Vec<Vec<Splice>> {
    steps.iter().map(|step| step.splices.clone()).collect()
}

fn unknown() -> Error {
    Error::new(Code::NotFound, "There is no such document.")
}
