//! starter-text-left: guidance of the template, TODO, TBD or an empty bracket stands in the text.

use super::open::Open;
use super::review::written_words;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Part, Severity, Span};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "starter-text-left",
    kind: RuleKind::Structure,
    severity: Severity::Error,
    cost: 7,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "What the template says is not yours, and a mark to write something later is a promise that nobody has kept yet. A reader learns from both only that something is missing.",
        help: "Write it now, or say what is open, who settles it and by when.",
        flagged: "TODO: the number of depots.",
        unflagged: "[Eleven depots?] run today.",
        template: "narrative-proposal",
        around: "## Introduction\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    if let Some(nothing) = nothing_yet(open) {
        return vec![nothing];
    }
    let silent_faqs = unanswered_faqs(open);
    let guidance = open
        .guidance
        .template
        .iter()
        .filter_map(|span| left(open, *span, &silent_faqs));
    let later = open
        .guidance
        .later
        .iter()
        .filter(|mark| !is_whole_answer(open, **mark))
        .map(|span| {
            finding(
                *span,
                "When will this be here?",
                "A mark to write something later reads as a promise that nobody has kept yet.",
                "Write it now, or say what is open, who settles it and by when.",
            )
        });
    guidance.chain(later).collect()
}

/// One remark for a document in which every line is the template's, instead of one for each bracket.
fn nothing_yet(open: &Open<'_>) -> Option<Finding> {
    let template = open.reading.template?;
    let (first, others) = open.guidance.template.split_first()?;
    let given: HashSet<&str> = template.starter.lines().map(str::trim).collect();
    let front_matter = open.reading.front_matter.as_ref();
    let body = &open.text()[front_matter.map_or(0, |fields| fields.span.end)..];
    if others.is_empty() || !body.lines().all(|line| given.contains(line.trim())) {
        return None;
    }
    let asked = template.parts.first().map_or("", |part| &part.missing);
    let remark = finding(
        *first,
        format!("Nothing here is yours yet. {asked}").trim_end(),
        "Every bracket is the template's: a reader learns from it only what could stand there.",
        "Begin with the part that you know best. What a part is for, and what readers ask of it, is said as you write it.",
    );
    Some(remark)
}

/// The FAQs in which several questions stand and none has an answer.
fn unanswered_faqs<'a>(open: &Open<'a>) -> Vec<&'a Part> {
    let structure = &open.reading.structure;
    let is_silent = |part: &&Part| {
        let mut inside = structure
            .questions
            .iter()
            .filter(|question| part.span.contains(question.span.start));
        let count = inside.clone().count();
        part.role.ends_with("-faq") && count > 1 && inside.all(|question| !question.answered)
    };
    structure.parts.iter().filter(is_silent).collect()
}

/// The remark on a bracket of the template, in the words in which a reader misses what should stand there.
fn left(open: &Open<'_>, bracket: Span, silent_faqs: &[&Part]) -> Option<Finding> {
    let parts = &open.reading.structure.parts;
    let part = parts.iter().find(|part| part.span.contains(bracket.start));
    let first = |part: &Part| {
        let guidance = &open.guidance.template;
        guidance.iter().find(|span| part.span.contains(span.start)) == Some(&bracket)
    };
    if let Some(faq) = silent_faqs
        .iter()
        .find(|faq| faq.span.contains(bracket.start))
    {
        let why =
            "An FAQ of questions alone tells a reader only what you have not thought through yet.";
        let help = "Begin with the question that you fear most. “I do not know” is an answer, with who finds out and by when.";
        let remark = || {
            finding(
                bracket,
                "Does none of these questions have an answer?",
                why,
                help,
            )
        };
        return first(faq).then(remark);
    }
    let why = "This bracket is the template's, not yours: a reader learns from it only that something is missing.";
    let help = "Write what it asks for, or take the part out if the document can do without it.";
    let asked = part
        .filter(|part| first(part) && written_words(open.reading, open.guidance, part) == 0)
        .and_then(|part| open.reading.template?.part(&part.role))
        .map_or("", |part| &part.missing);
    let message = match (is_answer(open, bracket), asked) {
        (true, _) => "What is the answer?",
        (false, "") => "What goes here?",
        (false, asked) => asked,
    };
    Some(finding(bracket, message, why, help))
}

fn is_answer(open: &Open<'_>, bracket: Span) -> bool {
    let questions = &open.reading.structure.questions;
    let at = questions.partition_point(|question| question.answer.end <= bracket.start);
    questions
        .get(at)
        .is_some_and(|question| question.answer.overlaps(bracket))
}

/// A question whose whole answer is TBD is remarked on as unanswered.
fn is_whole_answer(open: &Open<'_>, mark: Span) -> bool {
    let questions = &open.reading.structure.questions;
    let at = questions.partition_point(|question| question.answer.end <= mark.start);
    questions
        .get(at)
        .is_some_and(|question| !question.answered && question.answer.overlaps(mark))
}

fn finding(span: Span, message: &str, why: &str, help: &str) -> Finding {
    RULE.finding(span, message).because(why).helped_by(help)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{RELEASE, findings};
    use crate::template::by_id;

    #[test]
    fn a_fresh_document_has_one_remark() {
        let template = by_id(RELEASE).expect("it ships");
        let found = findings("starter-text-left", RELEASE, &template.starter);
        let messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(messages, ["Nothing here is yours yet. What is the news?"]);
    }

    #[test]
    fn a_document_that_was_begun_is_asked_for_each_part_once() {
        let template = by_id(RELEASE).expect("it ships");
        let headline = template.guidance().next().expect("there is some");
        let begun = template.starter.replace(headline, "Acorn opens at night");
        let found = findings("starter-text-left", RELEASE, &begun);
        let mut messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
        let count = messages.len();
        assert_eq!(count, 10, "{messages:?}");
        messages.dedup();
        assert_eq!(messages.len(), 9, "the two FAQs alone are asked alike");
    }
}
