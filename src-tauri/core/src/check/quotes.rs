//! The quotations of a press release, and who is named as their speaker.

use super::open::Open;
use crate::model::Span;
use crate::model::prose::{Passage, count_words};

/// A paragraph that is a quotation.
pub(super) struct Quote<'a> {
    pub passage: &'a Passage,
    /// What stands outside the quotation marks, the next line of a block quote included.
    pub speaker: String,
}

impl Quote<'_> {
    /// Tells whether anybody is named: with a capital, or by what they are.
    pub(super) fn has_speaker(&self) -> bool {
        count_words(&self.speaker) > 0
    }

    /// Tells whether the quotation runs on in the next paragraph: its mark is never closed.
    pub(super) fn runs_on(&self) -> bool {
        let last = self.passage.quotations.last();
        last.is_some_and(|quotation| {
            quotation.end == self.passage.span.end
                && !self
                    .passage
                    .masked
                    .trim_end()
                    .ends_with(['”', '"', '»', '」'])
        })
    }
}

/// Fewest words of a quotation; fewer are a phrase that somebody uses.
const FEWEST_WORDS: usize = 6;

/// Returns the paragraphs of the press release that are quotations, in their order.
pub(super) fn quotes<'a>(open: &Open<'a>) -> Vec<Quote<'a>> {
    let passages: Vec<&'a Passage> = open.body_passages().collect();
    (0..passages.len())
        .filter_map(|index| quote(open, &passages, index))
        .collect()
}

fn quote<'a>(open: &Open<'a>, passages: &[&'a Passage], index: usize) -> Option<Quote<'a>> {
    let passage = passages[index];
    let quoted: usize = passage
        .quotations
        .iter()
        .map(|quotation| count_words(passage.masked_of(*quotation)))
        .sum();
    let mut speaker = outside(passage);
    let under_heading = open
        .reading
        .role_at(passage.span.start)
        .is_some_and(|role| role.ends_with("-quote"));
    let whole = passage.in_quote && quoted == 0 && under_heading;
    if whole {
        speaker = passage
            .masked
            .rsplit_once(['—', '–'])
            .map(|(_, name)| name.to_owned())
            .unwrap_or_default();
    }
    let enough = quoted >= FEWEST_WORDS && quoted * 2 >= count_words(&speaker);
    if !(whole || enough) || is_a_speaker(&passage.masked) {
        return None;
    }
    // “…” on one line, and on the next: — Rosa Okafor
    if count_words(&speaker) == 0
        && let Some(next) = passages.get(index + 1)
        && is_a_speaker(&next.masked)
    {
        speaker = next.masked.clone();
    }
    Some(Quote { passage, speaker })
}

/// A line that is only a name behind a dash.
fn is_a_speaker(masked: &str) -> bool {
    let line = masked.trim();
    line.starts_with(['—', '–', '-', '~', '―']) && count_words(line) <= 16
}

fn outside(passage: &Passage) -> String {
    let mut outside = String::new();
    let mut from = passage.span.start;
    for quotation in &passage.quotations {
        outside.push_str(passage.masked_of(Span::new(from, quotation.start)));
        outside.push(' ');
        from = quotation.end;
    }
    outside.push_str(passage.masked_of(Span::new(from, passage.span.end)));
    outside
}
