//! part-empty: a part has its heading and nothing below it.

use super::open::Open;
use super::part_missing::{in_its_endings, name_inside};
use super::review::written_words;
use super::{Finding, Fix, Rule, RuleKind};
use crate::model::{Part, Severity, Span};
use crate::template::PartTemplate;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "part-empty",
    kind: RuleKind::Structure,
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
    Finding {
        rule: RULE.id,
        severity: known.severity.unwrap_or(Severity::Warning),
        span: open.opening(part),
        message: remark
            .cloned()
            .unwrap_or_else(|| "What stands here?".to_owned()),
        why: format!(
            "The {} is announced and then says nothing.",
            name_inside(&known.name)
        ),
        help: if known.help.is_empty() {
            known.purpose.clone()
        } else {
            known.help.clone()
        },
        fix: guidance.map(|guidance| Fix {
            label: "Put what belongs here".to_owned(),
            splices: vec![(
                Span::new(at, at),
                in_its_endings(open.text(), &format!("\n\n{guidance}")),
            )],
        }),
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
