//! Writing the file of an open document: when it is due, when the writer asks, when the program
//! ends. Never writes over a file that is not the one last read or written.

use std::sync::Arc;

use super::Workspace;
use super::desk::Desk;
use super::document::Saving;
use super::moments::{Moment, words_changed};
use super::names;
use super::reconcile::Presence;
use super::sheet::{Beginning, Sheet, Step, Trouble, lock};
use crate::disk::WriteProblem;
use crate::error::Result;
use crate::model::{DocumentId, Text, VersionKind};

impl Workspace {
    /// Writes the file now, puts a missing file back, and records a moment if words changed since
    /// the last one. What keeps the file from being written stands in the answer.
    pub fn save_document(&self, document: DocumentId) -> Result<Saving> {
        let sheet = self.desk.sheet(document)?;
        let text = sheet.state().text.clone();
        self.desk.save_as_asked(&sheet);
        // What changed is told against the newest moment, which may still wait.
        self.desk.keep(&sheet);
        self.desk.record_if_words_changed(&sheet, text)?;
        Ok(sheet.state().saving())
    }

    /// Keeps and writes everything that waits, in every open document: the window lost the focus.
    pub fn save_all(&self) {
        for sheet in self.desk.sheets() {
            self.desk.save(&sheet);
        }
    }

    /// Keeps and writes everything, for the last time: the program ends. What cannot be written is
    /// in the journal and comes back when its document is opened.
    ///
    /// Returns a sentence for each text that is nowhere but in memory, because neither file nor
    /// journal could be written: a program that ends now loses it. The sentences are told to the
    /// window too, and the workspace goes on working.
    pub fn finish(&self) -> Vec<String> {
        self.desk.finish()
    }
}

impl Desk {
    /// Writes the file if it lacks something and nothing stands against it.
    pub fn save(&self, sheet: &Sheet) {
        let _filing = lock(&sheet.filing);
        self.commit(sheet);
        self.save_in_order(sheet);
    }

    fn finish(&self) -> Vec<String> {
        let mut homeless = Vec::new();
        for sheet in self.sheets() {
            self.save(&sheet);
            self.record_closing(&sheet);
            self.clear_spent_journal(&sheet);
            homeless.extend(self.homeless(&sheet));
        }
        self.end_readings();
        homeless
    }

    /// Says so if the newest text is neither in the file nor in a journal that lasts.
    fn homeless(&self, sheet: &Sheet) -> Option<String> {
        let sentence = {
            let state = sheet.state();
            let gone = state.file.presence == Presence::Missing;
            // Of a file that is gone the text as it was opened is a moment, not in the journal.
            let is_kept = state.journal.unkept.is_empty() && (!gone || state.moments.is_empty());
            if is_kept && self.store.lasts() || !(gone || state.is_dirty()) {
                return None;
            }
            format!(
                "The last words of {} could be written neither to the file nor to the history. They are in this window only: make room, or use Save as for another place, then close it. Closing it a second time loses them.",
                names::quoted(&state.path)
            )
        };
        self.notice(Some(sheet.id), sentence.clone());
        Some(sentence)
    }

    /// Records the text of a document that is about to be closed.
    pub fn record_closing(&self, sheet: &Sheet) {
        self.keep(sheet);
        let text = {
            let mut state = sheet.state();
            if state.times.first_unrecorded.take().is_none() {
                return;
            }
            state.text.clone()
        };
        // What fails here is in the file and in the journal; there is nobody left to tell.
        let _ = self.record_now(sheet, Moment::new(text, VersionKind::Writing, "Writing"));
    }

    fn save_as_asked(&self, sheet: &Sheet) {
        let _filing = lock(&sheet.filing);
        self.commit(sheet);
        let missing = {
            let mut state = sheet.state();
            state.times.save_again = None;
            state.file.presence == Presence::Missing
        };
        if missing {
            self.put_back(sheet);
        } else {
            self.save_in_order(sheet);
        }
    }

    fn record_if_words_changed(&self, sheet: &Sheet, text: Arc<Text>) -> Result<()> {
        let latest = self.latest_version(sheet.id)?;
        let changed = match latest {
            None => sheet.state().revision > 0,
            Some(latest) if latest.text == text.hash() => false,
            Some(latest) => self
                .text_of(latest.text)
                .map_or(true, |latest| words_changed(&latest, &text)),
        };
        if changed {
            sheet.state().times.first_unrecorded = None;
            self.record_now(sheet, Moment::new(text, VersionKind::Saved, "Saved"))?;
        }
        Ok(())
    }

    /// Writes the file; the caller holds `filing` and has kept what waited.
    pub fn save_in_order(&self, sheet: &Sheet) {
        let (path, text, revision, expected, first_unfiled) = {
            let mut state = sheet.state();
            state.bar_or_free();
            if state.times.save_barred || state.file.revision == state.revision {
                return;
            }
            let first = state.times.first_unfiled.take();
            let text = state.text.clone();
            (
                state.path.clone(),
                text,
                state.revision,
                state.file.hash,
                first,
            )
        };
        let written = if text.hash() == expected {
            Ok(())
        } else {
            self.write(&path, &text, expected)
        };
        match written {
            Ok(()) => self.filed(sheet, revision, text),
            Err(problem) => {
                {
                    let mut state = sheet.state();
                    let waiting = [first_unfiled, state.times.first_unfiled];
                    state.times.first_unfiled = waiting.into_iter().flatten().min();
                }
                self.not_written(sheet, problem);
            }
        }
    }

    /// The file could not be written: looks whether it is another one by now, else tries again.
    pub fn not_written(&self, sheet: &Sheet, problem: WriteProblem) {
        if matches!(
            problem,
            WriteProblem::ChangedElsewhere { .. } | WriteProblem::Missing
        ) {
            self.look_in_order(sheet);
            self.keep_displaced(sheet, &problem);
            if sheet.state().times.save_barred {
                return;
            }
        }
        let now = self.clock.tick();
        {
            let mut state = sheet.state();
            if !state.is_dirty() && state.file.presence == Presence::Present {
                return;
            }
            let sentence = problem.sentence(&names::quoted(&state.path));
            let (trouble, wait) = Trouble::again(state.save_trouble.as_ref(), sentence);
            state.save_trouble = Some(trouble);
            state.times.save_again = Some(now.plus(wait));
        }
        self.tell_saving(sheet);
    }

    /// What another program wrote is kept if the file does not hold it any more: nothing else does.
    fn keep_displaced(&self, sheet: &Sheet, problem: &WriteProblem) {
        let WriteProblem::ChangedElsewhere { found } = problem else {
            return;
        };
        let path = sheet.state().path.clone();
        if self.disk.read(&path).is_ok_and(|bytes| bytes == *found) {
            return;
        }
        let Ok(theirs) = Text::new(found.clone()) else {
            return;
        };
        let label = "Written by another program just before it was replaced";
        let moment = Moment::new(Arc::new(theirs), VersionKind::Outside, label);
        let now = self.clock.tick();
        sheet.state().keep_moment(moment, now);
        let sentence = format!(
            "Another program changed {} while it was saved. Its text is in the history.",
            names::quoted(&path)
        );
        self.notice(Some(sheet.id), sentence);
    }

    /// The file holds this text now: the journal is cleared in the same transaction that knows it,
    /// except for what was kept since.
    pub fn filed(&self, sheet: &Sheet, revision: u32, text: Arc<Text>) {
        let _in_order = lock(&sheet.keeping);
        let rest: Vec<Step> = {
            let state = sheet.state();
            let later = |step: &&Step| step.revision > revision;
            state.journal.kept.iter().filter(later).cloned().collect()
        };
        let recorded = self.record_filed(sheet.id, &text, &rest);
        let mut state = sheet.state();
        // What came between the journal's last entry and the writing is in the file: kept on top of
        // it, it would come back twice.
        state.journal.unkept.retain(|step| step.revision > revision);
        if recorded.is_ok() {
            state.journal.kept = rest;
        } else {
            // The next entries replace what the store still holds.
            state.journal.kept.clear();
            let unkept = std::mem::replace(&mut state.journal.unkept, rest);
            state.journal.unkept.extend(unkept);
            state.journal.beginning = Beginning::Anew;
            state.times.first_unkept = Some(self.clock.tick());
        }
        state.journal.revision = state.journal.revision.max(revision);
        state.file.hash = text.hash();
        state.file.text = text;
        state.file.revision = revision;
        state.file.at = self.clock.now();
        state.save_trouble = None;
        state.times.save_again = None;
        if state.revision == revision {
            state.times.first_unfiled = None;
        }
        drop(state);
        self.tell_saving(sheet);
    }
}
