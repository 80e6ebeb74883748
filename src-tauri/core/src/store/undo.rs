//! The editor's undo history, kept as the editor writes it.

use rusqlite::{OptionalExtension, params};

use super::{Store, text};
use crate::error::Result;
use crate::model::{DocumentId, Hash};

pub(super) const TABLE: &str = "
CREATE TABLE undo (
    document BLOB PRIMARY KEY NOT NULL REFERENCES document (id),
    text BLOB NOT NULL,
    length INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT, WITHOUT ROWID;
";

impl Store {
    /// Keeps the undo history that belongs to the text with this hash, in place of the one before.
    pub fn keep_undo(&self, document: DocumentId, text: Hash, json: &str) -> Result<()> {
        let data = text::pack_quickly(json.as_bytes())?;
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO undo (document, text, length, data) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT DO UPDATE SET
                         text = excluded.text, length = excluded.length, data = excluded.data",
                )?
                .execute(params![
                    document.as_bytes(),
                    text.as_bytes(),
                    json.len() as i64,
                    data
                ])?;
            Ok(())
        })
    }

    /// Returns the undo history of a document if it belongs to the text with this hash.
    pub fn undo(&self, document: DocumentId, text: Hash) -> Result<Option<String>> {
        self.read(|transaction| {
            let mut statement = transaction.prepare_cached(
                "SELECT length, data FROM undo WHERE document = ?1 AND text = ?2",
            )?;
            let found = statement.query_row(params![document.as_bytes(), text.as_bytes()], |row| {
                Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))
            });
            let Some((length, data)) = found.optional()? else {
                return Ok(None);
            };
            // A damaged undo history is worth nothing, and no trouble.
            let json = text::unpack(&data, &[], length).ok();
            Ok(json.and_then(|json| String::from_utf8(json).ok()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_document;
    use super::*;

    #[test]
    fn an_undo_history_is_given_only_for_its_text() {
        let (store, id) = with_document();
        let (before, now) = (Hash::of(b"before"), Hash::of(b"now"));
        store.keep_undo(id, before, "[1]").expect("kept");
        store.keep_undo(id, now, "[1,2]").expect("kept");
        assert_eq!(
            store.undo(id, now).expect("readable").as_deref(),
            Some("[1,2]")
        );
        assert_eq!(store.undo(id, before).expect("readable"), None);
    }
}
