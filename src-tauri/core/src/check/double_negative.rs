//! double-negative: "not uncommon", which a reader has to work out.
use super::claims::pattern;
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "double-negative",
    kind: RuleKind::Style,
    severity: Severity::Advice,
    cost: 2,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "Two negatives have to be taken apart before they say anything, and some readers come out with the opposite.",
        help: "Say what is so: “common”, “often”, “possible”.",
        flagged: "It is not uncommon for a practice to wait.",
        unflagged: "A practice often waits.",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

static DOUBLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b((?:not|never|isn’t|isn't|aren’t|aren't|wasn’t|wasn't|hardly)\x20(?:entirely\x20|wholly\x20|at\x20all\x20|an\x20|a\x20)?(?:un(?:common|usual|likely|reasonable|important|happy|aware|able|known|expected|related|welcome|willing|fair|necessary|successful|realistic|interesting|clear|certain|helpful|profitable)(?:ly)?|im(?:possible|practical|probable|material)|in(?:frequent(?:ly)?|significant(?:ly)?|correct|expensive|effective|accurate|convenient|consistent|considerable|adequate)|without\x20(?:risk|merit|reason|difficulty|problems|cost)|dis(?:similar|honest)|non-[a-z]+|irrelevant|illogical)
        | (?:cannot|can’t|can't|could\x20not|couldn’t)\x20(?:not|deny\x20that\x20[a-z]+\x20[a-z]+\x20not)
        | (?:do|does|did|don’t|don't|doesn’t|doesn't)\x20not\x20(?:dis(?:agree|like|approve)|fail\x20to|lack)
        | (?:don’t|don't|doesn’t|doesn't|didn’t|didn't)\x20(?:disagree|dislike|disapprove|fail\x20to|lack)
        | no\x20(?:lack|shortage|absence)\x20of
        | (?:nobody|no\x20one|none)\x20(?:[a-z]+\x20){0,2}(?:does\x20not|doesn’t|doesn't|did\x20not|didn’t|didn't|disagrees|disagreed))\b",
    )
});

/// "not only … but", "if it is not possible": one negative, or a correction.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:whether\x20or|if)\x20$"));

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.heard(&DOUBLE)
        .filter(|(sentence, place)| {
            let (before, after) = sentence.lower().split_at(place.start - sentence.span.start);
            let contrasts = after.contains(", but") || after.contains("; it is");
            !OTHERWISE.is_match(before) && !contrasts
        })
        .map(|(_, place)| RULE.finding(place, "So is it, or is it not?"))
        .collect()
}
