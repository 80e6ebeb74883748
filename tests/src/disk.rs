//! A disk in memory that fails, is full, loses power or is written by somebody else on demand.
//!
//! It keeps apart what a program sees and what would be left after a power cut: content that was
//! not synced may be lost or torn, names that were not synced may be the older ones.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use sixpager_core::disk::{Access, Disk, Entry, Kind, OpenFile, Stat};
use sixpager_core::model::Timestamp;

/// What stands in each file, by path.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A disk in memory; clones share it.
#[derive(Clone, Default)]
pub struct ModelDisk(Arc<Mutex<State>>);

/// A failure to inject, by the number of the operation, counted from 0.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// The first operation that fails.
    pub at: usize,
    /// Whether the operations after it fail too.
    pub lasts: Lasts,
    /// What the operation has done by the time it fails.
    pub done: Done,
    /// What it fails with.
    pub error: ErrorKind,
}

/// For how long operations fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// For one operation.
    Once,
    /// From then on: a program that was killed does nothing more, too.
    ForEver,
}

/// What a failing operation has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Nothing; of a write, the first half.
    Nothing,
    /// All of it, though it says otherwise.
    All,
}

/// What a mistaken program or disk leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgets {
    /// To sync a file's content.
    FileSync,
    /// To sync a folder's names.
    FolderSync,
}

type Interference = Box<dyn FnOnce(&ModelDisk) + Send>;

#[derive(Default)]
struct State {
    nodes: Vec<Node>,
    names: BTreeMap<PathBuf, usize>,
    links: BTreeMap<PathBuf, PathBuf>,
    /// The tables of names since the last sync of a folder, the synced one first.
    unsynced: Vec<BTreeMap<PathBuf, usize>>,
    log: Vec<&'static str>,
    fault: Option<Fault>,
    forgets: Option<Forgets>,
    interference: Option<(&'static str, Interference)>,
    no_exchange: bool,
    closed_folder: bool,
}

#[derive(Clone)]
struct Node {
    seen: Vec<u8>,
    synced: Vec<u8>,
    mode: u32,
    modified: i64,
    names: u64,
}

impl ModelDisk {
    /// Makes a disk with these files, all of them synced.
    pub fn with(files: &[(&str, &str)]) -> ModelDisk {
        let disk = ModelDisk::default();
        for (path, content) in files {
            disk.put(Path::new(path), content.as_bytes());
        }
        disk
    }

    /// Puts a synced file there as another program would; counted as no operation.
    pub fn put(&self, path: &Path, content: &[u8]) {
        let mut state = self.state();
        let node = Node {
            seen: content.to_vec(),
            synced: content.to_vec(),
            mode: 0o644,
            modified: 0,
            names: 1,
        };
        state.nodes.push(node);
        let number = state.nodes.len() - 1;
        state.names.insert(path.to_path_buf(), number);
        state.unsynced.clear();
    }

    /// Makes a symbolic link.
    pub fn link(&self, path: &str, target: &str) {
        self.state().links.insert(path.into(), target.into());
    }

    /// Gives a file a mode and a number of names.
    pub fn dress(&self, path: &str, mode: u32, names: u64) {
        let mut state = self.state();
        let number = state.names[Path::new(path)];
        (state.nodes[number].mode, state.nodes[number].names) = (mode, names);
    }

    /// Returns a file's mode.
    pub fn mode(&self, path: &str) -> u32 {
        let state = self.state();
        state.nodes[state.names[Path::new(path)]].mode
    }

    /// Injects a failure.
    pub fn fail(&self, fault: Fault) {
        self.state().fault = Some(fault);
    }

    /// Ends the failure.
    pub fn heal(&self) {
        self.state().fault = None;
    }

    /// Leaves something out from now on.
    pub fn forget(&self, what: Forgets) {
        self.state().forgets = Some(what);
    }

    /// Knows no exchange of two files from now on.
    pub fn without_exchange(&self) {
        self.state().no_exchange = true;
    }

    /// Lets no file be made, renamed or removed from now on.
    pub fn close_folder(&self) {
        self.state().closed_folder = true;
    }

    /// Lets somebody else act just before the next operation of this name.
    pub fn before(&self, name: &'static str, act: impl FnOnce(&ModelDisk) + Send + 'static) {
        self.state().interference = Some((name, Box::new(act)));
    }

    /// Returns the names of the operations that were asked for, in their order.
    pub fn log(&self) -> Vec<&'static str> {
        self.state().log.clone()
    }

    /// Returns what a program sees now.
    pub fn files(&self) -> Files {
        let state = self.state();
        let content =
            |(path, node): (&PathBuf, &usize)| (path.clone(), state.nodes[*node].seen.clone());
        state.names.iter().map(content).collect()
    }

    /// Returns everything that may be left after a power cut at this moment.
    pub fn after_power_cut(&self) -> Vec<Files> {
        let state = self.state();
        let tables = state.unsynced.iter().chain([&state.names]);
        let mut outcomes = Vec::new();
        for table in tables {
            for part in [0, 1, 2] {
                let left = |node: &Node| match part {
                    0 => node.synced.clone(),
                    1 if node.seen != node.synced => node.seen[..node.seen.len() / 2].to_vec(),
                    _ => node.seen.clone(),
                };
                let content =
                    |(path, node): (&PathBuf, &usize)| (path.clone(), left(&state.nodes[*node]));
                outcomes.push(table.iter().map(content).collect());
            }
        }
        outcomes
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics inside the disk")
    }

    /// Counts an operation. What it does is done here; the failure to report comes back.
    fn operate<T>(
        &self,
        name: &'static str,
        effect: impl FnOnce(&mut State, Share) -> io::Result<T>,
    ) -> io::Result<T> {
        self.interfere(name);
        let mut state = self.state();
        let number = state.log.len();
        state.log.push(name);
        let fault = state.fault.filter(|fault| match fault.lasts {
            Lasts::Once => fault.at == number,
            Lasts::ForEver => fault.at <= number,
        });
        match fault {
            None => effect(&mut state, Share::All),
            Some(fault) => {
                let first = fault.at == number;
                match fault.done {
                    Done::All if first => drop(effect(&mut state, Share::All)),
                    Done::Nothing if first => drop(effect(&mut state, Share::Half)),
                    _ => {}
                }
                Err(fault.error.into())
            }
        }
    }

    fn interfere(&self, name: &'static str) {
        let due = self.state().interference.take_if(|(at, _)| *at == name);
        if let Some((_, act)) = due {
            act(self);
        }
    }
}

/// How much of an operation happens; all but writes happen whole or not at all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    Half,
    All,
}

impl State {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut path = path.to_path_buf();
        for _ in 0..40 {
            match self.links.get(&path) {
                Some(target) => path = target.clone(),
                None if self.names.contains_key(&path) || self.is_folder(&path) => return Ok(path),
                None => return Err(ErrorKind::NotFound.into()),
            }
        }
        Err(io::Error::other("links run in a ring"))
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.names.keys().any(|name| name.parent() == Some(path))
    }

    fn node(&self, path: &Path) -> io::Result<usize> {
        let path = self.resolve(path)?;
        let found = self.names.get(&path).copied();
        found.ok_or_else(|| ErrorKind::InvalidInput.into())
    }

    fn is_taken(&self, path: &Path) -> bool {
        self.names.contains_key(path) || self.links.contains_key(path)
    }

    /// Changes the table of names, and keeps the one before for a power cut.
    fn rename(&mut self, change: impl FnOnce(&mut BTreeMap<PathBuf, usize>)) -> io::Result<()> {
        if self.closed_folder {
            return Err(ErrorKind::PermissionDenied.into());
        }
        self.unsynced.push(self.names.clone());
        change(&mut self.names);
        Ok(())
    }

    fn take(&self, path: &Path) -> io::Result<usize> {
        let found = self.names.get(path).copied();
        found.ok_or_else(|| ErrorKind::NotFound.into())
    }
}

/// Does nothing unless the whole operation happens.
fn whole(share: Share) -> io::Result<()> {
    match share {
        Share::All => Ok(()),
        Share::Half => Err(ErrorKind::Other.into()),
    }
}

impl Disk for ModelDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.operate("read", |state, _| {
            let node = state.node(path)?;
            Ok(state.nodes[node].seen.clone())
        })
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.operate("stat", |state, _| {
            let number = state.node(path)?;
            let node = &state.nodes[number];
            Ok(Stat {
                kind: Kind::File,
                length: node.seen.len() as u64,
                modified: Timestamp(node.modified),
                read_only: node.mode & 0o222 == 0,
                names: node.names,
                identity: (1, number as u64),
            })
        })
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.operate("canonical", |state, _| state.resolve(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.operate("list", |state, _| {
            let inside = state
                .names
                .keys()
                .filter(|path| path.parent() == Some(folder));
            let entry = |path: &PathBuf| Entry {
                name: path.file_name().unwrap_or(OsStr::new("")).to_os_string(),
                path: path.clone(),
                kind: Kind::File,
            };
            Ok(inside.map(entry).collect())
        })
    }

    fn create_new(&self, path: &Path, access: Access) -> io::Result<Box<dyn OpenFile>> {
        self.operate("create", |state, share| {
            whole(share)?;
            if state.is_taken(path) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            let node = state.nodes.len();
            state.rename(|names| {
                names.insert(path.to_path_buf(), node);
            })?;
            state.nodes.push(Node {
                seen: Vec::new(),
                synced: Vec::new(),
                mode: match access {
                    Access::Private => 0o600,
                    Access::Usual => 0o644,
                },
                modified: 0,
                names: 1,
            });
            let disk = self.clone();
            Ok(Box::new(ModelFile { disk, node }) as Box<dyn OpenFile>)
        })
    }

    fn open_in_place(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        self.operate("open", |state, share| {
            whole(share)?;
            let node = state.node(path)?;
            let disk = self.clone();
            Ok(Box::new(ModelFile { disk, node }) as Box<dyn OpenFile>)
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operate("rename", |state, share| {
            whole(share)?;
            let node = state.take(from)?;
            state.rename(|names| {
                names.remove(from);
                names.insert(to.to_path_buf(), node);
            })
        })
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operate("rename_new", |state, share| {
            whole(share)?;
            let node = state.take(from)?;
            if state.is_taken(to) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            state.rename(|names| {
                names.remove(from);
                names.insert(to.to_path_buf(), node);
            })
        })
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.operate("exchange", |state, share| {
            whole(share)?;
            if state.no_exchange {
                return Err(ErrorKind::Unsupported.into());
            }
            let (first, second) = (state.take(one)?, state.take(other)?);
            state.rename(|names| {
                names.insert(one.to_path_buf(), second);
                names.insert(other.to_path_buf(), first);
            })
        })
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        self.operate("sync_folder", |state, share| {
            whole(share)?;
            if state.forgets != Some(Forgets::FolderSync) {
                state.unsynced.clear();
            }
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.operate("remove", |state, share| {
            whole(share)?;
            state.take(path)?;
            state.rename(|names| {
                names.remove(path);
            })
        })
    }

    fn create_folder(&self, _folder: &Path) -> io::Result<()> {
        self.operate("create_folder", |_, _| Ok(()))
    }

    fn pause(&self, _time: Duration) {}
}

struct ModelFile {
    disk: ModelDisk,
    node: usize,
}

impl OpenFile for ModelFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.disk.operate("write", |state, share| {
            let node = &mut state.nodes[self.node];
            match share {
                Share::All => node.seen = bytes.to_vec(),
                Share::Half => {
                    let half = bytes.len() / 2;
                    node.seen
                        .splice(..half.min(node.seen.len()), bytes[..half].to_vec());
                }
            }
            Ok(())
        })
    }

    fn match_attributes(&mut self, of: &Path) -> io::Result<()> {
        self.disk.operate("match_attributes", |state, share| {
            whole(share)?;
            let of = state.node(of)?;
            state.nodes[self.node].mode = state.nodes[of].mode;
            Ok(())
        })
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.operate("sync", |state, share| {
            whole(share)?;
            if state.forgets != Some(Forgets::FileSync) {
                let node = &mut state.nodes[self.node];
                node.synced = node.seen.clone();
            }
            Ok(())
        })
    }
}
