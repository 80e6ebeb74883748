//! superlative-unsupported: "the best tool on the market" where a reader asks who says so.
//! Listens only for superlatives that praise; "the largest risk" and "the most common" compare.
use super::claims::pattern;
use super::open::{Open, has_number};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "superlative-unsupported",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 6,
    off: Off::NOWHERE.in_parts(&["tenets", "leader-quote", "customer-quote"]),
    explanation: Explanation {
        why: "One reader knows an exception, and says it aloud. A superlative is the one claim that a single example ends.",
        help: "Say what was compared, by whom and when, or say what it does and let the reader find the word.",
        flagged: "It is the best scheduling tool on the market.",
        unflagged: "In a test of six scheduling tools it was the fastest, at 11 minutes.",
        template: "prfaq-working-backwards",
        around: "## Solution\n\n{}\n",
    },
    find,
};

static PRAISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\b(?:is|are|as|be|become|remains?|build|building|built|offers?|offering|provides?|delivers?)\x20((?:the|our|its)\x20(?:(?:world|industry|market|country|region)(?:’s|'s)\x20|very\x20)?(?:best|fastest|easiest|simplest|smartest|cheapest|safest|leading|finest|preeminent|most\x20(?:advanced|powerful|innovative|complete|comprehensive|trusted|reliable|secure|accurate|intuitive|sophisticated|efficient|flexible|modern|loved|user-friendly))\x20[a-z-]+)\b
        | \b((?:the|a|an|our)\x20(?:(?:world|industry|market)(?:’s|'s)\x20|undisputed\x20)(?:best|first|only|fastest|largest|biggest|leading|top|most\x20[a-z]+)\x20[a-z-]+)\b
        | \b((?:the\x20)?(?:most|best|first|largest|biggest|fastest)\x20[a-z\x20’'-]{3,60}?\x20ever\x20(?:conducted|made|built|created|published|carried\x20out|launched|written))\b
        | \b((?:world-leading|industry-leading|market-leading|best-in-class|best\x20in\x20class|second\x20to\x20none|unmatched|unrivall?ed|unparalleled|like\x20no\x20other|number\x20one|market\x20leader))\b
        | \b((?:the|a)\x20leading\x20(?:provider|platform|solution|supplier|vendor|tool|software|service|maker|brand))\b
        | \b(the\x20only\x20(?:[a-z-]+\x20)?(?:tool|product|service|platform|solution|company|software|app|system|provider)\x20(?:that|which|to|on|in|with)))\b",
    )
});

static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:according\x20to|in\x20a\x20survey|surveyed|tested|in\x20a\x20test|compared|we\x20know|we\x20found|that\x20we|measured|ranked|rated|benchmark|appendix|award|if|for\x20us|of\x20the\x20(?:two|three|four|five|six|seven|eight|nine|ten|[0-9]+)|among|we\x20have|we\x20can|practice|could|not)\b",
    )
});

/// Praise of a rival costs the writer something, so nobody doubts it.
static RIVAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:alternatives?\x20to|competitors?|competes?\x20with|rivals?|replace(?:ment|s)?)\b",
    )
});

static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*(?:it\x20is|it’s|it's|they\x20are|they\x20have|theirs\x20is)\b")
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.claims()
        .filter_map(|sentence| {
            let lower = sentence.lower();
            // Most praise nothing, and whether they do is known from the last time.
            let found = sentence.says(&PRAISE).then(|| PRAISE.captures(lower))??;
            let words = (1..found.len()).find_map(|group| found.get(group))?;
            let place = sentence.claimed(words.range())?;
            let praises_a_rival =
                RIVAL.is_match(sentence.previous_lower()) && OTHERS.is_match(lower);
            let is_answered =
                praises_a_rival || COMPARED.is_match(lower) || has_number(sentence.masked());
            (!is_answered).then(|| RULE.finding(place, "Who says so?"))
        })
        .collect()
}
