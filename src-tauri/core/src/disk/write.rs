//! Writing a file so that at any moment, whatever fails, it is the old or the new text, whole.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Access, Disk, Kind};
use crate::model::Hash;

/// What marks a temporary file of ours in its name.
const MARK: &str = ".sixpager-";
const ENDING: &str = ".tmp";
/// Longest file name in bytes that common file systems take.
const LONGEST_NAME: usize = 255;
/// How often a rename is tried that another program stands in the way of.
const TRIES: u32 = 4;

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Hash of what stands in the file.
    pub hash: Hash,
    /// Where it stands: the path without links.
    pub path: PathBuf,
}

/// Why a file was not written. Whatever the reason, it holds the old or the new text, whole.
#[derive(Debug)]
pub enum WriteProblem {
    /// The file holds something else than expected; this.
    ChangedElsewhere {
        /// What stands in the file now, or stood there when it was replaced.
        found: Vec<u8>,
    },
    /// The file or its folder is gone.
    Missing,
    /// The file or its folder may not be written.
    ReadOnly,
    /// The disk is full, or the user's share of it.
    Full,
    /// Anything else, as the system says it.
    Other(io::Error),
}

/// Writes `bytes` to the file at `path`, if it still holds what has the hash `expected`; `None`
/// means that no file must be there yet. A file that holds `bytes` already counts as expected.
///
/// A link is followed and stays; mode, group and attributes stay. Where no second file may be made
/// beside it, or it has several names, the file is written over in place: callers must have its
/// text in the journal by then.
pub fn write_atomically(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    expected: Option<Hash>,
) -> Result<Written, WriteProblem> {
    match expected {
        None => write_new(disk, path, bytes),
        Some(expected) => replace(disk, path, bytes, expected),
    }
}

/// Tells whether a file name is that of a temporary file that a crash left behind.
pub fn is_leftover(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') && name.contains(MARK) && name.ends_with(ENDING)
}

/// Says to the writer why a file could not be read.
pub fn read_problem(name: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            format!(
                "{name} is not there. Nothing was changed; look for it under another name or in another folder."
            )
        }
        io::ErrorKind::PermissionDenied => {
            format!("{name} may not be read by you. Nothing was changed; ask its owner for access.")
        }
        io::ErrorKind::InvalidInput => {
            format!("{name} is no ordinary file, so it was not opened.")
        }
        _ => format!("{name} could not be read ({error}). Nothing was changed; try again."),
    }
}

impl WriteProblem {
    /// Says to the writer what happened, what was kept and what to do.
    pub fn sentence(&self, name: &str) -> String {
        match self {
            WriteProblem::ChangedElsewhere { .. } => format!(
                "Another program changed {name}. Both texts are kept; choose which one stays."
            ),
            WriteProblem::Missing => {
                format!("{name} is not there any more. Your text is kept; save it under a name.")
            }
            WriteProblem::ReadOnly => format!(
                "{name} may not be written. Your text is kept; use Save as for another place."
            ),
            WriteProblem::Full => format!(
                "The disk is full, so {name} still holds its older text. Your text is kept and written as soon as there is room."
            ),
            WriteProblem::Other(error) => format!(
                "{name} could not be written ({error}). Your text is kept, and writing is tried again."
            ),
        }
    }
}

impl fmt::Display for WriteProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sentence("The file"))
    }
}

impl std::error::Error for WriteProblem {}

impl From<io::Error> for WriteProblem {
    fn from(error: io::Error) -> WriteProblem {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => WriteProblem::Missing,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                WriteProblem::ReadOnly
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => WriteProblem::Full,
            _ => WriteProblem::Other(error),
        }
    }
}

fn write_new(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<Written, WriteProblem> {
    let (folder, name) = parts(path)?;
    let folder = disk.canonical(folder)?;
    let target = folder.join(name);
    let temporary = Temporary::make(
        disk,
        &folder,
        name,
        |file| {
            file.write(bytes)?;
            file.sync()
        },
        Access::Usual,
    )?;
    match patiently(disk, || disk.rename_new(&temporary.path, &target)) {
        Ok(()) => temporary.renamed(),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            drop(temporary);
            let found = disk.read(&target)?;
            if found != bytes {
                return Err(WriteProblem::ChangedElsewhere { found });
            }
        }
        Err(error) => return Err(error.into()),
    }
    disk.sync_folder(&folder)?;
    read_back(disk, target, bytes)
}

fn replace(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    expected: Hash,
) -> Result<Written, WriteProblem> {
    let target = disk.canonical(path)?;
    let stat = disk.stat(&target)?;
    if stat.kind != Kind::File {
        let what = "it is no ordinary file";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, what).into());
    }
    if stat.read_only {
        return Err(WriteProblem::ReadOnly);
    }
    check(disk, &target, bytes, expected)?;
    if stat.names > 1 {
        return write_over(disk, target, bytes, expected);
    }
    let (folder, name) = parts(&target)?;
    let made = Temporary::make(
        disk,
        folder,
        name,
        |file| {
            file.write(bytes)?;
            file.match_attributes(&target)?;
            file.sync()
        },
        Access::Private,
    );
    let temporary = match made {
        Ok(temporary) => temporary,
        Err(error) if no_second_file(&error) => {
            return write_over(disk, target, bytes, expected);
        }
        Err(error) => return Err(error.into()),
    };
    check(disk, &target, bytes, expected)?;
    let folder = folder.to_path_buf();
    put_in_place(disk, temporary, &target, bytes, expected)?;
    disk.sync_folder(&folder)?;
    read_back(disk, target, bytes)
}

/// Swaps the new file in. What was there comes out under the temporary name, so that a text that
/// another program put there in the last moment is found, and goes back to its place.
fn put_in_place(
    disk: &dyn Disk,
    temporary: Temporary,
    target: &Path,
    bytes: &[u8],
    expected: Hash,
) -> Result<(), WriteProblem> {
    // A swap is never tried twice: one that was done and reported as failed would be undone.
    let swapped = disk.exchange(&temporary.path, target);
    match swapped {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            patiently(disk, || disk.rename(&temporary.path, target))?;
            temporary.renamed();
            return Ok(());
        }
        _ => {}
    }
    let came_out = disk.read(&temporary.path);
    match (came_out, swapped) {
        (Ok(found), swapped) if is_expected(&found, bytes, expected) => Ok(swapped?),
        (Ok(found), Ok(())) => {
            if disk.exchange(&temporary.path, target).is_err() {
                temporary.left_in_place();
            }
            Err(WriteProblem::ChangedElsewhere { found })
        }
        // What came out is not known to be stored anywhere: it stays under its own name.
        (Ok(found), Err(_)) => {
            temporary.left_in_place();
            Err(WriteProblem::ChangedElsewhere { found })
        }
        (Err(error), _) => {
            temporary.left_in_place();
            Err(error.into())
        }
    }
}

/// Writes over the file itself, where no second file can take its place. When that fails half
/// way, the older text is put back, for which there is room.
fn write_over(
    disk: &dyn Disk,
    target: PathBuf,
    bytes: &[u8],
    expected: Hash,
) -> Result<Written, WriteProblem> {
    let older = check(disk, &target, bytes, expected)?;
    let mut file = disk.open_in_place(&target)?;
    if let Err(error) = file.write(bytes).and_then(|()| file.sync()) {
        // What was reported stands, whether or not this succeeds: the journal has the text.
        let _ = disk
            .open_in_place(&target)
            .and_then(|mut again| again.write(&older).and_then(|()| again.sync()));
        return Err(error.into());
    }
    drop(file);
    read_back(disk, target, bytes)
}

/// Returns what the file holds, if that is what the caller expects.
fn check(
    disk: &dyn Disk,
    target: &Path,
    bytes: &[u8],
    expected: Hash,
) -> Result<Vec<u8>, WriteProblem> {
    let found = disk.read(target)?;
    if is_expected(&found, bytes, expected) {
        Ok(found)
    } else {
        Err(WriteProblem::ChangedElsewhere { found })
    }
}

fn is_expected(found: &[u8], bytes: &[u8], expected: Hash) -> bool {
    found == bytes || Hash::of(found) == expected
}

fn read_back(disk: &dyn Disk, path: PathBuf, bytes: &[u8]) -> Result<Written, WriteProblem> {
    let found = disk.read(&path)?;
    if found != bytes {
        return Err(WriteProblem::ChangedElsewhere { found });
    }
    let hash = Hash::of(bytes);
    Ok(Written { hash, path })
}

fn parts(path: &Path) -> Result<(&Path, &OsStr), WriteProblem> {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if folder.as_os_str().is_empty() => Ok((Path::new("."), name)),
        (Some(folder), Some(name)) => Ok((folder, name)),
        _ => {
            let what = "the path names no file";
            Err(io::Error::new(io::ErrorKind::InvalidInput, what).into())
        }
    }
}

/// Whether the failure means that no file may be made or dressed up beside the target.
fn no_second_file(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported
    )
}

/// Tries again when another program holds the file: after 20, 40 and 80 ms, then no more.
fn patiently(disk: &dyn Disk, mut operation: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let mut tried = 1;
    loop {
        match operation() {
            Err(error) if tried < TRIES && is_in_the_way(&error) => {
                disk.pause(Duration::from_millis(10 << tried));
                tried += 1;
            }
            done => return done,
        }
    }
}

fn is_in_the_way(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy | io::ErrorKind::Interrupted
    )
}

/// A file that is removed when its writing ends, however it ends.
struct Temporary<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    left: Left,
}

enum Left {
    Removed,
    Alone,
}

impl<'a> Temporary<'a> {
    /// Makes a file beside the target and fills it; on failure nothing of it stays.
    fn make(
        disk: &'a dyn Disk,
        folder: &Path,
        name: &OsStr,
        fill: impl FnOnce(&mut dyn super::OpenFile) -> io::Result<()>,
        access: Access,
    ) -> io::Result<Temporary<'a>> {
        let path = folder.join(temporary_name(name));
        let mut file = disk.create_new(&path, access)?;
        let left = Left::Removed;
        let temporary = Temporary { disk, path, left };
        fill(file.as_mut())?;
        Ok(temporary)
    }

    fn renamed(mut self) {
        self.left = Left::Alone;
    }

    fn left_in_place(mut self) {
        self.left = Left::Alone;
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if matches!(self.left, Left::Removed) {
            // One that cannot be removed is known by its name.
            let _ = self.disk.remove(&self.path);
        }
    }
}

/// A name that nobody can foresee, with the target's in it for whoever finds it.
fn temporary_name(name: &OsStr) -> OsString {
    let tail = format!("{MARK}{}{ENDING}", uuid::Uuid::new_v4().simple());
    let shown = name.to_string_lossy();
    let mut room = (LONGEST_NAME - tail.len() - 1).min(shown.len());
    while !shown.is_char_boundary(room) {
        room -= 1;
    }
    OsString::from(format!(".{}{tail}", &shown[..room]))
}
