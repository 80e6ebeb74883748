//! adjective-without-data: "much faster" and "significantly" where a reader asks how much.
use super::claims::pattern;
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "adjective-without-data",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 5,
    off: Off::NOWHERE.in_parts(&["tenets", "headline", "leader-quote", "customer-quote"]),
    explanation: Explanation {
        why: "“Much faster” is what the writer felt. A reader who has heard it from everybody else waits for the number.",
        help: "Put the number and what it is compared with, or cut the word: the claim often stands better without it.",
        flagged: "Rooms are booked much faster.",
        unflagged: "Rooms are booked in two minutes, from eleven.",
        template: "prfaq-working-backwards",
        around: "## Solution\n\n{}\n",
    },
    find,
};

const COMPARATIVE: &str = r"(?:faster|slower|quicker|cheaper|better|easier|simpler|higher|lower|shorter|longer|larger|smaller|bigger|safer|stronger|fewer|greater|clearer|smoother|happier|friendlier|healthier|heavier|lighter|more\x20(?:quickly|easily|reliabl[ey]|accurate(?:ly)?|efficient(?:ly)?|effective(?:ly)?|productive|expensive|reliable|secure|often|likely)|less\x20(?:time|money|work|effort|expensive|often|likely))";
const CHANGE: &str = r"(?:improv(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|cut|cuts|grow|grows|grew|grown|fall|falls|fell|fallen|rise|rises|rose|risen|drop|drops|dropped|lower|lowers|lowered|raise|raises|raised|speed|speeds|sped|shorten|shortens|shortened|simplif(?:y|ies|ied)|boost|boosts|boosted|decrease|decreases|decreased|decline|declined|expand|expands|expanded)";
const DEGREE: &str = r"(?:significantly|dramatically|substantially|considerably|greatly|vastly|drastically|massively|hugely|radically|enormously|markedly|noticeably|sharply|strongly)";

static DEGREES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b((?:much|far|way|a\x20lot|a\x20great\x20deal|{DEGREE})\x20{COMPARATIVE}
        | (?:has\x20|have\x20)?{DEGREE}\x20{CHANGE}
        | {CHANGE}\x20(?:[a-z’'-]+\x20){{0,4}}?{DEGREE}
        | (?:a\x20|an\x20|the\x20)?(?:significant|substantial|considerable|huge|massive|dramatic|enormous|major|marked|sizeable|tremendous)\x20(?:[a-z]+\x20)?(?:amounts?|increases?|decreases?|improvements?|reductions?|savings?|growth|gains?|impact|costs?|drops?|declines?|losses|share|portion|proportion|difference|revenue|effort|delays?))\b"
    ))
});

static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:if|unless|whether|without|may|might|risk|no|not|never|would|could)\b")
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.heard(&DEGREES)
        .filter(|(sentence, _)| !PLANNED.is_match(sentence.lower()) && !sentence.has_number_near())
        .map(|(sentence, place)| RULE.finding(place, message(&sentence, place)))
        .collect()
}

/// Asks with the writer's own comparative: "How much faster?".
fn message(sentence: &Sentence<'_>, place: crate::model::Span) -> String {
    let said = sentence.passage.lower_of(place);
    let last = said.rsplit(' ').next().unwrap_or_default();
    let compared = [
        "faster", "slower", "quicker", "cheaper", "better", "easier", "simpler", "higher", "lower",
        "shorter", "longer", "larger", "smaller", "bigger", "safer",
    ];
    match compared.iter().find(|word| **word == last) {
        Some(word) => format!("How much {word}?"),
        None => "How much?".to_owned(),
    }
}
