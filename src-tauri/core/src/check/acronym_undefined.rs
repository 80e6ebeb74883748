//! acronym-undefined: three capitals that nobody has spelled out.
use super::open::Open;
use super::quantity_words::words;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::block::Kind;
use crate::model::{Severity, Span};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "acronym-undefined",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 3,
    off: Off::NOWHERE.in_parts(&["leader-quote", "customer-quote", "appendix"]),
    explanation: Explanation {
        why: "The reader who does not know it does not ask: she loses the paragraph and keeps quiet.",
        help: "Spell it out at its first use with the letters in brackets behind it, or use the words.",
        flagged: "The SMB pays later.",
        unflagged: "The settlement management board (SMB) pays later.",
        template: "narrative-proposal",
        around: "## Introduction\n\n{}\n",
    },
    find,
};

/// More remarks of one kind than this teach nothing new.
const MOST: usize = 3;

fn find(open: &Open<'_>) -> Vec<Finding> {
    let known = open.words("acronym");
    let mut seen: HashSet<&str> = HashSet::new();
    let mut candidates: Vec<(&str, Span)> = Vec::new();
    for sentence in open.claims() {
        let masked = sentence.masked();
        // What is written in capitals shouts; its words are no acronyms.
        if !masked.contains(|c: char| c.is_ascii_lowercase()) || shouts(masked) {
            continue;
        }
        for word in words(masked) {
            if !is_acronym(word.text)
                || known.contains(singular(word.text))
                || !seen.insert(word.text)
            {
                continue;
            }
            let place = sentence.place(word.start, word.end());
            if is_part_of_name(masked, word.end()) {
                continue;
            }
            // "Seattle, WA": a state.
            if word.text.len() == 2 && masked[..word.start].ends_with(", ") {
                continue;
            }
            if is_city_of_dateline(masked, word.start, word.end()) {
                continue;
            }
            if is_explained_beside(masked, word.start, word.end()) || sentence.is_shielded(place) {
                continue;
            }
            candidates.push((word.text, place));
        }
    }
    if candidates.is_empty() {
        return Vec::new();
    }
    let told = told(open);
    candidates
        .into_iter()
        .filter(|(acronym, _)| !told.spells_out(acronym))
        .take(MOST)
        .map(|(acronym, place)| RULE.finding(place, format!("What is {acronym}?")))
        .collect()
}

/// "PRESS RELEASE for the board": two long words in capitals.
fn shouts(masked: &str) -> bool {
    let in_capitals =
        |word: &&str| word.len() >= 5 && word.bytes().all(|letter| letter.is_ascii_uppercase());
    masked
        .split(|c: char| !c.is_alphanumeric())
        .filter(in_capitals)
        .nth(1)
        .is_some()
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

fn is_acronym(word: &str) -> bool {
    let capitals = singular(word);
    (2..=6).contains(&capitals.len())
        && capitals.chars().all(|c| c.is_ascii_uppercase())
        && !capitals.chars().all(|c| matches!(c, 'X' | 'I' | 'V'))
}

/// "ZYX Foods": a neighbour with a capital.
fn is_part_of_name(masked: &str, end: usize) -> bool {
    let is_capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|c| c.is_ascii_uppercase())
            && letters.next().is_some_and(|c| c.is_ascii_lowercase())
    };
    let next = masked[end..].strip_prefix(' ').unwrap_or_default();
    next.split(' ').next().is_some_and(is_capital)
}

/// "LEEDS - Acorn today …": the place from which a release comes, in capitals as agencies write it.
fn is_city_of_dateline(masked: &str, start: usize, end: usize) -> bool {
    let after = masked[end..].trim_start_matches(' ');
    masked[..start].trim().is_empty() && after.starts_with(['-', '–', '—', ',', '('])
}

/// "(SMB)" behind its words, or "SMB (the …)".
fn is_explained_beside(masked: &str, start: usize, end: usize) -> bool {
    let (before, after) = (&masked[..start], &masked[end..]);
    before.ends_with('(') && after.starts_with(')') && before.len() > 3
        || after
            .strip_prefix(" (")
            .is_some_and(|words| words.starts_with(|c: char| c.is_alphabetic()))
        || after.starts_with(", the ")
        || after.starts_with(", our ")
        || after.starts_with(", a ")
        || after.starts_with(", which ")
}

/// The initials of every few neighbouring words of the document, and what stands in brackets.
struct Told {
    initials: String,
    /// Longer words in lower case: "text the word SHELF" of a shop with a shelf.
    words: HashSet<String>,
    bracketed: HashSet<String>,
}

fn told(open: &Open<'_>) -> Told {
    let reading = open.reading;
    let headings = reading.blocks.iter().filter_map(|block| match &block.kind {
        Kind::Heading { text, .. } => Some(text.of(reading.text)),
        _ => None,
    });
    let mut told = Told {
        initials: String::new(),
        words: HashSet::new(),
        bracketed: HashSet::new(),
    };
    for text in headings.chain(
        reading
            .passages
            .iter()
            .map(|passage| passage.masked.as_str()),
    ) {
        let words = words(text);
        for word in &words {
            // "Out-of-home" has three initials.
            told.initials.extend(
                word.text
                    .split('-')
                    .filter_map(|part| part.chars().next())
                    .map(|c| c.to_ascii_uppercase()),
            );
            if (4..=6).contains(&word.text.len())
                && word.text.ends_with(|c: char| c.is_ascii_lowercase())
            {
                told.words.insert(word.text.to_ascii_uppercase());
            }
            if text[..word.start].ends_with('(') && is_acronym(word.text) {
                told.bracketed.insert(word.text.to_owned());
            }
        }
        told.initials.push('.');
    }
    told
}

impl Told {
    fn spells_out(&self, acronym: &str) -> bool {
        let capitals = singular(acronym);
        // Two letters stand side by side in any text by chance.
        self.bracketed.contains(acronym)
            || self.words.contains(acronym)
            || capitals.len() > 2 && self.initials.contains(capitals)
    }
}
