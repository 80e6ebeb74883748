//! small-sample: "75 % of pilots" where a reader asks of how many.
use super::claims::pattern;
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "small-sample",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 6,
    off: Off::NOWHERE.in_parts(&[
        "tenets",
        "headline",
        "goals",
        "leader-quote",
        "customer-quote",
    ]),
    explanation: Explanation {
        why: "Of four pilots, 75 % are three. A percentage makes them sound like a crowd, and a reader who finds out feels cheated.",
        help: "Give the count: “three of four pilots”. Below about twenty a percentage says more than is known.",
        flagged: "In the first year 75 % of pilots renewed.",
        unflagged: "Three of four pilots renewed.",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

const ASKED: &str = r"(?:pilots?|pilot\x20(?:customers|users|teams|practices|sites|partners|schools|companies)|testers|beta\x20(?:users|testers|customers|teams)|trial\x20(?:users|customers|teams)|interviewees|respondents|participants|early\x20(?:adopters|users|customers)|(?:customers|users|people|teams|those|companies|managers)\x20(?:surveyed|interviewed|asked|we\x20asked|we\x20interviewed|tested))";

static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"([0-9][0-9.]*[\x20\u{{a0}}\u{{202f}}]?(?:%|percent\b|per\x20cent\b)\x20of\x20(?:all\x20|the\x20|our\x20|its\x20|those\x20|these\x20){{0,2}}{ASKED})\b"
    ))
});

static OF_FEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([0-9][0-9.]*[\x20\u{a0}\u{202f}]?(?:%|percent\b|per\x20cent\b)\x20of\x20(?:the|our|all|its)\x20(?:[2-9]|1[0-9]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\x20[a-z]+)",
    )
});

/// How many there were, said in the same paragraph.
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:[0-9][0-9,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\x20(?:[a-z-]+\x20)?{ASKED}\b
        | \b(?:of|n\x20=|out\x20of|asked|surveyed|interviewed|with|sample\x20of)\x20(?:the\x20|our\x20|all\x20)?(?:[0-9][0-9,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\x20[a-z]"
    ))
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.claims()
        .filter(|sentence| sentence.lower().contains('%') || sentence.lower().contains("per"))
        .filter_map(|sentence| remark(&sentence))
        .collect()
}

fn remark(sentence: &Sentence<'_>) -> Option<Finding> {
    if let Some(place) = sentence.heard(&OF_FEW) {
        return Some(RULE.finding(place, "How many is that?"));
    }
    let place = sentence.heard(&SHARE)?;
    (!COUNT.is_match(sentence.paragraph_lower())).then(|| RULE.finding(place, "Of how many?"))
}
