//! page-limit: the press release, its FAQ or the body of a narrative is over its pages.
//! Laid-out pages are believed to the line. Without them pages are told from words: then it says
//! "about", and nothing where it could be wrong.

use super::body::{WORDS_A_PAGE, words_of};
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::block::Block;
use crate::model::{PrintedLine, Severity, Span, overrun};

pub(super) const RULE: Rule = Rule {
    id: "page-limit",
    kind: RuleKind::Parts,
    severity: Severity::Error,
    cost: 7,
    off: Off::NOWHERE.in_parts(&["appendix"]),
    explanation: Explanation {
        why: "The room reads for a fixed time, at about three minutes a page; what is over the limit is not read.",
        help: "Take out what no decision needs, or move it to the appendix. What a reader would not miss goes first.",
        flagged: OVER,
        unflagged: "Practices lose seven of ten cancelled hours.",
        template: "prfaq-working-backwards",
        around: "## Problem\n\n{}\n",
    },
    find,
};

/// A press release of 900 words.
const OVER: &str = include_str!("page_limit_sample.md");

/// A page of prose holds so many words at most; this much more can be no error of the estimate.
const SURELY: f32 = 1.2;

fn find(open: &Open<'_>) -> Vec<Finding> {
    let Some(template) = open.reading.template else {
        return Vec::new();
    };
    // Scripts without spaces fill a page with other counts of words.
    if open.lines.is_none()
        && matches!(open.reading.structure.language.as_str(), "ja" | "zh" | "ko")
    {
        return Vec::new();
    }
    let limits = &template.limits;
    let is_faq = |block: &&Block| {
        open.reading
            .role_at(block.span.start)
            .is_some_and(|role| role.ends_with("faq"))
    };
    let blocks = &open.reading.blocks;
    let body: Vec<&Block> = blocks
        .iter()
        .filter(|block| open.is_body(block.span.start))
        .collect();
    let faq: Vec<&Block> = blocks.iter().filter(is_faq).collect();
    let mut findings = Vec::new();
    if template.kind == "prfaq" {
        findings.extend(over(open, &body, limits.body_pages, "press release"));
        findings.extend(over(open, &faq, limits.faq_pages, "FAQ"));
    } else {
        // The FAQ of a narrative stands inside its six pages.
        let mut all: Vec<&Block> = body.into_iter().chain(faq).collect();
        all.sort_by_key(|block| block.span);
        findings.extend(over(open, &all, limits.body_pages, "memo"));
    }
    findings
}

fn over(open: &Open<'_>, blocks: &[&Block], pages: Option<f32>, name: &str) -> Option<Finding> {
    let limit = pages?;
    match open.lines {
        Some(lines) => over_by_lines(open, lines, blocks, limit, name),
        None => over_by_words(open, blocks, limit, name),
    }
}

/// Pages as they were laid out, and the line where the limit is.
fn over_by_lines(
    open: &Open<'_>,
    lines: &[PrintedLine],
    blocks: &[&Block],
    limit: f32,
    name: &str,
) -> Option<Finding> {
    let spans: Vec<Span> = blocks.iter().map(|block| block.span).collect();
    let over = overrun(lines, &spans, limit)?;
    let first = over.line.first;
    let next = lines.iter().find(|line| line.first > first);
    let end = next.map_or(open.text().len(), |line| line.first);
    let words = open.text().get(first..end)?.lines().next()?.trim_end();
    let place = Span::new(first, first + words.len());
    let number = over.line.number;
    let remark = format!("{:.1} pages. Which of these lines can I skip?", over.pages);
    Some(RULE.finding(place, remark).about_the(name).helped_by(format!(
        "The {name} has {} at most, and that ends before line {number}. Take out what a reader would not miss; the appendix holds the rest.",
        in_words(limit)
    )))
}

/// Pages told from words, so only what is surely too much.
fn over_by_words(open: &Open<'_>, blocks: &[&Block], limit: f32, name: &str) -> Option<Finding> {
    let words: usize = blocks
        .iter()
        .map(|block| words_of(open.text(), block))
        .sum();
    let about = words as f32 / WORDS_A_PAGE as f32;
    if about < limit * SURELY {
        return None;
    }
    let place = open.page_break(blocks, (limit * WORDS_A_PAGE as f32) as usize)?;
    let first_line = place.of(open.text()).lines().next().unwrap_or_default();
    let place = Span::new(place.start, place.start + first_line.len());
    let remark = format!("About {about:.1} pages. Which of these lines can I skip?");
    Some(RULE.finding(place, remark).about_the(name).helped_by(format!(
        "The {name} has {} at most, and by its words that ends near here. Take out what a reader would not miss; the appendix holds the rest.",
        in_words(limit)
    )))
}

fn in_words(limit: f32) -> String {
    if limit == 1.0 {
        "one page".to_owned()
    } else {
        format!("{limit} pages")
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Occasion, RuleBook, examine_with};
    use crate::model::PrintedLine;
    use crate::template::by_id;

    /// Lays each line of the text out as one printed line, so many to a page.
    #[track_caller]
    fn check(template: &str, text: &str, a_page: u32, expected: &[(&str, &str)]) {
        let mut lines: Vec<PrintedLine> = Vec::new();
        let mut first = 0;
        for line in text.split_inclusive('\n') {
            let index = lines.len() as u32;
            if !line.trim().is_empty() {
                lines.push(PrintedLine {
                    first,
                    number: index + 1,
                    page: index / a_page + 1,
                    top: (index % a_page) as f32 / a_page as f32,
                    bottom: (index % a_page + 1) as f32 / a_page as f32,
                });
            }
            first += line.len();
        }
        let occasion = Occasion {
            lines: Some(&lines),
            ..Occasion::default()
        };
        let findings = examine_with(text, by_id(template), occasion, RuleBook::shipped()).findings;
        let found: Vec<(&str, &str)> = findings
            .iter()
            .filter(|finding| finding.rule == "page-limit")
            .map(|finding| (finding.span.of(text), finding.message.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    const RELEASE: &str = "## Problem\n\nFirst.\n\nSecond.\n\n## Solution\n\nThird.\n\nFourth.\n";

    #[test]
    fn laid_out_pages_are_believed() {
        let skip = "1.5 pages. Which of these lines can I skip?";
        check("prfaq-working-backwards", RELEASE, 6, &[]);
        check("prfaq-working-backwards", RELEASE, 4, &[("Third.", skip)]);
        check("prfaq-classic", RELEASE, 4, &[]);
    }

    #[test]
    fn an_appendix_is_not_counted() {
        let text = "## Introduction\n\nOne.\n\n## Appendix\n\nTwo.\n\nThree.\n";
        check("narrative-proposal", text, 1, &[]);
        let text = "## Introduction\n\n1.\n\n2.\n\n3.\n\n4.\n\n5.\n\n6.\n\n## Appendix\n\nTwo.\n";
        let skip = "7.0 pages. Which of these lines can I skip?";
        check("narrative-proposal", text, 1, &[("6.", skip)]);
    }
}
