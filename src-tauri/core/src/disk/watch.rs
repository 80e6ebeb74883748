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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::sync::mpsc::{Receiver, channel};

    /// Waits until something is seen that fits; the time limit only ends a test that fails.
    #[track_caller]
    fn wait_for(seen: &Receiver<Seen>, what: &str, fits: impl Fn(&Seen) -> bool) {
        let limit = Duration::from_secs(20);
        let mut others = Vec::new();
        loop {
            match seen.recv_timeout(limit) {
                Ok(found) if fits(&found) => return,
                Ok(other) => others.push(other),
                Err(_) => panic!("{what} was not seen, only {others:?}"),
            }
        }
    }

    fn watched(folder: &Path) -> (Watcher, Receiver<Seen>) {
        let (sender, receiver) = channel();
        let tell = move |seen| drop(sender.send(seen));
        let watcher = Watcher::start(tell).expect("the system can watch");
        watcher.watch(folder).expect("the folder is there");
        (watcher, receiver)
    }

    fn names(seen: &Seen, path: &Path) -> bool {
        match seen {
            Seen::Changed(paths) => paths.iter().any(|changed| changed == path),
            Seen::Renamed { from, to } => from == path || to == path,
            Seen::Rescan | Seen::Trouble(_) => false,
        }
    }

    #[test]
    fn every_replacement_of_a_file_is_seen() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().canonicalize().expect("it is there");
        let (memo, other) = (folder.join("memo.md"), folder.join("other"));
        fs::write(&memo, "zero").expect("written");
        let (_watcher, seen) = watched(&folder);
        for text in ["one", "two", "three"] {
            // What editors and `sed -i` do: another file takes the name.
            fs::write(&other, text).expect("written");
            fs::rename(&other, &memo).expect("renamed");
            wait_for(&seen, text, |seen| names(seen, &memo));
        }
        fs::write(&memo, "in place").expect("written");
        wait_for(&seen, "in place", |seen| names(seen, &memo));
        fs::remove_file(&memo).expect("removed");
        wait_for(&seen, "the removal", |seen| names(seen, &memo));
    }

    #[test]
    fn a_rename_tells_both_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().canonicalize().expect("it is there");
        let (from, to) = (folder.join("memo.md"), folder.join("plan.md"));
        fs::write(&from, "text").expect("written");
        let (_watcher, seen) = watched(&folder);
        fs::rename(&from, &to).expect("renamed");
        let expected = Seen::Renamed { from, to };
        wait_for(&seen, "the rename", |seen| *seen == expected);
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let watcher = Watcher::start(|_| {}).expect("the system can watch");
        let told = watcher.watch(Path::new("/nowhere/at/all"));
        assert!(told.expect_err("it is not there").contains("gone"));
        watcher.unwatch(Path::new("/nowhere/at/all"));
    }

    #[test]
    fn lost_events_ask_for_a_rescan() {
        let event = notify::Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        let event = notify_debouncer_full::DebouncedEvent::new(event, std::time::Instant::now());
        assert_eq!(told(Ok(vec![event])), [Seen::Rescan]);
    }
}
