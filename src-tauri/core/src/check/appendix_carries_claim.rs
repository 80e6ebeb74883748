//! appendix-carries-claim: what the argument needs is only pointed to, and stands in the appendix.
//! Silent where a number stands in the same sentence, and on sources in parentheses.

use super::appendices::{labels, references};
use super::claims::ascii_bounded;
use super::open::{Open, has_number};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "appendix-carries-claim",
    kind: RuleKind::Structure,
    severity: Severity::Advice,
    cost: 4,
    off: Off::OUTSIDE_NARRATIVES.in_parts(&["faq", "appendix"]),
    explanation: Explanation {
        why: "The appendix is not required reading; an argument that needs it falls over for everyone who did not turn the page.",
        help: "Say the result here in one sentence, with its number, and leave the table where it is.",
        flagged: "What the plan costs is set out in appendix A.",
        unflagged: "The plan costs £650,000 (appendix A).",
        template: "narrative-proposal",
        around: "## Strategic priorities\n\n{}\n\n## Appendix A: cost\n\n£650,000.\n",
    },
    find,
};

static NEEDED: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?i)\b(?:costs?|price|budget|spend|spending|risks?|reasons?|why|alternatives?|options?|benefits?|return|savings?|economics|business case|case for|evidence|proof|results?|figures|numbers|recommendations?|decisions?|trade-offs?|targets?|owners?|assumptions|rationale|justification|impact|how much|how many)\b",
    )
});

static CARRIED: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?i)\b(?:(?:is|are|can be|will be|were|was) (?:all |fully |only )?(?:in|set out|laid out|given|described|explained|listed|detailed|discussed|found|shown|covered|presented|summarised|summarized|documented|broken down)|(?:see|refer to|turn to)\b|(?:shows?|explains?|describes?|lists?|gives?|contains?|has|have|holds?|sets? out|details?|covers?|proves?|demonstrates?|documents?))\b",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    if !open.is_english() {
        return Vec::new();
    }
    let references = references(open);
    if references.is_empty() || labels(open).is_empty() {
        return Vec::new();
    }
    let mut last = None;
    references
        .into_iter()
        .filter(|reference| open.is_body(reference.span.start))
        .filter(|reference| {
            let said = has_number(reference.sentence);
            // In parentheses it is a source, and what it stands behind is said.
            let before =
                &reference.sentence[..reference.span.start - reference.sentence_span.start];
            let in_parentheses = before.rfind('(') > before.rfind(')');
            !said
                && !in_parentheses
                && NEEDED.is_match(reference.sentence)
                && CARRIED.is_match(reference.sentence)
        })
        .filter(|reference| last.replace(reference.sentence_span) != Some(reference.sentence_span))
        .map(|reference| {
            RULE.finding(
                reference.sentence_span,
                "Can I have this here, in a sentence?",
            )
        })
        .collect()
}
