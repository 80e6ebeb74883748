//! part-empty: a part has its heading and nothing below it.

use super::open::Open;
use super::part_missing::{in_its_endings, name_inside};
use super::review::written_words;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Part, Severity, Span};
use crate::template::PartTemplate;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "part-empty",
    kind: RuleKind::Parts,
    severity: Severity::Warning,
    cost: 7,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "A heading with nothing below it announces something and then does not say it.",
        help: "Write the one sentence that a reader needs here, or take the heading out.",
        flagged: "## Goals",
        unflagged: "## Goals\n\nForty depots by June 2027, from eleven today.",
        template: "narrative-proposal",
        around: "## Introduction\n\nWe ask for four people.\n\n{}\n\n## State of the business\n\nEleven depots run.\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let Some(template) = open.reading.template else {
        return Vec::new();
    };
    let parts = &open.reading.structure.parts;
    let (empty_parts, written): (Vec<&Part>, Vec<&Part>) =
        parts.iter().partition(|part| is_empty(open, part));
    // Alternating problems, or a second appendix: what is written elsewhere is not empty.
    let written: HashSet<&str> = written.iter().map(|part| part.role.as_str()).collect();
    empty_parts
        .into_iter()
        .filter(|part| !written.contains(part.role.as_str()))
        .filter_map(|part| {
            template
                .part(&part.role)
                .map(|known| empty(open, part, known))
        })
        .collect()
}

/// Guidance and questions left without answers have rules of their own.
fn is_empty(open: &Open<'_>, part: &Part) -> bool {
    written_words(open.reading, open.guidance, part) == 0
        && !open.guidance.touches(part.span)
        && !open.guidance.promises(part.span)
        && !has_questions(open, part)
        && !part.body.of(open.text()).contains("![")
        && !part.body.of(open.text()).contains("```")
}

fn has_questions(open: &Open<'_>, part: &Part) -> bool {
    let questions = &open.reading.structure.questions;
    let at = questions.partition_point(|question| question.span.start < part.span.start);
    questions
        .get(at)
        .is_some_and(|question| question.span.start < part.span.end)
}

fn empty(open: &Open<'_>, part: &Part, known: &PartTemplate) -> Finding {
    let guidance = known
        .starter
        .split_once("\n\n")
        .map(|(_, guidance)| guidance);
    let at = part.span.end;
    let remark = if known.missing.is_empty() {
        known.readers_ask.first()
    } else {
        Some(&known.missing)
    };
    let message = remark
        .cloned()
        .unwrap_or_else(|| "What stands here?".to_owned());
    let help = if known.help.is_empty() {
        &known.purpose
    } else {
        &known.help
    };
    let finding = RULE
        .finding(open.opening(part), message)
        .weighing(known.severity.unwrap_or(RULE.severity))
        .because(format!(
            "The {} is announced and then says nothing.",
            name_inside(&known.name)
        ))
        .helped_by(help.clone());
    match guidance {
        Some(guidance) => {
            let insert = in_its_endings(open.text(), &format!("\n\n{guidance}"));
            finding.mended_by("Put what belongs here", vec![(Span::new(at, at), insert)])
        }
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{RELEASE, check_fix};

    #[test]
    fn the_fix_puts_the_guidance_below_the_heading() {
        check_fix(
            "part-empty",
            RELEASE,
            "## Subheading\n\n## Problem\n\nA.\n",
            "Put what belongs here",
            "## Subheading\n\n[One sentence: the customer, and what they gain.]\n\n## Problem\n\nA.\n",
        );
    }
}
