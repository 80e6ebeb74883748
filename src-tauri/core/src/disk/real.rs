//! The file system of the computer.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::{Access, Disk, Entry, Kind, OpenFile, Stat};
use crate::model::Timestamp;

/// The file system of the computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut file = open_without_waiting(path)?;
        let found = file.metadata()?;
        if !found.is_file() {
            let what = "not a regular file";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0));
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let found = fs::metadata(path)?;
        Ok(Stat {
            kind: kind(found.file_type()),
            length: found.len(),
            modified: modified(&found),
            read_only: is_read_only(path, &found),
            names: names(&found),
            identity: identity(&found),
        })
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let entry = |found: io::Result<fs::DirEntry>| {
            let found = found?;
            Ok(Entry {
                name: found.file_name(),
                path: found.path(),
                kind: kind(found.file_type()?),
            })
        };
        fs::read_dir(folder)?.map(entry).collect()
    }

    fn create_new(&self, path: &Path, access: Access) -> io::Result<Box<dyn OpenFile>> {
        // `create_new` is O_CREAT with O_EXCL, which never follows a link in the last place.
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        set_access(&mut options, access);
        Ok(Box::new(RealFile(options.open(path)?)))
    }

    fn open_in_place(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        let file = OpenOptions::new().write(true).open(path)?;
        Ok(Box::new(RealFile(file)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        match rename_unless_taken(from, to) {
            Err(error) if is_unsupported(&error) => rename_by_link(from, to),
            done => done,
        }
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        match swap(one, other) {
            Err(error) if is_unsupported(&error) => Err(io::ErrorKind::Unsupported.into()),
            done => done,
        }
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match sync_folder(folder) {
            // Some network file systems know no such thing.
            Err(error) if is_unsupported(&error) => Ok(()),
            done => done,
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }
}

struct RealFile(File);

impl OpenFile for RealFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.rewind()?;
        self.0.write_all(bytes)?;
        self.0.set_len(bytes.len() as u64)
    }

    fn match_attributes(&mut self, of: &Path) -> io::Result<()> {
        match_attributes(&self.0, of)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}

fn kind(found: fs::FileType) -> Kind {
    if found.is_file() {
        Kind::File
    } else if found.is_dir() {
        Kind::Folder
    } else if found.is_symlink() {
        Kind::Link
    } else {
        Kind::Other
    }
}

fn modified(found: &fs::Metadata) -> Timestamp {
    let Ok(time) = found.modified() else {
        return Timestamp::default();
    };
    let millis = match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()),
        Err(before) => i64::try_from(before.duration().as_millis()).map(|millis| -millis),
    };
    Timestamp(millis.unwrap_or_default())
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

/// Renames where the file system has no rename that refuses: a second name, then the first goes.
fn rename_by_link(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) if fs::symlink_metadata(to).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

#[cfg(unix)]
mod system {
    use super::*;
    use rustix::fs::{AtFlags, CWD, Mode, RenameFlags};
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};

    /// Opens without waiting for the other end of a pipe.
    pub fn open_without_waiting(path: &Path) -> io::Result<File> {
        let flags = rustix::fs::OFlags::NONBLOCK.bits() as i32;
        OpenOptions::new().read(true).custom_flags(flags).open(path)
    }

    pub fn is_read_only(path: &Path, found: &fs::Metadata) -> bool {
        // The superuser may write anything; a file without any write bit is still meant to stay.
        let any_may_write = found.mode() & 0o222 != 0;
        let access = rustix::fs::Access::WRITE_OK;
        !any_may_write || rustix::fs::accessat(CWD, path, access, AtFlags::EACCESS).is_err()
    }

    pub fn names(found: &fs::Metadata) -> u64 {
        found.nlink()
    }

    pub fn identity(found: &fs::Metadata) -> (u64, u64) {
        (found.dev(), found.ino())
    }

    pub fn set_access(options: &mut OpenOptions, access: Access) {
        options.mode(match access {
            Access::Private => 0o600,
            Access::Usual => 0o666,
        });
    }

    pub fn rename_unless_taken(from: &Path, to: &Path) -> io::Result<()> {
        Ok(rustix::fs::renameat_with(
            CWD,
            from,
            CWD,
            to,
            RenameFlags::NOREPLACE,
        )?)
    }

    pub fn swap(one: &Path, other: &Path) -> io::Result<()> {
        Ok(rustix::fs::renameat_with(
            CWD,
            one,
            CWD,
            other,
            RenameFlags::EXCHANGE,
        )?)
    }

    pub fn sync_folder(folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    /// Copies group, extended attributes (access lists are among them) and mode, in this order:
    /// each may take away what the next one sets.
    pub fn match_attributes(file: &File, of: &Path) -> io::Result<()> {
        let (wanted, has) = (fs::metadata(of)?, file.metadata()?);
        if (wanted.uid(), wanted.gid()) != (has.uid(), has.gid()) {
            fchown(file, Some(wanted.uid()), Some(wanted.gid()))?;
        }
        copy_extended(file, of)?;
        let mode = Mode::from_raw_mode(wanted.mode() & 0o7777);
        file.set_permissions(fs::Permissions::from_mode(mode.bits()))
    }

    fn copy_extended(file: &File, of: &Path) -> io::Result<()> {
        let mut names = vec![0; 65_536];
        let length = match rustix::fs::listxattr(of, &mut names[..]) {
            Ok(length) => length,
            Err(rustix::io::Errno::NOTSUP) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let mut value = vec![0; 65_536];
        for name in names[..length]
            .split(|byte| *byte == 0)
            .filter(|name| !name.is_empty())
        {
            // The security labels of a system are given by the system.
            if name.starts_with(b"security.") {
                continue;
            }
            let length = rustix::fs::getxattr(of, name, &mut value[..])?;
            let flags = rustix::fs::XattrFlags::empty();
            rustix::fs::fsetxattr(file, name, &value[..length], flags)?;
        }
        Ok(())
    }
}

#[cfg(not(unix))]
mod system {
    use super::*;

    pub fn open_without_waiting(path: &Path) -> io::Result<File> {
        File::open(path)
    }

    pub fn is_read_only(_path: &Path, found: &fs::Metadata) -> bool {
        found.permissions().readonly()
    }

    pub fn names(_found: &fs::Metadata) -> u64 {
        1
    }

    pub fn identity(_found: &fs::Metadata) -> (u64, u64) {
        (0, 0)
    }

    pub fn set_access(_options: &mut OpenOptions, _access: Access) {}

    pub fn rename_unless_taken(_from: &Path, _to: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub fn swap(_one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// A folder cannot be opened here; its entries are kept by the file system's own journal.
    pub fn sync_folder(_folder: &Path) -> io::Result<()> {
        Ok(())
    }

    pub fn match_attributes(file: &File, of: &Path) -> io::Result<()> {
        file.set_permissions(fs::metadata(of)?.permissions())
    }
}

use system::*;
