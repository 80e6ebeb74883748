//! inside-talk: "MVP", "phase one" and "roadmap" in what the press prints.
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;

pub(super) const RULE: Rule = Rule {
    id: "inside-talk",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 5,
    off: Off::OUTSIDE_RELEASES.in_parts(&[
        "leader-quote",
        "customer-quote",
        "customer-faq",
        "internal-faq",
    ]),
    explanation: Explanation {
        why: "A customer does not know the word and does not care how you are organised. It tells her that the text was written for somebody else.",
        help: "Say what the customer sees. The inside word belongs in the internal questions.",
        flagged: "The MVP prints labels in two languages.",
        unflagged: "Acorn prints labels in two languages.",
        template: "prfaq-working-backwards",
        around: "## Solution\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.listed("inside")
        .filter(|(sentence, _)| sentence.is_printed())
        .map(|(_, place)| RULE.finding(place, "What does a customer call it?"))
        .collect()
}
