//! Runs of one changed paragraph: words marked, or whole sentences.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use super::compare::{Run, RunKind};
use super::words::{Token, matches};

/// A stretch that both texts have, or what stands in its place on either side.
enum Stretch {
    Same { text: String, has_word: bool },
    Other { gone: String, added: String },
}

/// Marks the words: `pairs` are the places that go together, ascending.
pub(super) fn marked_words(
    old: &[Token<'_>],
    new: &[Token<'_>],
    pairs: &[(usize, usize)],
) -> Vec<Run> {
    let mut stretches = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for &(old_next, new_next) in pairs {
        put_other(
            &mut stretches,
            &old[old_at..old_next],
            &new[new_at..new_next],
        );
        let (before, after) = (&old[old_next], &new[new_next]);
        put_same(&mut stretches, after.core, after.is_word);
        if same_space(before.space, after.space) {
            put_same(&mut stretches, after.space, false);
        } else {
            put(&mut stretches, before.space, after.space);
        }
        (old_at, new_at) = (old_next + 1, new_next + 1);
    }
    put_other(&mut stretches, &old[old_at..], &new[new_at..]);
    written(join_replacements(stretches))
}

/// Sets whole old sentences before whole new ones; sentences that stayed are left alone.
pub(super) fn whole_sentences(old: &str, new: &str) -> Vec<Run> {
    let old: Vec<&str> = old.split_sentence_bounds().collect();
    let new: Vec<&str> = new.split_sentence_bounds().collect();
    let mut numbers = HashMap::new();
    let old_ids = sentence_ids(&old, &mut numbers);
    let new_ids = sentence_ids(&new, &mut numbers);
    let mut runs = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let ends = [(old.len(), new.len())];
    let stays = matches(&old_ids, &new_ids);
    for &(old_next, new_next) in stays.iter().chain(&ends) {
        push(&mut runs, RunKind::Gone, &old[old_at..old_next].concat());
        push(&mut runs, RunKind::Added, &new[new_at..new_next].concat());
        if let (Some(before), Some(after)) = (old.get(old_next), new.get(new_next)) {
            put_sentence(&mut runs, before, after);
        }
        (old_at, new_at) = (old_next + 1, new_next + 1);
    }
    runs
}

/// Puts a sentence that stays; the blank behind it may be on one side only, at the end.
fn put_sentence(runs: &mut Vec<Run>, old: &str, new: &str) {
    let words = new.trim_end();
    let (old_space, new_space) = (&old[old.trim_end().len()..], &new[words.len()..]);
    push(runs, RunKind::Same, words);
    if same_space(old_space, new_space) {
        push(runs, RunKind::Same, new_space);
    } else {
        push(runs, RunKind::Gone, old_space);
        push(runs, RunKind::Added, new_space);
    }
}

fn sentence_ids(sentences: &[&str], numbers: &mut HashMap<String, u32>) -> Vec<u32> {
    sentences
        .iter()
        .map(|sentence| {
            let key: Vec<&str> = sentence.split_whitespace().collect();
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(key.join(" ")).or_insert(next)
        })
        .collect()
}

/// White space is the same unless it divides paragraphs on one side only.
fn same_space(old: &str, new: &str) -> bool {
    old.is_empty() == new.is_empty() && divides(old) == divides(new)
}

fn divides(space: &str) -> bool {
    space.replace("\r\n", "\n").matches(['\n', '\r']).count() > 1
}

fn put_same(stretches: &mut Vec<Stretch>, more: &str, word: bool) {
    match stretches.last_mut() {
        Some(Stretch::Same { text, has_word }) => {
            text.push_str(more);
            *has_word |= word;
        }
        _ if more.is_empty() => {}
        _ => stretches.push(Stretch::Same {
            text: more.to_owned(),
            has_word: word,
        }),
    }
}

fn put_other(stretches: &mut Vec<Stretch>, old: &[Token<'_>], new: &[Token<'_>]) {
    let text = |tokens: &[Token<'_>]| -> String {
        tokens
            .iter()
            .flat_map(|token| [token.core, token.space])
            .collect()
    };
    put(stretches, &text(old), &text(new));
}

fn put(stretches: &mut Vec<Stretch>, old: &str, new: &str) {
    match stretches.last_mut() {
        Some(Stretch::Other { gone, added }) => {
            gone.push_str(old);
            added.push_str(new);
        }
        _ if old.is_empty() && new.is_empty() => {}
        _ => stretches.push(Stretch::Other {
            gone: old.to_owned(),
            added: new.to_owned(),
        }),
    }
}

/// Joins two replacements that only marks keep apart: "a, b" for "c, d" reads as one change.
fn join_replacements(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let is_replacement = |stretch: &Stretch| match stretch {
        Stretch::Other { gone, added } => !gone.trim().is_empty() && !added.trim().is_empty(),
        Stretch::Same { .. } => false,
    };
    let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
    let mut rest = stretches.into_iter().peekable();
    while let Some(stretch) = rest.next() {
        let between =
            joined.last().is_some_and(is_replacement) && rest.peek().is_some_and(is_replacement);
        match stretch {
            Stretch::Same {
                text,
                has_word: false,
            } if between => put(&mut joined, &text, &text),
            Stretch::Other { gone, added } => put(&mut joined, &gone, &added),
            same => joined.push(same),
        }
    }
    joined
}

fn written(stretches: Vec<Stretch>) -> Vec<Run> {
    let mut runs = Vec::new();
    for stretch in stretches {
        match stretch {
            Stretch::Same { text, .. } => push(&mut runs, RunKind::Same, &text),
            Stretch::Other { gone, added } => {
                let tail = common_space_behind(&gone, &added);
                push(&mut runs, RunKind::Added, &added[..added.len() - tail]);
                push(&mut runs, RunKind::Gone, &gone[..gone.len() - tail]);
                push(&mut runs, RunKind::Same, &added[added.len() - tail..]);
            }
        }
    }
    runs
}

/// Counts the bytes of white space with which both end.
fn common_space_behind(gone: &str, added: &str) -> usize {
    gone.chars()
        .rev()
        .zip(added.chars().rev())
        .take_while(|(x, y)| x == y && x.is_whitespace())
        .map(|(x, _)| x.len_utf8())
        .sum()
}

fn push(runs: &mut Vec<Run>, kind: RunKind, text: &str) {
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.kind == kind => last.text.push_str(text),
        _ => runs.push(Run {
            kind,
            text: text.to_owned(),
        }),
    }
}
