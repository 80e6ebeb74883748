//! recommendation-without-alternative: "we recommend building" in a document that rejects nothing.
use super::claims::pattern;
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use crate::model::block::Kind;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "recommendation-without-alternative",
    kind: RuleKind::Claim,
    severity: Severity::Warning,
    cost: 8,
    off: Off::NOWHERE.in_parts(&["tenets", "appendix"]),
    explanation: Explanation {
        why: "Without a rejected option a recommendation is an announcement. The room spends its time on the options that the writer left out.",
        help: "Name the two or three ways that were seriously considered, and why each was not taken.",
        flagged: "We recommend building our own depot.",
        unflagged: "We recommend building our own depot. We rejected renting one: it costs £40,000 more in three years.",
        template: "narrative-proposal",
        around: "## Introduction\n\n{}\n",
    },
    find,
};

static RECOMMENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(we\x20(?:therefore\x20|strongly\x20)?(?:recommend|propose|suggest)|our\x20(?:recommendation|proposal)\x20is|the\x20recommendation\x20is|i\x20(?:recommend|propose))\b",
    )
});

static ALTERNATIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:reject|rejected|rejects|alternatives?|instead\x20of|rather\x20than|considered|ruled\x20out|decided\x20against|other\x20(?:ways|options|paths|routes)|options?|not\x20chosen|we\x20(?:looked\x20at|weighed|compared|tried)|would\x20(?:also\x20)?have|the\x20other\x20way|do(?:ing)?\x20nothing|against\x20it)\b",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    let Some((_, place)) = open.heard(&RECOMMENDS).next() else {
        return Vec::new();
    };
    let reading = open.reading;
    let told = reading
        .passages
        .iter()
        .any(|passage| ALTERNATIVE.is_match(&passage.lower));
    // A heading or a question of its own tells as well.
    let headed = || {
        let headings = reading.blocks.iter().filter_map(|block| match &block.kind {
            Kind::Heading { text, .. } => Some(text.of(reading.text).to_ascii_lowercase()),
            _ => None,
        });
        headings
            .into_iter()
            .any(|heading| ALTERNATIVE.is_match(&heading))
    };
    if told || headed() {
        return Vec::new();
    }
    vec![RULE.finding(place, "Instead of what?")]
}
