//! Changes that the writer asks the core to make in an open document: questions of the picking list,
//! a line for the program at the end of the file. Each is a proposal to the editor and one undo step;
//! nothing is changed here.

use std::sync::Arc;

use super::desk::Desk;
use super::events::Origin;
use super::restore::Asked;
use super::sheet::Sheet;
use super::under_way::Purpose;
use crate::error::{Code, Error, Result};
use crate::model::Text;

impl Desk {
    /// Asks the editor for a change of its newest text: `change` makes the new bytes of a text, which
    /// may have to be done again when the writer types meanwhile; `None` leaves it as it is.
    /// `sentence` tells the writer of it. Returns whether there was something to change.
    ///
    /// Errors: `ReadOnly`; `Failed` while another change is with the editor; those of `change`.
    pub fn wish(
        &self,
        sheet: &Sheet,
        origin: Origin,
        sentence: &str,
        change: impl Fn(&Text) -> Result<Option<String>>,
    ) -> Result<bool> {
        loop {
            let base = {
                let state = sheet.state();
                if let Some(sentence) = &state.read_only {
                    return Err(Error::new(Code::ReadOnly, sentence.clone()));
                }
                (state.revision, state.text.clone())
            };
            let target = change(&base.1)?;
            let Some(target) = target.and_then(|target| Text::new(target.into_bytes()).ok()) else {
                return Ok(false);
            };
            match self.propose_from(
                sheet,
                base,
                &Arc::new(target),
                origin,
                Purpose::Asked,
                sentence.to_owned(),
            ) {
                Asked::Proposed => return Ok(true),
                Asked::TextMoved => {}
                Asked::NothingToShow => return Ok(false),
                Asked::EditorBusy => {
                    let sentence = "The editor is still taking in another change. Nothing was changed; try again.";
                    return Err(Error::new(Code::Failed, sentence));
                }
            }
        }
    }
}
