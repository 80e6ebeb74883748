//! ask-late: what the readers are to decide stands behind the first page of a narrative.

use super::ask::{Ask, first_ask};
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ask-late",
    kind: RuleKind::Parts,
    severity: Severity::Warning,
    cost: 6,
    off: Off::OUTSIDE_NARRATIVES,
    explanation: Explanation {
        why: "Whoever learns on a later page what is to be decided has read the first one without knowing what to look for.",
        help: "Move the sentence into the first paragraph. What stands between then becomes its reasons.",
        flagged: "We propose to close both depots.",
        unflagged: "Both depots are then closed.",
        template: "narrative-proposal",
        around: LATE,
    },
    find,
};

/// A first page of 700 words that asks nothing, then what is asked.
const LATE: &str = include_str!("ask_late_sample.md");

fn find(open: &Open<'_>) -> Vec<Finding> {
    if !open.is_english() {
        return Vec::new();
    }
    match first_ask(open) {
        Ask::Late(sentence) => {
            vec![RULE.finding(sentence, "Could I have read this on the first page?")]
        }
        Ask::InTime | Ask::Nowhere => Vec::new(),
    }
}
