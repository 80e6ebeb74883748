//! link-in-body: a link stands where the text should carry itself.
//! Silent where a reader is sent somewhere: how it works, the call to action, FAQ answers, appendices.

use super::links::{MarkKind, marks};
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Severity, Span};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "link-in-body",
    kind: RuleKind::Structure,
    severity: Severity::Advice,
    cost: 2,
    off: Off::NOWHERE.in_parts(&[
        "call-to-action",
        "how-it-works",
        "customer-faq",
        "internal-faq",
        "faq",
        "appendix",
    ]),
    explanation: Explanation {
        why: "Readers of paper cannot follow a link, and readers of a screen do not come back from one.",
        help: "Say here what they would have found there, in a sentence, and put the address in the appendix.",
        flagged: "Most of the delay is [explained here](https://acorn.example/delay).",
        unflagged: "Of 23 days, eleven pass in waiting for the old system (appendix B).",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

static INVITES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:to learn more|to find out more|for more information|please visit|sign up at|head to)\b")
        .expect("a fixed pattern")
});

/// More remarks of one kind than this teach nothing new.
const MOST: usize = 3;

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.body_passages()
        .filter(|passage| {
            !RULE
                .off
                .is_in_part(open.reading.role_at(passage.span.start))
        })
        // Whoever is invited needs the address, wherever it stands.
        .filter(|passage| !INVITES.is_match(&passage.masked))
        .flat_map(|passage| {
            marks(passage.span.of(open.text()))
                .into_iter()
                .filter(|mark| mark.kind != MarkKind::Picture)
                .map(|mark| {
                    Span::new(
                        passage.span.start + mark.span.start,
                        passage.span.start + mark.span.end,
                    )
                })
        })
        .take(MOST)
        .map(|place| RULE.finding(place, "Must I go there to follow you?"))
        .collect()
}
