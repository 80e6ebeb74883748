//! Opening the store, whatever stands in its place: nothing, ours, an older one, a newer one,
//! a broken or a foreign file. What cannot be used is set aside, never deleted.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::Store;
use super::schema::{self, APPLICATION, STEPS};
use crate::error::{Code, Error, Result};
use crate::model::Timestamp;

/// How long to wait for another program that writes in the store.
const PATIENCE: Duration = Duration::from_secs(2);
/// Up to this size the whole file is checked on opening; it takes some milliseconds.
const CHECKED_WHOLE: u64 = 4 << 20;

/// A store, and what to tell the writer about how it was opened.
pub struct Opened {
    /// The store, ready for writing.
    pub store: Store,
    /// Sentences; empty when all is well.
    pub notices: Vec<String>,
}

/// Why a file is no store that can be used.
enum Unfit {
    /// Damaged, or of another program.
    Broken(String),
    /// Written by a newer program, with this many steps.
    Newer(i64),
    /// It cannot be opened at all just now.
    Closed(Error),
}

impl Store {
    /// Opens the store at `path`, making it and its folder when there is none.
    ///
    /// A broken or foreign file is renamed to `….broken-…` and a new store begun; one of a newer
    /// program is left as it is and a second one is used beside it. Both are said in `notices`.
    /// Fails when no file can be opened there: then `in_memory` is left.
    pub fn open(path: &Path, now: Timestamp) -> Result<Opened> {
        open_with(path, now, STEPS)
    }

    /// Makes a store that lasts as long as the program runs.
    pub fn in_memory() -> Result<Store> {
        let mut connection = Connection::open_in_memory()?;
        harden(&connection)?;
        for (index, step) in STEPS.iter().enumerate() {
            schema::take_step(&mut connection, index + 1, step)?;
        }
        Ok(Store {
            connection: Mutex::new(connection),
        })
    }
}

pub(super) fn open_with(path: &Path, now: Timestamp, steps: &[&[&str]]) -> Result<Opened> {
    let mut notices = Vec::new();
    let connection = match connect(path, steps) {
        Ok(connection) => connection,
        Err(Unfit::Closed(error)) => return Err(error),
        Err(Unfit::Newer(count)) => {
            let beside = beside(path, steps.len());
            notices.push(format!(
                "The history was written by a newer Sixpager (its format is {count}, this one knows {}). It was left as it is, and a separate history is kept until you update.",
                steps.len()
            ));
            let opened = open_with(&beside, now, steps)?;
            notices.extend(opened.notices);
            let store = opened.store;
            return Ok(Opened { store, notices });
        }
        Err(Unfit::Broken(why)) => {
            let aside = set_aside(path, now).map_err(|error| closed(path, &error))?;
            notices.push(format!(
                "The history could not be read ({why}). It was set aside as {}, and a new one begun; your documents are whole.",
                aside.display()
            ));
            connect(path, steps).map_err(|unfit| match unfit {
                Unfit::Closed(error) => error,
                _ => closed(path, &io::Error::other("a new one is broken too")),
            })?
        }
    };
    let store = Store {
        connection: Mutex::new(connection),
    };
    Ok(Opened { store, notices })
}

fn connect(path: &Path, steps: &[&[&str]]) -> std::result::Result<Connection, Unfit> {
    make_private(path).map_err(|error| Unfit::Closed(closed(path, &error)))?;
    let mut connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_NOFOLLOW,
    )?;
    harden(&connection)?;
    let taken = recognise(&connection, steps.len())?;
    check_shape(&connection, &steps[..taken])?;
    check_content(&connection, path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    for (index, step) in steps.iter().enumerate().skip(taken) {
        if index > 0 {
            copy_before(&connection, path, index + 1)?;
        }
        schema::take_step(&mut connection, index + 1, step)?;
    }
    Ok(connection)
}

/// Turns off whatever a crafted file could use.
fn harden(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Returns how many steps the file has taken, if it is ours and not of a newer program.
fn recognise(connection: &Connection, known: usize) -> std::result::Result<usize, Unfit> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, taken) = (number("application_id")?, number("user_version")?);
    if application == 0 && taken == 0 && schema::shape(connection)?.is_empty() {
        return Ok(0);
    }
    if application != i64::from(APPLICATION) {
        return Err(Unfit::Broken("it is a file of another program".into()));
    }
    match usize::try_from(taken) {
        Ok(taken) if taken <= known => Ok(taken),
        Ok(_) => Err(Unfit::Newer(taken)),
        Err(_) => Err(Unfit::Broken("its format has no meaning".into())),
    }
}

/// A store holds our tables and nothing else: no trigger, view or column that somebody added.
fn check_shape(connection: &Connection, steps: &[&[&str]]) -> std::result::Result<(), Unfit> {
    if schema::shape(connection)? == schema::shape_after(steps)? {
        Ok(())
    } else {
        Err(Unfit::Broken("its tables are not those of Sixpager".into()))
    }
}

fn check_content(connection: &Connection, path: &Path) -> std::result::Result<(), Unfit> {
    let length = fs::metadata(path).map_or(0, |found| found.len());
    if length > CHECKED_WHOLE {
        return Ok(());
    }
    let answer: String = connection.query_row("PRAGMA quick_check(1)", (), |row| row.get(0))?;
    if answer == "ok" {
        Ok(())
    } else {
        Err(Unfit::Broken("it is damaged".into()))
    }
}

/// Copies the store before a step changes it, whole or not at all.
fn copy_before(
    connection: &Connection,
    path: &Path,
    step: usize,
) -> std::result::Result<(), Unfit> {
    let copy = with_suffix(path, &format!(".before-{step}"));
    let unfinished = with_suffix(&copy, ".unfinished");
    let failed = |error: io::Error| Unfit::Closed(closed(path, &error));
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    make_private(&unfinished).map_err(failed)?;
    connection.backup("main", &unfinished, None::<fn(rusqlite::backup::Progress)>)?;
    fs::File::open(&unfinished)
        .and_then(|file| file.sync_all())
        .map_err(failed)?;
    fs::rename(&unfinished, &copy).map_err(failed)
}

/// Moves a file that is no store out of the way, its companions with it.
fn set_aside(path: &Path, now: Timestamp) -> io::Result<PathBuf> {
    let mut aside = with_suffix(path, &format!(".broken-{}", now.0));
    let mut count = 1;
    while fs::symlink_metadata(&aside).is_ok() {
        count += 1;
        aside = with_suffix(path, &format!(".broken-{}-{count}", now.0));
    }
    fs::rename(path, &aside)?;
    for companion in ["-wal", "-shm", "-journal"] {
        let from = with_suffix(path, companion);
        match fs::rename(&from, with_suffix(&aside, companion)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(aside)
}

/// Makes an empty file that only its owner may read, and its folder, where there are none.
fn make_private(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Where a program that knows `steps` steps keeps its history beside that of a newer one.
fn beside(path: &Path, steps: usize) -> PathBuf {
    with_suffix(path, &format!(".format-{steps}"))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(suffix);
    PathBuf::from(name)
}

fn closed(path: &Path, error: &io::Error) -> Error {
    let sentence = format!(
        "The history at {} cannot be opened ({error}). Your documents are saved as before, but no history is kept.",
        path.display()
    );
    Error::new(Code::Failed, sentence)
}

impl From<rusqlite::Error> for Unfit {
    fn from(error: rusqlite::Error) -> Unfit {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Unfit::Broken("it is damaged".into())
            }
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::ReadOnly
                | ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::OutOfMemory
                | ErrorCode::FileLockingProtocolFailed,
            ) => Unfit::Closed(error.into()),
            // A statement that fails on what the file holds: types and tables are not ours.
            _ => Unfit::Broken(error.to_string()),
        }
    }
}
