//! How far each part of the template is, for the guide beside the text.

use super::starter::Guidance;
use super::{PartReview, PartState};
use crate::model::block::Kind;
use crate::model::prose::{count_words, mask};
use crate::model::reading::Reading;
use crate::model::{Part, Span};
use crate::template::PartTemplate;

/// Returns the template's parts in its order.
pub(super) fn parts(reading: &Reading<'_>, guidance: &Guidance) -> Vec<PartReview> {
    let Some(template) = reading.template else {
        return Vec::new();
    };
    template
        .parts
        .iter()
        .map(|part| review(reading, guidance, part))
        .collect()
}

fn review(reading: &Reading<'_>, guidance: &Guidance, part: &PartTemplate) -> PartReview {
    let found: Vec<&Part> = reading
        .structure
        .parts
        .iter()
        .filter(|found| found.role == part.role)
        .collect();
    let words = found
        .iter()
        .map(|found| written_words(reading, guidance, found))
        .sum();
    let state = match (found.is_empty(), words) {
        (true, _) => PartState::Missing,
        (false, 0) => PartState::Empty,
        (false, _) => PartState::Written,
    };
    PartReview {
        role: part.role.clone(),
        name: part.name.clone(),
        state,
        span: found.first().map(|found| found.span),
        found_by: found.first().map(|found| found.found_by),
        words,
        limit: limit(part),
        purpose: part.purpose.clone(),
        readers_ask: part.readers_ask.clone(),
    }
}

/// Counts what the writer wrote: headings inside the part and guidance do not count.
pub(super) fn written_words(reading: &Reading<'_>, guidance: &Guidance, part: &Part) -> usize {
    let mut words = 0;
    let mut from = part.body.start;
    let headings = reading
        .blocks_in(part.body)
        .iter()
        .filter(|block| matches!(block.kind, Kind::Heading { text, .. } if text != part.body));
    let mut count = |start: usize, end: usize| {
        if start < end {
            let written = guidance.written(reading.text, Span::new(start, end));
            words += count_words(&mask(&written));
        }
    };
    for heading in headings {
        count(from, heading.span.start);
        from = heading.span.end.max(from);
    }
    count(from, part.body.end);
    words
}

fn limit(part: &PartTemplate) -> Option<String> {
    let sentences = part.sentences.map(|count| match count {
        1 => "one sentence".to_owned(),
        count => format!("at most {count} sentences"),
    });
    let words = part.words.map(|count| format!("at most {count} words"));
    let pages = part.pages.map(|count| format!("at most {count} pages"));
    let all: Vec<String> = [sentences, words, pages].into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(", "))
}
