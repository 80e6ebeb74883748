//! hype-word: "seamless", "world-class", "revolutionary".
use super::claims::pattern;
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "hype-word",
    kind: RuleKind::Style,
    severity: Severity::Advice,
    cost: 3,
    off: Off::NOWHERE.in_parts(&["tenets"]),
    explanation: Explanation {
        why: "Readers have met the word in every announcement of the year. It tells them who is speaking, and nothing about the thing.",
        help: "Cut it. If the sentence is now too plain, what it lacks is a fact.",
        flagged: "Acorn is a seamless way to sell bread.",
        unflagged: "A shop lists its bread in two minutes, without a new till.",
        template: "prfaq-working-backwards",
        around: "## Solution\n\n{}\n",
    },
    find,
};

/// Terms of a trade.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\x20(?:ratio|buyout|regression|estimator|standard\x20error|technolog)")
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.listed("hype")
        .filter(|(sentence, place)| {
            !OTHERWISE.is_match(&sentence.lower()[place.end - sentence.span.start..])
        })
        .map(|(_, place)| RULE.finding(place, "Meaning what?"))
        .collect()
}
