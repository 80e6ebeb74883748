//! faq-side-missing: an FAQ has only customers' or only colleagues' questions, or does not say whose.

use super::open::Open;
use super::part_missing::{fitting_starter, in_its_endings};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::block::Kind;
use crate::model::{Part, Severity, Side, Span};

pub(super) const RULE: Rule = Rule {
    id: "faq-side-missing",
    kind: RuleKind::Parts,
    severity: Severity::Warning,
    cost: 6,
    off: Off::OUTSIDE_RELEASES,
    explanation: Explanation {
        why: "Customers ask what it does for them, colleagues ask what it does to us. An FAQ for one of them leaves the other with all their questions.",
        help: "Divide the questions under “Customer FAQ” and “Internal FAQ”, and look at what the shorter one lacks.",
        flagged: "## Customer FAQ\n\n### What does it cost?\n\n€3.",
        unflagged: "## Customer FAQ\n\n### What does it cost?\n\n€3.\n\n## Internal FAQ\n\n### What does a loaf cost us?\n\n€1.10.",
        template: "prfaq-working-backwards",
        around: "# Press release\n\n## Problem\n\nNobody can buy bread at night.\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let structure = &open.reading.structure;
    let faq = |role: &str| structure.parts.iter().find(|part| part.role == role);
    let undivided = structure
        .questions
        .iter()
        .any(|question| question.side == Side::Unknown);
    match (faq("customer-faq"), faq("internal-faq")) {
        (Some(customer), None) if undivided => vec![whose(open, customer)],
        (Some(customer), None) => missing(open, customer, "internal-faq", false)
            .into_iter()
            .collect(),
        (None, Some(internal)) => missing(open, internal, "customer-faq", true)
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

fn whose(open: &Open<'_>, faq: &Part) -> Finding {
    let heading = open.reading.blocks.iter().find(|block| {
        block.span.start == faq.span.start
            && matches!(block.kind, Kind::Heading { .. } | Kind::Paragraph)
    });
    let span = heading.map_or(Span::new(faq.span.start, faq.span.start), |heading| {
        heading.span
    });
    RULE.finding(span, "Who asks these: customers or colleagues?")
        .because("Customers are told what it costs; colleagues are told what it costs us. A reader has to know which of the two is answered.")
        .helped_by("Divide the questions under two headings, “Customer FAQ” and “Internal FAQ”; then look at what the shorter one lacks.")
}

fn missing(open: &Open<'_>, beside: &Part, role: &str, before: bool) -> Option<Finding> {
    let part = open.reading.template?.part(role)?;
    let starter = fitting_starter(open, part);
    let at = if before {
        beside.span.start
    } else {
        beside.span.end
    };
    let insert = if before {
        format!("{starter}\n\n")
    } else {
        format!("\n\n{starter}")
    };
    let name = part
        .name
        .replace("Customer", "customer")
        .replace("Internal", "internal");
    let insert = in_its_endings(open.text(), &insert);
    Some(
        RULE.finding(Span::new(at, at), part.missing.clone())
            .missing(name.clone())
            .about_the(role)
            .because(part.why.clone())
            .helped_by(part.help.clone())
            .mended_by(
                format!("Add the {name} here"),
                vec![(Span::new(at, at), insert)],
            ),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{RELEASE, findings};

    #[test]
    fn the_fix_adds_the_other_side_after_the_first() {
        let found = findings(
            "faq-side-missing",
            RELEASE,
            "# Customer FAQ\n\n## Why?\n\nSo.\n",
        );
        let fix = found[0].fix.as_ref().expect("a fix");
        assert_eq!(fix.label, "Add the internal FAQ here");
        assert!(
            fix.splices[0]
                .1
                .starts_with("\n\n# Internal FAQ\n\n## What do customers"),
            "{:?}",
            fix.splices
        );
    }
}
