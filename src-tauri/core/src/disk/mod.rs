//! Files and nothing else: reading, atomic writing, watching.
//!
//! Every operation on a file goes through [`Disk`], so that a test can let any one of them fail.
//! Must never decide what a document's text is; callers pass what they expect and are told what
//! was found.

mod real;
mod watch;
mod write;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::model::Timestamp;

pub use real::RealDisk;
pub use watch::{Seen, Watcher};
pub use write::{WriteProblem, Written, is_leftover, read_problem, write_atomically};

/// The operations that a file system offers, each of which can fail by itself.
pub trait Disk: Send + Sync {
    /// Reads a regular file whole, through links; anything else is refused, nothing hangs.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Describes what stands at a path, through links.
    fn stat(&self, path: &Path) -> io::Result<Stat>;
    /// Returns the path without links and dots. Fails when nothing is there, or links run in a ring.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;
    /// Lists a folder, in no order; links are described, not followed.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// Makes a file that must not exist yet; a link at its place is never followed.
    fn create_new(&self, path: &Path, access: Access) -> io::Result<Box<dyn OpenFile>>;
    /// Opens an existing file to write over its content.
    fn open_in_place(&self, path: &Path) -> io::Result<Box<dyn OpenFile>>;
    /// Puts a file in the place of another one, which is gone then.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Renames a file; fails with `AlreadyExists` when something stands at `to`.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Swaps two files in one step; `Unsupported` where the file system cannot.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Makes what was renamed, made or removed in a folder last through a power cut.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Removes a file; a link is removed itself.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder and those above it; one that exists is fine.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    /// Waits before an operation is tried again. Only who writes the file waits: neither an edit nor
    /// the journal ever does.
    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// A file that is open for writing.
pub trait OpenFile: Send {
    /// Writes all bytes from the file's start on, and cuts off what stood behind them.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Gives it mode, group and attributes of another file.
    fn match_attributes(&mut self, of: &Path) -> io::Result<()>;
    /// Makes its content last through a power cut.
    fn sync(&mut self) -> io::Result<()>;
}

/// Who may read a file that is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nobody but its owner.
    Private,
    /// Whoever may read new files by the user's own rule.
    Usual,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// File, folder or something else.
    pub kind: Kind,
    /// Length in bytes.
    pub length: u64,
    /// When the content last changed, as the file system says; never proof of anything.
    pub modified: Timestamp,
    /// Whether the user may not write it.
    pub read_only: bool,
    /// How many names the file has.
    pub names: u64,
    /// What tells two paths of one file: device and inode; zeros where there is no such thing.
    pub identity: (u64, u64),
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link; only in lists, which do not follow it.
    Link,
    /// A device, a pipe, a socket.
    Other,
}

/// One name in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name; may be no UTF-8.
    pub name: OsString,
    /// Its whole path.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
}
