//! call-to-action-one-sentence: the last line of a press release is more than where to go next.

use super::Finding;
use super::open::Open;
use super::rule::{Explanation, Off, Rule, RuleKind};
use super::subheading_one_sentence::over;
use crate::model::Severity;

pub(super) const RULE: Rule = Rule {
    id: "call-to-action-one-sentence",
    kind: RuleKind::Structure,
    severity: Severity::Advice,
    cost: 2,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "Whoever is convinced wants one address; what stands around it hides it.",
        help: "Keep the one sentence that says where to go. Prices and conditions have their place in the customer FAQ.",
        flagged: "To begin, visit tidewell.example. Fill runs on all common systems and needs no installation.",
        unflagged: "To begin, visit tidewell.example.",
        template: "prfaq-working-backwards",
        around: "## Call to action\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    over(open, "call-to-action")
        .into_iter()
        .map(|place| RULE.finding(place, "Do I need this to know where to go?"))
        .collect()
}
