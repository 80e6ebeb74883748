//! dateline: the first paragraph of a press release lacks its city or day, or the day has passed.
//! Knows today only when it is told; without it no day has passed.

use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::role::is_dateline;
use crate::model::{Day, Severity, Span, Status};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "dateline",
    kind: RuleKind::Structure,
    severity: Severity::Warning,
    cost: 4,
    off: Off::OUTSIDE_RELEASES.in_statuses(&[Status::Settled]),
    explanation: Explanation {
        why: "The day makes it a promise: everything below has to be true on it. Without a day it is a wish.",
        help: "Begin with the city and the launch day, as “Leeds, 9 March 2027 —”, even if the day is a guess; it should lie in the future.",
        flagged: "Tidewell has launched Fill, a service that offers a cancelled hour to patients who are waiting for one.",
        unflagged: "Leeds, 9 March 2027 — Tidewell today launched Fill, a service that offers a cancelled hour to patients who are waiting for one.",
        template: "prfaq-working-backwards",
        around: "## Summary\n\n{}\n",
    },
    find,
};

static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:in|at|from)\ (?:the\ )?\p{Lu}\p{Ll}+").expect("a fixed pattern")
});

static YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:19|20)\d\d").expect("a fixed pattern"));

static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
        .expect("a fixed pattern")
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    let Some(summary) = open.part("summary") else {
        return Vec::new();
    };
    let sentences = open.sentences_of(summary);
    let Some(first) = sentences.first().copied() else {
        return Vec::new();
    };
    // Two sentences, because the day may follow: "Leeds. 9 March 2027."
    let lead = Span::new(
        first.start,
        sentences.get(1).map_or(first.end, |second| second.end),
    );
    if open.is_unwritten(lead) || lead.of(open.text()).contains('[') {
        return Vec::new();
    }
    remark(open, first, lead).into_iter().collect()
}

fn remark(open: &Open<'_>, first: Span, lead: Span) -> Option<Finding> {
    let above = dateline_above(open, first.start);
    let words = above.map_or(lead.of(open.text()), |span| span.of(open.text()));
    let shift = above.map_or(lead.start, |span| span.start);
    let Some((place, day)) = Day::written_in(words) else {
        // Other languages put a day in ways that are not read here.
        if !open.is_english() && YEAR.is_match(words) {
            return None;
        }
        let city = is_dateline(&plain(first.of(open.text())));
        let message = if city {
            "On which day?"
        } else {
            "Where, and on which day?"
        };
        return Some(RULE.finding(first, message));
    };
    let place = Span::new(shift + place.start, shift + place.end);
    let Some(day) = day else {
        return Some(
            RULE.finding(place, "Is there such a day?")
                .helped_by("Look it up in a calendar; readers will."),
        );
    };
    if open.today.is_some_and(|today| day < today) {
        return Some(
            RULE.finding(place, "This day has passed. Did it happen?")
                .because("A release is written for a day to come; with a day that has passed a reader cannot tell plan from report.")
                .helped_by("Put the day that you now launch on. If it was launched, say so in the status."),
        );
    }
    let before = &words[..place.start - shift];
    let dated = is_dateline(&plain(words)) || is_dateline(&plain(first.of(open.text())));
    let names_a_place = before.chars().any(char::is_alphabetic) && dated
        || PLACE.is_match(&MONTH.replace_all(words, ""))
        || !open.is_english();
    (!names_a_place).then(|| {
        RULE.finding(place, "In which city?")
            .weighing(Severity::Advice)
            .because("The city says which customers hear it first.")
    })
}

/// A dateline may stand on a line of its own before the paragraph.
fn dateline_above(open: &Open<'_>, before: usize) -> Option<Span> {
    open.reading
        .passages
        .iter()
        .take_while(|passage| passage.span.start < before)
        .map(|passage| passage.span)
        .find(|span| span.end - span.start < 80 && is_dateline(&plain(span.of(open.text()))))
}

fn plain(words: &str) -> String {
    crate::model::prose::mask(words)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{RELEASE, findings_on};
    use crate::model::Day;

    #[track_caller]
    fn check(today: Option<&str>, expected: &[&str]) {
        let text = "## Summary\n\nLeeds, 9 March 2027 — Tidewell today launched Fill.\n";
        let found = findings_on(RULE.id, RELEASE, text, today.and_then(Day::from_iso));
        let found: Vec<&str> = found
            .iter()
            .map(|finding| finding.message.as_str())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_day_passes_only_for_who_knows_today() {
        check(None, &[]);
        check(Some("2027-03-08"), &[]);
        check(Some("2027-03-09"), &[]);
        check(Some("2027-03-10"), &["This day has passed. Did it happen?"]);
    }
}
