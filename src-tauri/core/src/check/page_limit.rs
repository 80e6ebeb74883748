//! page-limit: the press release, its FAQ or the body of a narrative is over its pages.
//! Pages are told from words here, so it says "about", and nothing where it could be wrong.

use super::body::{WORDS_A_PAGE, words_of};
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::block::Block;
use crate::model::{Severity, Span};

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
    // Scripts without spaces fill a page with other counts.
    if matches!(open.reading.structure.language.as_str(), "ja" | "zh" | "ko") {
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
    let pages = pages?;
    let words: usize = blocks
        .iter()
        .map(|block| words_of(open.text(), block))
        .sum();
    let about = words as f32 / WORDS_A_PAGE as f32;
    if about < pages * SURELY {
        return None;
    }
    let place = open.page_break(blocks, (pages * WORDS_A_PAGE as f32) as usize)?;
    let first_line = place.of(open.text()).lines().next().unwrap_or_default();
    let place = Span::new(place.start, place.start + first_line.len());
    let limit = if pages == 1.0 {
        "one page".to_owned()
    } else {
        format!("{pages} pages")
    };
    Some(
        RULE.finding(place, format!("About {about:.1} pages. Which of these lines can I skip?"))
            .helped_by(format!(
                "The {name} has {limit} at most, and by its words that ends near here. Take out what a reader would not miss; the appendix holds the rest."
            )),
    )
}
