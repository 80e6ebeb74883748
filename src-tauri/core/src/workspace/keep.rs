//! What is kept in the store for an open document: its journal and its moments.
//! Must never touch the document's file.

use std::sync::Arc;

use super::desk::{Desk, structure_of};
use super::events::What;
use super::moments::{Moment, Repeated, words_changed};
use super::sheet::{Beginning, Sheet, SheetState, Step, Trouble, lock};
use crate::error::Result;
use crate::history;
use crate::model::{DocumentId, Structure, Text, VersionId, VersionKind};

/// What goes into the journal in one transaction.
struct Batch {
    base: Arc<Text>,
    steps: Vec<Step>,
    beginning: Beginning,
}

impl Desk {
    /// Stores the moments that wait and commits what has arrived to the journal.
    pub fn keep(&self, sheet: &Sheet) {
        {
            let _in_order = lock(&sheet.recording);
            // The journal, which comes next, says what is wrong with the store.
            let _ = self.store_moments(sheet);
        }
        self.commit(sheet);
    }

    /// Commits what has arrived to the journal. What fails is put back and tried again.
    ///
    /// Waits for no moment, which may take long to compare: only before a journal is thrown away
    /// must everything that it holds be a moment.
    pub fn commit(&self, sheet: &Sheet) {
        loop {
            let follows = || sheet.state().journal.beginning == Beginning::Follows;
            let recording = (!follows()).then(|| lock(&sheet.recording));
            if recording.is_some()
                && let Err(problem) = self.store_moments(sheet)
            {
                self.not_kept(&mut sheet.state(), problem.message);
                return self.tell_saving(sheet);
            }
            let _in_order = lock(&sheet.keeping);
            let all_stored = || recording.is_some() && sheet.state().moments.is_empty();
            if follows() || all_stored() {
                return self.commit_in_order(sheet);
            }
        }
    }

    fn commit_in_order(&self, sheet: &Sheet) {
        let Some(batch) = take_batch(sheet) else {
            return;
        };
        let kept = self.append(sheet.id, &batch.base, &batch.steps, batch.beginning);
        let mut state = sheet.state();
        // While it was written the text may have come to rest on another file: then the journal
        // begins anew, and the steps of this batch do not lead from there.
        let steps = match state.journal.beginning {
            Beginning::Follows => batch.steps,
            Beginning::Anew | Beginning::AnewWithNext => Vec::new(),
        };
        match kept {
            Ok(()) => {
                if let Some(last) = steps.last() {
                    state.journal.revision = last.revision;
                }
                state.journal.kept.extend(steps);
                state.keep_trouble = None;
                state.times.keep_again = None;
            }
            Err(problem) => {
                let mut steps = steps;
                steps.append(&mut state.journal.unkept);
                state.journal.unkept = steps;
                if state.journal.beginning == Beginning::Follows {
                    state.journal.beginning = batch.beginning;
                }
                self.not_kept(&mut state, problem.message);
            }
        }
        drop(state);
        self.tell_saving(sheet);
    }

    fn not_kept(&self, state: &mut SheetState, sentence: String) {
        let now = self.clock.tick();
        state.times.first_unkept.get_or_insert(now);
        let (trouble, wait) = Trouble::again(state.keep_trouble.as_ref(), sentence);
        state.keep_trouble = Some(trouble);
        state.times.keep_again = Some(now.plus(wait));
    }

    /// Stores the moments that were decided on, and one more if the writer has come to rest.
    pub fn record_at_rest(&self, sheet: &Sheet) {
        let _in_order = lock(&sheet.recording);
        {
            let mut state = sheet.state();
            let now = self.clock.tick();
            let mut written = state.times.clone();
            written.moments_wait = None;
            let rested = written.due(now).contains(&super::schedule::Task::Record);
            if rested {
                let text = state.text.clone();
                state.times.first_unrecorded = None;
                state.keep_moment(Moment::new(text, VersionKind::Writing, "Writing"), now);
            }
        }
        // What fails is tried again; the journal says what is wrong with the store.
        let _ = self.store_moments(sheet);
    }

    /// Records the text of now as a moment, if it says anything new.
    pub fn record_now(&self, sheet: &Sheet, moment: Moment) -> Result<Option<VersionId>> {
        let _in_order = lock(&sheet.recording);
        // Those before it wait for the store if they must; this one is told of if it fails.
        let _ = self.store_moments(sheet);
        let stored = self.store_moment(sheet.id, &moment)?;
        if stored.is_some() {
            self.events.tell(Some(sheet.id), What::VersionsChanged);
        }
        Ok(stored)
    }

    /// Stores what waits, oldest first; what fails waits on. The caller holds `recording`.
    fn store_moments(&self, sheet: &Sheet) -> Result<()> {
        let moments = {
            let mut state = sheet.state();
            state.times.moments_wait = None;
            std::mem::take(&mut state.moments)
        };
        let mut changed = false;
        let mut failed = None;
        let mut waiting = moments.into_iter();
        while let Some(moment) = waiting.next() {
            match self.store_moment(sheet.id, &moment) {
                Ok(stored) => changed |= stored.is_some(),
                Err(problem) => {
                    failed = Some(problem);
                    let mut state = sheet.state();
                    let mut again = vec![moment];
                    again.extend(waiting);
                    again.append(&mut state.moments);
                    state.moments = again;
                    let later = self.clock.tick().plus(super::schedule::RETRY_MOST);
                    state.times.moments_wait = Some(later);
                    break;
                }
            }
        }
        if changed {
            self.events.tell(Some(sheet.id), What::VersionsChanged);
        }
        failed.map_or(Ok(()), Err)
    }

    /// Stores a moment with its words counted against the one before; `None` when it is skipped.
    pub fn store_moment(&self, document: DocumentId, moment: &Moment) -> Result<Option<VersionId>> {
        let before = self.latest_version(document)?;
        let hash = moment.text.hash();
        if moment.repeated == Repeated::Skip
            && before.as_ref().is_some_and(|before| before.text == hash)
        {
            return Ok(None);
        }
        let older = match &before {
            Some(before) => self.text_of(before.text).ok(),
            None => None,
        };
        let words = words_against(older.as_deref(), &moment.text);
        self.insert_version(document, moment, &words).map(Some)
    }
}

/// Words of a text, and against the one before.
pub struct Words {
    pub all: usize,
    pub added: usize,
    pub gone: usize,
}

fn words_against(older: Option<&Text>, text: &Text) -> Words {
    let all = structure_of(text).words;
    match older {
        None => Words {
            all,
            added: all,
            gone: 0,
        },
        Some(older) if !words_changed(older, text) => Words {
            all,
            added: 0,
            gone: 0,
        },
        Some(older) => {
            let compared = history::compare(older.as_str(), text.as_str(), &Structure::default());
            Words {
                all,
                added: compared.words_in,
                gone: compared.words_out,
            }
        }
    }
}

fn take_batch(sheet: &Sheet) -> Option<Batch> {
    let mut state = sheet.state();
    state.times.first_unkept = None;
    if state.journal.unkept.is_empty() && state.journal.beginning != Beginning::Anew {
        return None;
    }
    Some(Batch {
        base: state.file.text.clone(),
        steps: std::mem::take(&mut state.journal.unkept),
        beginning: std::mem::take(&mut state.journal.beginning),
    })
}
