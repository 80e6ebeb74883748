//! belief-without-because: "we believe teams will pay" where a reader asks why.
use super::claims::pattern;
use super::open::{Open, has_number, told_numbers_before};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "belief-without-because",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 6,
    off: Off::NOWHERE.in_parts(&["tenets", "headline", "subheading"]),
    explanation: Explanation {
        why: "A belief is where a reader and a writer part company. With its reason beside it the reader can check it; without it she can only believe the writer.",
        help: "Add what made you think so: what you saw, counted or were told, and by how many.",
        flagged: "We believe that teams will pay for it.",
        unflagged: "We believe that teams will pay, because 27 of 31 did.",
        template: "narrative-proposal",
        around: "## Strategic priorities\n\n{}\n",
    },
    find,
};

static BELIEF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(we\x20(?:strongly\x20|firmly\x20|also\x20|still\x20|truly\x20)?(?:believe|think|feel)|we(?:\x20are|’re|'re)\x20(?:very\x20|quite\x20|fully\x20|absolutely\x20)?(?:confident|convinced|certain|sure|optimistic)|it\x20is\x20our\x20(?:belief|view|conviction)|our\x20(?:belief|conviction|view)\x20is)\b",
    )
});

static REASON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:because|since|as\x20we|after|given|the\x20reason|reasons|for\x20example|for\x20instance|evidence|shows?|showed|showing|told\x20us|saw|seen|found|tested|asked|survey|pilot|based\x20on|appendix|so\x20far|why|if|whether|which\x20is\x20why|therefore|sign|measured|learned|data|[0-9]+\x20of\x20(?:the\x20)?[0-9]+|(?:case|chance)\x20(?:of|in))\b",
    )
});

/// "We do not think", "we think about": no belief is stated.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\x20(?:about|of|in|the\x20desk|so|not|through|it\x20over|twice|again)\b")
});

/// "that this is good enough": a judgement on what was just said.
static JUDGES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\x20that)?\x20(?:this|that|it|these)\x20(?:is|are)\b"));

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.heard(&BELIEF)
        .filter(|(sentence, place)| {
            let after = &sentence.lower()[place.end - sentence.span.start..];
            let has_reason =
                REASON.is_match(sentence.lower()) || REASON.is_match(sentence.next_lower());
            let judges = JUDGES.is_match(after) && told_numbers_before(sentence);
            !has_reason
                && !judges
                && !OTHERWISE.is_match(after)
                && !has_number(sentence.next_masked())
                && after.len() > 12
        })
        .map(|(_, place)| RULE.finding(place, "Why do you think so?"))
        .collect()
}
