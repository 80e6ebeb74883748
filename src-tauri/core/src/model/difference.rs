//! The few changes that turn one text into another, for proposals and for an editor out of step.

use std::collections::HashMap;
use std::ops::Range;

use super::{EditorChange, Text};

/// Longest stretch in bytes that is compared word by word: some hundred words.
const COMPARED: usize = 4096;

/// Returns the changes that turn `old`'s editor text into `new`'s; empty if only bytes that no
/// editor shows differ (line endings, byte-order mark).
pub fn difference(old: &Text, new: &Text) -> Vec<EditorChange> {
    let (old, new) = (old.editor_text(), new.editor_text());
    let mut changes = Changes::default();
    for stretch in stretches(&old, &new) {
        changes.compare(&old, &new, stretch);
    }
    changes.list
}

/// Byte ranges of the two editor texts that stand between lines both have.
struct Stretch {
    old: Range<usize>,
    new: Range<usize>,
}

/// Cuts both texts at lines that stand once in each, in the same order.
fn stretches(old: &str, new: &str) -> Vec<Stretch> {
    let (start, end) = common_lines(old, new);
    let inner = Stretch {
        old: start..old.len() - end,
        new: start..new.len() - end,
    };
    let anchors = anchors(&old[inner.old.clone()], &new[inner.new.clone()]);
    let mut stretches = Vec::with_capacity(anchors.len() + 1);
    let (mut from_old, mut from_new) = (start, start);
    for (in_old, in_new, length) in anchors {
        stretches.push(Stretch {
            old: from_old..start + in_old,
            new: from_new..start + in_new,
        });
        (from_old, from_new) = (start + in_old + length, start + in_new + length);
    }
    stretches.push(Stretch {
        old: from_old..inner.old.end,
        new: from_new..inner.new.end,
    });
    stretches
}

/// Lines that stand once in each text and in the same order: (byte in old, byte in new, length).
fn anchors(old: &str, new: &str) -> Vec<(usize, usize, usize)> {
    let mut places: HashMap<&str, [Vec<usize>; 2]> = HashMap::new();
    for (side, text) in [old, new].into_iter().enumerate() {
        let mut byte = 0;
        for line in text.split_inclusive('\n') {
            let seen = &mut places.entry(line).or_default()[side];
            if seen.len() < 2 {
                seen.push(byte);
            }
            byte += line.len();
        }
    }
    let mut once: Vec<(usize, usize, usize)> = places
        .iter()
        .filter_map(
            |(line, [in_old, in_new])| match (&in_old[..], &in_new[..]) {
                ([old], [new]) => Some((*old, *new, line.len())),
                _ => None,
            },
        )
        .collect();
    once.sort_unstable();
    longest_ascending(&once)
}

/// The longest run of pairs that ascends on both sides, by patience sorting.
fn longest_ascending(pairs: &[(usize, usize, usize)]) -> Vec<(usize, usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|top| pairs[*top].1 < pair.1);
        before.push(pile.checked_sub(1).map(|below| tops[below]));
        match tops.get_mut(pile) {
            Some(top) => *top = index,
            None => tops.push(index),
        }
    }
    let mut run = Vec::with_capacity(tops.len());
    let mut next = tops.last().copied();
    while let Some(index) = next {
        run.push(pairs[index]);
        next = before[index];
    }
    run.reverse();
    run
}

/// Changes in the order of the text, with the place reached in both.
#[derive(Default)]
struct Changes {
    list: Vec<EditorChange>,
    /// Byte and UTF-16 offset of the old text up to which units were counted.
    counted: (usize, u32),
}

impl Changes {
    fn compare(&mut self, old: &str, new: &str, stretch: Stretch) {
        let (before, after) = (&old[stretch.old.clone()], &new[stretch.new.clone()]);
        let (start, end) = common_ends(before, after);
        let stretch = Stretch {
            old: stretch.old.start + start..stretch.old.end - end,
            new: stretch.new.start + start..stretch.new.end - end,
        };
        if stretch.old.len().max(stretch.new.len()) > COMPARED {
            return self.replace(old, new, stretch);
        }
        let old_words = words(&old[stretch.old.clone()]);
        let new_words = words(&new[stretch.new.clone()]);
        let operations =
            similar::capture_diff_slices(similar::Algorithm::Myers, &old_words, &new_words);
        let starts = |words: &[&str], from: usize| -> Vec<usize> {
            let mut byte = from;
            let mut starts = vec![byte];
            starts.extend(words.iter().map(|word| {
                byte += word.len();
                byte
            }));
            starts
        };
        let in_old = starts(&old_words, stretch.old.start);
        let in_new = starts(&new_words, stretch.new.start);
        for operation in operations {
            let (tag, from, to) = operation.as_tag_tuple();
            if tag != similar::DiffTag::Equal {
                let part = Stretch {
                    old: in_old[from.start]..in_old[from.end],
                    new: in_new[to.start]..in_new[to.end],
                };
                self.replace(old, new, part);
            }
        }
    }

    /// Replaces a stretch, without the characters at its ends that both sides share.
    fn replace(&mut self, old: &str, new: &str, stretch: Stretch) {
        let (before, after) = (&old[stretch.old.clone()], &new[stretch.new.clone()]);
        let (start, end) = common_ends(before, after);
        let gone = &before[start..before.len() - end];
        let insert = &after[start..after.len() - end];
        if gone.is_empty() && insert.is_empty() {
            return;
        }
        let from = self.units_at(old, stretch.old.start + start);
        let to = self.units_at(old, stretch.old.end - end);
        match self.list.last_mut() {
            Some(last) if last.to == from => {
                last.to = to;
                last.insert.push_str(insert);
            }
            _ => self.list.push(EditorChange::new(from, to, insert)),
        }
    }

    fn units_at(&mut self, old: &str, byte: usize) -> u32 {
        let (counted, units) = self.counted;
        let more = old[counted..byte].encode_utf16().count() as u32;
        self.counted = (byte, units + more);
        units + more
    }
}

/// Words and the gaps between them, each a slice; nothing is left out.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (byte, character) in text.char_indices() {
        let is_word = character.is_alphanumeric();
        if byte > start && !(is_word && in_word) {
            words.push(&text[start..byte]);
            start = byte;
        }
        in_word = is_word;
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

/// Bytes of the whole lines that both texts share at their start, and at their end after that.
fn common_lines(old: &str, new: &str) -> (usize, usize) {
    let (start, end) = common_ends(old, new);
    let tail = &old[old.len() - end..];
    let start = old[..start].rfind('\n').map_or(0, |line_end| line_end + 1);
    let end = tail.find('\n').map_or(0, |line_end| end - line_end - 1);
    (start, end)
}

/// Bytes that both texts share at their start, and at their end after that; whole characters.
fn common_ends(old: &str, new: &str) -> (usize, usize) {
    let both = old.as_bytes().iter().zip(new.as_bytes());
    let mut start = both.take_while(|(left, right)| left == right).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let (old, new) = (&old[start..], &new[start..]);
    let both = old.bytes().rev().zip(new.bytes().rev());
    let mut end = both.take_while(|(left, right)| left == right).count();
    while !old.is_char_boundary(old.len() - end) || !new.is_char_boundary(new.len() - end) {
        end -= 1;
    }
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::super::position::tests::any_text;
    use super::*;
    use proptest::prelude::*;

    fn text(source: &str) -> Text {
        Text::new(source.as_bytes().to_vec()).expect("the sample is text")
    }

    #[track_caller]
    fn check(old: &str, new: &str, expected: &[(u32, u32, &str)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(from, to, insert)| EditorChange::new(*from, *to, *insert))
            .collect();
        assert_eq!(difference(&text(old), &text(new)), expected);
    }

    #[test]
    fn changes_are_small() {
        check("one\ntwo\nthree\n", "one\nTwo\nthree\n", &[(4, 5, "T")]);
        check(
            "a b c\n\nd e f\n",
            "a b c!\n\nd e. f\n",
            &[(5, 5, "!"), (10, 10, ".")],
        );
        check(
            "We waited, and 😀 came.",
            "We wait, and 😀 comes.",
            &[(7, 9, ""), (19, 22, "omes")],
        );
        check("x\n", "x\n", &[]);
        check("", "new\n", &[(0, 0, "new\n")]);
    }

    #[test]
    fn endings_are_no_change_for_an_editor() {
        check("\u{feff}a\r\nb", "a\nb", &[]);
    }

    #[test]
    fn moved_lines_keep_the_others_in_place() {
        let old = "alpha\nbeta\ngamma\ndelta\n";
        let new = "beta\ngamma\ndelta\nalpha\n";
        check(old, new, &[(0, 6, ""), (23, 23, "alpha\n")]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn changes_lead_to_the_new_text(old in any_text(), new in any_text()) {
            let (old, new) = (text(&old), text(&new));
            let (reached, _) = old.apply(&difference(&old, &new)).expect("the changes fit");
            prop_assert_eq!(reached.editor_text(), new.editor_text());
        }
    }
}
