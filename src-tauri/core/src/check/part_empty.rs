//! part-empty: a part has its heading and nothing below it.

use super::open::Open;
use super::part_missing::{in_its_endings, name_inside};
use super::review::written_words;
use super::{Finding, Fix, Rule, RuleKind};
use crate::model::{Part, Severity, Span};
use crate::template::PartTemplate;

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
    parts
        .iter()
        .filter(|part| is_empty(open, part))
        // Alternating problems, or a second appendix: what is written elsewhere is not empty.
        .filter(|part| {
            !parts
                .iter()
                .any(|other| other.role == part.role && !is_empty(open, other))
        })
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
        && !open
            .guidance
            .later
            .iter()
            .any(|mark| mark.overlaps(part.span))
        && !open
            .reading
            .structure
            .questions
            .iter()
            .any(|question| part.span.contains(question.span.start))
        && !part.body.of(open.text()).contains("![")
        && !part.body.of(open.text()).contains("```")
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
