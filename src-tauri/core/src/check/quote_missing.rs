//! quote-missing: nobody of the company, or no customer, speaks in a press release.
//! A part that is announced and left empty has a rule of its own.

use super::open::Open;
use super::part_missing::missing;
use super::quotes::quotes;
use super::review::written_words;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Part, Severity};

pub(super) const RULE: Rule = Rule {
    id: "quote-missing",
    kind: RuleKind::Parts,
    severity: Severity::Warning,
    cost: 5,
    off: Off::OUTSIDE_RELEASES,
    explanation: Explanation {
        why: "A voice is the shortest proof that somebody cares. Without one the release speaks for everybody and for nobody.",
        help: "Two or three sentences in quotation marks, as that person would say them at a table, with name and job.",
        flagged: "Customers say that they like it.",
        unflagged: "“On Mondays I was rude to the phone and to the patient,” said Rosa Okafor, receptionist in Hull.",
        template: "prfaq-working-backwards",
        around: "## Summary\n\nLeeds, 9 March 2027 — Tidewell today launched Fill.\n\n## Leader quote\n\n“The hour was there and the patient was there,” said Nadia Brandt, who founded Tidewell.\n\n## Customer quote\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let Some(template) = open.reading.template else {
        return Vec::new();
    };
    if open.reading.structure.parts.is_empty() {
        return Vec::new();
    }
    let nameless = quotes(open).iter().any(|quote| !quote.has_speaker());
    template
        .parts
        .iter()
        .filter(|part| part.required && part.role.ends_with("-quote"))
        .filter_map(|part| match open.part(&part.role) {
            // Somebody speaks and is not named: who it is, another rule asks.
            None if nameless => None,
            None => Some(nobody(&part.role, missing(open, template, part))),
            Some(found) => unquoted(open, found, &part.role),
        })
        .collect()
}

fn nobody(role: &str, missing: Finding) -> Finding {
    let message = match role {
        "customer-quote" => "And a customer? Nobody who uses it speaks yet.",
        _ => "Who of you stands behind this? Nobody says so yet.",
    };
    Finding {
        rule: RULE.id,
        message: message.to_owned(),
        ..missing
    }
}

/// A quote part in which nobody is quoted.
fn unquoted(open: &Open<'_>, part: &Part, role: &str) -> Option<Finding> {
    let speaks = open.reading.passages.iter().any(|passage| {
        (passage.in_quote || !passage.quotations.is_empty())
            && open.reading.role_at(passage.span.start) == Some(role)
    });
    let empty = written_words(open.reading, open.guidance, part) == 0;
    // What is still the template's, or only promised, is remarked on as that.
    if speaks || empty || open.is_unwritten(part.span) {
        return None;
    }
    let place = open.sentences_of(part).first().copied()?;
    Some(RULE.finding(place, "In whose words?"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{RELEASE, check_fix};

    #[test]
    fn the_fix_puts_the_starter_where_the_quote_belongs() {
        check_fix(
            "quote-missing",
            RELEASE,
            "## Problem\n\nA.\n\n## Solution\n\nB.\n\n## Leader quote\n\n“We saw it,” said Ana.\n\n## Call to action\n\nVisit acorn.example.\n",
            "Add the customer quote here",
            "## Problem\n\nA.\n\n## Solution\n\nB.\n\n## Leader quote\n\n“We saw it,” said Ana.\n\n## Customer quote\n\n[“What annoyed me, how I found this, what is better now,” said a customer you could meet: name, job, place.]\n\n## Call to action\n\nVisit acorn.example.\n",
        );
    }
}
