//! Texts by their hash, each compressed against the one before it.
//! Invariant: a text is never changed or deleted, and never returned unless its hash is right.

use std::io::{Read, Write};

use rusqlite::{Connection, OptionalExtension, params};

use super::{Store, not_found};
use crate::error::{Code, Error, Result};
use crate::model::{Hash, Text};

pub(super) const TABLE: &str = "
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    base INTEGER REFERENCES text (id),
    chain INTEGER NOT NULL,
    chain_bytes INTEGER NOT NULL,
    length INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
";

/// Most deltas that stand on one key frame.
const LONGEST_CHAIN: i64 = 64;
/// Most bytes of text to unfold for one text; it keeps any version within 20 ms.
const MOST_UNFOLDED: i64 = 16 << 20;
/// From this length on, speed counts for more than size.
const LONG_TEXT: usize = 1 << 18;
const BEST: i32 = 19;
const QUICK: i32 = 3;
/// Window of matches: larger than any text that can be stored.
const WINDOW_LOG: u32 = 31;

struct Row {
    id: i64,
    base: Option<i64>,
    chain: i64,
    chain_bytes: i64,
    length: i64,
    data: Vec<u8>,
}

impl Store {
    /// Returns a stored text. Fails if there is none, or what is stored of it is damaged.
    pub fn text(&self, hash: Hash) -> Result<Text> {
        self.read(|transaction| {
            let bytes = bytes(transaction, hash)?;
            Text::new(bytes).map_err(|_| damaged())
        })
    }
}

/// Stores a text, if it is not stored yet, against `before` where that makes it smaller.
/// Returns its row.
pub(super) fn put(connection: &Connection, text: &Text, before: Option<i64>) -> Result<i64> {
    let hash = text.hash();
    if let Some(id) = id_of(connection, hash)? {
        return Ok(id);
    }
    let delta = match before {
        Some(before) => delta(connection, text.bytes(), before)?,
        None => None,
    };
    let row = match delta {
        Some(row) => row,
        None => Row {
            id: 0,
            base: None,
            chain: 0,
            chain_bytes: 0,
            length: text.len() as i64,
            data: pack(text.bytes(), &[], level_for(text.bytes()))?,
        },
    };
    connection
        .prepare_cached(
            "INSERT INTO text (hash, base, chain, chain_bytes, length, data)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            hash.as_bytes(),
            row.base,
            row.chain,
            row.chain_bytes,
            row.length,
            row.data
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Returns the row of a stored text.
pub(super) fn id_of(connection: &Connection, hash: Hash) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT id FROM text WHERE hash = ?1")?;
    let found = statement.query_row([hash.as_bytes()], |row| row.get(0));
    Ok(found.optional()?)
}

/// Returns the bytes of a stored text, proved by their hash.
pub(super) fn bytes(connection: &Connection, hash: Hash) -> Result<Vec<u8>> {
    let id = id_of(connection, hash)?.ok_or_else(|| not_found("text"))?;
    let bytes = unfold(connection, id)?;
    if Hash::of(&bytes) == hash {
        Ok(bytes)
    } else {
        Err(damaged())
    }
}

/// Returns the hashes of all texts.
pub(super) fn all(connection: &Connection) -> Result<Vec<Hash>> {
    let mut statement = connection.prepare("SELECT hash FROM text ORDER BY id")?;
    let hashes = statement.query_map((), |row| row.get(0).map(Hash::from_bytes))?;
    Ok(hashes.collect::<rusqlite::Result<_>>()?)
}

/// Compresses by itself what is kept for a moment only.
pub(super) fn pack_quickly(bytes: &[u8]) -> Result<Vec<u8>> {
    pack(bytes, &[], QUICK)
}

/// Compresses with the help of a text that is known on both sides.
fn pack(bytes: &[u8], known: &[u8], level: i32) -> Result<Vec<u8>> {
    let packed = || {
        let mut encoder = zstd::Encoder::with_ref_prefix(Vec::new(), level, known)?;
        encoder.set_pledged_src_size(Some(bytes.len() as u64))?;
        let both = known.len() + bytes.len();
        if both > LONG_TEXT {
            // The window must reach back to the start of the known text.
            encoder.window_log(WINDOW_LOG.min(usize::BITS - both.leading_zeros()))?;
            encoder.long_distance_matching(true)?;
        }
        encoder.write_all(bytes)?;
        encoder.finish()
    };
    packed().map_err(|error: std::io::Error| {
        let sentence = format!("The text could not be packed for the history ({error}).");
        Error::new(Code::Failed, sentence)
    })
}

/// Undoes `pack`; `length` bounds what a damaged or crafted row can unfold to.
pub(super) fn unpack(data: &[u8], known: &[u8], length: i64) -> Result<Vec<u8>> {
    let length = u64::try_from(length).map_err(|_| damaged())?;
    let mut bytes = Vec::new();
    let mut unpacked = || {
        let mut decoder = zstd::Decoder::with_ref_prefix(data, known)?;
        decoder.window_log_max(WINDOW_LOG)?;
        decoder.take(length + 1).read_to_end(&mut bytes)
    };
    unpacked().map_err(|_: std::io::Error| damaged())?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(damaged())
    }
}

fn level_for(bytes: &[u8]) -> i32 {
    if bytes.len() < LONG_TEXT { BEST } else { QUICK }
}

/// A row against `before`, unless a key frame serves better.
fn delta(connection: &Connection, bytes: &[u8], before: i64) -> Result<Option<Row>> {
    let Some(base) = row(connection, before)? else {
        return Ok(None);
    };
    let length = bytes.len() as i64;
    let longest = (MOST_UNFOLDED / length.max(1)).min(LONGEST_CHAIN);
    if base.chain >= longest {
        return Ok(None);
    }
    // A damaged text before must not keep a new one from being stored.
    let Ok(known) = unfold(connection, base.id) else {
        return Ok(None);
    };
    let data = pack(bytes, &known, level_for(bytes))?;
    let chain_bytes = base.chain_bytes + data.len() as i64;
    // When the deltas weigh more than the text, a key frame costs less.
    if chain_bytes > length {
        return Ok(None);
    }
    Ok(Some(Row {
        id: 0,
        base: Some(base.id),
        chain: base.chain + 1,
        chain_bytes,
        length,
        data,
    }))
}

fn row(connection: &Connection, id: i64) -> Result<Option<Row>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, base, chain, chain_bytes, length, data FROM text WHERE id = ?1",
    )?;
    let found = statement.query_row([id], |row| {
        Ok(Row {
            id: row.get(0)?,
            base: row.get(1)?,
            chain: row.get(2)?,
            chain_bytes: row.get(3)?,
            length: row.get(4)?,
            data: row.get(5)?,
        })
    });
    Ok(found.optional()?)
}

fn unfold(connection: &Connection, id: i64) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    let mut next = Some(id);
    while let Some(id) = next {
        // A ring of bases can only come from damage.
        if rows.len() as i64 > LONGEST_CHAIN {
            return Err(damaged());
        }
        let row = row(connection, id)?.ok_or_else(damaged)?;
        next = row.base;
        rows.push(row);
    }
    let mut bytes = Vec::new();
    for row in rows.iter().rev() {
        bytes = unpack(&row.data, &bytes, row.length)?;
    }
    Ok(bytes)
}

fn damaged() -> Error {
    let sentence = "This text is damaged in the history and cannot be shown. Other moments and your document are whole.";
    Error::new(Code::Failed, sentence)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{NOW, text, with_document};
    use super::super::{NewVersion, Store};
    use super::*;
    use crate::model::{DocumentId, VersionKind};
    use std::fmt::Write as _;

    /// A memo of some 3,800 words in which no sentence is another's.
    fn memo() -> Vec<String> {
        let words = [
            "customers",
            "wait",
            "because",
            "orders",
            "arrive",
            "late",
            "figures",
            "show",
        ];
        let sentence = |number: usize| {
            let mut sentence = format!("Finding {number}:");
            for step in 0..15 {
                let word = words[(number * 7 + step * (number % 5 + 1)) % words.len()];
                write!(sentence, " {word}{}", number * 31 % (step + 3)).expect("memory");
            }
            sentence + ".\n"
        };
        (0..225).map(sentence).collect()
    }

    /// A writer at work: each moment changes a sentence or two and adds or drops one at times.
    fn history(moments: usize) -> Vec<Text> {
        let mut sentences = memo();
        let mut texts = Vec::new();
        for moment in 0..moments {
            let place = moment * 37 % sentences.len();
            let changed = sentences[place].replacen(" wait", &format!(" wait {moment} days"), 1);
            sentences[place] = changed;
            if moment % 3 == 0 {
                let new = format!(
                    "A new claim, number {moment}, with {} reasons.\n",
                    moment % 7
                );
                sentences.insert(moment * 53 % sentences.len(), new);
            }
            if moment % 5 == 0 {
                sentences.remove(moment * 29 % sentences.len());
            }
            texts.push(text(&sentences.concat()));
        }
        texts
    }

    fn record(store: &Store, document: DocumentId, text: &Text) {
        let new = NewVersion {
            document,
            text,
            kind: VersionKind::Writing,
            label: "",
            words: 0,
            words_in: 0,
            words_out: 0,
        };
        store.add_version(&new, NOW).expect("recorded");
    }

    fn sum(store: &Store, column: &str) -> i64 {
        let query = format!("SELECT {column} FROM text");
        store
            .lock()
            .query_row(&query, (), |row| row.get(0))
            .expect("readable")
    }

    #[test]
    fn a_long_history_is_small_and_whole() {
        let (store, document) = with_document();
        let texts = history(200);
        for text in &texts {
            record(&store, document, text);
        }
        for text in &texts {
            assert_eq!(store.text(text.hash()).expect("whole"), *text);
        }
        assert!(store.verify().expect("readable").is_none());
        let count = sum(&store, "count(*)");
        let each = sum(&store, "sum(length(data))") / count;
        println!(
            "{each} bytes a version, {} key frames",
            sum(&store, "sum(base IS NULL)")
        );
        assert!(
            each < 630,
            "{each} bytes a version is more than a chain of deltas takes"
        );
        assert!(sum(&store, "max(chain)") <= LONGEST_CHAIN);
        assert!(
            sum(&store, "sum(base IS NULL)") >= 3,
            "key frames bound each chain"
        );
    }

    #[test]
    fn one_damaged_delta_costs_only_its_stretch() {
        let (store, document) = with_document();
        let texts = history(150);
        for text in &texts {
            record(&store, document, text);
        }
        let damaged = 100;
        store
            .lock()
            .execute(
                "UPDATE text SET data = zeroblob(length(data)) WHERE hash = ?1",
                [texts[damaged].hash().as_bytes()],
            )
            .expect("the row is there");
        let lost: Vec<usize> = (0..texts.len())
            .filter(|index| store.text(texts[*index].hash()).is_err())
            .collect();
        assert_eq!(lost[0], damaged, "nothing before it is lost");
        assert!(lost.len() < 65, "a key frame ends the stretch: {lost:?}");
        let mut found = store.verify().expect("readable").texts;
        let mut hashes: Vec<_> = lost.iter().map(|index| texts[*index].hash()).collect();
        hashes.sort();
        hashes.dedup();
        found.sort();
        assert_eq!(found, hashes, "verify finds what is lost");
        // A history goes on behind damage.
        record(&store, document, &text("A later text."));
        assert!(store.text(text("A later text.").hash()).is_ok());
    }

    #[test]
    fn a_row_cannot_unfold_to_more_than_it_says() {
        let packed = pack_quickly(&vec![b'a'; 1 << 20]).expect("packed");
        assert!(unpack(&packed, &[], 10).is_err());
        assert!(unpack(&packed, &[], -1).is_err());
        assert!(unpack(&packed, &[], (1 << 20) + 1).is_err());
        assert_eq!(unpack(&packed, &[], 1 << 20).expect("whole").len(), 1 << 20);
    }

    #[test]
    fn a_ring_of_bases_ends() {
        let (store, document) = with_document();
        record(&store, document, &text("One text."));
        store
            .lock()
            .execute("UPDATE text SET base = id", ())
            .expect("the row is there");
        assert!(store.text(text("One text.").hash()).is_err());
    }
}
