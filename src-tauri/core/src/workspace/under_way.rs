//! A proposal that is with the editor: what it is for, and what becomes of it when the editor
//! did something else before it carried it out.

use std::sync::Arc;

use super::Tick;
use super::events::Proposal;
use crate::model::{EditorChange, Text, difference};

/// A proposal that is with the editor.
#[derive(Clone, Debug)]
pub struct UnderWay {
    /// What the editor was sent.
    pub proposal: Proposal,
    /// What to do when it comes back.
    pub purpose: Purpose,
    /// What the editor did since, before it carried the proposal out.
    pub since: Vec<Vec<EditorChange>>,
    /// When it is overdue: some time after the first thing that the editor did instead.
    pub due: Option<Tick>,
}

/// What to do when a proposal comes back.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// The text is based on the file's new content from then on.
    Outside,
    /// The writer took the file's text: the same, and the choice is made.
    TakeTheirs,
    /// The moment `Restored` is recorded, with this label.
    Restore(String),
    /// The journal begins anew with it.
    Recovery,
    /// The writer asked for it; it is a change like one that was typed.
    Asked,
}

impl Purpose {
    /// Whether the file must not be written before the answer is there.
    pub fn takes_the_file(&self) -> bool {
        matches!(self, Purpose::Outside | Purpose::TakeTheirs)
    }
}

impl UnderWay {
    /// Moves the proposal to the newest revision; false when what was done since touches it, so
    /// that it would take words away that nobody asked to lose.
    pub fn move_to(&mut self, revision: u32) -> bool {
        for over in self.since.drain(..) {
            match moved(&self.proposal.changes, &over) {
                Some(changes) => self.proposal.changes = changes,
                None => return false,
            }
        }
        self.proposal.revision = revision;
        true
    }

    /// Returns the text that an editor's text is in bytes, now that it has carried the proposal
    /// out. Bytes that no editor shows (line endings) are those of the proposed text, so that a
    /// byte which the writer did not edit stays as the file or the moment has it.
    pub fn settle(&self, edited: Text) -> Arc<Text> {
        let target = &self.proposal.text;
        let changes = difference(target, &edited);
        if changes.is_empty() {
            return target.clone();
        }
        match (&self.purpose, target.apply(&changes)) {
            (Purpose::Outside | Purpose::TakeTheirs, Ok((text, _))) => Arc::new(text),
            _ => Arc::new(edited),
        }
    }
}

/// Moves changes over others of the same text; `None` when they touch.
fn moved(changes: &[EditorChange], over: &[EditorChange]) -> Option<Vec<EditorChange>> {
    let move_one = |change: &EditorChange| {
        let mut shift: i64 = 0;
        for other in over {
            if other.to <= change.from {
                let inserted = other.insert.encode_utf16().count() as i64;
                shift += inserted - i64::from(other.to - other.from);
            } else if other.from < change.to {
                return None;
            }
        }
        let at = |offset: u32| u32::try_from(i64::from(offset) + shift).ok();
        Some(EditorChange::new(
            at(change.from)?,
            at(change.to)?,
            change.insert.clone(),
        ))
    };
    changes.iter().map(move_one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: u32, to: u32, insert: &str) -> EditorChange {
        EditorChange::new(from, to, insert)
    }

    #[test]
    fn changes_move_over_what_does_not_touch_them() {
        let changes = [change(4, 6, "x")];
        let over = |other: EditorChange| moved(&changes, &[other]);
        assert_eq!(over(change(0, 0, "ab")), Some(vec![change(6, 8, "x")]));
        assert_eq!(over(change(1, 3, "")), Some(vec![change(2, 4, "x")]));
        assert_eq!(over(change(4, 4, "😀")), Some(vec![change(6, 8, "x")]));
        assert_eq!(over(change(6, 6, "ab")), Some(vec![change(4, 6, "x")]));
        assert_eq!(over(change(5, 5, "ab")), None, "words typed inside stay");
        assert_eq!(over(change(0, 5, "")), None);
    }
}
