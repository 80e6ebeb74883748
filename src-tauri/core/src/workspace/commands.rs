//! The commands of a window, one method each.

use std::path::{Path, PathBuf};

use super::{
    Compared, ConflictChoice, DocumentSummary, Edit, FolderId, LibraryFolder, OpenedDocument,
    Reading, Saving, Session, Settings, Setup, Workspace,
};
use crate::error::{Code, Error, Result};
use crate::model::{DocumentId, ReadingId, Version, VersionId};

fn not_yet<T>() -> Result<T> {
    Err(Error::new(Code::Failed, "This cannot be done yet."))
}

impl Workspace {
    /// Opens store and threads.
    pub fn start(_setup: Setup) -> Workspace {
        Workspace {}
    }
    /// Opens the store; no thread and no watcher runs: work is done by [`Workspace::step`].
    pub fn by_hand(_setup: Setup) -> Workspace {
        Workspace {}
    }
    /// Does everything that is due by now.
    pub fn step(&self) {}
    /// Tells that something may have changed at these paths; hints only.
    pub fn files_changed(&self, _paths: &[PathBuf]) {}
    /// The window lost the focus: writes everything that waits.
    pub fn save_all(&self) {}
    /// The program ends: keeps and writes everything for the last time.
    pub fn finish(&self) {}
    /// Opens what was given by an argument, a drop or a second start: a document or a folder.
    /// Before the session has begun it waits for it; after that the window is told by
    /// `DocumentRequested`, `LibraryChanged` or `Noticed`.
    pub fn request_document(&self, _path: &Path) {}
    /// Finds the document of a file without opening it.
    pub fn find_document(&self, _path: &Path) -> Result<DocumentId> {
        not_yet()
    }
    pub fn start_session(&self) -> Result<Session> {
        not_yet()
    }
    pub fn choose_document(&self) -> Result<Option<OpenedDocument>> {
        not_yet()
    }
    pub fn choose_folder(&self) -> Result<Option<LibraryFolder>> {
        not_yet()
    }
    pub fn close_folder(&self, _folder: FolderId) -> Result<()> {
        not_yet()
    }
    pub fn list_library(&self) -> Result<Vec<LibraryFolder>> {
        not_yet()
    }
    pub fn open_document(&self, _document: DocumentId) -> Result<OpenedDocument> {
        not_yet()
    }
    pub fn close_document(&self, _document: DocumentId) -> Result<()> {
        not_yet()
    }
    pub fn new_document(&self, _template: &str) -> Result<OpenedDocument> {
        not_yet()
    }
    pub fn open_example(&self, _template: &str) -> Result<OpenedDocument> {
        not_yet()
    }
    pub fn edit_document(&self, _document: DocumentId, _edit: &Edit) -> Result<u32> {
        not_yet()
    }
    pub fn resync_document(&self, _document: DocumentId, _editor_text: &str) -> Result<u32> {
        not_yet()
    }
    pub fn keep_undo(&self, _document: DocumentId, _revision: u32, _undo: &str) -> Result<()> {
        not_yet()
    }
    pub fn save_document(&self, _document: DocumentId) -> Result<Saving> {
        not_yet()
    }
    pub fn save_document_as(&self, _document: DocumentId) -> Result<Option<OpenedDocument>> {
        not_yet()
    }
    pub fn rename_document(&self, _document: DocumentId, _name: &str) -> Result<DocumentSummary> {
        not_yet()
    }
    pub fn move_document(&self, _document: DocumentId) -> Result<Option<DocumentSummary>> {
        not_yet()
    }
    pub fn reveal_document(&self, _document: DocumentId) -> Result<()> {
        not_yet()
    }
    pub fn trash_document(&self, _document: DocumentId) -> Result<()> {
        not_yet()
    }
    pub fn list_versions(&self, _document: DocumentId) -> Result<Vec<Version>> {
        not_yet()
    }
    pub fn compare_version(&self, _document: DocumentId, _version: VersionId) -> Result<Compared> {
        not_yet()
    }
    pub fn propose_restore(&self, _document: DocumentId, _version: VersionId) -> Result<()> {
        not_yet()
    }
    pub fn answer_conflict(&self, _document: DocumentId, _choice: ConflictChoice) -> Result<()> {
        not_yet()
    }
    pub fn begin_reading(&self, _document: DocumentId) -> Result<Reading> {
        not_yet()
    }
    pub fn end_reading(&self, _reading: ReadingId) -> Result<()> {
        not_yet()
    }
    pub fn change_settings(&self, _settings: Settings) -> Result<Settings> {
        not_yet()
    }
    pub fn choose_documents_folder(&self) -> Result<Option<PathBuf>> {
        not_yet()
    }
    pub fn open_link(&self, _address: &str) -> Result<()> {
        not_yet()
    }
}
