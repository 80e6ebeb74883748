//! The picking list beside an FAQ: which questions of the bank are open in the editor's newest text,
//! and putting some of them into it. Changes no text: it asks the editor.

use super::Workspace;
use super::events::Origin;
use crate::check::{coverage, with_questions};
use crate::error::{Code, Error, Result};
use crate::model::DocumentId;
use crate::template::BankQuestion;

/// The questions of the bank that a document does not ask yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickingList {
    /// The revision that was looked at.
    pub revision: u32,
    /// How many questions the bank of the document's template has; 0 where there is none.
    pub bank: usize,
    /// Those that nobody asked, in the bank's order.
    pub open: Vec<BankQuestion>,
}

impl Workspace {
    /// Returns the picking list of an open document's newest text.
    ///
    /// Errors: `NotOpen`.
    pub fn list_questions(&self, document: DocumentId) -> Result<PickingList> {
        let sheet = self.desk.sheet(document)?;
        let (revision, text, book, template) = {
            let state = sheet.state();
            let snapshot = &state.snapshot;
            let template = snapshot.examination.structure.template.clone();
            (
                state.revision,
                state.text.clone(),
                snapshot.book.clone(),
                template,
            )
        };
        Ok(PickingList {
            revision,
            bank: book.template(&template).map_or(0, |known| known.bank.len()),
            open: coverage(text.as_str(), None, &book),
        })
    }

    /// Asks the editor to put questions of the bank, named by their words, into the FAQ of their
    /// side: all in one undo step.
    ///
    /// Errors: `NotOpen`, `ReadOnly`; `NotFound` when the bank has none of them; `Failed` while
    /// another change is with the editor.
    pub fn propose_questions(&self, document: DocumentId, questions: &[String]) -> Result<()> {
        let sheet = self.desk.sheet(document)?;
        let book = sheet.state().snapshot.book.clone();
        let picked: Vec<&str> = questions.iter().map(String::as_str).collect();
        let sentence = match picked.len() {
            1 => "The question stands in the FAQ. One undo step takes it away again.".to_owned(),
            many => {
                format!("{many} questions stand in the FAQ. One undo step takes them away again.")
            }
        };
        let put = self.desk.wish(&sheet, Origin::Picking, &sentence, |text| {
            Ok(with_questions(text.as_str(), None, &book, &picked))
        })?;
        if put {
            return Ok(());
        }
        let sentence = "These questions are not in the list any more. Nothing was changed.";
        Err(Error::new(Code::NotFound, sentence))
    }
}
