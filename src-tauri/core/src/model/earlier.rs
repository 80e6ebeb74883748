//! The paragraphs of a text as it was before it changed: those that stayed as they were are taken
//! over and not read again.
//! Invariant: what is taken over equals what reading it again would give, whatever stands around it.

use super::block::Prose;
use super::prose::Passage;

/// A text and its paragraphs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Earlier {
    text: String,
    passages: Vec<Passage>,
}

/// How many paragraphs were taken over from an earlier text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    /// At the start of both texts.
    pub front: usize,
    /// At the end of both texts.
    pub back: usize,
}

impl Earlier {
    pub(crate) fn new(text: &str, passages: Vec<Passage>) -> Earlier {
        Earlier {
            text: text.to_owned(),
            passages,
        }
    }

    /// Returns the paragraphs of the text as it is now; all but those from the first that changed
    /// to the last are taken over.
    pub(crate) fn read_again(self, text: &str, prose: &[Prose]) -> (Vec<Passage>, Kept) {
        let kept = self.kept(text, prose);
        let mut passages = Vec::with_capacity(prose.len());
        let mut earlier = self.passages;
        let end = earlier.split_off(earlier.len() - kept.back);
        let changed = &prose[kept.front..prose.len() - kept.back];
        earlier.truncate(kept.front);
        let moved = |(passage, prose): (Passage, &Prose)| passage.moved_to(prose);
        passages.extend(earlier.into_iter().zip(prose).map(moved));
        passages.extend(changed.iter().map(|prose| Passage::new(text, prose)));
        let ends = end.into_iter().zip(&prose[prose.len() - kept.back..]);
        passages.extend(ends.map(moved));
        (passages, kept)
    }

    fn kept(&self, text: &str, prose: &[Prose]) -> Kept {
        let same = |(passage, prose): &(&Passage, &Prose)| {
            passage.span.of(&self.text) == prose.span.of(text)
        };
        let front = self.passages.iter().zip(prose).take_while(same).count();
        let rest = self.passages[front..].iter().rev();
        let back = rest.zip(prose[front..].iter().rev()).take_while(same);
        Kept {
            front,
            back: back.count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::block;

    #[track_caller]
    fn check(before: &str, after: &str, front: usize, back: usize) {
        let prose = |text: &str| block::read(text, 0).expect("a plain text").prose;
        let anew = |text: &str| -> Vec<Passage> {
            let prose = prose(text);
            prose
                .iter()
                .map(|prose| Passage::new(text, prose))
                .collect()
        };
        let earlier = Earlier::new(before, anew(before));
        let (again, kept) = earlier.read_again(after, &prose(after));
        assert_eq!(kept, Kept { front, back }, "{before:?} to {after:?}");
        assert_eq!(again, anew(after), "{before:?} to {after:?}");
    }

    #[test]
    fn only_what_changed_is_read_again() {
        let text = "One. “Two.”\n\n- Three\n\n> Four.\n\nFive.";
        check(text, text, 4, 0);
        check(text, &text.replace("Three", "Drei"), 1, 2);
        check(text, &format!("# Zero\n\n{text}"), 4, 0);
        check(text, &text.replace("- Three", "- Three\n- Half"), 2, 2);
        check(text, &text.replace("- Three\n\n", ""), 1, 2);
        check("A.\n\nA.\n\nA.", "A.\n\nA.", 2, 0);
        check("A.\n\nB.", "B.\n\nA.", 0, 0);
        check("", text, 0, 0);
        check(text, "", 0, 0);
    }

    #[test]
    fn a_paragraph_that_comes_into_a_quotation_stays_what_it_says() {
        check("One.\n\nTwo.", "> One.\n\nTwo.", 2, 0);
    }
}
