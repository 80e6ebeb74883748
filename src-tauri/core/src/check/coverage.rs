//! question-coverage: the questions of the template's bank that no question of the document asks.
//! A list to pick from, beside the FAQ; never a finding.

use super::part_missing::in_its_endings;
use super::rule::Off;
use super::starter::Guidance;
use super::{Fix, Occasion, Open, RuleBook};
use crate::model::block::Kind;
use crate::model::prose::mask;
use crate::model::reading::Reading;
use crate::model::{Question, Side, Span};
use crate::template::{BankQuestion, Template};

/// A question of the bank that nobody has answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// The question.
    pub question: BankQuestion,
    /// Puts it at the end of the FAQ where it belongs, with an answer that says who finds out.
    pub fix: Fix,
}

/// Returns the questions of the bank that the document neither asks nor answers, in the bank's
/// order, by a template of the book when none is given. A question that stands there unanswered is not among them: it has a finding.
pub fn coverage(text: &str, template: Option<&Template>, book: &RuleBook) -> Vec<Uncovered> {
    let reading = Reading::among(text, template, book.templates());
    let Some(template) = reading.template.filter(|_| !reading.unread) else {
        return Vec::new();
    };
    let guidance = Guidance::of(&reading);
    let spoken = super::open::spoken(&reading, &guidance);
    let open = Open::new(
        &reading,
        &guidance,
        &spoken,
        &Off::NOWHERE,
        book,
        Occasion::default(),
    );
    let asked: Vec<(Side, String)> = reading
        .structure
        .questions
        .iter()
        .map(|question| (question.side, plain(&question.text)))
        .collect();
    template
        .bank
        .iter()
        .filter(|known| {
            !asked
                .iter()
                .any(|(side, words)| same_side(known, *side) && asks(known, words))
        })
        .map(|known| Uncovered {
            question: known.clone(),
            fix: insertion(&open, template, known),
        })
        .collect()
}

/// A customer's question among colleagues' is not the same question.
fn same_side(known: &BankQuestion, side: Side) -> bool {
    side == Side::Unknown || side == known.side
}

/// Returns the role of the FAQ in which a question of the bank belongs.
fn home(template: &Template, known: &BankQuestion) -> &'static str {
    match known.side {
        _ if template.part("faq").is_some() => "faq",
        Side::Customer => "customer-faq",
        Side::Internal | Side::Unknown => "internal-faq",
    }
}

/// Writes a question in lower case, with one space before each word.
fn plain(question: &str) -> String {
    let lower = mask(question).to_lowercase().replace('’', "'");
    lower
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\''))
        .filter(|word| !word.is_empty())
        .flat_map(|word| [" ", word])
        .collect()
}

/// Tells whether a question has one of the words by which the bank's question is heard: a word of
/// it begins so, or in a script without spaces, it stands anywhere.
fn asks(known: &BankQuestion, asked: &str) -> bool {
    known.heard_as.iter().any(|heard| {
        let spaceless = !heard.is_ascii();
        if spaceless {
            asked.contains(heard.as_str())
        } else {
            asked.contains(&format!(" {heard}"))
        }
    })
}

fn insertion(open: &Open<'_>, template: &Template, known: &BankQuestion) -> Fix {
    let home = home(template, known);
    let questions = &open.reading.structure.questions;
    let parts = &open.reading.structure.parts;
    let part = parts.iter().find(|part| part.role == home).or_else(|| {
        // An FAQ that is not divided holds every question.
        parts.iter().find(|part| {
            part.role.ends_with("faq")
                && questions
                    .iter()
                    .any(|question| question.side == Side::Unknown)
        })
    });
    const ANSWER: &str = "We do not know yet. [Who?] finds out by [when?].";
    let (at, insert) = match part {
        Some(part) => {
            let like = questions
                .iter()
                .rev()
                .find(|question| part.span.contains(question.span.start));
            (
                part.span.end,
                format!("\n\n{}\n\n{ANSWER}", put(open, like, &known.question)),
            )
        }
        None => {
            let heading = template
                .part(home)
                .and_then(|part| part.starter.lines().next())
                .unwrap_or("## FAQ");
            let end = open.text().trim_end().len();
            (
                end,
                format!("\n\n{heading}\n\n### {}\n\n{ANSWER}", known.question),
            )
        }
    };
    Fix {
        label: "Add this question".to_owned(),
        safe: false,
        splices: vec![(Span::new(at, at), in_its_endings(open.text(), &insert))],
    }
}

/// Writes a question as the FAQ writes its own.
fn put(open: &Open<'_>, like: Option<&Question>, text: &str) -> String {
    let Some(like) = like else {
        return format!("### {text}");
    };
    let heading = open
        .reading
        .blocks_in(like.span)
        .first()
        .and_then(|block| match block.kind {
            Kind::Heading { level, .. } => Some(level),
            _ => None,
        });
    let source = like.span.of(open.text());
    match heading {
        Some(level) => format!("{} {text}", "#".repeat(usize::from(level))),
        None if source.contains("Q:") && source.starts_with("**") => format!("**Q: {text}**"),
        None if source.starts_with("Q:") => format!("Q: {text}"),
        None => format!("**{text}**"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::by_id;

    #[track_caller]
    fn check(text: &str, asked: &str, expected: &str) {
        let list = coverage(text, by_id("prfaq-working-backwards"), RuleBook::shipped());
        let found = list
            .iter()
            .find(|uncovered| uncovered.question.question == asked);
        let fix = &found.expect("it is not asked").fix;
        let (span, insert) = &fix.splices[0];
        let mut mended = text.to_owned();
        mended.replace_range(span.start..span.end, insert);
        assert_eq!(mended, expected);
        let after = coverage(
            &mended,
            by_id("prfaq-working-backwards"),
            RuleBook::shipped(),
        );
        assert!(
            after
                .iter()
                .all(|uncovered| uncovered.question.question != asked)
        );
    }

    #[test]
    fn a_picked_question_is_put_as_the_others_are() {
        check(
            "## Customer FAQ\n\n**Q: What does it cost?**\n\n€3.\n\n## Internal FAQ\n\n### Who owns it?\n\nAna Reyes.\n",
            "What happens to my data?",
            "## Customer FAQ\n\n**Q: What does it cost?**\n\n€3.\n\n**Q: What happens to my data?**\n\nWe do not know yet. [Who?] finds out by [when?].\n\n## Internal FAQ\n\n### Who owns it?\n\nAna Reyes.\n",
        );
    }

    #[test]
    fn without_an_faq_its_heading_comes_too() {
        check(
            "## Problem\n\nNobody can buy bread at night.\n",
            "What does it cost?",
            "## Problem\n\nNobody can buy bread at night.\n\n## Customer FAQ\n\n### What does it cost?\n\nWe do not know yet. [Who?] finds out by [when?].\n",
        );
    }
}
