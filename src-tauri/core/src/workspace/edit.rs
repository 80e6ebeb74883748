//! The way of a keystroke into the core: changes of the editor, its whole text when the two lost
//! each other, its undo history. Waits for no disk and no store.

use super::Workspace;
use super::desk::Desk;
use super::document::Edit;
use super::events::What;
use super::sheet::{Applied, Sheet};
use super::under_way::Purpose;
use crate::error::{Code, Error, Result};
use crate::model::{DocumentId, VersionId};

/// The longest undo history that is kept, in bytes.
const LONGEST_UNDO: usize = 32 << 20;

impl Workspace {
    /// Applies what the editor did; returns the new revision.
    ///
    /// Errors: `WrongBase` when base or length do not fit (the editor then sends its whole text
    /// with [`Workspace::resync_document`]), `NotOpen`, `ReadOnly`, `BadRequest`.
    pub fn edit_document(&self, document: DocumentId, edit: &Edit) -> Result<u32> {
        let sheet = self.desk.sheet(document)?;
        let applied = sheet.state().edit(edit, self.desk.clock.tick())?;
        self.desk.follow_up(&sheet, applied)
    }

    /// Takes the editor's whole text, as the changes that lead to it; returns the new revision.
    pub fn resync_document(&self, document: DocumentId, editor_text: &str) -> Result<u32> {
        let sheet = self.desk.sheet(document)?;
        let applied = sheet.state().resync(editor_text, self.desk.clock.tick())?;
        self.desk.mark_for_look(&sheet);
        self.desk.follow_up(&sheet, applied)
    }

    /// Keeps the editor's undo history of a revision; an older revision's is of no use and not
    /// kept. It is handed back on opening, with what was written after it.
    ///
    /// Errors: `BadRequest` above 32 MB, `NotOpen`, `Failed` when the store cannot keep it.
    pub fn keep_undo(&self, document: DocumentId, revision: u32, undo: &str) -> Result<()> {
        if undo.len() > LONGEST_UNDO {
            let sentence = "The undo history is too long to be kept for the next start.";
            return Err(Error::new(Code::BadRequest, sentence));
        }
        let sheet = self.desk.sheet(document)?;
        let text = {
            let state = sheet.state();
            if state.revision != revision {
                return Ok(());
            }
            state.text.clone()
        };
        self.desk.store_undo(document, &text, undo)?;
        sheet.state().undo_leads_here = true;
        Ok(())
    }
}

impl Desk {
    /// Does what follows from a change besides keeping and saving it, which the threads do.
    fn follow_up(&self, sheet: &Sheet, applied: Applied) -> Result<u32> {
        if let Some(purpose) = applied.came_back {
            if matches!(purpose, Purpose::TakeTheirs) {
                self.events.tell(Some(sheet.id), What::ConflictEnded);
            }
            self.tell_saving(sheet);
            // What came while the proposal was with the editor could not be judged then.
            self.mark_for_look(sheet);
            let next: Option<VersionId> = sheet.state().waiting.pop_front();
            if let Some(version) = next {
                self.propose_version(sheet, version)?;
            }
        }
        self.bell.ring();
        Ok(applied.revision)
    }
}
