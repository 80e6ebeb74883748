//! The steps from an empty file to today's tables; each file's table states its own part.
//! Invariant: a step that was released is never changed, only followed by another.

use rusqlite::Connection;

use super::{document, folder, journal, reading, recent, setting, text, undo, version};

/// What marks an SQLite file as ours: "6pgr".
pub const APPLICATION: i32 = 0x3670_6772;

/// The steps, oldest first; a store that has taken n of them has `user_version` n.
pub const STEPS: &[&[&str]] = &[
    &[
        document::TABLE,
        text::TABLE,
        version::TABLE,
        journal::TABLE,
        undo::TABLE,
        reading::TABLE,
        folder::TABLE,
        recent::TABLE,
        setting::TABLE,
    ],
    &[undo::SEVERAL],
];

/// Takes one step and counts it, as one transaction.
pub fn take_step(connection: &mut Connection, count: usize, step: &[&str]) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    for statements in step {
        transaction.execute_batch(statements)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", count as i64)?;
    transaction.commit()
}

/// Returns what a store consists of: type, name and statement of each table and index.
pub fn shape(connection: &Connection) -> rusqlite::Result<Vec<(String, String, String)>> {
    let mut statement = connection.prepare(
        "SELECT type, name, sql FROM sqlite_schema
         WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name",
    )?;
    let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

/// Returns the shape that a store has after some steps.
pub fn shape_after(steps: &[&[&str]]) -> rusqlite::Result<Vec<(String, String, String)>> {
    let mut connection = Connection::open_in_memory()?;
    for (index, step) in steps.iter().enumerate() {
        take_step(&mut connection, index + 1, step)?;
    }
    shape(&connection)
}
