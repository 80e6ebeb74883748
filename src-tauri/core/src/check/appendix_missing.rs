//! appendix-missing: the text sends a reader to an appendix that is not there.

use super::appendices::{labels, references};
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "appendix-missing",
    kind: RuleKind::Parts,
    severity: Severity::Warning,
    cost: 5,
    off: Off::NOWHERE.in_parts(&["appendix"]),
    explanation: Explanation {
        why: "A reader turns to it, finds nothing, and trusts the other references less.",
        help: "Add the appendix, name the one that is meant, or give the number here and take the reference out.",
        flagged: "Deliveries were late in 40 of 52 weeks (see appendix D).",
        unflagged: "Deliveries were late in 40 of 52 weeks (see appendix A).",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n\n## Appendix A: deliveries\n\nForty of 52 weeks.\n",
    },
    find,
};

/// What is handed out apart is not missed here.
static APART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:attached|enclosed|separate|separately|handed out|other document|on request)\b",
    )
    .expect("a fixed pattern")
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    let there = labels(open);
    let mut missed = HashSet::new();
    references(open)
        .into_iter()
        .filter(|reference| !APART.is_match(reference.sentence))
        .filter(|reference| match reference.label.as_str() {
            "" => there.is_empty(),
            label => !there.contains(label),
        })
        // Each is missed once.
        .filter(|reference| missed.insert(reference.label.clone()))
        .map(|reference| {
            let message = match reference.label.as_str() {
                "" => "Where is the appendix?".to_owned(),
                label => format!("Where is appendix {}?", label.to_uppercase()),
            };
            RULE.finding(reference.span, message)
        })
        .collect()
}
