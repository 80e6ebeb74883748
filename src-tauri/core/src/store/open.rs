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
            lasting: false,
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
        lasting: true,
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
        // A new store has nothing to lose.
        if taken > 0 {
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
        "The history at {} cannot be opened ({error}). Your documents are saved as before.",
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

#[cfg(test)]
mod tests {
    use super::super::tests::{NOW, text};
    use super::super::{NewVersion, schema::take_step};
    use super::*;
    use crate::model::{Span, Splice, VersionKind};

    fn files(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("the folder is there")
            .map(|entry| {
                entry
                    .expect("readable")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
            .collect();
        names.sort();
        names
    }

    #[track_caller]
    fn open(path: &Path) -> Opened {
        Store::open(path, NOW).expect("it opens or is set aside")
    }

    /// Fills a store with one of everything and leaves it as a power cut would.
    fn fill(path: &Path) {
        let store = open(path).store;
        let id = store
            .add_document(Path::new("/memos/a.md"), NOW)
            .expect("added")
            .id;
        for number in 0..40 {
            let text = text(&format!("Version {number} of a memo. ").repeat(40));
            let new = NewVersion {
                document: id,
                text: &text,
                kind: VersionKind::Writing,
                label: "",
                words: 5,
                words_in: 1,
                words_out: 1,
            };
            store.add_version(&new, NOW).expect("recorded");
        }
        let steps = [vec![Splice::new(Span::new(4, 4), " more")]];
        store
            .append_journal(id, &text("base"), &steps, NOW)
            .expect("kept");
        store.set_settings(&[("theme", "dark")]).expect("set");
    }

    #[test]
    fn a_new_store_is_private_and_says_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sixpager/sixpager.db");
        let opened = open(&path);
        assert_eq!(opened.notices, Vec::<String>::new());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).expect("made").permissions().mode() & 0o777;
            assert_eq!(mode(&path), 0o600);
            assert_eq!(mode(path.parent().expect("it has one")), 0o700);
            assert_eq!(mode(&with_suffix(&path, "-wal")), 0o600);
        }
        let pragma = |name: &str| -> String {
            let connection = opened.store.lock();
            connection
                .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
                .map(|value| format!("{value:?}"))
                .expect("it has a value")
        };
        assert_eq!(pragma("journal_mode"), "Text(\"wal\")");
        assert_eq!(pragma("synchronous"), "Integer(2)");
        assert_eq!(pragma("trusted_schema"), "Integer(0)");
        assert_eq!(pragma("foreign_keys"), "Integer(1)");
    }

    #[test]
    fn what_was_committed_comes_back_without_closing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sixpager.db");
        let first = open(&path).store;
        let id = first
            .add_document(Path::new("/memos/a.md"), NOW)
            .expect("added")
            .id;
        let steps = [vec![Splice::new(Span::new(0, 0), "Last words.")]];
        first
            .append_journal(id, &text(""), &steps, NOW)
            .expect("kept");
        // What a killed program leaves: the files as they are, copied while it still runs.
        let left = tempfile::tempdir().expect("a folder");
        for suffix in ["", "-wal"] {
            let copy = left.path().join(format!("sixpager.db{suffix}"));
            fs::copy(with_suffix(&path, suffix), copy).expect("copied");
        }
        let second = open(&left.path().join("sixpager.db")).store;
        let replayed = second.replay_journal(id).expect("readable").expect("begun");
        assert_eq!(replayed.text.as_str(), "Last words.");
    }

    #[test]
    fn two_programs_share_a_store() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sixpager.db");
        let (one, other) = (open(&path).store, open(&path).store);
        one.set_settings(&[("theme", "dark")]).expect("set");
        assert_eq!(
            other.setting("theme").expect("readable").as_deref(),
            Some("dark")
        );
        other.set_settings(&[("theme", "light")]).expect("set");
        assert_eq!(
            one.setting("theme").expect("readable").as_deref(),
            Some("light")
        );
    }

    #[test]
    fn broken_and_foreign_files_are_set_aside() {
        let foreign = |path: &Path| {
            let connection = Connection::open(path).expect("opened");
            connection
                .execute_batch("CREATE TABLE moz_places (id)")
                .expect("made");
        };
        let planted = |path: &Path| {
            fill(path);
            let connection = Connection::open(path).expect("opened");
            connection
                .execute_batch(
                    "CREATE TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM text; END",
                )
                .expect("made");
        };
        let garbage = |path: &Path| fs::write(path, b"no database ".repeat(1000)).expect("written");
        let makers: [&dyn Fn(&Path); 3] = [&foreign, &planted, &garbage];
        for make in makers {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("sixpager.db");
            make(&path);
            let bytes = fs::read(&path).expect("made");
            let opened = open(&path);
            assert_eq!(opened.notices.len(), 1, "it is said");
            let aside = format!("sixpager.db.broken-{}", NOW.0);
            assert_eq!(
                files(folder.path()),
                ["sixpager.db".to_string(), aside.clone()]
            );
            assert_eq!(fs::read(folder.path().join(aside)).expect("kept"), bytes);
            assert_eq!(opened.store.documents().expect("readable"), []);
        }
    }

    #[test]
    fn a_newer_store_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sixpager.db");
        fill(&path);
        let connection = Connection::open(&path).expect("opened");
        connection
            .execute_batch(
                "CREATE TABLE later (id); PRAGMA user_version = 999; PRAGMA journal_mode = DELETE",
            )
            .expect("changed");
        drop(connection);
        let bytes = fs::read(&path).expect("there");
        let opened = open(&path);
        assert_eq!(opened.notices.len(), 1);
        assert!(opened.notices[0].contains("newer"), "{}", opened.notices[0]);
        opened
            .store
            .set_settings(&[("theme", "dark")])
            .expect("the one beside is written");
        drop(opened);
        assert_eq!(
            fs::read(&path).expect("there"),
            bytes,
            "not a byte of it changed"
        );
        let again = open(&path).store;
        assert_eq!(
            again.setting("theme").expect("readable").as_deref(),
            Some("dark")
        );
    }

    #[test]
    fn a_store_is_copied_before_it_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sixpager.db");
        fill(&path);
        let later: &[&str] = &["CREATE TABLE note (id INTEGER PRIMARY KEY) STRICT;"];
        let steps = [STEPS, &[later]].concat();
        let opened = open_with(&path, NOW, &steps).expect("opened");
        assert_eq!(opened.notices, Vec::<String>::new());
        assert_eq!(opened.store.documents().expect("readable").len(), 1);
        let before = format!("sixpager.db.before-{}", steps.len());
        assert_eq!(
            files(folder.path()),
            ["sixpager.db".to_owned(), before.clone()]
        );
        let copy = open(&folder.path().join(before)).store;
        assert_eq!(copy.documents().expect("readable").len(), 1);
        assert!(copy.verify().expect("readable").is_none());
    }

    #[test]
    fn a_store_of_the_first_step_is_taken_along() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sixpager.db");
        let old = open_with(&path, NOW, &STEPS[..1]).expect("opened").store;
        let document = old
            .add_document(Path::new("/memos/a.md"), NOW)
            .expect("added");
        drop(old);
        let opened = open(&path);
        assert_eq!(opened.notices, Vec::<String>::new());
        let store = opened.store;
        assert_eq!(store.documents().expect("readable").len(), 1);
        store.keep_undo(document.id, b"text", "[1]").expect("kept");
    }

    #[test]
    fn a_step_that_fails_leaves_the_store_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sixpager.db");
        fill(&path);
        let half: &[&str] = &["CREATE TABLE note (id INTEGER) STRICT;", "no statement"];
        let mut connection = Connection::open(&path).expect("opened");
        assert!(take_step(&mut connection, 2, half).is_err());
        drop(connection);
        let opened = open(&path);
        assert_eq!(opened.notices, Vec::<String>::new(), "it is still ours");
        assert_eq!(opened.store.documents().expect("readable").len(), 1);
    }

    #[test]
    fn a_place_that_cannot_hold_a_store_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sixpager.db");
        fs::create_dir(&path).expect("made");
        let error = Store::open(&path, NOW).err().expect("a folder is no store");
        assert!(error.message.contains("cannot be opened"), "{error}");
        let file = folder.path().join("file");
        fs::write(&file, "x").expect("written");
        assert!(Store::open(&file.join("sixpager.db"), NOW).is_err());
    }

    #[test]
    fn a_planted_link_is_not_followed() {
        #[cfg(unix)]
        {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("sixpager.db");
            let victim = folder.path().join("victim");
            std::os::unix::fs::symlink(&victim, &path).expect("planted");
            assert!(Store::open(&path, NOW).is_err());
            assert!(!victim.exists());
        }
    }

    /// Flips, cuts and foreign companions at many places: it opens, or is set aside and said.
    #[test]
    fn damage_anywhere_never_ends_in_a_panic() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sixpager.db");
        fill(&path);
        let whole = fs::read(&path).expect("closed and whole");
        // Hundreds of stores are made: in memory, where there is such a place.
        let in_memory = Path::new("/dev/shm");
        let use_it = |bytes: &[u8], wal: Option<&[u8]>| {
            let folder = tempfile::tempdir_in(in_memory).or_else(|_| tempfile::tempdir());
            let folder = folder.expect("a folder");
            let path = folder.path().join("sixpager.db");
            fs::write(&path, bytes).expect("written");
            if let Some(wal) = wal {
                fs::write(with_suffix(&path, "-wal"), wal).expect("written");
                fs::write(with_suffix(&path, "-shm"), wal).expect("written");
            }
            let opened = open(&path);
            let names = files(folder.path());
            let has = |what| names.iter().any(|name| name.contains(what));
            let is_aside = has(".broken-") || has(".format-");
            let notices = &opened.notices;
            assert_eq!(is_aside, !notices.is_empty(), "{names:?} {notices:?}");
            let store = opened.store;
            // Each call may fail on damage, with a sentence; none may panic.
            let _ = store.verify();
            for document in store.documents().unwrap_or_default() {
                let _ = store.replay_journal(document.id);
                for version in store.versions(document.id).unwrap_or_default() {
                    if let Ok(text) = store.text(version.text) {
                        assert_eq!(text.hash(), version.text, "a text is whole or refused");
                    }
                }
            }
            let _ = store.set_settings(&[("theme", "light")]);
            is_aside
        };
        assert!(!use_it(&whole, None));
        let stride = whole.len() / 200;
        let mut set_aside = 0;
        for place in (0..whole.len()).step_by(stride.max(1)).chain(0..100) {
            let mut bytes = whole.clone();
            bytes[place] ^= 0x41;
            set_aside += usize::from(use_it(&bytes, None));
        }
        assert!(set_aside > 30, "a broken header is noticed: {set_aside}");
        for length in [0, 1, 99, 100, 4096, whole.len() / 2, whole.len() - 1] {
            use_it(&whole[..length], None);
        }
        use_it(&whole, Some(&b"garbage ".repeat(900)));
        use_it(&whole, Some(&whole[..8192]));
    }
}
