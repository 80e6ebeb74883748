//! Documents in the order in which they were last opened; a clock set back changes nothing.

use rusqlite::params;

use super::Store;
use crate::error::Result;
use crate::model::{DocumentId, Timestamp};

pub(super) const TABLE: &str = "
CREATE TABLE recent (
    document BLOB PRIMARY KEY NOT NULL REFERENCES document (id),
    turn INTEGER NOT NULL,
    opened INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX recent_by_turn ON recent (turn);
";

impl Store {
    /// Records that a document was opened just now.
    pub fn add_recent(&self, document: DocumentId, now: Timestamp) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO recent (document, turn, opened)
                 VALUES (?1, (SELECT coalesce(max(turn), 0) + 1 FROM recent), ?2)
                 ON CONFLICT DO UPDATE SET turn = excluded.turn, opened = excluded.opened",
                params![document.as_bytes(), now.0],
            )?;
            Ok(())
        })
    }

    /// Takes a document off the list; nothing else of it is forgotten.
    pub fn remove_recent(&self, document: DocumentId) -> Result<()> {
        self.write(|transaction| {
            let id = document.as_bytes();
            transaction.execute("DELETE FROM recent WHERE document = ?1", [id])?;
            Ok(())
        })
    }

    /// Returns up to `most` documents, the one opened last first.
    pub fn recent(&self, most: u32) -> Result<Vec<DocumentId>> {
        self.read(|transaction| {
            let mut statement =
                transaction.prepare("SELECT document FROM recent ORDER BY turn DESC LIMIT ?1")?;
            let ids = statement.query_map([most], |row| row.get(0))?;
            Ok(ids
                .map(|id| id.map(|id| DocumentId::from_uuid(uuid::Uuid::from_bytes(id))))
                .collect::<rusqlite::Result<_>>()?)
        })
    }
}
