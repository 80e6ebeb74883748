//! Lines and labels that stand for headings without being marked as such: `**Problem**`, `Problem:`.

use super::block::trimmed;
use super::heading::{Meaning, meaning, normalise};
use crate::template::Template;

/// Returns the words of a paragraph that is one bold line, or `None`.
pub(super) fn bold_line(source: &str) -> Option<&str> {
    let source = source.trim_end_matches([':', ' ']);
    let mark = ["**", "__"]
        .into_iter()
        .find(|mark| source.starts_with(mark))?;
    let inner = source.strip_prefix(mark)?.strip_suffix(mark)?;
    let fits = !inner.contains(mark) && !inner.contains(['\n', '\r']) && inner.len() < 200;
    fits.then_some(inner)
}

/// Returns the bold words with which a paragraph begins, or `None`.
pub(super) fn bold_lead(source: &str) -> Option<&str> {
    let inner = source.strip_prefix("**")?;
    inner.find("**").map(|close| &inner[..close])
}

/// Returns a short line that stands alone and is exactly the name of a part or an FAQ.
pub(super) fn bare_line<'s>(source: &'s str, template: &Template) -> Option<&'s str> {
    let short =
        source.len() < 60 && !source.contains(['\n', '\r']) && !source.ends_with(['.', '?', '!']);
    let names = |words: &str| {
        is_exact_part(words, template) || meaning(words, template) == Meaning::SectionTitle
    };
    (short && names(source.trim_end_matches(':'))).then_some(source)
}

/// Tells whether words are exactly the name of a part, a section or an FAQ.
pub(super) fn is_exact_part(words: &str, template: &Template) -> bool {
    let normal = normalise(words);
    let known = template
        .parts
        .iter()
        .any(|part| part.synonyms.contains(&normal));
    let is_short = normal.split_whitespace().count() <= 6;
    let is_told = is_short
        && match meaning(words, template) {
            Meaning::Faq(_) | Meaning::QuoteOf(_) => true,
            Meaning::Part(role) => role.ends_with("-quote"),
            _ => false,
        };
    known || is_told || template.section_titles.contains(&normal)
}

/// Returns a label at the start of a paragraph, as `**Problem:** …` or `Problem: …`, and the
/// place in the paragraph where its own words begin.
pub(super) fn label(source: &str) -> Option<(&str, usize)> {
    if let Some(found) = bold_label(source).or_else(|| bold_first_line(source)) {
        return Some(found);
    }
    let colon = source
        .get(..source.len().min(80))
        .unwrap_or(source.split('\n').next()?)
        .find(':')?;
    let words = source[..colon].trim_matches(['*', '_', ' ']);
    let is_prose = source[..colon].contains(['\n', '\r', '.', '"']);
    if is_prose || words.is_empty() || words.split_whitespace().count() > 5 {
        return None;
    }
    let after = &source[colon + 1..];
    let skipped = after.len() - after.trim_start_matches(['*', '_', ' ', '\n', '\r']).len();
    let end = trimmed(source, colon + 1 + skipped, source.len()).start;
    (end < source.len()).then_some((words, end))
}

/// Understands a bold line right above its paragraph, as word processors leave it.
fn bold_first_line(source: &str) -> Option<(&str, usize)> {
    let line_end = source.find(['\n', '\r'])?;
    let words = bold_line(source[..line_end].trim_end_matches(['\\', ' ']))?;
    let end = trimmed(source, line_end, source.len()).start;
    (end < source.len()).then_some((words, end))
}

/// Understands `**Problem.** …`, where the mark stands inside the bold words.
fn bold_label(source: &str) -> Option<(&str, usize)> {
    let inner = source.strip_prefix("**")?;
    let close = inner.find("**").filter(|close| *close < 60)?;
    let words = inner[..close].strip_suffix(['.', ':'])?;
    let end = trimmed(source, close + 4, source.len()).start;
    (end < source.len() && !words.contains(['\n', '\r'])).then_some((words, end))
}
