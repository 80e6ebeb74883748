//! image-in-body: a picture stands where the text should argue.
//! Silent in FAQ answers and appendices.

use super::links::{MarkKind, marks};
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Severity, Span};

pub(super) const RULE: Rule = Rule {
    id: "image-in-body",
    kind: RuleKind::Structure,
    severity: Severity::Advice,
    cost: 2,
    off: Off::NOWHERE.in_parts(&["customer-faq", "internal-faq", "faq", "appendix"]),
    explanation: Explanation {
        why: "A picture in the text is looked at and not discussed: everybody sees something else in it.",
        help: "Say in a sentence what it shows, with the number, and put the picture in the appendix.",
        flagged: "![Late deliveries by week](weeks.png)",
        unflagged: "Deliveries were late in 40 of 52 weeks (appendix A).",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.body_passages()
        .flat_map(|passage| {
            marks(passage.span.of(open.text()))
                .into_iter()
                .filter(|mark| mark.kind == MarkKind::Picture)
                .map(|mark| {
                    Span::new(
                        passage.span.start + mark.span.start,
                        passage.span.start + mark.span.end,
                    )
                })
        })
        .map(|place| RULE.finding(place, "What should I see in this?"))
        .collect()
}
