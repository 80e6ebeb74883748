//! benefit-is-a-feature-list: "includes X, Y and Z" where the customer looks for what it changes.
use super::claims::{once_a_paragraph, pattern};
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "benefit-is-a-feature-list",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 5,
    off: Off::OUTSIDE_RELEASES.in_parts(&[
        "problem",
        "leader-quote",
        "customer-quote",
        "how-it-works",
        "call-to-action",
        "customer-faq",
        "internal-faq",
        "tenets",
    ]),
    explanation: Explanation {
        why: "A list of features leaves the work to the customer: she has to find out by herself what would be different on Monday.",
        help: "Take the one that matters most and say what the customer no longer does, or does in how many minutes. The list belongs in an answer.",
        flagged: "Acorn includes shared calendars, reminders and a dashboard.",
        unflagged: "With Acorn a director plans the week in ten minutes, because it includes shared calendars, reminders and a dashboard.",
        template: "prfaq-working-backwards",
        around: "## Solution\n\n{}\n",
    },
    find,
};

static LIST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b((?:include|includes|including|offers?|offering|provides?|features|comes\x20with|combines|supports|brings\x20together|equipped\x20with|features\x20include|delivers|boasts)\x20[^.;:,()]{2,70},\x20[^.;:()]{2,140}?\x20(?:and|or)\x20[a-z0-9-]+)",
    )
});

/// The list is about the product, and nothing says what follows from it.
static BENEFIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:so\x20that|so\x20(?:they|you|she|he|nobody|a|the)|because|which\x20means|no\x20longer|instead\x20of|without|in\x20(?:[0-9]+|one|two|three|five|ten)\x20(?:minutes?|hours?|seconds|days?|clicks?)|saves?|you\x20can|they\x20can|can\x20now)\b",
    )
});

/// The items are customers, places or systems that it works with, not what it has.
static SCOPE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:who|professionals|people|customers|practices|partners|countries|cities|languages|windows|linux|points|researchers|executives|academics|practitioners)\b",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    let lists = open
        .heard(&LIST)
        .filter(|(sentence, place)| sentence.is_printed() && is_features(sentence, *place));
    once_a_paragraph(lists)
        .map(|(_, place)| RULE.finding(place, "And what is better for me?"))
        .collect()
}

fn is_features(sentence: &Sentence<'_>, place: crate::model::Span) -> bool {
    let said = sentence.passage.lower_of(place);
    !BENEFIT.is_match(sentence.lower())
        && !SCOPE.is_match(said)
        && !BENEFIT.is_match(sentence.next_lower())
}
