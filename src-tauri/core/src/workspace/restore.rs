//! Going back to an earlier moment, and the answer to a conflict. With an editor, both are
//! proposals and become true when the editor has carried them out. Without one (the command line)
//! the file is written, with a moment before and after.

use std::sync::Arc;

use super::Workspace;
use super::desk::Desk;
use super::document::{Compared, ConflictChoice};
use super::events::{Origin, Proposal, What};
use super::moments::Moment;
use super::outside::compared;
use super::sheet::{Sheet, lock};
use super::under_way::{Purpose, UnderWay};
use crate::disk::write_atomically;
use crate::error::{Code, Error, Result};
use crate::model::{DocumentId, Text, Version, VersionId, VersionKind, difference};

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The editor was asked.
    Proposed,
    /// The text changed while the proposal was made.
    TextMoved,
    /// The editor still carries out another one.
    EditorBusy,
    /// The editor shows that very text already.
    NothingToShow,
}

impl Workspace {
    /// Returns the moments of a document, newest first; it need not be open.
    pub fn list_versions(&self, document: DocumentId) -> Result<Vec<Version>> {
        if let Some(sheet) = self.desk.open_sheet(document) {
            self.desk.keep(&sheet);
        }
        let mut versions = self.desk.versions(document)?;
        versions.sort_by_key(|version| std::cmp::Reverse(version.sequence));
        Ok(versions)
    }

    /// Returns the text of a moment.
    pub fn version_text(&self, document: DocumentId, version: VersionId) -> Result<Arc<Text>> {
        let version = self.desk.version(document, version)?;
        self.desk.text_of(version.text)
    }

    /// Compares a moment with the current text: that of the editor, else that of the file.
    pub fn compare_version(&self, document: DocumentId, version: VersionId) -> Result<Compared> {
        let older = self.version_text(document, version)?;
        let current = match self.desk.open_sheet(document) {
            Some(sheet) => sheet.state().text.clone(),
            None => self.desk.file_text(document)?,
        };
        Ok(compared(&older, current))
    }

    /// Asks the editor to go back to a moment; if no editor holds the document, writes its file.
    pub fn propose_restore(&self, document: DocumentId, version: VersionId) -> Result<()> {
        let Some(sheet) = self.desk.open_sheet(document) else {
            return self.desk.restore_file(document, version);
        };
        if let Some(sentence) = &sheet.state().read_only {
            return Err(Error::new(Code::ReadOnly, sentence.clone()));
        }
        self.desk.propose_version(&sheet, version)
    }

    /// Carries out the writer's choice between the editor's text and the file's.
    pub fn answer_conflict(&self, document: DocumentId, choice: ConflictChoice) -> Result<()> {
        let sheet = self.desk.sheet(document)?;
        match choice {
            ConflictChoice::KeepMine => self.desk.keep_mine(&sheet),
            ConflictChoice::TakeTheirs => self.desk.take_theirs(&sheet),
        }
    }
}

impl Desk {
    /// Asks the editor of a document to go back to a moment.
    pub fn propose_version(&self, sheet: &Sheet, version: VersionId) -> Result<()> {
        let id = version;
        let version = self.version(sheet.id, id)?;
        let target = self.text_of(version.text)?;
        let when = self.spoken(version.time);
        let before = sheet.state().text.clone();
        let label = format!("Before going back to {when}");
        self.record_now(
            sheet,
            Moment::new(before, VersionKind::BeforeRestore, label),
        )?;
        let purpose = || Purpose::Restore(format!("Restored from {when}"));
        let sentence = || format!("The text of {when} is back. One undo step takes it away again.");
        loop {
            match self.propose(sheet, &target, Origin::Restore, purpose(), sentence()) {
                Asked::Proposed => return Ok(()),
                Asked::TextMoved => {}
                Asked::EditorBusy => {
                    sheet.state().waiting.push_back(id);
                    return Ok(());
                }
                Asked::NothingToShow => {
                    let sentence = format!("The text is that of {when} already.");
                    self.notice(Some(sheet.id), sentence);
                    return Ok(());
                }
            }
        }
    }

    /// Asks the editor of a document to change its text to `target`.
    pub fn propose(
        &self,
        sheet: &Sheet,
        target: &Arc<Text>,
        origin: Origin,
        purpose: Purpose,
        sentence: String,
    ) -> Asked {
        let base = {
            let state = sheet.state();
            (state.revision, state.text.clone())
        };
        self.propose_from(sheet, base, target, origin, purpose, sentence)
    }

    /// The same, if the editor's text is still that of the revision which `target` was made of.
    pub fn propose_from(
        &self,
        sheet: &Sheet,
        (revision, text): (u32, Arc<Text>),
        target: &Arc<Text>,
        origin: Origin,
        purpose: Purpose,
        sentence: String,
    ) -> Asked {
        let changes = difference(&text, target);
        if changes.is_empty() {
            return Asked::NothingToShow;
        }
        let proposal = Proposal {
            proposal: self.next_proposal(),
            revision,
            changes,
            text: target.clone(),
            origin,
            sentence,
        };
        {
            let mut state = sheet.state();
            if state.under_way.is_some() {
                return Asked::EditorBusy;
            }
            if state.revision != revision {
                return Asked::TextMoved;
            }
            state.under_way = Some(UnderWay {
                proposal: proposal.clone(),
                purpose,
                since: Vec::new(),
                due: None,
            });
            state.bar_or_free();
        }
        self.events
            .tell(Some(sheet.id), What::ChangeProposed(proposal));
        Asked::Proposed
    }

    fn keep_mine(&self, sheet: &Sheet) -> Result<()> {
        let _filing = lock(&sheet.filing);
        let now = self.clock.tick();
        {
            let mut state = sheet.state();
            let clash = state.clash.take().ok_or_else(nothing_to_choose)?;
            let proposed = state.under_way.as_ref();
            if proposed.is_some_and(|proposed| proposed.purpose.takes_the_file()) {
                state.withdraw();
            }
            state.rest_on(clash.theirs, now);
            state.bar_or_free();
        }
        self.events.tell(Some(sheet.id), What::ConflictEnded);
        self.keep(sheet);
        self.save_in_order(sheet);
        self.tell_saving(sheet);
        Ok(())
    }

    fn take_theirs(&self, sheet: &Sheet) -> Result<()> {
        let _filing = lock(&sheet.filing);
        if self.ask_again(sheet) {
            return Ok(());
        }
        loop {
            let theirs = {
                let state = sheet.state();
                let clash = state.clash.as_ref().ok_or_else(nothing_to_choose)?;
                clash.theirs.clone()
            };
            let sentence = "The file's text is here. One undo step brings yours back.".to_owned();
            match self.propose(
                sheet,
                &theirs,
                Origin::Conflict,
                Purpose::TakeTheirs,
                sentence,
            ) {
                Asked::Proposed => return Ok(()),
                Asked::TextMoved => {}
                Asked::EditorBusy => {
                    let sentence = "The editor is still taking in another change. Choose again.";
                    return Err(Error::new(Code::Failed, sentence));
                }
                Asked::NothingToShow => {
                    sheet.state().clash = None;
                    self.change_unseen_bytes(sheet, &theirs);
                    self.events.tell(Some(sheet.id), What::ConflictEnded);
                    sheet.state().bar_or_free();
                    self.tell_saving(sheet);
                    return Ok(());
                }
            }
        }
    }

    /// Writes the text of a moment into the file of a document that no editor holds.
    fn restore_file(&self, document: DocumentId, version: VersionId) -> Result<()> {
        let version = self.version(document, version)?;
        let target = self.text_of(version.text)?;
        let path = self.path_of(document)?;
        let journal = self.journal(document)?;
        if journal.is_some_and(|journal| !journal.steps.is_empty()) {
            let sentence = "The document has words that never reached its file. Open it first, so that they are not lost.";
            return Err(Error::new(Code::Failed, sentence));
        }
        let when = self.spoken(version.time);
        let before = match self.file_text(document) {
            Ok(text) => Some(text),
            Err(problem) if problem.code == Code::NotFound => None,
            Err(problem) => return Err(problem),
        };
        if let Some(before) = &before {
            let label = format!("Before going back to {when}");
            let moment = Moment::new(before.clone(), VersionKind::BeforeRestore, label);
            self.store_moment(document, &moment)?;
        }
        let expected = before.map(|before| before.hash());
        write_atomically(&*self.disk, &path, target.bytes(), expected).map_err(|problem| {
            Error::new(Code::Failed, problem.sentence(&super::names::quoted(&path)))
        })?;
        let label = format!("Restored from {when}");
        let moment = Moment::always(target.clone(), VersionKind::Restored, label);
        self.store_moment(document, &moment)?;
        // A journal that a window has begun meanwhile is its own.
        self.store.set_file_hash(document, target.hash())
    }
}

fn nothing_to_choose() -> Error {
    Error::new(Code::NotFound, "There is nothing to choose any more.")
}
