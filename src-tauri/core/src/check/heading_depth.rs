//! heading-depth: headings nested deeper than a reader of six pages can hold.
//! Silent in FAQs and appendices.

use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use crate::model::block::Kind;

pub(super) const RULE: Rule = Rule {
    id: "heading-depth",
    kind: RuleKind::Structure,
    severity: Severity::Advice,
    cost: 1,
    off: Off::NOWHERE.in_parts(&["customer-faq", "internal-faq", "faq", "appendix"]),
    explanation: Explanation {
        why: "Below the third level nobody knows any more what a paragraph belongs to.",
        help: "Let the first sentence of the paragraph say what its heading said, and take the heading out.",
        flagged: "#### Vans\n\nTwo of eleven stand still.",
        unflagged: "Of the vans, two of eleven stand still.",
        template: "narrative-proposal",
        around: "# Depots\n\n## State of the business\n\n### The north\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let Some(template) = open.reading.template else {
        return Vec::new();
    };
    let mut above: Vec<u8> = Vec::new();
    for block in &open.reading.blocks {
        let Kind::Heading { level, text } = block.kind else {
            continue;
        };
        above.retain(|other| *other < level);
        above.push(level);
        if above.len() > template.limits.heading_levels && open.is_body(block.span.start) {
            let message = format!("{} levels down: where am I?", in_words(above.len()));
            return vec![RULE.finding(text, message)];
        }
    }
    Vec::new()
}

fn in_words(count: usize) -> &'static str {
    match count {
        2 => "Two",
        3 => "Three",
        4 => "Four",
        5 => "Five",
        _ => "Six",
    }
}
