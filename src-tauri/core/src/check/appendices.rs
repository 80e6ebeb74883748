//! Where a text refers to its appendices, and which of them it has.

use super::claims::ascii_bounded;
use super::open::Open;
use crate::model::Span;
use crate::model::block::Kind;
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A reference such as "see appendix D".
pub(super) struct Reference<'a> {
    pub span: Span,
    /// The letter or number in lower case; "" for "see the appendix".
    pub label: String,
    /// The sentence it stands in, marks blanked.
    pub sentence: &'a str,
    pub sentence_span: Span,
}

static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?x)
        \b(?i:see\ )?(?P<noun>(?i:appendix|annex|exhibit)\ (?P<label>[A-Z]|\d{1,2}|[IVX]{2,4}))\b
        | \b(?i:(?:see|in|per|to|of|from)\ (?:the|our)\ (?:appendix|annex|appendices))\b
        | \b(?i:see\ (?:appendix|annex))\b
        ",
    )
});

/// Returns the references that stand in the argument or an FAQ answer, in their order.
pub(super) fn references<'a>(open: &Open<'a>) -> Vec<Reference<'a>> {
    let appendix = open.appendix_start().unwrap_or(usize::MAX);
    let mut found = Vec::new();
    for sentence in open
        .sentences()
        .filter(|sentence| sentence.span.start < appendix)
    {
        if !names_appendix(sentence.lower()) {
            continue;
        }
        let masked = sentence.masked();
        for reference in REFERENCE.captures_iter(masked) {
            let Some(whole) = reference.name("noun").or(reference.get(0)) else {
                continue;
            };
            let span = sentence.place(whole.start(), whole.end());
            // A link leads to what is meant.
            let linked =
                open.text()[span.end..].starts_with("](") || span.of(open.text()) != whole.as_str();
            if linked || sentence.is_shielded(span) {
                continue;
            }
            found.push(Reference {
                span,
                label: reference
                    .name("label")
                    .map_or(String::new(), |label| label.as_str().to_lowercase()),
                sentence: masked,
                sentence_span: sentence.span,
            });
        }
    }
    found
}

/// The pattern is slow, and most sentences have none of its nouns.
fn names_appendix(lower: &str) -> bool {
    ["append", "annex", "exhibit"]
        .iter()
        .any(|noun| lower.contains(noun))
}

static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:appendix|annex|exhibit)(?:es|ices)?\b[ :.–—-]*(?P<label>[a-z]|\d{1,2}|[ivx]{2,4})?(?:\W|$)").expect("a fixed pattern")
});

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W*(?P<label>[A-Za-z]|\d{1,2}|[IVXivx]{2,4})(?:[.):]|\ ?[–—-])\ ?")
        .expect("a fixed pattern")
});

/// Returns the labels of the appendices that are there; "" for one without.
pub(super) fn labels(open: &Open<'_>) -> HashSet<String> {
    let text = open.text();
    let mut found = HashSet::new();
    for block in &open.reading.blocks {
        let opening = match block.kind {
            Kind::Heading { text: words, .. } => words.of(text),
            Kind::Paragraph => block.span.of(text),
            _ => continue,
        };
        let is_heading = matches!(block.kind, Kind::Heading { .. });
        let bold = opening.starts_with("**") || opening.starts_with("__");
        let inside = open.reading.role_at(block.span.start) == Some("appendix");
        let plain: String = opening
            .chars()
            .filter(|c| !matches!(c, '*' | '_'))
            .take(80)
            .collect();
        let announced = ANNOUNCED
            .captures(&plain)
            .filter(|_| is_heading || bold || inside);
        let label = announced.map(|found| {
            found
                .name("label")
                .map_or(String::new(), |label| label.as_str().to_lowercase())
        });
        let labelled = || {
            let found = LABEL.captures(&plain).filter(|_| inside)?;
            Some(found.name("label")?.as_str().to_lowercase())
        };
        found.extend(label.or_else(labelled));
    }
    found
}
