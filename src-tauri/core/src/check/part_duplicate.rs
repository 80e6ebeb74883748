//! part-duplicate: a part stands twice under the same heading.
//! Silent on quotes, appendices, and on problems and solutions told in turn.

use super::open::Open;
use super::part_missing::name_inside;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{FoundBy, Part, Severity};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "part-duplicate",
    kind: RuleKind::Parts,
    severity: Severity::Warning,
    cost: 4,
    off: Off::NOWHERE.in_parts(&["appendix", "leader-quote", "customer-quote"]),
    explanation: Explanation {
        why: "Two parts of one name make a reader look for the difference, and doubt which of them counts.",
        help: "Bring both under the first heading, or give the second one the name of what it adds.",
        flagged: "## Goals\n\nForty depots by June.\n\n## Goals\n\nSixty by July.",
        unflagged: "## Goals\n\nForty depots by June, sixty by July.",
        template: "narrative-proposal",
        around: "{}",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let Some(template) = open.reading.template else {
        return Vec::new();
    };
    let parts = &open.reading.structure.parts;
    let mut seen = HashSet::new();
    let mut findings = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let first = part.found_by != FoundBy::Heading
            || seen.insert((part.role.as_str(), heading(open, part)));
        // Two problems, each with its solution, are told in turn.
        let in_turn = matches!(part.role.as_str(), "problem" | "solution")
            && index > 0
            && parts[index - 1].role != part.role;
        let known = template.part(&part.role).filter(|_| !first && !in_turn);
        findings.extend(known.map(|known| {
            let message = format!("Did I not read the {} already?", name_inside(&known.name));
            RULE.finding(open.opening(part), message)
        }));
    }
    findings
}

/// Returns the words that announce a part, without marks and articles.
fn heading(open: &Open<'_>, part: &Part) -> String {
    let opening = &open.text()[part.span.start..part.body.start.max(part.span.start)];
    let opening = if part.body.start == part.body.end {
        part.span.of(open.text())
    } else {
        opening
    };
    opening
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| !matches!(word.as_str(), "the" | "our"))
        .collect::<Vec<_>>()
        .join(" ")
}
