//! What the part of a passage is called on the screen.

use crate::model::{Question, Side, Structure};
use crate::template;

use super::paragraphs::{Block, Paragraph};

/// Longest heading that stands for a part, in characters.
const LONGEST: usize = 60;

/// Looks up part names by place in the text.
pub(super) struct Names<'s, 't> {
    structure: &'s Structure,
    paragraphs: &'s [Paragraph<'t>],
    /// Places of the headings among the paragraphs, ascending.
    headings: Vec<usize>,
}

impl<'s, 't> Names<'s, 't> {
    /// Takes a text's paragraphs and what a reader sees in it.
    pub fn new(structure: &'s Structure, paragraphs: &'s [Paragraph<'t>]) -> Self {
        let headings = (0..paragraphs.len())
            .filter(|place| paragraphs[*place].block == Block::Heading)
            .collect();
        Names {
            structure,
            paragraphs,
            headings,
        }
    }

    /// Names the place of a paragraph: its question, its part, or the heading above it.
    pub fn of(&self, paragraph: usize) -> String {
        let Some(place) = self.paragraphs.get(paragraph) else {
            return String::new();
        };
        if place.block == Block::Field {
            return "Fields".to_owned();
        }
        self.question(place.start)
            .or_else(|| self.part(place.start))
            .or_else(|| self.heading(paragraph))
            .unwrap_or_default()
    }

    fn question(&self, at: usize) -> Option<String> {
        let questions = &self.structure.questions;
        let behind = questions.partition_point(|question| question.span.start <= at);
        let question = questions[..behind].last()?;
        let end = question.span.end.max(question.answer.end);
        (at < end).then(|| question_name(&questions[..behind], question))
    }

    fn part(&self, at: usize) -> Option<String> {
        // Parts may overlap where one paragraph plays two roles: the smallest says most.
        let part = self
            .structure
            .parts
            .iter()
            .filter(|part| part.span.contains(at))
            .min_by_key(|part| part.span.end - part.span.start)?;
        let named = template::by_id(&self.structure.template)
            .and_then(|template| template.parts.iter().find(|named| named.role == part.role));
        Some(match named {
            Some(named) if !named.name.is_empty() => named.name.clone(),
            _ => readable(&part.role),
        })
    }

    fn heading(&self, paragraph: usize) -> Option<String> {
        let above = self.headings.partition_point(|place| *place <= paragraph);
        let above = *self.headings[..above].last()?;
        let line = self.paragraphs[above]
            .text
            .lines()
            .next()
            .unwrap_or_default();
        let text = line.trim_matches(['#', ' ', '\t', '*', '_']);
        if text.chars().count() <= LONGEST {
            return Some(text.to_owned());
        }
        Some(text.chars().take(LONGEST - 1).chain(['…']).collect())
    }
}

/// Names the last question by its number among those of its side.
fn question_name(up_to: &[Question], question: &Question) -> String {
    let number = up_to.iter().filter(|one| one.side == question.side).count();
    match question.side {
        Side::Customer => format!("Customer question {number}"),
        Side::Internal => format!("Internal question {number}"),
        Side::Unknown => format!("Question {number}"),
    }
}

/// Writes a part's id as words: `customer-faq` becomes "Customer FAQ".
fn readable(role: &str) -> String {
    let mut words: Vec<String> = role
        .split('-')
        .map(|word| match word {
            "faq" => "FAQ".to_owned(),
            _ => word.to_owned(),
        })
        .collect();
    if let Some(first) = words.first_mut() {
        let mut letters = first.chars();
        if let Some(letter) = letters.next() {
            *first = letter.to_uppercase().chain(letters).collect();
        }
    }
    words.join(" ")
}
