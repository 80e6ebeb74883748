//! Silent reads: what was read, for how long.

use rusqlite::{OptionalExtension, Row, params};

use super::{Store, new_uuid, not_found};
use crate::error::Result;
use crate::model::{DocumentId, ReadingId, Timestamp, VersionId};

pub(super) const TABLE: &str = "
CREATE TABLE reading (
    id BLOB PRIMARY KEY NOT NULL,
    document BLOB NOT NULL REFERENCES document (id),
    version BLOB NOT NULL REFERENCES version (id),
    minutes INTEGER NOT NULL,
    begun INTEGER NOT NULL,
    ended INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_by_document ON reading (document, begun);
";

/// A silent read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its id.
    pub id: ReadingId,
    /// The document that was read.
    pub document: DocumentId,
    /// The version that was read; its text does not change.
    pub version: VersionId,
    /// Minutes that were planned.
    pub minutes: u32,
    /// When it began.
    pub begun: Timestamp,
    /// When it ended; `None` while it lasts, or when the program ended first.
    pub ended: Option<Timestamp>,
}

impl Store {
    /// Records that a read of a version begins.
    pub fn begin_reading(
        &self,
        document: DocumentId,
        version: VersionId,
        minutes: u32,
        now: Timestamp,
    ) -> Result<Reading> {
        let id = ReadingId::from_uuid(new_uuid(now));
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO reading (id, document, version, minutes, begun)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    id.as_bytes(),
                    document.as_bytes(),
                    version.as_bytes(),
                    minutes,
                    now.0
                ],
            )?;
            Ok(Reading {
                id,
                document,
                version,
                minutes,
                begun: now,
                ended: None,
            })
        })
    }

    /// Records that a read has ended; the first end stays.
    pub fn end_reading(&self, id: ReadingId, now: Timestamp) -> Result<()> {
        self.write(|transaction| {
            let changed = transaction.execute(
                "UPDATE reading SET ended = coalesce(ended, ?2) WHERE id = ?1",
                params![id.as_bytes(), now.0],
            )?;
            if changed == 0 {
                return Err(not_found("reading"));
            }
            Ok(())
        })
    }

    /// Returns a read.
    pub fn reading(&self, id: ReadingId) -> Result<Option<Reading>> {
        self.read(|transaction| {
            let query = "SELECT id, document, version, minutes, begun, ended
                         FROM reading WHERE id = ?1";
            let found = transaction.query_row(query, [id.as_bytes()], from_row);
            Ok(found.optional()?)
        })
    }

    /// Returns the reads of a document, oldest first.
    pub fn readings(&self, document: DocumentId) -> Result<Vec<Reading>> {
        self.read(|transaction| {
            let mut statement = transaction.prepare(
                "SELECT id, document, version, minutes, begun, ended
                 FROM reading WHERE document = ?1 ORDER BY begun, id",
            )?;
            let rows = statement.query_map([document.as_bytes()], from_row)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Reading> {
    let uuid = |index| row.get(index).map(uuid::Uuid::from_bytes);
    Ok(Reading {
        id: ReadingId::from_uuid(uuid(0)?),
        document: DocumentId::from_uuid(uuid(1)?),
        version: VersionId::from_uuid(uuid(2)?),
        minutes: row.get(3)?,
        begun: Timestamp(row.get(4)?),
        ended: row.get::<_, Option<i64>>(5)?.map(Timestamp),
    })
}

#[cfg(test)]
mod tests {
    use super::super::NewVersion;
    use super::super::tests::{NOW, text, with_document};
    use super::*;
    use crate::model::VersionKind;

    #[test]
    fn a_reading_is_kept_with_the_version_it_read() {
        let (store, document) = with_document();
        let new = NewVersion {
            document,
            text: &text("A memo."),
            kind: VersionKind::Read,
            label: "",
            words: 2,
            words_in: 2,
            words_out: 0,
        };
        let version = store.add_version(&new, NOW).expect("recorded").id;
        let reading = store
            .begin_reading(document, version, 18, NOW)
            .expect("begun");
        assert_eq!(store.reading(reading.id).expect("readable"), Some(reading));
        let end = Timestamp(NOW.0 + 60_000);
        store.end_reading(reading.id, end).expect("it lasts");
        store
            .end_reading(reading.id, Timestamp(end.0 + 1))
            .expect("ending twice is fine");
        let readings = store.readings(document).expect("readable");
        assert_eq!(
            readings,
            [Reading {
                ended: Some(end),
                ..reading
            }]
        );
    }
}
