//! Everything that the open documents share: store, disk, desktop, clock, events, the sheets.
//! Private to the workspace: windows see [`super::Workspace`].

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use super::document::{DocumentSummary, Snapshot};
use super::events::{Events, What};
use super::kept::open_store;
use super::outside::Hints;
use super::reconcile::Presence;
use super::session::Visit;
use super::sheet::{Sheet, SheetState, lock};
use super::threads::Bell;
use super::{Clock, Desktop, Setup, names, places, title};
use crate::check::{self, Examiner, Occasion, RuleBook};
use crate::disk::{Disk, Watcher};
use crate::error::{Code, Error, Result};
use crate::model::reading::Reading;
use crate::model::{DocumentId, Structure, Text};
use crate::store::Store;
use crate::template::built_in;

/// Everything that the open documents share.
pub struct Desk {
    pub home: PathBuf,
    /// The writer's own rules and templates.
    pub config_folder: Option<PathBuf>,
    pub disk: Arc<dyn Disk>,
    pub desktop: Arc<dyn Desktop>,
    pub clock: Arc<dyn Clock>,
    pub store: Store,
    pub events: Events,
    pub bell: Arc<Bell>,
    /// Held while a document is opened, so that no file lies on the desk twice.
    pub opening: Mutex<()>,
    /// Held while a session begins: a page that is loaded again at once meets the same document.
    pub beginning: Mutex<()>,
    pub hints: Mutex<Hints>,
    pub visit: Mutex<Visit>,
    pub watcher: Mutex<Option<Watcher>>,
    /// Whether files are looked at by the clock, because folders cannot be watched.
    pub polling: AtomicBool,
    /// Whether the patterns of the rules are compiled, which takes longer than all else at the start:
    /// until then no window waits for an examination.
    pub patterns: AtomicBool,
    sheets: Mutex<BTreeMap<DocumentId, Arc<Sheet>>>,
    proposals: AtomicU32,
}

impl Desk {
    /// Sets the desk up; a store that cannot be opened is replaced by one in memory, and said.
    pub fn new(setup: Setup) -> Desk {
        let (store, notices) = open_store(&setup);
        let visit = Visit::new(setup.documents_folder, &store, notices);
        Desk {
            home: setup.home,
            config_folder: setup.config_folder,
            disk: setup.disk,
            desktop: setup.desktop,
            clock: setup.clock,
            store,
            events: Events::new(setup.listener),
            bell: Arc::default(),
            opening: Mutex::new(()),
            beginning: Mutex::new(()),
            hints: Mutex::default(),
            visit: Mutex::new(visit),
            watcher: Mutex::new(None),
            polling: AtomicBool::new(false),
            patterns: AtomicBool::new(true),
            sheets: Mutex::default(),
            proposals: AtomicU32::new(0),
        }
    }

    /// Returns every open document.
    pub fn sheets(&self) -> Vec<Arc<Sheet>> {
        lock(&self.sheets).values().cloned().collect()
    }

    /// Returns an open document.
    pub fn sheet(&self, document: DocumentId) -> Result<Arc<Sheet>> {
        self.open_sheet(document)
            .ok_or_else(|| Error::new(Code::NotOpen, "The document is not open any more."))
    }

    /// Returns a document if it is open.
    pub fn open_sheet(&self, document: DocumentId) -> Option<Arc<Sheet>> {
        lock(&self.sheets).get(&document).cloned()
    }

    /// Returns the open document of a file.
    pub fn sheet_of(&self, path: &Path) -> Option<Arc<Sheet>> {
        let at = |sheet: &Arc<Sheet>| sheet.state().path == path;
        self.sheets().into_iter().find(at)
    }

    /// Lays a document on the desk.
    pub fn lay(&self, sheet: Arc<Sheet>) {
        lock(&self.sheets).insert(sheet.id, sheet);
        self.bell.ring();
    }

    /// Takes a document off the desk.
    pub fn take_off(&self, document: DocumentId) {
        lock(&self.sheets).remove(&document);
    }

    /// Returns a number for a proposal that no other has.
    pub fn next_proposal(&self) -> u32 {
        self.proposals.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Says a sentence to the writer.
    pub fn notice(&self, document: Option<DocumentId>, sentence: impl Into<String>) {
        self.events.tell(document, What::Noticed(sentence.into()));
    }

    /// Says where the text is safe by now, if that changed.
    pub fn tell_saving(&self, sheet: &Sheet) {
        self.events.tell_newest(Some(sheet.id), || {
            let mut state = sheet.state();
            let saving = state.saving();
            if state.said.as_ref() == Some(&saving) {
                return None;
            }
            state.said = Some(saving.clone());
            Some(What::SavingChanged(saving))
        });
    }

    /// Says what the document is called and where it is by now.
    pub fn tell_summary(&self, sheet: &Sheet) {
        let summary = self.summary(sheet.id, &sheet.state());
        self.events
            .tell(Some(sheet.id), What::SummaryChanged(summary));
    }

    /// Returns what lists and the status line know of an open document.
    pub fn summary(&self, document: DocumentId, state: &SheetState) -> DocumentSummary {
        let path = state.path.clone();
        let name = names::shown(&path);
        DocumentSummary {
            document,
            title: title::of(state.text.as_str()).unwrap_or_else(|| name.clone()),
            name,
            folder: self.shown_folder(&path),
            modified: state.file.at,
            missing: state.file.presence == Presence::Missing,
            path,
        }
    }

    /// Returns the folder of a file for display.
    pub fn shown_folder(&self, path: &Path) -> String {
        places::shown(path.parent().unwrap_or(path), &self.home)
    }

    /// Reads a text as a reader would. May take long for a long text.
    pub fn read_as_reader(&self, revision: u32, text: Arc<Text>, book: &Arc<RuleBook>) -> Snapshot {
        self.read_again(revision, text, book, &mut Examiner::default())
    }

    fn read_again(
        &self,
        revision: u32,
        text: Arc<Text>,
        book: &Arc<RuleBook>,
        examiner: &mut Examiner,
    ) -> Snapshot {
        let occasion = Occasion {
            today: self.today().day(),
            ..Occasion::default()
        };
        let examination = examined(&text, occasion, book, examiner);
        let minutes = self.minutes(examination.structure.words);
        Snapshot {
            revision,
            book: book.clone(),
            status: title::status(text.as_str()),
            minutes,
            examination: Arc::new(examination),
            text,
        }
    }

    /// Examines the newest text of a document and tells what a reader sees in it.
    pub fn examine(&self, sheet: &Sheet) {
        let (revision, text, book) = {
            let mut state = sheet.state();
            state.times.unexamined = None;
            (
                state.revision,
                state.text.clone(),
                state.snapshot.book.clone(),
            )
        };
        let snapshot = self.read_again(revision, text, &book, &mut lock(&sheet.examiner));
        self.patterns.store(true, Ordering::Relaxed);
        {
            let mut state = sheet.state();
            if !Arc::ptr_eq(&state.snapshot.book, &book) {
                // The rules changed meanwhile: the next examination is by the new ones.
                return;
            }
            state.snapshot = snapshot.clone();
        }
        self.events
            .tell(Some(sheet.id), What::DocumentExamined(snapshot));
    }
}

/// Returns a text's parts and its count of words, by the templates that ship; no rule is asked.
pub fn structure_of(text: &Text) -> Structure {
    let read = || Reading::among(text.as_str(), None, built_in()).structure;
    catch_unwind(read).unwrap_or_default()
}

/// Examines a text; a rule that fails on it takes no document with it.
fn examined(
    text: &Text,
    occasion: Occasion<'_>,
    book: &Arc<RuleBook>,
    examiner: &mut Examiner,
) -> check::Examination {
    // An examiner that fails has forgotten all, and so cannot be half-way through anything.
    let examine = AssertUnwindSafe(|| examiner.examine(text.as_str(), None, occasion, book));
    catch_unwind(examine).unwrap_or_else(|_| check::Examination {
        unread: true,
        notices: vec![
            "This text could not be looked at for parts and remarks; writing, saving and history work as always.".to_owned(),
        ],
        ..Default::default()
    })
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.bell.end();
    }
}
