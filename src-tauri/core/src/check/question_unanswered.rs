//! question-unanswered: a question of the FAQ has no answer, or only TODO or TBD.

use super::open::Open;
use super::part_missing::in_its_endings;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Question, Severity, Span};

pub(super) const RULE: Rule = Rule {
    id: "question-unanswered",
    kind: RuleKind::Structure,
    severity: Severity::Error,
    cost: 8,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "An open question that you wrote yourself is the first one that the room will ask.",
        help: "Yes, no, a number, or “we do not know” with who finds out by when: each of the four is an answer.",
        flagged: "### What does it cost?\n\nTBD",
        unflagged: "### What does it cost?\n\nWe do not know yet. Ana finds out by 9 March.",
        template: "prfaq-working-backwards",
        around: "# Press release\n\n## Customer FAQ\n\n{}\n",
    },
    find,
};

/// An answer that is honest before anybody knows: what is open, and who closes it.
const OPEN_ANSWER: &str = "We do not know yet. [Who?] finds out by [when?].";

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.reading
        .structure
        .questions
        .iter()
        .filter(|question| !question.answered)
        // Guidance left in an answer is remarked on as what it is.
        .filter(|question| !open.guidance.touches(question.answer))
        .map(|question| unanswered(open, question))
        .collect()
}

fn unanswered(open: &Open<'_>, question: &Question) -> Finding {
    let splice = if question.answer.start == question.answer.end {
        let at = question.span.end.max(question.answer.end);
        (
            Span::new(at, at),
            in_its_endings(open.text(), &format!("\n\n{OPEN_ANSWER}")),
        )
    } else {
        (question.answer, OPEN_ANSWER.to_owned())
    };
    RULE.finding(question.span, "And the answer?")
        .mended_by("Say who finds out, by when", vec![splice])
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{RELEASE, check_fix};

    #[test]
    fn the_fix_says_who_finds_out() {
        check_fix(
            "question-unanswered",
            RELEASE,
            "## Customer FAQ\n\n### Why?\n\nTBD\n\n### How?\n\nSo.\n",
            "Say who finds out, by when",
            "## Customer FAQ\n\n### Why?\n\nWe do not know yet. [Who?] finds out by [when?].\n\n### How?\n\nSo.\n",
        );
        check_fix(
            "question-unanswered",
            RELEASE,
            "## Customer FAQ\n\n### Why?\n",
            "Say who finds out, by when",
            "## Customer FAQ\n\n### Why?\n\nWe do not know yet. [Who?] finds out by [when?].\n",
        );
    }
}
