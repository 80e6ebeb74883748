//! What is open to remarks: the one guard that all rules about wording share.
//! Keeps rules out of quotations, questions, code, names, brackets and the template's guidance.

use super::Occasion;
use super::book::RuleBook;
use super::claims::ascii_bounded;
use super::facts::Fact;
use super::memory::{Answers, Question};
use super::numbers::Amount;
use super::rule::Off;
use super::starter::Guidance;
use super::word_list::WordList;
use crate::model::block::Kind;
use crate::model::prose::Passage;
use crate::model::reading::Reading;
use crate::model::{Day, Part, PrintedLine, Span};
use regex::Regex;
use std::cell::OnceCell;
use std::sync::{Arc, LazyLock};

/// A document with what may be remarked on.
pub(super) struct Open<'a> {
    pub reading: &'a Reading<'a>,
    pub guidance: &'a Guidance,
    /// The sentences of all parts, as [`spoken`] finds them.
    spoken: &'a [Sentence<'a>],
    /// Where the rule that reads it is silent.
    off: &'a Off,
    book: &'a RuleBook,
    /// The day on which the document is read; `None` when nobody says.
    pub today: Option<Day>,
    /// The printed lines; `None` when nobody has laid the text out.
    pub lines: Option<&'a [PrintedLine]>,
    /// Where the first appendix begins; looked for once.
    pub(super) appendix_start: OnceCell<Option<usize>>,
}

/// A sentence that may be remarked on.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub passage: &'a Passage,
    /// What was found in the passage.
    answers: &'a Answers,
    /// Its place among the passage's sentences.
    pub index: usize,
    pub span: Span,
    /// The role of the part it stands in.
    pub role: Option<&'a str>,
}

impl<'a> Open<'a> {
    pub(super) fn new(
        reading: &'a Reading<'a>,
        guidance: &'a Guidance,
        spoken: &'a [Sentence<'a>],
        off: &'a Off,
        book: &'a RuleBook,
        occasion: Occasion<'a>,
    ) -> Open<'a> {
        Open {
            reading,
            guidance,
            spoken,
            off,
            book,
            today: occasion.today,
            lines: occasion.lines,
            appendix_start: OnceCell::new(),
        }
    }

    pub(super) fn text(&self) -> &'a str {
        self.reading.text
    }

    /// Returns a list of words by its name, as in `counted-noun`; see `core/words`.
    pub(super) fn words(&self, list: &str) -> &'a WordList {
        self.book.words(list)
    }

    /// Returns where a part begins to speak: its heading, else its first sentence.
    pub(super) fn opening(&self, part: &Part) -> Span {
        let block = self.reading.blocks_in(part.span).first();
        if let Some(block) = block
            && matches!(block.kind, Kind::Heading { .. })
        {
            return block.span;
        }
        let passage = self
            .reading
            .passages
            .iter()
            .find(|passage| part.span.contains(passage.span.start));
        passage
            .and_then(|passage| passage.sentences.first().copied())
            .unwrap_or(Span::new(part.span.start, part.span.start))
    }

    /// Tells whether rules about English words may speak.
    pub(super) fn is_english(&self) -> bool {
        self.reading.structure.language == "en"
    }

    /// Returns the sentences that are neither asked in an FAQ nor the template's, in the parts in
    /// which the rule is not off.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence<'a>> + use<'a> {
        let off = self.off;
        let spoken = self.spoken.iter().copied();
        spoken.filter(move |sentence| !off.is_in_part(sentence.role))
    }
}

/// Returns the sentences that are neither asked in an FAQ nor the template's: one walk for all rules.
pub(super) fn spoken<'a>(
    reading: &'a Reading<'a>,
    guidance: &Guidance,
    answers: &'a [Answers],
) -> Vec<Sentence<'a>> {
    let questions = &reading.structure.questions;
    let mut spoken = Vec::new();
    let passages = reading.passages.iter().zip(answers);
    for (passage, answers) in passages.filter(|(passage, _)| !passage.in_quote) {
        let role = reading.role_at(passage.span.start);
        for (index, span) in passage.sentences.iter().copied().enumerate() {
            let at = questions.partition_point(|question| question.span.end <= span.start);
            let asked = questions
                .get(at)
                .is_some_and(|question| question.span.overlaps(span));
            if !asked && !guidance.touches(span) {
                spoken.push(Sentence {
                    passage,
                    answers,
                    index,
                    span,
                    role,
                });
            }
        }
    }
    spoken
}

impl<'a> Sentence<'a> {
    /// Returns its words, marks and code blanked, byte for byte.
    pub(super) fn masked(&self) -> &'a str {
        self.passage.masked_of(self.span)
    }

    /// Returns the sentence after it in the same paragraph, or "".
    pub(super) fn next_masked(&self) -> &'a str {
        self.passage
            .sentences
            .get(self.index + 1)
            .map_or("", |span| self.passage.masked_of(*span))
    }

    /// Returns the place in the text of a range of [`Sentence::masked`].
    pub(super) fn place(&self, start: usize, end: usize) -> Span {
        Span::new(self.span.start + start, self.span.start + end)
    }

    /// Tells whether a place is quoted or bracketed, and so not the writer's own claim.
    pub(super) fn is_shielded(&self, place: Span) -> bool {
        self.passage.is_quoted(place) || self.passage.is_bracketed(place.start)
    }

    /// Tells whether it, or the sentence after it, gives a number that counts something.
    pub(super) fn has_number_near(&self) -> bool {
        self.has_number(self.index) || self.has_number(self.index + 1)
    }

    /// Tells whether a sentence of the same passage gives a number that counts something.
    pub(super) fn has_number(&self, index: usize) -> bool {
        let span = self.passage.sentences.get(index);
        span.is_some_and(|span| {
            let find = || has_number(self.passage.masked_of(*span));
            self.answers.is(Question::HasNumber, index, find)
        })
    }

    /// Returns the numbers that it gives, as places in [`Sentence::lower`].
    pub(super) fn amounts(&self) -> Arc<[Amount]> {
        self.answers.amounts(self.index, self.lower())
    }

    /// Returns the facts that it states, as places in [`Sentence::lower`].
    pub(super) fn facts(&self) -> Arc<[Fact]> {
        self.answers.facts(self.index, self.lower())
    }

    /// Tells whether a pattern finds anything in it.
    pub(super) fn says(&self, pattern: &'static Regex) -> bool {
        let find = || pattern.is_match(self.lower());
        self.answers.is(Question::says(pattern), self.index, find)
    }

    /// Tells whether an entry of a word list stands in it.
    pub(super) fn mentions(&self, list: &WordList) -> bool {
        let find = || !list.find(self.masked()).is_empty();
        self.answers.is(Question::mentions(list), self.index, find)
    }

    /// Returns the first place that a pattern finds and that is the writer's own claim.
    pub(super) fn heard(&self, pattern: &'static Regex) -> Option<Span> {
        self.place_of(Question::heard(pattern), || self.hear(pattern))
    }

    /// Returns the first place at which an entry of a word list is the writer's own.
    pub(super) fn listed(&self, list: &WordList) -> Option<Span> {
        self.place_of(Question::listed(list), || {
            let hits = list.find(self.masked());
            hits.iter().find_map(|hit| self.claimed(hit.start..hit.end))
        })
    }

    fn place_of(&self, question: Question, find: impl FnOnce() -> Option<Span>) -> Option<Span> {
        let start = self.span.start;
        let inside = || find().map(|span| span.start - start..span.end - start);
        let place = self.answers.place(question, self.index, inside)?;
        Some(self.place(place.start, place.end))
    }
}

/// Tells whether one of the two sentences before it, in the same paragraph, gives a number.
pub(super) fn told_numbers_before(sentence: &Sentence<'_>) -> bool {
    (sentence.index.saturating_sub(2)..sentence.index).any(|index| sentence.has_number(index))
}

static DATE_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?ix)
        \b(?:19|20)\d\d(?:[-–/]\d+)*\b
        | \b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\ \d{1,2}(?:st|nd|rd|th)?\b
        | \b\d{1,2}(?:st|nd|rd|th)?\ (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b
        | \b[qh][1-4]\b
        | \b(?:page|pages|line|lines|section|step|figure|table|version|appendix|question|draft)\ \d+(?:\.\d+)*\b
        | \b[a-z]+-?\d[\w.]*
        | \b\d0s\ of\b
        ",
    )
});

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?i)\d|%|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|third|quarter|percent|per cent|dozen|none|one in)\b|\b(a|one) (hundred|thousand|million)\b",
    )
});

/// Tells whether a sentence gives a number other than a date, a version or a page.
pub(super) fn has_number(masked: &str) -> bool {
    // Every date, version and page has a digit.
    if !masked.contains(char::is_numeric) {
        return NUMBER.is_match(masked);
    }
    NUMBER.is_match(&DATE_WORDS.replace_all(masked, " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_count() {
        for text in [
            "27 of 31 did",
            "half of them",
            "61 % left",
            "a dozen",
            "€4 a month",
            "two in five",
        ] {
            assert!(has_number(text), "{text}");
        }
        for text in [
            "in March 2027",
            "on 9 March",
            "see page 4",
            "in Q3",
            "COP27 came",
            "10s of thousands",
            "at one place",
        ] {
            assert!(!has_number(text), "{text}");
        }
    }
}
