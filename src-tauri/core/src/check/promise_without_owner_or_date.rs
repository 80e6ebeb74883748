//! promise-without-owner-or-date: "we will address data quality" where a reader asks who, and by when.
use super::claims::pattern;
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "promise-without-owner-or-date",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 7,
    off: Off::NOWHERE.in_parts(&[
        "tenets",
        "headline",
        "subheading",
        "summary",
        "problem",
        "solution",
        "leader-quote",
        "how-it-works",
        "customer-quote",
        "call-to-action",
    ]),
    explanation: Explanation {
        why: "A promise without a name and a day is kept by nobody. The room hears it as a wish and asks for it again next year.",
        help: "Put who does it and by when. If nobody has taken it on yet, say that.",
        flagged: "We will address data quality.",
        unflagged: "Ines Roth repairs the customer records by 30 June.",
        template: "narrative-proposal",
        around: "## Strategic priorities\n\n{}\n",
    },
    find,
};

/// Verbs that begin work without saying when it is done.
static PROMISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b((?:we(?:\x20will|’ll|'ll|\x20shall|\x20plan\x20to|\x20intend\x20to|\x20are\x20going\x20to|\x20aim\x20to|\x20hope\x20to)|the\x20team\x20(?:will|plans\x20to))\x20(?:also\x20|then\x20|further\x20|continue\x20to\x20|work\x20to\x20|start\x20to\x20|soon\x20)?(?:address|improve|look\x20into|look\x20at|investigate|explore|fix|tackle|revisit|review|find\x20out|follow\x20up|evaluate|strengthen|align|resolve|monitor|reduce|increase|work\x20on|work\x20with|invest\x20in|consider|clarify|examine|assess|clean\x20up|repair|rework|optimi[sz]e|streamline|enhance|deal\x20with|take\x20care\x20of|sort\x20out|come\x20back\x20to|think\x20about|research|hire|simplify|document|prioriti[sz]e|ramp\x20up))\b
        | \b((?:this|these|it|they|[a-z]+\x20(?:issues?|problems?|gaps?|quality|errors?|delays?)|(?:security|performance|reliability|support|onboarding|documentation|quality))\x20will\x20be\x20(?:addressed|improved|fixed|investigated|reviewed|resolved|looked\x20into|tackled|revisited|evaluated|dealt\x20with|sorted\x20out))\b",
    )
});

/// What dates a promise.
static WHEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|(?:19|20)[0-9][0-9]|q[1-4]|today|tomorrow|tonight|weekly|monthly|daily)\b
        | \b(?:within|in|after|for|every|until|by|before)\x20(?:the\x20|a\x20|an\x20|about\x20|next\x20|first\x20|each\x20)?(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)?[\x20-]?(?:hours?|days?|weeks?|months?|quarters?|years?|launch|end\x20of)\b
        | \b(?:every|each)\x20(?:day|week|month|quarter|year)\b",
    )
});

/// A promise with a condition is an answer: "if Rota builds a rival we lower the price".
static CONDITION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:if|unless|should|once|when|owner:|owns)\b"));

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.claims()
        .filter_map(|sentence| {
            let lower = sentence.lower();
            if !lower.contains("will") && !lower.contains("we ") && !lower.contains("ll ") {
                return None;
            }
            let found = PROMISE.captures(lower)?;
            let words = found.get(1).or_else(|| found.get(2))?;
            let place = sentence.claimed(words.range())?;
            let is_answered = [lower, sentence.next_lower()]
                .iter()
                .any(|near| WHEN.is_match(near))
                || CONDITION.is_match(lower)
                || is_dated_list(&sentence);
            (!is_answered).then(|| RULE.finding(place, "By when, and who?"))
        })
        .collect()
}

/// The date stands at the head of the paragraph: "By 30 June:".
fn is_dated_list(sentence: &Sentence<'_>) -> bool {
    sentence.index > 0 && WHEN.is_match(sentence.previous_lower())
}
