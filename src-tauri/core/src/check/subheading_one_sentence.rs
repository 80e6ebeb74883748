//! subheading-one-sentence: the line under the headline has more sentences than its profile asks for.

use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Part, Severity, Span};
use crate::template::PartTemplate;

pub(super) const RULE: Rule = Rule {
    id: "subheading-one-sentence",
    kind: RuleKind::Structure,
    severity: Severity::Advice,
    cost: 2,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "The line under the headline is read in one glance; a second sentence is already the summary.",
        help: "Keep the sentence that names the customer and the gain. The rest belongs in the summary.",
        flagged: "Practices fill twice as many hours. Nobody at the desk picks up a phone.",
        unflagged: "Practices fill twice as many hours, and nobody at the desk picks up a phone.",
        template: "prfaq-working-backwards",
        around: "## Subheading\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    over(open, "subheading")
        .into_iter()
        .map(|place| RULE.finding(place, "Which of these sentences is the one?"))
        .collect()
}

/// Returns, for each part with this role that has more sentences than its template allows, the
/// sentences that are too many.
pub(super) fn over(open: &Open<'_>, role: &str) -> Vec<Span> {
    let Some(known) = open
        .reading
        .template
        .and_then(|template| template.part(role))
    else {
        return Vec::new();
    };
    let parts = open.reading.structure.parts.iter();
    parts
        .filter(|part| part.role == role && !open.is_unwritten(part.span))
        .filter_map(|part| too_many(open, part, known))
        .collect()
}

fn too_many(open: &Open<'_>, part: &Part, known: &PartTemplate) -> Option<Span> {
    let most = usize::try_from(known.sentences?).ok()?;
    let sentences = open.sentences_of(part);
    let (first, last) = (sentences.get(most)?, sentences.last()?);
    Some(Span::new(first.start, last.end))
}
