//! The editor's undo history, kept as the editor writes it. A document has at most two: that of the
//! text in its file, and the newest. Whichever text comes back after a crash, one of them leads to it.

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

/// More than one history for a document, each with the text that it belongs to.
pub(super) const SEVERAL: &str = "
DROP TABLE undo;
CREATE TABLE undo (
    number INTEGER PRIMARY KEY,
    document BLOB NOT NULL REFERENCES document (id),
    text BLOB NOT NULL,
    text_length INTEGER NOT NULL,
    text_data BLOB NOT NULL,
    length INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (document, text)
) STRICT;
";

/// An undo history and the text that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptUndo {
    /// The history as the editor wrote it.
    pub json: String,
    /// The bytes of its text.
    pub text: Vec<u8>,
}

impl Store {
    /// Keeps the undo history that belongs to a text as the newest; those of other texts go, except
    /// that of the file's own text.
    pub fn keep_undo(&self, document: DocumentId, bytes: &[u8], json: &str) -> Result<()> {
        let hash = Hash::of(bytes);
        let data = text::pack_quickly(json.as_bytes())?;
        let text_data = text::pack_quickly(bytes)?;
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "DELETE FROM undo WHERE document = ?1 AND text IS NOT
                         (SELECT file_hash FROM document WHERE id = ?1 AND file_hash IS NOT ?2)",
                )?
                .execute(params![document.as_bytes(), hash.as_bytes()])?;
            transaction
                .prepare_cached(
                    "INSERT INTO undo (document, text, text_length, text_data, length, data)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    document.as_bytes(),
                    hash.as_bytes(),
                    bytes.len() as i64,
                    text_data,
                    json.len() as i64,
                    data
                ])?;
            Ok(())
        })
    }

    /// Returns the undo history of a document that belongs to the text with this hash, else the
    /// newest one.
    pub fn undo(&self, document: DocumentId, text: Hash) -> Result<Option<KeptUndo>> {
        self.read(|transaction| {
            let mut statement = transaction.prepare_cached(
                "SELECT length, data, text_length, text_data FROM undo WHERE document = ?1
                 ORDER BY text = ?2 DESC, number DESC LIMIT 1",
            )?;
            let found = statement.query_row(params![document.as_bytes(), text.as_bytes()], |row| {
                let history = (row.get(0)?, row.get::<_, Vec<u8>>(1)?);
                Ok((history, (row.get(2)?, row.get::<_, Vec<u8>>(3)?)))
            });
            let Some((history, bytes)) = found.optional()? else {
                return Ok(None);
            };
            // A damaged undo history is worth nothing, and no trouble.
            let unpacked = |(length, data): (i64, Vec<u8>)| text::unpack(&data, &[], length).ok();
            let json = unpacked(history).and_then(|json| String::from_utf8(json).ok());
            Ok(json
                .zip(unpacked(bytes))
                .map(|(json, text)| KeptUndo { json, text }))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_document;
    use super::*;

    #[test]
    fn the_history_of_the_file_s_text_stays_beside_the_newest() {
        let (store, id) = with_document();
        let undo = |text: &[u8]| {
            let found = store.undo(id, Hash::of(text)).expect("readable");
            found.map(|found| (found.json, found.text))
        };
        let kept = |json: &str, text: &[u8]| Some((json.to_owned(), text.to_vec()));
        assert_eq!(undo(b"now"), None);
        store.keep_undo(id, b"before", "[1]").expect("kept");
        store.keep_undo(id, b"in the file", "[1,2]").expect("kept");
        assert_eq!(undo(b"before"), kept("[1,2]", b"in the file"), "one went");
        store
            .set_file_hash(id, Hash::of(b"in the file"))
            .expect("set");
        store.keep_undo(id, b"now", "[1,2,3]").expect("kept");
        store.keep_undo(id, b"now", "[1,2,4]").expect("kept again");
        assert_eq!(undo(b"in the file"), kept("[1,2]", b"in the file"));
        assert_eq!(undo(b"now"), kept("[1,2,4]", b"now"));
        assert_eq!(undo(b"another"), kept("[1,2,4]", b"now"), "the newest");
    }
}
