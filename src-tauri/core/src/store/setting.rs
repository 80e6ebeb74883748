//! Settings by name; what they mean is known to those who set them.

use rusqlite::OptionalExtension;

use super::Store;
use crate::error::Result;

pub(super) const TABLE: &str = "
CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

impl Store {
    /// Returns a setting, or `None` if it was never set.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.read(|transaction| {
            let query = "SELECT value FROM setting WHERE name = ?1";
            let found = transaction.query_row(query, [name], |row| row.get(0));
            Ok(found.optional()?)
        })
    }

    /// Sets settings, all or none of them.
    pub fn set_settings(&self, settings: &[(&str, &str)]) -> Result<()> {
        self.write(|transaction| {
            for setting in settings {
                transaction.execute(
                    "INSERT INTO setting (name, value) VALUES (?1, ?2)
                     ON CONFLICT DO UPDATE SET value = excluded.value",
                    *setting,
                )?;
            }
            Ok(())
        })
    }
}
