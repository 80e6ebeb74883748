//! first-person: a narrative says "I" where the team speaks.
//! Narrative body only; one remark for the whole text.

use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Severity, Span};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "first-person",
    kind: RuleKind::Structure,
    severity: Severity::Advice,
    cost: 2,
    off: Off::OUTSIDE_NARRATIVES.in_parts(&["faq", "appendix"]),
    explanation: Explanation {
        why: "With “I” the room discusses a person; without it, the proposal.",
        help: "Say “we” where a team stands behind it, and the person's name where one does.",
        flagged: "I looked at 60 contracts and I would end eight of them.",
        unflagged: "Mara Lindqvist looked at 60 contracts; we would end eight of them.",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

static I: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[\s(—–“])(?P<i>I(?:['’](?:m|ve|d|ll))?|[Mm]y|me|myself|mine)(?:[\s,;:.)?!]|$)",
    )
    .expect("a fixed pattern")
});

/// "Phase I", "World War I", "Type I error": the letter counts.
static COUNTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\p{Lu}\p{Ll}+|phase|part|type|class|tier|stage|level|appendix|grade|category|division|option)\ $")
        .expect("a fixed pattern")
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    if !open.is_english() {
        return Vec::new();
    }
    let mut places: Vec<Span> = Vec::new();
    for sentence in open
        .sentences()
        .filter(|sentence| open.is_body(sentence.span.start))
    {
        let masked = sentence.masked();
        for found in I.captures_iter(masked) {
            let Some(word) = found.name("i") else {
                continue;
            };
            let place = sentence.place(word.start(), word.end());
            let letter = word.as_str() == "I" && COUNTS.is_match(&masked[..word.start()]);
            if !letter && word.as_str() != "mine" && !sentence.is_shielded(place) {
                places.push(place);
            }
        }
    }
    let Some(first) = places.first() else {
        return Vec::new();
    };
    let said = first.of(open.text());
    let message = match places.len() {
        1 => format!("“{said}”: who is that?"),
        count => format!("“{said}”, and {} times more: who is that?", count - 1),
    };
    let message = message.replace("1 times", "once");
    vec![RULE.finding(*first, message)]
}
