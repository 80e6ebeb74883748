//! exclamation-mark: a sentence that raises its voice.
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Severity, Span};

pub(super) const RULE: Rule = Rule {
    id: "exclamation-mark",
    kind: RuleKind::Style,
    severity: Severity::Advice,
    cost: 1,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "A raised voice makes a reader look for what it covers.",
        help: "A full stop. If the fact does not impress by itself, the mark will not help.",
        flagged: "Acorn opens today!",
        unflagged: "Acorn opens today.",
        template: "prfaq-working-backwards",
        around: "## Summary\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.sentences()
        .filter_map(|sentence| {
            let masked = sentence.masked();
            let said = masked.trim_end_matches([' ', ')', '*']);
            let marks = said.len() - said.trim_end_matches('!').len();
            if marks == 0 || said.len() == marks {
                return None;
            }
            let place = sentence.place(said.len() - marks, said.len());
            let is_written = place.of(open.text()).bytes().all(|byte| byte == b'!');
            (is_written && !sentence.is_shielded(place) && !is_name(said)).then_some(place)
        })
        .map(|place: Span| {
            RULE.finding(place, "Without the exclamation mark?")
                .mended_safely_by("Put a full stop", vec![(place, ".".to_owned())])
        })
        .collect()
}

/// "visit Yahoo!": the mark belongs to the name that the sentence ends with.
fn is_name(said: &str) -> bool {
    let last = said
        .trim_end_matches('!')
        .rsplit(' ')
        .next()
        .unwrap_or_default();
    said.contains(' ') && ["Yahoo", "Jeopardy", "Yum"].contains(&last)
}
