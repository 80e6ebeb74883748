//! One open document in memory: its text, what of it is safe, and what is under way.
//! Owns no file and no store; decides nothing about the disk. Whoever changes the text goes
//! through here, so that the journal misses nothing.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Tick;
use super::document::{Edit, Saving, SavingState, Snapshot};
use super::moments::{Moment, is_big_deletion};
use super::reconcile::{Known, Presence};
use super::schedule::{RETRY_FIRST, Task, Times, retry_after};
use super::under_way::{Purpose, UnderWay};
use crate::check::Examiner;
use crate::error::{Code, Error, Result};
use crate::model::{
    BadChange, DocumentId, Hash, Span, Splice, Text, Timestamp, VersionId, VersionKind, difference,
};

/// One open document. Locks are taken in the order `filing`, `recording`, `keeping`,
/// state.
pub struct Sheet {
    /// The document.
    pub id: DocumentId,
    /// Held while the document's file is read, written, moved or reconciled.
    pub filing: Mutex<()>,
    /// Held while moments are stored, so that they stay in order. May take long for a long text.
    pub recording: Mutex<()>,
    /// Held while the document's journal is written, so that it stays in order. Never long.
    pub keeping: Mutex<()>,
    /// Who reads the document again and again; held while it is examined, with no other lock taken
    /// after it.
    pub examiner: Mutex<Examiner>,
    state: Mutex<SheetState>,
}

impl Sheet {
    /// Lays an opened document down.
    pub fn new(id: DocumentId, state: SheetState) -> Sheet {
        Sheet {
            id,
            filing: Mutex::new(()),
            recording: Mutex::new(()),
            keeping: Mutex::new(()),
            examiner: Mutex::default(),
            state: Mutex::new(state),
        }
    }

    /// Locks what is known of the document; held briefly, never across work on disk or store.
    pub fn state(&self) -> MutexGuard<'_, SheetState> {
        lock(&self.state)
    }
}

/// Locks; a thread that died elsewhere must not take the text with it.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is known of an open document.
pub struct SheetState {
    /// Where its file is, or was.
    pub path: PathBuf,
    /// The newest text that the editor has sent.
    pub text: Arc<Text>,
    /// Counts the changes since the document was opened.
    pub revision: u32,
    /// Why it cannot be changed.
    pub read_only: Option<String>,
    /// The file's content that the text is based on.
    pub file: Filed,
    /// Where the journal is.
    pub journal: JournalEnd,
    /// When things happened.
    pub times: Times,
    /// What the journal could not do when it last tried.
    pub keep_trouble: Option<Trouble>,
    /// What the file could not do when it last tried.
    pub save_trouble: Option<Trouble>,
    /// The proposal that the editor carries out now.
    pub under_way: Option<UnderWay>,
    /// The last proposal that was waited for too long; its answer may still come.
    pub late: Option<UnderWay>,
    /// Restores that wait for it to come back.
    pub waiting: VecDeque<VersionId>,
    /// The choice that the writer has to make.
    pub clash: Option<Clash>,
    /// Why the file must not be written over: it holds no text any more.
    pub barred: Option<String>,
    /// Moments to store, oldest first.
    pub moments: Vec<Moment>,
    /// Whether the text as found was handed on as a moment already.
    pub found_is_kept: bool,
    /// Whether the text was written from that of the undo history on, and by nobody else.
    pub undo_leads_here: bool,
    /// The newest examined revision.
    pub snapshot: Snapshot,
    /// What was last said about saving.
    pub said: Option<Saving>,
}

/// What of the text the file holds.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The file's content that the text is based on: last read or written.
    pub hash: Hash,
    /// The same as a text.
    pub text: Arc<Text>,
    /// The newest revision that the file holds.
    pub revision: u32,
    /// When the file was last written or read.
    pub at: Timestamp,
    /// Whether the file is where it was.
    pub presence: Presence,
}

/// What of the text the journal holds. The journal begins at the file's content.
#[derive(Debug, Default)]
pub struct JournalEnd {
    /// The newest revision that the journal holds.
    pub revision: u32,
    /// What it holds: the splices of each revision that the file lacks.
    pub kept: Vec<Step>,
    /// What it lacks, oldest first.
    pub unkept: Vec<Step>,
    /// What becomes of the entries that the store holds.
    pub beginning: Beginning,
}

/// What becomes of the journal's entries in the store when new ones come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beginning {
    /// The new ones follow them.
    #[default]
    Follows,
    /// They are out of date: the new ones, or none, take their place.
    Anew,
    /// They are worth keeping until there are new ones, which take their place.
    AnewWithNext,
}

/// The splices that led to a revision from the one before.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The revision that they lead to.
    pub revision: u32,
    /// Ascending, not overlapping.
    pub splices: Vec<Splice>,
}

/// Something that could not be written.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// What happened, what was kept, what to do.
    pub sentence: String,
    /// How often it was tried in vain.
    pub failures: u32,
}

/// A choice that the writer has to make.
#[derive(Clone, Debug)]
pub struct Clash {
    /// The file's text.
    pub theirs: Arc<Text>,
    /// What happened, what was kept, what to do.
    pub sentence: String,
}

/// What an edit did besides changing the text.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The new revision.
    pub revision: u32,
    /// The proposal that came back with it.
    pub came_back: Option<Purpose>,
}

impl SheetState {
    /// Applies what the editor did.
    ///
    /// Errors: `WrongBase` when base or length do not fit, `ReadOnly`, `BadRequest`; the text is
    /// unchanged then.
    pub fn edit(&mut self, edit: &Edit, now: Tick) -> Result<Applied> {
        self.may_change()?;
        if edit.base != self.revision {
            return Err(wrong_base());
        }
        let (text, splices) = self.text.apply(&edit.changes).map_err(bad_request)?;
        if text.editor_len() != edit.length {
            return Err(wrong_base());
        }
        let back = self.take_answered(edit.proposal, &edit.changes, now);
        match &back {
            Some(back) => {
                self.keep_replaced(&back.purpose, now);
                self.advance_to(back.settle(text), now);
            }
            None => {
                if edit.proposal.is_none() {
                    self.await_answer(&edit.changes, now);
                }
                self.guard_deletion(&splices, now);
                self.advance(text, splices, now);
            }
        }
        Ok(self.applied(back, now))
    }

    /// Takes the editor's whole text after the two had lost each other.
    pub fn resync(&mut self, editor_text: &str, now: Tick) -> Result<Applied> {
        self.may_change()?;
        let theirs = Text::from_editor(editor_text);
        let changes = difference(&self.text, &theirs);
        let (text, _) = self.text.apply(&changes).map_err(bad_request)?;
        // The editor may have carried out a proposal before it lost its place. Only the very text
        // that was proposed proves it; else the proposal is dropped and the file looked at again.
        let carried_out =
            |under_way: &UnderWay| under_way.proposal.text.editor_text() == text.editor_text();
        let back = self.under_way.take().filter(carried_out);
        self.times.answer = None;
        let text = match &back {
            Some(back) => {
                self.keep_replaced(&back.purpose, now);
                back.settle(text)
            }
            None => Arc::new(text),
        };
        self.advance_to(text, now);
        self.bar_or_free();
        Ok(self.applied(back, now))
    }

    /// Keeps the text that a proposal is about to replace, with what was typed since it was made.
    fn keep_replaced(&mut self, purpose: &Purpose, now: Tick) {
        let (kind, label) = match purpose {
            Purpose::Restore(_) => (VersionKind::BeforeRestore, "Before going back"),
            Purpose::TakeTheirs => (VersionKind::Conflict, "Yours, before the file's text"),
            Purpose::Outside | Purpose::Recovery | Purpose::Asked => return,
        };
        self.keep_moment(Moment::new(self.text.clone(), kind, label), now);
    }

    fn guard_deletion(&mut self, splices: &[Splice], now: Tick) {
        if is_big_deletion(&self.text, splices) {
            let (text, label) = (self.text.clone(), "Before a big deletion");
            self.keep_moment(Moment::new(text, VersionKind::BigDeletion, label), now);
        }
    }

    fn may_change(&self) -> Result<()> {
        match &self.read_only {
            Some(sentence) => Err(Error::new(Code::ReadOnly, sentence.clone())),
            None => Ok(()),
        }
    }

    /// Advances to a text that was not reached by the editor's own splices.
    fn advance_to(&mut self, text: Arc<Text>, now: Tick) {
        let splices = splice_between(&self.text, &text);
        self.advance(text, splices, now);
    }

    fn advance(&mut self, text: impl Into<Arc<Text>>, splices: Vec<Splice>, now: Tick) {
        if !self.found_is_kept {
            self.found_is_kept = true;
            let found = Moment::new(self.text.clone(), VersionKind::AsFound, "As found");
            self.keep_moment(found, now);
        }
        self.text = text.into();
        self.revision += 1;
        self.journal.unkept.push(Step {
            revision: self.revision,
            splices,
        });
        let times = &mut self.times;
        times.last_change = Some(now);
        times.first_unkept.get_or_insert(now);
        times.first_unfiled.get_or_insert(now);
        times.first_unrecorded.get_or_insert(now);
        times.unexamined.get_or_insert(now);
    }

    fn applied(&mut self, back: Option<UnderWay>, now: Tick) -> Applied {
        let revision = self.revision;
        let Some(back) = back else {
            return Applied {
                revision,
                came_back: None,
            };
        };
        let target = back.proposal.text.clone();
        match &back.purpose {
            Purpose::Outside => {
                self.rest_on(target.clone(), now);
                let moment = Moment::new(target, VersionKind::Outside, "Changed elsewhere");
                self.keep_moment(moment, now);
            }
            Purpose::TakeTheirs => {
                self.clash = None;
                self.rest_on(target.clone(), now);
                let moment = Moment::always(target, VersionKind::Conflict, "The file's text taken");
                self.keep_moment(moment, now);
            }
            Purpose::Restore(label) => {
                let text = self.text.clone();
                let moment = Moment::always(text, VersionKind::Restored, label.clone());
                self.keep_moment(moment, now);
            }
            Purpose::Recovery | Purpose::Asked => {}
        }
        self.bar_or_free();
        Applied {
            revision,
            came_back: Some(back.purpose),
        }
    }

    /// Bases the text on what the file holds now: the journal begins anew at `file`, with what the
    /// text has beyond it.
    pub fn rest_on(&mut self, file: Arc<Text>, now: Tick) {
        self.file.hash = file.hash();
        self.file.text = file.clone();
        self.journal.kept.clear();
        self.journal.unkept.clear();
        self.journal.beginning = Beginning::Anew;
        self.times.first_unkept = Some(now);
        if self.text.hash() == file.hash() {
            self.file.revision = self.revision;
            self.times.first_unfiled = None;
            return;
        }
        self.journal.unkept.push(Step {
            revision: self.revision,
            splices: splice_between(&file, &self.text),
        });
        self.times.first_unfiled.get_or_insert(now);
    }

    /// Plans a task anew that broke off half-way: what it had taken in hand is lost to it, so it
    /// starts from the texts themselves.
    pub fn begin_again(&mut self, task: Task, now: Tick) {
        let later = Some(now.plus(RETRY_FIRST));
        match task {
            Task::Keep => {
                self.rest_on(self.file.text.clone(), now);
                self.times.keep_again = later;
            }
            Task::Save => {
                self.times.first_unfiled.get_or_insert(now);
                self.times.save_again = later;
            }
            Task::Look => self.times.look = later,
            Task::Record => {
                self.times.first_unrecorded.get_or_insert(now);
            }
            // A text that cannot be examined is left alone until it changes.
            Task::Examine => {}
        }
    }

    /// Hands a moment on to be stored.
    pub fn keep_moment(&mut self, moment: Moment, now: Tick) {
        self.moments.push(moment);
        self.times.moments_wait.get_or_insert(now);
    }

    /// Tells whether the editor's text has words that the file lacks.
    pub fn is_dirty(&self) -> bool {
        self.file.revision < self.revision && self.file.hash != self.text.hash()
    }

    /// Decides anew whether the file may be written without asking anybody.
    pub fn bar_or_free(&mut self) {
        let answers_wait = self
            .under_way
            .as_ref()
            .is_some_and(|under_way| under_way.purpose.takes_the_file());
        self.times.save_barred = answers_wait
            || self.clash.is_some()
            || self.barred.is_some()
            || self.read_only.is_some()
            || self.file.presence == Presence::Missing;
    }

    /// What `reconcile` needs to know.
    pub fn known(&self, now: Tick) -> Known {
        Known {
            file: self.file.hash,
            text: self.text.hash(),
            clash: self.clash.as_ref().map(|clash| clash.theirs.hash()),
            proposal: self.underway(now),
            presence: self.file.presence,
        }
    }

    /// Says where the text is safe by now.
    pub fn saving(&self) -> Saving {
        let (state, sentence) = self.saving_state();
        Saving {
            state,
            sentence,
            saved_at: Some(self.file.at),
        }
    }

    fn saving_state(&self) -> (SavingState, String) {
        if let Some(sentence) = &self.read_only {
            (SavingState::ReadOnly, sentence.clone())
        } else if self.clash.is_some() {
            (SavingState::Conflict, "Changed elsewhere".into())
        } else if self.file.presence == Presence::Missing {
            let sentence = "The file is gone; the text is kept. Save puts it back.";
            (SavingState::Missing, sentence.into())
        } else if let Some(sentence) = &self.barred {
            (SavingState::Failing, sentence.clone())
        } else if let Some(trouble) = self.save_trouble.as_ref().or(self.keep_trouble.as_ref()) {
            (SavingState::Failing, trouble.sentence.clone())
        } else if self.journal.revision > self.file.revision {
            (SavingState::Kept, "Kept".into())
        } else {
            (SavingState::Saved, "Saved".into())
        }
    }
}

impl Trouble {
    /// Counts one more failure; also returns the milliseconds until the next try.
    pub fn again(before: Option<&Trouble>, sentence: String) -> (Trouble, u64) {
        let failures = before.map_or(0, |trouble| trouble.failures) + 1;
        (Trouble { sentence, failures }, retry_after(failures))
    }
}

/// Returns the one splice that leads from a text to another, byte for byte.
pub fn splice_between(old: &Text, new: &Text) -> Vec<Splice> {
    let (old, new) = (old.as_str(), new.as_str());
    let pairs = || old.bytes().zip(new.bytes());
    let mut start = pairs().take_while(|(left, right)| left == right).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let most = old.len().min(new.len()) - start;
    let backwards = old.bytes().rev().zip(new.bytes().rev()).take(most);
    let mut end = backwards.take_while(|(left, right)| left == right).count();
    while !old.is_char_boundary(old.len() - end) || !new.is_char_boundary(new.len() - end) {
        end -= 1;
    }
    let span = Span::new(start, old.len() - end);
    let insert = &new[start..new.len() - end];
    if span.start == span.end && insert.is_empty() {
        return Vec::new();
    }
    vec![Splice::new(span, insert)]
}

fn bad_request(problem: BadChange) -> Error {
    Error::new(Code::BadRequest, problem.to_string())
}

fn wrong_base() -> Error {
    let sentence = "The editor and its document lost each other; the editor sends its whole text.";
    Error::new(Code::WrongBase, sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_splice_leads_from_a_text_to_another() {
        let text = |text: &str| Text::new(text.into()).unwrap();
        for (old, new) in [
            ("", "a"),
            ("aXa", "aa"),
            ("aa", "aaa"),
            ("é", "è"),
            ("a", "a"),
        ] {
            let splices = splice_between(&text(old), &text(new));
            assert_eq!(text(old).splice(&splices), Ok(text(new)), "{old} {new}");
        }
    }
}
