//! Words, marks and white space of a paragraph, and how two lists of them go together.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// Above this many differing pieces the middle counts as replaced: no search, no waiting.
const SEARCHED: usize = 400_000;

/// A word or a mark, with the white space behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    /// The same number for the same text, in both texts.
    pub id: u32,
    /// Whether it holds a letter or a digit.
    pub is_word: bool,
    pub core: &'t str,
    pub space: &'t str,
}

/// Gives equal texts equal numbers.
#[derive(Default)]
pub(super) struct Vocabulary<'t> {
    numbers: HashMap<&'t str, u32>,
}

impl<'t> Vocabulary<'t> {
    /// Splits a text that does not begin with white space.
    pub fn tokens(&mut self, text: &'t str) -> Vec<Token<'t>> {
        let mut tokens: Vec<Token<'t>> = Vec::with_capacity(text.len() / 5 + 1);
        let mut end = 0;
        for piece in text.split_word_bounds() {
            let start = end;
            end += piece.len();
            let is_space = piece.chars().all(char::is_whitespace);
            match tokens.last_mut() {
                Some(last) if is_space => {
                    let from = start - last.space.len();
                    last.space = &text[from..end];
                }
                _ => tokens.push(self.token(piece)),
            }
        }
        tokens
    }

    fn token(&mut self, core: &'t str) -> Token<'t> {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        Token {
            id: *self.numbers.entry(core).or_insert(next),
            is_word: core.chars().any(char::is_alphanumeric),
            core,
            space: "",
        }
    }
}

/// Counts the words among tokens.
pub(super) fn count(tokens: &[Token<'_>]) -> usize {
    tokens.iter().filter(|token| token.is_word).count()
}

/// Returns the places of two lists that go together, ascending on both sides.
///
/// The work is bounded: two long lists without much in common are not searched to the end.
pub(super) fn matches(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a[head..], &b[head..]);
    let tail = rest_a
        .iter()
        .rev()
        .zip(rest_b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let middle_a = &rest_a[..rest_a.len() - tail];
    let middle_b = &rest_b[..rest_b.len() - tail];
    let mut found: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    if middle_a.len() + middle_b.len() <= SEARCHED {
        for op in capture_diff_slices(Algorithm::Myers, middle_a, middle_b) {
            if let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = op
            {
                found.extend((0..len).map(|n| (head + old_index + n, head + new_index + n)));
            }
        }
    }
    found.extend((0..tail).rev().map(|n| (a.len() - 1 - n, b.len() - 1 - n)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = Vocabulary::default().tokens(text);
        let cores: Vec<&str> = tokens.iter().map(|token| token.core).collect();
        assert_eq!(cores, expected);
        let whole: String = tokens
            .iter()
            .flat_map(|token| [token.core, token.space])
            .collect();
        assert_eq!(whole, text, "no byte is lost");
    }

    #[test]
    fn words_numbers_and_marks() {
        check(
            "Don't wait 4.1 days: **61 %**",
            &[
                "Don't", "wait", "4.1", "days", ":", "*", "*", "61", "%", "*", "*",
            ],
        );
    }

    #[test]
    fn white_space_of_any_kind_stays_behind_its_word() {
        check("one \r\n\t two", &["one", "two"]);
    }

    #[test]
    fn same_text_same_number() {
        let mut vocabulary = Vocabulary::default();
        let tokens = vocabulary.tokens("the cat and the dog");
        assert_eq!(tokens[0].id, tokens[3].id);
        assert_ne!(tokens[1].id, tokens[4].id);
        assert_eq!(count(&tokens), 5);
    }

    #[test]
    fn head_and_tail_go_together() {
        assert_eq!(
            matches(&[1, 2, 3, 4], &[1, 9, 3, 4, 4]),
            [(0, 0), (2, 2), (3, 4)]
        );
        assert_eq!(matches(&[1, 1], &[1]), [(0, 0)]);
        assert_eq!(matches(&[], &[1]), []);
    }
}
