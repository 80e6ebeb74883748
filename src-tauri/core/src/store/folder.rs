//! The folders that the writer opened.

use std::path::{Path, PathBuf};

use rusqlite::params;

use super::{Store, new_uuid, not_found, path_from_bytes, path_to_bytes};
use crate::error::Result;
use crate::model::{FolderId, Timestamp};

pub(super) const TABLE: &str = "
CREATE TABLE folder (
    id BLOB NOT NULL UNIQUE,
    path BLOB NOT NULL UNIQUE,
    opened INTEGER NOT NULL
) STRICT;
";

/// A folder that the writer opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedFolder {
    /// Its id.
    pub id: FolderId,
    /// Where it is.
    pub path: PathBuf,
}

impl Store {
    /// Records that a folder is open. One that was open before keeps its id and place.
    pub fn open_folder(&self, path: &Path, now: Timestamp) -> Result<FolderId> {
        let id = FolderId::from_uuid(new_uuid(now));
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO folder (id, path, opened) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                params![id.as_bytes(), path_to_bytes(path), now.0],
            )?;
            let query = "SELECT id FROM folder WHERE path = ?1";
            let id = transaction.query_row(query, [path_to_bytes(path)], |row| row.get(0))?;
            Ok(FolderId::from_uuid(uuid::Uuid::from_bytes(id)))
        })
    }

    /// Records that a folder is not open any more; its documents stay known.
    pub fn close_folder(&self, id: FolderId) -> Result<()> {
        self.write(|transaction| {
            let changed =
                transaction.execute("DELETE FROM folder WHERE id = ?1", [id.as_bytes()])?;
            if changed == 0 {
                return Err(not_found("folder"));
            }
            Ok(())
        })
    }

    /// Returns the open folders in the order in which they were opened.
    pub fn folders(&self) -> Result<Vec<OpenedFolder>> {
        self.read(|transaction| {
            let mut statement =
                transaction.prepare("SELECT id, path FROM folder ORDER BY rowid")?;
            let rows = statement.query_map((), |row| {
                Ok(OpenedFolder {
                    id: FolderId::from_uuid(uuid::Uuid::from_bytes(row.get(0)?)),
                    path: path_from_bytes(row.get(1)?),
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}
