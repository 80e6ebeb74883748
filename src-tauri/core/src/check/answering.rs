//! What comes of a remark when the writer answers it: the answer as it stands in the file, whether it
//! needs a reason, and which earlier lines it takes the place of.
//! Decides nothing about what holds; that is `waived.rs`'s.

use super::waived::{MOST, is_absence};
use super::{Examination, Finding};
use crate::model::{About, Anchor, Severity, Span, Unprinted, Waiver, Words};

/// Returns the answer that would be given to a finding: about its words or what is absent, without
/// a reason.
pub fn waiver_of(text: &str, examination: &Examination, finding: &Finding) -> Waiver {
    Waiver {
        rule: finding.rule.to_owned(),
        about: about(text, examination, finding),
        asked: (finding.rule == super::conflicting_fact::RULE.id).then(|| finding.message.clone()),
        reason: None,
        day: None,
    }
}

fn about(text: &str, examination: &Examination, finding: &Finding) -> About {
    let absence = || About::Absence(finding.subject.clone().unwrap_or_default());
    if is_absence(finding) {
        return absence();
    }
    let printed = examination
        .front_matter
        .as_ref()
        .map_or(0, |fields| match fields.problem {
            Some(_) => 0,
            None => fields.span.end,
        });
    let near = near(text, printed, finding.passage);
    let skip = examination.unprinted.spans();
    let words = Words::within(text, near, &skip);
    let Some(anchor) = Anchor::new(&words, finding.passage) else {
        return absence();
    };
    let some = Anchor::new(&words, finding.span).filter(|some| !some.says_the_same(&anchor));
    About::Passage {
        anchor,
        words: some.map(|some| some.quotation),
    }
}

/// Tells whether an error would be left unanswered by an answer without a reason.
pub fn needs_reason(findings: &[Finding], waiver: &Waiver, finding: &Finding) -> bool {
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    match waiver.about {
        About::Document => findings
            .iter()
            .any(|other| other.rule == waiver.rule && is_error(other)),
        _ => is_error(finding),
    }
}

/// Returns the ids of the lines that go when an answer is given: those that ended and hold no words
/// of the writer, and what was answered at the same words before they changed. With them comes the
/// reason of the latter, which the new answer keeps if it has none of its own.
pub fn outlived(
    examination: &Examination,
    waiver: &Waiver,
    finding: &Finding,
) -> (Vec<String>, Option<String>) {
    let mut gone = Vec::new();
    let mut reason = None;
    for review in &examination.waivers {
        let ended = review.state.ended().is_some();
        let same_rule = review.waiver.rule == waiver.rule;
        let here = match (&review.waiver.about, &waiver.about) {
            (About::Absence(one), About::Absence(other)) => one == other,
            (About::Passage { .. }, About::Passage { .. }) => review
                .span
                .is_some_and(|span| span.overlaps(finding.passage)),
            _ => false,
        };
        if ended && same_rule && here {
            reason = reason.or_else(|| review.waiver.reason.clone());
            gone.push(review.id.clone());
        } else if ended && review.waiver.reason.is_none() {
            gone.push(review.id.clone());
        }
    }
    (gone, reason)
}

/// Returns the questions of the bank that are not relevant here, in their words.
pub fn dismissed(text: &str) -> Vec<String> {
    let Ok(unprinted) = Unprinted::of(text) else {
        return Vec::new();
    };
    dismissed_in(text, &unprinted)
}

/// Does what [`dismissed`] does where the comments are known already.
pub(crate) fn dismissed_in(text: &str, unprinted: &Unprinted) -> Vec<String> {
    let read = unprinted.lines(text).take(MOST).filter_map(Waiver::read);
    read.filter_map(|waiver| match waiver.about {
        About::Question(question) => Some(question),
        _ => None,
    })
    .collect()
}

/// Bytes around a passage in which the words beside it are looked for.
const NEAR: usize = 240;

fn near(text: &str, from: usize, passage: Span) -> Span {
    let mut start = passage
        .start
        .saturating_sub(NEAR)
        .max(from.min(passage.start));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (passage.end + NEAR).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}
