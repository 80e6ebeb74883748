//! tenets-too-many: the eighth tenet.
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Severity, Span};

pub(super) const RULE: Rule = Rule {
    id: "tenets-too-many",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 4,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "Tenets are used from memory, in the middle of an argument. Nobody has eight of them in mind.",
        help: "Keep the ones that have decided something in the last year. Two that always win together are one.",
        flagged: "1. A over B.\n2. B over C.\n3. C over D.\n4. D over E.\n5. E over F.\n6. F over G.\n7. G over H.\n8. H over I.",
        unflagged: "1. A over B.\n2. B over C.",
        template: "narrative-proposal",
        around: "## Tenets\n\n{}\n",
    },
    find,
};

/// Most tenets that a room remembers.
const MOST: usize = 7;

fn find(open: &Open<'_>) -> Vec<Finding> {
    let mut tenets = open.sentences().filter(|sentence| {
        sentence.role == Some("tenets") && sentence.passage.in_list && sentence.index == 0
    });
    let Some(eighth) = tenets.nth(MOST) else {
        return Vec::new();
    };
    let place = Span::new(eighth.span.start, eighth.span.end);
    let count = MOST + 1 + tenets.count();
    let remark = format!("{count} tenets. Which seven?");
    vec![RULE.finding(place, remark).about_the("tenets")]
}
