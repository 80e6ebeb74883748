//! relative-date: "next quarter" where a reader, a month later, asks which.
use super::claims::pattern;
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "relative-date",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 4,
    off: Off::NOWHERE.in_parts(&["tenets", "leader-quote", "customer-quote", "call-to-action"]),
    explanation: Explanation {
        why: "The document is read in another month than it was written in, and “next quarter” moves with the reader.",
        help: "Put the month or the quarter with its year.",
        flagged: "The fifth system is connected next quarter.",
        unflagged: "The fifth system is connected in September 2027.",
        template: "narrative-proposal",
        around: "## Strategic priorities\n\n{}\n",
    },
    find,
};

static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[a-z,;:]\x20|\()((?:(?:early|late|later|by|until|in|during|from)\x20)?(?:next|this|last)\x20(?:quarter|year|month|week|summer|autumn|winter|fall|half-year)|recently|in\x20the\x20near\x20future|in\x20the\x20(?:coming|next\x20few)\x20(?:weeks|months|quarters|years)|(?:very\x20)?soon|shortly|before\x20long|in\x20due\x20course|at\x20a\x20later\x20date|at\x20some\x20point|as\x20soon\x20as\x20possible|a\x20while\x20ago|not\x20long\x20ago)\b",
    )
});

/// What tells the day all the same, or makes the words mean something else.
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:january|february|march|april|june|july|august|september|october|november|december|(?:19|20)[0-9][0-9]|q[1-4]|h[12])\b|\bmay\x20(?:[0-9]|and|to)|[0-9]\x20may\b",
    )
});

/// "the last year", "as soon as", "how soon", "too soon", "every last week".
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:the|as|how|too|so|or|than|every|each|before|year’s|whether)\x20$")
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.heard(&RELATIVE)
        .filter(|(sentence, place)| {
            let lower = sentence.lower();
            let (start, end) = (
                place.start - sentence.span.start,
                place.end - sentence.span.start,
            );
            let follows = &lower[end..];
            let is_idiom = OTHERWISE.is_match(&lower[..start])
                || lower[start..end].ends_with("soon")
                    && (follows.starts_with(" as")
                        || follows.starts_with(" after")
                        || follows.starts_with(" enough"))
                || lower[start..end].ends_with("shortly")
                    && (follows.starts_with(" after") || follows.starts_with(" before"))
                // "Last year's Monday" is what this year's is measured by.
                || follows.starts_with("’s ")
                || follows.starts_with("'s ");
            !is_idiom && !DATED.is_match(lower)
        })
        .map(|(_, place)| RULE.finding(place, "When exactly?"))
        .collect()
}
