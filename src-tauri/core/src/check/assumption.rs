//! assumption: bracketed assumptions and open points, listed and counted.
//! Listed on asking, never shown: a bracket is an honest mark.

use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Severity, Span};

pub(super) const RULE: Rule = Rule {
    id: "assumption",
    kind: RuleKind::Structure,
    severity: Severity::Info,
    cost: 1,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "What stands in brackets is open or assumed; the list shows what is left before a decision.",
        help: "Settle it and take the brackets away, or keep them and say who settles it by when.",
        flagged: "We expect [40 %] of practices to stay.",
        unflagged: "In the pilot 40 % of practices stayed.",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let places: Vec<Span> = open
        .reading
        .passages
        .iter()
        .flat_map(|passage| {
            brackets(&passage.masked)
                .into_iter()
                .map(|span| {
                    Span::new(
                        span.start + passage.span.start,
                        span.end + passage.span.start,
                    )
                })
                // Inside a quotation a bracket is the editor's.
                .filter(|span| !passage.is_quoted(*span))
        })
        .filter(|span| !open.is_unwritten(*span))
        .collect();
    let count = places.len();
    places
        .iter()
        .enumerate()
        .map(|(index, place)| {
            let message = match count {
                1 => "Is this settled? It is the only open point.".to_owned(),
                _ => format!("Is this settled? Open point {} of {count}.", index + 1),
            };
            RULE.finding(*place, message)
        })
        .collect()
}

/// Longest bracket that is an open point, in bytes.
const LONGEST: usize = 600;

/// Returns the brackets that say something: no note mark, no tick box, no "[sic]".
fn brackets(masked: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = masked[from..].find('[').map(|place| from + place) {
        let Some(close) = masked[open..].find(']').map(|place| open + place + 1) else {
            break;
        };
        let inside = masked[open + 1..close - 1].trim();
        let letters = inside.chars().filter(|c| c.is_alphanumeric()).count();
        let number_only = inside
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-'));
        let note = letters == 0 || number_only || matches!(inside, "sic" | "x" | "X");
        if !note && close - open <= LONGEST {
            found.push(Span::new(open, close));
        }
        from = close;
    }
    found
}
