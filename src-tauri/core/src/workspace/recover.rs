//! What a journal that outlived its program brings back when its document is opened.
//! Nothing that was acknowledged is lost: whatever is not taken up is kept as a moment.

use std::sync::Arc;

use super::desk::Desk;
use super::events::{Origin, Proposal};
use super::moments::Moment;
use super::names;
use super::outside::clash;
use super::reconcile::{Recovery, recover};
use super::sheet::{Beginning, SheetState};
use super::under_way::{Purpose, UnderWay};
use crate::model::{DocumentId, Hash, Text, VersionKind, difference};

/// What a journal brings back.
pub enum Recovered {
    /// There is nothing to bring back.
    Nothing,
    /// The file is what the journal began at or passed through: this text follows.
    Words(Arc<Text>),
    /// The file is something else: `mine` was written, from `base` on, and the writer has to choose.
    Question { mine: Arc<Text>, base: Arc<Text> },
    /// The file is gone: this text was written.
    Revived(Arc<Text>),
    /// There is a journal that cannot be read; the sentence says so. New words take its place:
    /// behind what is damaged they could not be read either.
    Unreadable(String),
}

impl Desk {
    /// Reads the journal of a document against its file.
    pub fn recover(&self, document: DocumentId, file: Option<&Arc<Text>>) -> Recovered {
        let journal = match self.journal(document) {
            Ok(Some(journal)) => journal,
            Ok(None) => return Recovered::Nothing,
            Err(problem) => return Recovered::Unreadable(problem.message),
        };
        if journal.cut_short {
            let sentence = "What was kept of your last words is damaged at its end: some of them may be missing.";
            self.notice(Some(document), sentence);
        }
        let end = journal.end;
        match recover(
            journal.base.hash(),
            &journal.steps,
            file.map(|file| file.hash()),
        ) {
            Recovery::Clear => self.put_by(document, &end, VersionKind::Writing, "Writing"),
            Recovery::KeepBase => {
                let label = "Before a change elsewhere";
                self.put_by(document, &end, VersionKind::BeforeOutside, label)
            }
            Recovery::Restore => Recovered::Words(end),
            Recovery::Ask => Recovered::Question {
                mine: end,
                base: journal.base,
            },
            Recovery::Revive => Recovered::Revived(end),
        }
    }

    /// Keeps a text of which the journal is not needed any more as a moment. If that fails, the
    /// journal stays and the same is found next time.
    fn put_by(
        &self,
        document: DocumentId,
        text: &Arc<Text>,
        kind: VersionKind,
        label: &str,
    ) -> Recovered {
        let moment = Moment::new(text.clone(), kind, label);
        if self.store_moment(document, &moment).is_ok() {
            let _ = self.store.clear_journal(document, text.hash());
        }
        Recovered::Nothing
    }

    /// Takes up what a journal brought back; returns what to say about it.
    pub fn take_up(&self, state: &mut SheetState, recovered: Recovered) -> Option<String> {
        let now = self.clock.tick();
        match recovered {
            Recovered::Nothing => None,
            Recovered::Unreadable(sentence) => {
                state.journal.beginning = Beginning::AnewWithNext;
                Some(sentence)
            }
            Recovered::Words(text) => self.take_up_words(state, text),
            // There is a file, so nothing is to be revived.
            Recovered::Revived(_) => None,
            Recovered::Question { mine, base } => {
                let theirs = std::mem::replace(&mut state.text, mine);
                state.revision = 1;
                state.journal.revision = 1;
                // The journal goes on from where it began, without what may be damaged of it.
                state.rest_on(base, now);
                let book = state.snapshot.book.clone();
                state.snapshot = self.read_as_reader(1, state.text.clone(), &book);
                state.found_is_kept = true;
                let sentence = format!(
                    "{} was changed by another program before your last words reached it. Both texts are kept; choose which one goes on.",
                    names::quoted(&state.path)
                );
                clash(state, &theirs, sentence, now);
                None
            }
        }
    }

    /// The file can only be read: the words that never reached it become a moment. The journal
    /// stays for the day when it can be written again.
    pub fn put_beside(&self, document: DocumentId, state: &mut SheetState) -> Option<String> {
        let journal = match self.journal(document) {
            Ok(journal) => journal?,
            Err(problem) => return Some(problem.message),
        };
        if journal.end.hash() == state.file.hash {
            return None;
        }
        let moment = Moment::new(journal.end, VersionKind::Writing, "Recovered");
        state.keep_moment(moment, self.clock.tick());
        let sentence = "Words that had not reached the file before it could only be read are in its history, as its newest moment.";
        (!journal.steps.is_empty()).then(|| sentence.into())
    }

    /// The editor shows the file's text and takes the recovered words in as its first undo step.
    /// Until it has, the store's journal stays as it is.
    fn take_up_words(&self, state: &mut SheetState, text: Arc<Text>) -> Option<String> {
        let now = self.clock.tick();
        let kept = Moment::new(text.clone(), VersionKind::Writing, "Recovered");
        let found = Moment::new(state.text.clone(), VersionKind::AsFound, "As found");
        state.found_is_kept = true;
        state.keep_moment(found, now);
        state.keep_moment(kept, now);
        let changes = difference(&state.text, &text);
        if changes.is_empty() {
            // Only bytes that no editor shows differ: the file gets them with the next saving.
            let file = std::mem::replace(&mut state.text, text);
            state.revision = 1;
            state.journal.revision = 1;
            state.rest_on(file, now);
            return None;
        }
        let sentence =
            "Words that had not reached the file are back. One undo step takes them away.";
        state.under_way = Some(UnderWay {
            proposal: Proposal {
                proposal: self.next_proposal(),
                revision: state.revision,
                changes,
                text,
                origin: Origin::Recovery,
                sentence: sentence.into(),
            },
            purpose: Purpose::Recovery,
            since: Vec::new(),
            due: None,
        });
        state.journal.beginning = Beginning::AnewWithNext;
        Some(sentence.into())
    }
}

/// A journal that outlived its program.
pub struct OldJournal {
    /// The file's text that it begins at.
    pub base: Arc<Text>,
    /// The texts that it passes through, in order.
    pub steps: Vec<Hash>,
    /// The text that it leads to.
    pub end: Arc<Text>,
    /// Whether damage ended it before its end.
    pub cut_short: bool,
}
