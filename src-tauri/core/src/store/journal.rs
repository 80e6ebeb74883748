//! The journal: what was written since a document's file was, so that no crash loses it.
//!
//! A document's journal is the text of its file (the base) and the splices since. Each entry is
//! sealed with a hash over all before it: a damaged one ends the replay, and is told.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Store, document, text};
use crate::error::{Code, Error, Result};
use crate::model::{DocumentId, Hash, Span, Splice, Text, Timestamp};

pub(super) const TABLE: &str = "
CREATE TABLE journal (
    document BLOB PRIMARY KEY NOT NULL REFERENCES document (id),
    base BLOB NOT NULL,
    base_data BLOB,
    base_length INTEGER NOT NULL,
    begun INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE journal_entry (
    document BLOB NOT NULL REFERENCES journal (document) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    time INTEGER NOT NULL,
    splices BLOB NOT NULL,
    seal BLOB NOT NULL,
    PRIMARY KEY (document, sequence)
) STRICT, WITHOUT ROWID;
";

type Seal = [u8; 8];

/// What a journal amounts to.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// The file's text when the journal began.
    pub base: Text,
    /// The text at the journal's end.
    pub text: Text,
    /// Hash of the text after each entry: a file may have been written at any of them.
    pub passed: Vec<Hash>,
    /// When the last entry was written.
    pub time: Timestamp,
    /// True when damage ended the replay before the journal's end: words may be missing.
    pub cut_short: bool,
}

impl Store {
    /// Appends steps, each a list of splices of the text before it, in one transaction.
    ///
    /// `base` is the text that the file holds. Without a journal, or with one on another base,
    /// a journal is begun: then the first step must be one of `base` itself.
    pub fn append_journal(
        &self,
        id: DocumentId,
        base: &Text,
        steps: &[Vec<Splice>],
        now: Timestamp,
    ) -> Result<()> {
        self.write(|transaction| {
            if base_of(transaction, id)? != Some(base.hash()) {
                begin(transaction, id, base, now)?;
            }
            append(transaction, id, steps, now)
        })
    }

    /// Throws a document's journal away and begins another one with these steps of `base`.
    pub fn restart_journal(
        &self,
        id: DocumentId,
        base: &Text,
        steps: &[Vec<Splice>],
        now: Timestamp,
    ) -> Result<()> {
        self.write(|transaction| {
            begin(transaction, id, base, now)?;
            append(transaction, id, steps, now)
        })
    }

    /// Records that the file holds `written` now; `later`, the steps of it that came meanwhile,
    /// take the place of the journal. One transaction.
    pub fn record_file(
        &self,
        id: DocumentId,
        written: &Text,
        later: &[Vec<Splice>],
        now: Timestamp,
    ) -> Result<()> {
        self.write(|transaction| {
            document::set_file_hash(transaction, id, written.hash())?;
            if later.is_empty() {
                return clear(transaction, id);
            }
            begin(transaction, id, written, now)?;
            append(transaction, id, later, now)
        })
    }

    /// Records that the file holds `written` now, which a journal without steps keeps as its base: no
    /// version has this text. One transaction.
    pub fn record_file_as_base(
        &self,
        id: DocumentId,
        written: &Text,
        now: Timestamp,
    ) -> Result<()> {
        self.write(|transaction| {
            document::set_file_hash(transaction, id, written.hash())?;
            begin(transaction, id, written, now)
        })
    }

    /// Records what the file holds and clears the whole journal. One transaction.
    pub fn clear_journal(&self, id: DocumentId, file: Hash) -> Result<()> {
        self.write(|transaction| {
            document::set_file_hash(transaction, id, file)?;
            clear(transaction, id)
        })
    }

    /// Returns the documents that have a journal: their files were not written after the last word.
    pub fn journals(&self) -> Result<Vec<DocumentId>> {
        self.read(|transaction| {
            let mut statement = transaction.prepare_cached("SELECT document FROM journal")?;
            let ids = statement.query_map((), |row| row.get(0))?;
            Ok(ids
                .map(|id| id.map(|id| DocumentId::from_uuid(uuid::Uuid::from_bytes(id))))
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Returns what a document's journal amounts to, or `None` without one.
    /// Fails when its base is damaged: then no word of it can be told from another.
    pub fn replay_journal(&self, id: DocumentId) -> Result<Option<Replayed>> {
        self.read(|transaction| match base_text(transaction, id)? {
            None => Ok(None),
            Some((base, begun)) => Ok(Some(replay(base, begun, &entries(transaction, id)?))),
        })
    }
}

struct Entry {
    time: i64,
    splices: Vec<u8>,
    seal: Vec<u8>,
}

fn begin(connection: &Connection, id: DocumentId, base: &Text, now: Timestamp) -> Result<()> {
    clear(connection, id)?;
    document::must_exist(connection, id)?;
    let data = match text::id_of(connection, base.hash())? {
        Some(_) => None,
        None => Some(text::pack_quickly(base.bytes())?),
    };
    connection
        .prepare_cached(
            "INSERT INTO journal (document, base, base_data, base_length, begun)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            id.as_bytes(),
            base.hash().as_bytes(),
            data,
            base.len() as i64,
            now.0
        ])?;
    Ok(())
}

fn append(
    connection: &Connection,
    id: DocumentId,
    steps: &[Vec<Splice>],
    now: Timestamp,
) -> Result<()> {
    let (mut sequence, mut before) = last(connection, id)?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO journal_entry (document, sequence, time, splices, seal)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for splices in steps {
        let splices = encode(splices);
        sequence += 1;
        before = seal(&before, &splices).to_vec();
        statement.execute(params![id.as_bytes(), sequence, now.0, splices, before])?;
    }
    Ok(())
}

fn clear(connection: &Connection, id: DocumentId) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM journal WHERE document = ?1")?
        .execute([id.as_bytes()])?;
    Ok(())
}

fn base_of(connection: &Connection, id: DocumentId) -> Result<Option<Hash>> {
    let mut statement =
        connection.prepare_cached("SELECT base FROM journal WHERE document = ?1")?;
    let found = statement.query_row([id.as_bytes()], |row| row.get(0).map(Hash::from_bytes));
    Ok(found.optional()?)
}

fn base_text(connection: &Connection, id: DocumentId) -> Result<Option<(Text, i64)>> {
    let mut statement = connection.prepare_cached(
        "SELECT base, base_data, base_length, begun FROM journal WHERE document = ?1",
    )?;
    let found = statement.query_row([id.as_bytes()], |row| {
        let hash = row.get(0).map(Hash::from_bytes)?;
        Ok((
            hash,
            row.get::<_, Option<Vec<u8>>>(1)?,
            row.get(2)?,
            row.get(3)?,
        ))
    });
    let Some((hash, data, length, begun)) = found.optional()? else {
        return Ok(None);
    };
    let bytes = match data {
        Some(data) => text::unpack(&data, &[], length)?,
        None => text::bytes(connection, hash)?,
    };
    match Text::new(bytes) {
        Ok(base) if base.hash() == hash => Ok(Some((base, begun))),
        _ => Err(damaged()),
    }
}

fn entries(connection: &Connection, id: DocumentId) -> Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(
        "SELECT time, splices, seal FROM journal_entry
         WHERE document = ?1 ORDER BY sequence",
    )?;
    let rows = statement.query_map([id.as_bytes()], |row| {
        Ok(Entry {
            time: row.get(0)?,
            splices: row.get(1)?,
            seal: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns number and seal of the last entry; zero and none before the first.
fn last(connection: &Connection, id: DocumentId) -> Result<(i64, Vec<u8>)> {
    let mut statement = connection.prepare_cached(
        "SELECT sequence, seal FROM journal_entry
         WHERE document = ?1 ORDER BY sequence DESC LIMIT 1",
    )?;
    let found = statement.query_row([id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?.unwrap_or_default())
}

fn replay(base: Text, begun: i64, entries: &[Entry]) -> Replayed {
    let mut replayed = Replayed {
        text: base.clone(),
        base,
        passed: Vec::with_capacity(entries.len()),
        time: Timestamp(begun),
        cut_short: false,
    };
    let mut before: &[u8] = &[];
    for entry in entries {
        let whole = entry.seal == seal(before, &entry.splices);
        let splices = decode(&entry.splices).filter(|_| whole);
        let Some(Ok(text)) = splices.map(|splices| replayed.text.splice(&splices)) else {
            replayed.cut_short = true;
            break;
        };
        replayed.passed.push(text.hash());
        replayed.text = text;
        replayed.time = Timestamp(entry.time);
        before = &entry.seal;
    }
    replayed
}

fn seal(before: &[u8], splices: &[u8]) -> Seal {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before).update(splices);
    let mut seal = Seal::default();
    seal.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    seal
}

/// Writes splices as start, length and insert length (variable-length numbers) and the insert.
fn encode(splices: &[Splice]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for Splice { span, insert } in splices {
        for number in [span.start, span.end - span.start, insert.len()] {
            put_number(&mut bytes, number as u64);
        }
        bytes.extend_from_slice(insert.as_bytes());
    }
    bytes
}

fn decode(mut bytes: &[u8]) -> Option<Vec<Splice>> {
    let mut splices = Vec::new();
    while !bytes.is_empty() {
        let start = take_number(&mut bytes)?;
        let length = take_number(&mut bytes)?;
        let insert_length = take_number(&mut bytes)?;
        let (insert, rest) = bytes.split_at_checked(insert_length)?;
        bytes = rest;
        let span = Span::new(start, start.checked_add(length)?);
        splices.push(Splice::new(span, std::str::from_utf8(insert).ok()?));
    }
    Some(splices)
}

fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number: u64 = 0;
    for shift in (0..63).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return usize::try_from(number).ok();
        }
    }
    None
}

fn damaged() -> Error {
    let sentence = "Words from before a crash were kept, but what was kept of them is damaged. The document's file is whole.";
    Error::new(Code::Failed, sentence)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{NOW, text, with_document};
    use super::*;

    fn typed(at: usize, words: &str) -> Vec<Splice> {
        vec![Splice::new(Span::new(at, at), words)]
    }

    #[track_caller]
    fn replayed(store: &Store, id: DocumentId) -> (String, String) {
        let replayed = store.replay_journal(id).expect("readable").expect("begun");
        assert!(!replayed.cut_short);
        (replayed.base.as_str().into(), replayed.text.as_str().into())
    }

    #[test]
    fn a_journal_brings_back_what_was_written() {
        let (store, id) = with_document();
        let base = text("\u{feff}One.\r\n");
        store
            .append_journal(id, &base, &[typed(7, " Two."), typed(12, " é")], NOW)
            .expect("kept");
        store
            .append_journal(id, &base, &[vec![Splice::new(Span::new(3, 7), "")]], NOW)
            .expect("kept");
        let (before, now) = replayed(&store, id);
        assert_eq!(before, "\u{feff}One.\r\n");
        assert_eq!(now, "\u{feff} Two. é\r\n");
        assert_eq!(store.journals().expect("readable"), [id]);
    }

    #[test]
    fn what_came_after_the_write_stays() {
        let (store, id) = with_document();
        let steps = [typed(1, "b"), typed(2, "c")];
        store
            .append_journal(id, &text("a"), &steps, NOW)
            .expect("kept");
        let (written, later) = (text("ab"), &steps[1..]);
        store
            .record_file(id, &written, later, NOW)
            .expect("recorded");
        assert_eq!(replayed(&store, id), ("ab".into(), "abc".into()));
        let document = store.document(id).expect("readable").expect("known");
        assert_eq!(document.file_hash, Some(written.hash()));

        store
            .append_journal(id, &written, &[typed(3, "d")], NOW)
            .expect("kept");
        assert_eq!(replayed(&store, id), ("ab".into(), "abcd".into()));
        store
            .record_file(id, &text("abcd"), &[], NOW)
            .expect("recorded");
        assert!(store.replay_journal(id).expect("readable").is_none());
        let document = store.document(id).expect("readable").expect("known");
        assert_eq!(document.file_hash, Some(text("abcd").hash()));
    }

    #[test]
    fn a_text_that_no_version_has_stays_as_the_base_of_a_journal_without_steps() {
        let (store, id) = with_document();
        store
            .append_journal(id, &text("a"), &[typed(1, "b")], NOW)
            .expect("kept");
        let written = text("ab");
        store
            .record_file_as_base(id, &written, NOW)
            .expect("recorded");
        assert_eq!(replayed(&store, id), ("ab".into(), "ab".into()));
        let document = store.document(id).expect("readable").expect("known");
        assert_eq!(document.file_hash, Some(written.hash()));
    }

    #[test]
    fn another_base_begins_anew() {
        let (store, id) = with_document();
        store
            .append_journal(id, &text("old"), &[typed(0, "x")], NOW)
            .expect("kept");
        store
            .append_journal(id, &text("new"), &[typed(3, "!")], NOW)
            .expect("kept");
        assert_eq!(replayed(&store, id), ("new".into(), "new!".into()));
        store
            .restart_journal(id, &text("new"), &[typed(0, "A ")], NOW)
            .expect("kept");
        assert_eq!(replayed(&store, id), ("new".into(), "A new".into()));
        store
            .clear_journal(id, text("new").hash())
            .expect("cleared");
        assert!(store.replay_journal(id).expect("readable").is_none());
        assert_eq!(store.journals().expect("readable"), []);
    }

    #[test]
    fn a_damaged_entry_ends_the_replay_and_is_told() {
        let (store, id) = with_document();
        let steps = [typed(0, "a"), typed(1, "b"), typed(2, "c")];
        store
            .append_journal(id, &text(""), &steps, NOW)
            .expect("kept");
        store
            .lock()
            .execute(
                "UPDATE journal_entry SET splices = x'00000178' WHERE sequence = 2",
                (),
            )
            .expect("the row is there");
        let replayed = store.replay_journal(id).expect("readable").expect("begun");
        assert!(replayed.cut_short);
        assert_eq!(replayed.text.as_str(), "a");
    }

    #[test]
    fn a_damaged_base_is_told() {
        let (store, id) = with_document();
        store
            .append_journal(id, &text("base"), &[typed(0, "a")], NOW)
            .expect("kept");
        store
            .lock()
            .execute("UPDATE journal SET base_data = x'28b52ffd'", ())
            .expect("the row is there");
        assert!(store.replay_journal(id).is_err());
    }

    #[test]
    fn a_failed_append_keeps_nothing_of_it() {
        let (store, id) = with_document();
        let unknown = DocumentId::from_uuid(uuid::Uuid::nil());
        assert!(
            store
                .append_journal(unknown, &text("a"), &[typed(0, "b")], NOW)
                .is_err()
        );
        assert_eq!(store.journals().expect("readable"), []);
        assert!(store.replay_journal(id).expect("readable").is_none());
    }

    #[test]
    fn an_entry_is_small() {
        assert_eq!(encode(&typed(20_000, "word")).len(), 3 + 1 + 1 + 4);
    }

    #[test]
    fn crafted_entries_are_no_splices() {
        let endless = [0xff; 12];
        for bytes in [
            &[0x80][..],
            &[1, 2],
            &[0, 0, 9, b'x'],
            &[0, 0, 1, 0xff],
            &endless,
        ] {
            assert_eq!(decode(bytes), None, "{bytes:?}");
        }
    }
}
