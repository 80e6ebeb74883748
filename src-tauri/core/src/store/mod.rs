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
pub use journal::{JournalEnd, Replayed};
pub use open::Opened;
pub use reading::Reading;
pub use verify::Damage;
pub use version::NewVersion;

/// Everything that is kept outside the documents' files. Shared between threads by reference.
pub struct Store {
    connection: Mutex<Connection>,
}

impl Store {
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
            Some(Sql::ReadOnly | Sql::PermissionDenied) => {
                "The history may not be written. Your documents are saved as before, but without a history.".into()
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
