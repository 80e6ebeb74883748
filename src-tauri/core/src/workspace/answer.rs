//! What the writer answers to remarks and says about paragraphs. Both stand in the file, so each is
//! a change that the editor is asked for: one undo step. Nothing is changed here.

use super::Workspace;
use super::document::Snapshot;
use super::events::Origin;
use crate::check::{self, Finding};
use crate::error::{Code, Error, Result};
use crate::model::{About, DocumentId, LONGEST_REASON, Text, Unprinted, Waiver, with_pin};

/// How far an answer to a remark reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// This remark.
    Here,
    /// The remark's rule in this document.
    Document,
}

impl Workspace {
    /// Asks the editor to put the writer's answer to a remark into the text. `finding` is what
    /// [`check::waiver_of`] writes of it, of this or an earlier revision.
    ///
    /// Errors: `NotFound` when the remark is not made any more; `BadRequest` for an error without a
    /// reason and for a reason of over 2,000 characters; `Failed` where an answer cannot stand or
    /// while another change is with the editor; `NotOpen`, `ReadOnly`.
    pub fn propose_waiver(
        &self,
        document: DocumentId,
        finding: &str,
        reason: Option<&str>,
        reach: Reach,
    ) -> Result<()> {
        let sheet = self.desk.sheet(document)?;
        let reason = fitting(reason)?;
        let snapshot = sheet.state().snapshot.clone();
        let meant = Waiver::read(finding);
        let found = meant.as_ref().and_then(|meant| meant_by(&snapshot, meant));
        let (found, mut waiver) = found
            .ok_or_else(|| not_found("This remark is not made any more. Nothing was changed."))?;
        if reach == Reach::Document {
            waiver.about = About::Document;
        }
        let examination = &snapshot.examination;
        let (gone, reason_before) = check::outlived(examination, &waiver, found);
        waiver.reason = reason.or(reason_before);
        waiver.day = self.desk.today().day();
        let is_bare = waiver.reason.is_none();
        if is_bare && check::needs_reason(&examination.findings, &waiver, found) {
            let sentence = "A reader cannot pass over this. Say why it may stay as it is; nothing was changed.";
            return Err(Error::new(Code::BadRequest, sentence));
        }
        let line = waiver.line();
        let sentence = match reach {
            Reach::Here => "Waived. One undo step (Ctrl+Z) brings the remark back.",
            Reach::Document => {
                "This is not asked in this document any more. One undo step brings it back."
            }
        };
        self.desk.wish(&sheet, Origin::Waiver, sentence, |text| {
            with_line(text, &line, &gone).map(Some)
        })?;
        Ok(())
    }

    /// Asks the editor to take an answer out of the text.
    ///
    /// Errors: `NotFound` when no answer has this id; else as [`Workspace::propose_waiver`].
    pub fn propose_unwaive(&self, document: DocumentId, waiver: &str) -> Result<()> {
        let sheet = self.desk.sheet(document)?;
        let gone = [waiver.to_owned()];
        let sentence = "The answer is taken back. One undo step puts it there again.";
        let taken = self.desk.wish(&sheet, Origin::Waiver, sentence, |text| {
            let found = Unprinted::of(text.as_str()).map_err(failed)?;
            found.without_lines(text.as_str(), &gone).map_err(failed)
        })?;
        taken.then_some(()).ok_or_else(|| {
            not_found("This answer is not in the file any more. Nothing was changed.")
        })
    }

    /// Asks the editor to note that a question of the bank is not relevant here.
    ///
    /// Errors: `NotFound` when the bank of the document's template does not ask it; else as
    /// [`Workspace::propose_waiver`].
    pub fn propose_dismissal(&self, document: DocumentId, question: &str) -> Result<()> {
        let sheet = self.desk.sheet(document)?;
        let snapshot = sheet.state().snapshot.clone();
        let template = snapshot
            .book
            .template(&snapshot.examination.structure.template);
        let mut bank = template.iter().flat_map(|template| &template.bank);
        if !bank.any(|known| known.question == question) {
            return Err(not_found(
                "This question is not in the list any more. Nothing was changed.",
            ));
        }
        let line = Waiver {
            rule: "question-coverage".to_owned(),
            asked: None,
            about: About::Question(question.to_owned()),
            reason: None,
            day: self.desk.today().day(),
        }
        .line();
        let sentence = "The question is not in the list any more. One undo step brings it back.";
        self.desk.wish(&sheet, Origin::Waiver, sentence, |text| {
            with_line(text, &line, &[]).map(Some)
        })?;
        Ok(())
    }

    /// Asks the editor to say above the paragraph (or heading) at an editor position which part it
    /// is; `None` says it no longer.
    ///
    /// Errors: `WrongBase` when `revision` is not the newest one; `NotFound` when no paragraph of
    /// the text's top level stands there; `BadRequest` for a part that the template does not have;
    /// else as [`Workspace::propose_waiver`].
    pub fn propose_pin(
        &self,
        document: DocumentId,
        revision: u32,
        at: u32,
        role: Option<&str>,
    ) -> Result<()> {
        let sheet = self.desk.sheet(document)?;
        let (newest, text, snapshot) = {
            let state = sheet.state();
            (state.revision, state.text.clone(), state.snapshot.clone())
        };
        let moved = || {
            let sentence = "The text changed meanwhile. Nothing was changed; try again.";
            Error::new(Code::WrongBase, sentence)
        };
        if newest != revision {
            return Err(moved());
        }
        let sentence = pinned_sentence(&snapshot, role)?;
        let at = text.byte_at(at.min(text.editor_len())).ok_or_else(moved)?;
        let base = text.hash();
        let changed = self.desk.wish(&sheet, Origin::Pin, &sentence, |text| {
            if text.hash() != base {
                return Err(moved());
            }
            pinned(text, at, role).map(Some)
        })?;
        if !changed {
            self.desk
                .notice(Some(document), "It is said already. Nothing was changed.");
        }
        Ok(())
    }
}

/// Returns the finding of the newest examination that an answer is about, and the answer as it
/// would be given now.
fn meant_by<'s>(snapshot: &'s Snapshot, meant: &Waiver) -> Option<(&'s Finding, Waiver)> {
    let text = snapshot.text.as_str();
    let findings = snapshot.examination.findings.iter();
    let mut all = findings
        .filter(|finding| finding.rule == meant.rule)
        .map(|finding| {
            (
                finding,
                check::waiver_of(text, &snapshot.examination, finding),
            )
        });
    let exactly = all
        .clone()
        .find(|(_, waiver)| waiver.answers_the_same(meant));
    // What stands around the words may have changed since.
    exactly.or_else(|| all.find(|(_, waiver)| waiver.says_the_same(meant)))
}

/// Returns a reason as it can be kept, `None` when it says nothing.
fn fitting(reason: Option<&str>) -> Result<Option<String>> {
    let reason = reason.unwrap_or_default().trim().replace("\r\n", "\n");
    if reason.chars().count() > LONGEST_REASON {
        let sentence =
            "The reason is longer than 2,000 characters. Say it shorter; nothing was changed.";
        return Err(Error::new(Code::BadRequest, sentence));
    }
    Ok(Some(reason).filter(|reason| !reason.is_empty()))
}

fn with_line(text: &Text, line: &str, gone: &[String]) -> Result<String> {
    let found = Unprinted::of(text.as_str()).map_err(failed)?;
    found.with_line(text.as_str(), line, gone).map_err(failed)
}

/// Returns what the writer is told, if the template has such a part.
fn pinned_sentence(snapshot: &Snapshot, role: Option<&str>) -> Result<String> {
    let Some(role) = role else {
        return Ok(
            "Sixpager decides again which part this paragraph is. One undo step takes that back."
                .to_owned(),
        );
    };
    let template = snapshot
        .book
        .template(&snapshot.examination.structure.template);
    let part = template.and_then(|template| template.part(role));
    let part = part.ok_or_else(|| {
        let sentence = "This kind of document has no such part. Nothing was changed.";
        Error::new(Code::BadRequest, sentence)
    })?;
    Ok(format!(
        "This paragraph is the part “{}” now. One undo step takes that back.",
        part.name
    ))
}

fn pinned(text: &Text, at: usize, role: Option<&str>) -> Result<String> {
    let source = text.as_str();
    let new = with_pin(source, at, role).map_err(failed)?;
    let new = new.ok_or_else(|| {
        not_found("No paragraph stands there that could be a part. Nothing was changed.")
    })?;
    if role.is_none() && new == source {
        return Err(not_found(
            "Nothing is said about this paragraph. Nothing was changed.",
        ));
    }
    Ok(new)
}

fn failed(sentence: String) -> Error {
    Error::new(Code::Failed, sentence)
}

fn not_found(sentence: &str) -> Error {
    Error::new(Code::NotFound, sentence)
}
