//! ask-missing: a narrative never says what its readers are to decide.

use super::ask::{Ask, first_ask};
use super::open::Open;
use super::review::written_words;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ask-missing",
    kind: RuleKind::Parts,
    severity: Severity::Warning,
    cost: 9,
    off: Off::OUTSIDE_NARRATIVES,
    explanation: Explanation {
        why: "Readers who do not know what is to be decided read every page for the wrong thing, and the meeting ends without a decision.",
        help: "Say in the first paragraph what you propose and what you ask of these readers: a yes, a sum, a name, a choice between two ways.",
        flagged: "Deliveries in the north were late in 40 of 52 weeks last year, and the two depots there cost us £2 million.",
        unflagged: "We propose to close the two depots in the north, and ask you for £2 million to do it by June.",
        template: "narrative-proposal",
        around: "## Introduction\n\n{}\n",
    },
    find,
};

/// Less than this is a beginning, not an introduction that forgot to ask.
const FEWEST_WORDS: usize = 12;

fn find(open: &Open<'_>) -> Vec<Finding> {
    if !open.is_english() {
        return Vec::new();
    }
    let Some(introduction) = open.part("introduction") else {
        return Vec::new();
    };
    let begun = written_words(open.reading, open.guidance, introduction) >= FEWEST_WORDS;
    let unwritten = open.is_unwritten(introduction.span);
    if !begun || unwritten || !matches!(first_ask(open), Ask::Nowhere) {
        return Vec::new();
    }
    let sentences = open.sentences_of(introduction);
    let place = sentences.first().copied().unwrap_or(introduction.body);
    vec![
        RULE.finding(place, "What do you want me to decide?")
            .about_the("ask"),
    ]
}
