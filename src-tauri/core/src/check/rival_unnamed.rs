//! rival-unnamed: "unlike existing tools" where a reader asks which.
use super::claims::pattern;
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "rival-unnamed",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 5,
    off: Off::NOWHERE.in_parts(&["tenets", "leader-quote", "customer-quote"]),
    explanation: Explanation {
        why: "A rival without a name can be given any weakness. A reader thinks of the one that she uses, and it may not have it.",
        help: "Name the one or two that customers use today, and say what those do better.",
        flagged: "Unlike existing tools, it works on paper.",
        unflagged: "Unlike Rota and Meridian, it works on paper.",
        template: "prfaq-working-backwards",
        around: "## Solution\n\n{}\n",
    },
    find,
};

const THINGS: &str = r"(?:tools?|solutions?|products?|services?|systems?|platforms?|apps?|software|offerings?|providers?|vendors?|alternatives|approaches|competitors|options|methods|programs|packages)";

static RIVAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:(?:unlike|in\x20contrast\x20to|compared\x20(?:to|with)|than|better\x20than|superior\x20to|beyond\x20what)\x20(?:(?:most|many|all|any|the|its|our)\x20)?(?:existing|other|traditional|current|competing|conventional|legacy|rival|similar|today’s|comparable|alternative)\x20(?:[a-z-]+\x20){{0,2}}?{THINGS}
        | unlike\x20(?:our\x20|its\x20|the\x20|most\x20)?(?:competitors|competition|rivals|alternatives)
        | (?:existing|current|traditional|competing|other|conventional)\x20(?:[a-z-]+\x20){{0,1}}?{THINGS}\x20(?:are|is|lack|fail|force|do\x20not|don’t|cannot|can’t|offer|charge|require|only|ignore|struggle|fall\x20short|make|stop)
        | (?:our\x20|the\x20)?competitors\x20(?:are|lack|fail|do\x20not|don’t|cannot|can’t|offer|charge|require|only|ignore|have|struggle)
        | nothing\x20else\x20on\x20the\x20market|no\x20other\x20{THINGS})\b"
    ))
});

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:such\x20as|like\x20[a-z]|including|for\x20example|e\.g\.|namely|the\x20(?:two|three|four|five|six)|appendix)\b",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.heard(&RIVAL)
        .filter(|(sentence, place)| {
            let after = &sentence.lower()[place.end - sentence.span.start..];
            let is_named = NAMED.is_match(after)
                || names_follow(sentence.masked(), place.end - sentence.span.start);
            !is_named && !sentence.has_number_near()
        })
        .map(|(_, place)| RULE.finding(place, "Which ones?"))
        .collect()
}

/// "existing tools (Rota, Meridian)", "other systems, Rota among them".
fn names_follow(masked: &str, from: usize) -> bool {
    masked[from..].split_whitespace().take(6).any(|word| {
        word.trim_start_matches(['(', '“'])
            .starts_with(|c: char| c.is_ascii_uppercase())
    })
}
