//! Which moments of a document are worth keeping. Pure.
//!
//! Kept are the text as found before the first edit; the text at rest (see `schedule`); before and
//! after a restore, a conflict's end and a change from outside; before a big deletion; on Ctrl+S if
//! words changed; what is read in silence. Nothing kept is ever thinned here.

use std::sync::Arc;

use crate::model::{Splice, Text, VersionKind};

/// A text to keep, and why.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The text.
    pub text: Arc<Text>,
    /// Why it is kept.
    pub kind: VersionKind,
    /// The same in words, for the list of moments.
    pub label: String,
    /// Whether it is kept although the moment before holds the same text.
    pub repeated: Repeated,
}

/// What to do with a moment whose text the newest kept moment holds already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeated {
    /// It says nothing new.
    Skip,
    /// That it happened is worth knowing.
    Keep,
}

impl Moment {
    /// Makes a moment that is skipped when nothing changed since the one before.
    pub fn new(text: Arc<Text>, kind: VersionKind, label: impl Into<String>) -> Moment {
        Moment {
            text,
            kind,
            label: label.into(),
            repeated: Repeated::Skip,
        }
    }

    /// Makes a moment that is kept whether or not the text changed since the one before.
    pub fn always(text: Arc<Text>, kind: VersionKind, label: impl Into<String>) -> Moment {
        Moment {
            repeated: Repeated::Keep,
            ..Moment::new(text, kind, label)
        }
    }
}

/// Bytes that one edit takes away to count as a big deletion: about a hundred words.
const BIG_DELETION: usize = 600;
/// The smallest deletion that is big because it is a large share of a short text.
const BIG_SHARE_AT_LEAST: usize = 120;

/// Tells whether an edit takes so much away that the text before it is worth keeping: about a
/// hundred words, or a third of a short text. What the edit puts in its place counts against it,
/// so that pasting a paragraph over a paragraph is no deletion.
pub fn is_big_deletion(before: &Text, splices: &[Splice]) -> bool {
    let taken: usize = splices
        .iter()
        .map(|splice| (splice.span.end - splice.span.start).saturating_sub(splice.insert.len()))
        .sum();
    let share = before.bytes().len() / 3;
    taken >= BIG_DELETION || (taken >= BIG_SHARE_AT_LEAST && taken >= share)
}

/// Tells whether two texts differ in words, not only in blanks and line breaks.
pub fn words_changed(old: &Text, new: &Text) -> bool {
    !old.as_str()
        .split_whitespace()
        .eq(new.as_str().split_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn text(text: &str) -> Text {
        Text::new(text.into()).unwrap()
    }

    #[track_caller]
    fn check(length: usize, taken: usize, insert: &str, expected: bool) {
        let splice = Splice {
            span: Span::new(0, taken),
            insert: insert.into(),
        };
        let before = text(&"x".repeat(length));
        assert_eq!(is_big_deletion(&before, &[splice]), expected);
    }

    #[test]
    fn a_hundred_words_or_a_third_are_a_big_deletion() {
        check(10_000, 600, "", true);
        check(10_000, 599, "", false);
        check(360, 120, "", true);
        check(363, 120, "", false);
        check(30, 30, "", false);
    }

    #[test]
    fn what_is_replaced_is_not_deleted() {
        check(10_000, 700, &"y".repeat(650), false);
    }

    #[test]
    fn blanks_are_no_words() {
        assert!(!words_changed(&text("a b\n"), &text("a  b\r\n\n")));
        assert!(words_changed(&text("a b"), &text("a c")));
        assert!(words_changed(&text("a b"), &text("ab")));
    }
}
