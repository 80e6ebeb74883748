//! Watching folders. What is seen is a hint: callers read and hash before they believe.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use notify::event::{EventKind, ModifyKind, RenameMode};
use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

/// How long events are gathered before they are told.
const GATHERED: Duration = Duration::from_millis(100);

/// Something that happened in a watched folder, or may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Files or folders were made, written or removed.
    Changed(Vec<PathBuf>),
    /// A file or folder has a new name.
    Renamed {
        /// Its path before.
        from: PathBuf,
        /// Its path now.
        to: PathBuf,
    },
    /// Events were lost: everything watched has to be looked at again.
    Rescan,
    /// Watching does not work any more, or not everywhere; look by the clock instead.
    Trouble(String),
}

/// Watches folders, never single files: a file that is replaced would be lost from sight.
pub struct Watcher {
    debouncer: Mutex<Debouncer<RecommendedWatcher, RecommendedCache>>,
}

impl Watcher {
    /// Starts watching nothing yet; `tell` is called on a thread of its own.
    /// Fails with a sentence when the system refuses, as when its watches are used up.
    pub fn start(tell: impl Fn(Seen) + Send + 'static) -> Result<Watcher, String> {
        let handler = move |result: DebounceEventResult| {
            for seen in told(result) {
                tell(seen);
            }
        };
        let debouncer = new_debouncer(GATHERED, None, handler).map_err(|error| trouble(&error))?;
        Ok(Watcher {
            debouncer: Mutex::new(debouncer),
        })
    }

    /// Watches the entries of a folder, not those of folders below it.
    pub fn watch(&self, folder: &Path) -> Result<(), String> {
        self.watch_as(folder, RecursiveMode::NonRecursive)
    }

    /// Watches a folder and all below it.
    pub fn watch_tree(&self, folder: &Path) -> Result<(), String> {
        self.watch_as(folder, RecursiveMode::Recursive)
    }

    /// Ends watching a folder; one that was not watched is fine.
    pub fn unwatch(&self, folder: &Path) {
        let mut debouncer = self.lock();
        // It fails when the folder is gone, and then the system has ended the watch.
        let _ = debouncer.unwatch(folder);
    }

    fn watch_as(&self, folder: &Path, mode: RecursiveMode) -> Result<(), String> {
        let watched = self.lock().watch(folder, mode);
        watched.map_err(|error| trouble(&error))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Debouncer<RecommendedWatcher, RecommendedCache>> {
        self.debouncer
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

fn told(result: DebounceEventResult) -> Vec<Seen> {
    let events = match result {
        Ok(events) => events,
        Err(errors) => return errors.iter().map(seen_trouble).collect(),
    };
    let mut changed: Vec<PathBuf> = Vec::new();
    let mut seen = Vec::new();
    for event in events {
        if event.need_rescan() {
            seen.push(Seen::Rescan);
            continue;
        }
        match (event.kind, event.paths.as_slice()) {
            (EventKind::Access(_), _) => {}
            (EventKind::Modify(ModifyKind::Name(RenameMode::Both)), [from, to]) => {
                seen.push(Seen::Renamed {
                    from: from.clone(),
                    to: to.clone(),
                });
            }
            (_, paths) => changed.extend_from_slice(paths),
        }
    }
    changed.sort();
    changed.dedup();
    if !changed.is_empty() {
        seen.push(Seen::Changed(changed));
    }
    seen
}

fn seen_trouble(error: &notify::Error) -> Seen {
    Seen::Trouble(trouble(error))
}

fn trouble(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "The system's watches are used up, so changes from other programs are noticed more slowly.".into(),
        notify::ErrorKind::PathNotFound => "A watched folder is gone.".into(),
        _ => format!("Changes from other programs are noticed more slowly: folders cannot be watched ({error})."),
    }
}
