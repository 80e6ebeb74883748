//! Looks whether everything in the store can still be read.

use super::{Store, text};
use crate::error::Result;
use crate::model::Hash;

/// What is damaged in a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// What the database says of itself; empty when it is whole.
    pub database: Vec<String>,
    /// Texts that cannot be brought back.
    pub texts: Vec<Hash>,
}

impl Damage {
    /// Tells whether nothing is damaged.
    pub fn is_none(&self) -> bool {
        self.database.is_empty() && self.texts.is_empty()
    }
}

impl Store {
    /// Reads everything and returns what is damaged; takes a second for some thousand texts.
    pub fn verify(&self) -> Result<Damage> {
        self.read(|transaction| {
            let mut statement = transaction.prepare("PRAGMA integrity_check(20)")?;
            let lines = statement.query_map((), |row| row.get::<_, String>(0))?;
            let mut database = lines.collect::<rusqlite::Result<Vec<_>>>()?;
            database.retain(|line| line != "ok");
            let mut texts = text::all(transaction)?;
            texts.retain(|hash| text::bytes(transaction, *hash).is_err());
            Ok(Damage { database, texts })
        })
    }
}
