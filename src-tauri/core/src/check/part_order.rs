//! part-order: a part stands where readers do not expect it.

use super::open::Open;
use super::part_missing::name_inside;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Part, Severity, Span};
use crate::template::Template;

pub(super) const RULE: Rule = Rule {
    id: "part-order",
    kind: RuleKind::Parts,
    severity: Severity::Warning,
    cost: 5,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "Each part answers what the one before makes a reader ask; in another order they ask it longer.",
        help: "Move the part to where the template has it.",
        flagged: "## Call to action\n\nVisit acorn.example.\n\n## Problem\n\nNobody can buy bread at night.",
        unflagged: "## Problem\n\nNobody can buy bread at night.\n\n## Call to action\n\nVisit acorn.example.",
        template: "prfaq-working-backwards",
        around: "# Acorn opens a bakery\n\n## Summary\n\nLeeds, 9 March 2027 — Acorn opens.\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let Some(template) = open.reading.template else {
        return Vec::new();
    };
    let firsts = first_of_each(&open.reading.structure.parts);
    let orders: Vec<u32> = firsts.iter().map(|part| order(template, part)).collect();
    let kept = longest_in_order(&orders);
    (0..firsts.len())
        .filter(|index| !kept.contains(index))
        .filter_map(|index| {
            let span = open.opening(firsts[index]);
            out_of_place(template, &firsts, &orders, index, span)
        })
        .collect()
}

fn first_of_each(parts: &[Part]) -> Vec<&Part> {
    let mut firsts: Vec<&Part> = Vec::new();
    for part in parts {
        if !firsts.iter().any(|first| first.role == part.role) {
            firsts.push(part);
        }
    }
    firsts
}

fn order(template: &Template, part: &Part) -> u32 {
    template.part(&part.role).map_or(0, |part| part.order)
}

fn out_of_place(
    template: &Template,
    firsts: &[&Part],
    orders: &[u32],
    index: usize,
    span: Span,
) -> Option<Finding> {
    let name = |index: usize| {
        template
            .part(&firsts[index].role)
            .map(|part| name_inside(&part.name))
    };
    let too_late = (0..index).find(|other| orders[*other] > orders[index]);
    let too_early = (index + 1..firsts.len())
        .rev()
        .find(|other| orders[*other] < orders[index]);
    // A solution before its problem has a rule of its own.
    let role = |index: usize| firsts[index].role.as_str();
    let beside = too_late.or(too_early)?;
    if matches!(
        (role(index), role(beside)),
        ("solution", "problem") | ("problem", "solution")
    ) {
        return None;
    }
    let (message, help) = match (too_late, too_early) {
        (Some(other), _) => (
            format!("Should I not have read this before the {}?", name(other)?),
            format!("Move the {} above the {}.", name(index)?, name(other)?),
        ),
        (None, Some(other)) => (
            format!("Should the {} not come first?", name(other)?),
            format!("Move the {} below the {}.", name(index)?, name(other)?),
        ),
        (None, None) => return None,
    };
    Some(RULE.finding(span, message).helped_by(help))
}

/// Returns the places of a longest run that never goes back; the rest is out of place.
fn longest_in_order(orders: &[u32]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for (index, order) in orders.iter().enumerate() {
        let mut run = best[..index]
            .iter()
            .filter(|run| run.last().is_some_and(|last| orders[*last] <= *order))
            .max_by_key(|run| run.len())
            .cloned()
            .unwrap_or_default();
        run.push(index);
        best.push(run);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_parts_are_out_of_place() {
        assert_eq!(longest_in_order(&[1, 2, 3]), [0, 1, 2]);
        assert_eq!(longest_in_order(&[5, 1, 2, 3]), [1, 2, 3]);
        assert_eq!(longest_in_order(&[6, 6, 6]), [0, 1, 2]);
        assert_eq!(longest_in_order(&[]), [] as [usize; 0]);
    }
}
