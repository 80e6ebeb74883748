//! weasel-word: words behind which a claim hides, such as "arguably" and "should result in".
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;

pub(super) const RULE: Rule = Rule {
    id: "weasel-word",
    kind: RuleKind::Style,
    severity: Severity::Advice,
    cost: 2,
    off: Off::NOWHERE.in_parts(&["tenets", "customer-faq"]),
    explanation: Explanation {
        why: "The word takes back half of what the sentence says, and a reader cannot tell which half.",
        help: "Say it, or say what you do not know yet and who finds out.",
        flagged: "This should result in fewer calls.",
        unflagged: "This ends 30 of 120 calls a day.",
        template: "narrative-proposal",
        around: "## Strategic priorities\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.listed("weasel")
        .map(|(_, place)| RULE.finding(place, "Is it so, or not?"))
        .collect()
}
