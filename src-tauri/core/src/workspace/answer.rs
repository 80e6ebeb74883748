//! What the writer answers to remarks and says about paragraphs. The answers stand in the file, so
//! each one is a proposal to the editor: one undo step.

use super::Workspace;
use crate::error::{Code, Error, Result};
use crate::model::DocumentId;

/// How far an answer to a remark reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// This remark.
    Here,
    /// The remark's rule in this document.
    Document,
}

impl Workspace {
    /// Asks the editor to put the writer's answer to a remark into the text.
    pub fn propose_waiver(
        &self,
        document: DocumentId,
        _finding: &str,
        _reason: Option<&str>,
        _reach: Reach,
    ) -> Result<()> {
        self.not_yet(document)
    }

    /// Asks the editor to take an answer out of the text.
    pub fn propose_unwaive(&self, document: DocumentId, _waiver: &str) -> Result<()> {
        self.not_yet(document)
    }

    /// Asks the editor to note that a question of the bank is not relevant here.
    pub fn propose_dismissal(&self, document: DocumentId, _question: &str) -> Result<()> {
        self.not_yet(document)
    }

    /// Asks the editor to say which part a paragraph is; `None` says it no longer.
    pub fn propose_pin(
        &self,
        document: DocumentId,
        _revision: u32,
        _at: u32,
        _role: Option<&str>,
    ) -> Result<()> {
        self.not_yet(document)
    }

    fn not_yet(&self, document: DocumentId) -> Result<()> {
        self.desk.sheet(document)?;
        let sentence = "Remarks cannot be answered yet. Nothing was changed.";
        Err(Error::new(Code::Failed, sentence))
    }
}
