//! Which folders are watched. Folders, never files: a file that is replaced would be lost from
//! sight. Without a watcher (tests, or a system that refuses) everything else works as before.

use std::path::Path;
use std::sync::{Arc, Weak};

use super::desk::Desk;
use super::sheet::lock;
use crate::disk::{Seen, Watcher};

impl Desk {
    /// Begins to watch the opened folders; what is seen becomes a hint.
    pub fn start_watching(desk: &Arc<Desk>) {
        let weak: Weak<Desk> = Arc::downgrade(desk);
        let tell = move |seen: Seen| {
            if let Some(desk) = weak.upgrade() {
                desk.seen(seen);
            }
        };
        match Watcher::start(tell) {
            Ok(watcher) => *lock(&desk.watcher) = Some(watcher),
            Err(sentence) => {
                lock(&desk.visit).notices.push(sentence);
                desk.watch_by_the_clock();
            }
        }
        for folder in desk.opened_folders() {
            desk.watch_tree(&folder);
        }
    }

    /// Watches the folder of an open document.
    pub fn watch_document(&self, path: &Path) {
        if let (Some(watcher), Some(folder)) = (&*lock(&self.watcher), path.parent())
            && !self.is_in_tree(folder)
            && let Err(sentence) = watcher.watch(folder)
        {
            self.notice(None, sentence);
            self.watch_by_the_clock();
        }
    }

    /// Ends watching the folder of a document that is not open there any more.
    pub fn unwatch_document(&self, path: &Path) {
        let Some(folder) = path.parent() else { return };
        let others = self.sheets();
        let needed = others
            .iter()
            .any(|sheet| sheet.state().path.parent() == Some(folder));
        if needed || self.is_in_tree(folder) {
            return;
        }
        if let Some(watcher) = &*lock(&self.watcher) {
            watcher.unwatch(folder);
        }
    }

    /// Watches an opened folder and all below it.
    pub fn watch_tree(&self, folder: &Path) {
        if let Some(watcher) = &*lock(&self.watcher)
            && let Err(sentence) = watcher.watch_tree(folder)
        {
            self.notice(None, sentence);
            self.watch_by_the_clock();
        }
    }

    /// Ends watching an opened folder; open documents in it go on being watched.
    pub fn unwatch_tree(&self, folder: &Path) {
        if let Some(watcher) = &*lock(&self.watcher) {
            watcher.unwatch(folder);
        }
        for sheet in self.sheets() {
            let path = sheet.state().path.clone();
            self.watch_document(&path);
        }
    }

    fn is_in_tree(&self, folder: &Path) -> bool {
        let opened = self.opened_folders();
        opened.iter().any(|tree| folder.starts_with(tree))
    }
}
