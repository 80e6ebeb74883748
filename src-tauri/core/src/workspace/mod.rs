//! The one place that combines model, rules, store and disk: open, edit, save, reconcile, restore,
//! read.
//!
//! While a document is open its editor holds the truth: the core never changes that text by itself,
//! it proposes. Nothing a writer wrote is overwritten silently: a clash makes a version. No file is
//! written over that differs from what was last read.
//!
//! Every command of a window is one method of [`Workspace`]; they may be called from any thread and
//! in any order. Work that is due later (journal, file, moments, examination) is decided by pure
//! functions in `schedule` and carried out by threads, or by [`Workspace::step`] in tests.

mod answer;
mod book;
mod clock;
mod desk;
mod desktop;
mod document;
mod edit;
mod events;
mod file;
mod keep;
mod kept;
mod late;
mod library;
mod moments;
mod names;
mod new;
mod open;
mod outside;
mod picking;
mod places;
mod reading;
mod reconcile;
mod recover;
mod restore;
mod rules;
mod save;
mod schedule;
mod session;
mod sheet;
mod threads;
mod title;
mod under_way;
mod watching;
mod wish;

pub use answer::Reach;
pub use book::read_book;
pub use clock::{Clock, LocalTime, SystemClock, Tick};
pub use desktop::{Awake, Desktop};
pub use document::{
    Compared, Conflict, ConflictChoice, DocumentSummary, Edit, OpenedDocument, Reading, Saving,
    SavingState, Snapshot, WrittenBy,
};
pub use events::{Event, Listener, Origin, Proposal, What};
pub use library::LibraryFolder;
pub use picking::PickingList;
pub use rules::{RuleSettings, RulesFile};
pub use session::{Session, Settings};

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::disk::Disk;

/// What a workspace is made of.
pub struct Setup {
    /// The store's file; its folder is made when there is none.
    pub store_path: PathBuf,
    /// The writer's home folder, which paths are shortened by for display.
    pub home: PathBuf,
    /// Where new documents go until the writer chooses another folder.
    pub documents_folder: PathBuf,
    /// The writer's own rules and templates; there may be none.
    pub config_folder: Option<PathBuf>,
    /// Files.
    pub disk: Arc<dyn Disk>,
    /// Dialogs, trash, file manager, browser, screen.
    pub desktop: Arc<dyn Desktop>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Receives every event.
    pub listener: Listener,
}

/// The open documents with everything that is known of them. Cheap to clone; the threads end when
/// the last clone is dropped. Dropping saves nothing: call [`Workspace::finish`] first.
#[derive(Clone)]
pub struct Workspace {
    desk: Arc<desk::Desk>,
}

impl Workspace {
    /// Opens the store, starts the threads and the watcher.
    pub fn start(setup: Setup) -> Workspace {
        let workspace = Workspace::by_hand(setup);
        workspace.desk.patterns.store(false, Ordering::Relaxed);
        desk::Desk::start_watching(&workspace.desk);
        threads::start(&workspace.desk);
        workspace
    }

    /// Opens the store; no thread and no watcher runs, and what is opened is examined at once. Work
    /// is done by [`Workspace::step`], and what changes on the disk is told by
    /// [`Workspace::files_changed`].
    pub fn by_hand(setup: Setup) -> Workspace {
        Workspace {
            desk: Arc::new(desk::Desk::new(setup)),
        }
    }

    /// Does everything that is due by now.
    pub fn step(&self) {
        self.desk.step();
    }
}
