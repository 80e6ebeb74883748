//! headline-length: a headline with more words than its profile asks for.

use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use crate::model::prose::{count_words, mask};

pub(super) const RULE: Rule = Rule {
    id: "headline-length",
    kind: RuleKind::Structure,
    severity: Severity::Advice,
    cost: 2,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "A headline is what one reader tells the next; nobody repeats thirty words.",
        help: "Keep company, product, customer and the one thing that changes. The rest is the line below it.",
        flagged: "Tidewell launches Fill, the new service for physiotherapy practices of every kind that helps receptionists, clinicians and owners together to give a cancelled hour to a patient who is waiting",
        unflagged: "Tidewell launches Fill, which gives a cancelled hour to a patient who is waiting",
        template: "prfaq-working-backwards",
        around: "## Headline\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let known = open
        .reading
        .template
        .and_then(|template| template.part("headline"));
    let (Some(most), Some(headline)) = (known.and_then(|part| part.words), open.part("headline"))
    else {
        return Vec::new();
    };
    let masked = mask(headline.body.of(open.text()));
    // Two characters of a script without spaces say about as much as a word.
    let words = count_words(&masked) - masked.chars().filter(|c| is_without_spaces(*c)).count() / 2;
    let too_long = words > usize::try_from(most).unwrap_or(usize::MAX);
    if !too_long || open.is_unwritten(headline.span) {
        return Vec::new();
    }
    vec![RULE.finding(
        headline.body,
        format!("{words} words. Which ten would I repeat?"),
    )]
}

fn is_without_spaces(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
