//! SQLite and nothing else: one table per file, its migration, row and queries together.
//!
//! Owns the one file in which journal, texts, versions and settings are kept. Must never touch a
//! document's file, and never change or delete a stored text or version on a save.
//! Every call is one transaction and returns once it lasts through a power cut.

mod open;
mod schema;

mod document;
mod folder;
mod journal;
mod reading;
mod recent;
mod setting;
mod text;
mod undo;
mod verify;
mod version;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::{Code, Error, Result};
use crate::model::Timestamp;

pub use crate::model::FolderId;
pub use document::StoredDocument;
pub use folder::OpenedFolder;
pub use journal::Replayed;
pub use open::Opened;
pub use reading::Reading;
pub use undo::KeptUndo;
pub use verify::Damage;
pub use version::NewVersion;

/// Everything that is kept outside the documents' files. Shared between threads by reference.
pub struct Store {
    connection: Mutex<Connection>,
    lasting: bool,
}

impl Store {
    /// Tells whether what is kept outlives the program: not so in memory.
    pub fn lasts(&self) -> bool {
        self.lasting
    }

    /// Reads in one view of the store.
    fn read<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
        work(&transaction)
    }

    /// Writes in one transaction: all of it lasts when this returns, or nothing was changed.
    fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere has rolled its transaction back; the connection itself is whole.
        self.connection
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode as Sql;
        let sentence = match error.sqlite_error_code() {
            Some(Sql::DiskFull) => {
                "The disk is full, so nothing more is kept in the history. Your text is still here; make room, and it is tried again.".into()
            }
            Some(Sql::DatabaseBusy | Sql::DatabaseLocked) => {
                "Another program holds the history, so nothing was kept there just now. It is tried again.".into()
            }
            Some(Sql::DatabaseCorrupt | Sql::NotADatabase) => {
                "The history is damaged. Your documents are whole; start Sixpager again, and a new history is begun.".into()
            }
            Some(Sql::CannotOpen) => {
                "The history cannot be opened. Your documents are saved as before.".into()
            }
            Some(Sql::ReadOnly | Sql::PermissionDenied) => {
                "The history may not be written, so nothing more is kept in it. Your documents are saved as before.".into()
            }
            _ => format!("The history could not be used ({error}). Your documents are saved as before."),
        };
        Error::new(Code::Failed, sentence)
    }
}

/// A failure for what should be in the store and is not.
fn not_found(what: &str) -> Error {
    Error::new(
        Code::NotFound,
        format!("There is no such {what} in the history."),
    )
}

/// An id that sorts by the time given.
fn new_uuid(now: Timestamp) -> uuid::Uuid {
    let millis = u64::try_from(now.0).unwrap_or(0);
    let random = uuid::Uuid::new_v4();
    let mut tail = [0; 10];
    tail.copy_from_slice(&random.as_bytes()[..10]);
    uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
}

/// Paths are stored as the bytes that the system uses, which need not be UTF-8.
fn path_to_bytes(path: &Path) -> Vec<u8> {
    #[cfg(unix)]
    {
        std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
    }
    #[cfg(not(unix))]
    {
        path.to_string_lossy().into_owned().into_bytes()
    }
}

fn path_from_bytes(bytes: Vec<u8>) -> PathBuf {
    #[cfg(unix)]
    {
        let name: OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
        PathBuf::from(name)
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(OsString::from(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentId, Hash, Text};

    pub const NOW: Timestamp = Timestamp(1_764_000_000_000);

    pub fn text(source: &str) -> Text {
        Text::new(source.as_bytes().to_vec()).expect("the sample is text")
    }

    pub fn store() -> Store {
        Store::in_memory().expect("memory is left")
    }

    /// A store with one document.
    pub fn with_document() -> (Store, DocumentId) {
        let store = store();
        let document = store
            .add_document(Path::new("/memos/a.md"), NOW)
            .expect("a document is added");
        (store, document.id)
    }

    #[test]
    fn a_document_keeps_its_id_through_renames() {
        let (store, id) = with_document();
        let (old, new) = (Path::new("/memos/a.md"), Path::new("/memos/b.md"));
        store.place_document(id, new, NOW).expect("it is known");
        assert_eq!(store.document_at(old).expect("readable"), None);
        let found = store.document_at(new).expect("readable").expect("placed");
        assert_eq!((found.id, found.created), (id, NOW));
        let once = store.documents_once_at(old).expect("readable");
        assert_eq!(once, [found]);
        let mut paths = store.paths_of(id).expect("readable");
        paths.sort();
        assert_eq!(paths, [old, new]);
    }

    #[test]
    fn a_document_is_found_by_its_content() {
        let (store, id) = with_document();
        let hash = Hash::of(b"words");
        store.set_file_hash(id, hash).expect("it is known");
        let found = store.documents_with_content(hash).expect("readable");
        assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [id]);
        assert_eq!(found[0].file_hash, Some(hash));
    }

    #[test]
    fn of_two_documents_at_a_path_the_one_placed_last_is_meant() {
        let (store, first) = with_document();
        let path = Path::new("/memos/b.md");
        let second = store.add_document(path, NOW).expect("added").id;
        store.place_document(first, path, NOW).expect("known");
        let found = store.document_at(path).expect("readable").expect("placed");
        assert_eq!(found.id, first);
        let all: Vec<_> = store
            .documents()
            .expect("readable")
            .iter()
            .map(|found| found.id)
            .collect();
        assert_eq!(all, [first, second]);
    }

    #[cfg(unix)]
    #[test]
    fn paths_need_not_be_utf8() {
        use std::os::unix::ffi::OsStrExt;
        let store = store();
        let path = Path::new(std::ffi::OsStr::from_bytes(b"/memos/\xff\n.md"));
        store.add_document(path, NOW).expect("added");
        let found = store.document_at(path).expect("readable").expect("placed");
        assert_eq!(found.path, path);
    }

    #[test]
    fn what_is_unknown_is_refused() {
        let store = store();
        let id = DocumentId::from_uuid(new_uuid(NOW));
        let refused = store
            .place_document(id, Path::new("/x"), NOW)
            .expect_err("unknown");
        assert_eq!(refused.code, Code::NotFound);
        let refused = store.set_file_hash(id, Hash::of(b"")).expect_err("unknown");
        assert_eq!(refused.code, Code::NotFound);
    }

    #[test]
    fn settings_folders_and_recent_documents_come_back() {
        let (store, id) = with_document();
        store
            .set_settings(&[("theme", "dark"), ("minutes", "3")])
            .expect("set");
        store.set_settings(&[("theme", "light")]).expect("set");
        assert_eq!(
            store.setting("theme").expect("readable").as_deref(),
            Some("light")
        );
        assert_eq!(
            store.setting("minutes").expect("readable").as_deref(),
            Some("3")
        );
        assert_eq!(store.setting("spelling").expect("readable"), None);

        let folder = store.open_folder(Path::new("/memos"), NOW).expect("opened");
        let again = store.open_folder(Path::new("/memos"), NOW).expect("opened");
        assert_eq!(folder, again, "a folder is open once");
        assert_eq!(store.folders().expect("readable").len(), 1);
        store.close_folder(folder).expect("it is open");
        assert_eq!(store.folders().expect("readable"), []);
        assert!(store.close_folder(folder).is_err(), "it is closed already");

        let other = store
            .add_document(Path::new("/memos/c.md"), NOW)
            .expect("added")
            .id;
        for (document, now) in [(id, NOW), (other, NOW), (id, Timestamp(0))] {
            store.add_recent(document, now).expect("added");
        }
        assert_eq!(
            store.recent(9).expect("readable"),
            [id, other],
            "a clock set back changes nothing"
        );
        assert_eq!(store.recent(1).expect("readable"), [id]);
        store.remove_recent(id).expect("removed");
        assert_eq!(store.recent(9).expect("readable"), [other]);
    }

    #[test]
    fn ids_sort_by_time() {
        let early = new_uuid(Timestamp(1_000));
        let late = new_uuid(Timestamp(2_000));
        assert!(early < late);
        assert_eq!(early.get_version_num(), 7);
    }
}
