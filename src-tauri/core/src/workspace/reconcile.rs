//! What to do when the file on disk and what is known of it may differ. Pure.
//! A time stamp never decides: only hashes do.

use crate::model::Hash;

/// What is known of an open document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The file's content that the text is based on: last read or written.
    pub file: Hash,
    /// The text in the editor.
    pub text: Hash,
    /// The file's content that the writer was already asked about.
    pub clash: Option<Hash>,
    /// Whether a proposal is with the editor: until it comes back, the text is not final.
    pub proposal: Underway,
    /// Whether the file was gone when it was last looked at.
    pub presence: Presence,
}

/// Whether a proposal is with the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Underway {
    /// The editor carries one out.
    Yes,
    /// The editor does other things and has not answered: it may never do.
    Overdue,
    /// None is under way.
    No,
}

/// Whether a document's file is where it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    Present,
    /// It is gone.
    Missing,
}

/// What stands on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDisk {
    /// No file.
    Absent,
    /// A file with this content.
    Text(Hash),
    /// A file that is no text, or cannot be read.
    Unreadable,
}

/// One thing to do; steps are carried out in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The file is gone: look for it elsewhere, else say so and keep the text.
    Lose,
    /// The file is back where it was.
    Find,
    /// The file already holds the editor's text.
    Adopt,
    /// Ask the editor to take the file's text as one undo step.
    Propose,
    /// Look again when the editor has answered.
    Wait,
    /// Keep both texts and ask the writer.
    Ask,
    /// The file is again what the text is based on: nothing to choose any more.
    EndClash,
    /// Never write over it; say so.
    Bar,
}

/// Returns what to do about a file that may have changed.
pub fn reconcile(known: &Known, on_disk: OnDisk) -> Vec<Step> {
    let mut steps = Vec::new();
    if known.presence == Presence::Missing && on_disk != OnDisk::Absent {
        steps.push(Step::Find);
    }
    match on_disk {
        OnDisk::Absent if known.presence == Presence::Missing => {}
        OnDisk::Absent => steps.push(Step::Lose),
        OnDisk::Unreadable => steps.push(Step::Bar),
        OnDisk::Text(hash) => steps.extend(reconcile_text(known, hash)),
    }
    steps
}

fn reconcile_text(known: &Known, on_disk: Hash) -> Option<Step> {
    if on_disk == known.file {
        return known.clash.map(|_| Step::EndClash);
    }
    if known.proposal == Underway::Yes {
        return Some(Step::Wait);
    }
    if on_disk == known.text {
        return Some(Step::Adopt);
    }
    if known.text == known.file {
        return Some(Step::Propose);
    }
    (known.clash != Some(on_disk)).then_some(Step::Ask)
}

/// What a journal that outlived its program is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// The file holds all of it.
    Clear,
    /// The file is a text that the journal passed through: its end follows from there.
    Restore,
    /// The file is something else: both texts are kept and the writer is asked.
    Ask,
    /// The journal has nothing but its base, which another program has replaced since: it is kept.
    KeepBase,
    /// The file is gone: the journal's end is the text.
    Revive,
}

/// Decides about a journal that begins at the text `base` and passes through `steps`, in order.
pub fn recover(base: Hash, steps: &[Hash], on_disk: Option<Hash>) -> Recovery {
    let Some(on_disk) = on_disk else {
        return Recovery::Revive;
    };
    if on_disk == *steps.last().unwrap_or(&base) {
        Recovery::Clear
    } else if on_disk == base || steps.contains(&on_disk) {
        Recovery::Restore
    } else if steps.is_empty() {
        Recovery::KeepBase
    } else {
        Recovery::Ask
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(text: &str) -> Hash {
        crate::model::Text::new(text.into()).unwrap().hash()
    }

    fn clean() -> Known {
        Known {
            file: hash("a"),
            text: hash("a"),
            clash: None,
            proposal: Underway::No,
            presence: Presence::Present,
        }
    }

    fn dirty() -> Known {
        Known {
            text: hash("mine"),
            ..clean()
        }
    }

    #[track_caller]
    fn check(known: Known, on_disk: OnDisk, expected: &[Step]) {
        assert_eq!(reconcile(&known, on_disk), expected);
    }

    #[test]
    fn a_touched_file_asks_for_nothing() {
        check(clean(), OnDisk::Text(hash("a")), &[]);
        check(dirty(), OnDisk::Text(hash("a")), &[]);
    }

    #[test]
    fn a_change_goes_to_the_editor_when_nothing_else_was_written() {
        check(clean(), OnDisk::Text(hash("b")), &[Step::Propose]);
        let mut waiting = clean();
        waiting.proposal = Underway::Yes;
        check(waiting, OnDisk::Text(hash("b")), &[Step::Wait]);
    }

    #[test]
    fn two_changes_are_a_question() {
        check(dirty(), OnDisk::Text(hash("b")), &[Step::Ask]);
        let mut asked = dirty();
        asked.clash = Some(hash("b"));
        check(asked, OnDisk::Text(hash("b")), &[]);
        check(asked, OnDisk::Text(hash("c")), &[Step::Ask]);
        check(asked, OnDisk::Text(hash("a")), &[Step::EndClash]);
        check(asked, OnDisk::Text(hash("mine")), &[Step::Adopt]);
    }

    #[test]
    fn a_file_that_holds_the_text_already_is_taken_as_saved() {
        check(dirty(), OnDisk::Text(hash("mine")), &[Step::Adopt]);
    }

    #[test]
    fn a_file_that_is_gone_is_lost_once_and_found_again() {
        check(clean(), OnDisk::Absent, &[Step::Lose]);
        let mut missing = clean();
        missing.presence = Presence::Missing;
        check(missing, OnDisk::Absent, &[]);
        check(missing, OnDisk::Text(hash("a")), &[Step::Find]);
        check(
            missing,
            OnDisk::Text(hash("b")),
            &[Step::Find, Step::Propose],
        );
    }

    #[test]
    fn what_is_no_text_is_never_written_over() {
        check(clean(), OnDisk::Unreadable, &[Step::Bar]);
    }

    #[test]
    fn a_journal_is_cleared_restored_or_asked_about() {
        let steps = [hash("b"), hash("c")];
        let decide = |on_disk: Option<&str>| recover(hash("a"), &steps, on_disk.map(hash));
        assert_eq!(decide(Some("c")), Recovery::Clear);
        assert_eq!(decide(Some("a")), Recovery::Restore);
        assert_eq!(decide(Some("b")), Recovery::Restore);
        assert_eq!(decide(Some("other")), Recovery::Ask);
        assert_eq!(decide(None), Recovery::Revive);
        let bare = |on_disk: &str| recover(hash("a"), &[], Some(hash(on_disk)));
        assert_eq!(bare("a"), Recovery::Clear);
        assert_eq!(bare("other"), Recovery::KeepBase);
    }
}
