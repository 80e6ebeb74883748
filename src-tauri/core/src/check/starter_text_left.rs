//! starter-text-left: guidance of the template, TODO, TBD or an empty bracket stands in the text.

use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Severity, Span};

pub(super) const RULE: Rule = Rule {
    id: "starter-text-left",
    kind: RuleKind::Structure,
    severity: Severity::Error,
    cost: 7,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "What the template says is not yours, and a mark to write something later is a promise that nobody has kept yet. A reader learns from both only that something is missing.",
        help: "Write it now, or say what is open, who settles it and by when.",
        flagged: "TODO: the number of depots.",
        unflagged: "[Eleven depots?] run today.",
        template: "narrative-proposal",
        around: "## Introduction\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let guidance = open.guidance.template.iter().map(|span| {
        finding(
            *span,
            "What goes here?",
            "This bracket is the template's, not yours: a reader learns from it only that something is missing.",
            "Write what it asks for, or take the part out if the document can do without it.",
        )
    });
    let later = open
        .guidance
        .later
        .iter()
        .filter(|mark| !is_whole_answer(open, **mark))
        .map(|span| {
            finding(
                *span,
                "When will this be here?",
                "A mark to write something later reads as a promise that nobody has kept yet.",
                "Write it now, or say what is open, who settles it and by when.",
            )
        });
    guidance.chain(later).collect()
}

/// A question whose whole answer is TBD is remarked on as unanswered.
fn is_whole_answer(open: &Open<'_>, mark: Span) -> bool {
    let questions = &open.reading.structure.questions;
    let at = questions.partition_point(|question| question.answer.end <= mark.start);
    questions
        .get(at)
        .is_some_and(|question| !question.answered && question.answer.overlaps(mark))
}

fn finding(span: Span, message: &str, why: &str, help: &str) -> Finding {
    RULE.finding(span, message).because(why).helped_by(help)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{RELEASE, findings};
    use crate::template::by_id;

    #[test]
    fn a_fresh_document_has_one_remark_for_each_piece_of_guidance() {
        let template = by_id(RELEASE).expect("it ships");
        let found = findings("starter-text-left", RELEASE, &template.starter);
        assert_eq!(found.len(), template.guidance().count());
    }
}
