//! What other programs do to the files of open documents. An event is a hint: only the content's
//! hash says that something changed. The text of an open document is never changed here; its
//! editor is asked to.

use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::Workspace;
use super::desk::{Desk, structure_of};
use super::document::{Compared, Conflict};
use super::events::{Origin, What};
use super::moments::Moment;
use super::names;
use super::reconcile::{OnDisk, Presence, Step, Underway, reconcile};
use super::restore::Asked;
use super::schedule::LOOK_AGAIN;
use super::sheet::{Clash, Sheet, SheetState, lock};
use super::under_way::Purpose;
use crate::disk::Seen;
use crate::history;
use crate::model::{Text, VersionKind};

/// What may have changed, as somebody said.
#[derive(Default)]
pub struct Hints {
    paths: BTreeSet<PathBuf>,
    everything: bool,
    /// Where something was lately: a file that went missing may have gone there.
    lately: VecDeque<PathBuf>,
    /// What was renamed lately.
    renamed: VecDeque<(PathBuf, PathBuf)>,
}

/// Hints that are remembered to find a file that went missing.
const REMEMBERED: usize = 64;

/// A file as it stands on the disk.
enum Found {
    Nothing,
    Text(Arc<Text>),
    NoText(String),
}

impl Workspace {
    /// Tells that something may have changed at these paths, files or folders.
    pub fn files_changed(&self, paths: &[PathBuf]) {
        self.desk.hint(paths);
    }

    /// Tells that anything may have changed: every open document is looked at again.
    pub fn look_everywhere(&self) {
        self.desk.hint_everything();
    }
}

impl Desk {
    /// Takes in what the watcher saw.
    pub fn seen(&self, seen: Seen) {
        match seen {
            Seen::Changed(paths) => self.hint(&paths),
            Seen::Renamed { from, to } => self.renamed(from, to),
            Seen::Rescan => self.hint_everything(),
            Seen::Trouble(sentence) => {
                self.notice(None, sentence);
                self.watch_by_the_clock();
            }
        }
    }

    /// Looks at every open document from time to time: nothing else says that a file changed.
    pub fn watch_by_the_clock(&self) {
        self.polling.store(true, Ordering::Relaxed);
        self.hint_everything();
    }

    fn hint(&self, paths: &[PathBuf]) {
        {
            let mut hints = lock(&self.hints);
            hints.paths.extend(paths.iter().cloned());
            for folder in paths.iter().rev().filter_map(|path| path.parent()) {
                if !hints.lately.iter().any(|known| known == folder) {
                    hints.lately.push_front(folder.to_path_buf());
                }
            }
            hints.lately.truncate(REMEMBERED);
        }
        self.bell.ring();
    }

    fn renamed(&self, from: PathBuf, to: PathBuf) {
        {
            let mut hints = lock(&self.hints);
            hints.renamed.push_front((from.clone(), to.clone()));
            hints.renamed.truncate(REMEMBERED);
        }
        self.hint(&[from, to]);
    }

    /// Returns where the hints say that a file may have gone: paths, then folders.
    pub fn moved_by_hints(&self, path: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let hints = lock(&self.hints);
        let gone_to = |(from, to): &(PathBuf, PathBuf)| {
            let rest = path.strip_prefix(from).ok()?;
            Some(if rest.as_os_str().is_empty() {
                to.clone()
            } else {
                to.join(rest)
            })
        };
        let files = hints.renamed.iter().filter_map(gone_to).collect();
        (files, hints.lately.iter().cloned().collect())
    }

    fn hint_everything(&self) {
        lock(&self.hints).everything = true;
        self.bell.ring();
    }

    /// Tells whether somebody said something that was not looked at yet.
    pub fn hints_wait(&self) -> bool {
        let hints = lock(&self.hints);
        hints.everything || !hints.paths.is_empty()
    }

    /// Marks the documents that the hints are about, and tells when the library may have changed.
    pub fn look_at_hints(&self) {
        let (paths, everything) = {
            let mut hints = lock(&self.hints);
            let paths = std::mem::take(&mut hints.paths);
            (paths, std::mem::take(&mut hints.everything))
        };
        if !everything && paths.is_empty() {
            return;
        }
        for sheet in self.sheets() {
            let path = sheet.state().path.clone();
            let concerns = |hint: &PathBuf| path.starts_with(hint);
            if everything || paths.iter().any(concerns) {
                self.mark_for_look(&sheet);
            }
        }
        let own = |path: &PathBuf| self.sheet_of(path).is_some();
        let in_library = |path: &PathBuf| self.is_in_library(path) && !own(path);
        if everything || paths.iter().any(in_library) {
            self.events.tell(None, What::LibraryChanged);
        }
    }

    /// Has the file of a document looked at soon.
    pub fn mark_for_look(&self, sheet: &Sheet) {
        sheet.state().times.look = Some(self.clock.tick());
        self.bell.ring();
    }

    /// Looks whether the file is still what it was.
    pub fn look(&self, sheet: &Sheet) {
        let _filing = lock(&sheet.filing);
        self.look_in_order(sheet);
    }

    /// The same, for callers that hold `filing` already.
    pub fn look_in_order(&self, sheet: &Sheet) {
        let now = self.clock.tick();
        let path = {
            let mut state = sheet.state();
            state.times.look = None;
            state.times.answer = state.times.answer.filter(|due| *due > now);
            if state.read_only.is_some() {
                return;
            }
            state.path.clone()
        };
        let found = self.find(&path);
        let steps = {
            let mut state = sheet.state();
            if !matches!(found, Found::NoText(_)) {
                state.barred = None;
            }
            let known = state.known(now);
            let steps = reconcile(&known, found.on_disk());
            if known.proposal == Underway::Overdue && (!steps.is_empty() || state.times.save_barred)
            {
                state.withdraw();
            }
            steps
        };
        for step in steps {
            self.take_step(sheet, step, &found);
        }
        {
            let mut state = sheet.state();
            state.bar_or_free();
            let unheard_of = state.barred.is_some() || state.file.presence == Presence::Missing;
            if unheard_of || self.polling.load(Ordering::Relaxed) {
                state.times.look = Some(self.clock.tick().plus(LOOK_AGAIN));
            }
        }
        self.tell_saving(sheet);
    }

    fn find(&self, path: &Path) -> Found {
        match self.disk.read(path) {
            Ok(bytes) => match Text::new(bytes) {
                Ok(text) => Found::Text(Arc::new(text)),
                Err(_) => Found::NoText(format!(
                    "{} was changed by another program and is no text any more. Your text is kept and the file is not written; use Save as for another place.",
                    names::quoted(path)
                )),
            },
            Err(problem) if is_gone(&problem) => Found::Nothing,
            Err(problem) => Found::NoText(format!(
                "{} cannot be read any more ({problem}). Your text is kept; use Save as for another place.",
                names::quoted(path)
            )),
        }
    }

    fn take_step(&self, sheet: &Sheet, step: Step, found: &Found) {
        match (step, found) {
            (Step::Propose, Found::Text(theirs)) => self.take_in(sheet, theirs),
            (Step::Ask, Found::Text(theirs)) => self.ask(sheet, theirs),
            (Step::Adopt, Found::Text(theirs)) => self.adopt(sheet, theirs),
            (Step::Bar, Found::NoText(sentence)) => {
                sheet.state().barred = Some(sentence.clone());
            }
            (Step::Lose, _) => self.lose(sheet),
            (Step::Find, _) => {
                sheet.state().file.presence = Presence::Present;
                self.tell_summary(sheet);
            }
            (Step::EndClash, _) => {
                sheet.state().clash = None;
                self.events.tell(Some(sheet.id), What::ConflictEnded);
            }
            (Step::Wait | Step::Propose | Step::Ask | Step::Adopt | Step::Bar, _) => {}
        }
    }

    /// Asks the editor to take the file's new text.
    fn take_in(&self, sheet: &Sheet, theirs: &Arc<Text>) {
        let now = self.clock.tick();
        let name = {
            let mut state = sheet.state();
            let (kind, label) = if state.found_is_kept {
                (VersionKind::BeforeOutside, "Before a change elsewhere")
            } else {
                (VersionKind::AsFound, "As found")
            };
            state.found_is_kept = true;
            let before = Moment::new(state.text.clone(), kind, label);
            state.keep_moment(before, now);
            names::quoted(&state.path)
        };
        self.keep(sheet);
        let sentence =
            format!("{name} was changed by another program. One undo step takes the change back.");
        let asked = self.propose(sheet, theirs, Origin::Outside, Purpose::Outside, sentence);
        match asked {
            // A busy editor answers soon, and then the file is looked at again.
            Asked::Proposed | Asked::EditorBusy => {}
            // Something was typed meanwhile: it is judged anew.
            Asked::TextMoved => self.mark_for_look(sheet),
            Asked::NothingToShow => self.change_unseen_bytes(sheet, theirs),
        }
    }

    /// Takes in a change that no editor shows: line endings, a byte-order mark.
    pub fn change_unseen_bytes(&self, sheet: &Sheet, theirs: &Arc<Text>) {
        let now = self.clock.tick();
        {
            let mut state = sheet.state();
            if state.text.editor_text() != theirs.editor_text() {
                drop(state);
                return self.mark_for_look(sheet);
            }
            state.text = theirs.clone();
            state.rest_on(theirs.clone(), now);
            state.file.at = self.clock.now();
            state.times.unexamined = Some(now);
            let moment = Moment::new(theirs.clone(), VersionKind::Outside, "Changed elsewhere");
            state.keep_moment(moment, now);
        }
        self.keep(sheet);
    }

    /// Keeps both texts and asks the writer.
    fn ask(&self, sheet: &Sheet, theirs: &Arc<Text>) {
        let now = self.clock.tick();
        {
            let mut state = sheet.state();
            let sentence = format!(
                "{} was changed by another program while you were writing. Both texts are kept; choose which one goes on.",
                names::quoted(&state.path)
            );
            clash(&mut state, theirs, sentence, now);
        }
        // Both texts are in the store before anybody is asked.
        self.keep(sheet);
        if let Some(conflict) = self.conflict(sheet) {
            self.events
                .tell(Some(sheet.id), What::ConflictFound(conflict));
        }
    }

    /// Returns the choice that the writer has to make, if there is one.
    pub fn conflict(&self, sheet: &Sheet) -> Option<Conflict> {
        let (clash, mine) = {
            let state = sheet.state();
            (state.clash.clone()?, state.text.clone())
        };
        Some(Conflict {
            sentence: clash.sentence,
            compared: compared(&mine, clash.theirs),
        })
    }

    fn adopt(&self, sheet: &Sheet, theirs: &Arc<Text>) {
        let (revision, had_clash) = {
            let mut state = sheet.state();
            (state.revision, state.clash.take().is_some())
        };
        self.filed(sheet, revision, theirs.clone());
        if had_clash {
            self.events.tell(Some(sheet.id), What::ConflictEnded);
        }
    }

    /// The file is not where it was: follows it, or keeps the text and says so.
    fn lose(&self, sheet: &Sheet) {
        let (path, hash) = {
            let state = sheet.state();
            (state.path.clone(), state.file.hash)
        };
        if let Some(found) = self.find_moved(sheet.id, &path, hash) {
            self.follow(sheet, &found);
            return;
        }
        let now = self.clock.tick();
        {
            let mut state = sheet.state();
            state.file.presence = Presence::Missing;
            state.found_is_kept = true;
            let label = "Before the file went missing";
            let kept = Moment::new(state.text.clone(), VersionKind::BeforeOutside, label);
            state.keep_moment(kept, now);
            state.bar_or_free();
        }
        self.keep(sheet);
        self.tell_summary(sheet);
    }

    /// Goes on with a file under its new path.
    pub fn follow(&self, sheet: &Sheet, path: &Path) {
        // A store that fails here still knows the document by its content.
        let _ = self.store_path(sheet.id, path);
        {
            let mut state = sheet.state();
            state.path = path.to_path_buf();
            state.file.presence = Presence::Present;
            state.bar_or_free();
        }
        self.watch_document(path);
        self.tell_summary(sheet);
        self.events.tell(None, What::LibraryChanged);
    }
}

impl Found {
    fn on_disk(&self) -> OnDisk {
        match self {
            Found::Nothing => OnDisk::Absent,
            Found::Text(text) => OnDisk::Text(text.hash()),
            Found::NoText(_) => OnDisk::Unreadable,
        }
    }
}

/// Marks that the writer has to choose, and hands both texts on as moments.
pub fn clash(state: &mut SheetState, theirs: &Arc<Text>, sentence: String, now: super::Tick) {
    let mine = state.text.clone();
    let label = "Yours, when the file changed elsewhere";
    state.keep_moment(Moment::new(mine, VersionKind::Conflict, label), now);
    let label = "The file, as changed elsewhere";
    state.keep_moment(
        Moment::new(theirs.clone(), VersionKind::Conflict, label),
        now,
    );
    state.clash = Some(Clash {
        theirs: theirs.clone(),
        sentence,
    });
    state.bar_or_free();
}

/// Compares two texts; parts are named as in the newer one.
pub fn compared(older: &Text, newer: Arc<Text>) -> Compared {
    let structure = structure_of(&newer);
    Compared {
        comparison: history::compare(older.as_str(), newer.as_str(), &structure),
        text: newer,
    }
}

fn is_gone(problem: &io::Error) -> bool {
    matches!(
        problem.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
