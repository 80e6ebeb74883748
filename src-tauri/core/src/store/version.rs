//! Versions of a document, newest last.
//! Invariant: a stored version is never changed or deleted by a save.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Store, document, new_uuid, text};
use crate::error::Result;
use crate::model::{DocumentId, Hash, Text, Timestamp, Version, VersionId, VersionKind};

pub(super) const TABLE: &str = "
CREATE TABLE device (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO device (name) VALUES (lower(hex(randomblob(16))));
CREATE TABLE version (
    document BLOB NOT NULL REFERENCES document (id),
    sequence INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    parents BLOB NOT NULL,
    text INTEGER NOT NULL REFERENCES text (id),
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    device INTEGER NOT NULL REFERENCES device (id),
    time INTEGER NOT NULL,
    words INTEGER NOT NULL,
    words_in INTEGER NOT NULL,
    words_out INTEGER NOT NULL,
    PRIMARY KEY (document, sequence)
) STRICT, WITHOUT ROWID;
";

const QUERY: &str = "
SELECT version.id, document, parents, text.hash, kind, label, device.name, sequence, time,
       words, words_in, words_out
FROM version JOIN text ON text.id = version.text JOIN device ON device.id = version.device";

/// A moment to record.
#[derive(Clone, Copy, Debug)]
pub struct NewVersion<'a> {
    /// The document it belongs to.
    pub document: DocumentId,
    /// Its text.
    pub text: &'a Text,
    /// Why it is recorded.
    pub kind: VersionKind,
    /// What a list calls it; may be empty.
    pub label: &'a str,
    /// Words of its text.
    pub words: u32,
    /// Words that the version before lacks.
    pub words_in: u32,
    /// Words of the version before that it lacks.
    pub words_out: u32,
}

impl Store {
    /// Records a moment after the newest one of its document, which becomes its parent.
    pub fn add_version(&self, new: &NewVersion<'_>, now: Timestamp) -> Result<Version> {
        let id = VersionId::from_uuid(new_uuid(now));
        self.write(|transaction| {
            document::must_exist(transaction, new.document)?;
            let before = latest(transaction, new.document)?;
            let (sequence, parents, base) = match &before {
                Some(before) => (
                    before.sequence + 1,
                    before.id.as_bytes().to_vec(),
                    text::id_of(transaction, before.text)?,
                ),
                None => (1, Vec::new(), None),
            };
            let text = text::put(transaction, new.text, base)?;
            transaction
                .prepare_cached(
                    "INSERT INTO version (document, sequence, id, parents, text, kind, label,
                         device, time, words, words_in, words_out)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
                         (SELECT min(id) FROM device), ?8, ?9, ?10, ?11)",
                )?
                .execute(params![
                    new.document.as_bytes(),
                    sequence,
                    id.as_bytes(),
                    parents,
                    text,
                    new.kind.name(),
                    new.label,
                    now.0,
                    new.words,
                    new.words_in,
                    new.words_out,
                ])?;
            by_id(transaction, id)?.ok_or_else(|| super::not_found("version"))
        })
    }

    /// Returns the versions of a document, oldest first.
    pub fn versions(&self, document: DocumentId) -> Result<Vec<Version>> {
        self.read(|transaction| {
            let query = format!("{QUERY} WHERE document = ?1 ORDER BY sequence");
            let mut statement = transaction.prepare_cached(&query)?;
            let rows = statement.query_map([document.as_bytes()], from_row)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Returns the newest version of a document.
    pub fn latest_version(&self, document: DocumentId) -> Result<Option<Version>> {
        self.read(|transaction| latest(transaction, document))
    }

    /// Returns a version.
    pub fn version(&self, id: VersionId) -> Result<Option<Version>> {
        self.read(|transaction| by_id(transaction, id))
    }
}

fn latest(connection: &Connection, document: DocumentId) -> Result<Option<Version>> {
    let query = format!("{QUERY} WHERE document = ?1 ORDER BY sequence DESC LIMIT 1");
    let mut statement = connection.prepare_cached(&query)?;
    let found = statement.query_row([document.as_bytes()], from_row);
    Ok(found.optional()?)
}

fn by_id(connection: &Connection, id: VersionId) -> Result<Option<Version>> {
    let query = format!("{QUERY} WHERE version.id = ?1");
    let mut statement = connection.prepare_cached(&query)?;
    let found = statement.query_row([id.as_bytes()], from_row);
    Ok(found.optional()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Version> {
    let parents: Vec<u8> = row.get(2)?;
    let uuid = |bytes: [u8; 16]| uuid::Uuid::from_bytes(bytes);
    let parents = parents.as_chunks::<16>().0.iter().copied();
    Ok(Version {
        id: VersionId::from_uuid(uuid(row.get(0)?)),
        document: DocumentId::from_uuid(uuid(row.get(1)?)),
        parents: parents.map(uuid).map(VersionId::from_uuid).collect(),
        text: Hash::from_bytes(row.get(3)?),
        kind: VersionKind::from_name(&row.get::<_, String>(4)?),
        label: row.get(5)?,
        device: row.get(6)?,
        sequence: row.get(7)?,
        time: Timestamp(row.get(8)?),
        words: row.get(9)?,
        words_in: row.get(10)?,
        words_out: row.get(11)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{NOW, text, with_document};
    use super::*;
    use crate::error::Code;

    fn record(store: &Store, document: DocumentId, source: &str, now: Timestamp) -> Version {
        let text = text(source);
        let new = NewVersion {
            document,
            text: &text,
            kind: VersionKind::Writing,
            label: "Writing",
            words: 7,
            words_in: 5,
            words_out: 3,
        };
        store.add_version(&new, now).expect("recorded")
    }

    #[test]
    fn versions_follow_their_order_whatever_the_clock_says() {
        let (store, document) = with_document();
        let first = record(&store, document, "One.", NOW);
        let second = record(&store, document, "Two.", Timestamp(0));
        let third = record(&store, document, "One.", NOW);
        let versions = store.versions(document).expect("readable");
        assert_eq!(versions, [first.clone(), second.clone(), third.clone()]);
        assert_eq!(
            store.latest_version(document).expect("readable"),
            Some(third.clone())
        );
        assert_eq!(
            store.version(second.id).expect("readable"),
            Some(second.clone())
        );
        assert_eq!(first.parents, []);
        assert_eq!(second.parents, [first.id]);
        assert_eq!(third.parents, [second.id]);
        assert_eq!([first.sequence, second.sequence, third.sequence], [1, 2, 3]);
        assert_eq!(first.text, third.text, "a text is stored once");
        assert_eq!((third.words, third.words_in, third.words_out), (7, 5, 3));
        assert_eq!(first.device.len(), 32);
    }

    #[test]
    fn a_version_of_an_unknown_document_is_refused() {
        let (store, _) = with_document();
        let text = text("x");
        let new = NewVersion {
            document: DocumentId::from_uuid(new_uuid(NOW)),
            text: &text,
            kind: VersionKind::Saved,
            label: "",
            words: 1,
            words_in: 1,
            words_out: 0,
        };
        let refused = store.add_version(&new, NOW).expect_err("unknown");
        assert_eq!(refused.code, Code::NotFound);
        assert!(store.text(text.hash()).is_err(), "nothing of it is stored");
    }

    #[test]
    fn every_kind_comes_back() {
        for (kind, name) in VersionKind::ALL {
            assert_eq!(VersionKind::from_name(kind.name()), kind, "{name}");
        }
    }
}
