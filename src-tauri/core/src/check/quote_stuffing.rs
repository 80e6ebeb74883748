//! quote-stuffing: a press release in which more people speak than its profile has room for.

use super::open::Open;
use super::quotes::quotes;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;

pub(super) const RULE: Rule = Rule {
    id: "quote-stuffing",
    kind: RuleKind::Structure,
    severity: Severity::Advice,
    cost: 2,
    off: Off::OUTSIDE_RELEASES,
    explanation: Explanation {
        why: "One voice from inside and one from a customer are heard; each one more makes both of them praise.",
        help: "Keep the one that says something that the text does not, and let the others go.",
        flagged: "“Six hours went to somebody else on my first day with it,” said Lee Chan, who works in Leeds.",
        unflagged: "Six hours went to somebody else.",
        template: "prfaq-working-backwards",
        around: "## Leader quote\n\n“The hour was there and the patient was there,” said Nadia Brandt, who founded Tidewell.\n\n## Customer quote\n\n“On Mondays I was rude to the phone and to the patient,” said Rosa Okafor, receptionist in Hull.\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let Some(template) = open.reading.template else {
        return Vec::new();
    };
    let most = template.limits.quotes;
    let quotes = quotes(open);
    // A quotation in two paragraphs is one voice.
    let voices: Vec<_> = quotes
        .iter()
        .enumerate()
        .filter(|(index, _)| *index == 0 || !quotes[index - 1].runs_on())
        .map(|(_, quote)| quote)
        .collect();
    if voices.len() <= most {
        return Vec::new();
    }
    let message = match voices.len() {
        3 => "A third voice: what does it add?".to_owned(),
        count => format!("{count} voices: which two do I need?"),
    };
    vec![RULE.finding(voices[most].passage.span, message)]
}
