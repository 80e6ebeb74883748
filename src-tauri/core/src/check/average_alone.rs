//! average-alone: "the average wait is four minutes" where a reader asks about the rest.
use super::claims::pattern;
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "average-alone",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 4,
    off: Off::NOWHERE.in_parts(&[
        "tenets",
        "headline",
        "subheading",
        "leader-quote",
        "customer-quote",
    ]),
    explanation: Explanation {
        why: "An average hides the few who wait an hour. Those few are the ones who leave, and the ones a reader asks about.",
        help: "Give the median and one in ten beside it, or from where to where it goes, and of how many.",
        flagged: "On average a caller waits four minutes.",
        unflagged: "The median caller waits two minutes, and one in ten waits eleven.",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

static AVERAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(on\x20average|an\x20average\x20of|(?:the|our|their|its)\x20average\x20(?:[a-z-]+\x20){1,3}?(?:is|was|takes?|took|waits?|spends?|lasts?|fell|rose|stands|needs?|dropped|stays?|scores?)|averages|averaged|averaging)\b",
    )
});

static SPREAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:median|percentile|quartile|p90|p95|p99|range|ranges|ranging|spread|deviation|between|from|at\x20most|at\x20least|slowest|fastest|longest|shortest|worst|best|one\x20in|up\x20to|half\x20of|of\x20every|of\x20all|distribution|varies|varied|minimum|maximum|more\x20than|fewer\x20than|appendix)\b",
    )
});

/// "Five leases were renewed, on average": how many there were.
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:[0-9][0-9,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\x20(?:[a-z-]+\x20)??[a-z-]*[a-rt-z]s\b",
    )
});

/// Units of the average itself, which count nothing.
const UNITS: [&str; 16] = [
    "seconds",
    "minutes",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "times",
    "pounds",
    "dollars",
    "euros",
    "cents",
    "points",
    "metres",
    "miles",
    "kilometres",
];

/// Tells whether the words before the average say of how many.
fn is_counted(before: &str) -> bool {
    COUNT
        .find_iter(before)
        .any(|found| !UNITS.iter().any(|unit| found.as_str().ends_with(unit)))
}

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.heard(&AVERAGE)
        .filter(|(sentence, place)| {
            if is_counted(&sentence.lower()[..place.start - sentence.span.start]) {
                return false;
            }
            let near = [sentence.lower(), sentence.next_lower()];
            let counts = near[0].contains(|c: char| c.is_ascii_digit())
                || super::open::has_number(sentence.masked());
            counts && !near.iter().any(|near| SPREAD.is_match(near))
        })
        .map(|(_, place)| RULE.finding(place, "And the spread?"))
        .collect()
}
