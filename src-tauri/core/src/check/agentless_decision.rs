//! agentless-decision: "it was decided" and "mistakes were made" where a reader asks by whom.
use super::claims::pattern;
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "agentless-decision",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 5,
    off: Off::NOWHERE.in_parts(&["tenets"]),
    explanation: Explanation {
        why: "A decision that nobody took cannot be asked about, and a mistake that nobody made will be made again.",
        help: "Name who decided, or who will. Other passives may stay.",
        flagged: "It was decided to end the trial.",
        unflagged: "Nadia Brandt decided to end the trial.",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

static AGENTLESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:it\x20(?:was|has\x20been|had\x20been)\x20(?:therefore\x20|then\x20|later\x20|also\x20)?(?:decided|agreed|determined|concluded|felt|recogni[sz]ed|deemed|judged|considered\x20best))
        | (?:(?:a|the|that|this)\x20decision\x20(?:was|has\x20been|had\x20been)\x20(?:made|taken|reached))
        | (?:decisions\x20(?:were|have\x20been)\x20(?:made|taken))
        | (?:(?:some\x20|serious\x20|many\x20)?(?:mistakes|errors)\x20(?:were|have\x20been)\x20made)
        | (?:an?\x20(?:mistake|error)\x20was\x20made)
        | (?:concerns\x20(?:were|have\x20been)\x20(?:raised|voiced|expressed))
        | (?:(?:targets|deadlines|dates|warnings|signs)\x20(?:were|have\x20been)\x20(?:missed|overlooked|ignored))
        | (?:was\x20(?:deprioriti[sz]ed|put\x20on\x20hold|signed\x20off|greenlit)))\b",
    )
});

static AGENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bby\x20(?:the|our|a|an|its|their|his|her|two|three|every|all|[0-9]+)?\x20?[a-z]")
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bby\x20(?:[0-9]|january|february|march|april|may|june|july|august|september|october|november|december|then|now|the\x20end|mid|early|late|next|[a-z]+ing\b)",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.heard(&AGENTLESS)
        .filter(|(sentence, place)| {
            let after = &sentence.lower()[place.end - sentence.span.start..];
            !AGENT.is_match(&DATE.replace_all(after, " "))
        })
        .map(|(sentence, place)| {
            let said = &sentence.lower()
                [place.start - sentence.span.start..place.end - sentence.span.start];
            let decided = [
                "decid",
                "agreed",
                "decision",
                "determined",
                "concluded",
                "deemed",
                "judged",
                "priori",
                "signed",
                "greenlit",
                "hold",
            ];
            let message = if decided.iter().any(|word| said.contains(word)) {
                "Who decided?"
            } else {
                "By whom?"
            };
            RULE.finding(place, message)
        })
        .collect()
}
