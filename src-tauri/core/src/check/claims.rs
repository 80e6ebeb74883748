//! What a sentence claims, for the rules about claims and style: the common guard's second half.
//! Questions, quotations, brackets, names, code and endless sentences claim nothing.

use super::open::{Open, Sentence};
use crate::model::Span;
use crate::model::role::RELEASE_ROLES;
use regex::Regex;
use std::ops::Range;

/// Longest sentence that is read, in bytes; nobody wrote a longer one.
const LONGEST: usize = 2_000;

/// Makes a pattern for lower-case masked text; `\b` and `\w` mean ASCII, which keeps it fast.
pub(super) fn pattern(source: &str) -> Regex {
    let ascii = source
        .replace(r"\b", r"(?-u:\b)")
        .replace(r"\w", "[a-z0-9_]");
    Regex::new(&format!("(?x){ascii}")).expect("a fixed pattern")
}

/// Makes a pattern whose `\b` means ASCII: a typographic mark anywhere in the text would make
/// Unicode's ten times slower.
pub(super) fn ascii_bounded(source: &str) -> Regex {
    Regex::new(&source.replace(r"\b", r"(?-u:\b)")).expect("a fixed pattern")
}

/// Leaves the first remark of each paragraph; one answer serves the others too.
pub(super) fn once_a_paragraph<'a>(
    heard: impl Iterator<Item = (Sentence<'a>, Span)>,
) -> impl Iterator<Item = (Sentence<'a>, Span)> {
    let mut last = None;
    heard.filter(move |(sentence, _)| {
        let paragraph = sentence.passage.span.start;
        last.replace(paragraph) != Some(paragraph)
    })
}

impl<'a> Open<'a> {
    /// Returns the English sentences that claim something.
    pub(super) fn claims(&self) -> impl Iterator<Item = Sentence<'a>> {
        let is_english = self.is_english();
        self.sentences()
            .take_while(move |_| is_english)
            .filter(|sentence| sentence.span.end - sentence.span.start <= LONGEST)
            .filter(|sentence| !sentence.asks())
    }

    /// Returns the sentences of one rule that a pattern finds something in, with what it found:
    /// the pattern's first group that matched, else the whole match.
    pub(super) fn heard(
        &self,
        pattern: &'static Regex,
    ) -> impl Iterator<Item = (Sentence<'a>, Span)> {
        self.claims().filter_map(move |sentence| {
            let span = sentence.heard(pattern)?;
            Some((sentence, span))
        })
    }

    /// Returns the sentences in which an entry of a word list is the writer's own, with the place of
    /// the first one.
    pub(super) fn listed(&self, list: &str) -> impl Iterator<Item = (Sentence<'a>, Span)> {
        let list = self.words(list);
        self.claims().filter_map(move |sentence| {
            let place = sentence.listed(list)?;
            Some((sentence, place))
        })
    }

    pub(super) fn is_release(&self) -> bool {
        self.reading.structure.kind == "prfaq"
    }

    pub(super) fn is_narrative(&self) -> bool {
        self.reading.structure.kind == "narrative"
    }
}

impl<'a> Sentence<'a> {
    /// Returns its masked words with ASCII letters in lower case, byte for byte.
    pub(super) fn lower(&self) -> &'a str {
        self.passage.lower_of(self.span)
    }

    /// Returns the sentence before it in the same paragraph in lower case, or "".
    pub(super) fn previous_lower(&self) -> &'a str {
        let before = self.index.checked_sub(1);
        before.map_or("", |index| {
            self.passage.lower_of(self.passage.sentences[index])
        })
    }

    /// Returns the sentence after it in the same paragraph in lower case, or "".
    pub(super) fn next_lower(&self) -> &'a str {
        self.passage
            .sentences
            .get(self.index + 1)
            .map_or("", |span| self.passage.lower_of(*span))
    }

    /// Returns the paragraph that it stands in, in lower case.
    pub(super) fn paragraph_lower(&self) -> &'a str {
        &self.passage.lower
    }

    /// Tells whether it is a question, which claims nothing.
    pub(super) fn asks(&self) -> bool {
        self.masked()
            .trim_end_matches(['”', '"', ')', ' '])
            .ends_with('?')
    }

    /// Tells whether it stands in what the press prints.
    pub(super) fn is_printed(&self) -> bool {
        self.role.is_some_and(|role| RELEASE_ROLES.contains(&role))
    }

    pub(super) fn is_in(&self, roles: &[&str]) -> bool {
        self.role.is_some_and(|role| roles.contains(&role))
    }

    /// Looks for the first place that a pattern finds and that is the writer's own claim.
    pub(super) fn hear(&self, pattern: &Regex) -> Option<Span> {
        let lower = self.lower();
        if pattern.captures_len() == 1 {
            return pattern
                .find_iter(lower)
                .find_map(|found| self.claimed(found.range()));
        }
        pattern.captures_iter(lower).find_map(|found| {
            let groups = (1..found.len()).chain([0]);
            let words = groups.into_iter().find_map(|group| found.get(group))?;
            self.claimed(words.range())
        })
    }

    /// Returns the place in the text of a range of the sentence, unless the words there are
    /// quoted, bracketed or a name.
    pub(super) fn claimed(&self, range: Range<usize>) -> Option<Span> {
        let place = self.place(range.start, range.end);
        let is_open = !self.is_shielded(place) && !self.is_name(range);
        is_open.then_some(place)
    }

    /// A capital inside a sentence belongs to a name: "the Best Bakery prize".
    fn is_name(&self, range: Range<usize>) -> bool {
        let masked = self.masked();
        let before = masked[..range.start].trim_end();
        let begins = before.is_empty() || before.ends_with([':', '—', '–', '•', '(']);
        let mut words = masked[range].split_whitespace();
        !begins
            && words.any(|word| {
                // "USD" and "MVP" are no names.
                let mut letters = word
                    .chars()
                    .map(|c| (c.is_ascii_uppercase(), c.is_ascii_lowercase()));
                letters.next().is_some_and(|(is_upper, _)| is_upper)
                    && letters.next().is_some_and(|(_, is_lower)| is_lower)
            })
    }
}

#[cfg(test)]
mod tests {
    use crate::check::examine;
    use crate::model::Severity;
    use crate::template::examples;

    #[test]
    fn the_finished_examples_leave_a_reader_nothing_to_ask() {
        for example in examples() {
            let mut findings = examine(example.text, None).findings;
            findings.retain(|finding| finding.severity >= Severity::Advice);
            assert_eq!(findings, []);
        }
    }
}
