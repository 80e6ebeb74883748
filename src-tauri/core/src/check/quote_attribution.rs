//! quote-attribution: a quotation of the press release has no speaker, or one without a name.

use super::named::names_somebody;
use super::open::Open;
use super::quotes::quotes;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;

pub(super) const RULE: Rule = Rule {
    id: "quote-attribution",
    kind: RuleKind::Structure,
    severity: Severity::Warning,
    cost: 4,
    off: Off::OUTSIDE_RELEASES,
    explanation: Explanation {
        why: "Words that nobody has said convince nobody.",
        help: "Give a name, a job and a place: somebody whom a reader could ring.",
        flagged: "“On Mondays I was rude to the phone and to the patient.”",
        unflagged: "“On Mondays I was rude to the phone and to the patient,” said Rosa Okafor, receptionist in Hull.",
        template: "prfaq-working-backwards",
        around: "## Customer quote\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let quotes = quotes(open);
    quotes
        .iter()
        .enumerate()
        .filter(|(_, quote)| !open.is_unwritten(quote.passage.span))
        .filter_map(|(index, quote)| {
            let told_later = quote.runs_on() && quotes.get(index + 1).is_some();
            if told_later {
                return None;
            }
            let place = quote
                .passage
                .quotations
                .first()
                .copied()
                .unwrap_or(quote.passage.span);
            if !quote.has_speaker() {
                return Some(RULE.finding(place, "Who says this?"));
            }
            let unnamed = open.is_english() && !is_named(&quote.speaker);
            unnamed.then(|| {
                RULE.finding(place, "Does this person have a name?")
                    .weighing(Severity::Advice)
            })
        })
        .collect()
}

/// A capital anywhere, or the first word of what stands outside.
fn is_named(speaker: &str) -> bool {
    names_somebody(speaker)
        || speaker.split_whitespace().any(|word| {
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
                .starts_with(char::is_uppercase)
        })
}
