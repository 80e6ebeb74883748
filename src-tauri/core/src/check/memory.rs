//! What a reader remembers of a document from one examination to the next.
//! Holds only what follows from the words of one paragraph, and from nothing that stands around it:
//! where a rule is off, what is asked or quoted is decided anew each time.
//! Never outlives the book of rules by which the paragraph was read.

use super::book::RuleBook;
use super::facts::{Fact, facts};
use super::numbers::{Amount, amounts};
use super::word_list::WordList;
use super::{Examination, Occasion, examine_again};
use crate::model::earlier::{Earlier, Kept};
use crate::template::Template;
use regex::Regex;
use std::cell::RefCell;
use std::mem::take;
use std::ops::Range;
use std::sync::Arc;

/// Examines one document again and again. What it finds is the same as if it had forgotten all.
#[derive(Debug, Default)]
pub struct Examiner {
    /// Held so that its lists stay where they are.
    book: Option<Arc<RuleBook>>,
    memory: Memory,
}

/// Longest text that is remembered, in bytes: some 80,000 words.
const LONGEST: usize = 512 * 1024;

impl Examiner {
    /// Reads a document as [`super::examine_with`] does. Paragraphs that it has seen by the same
    /// book are not read again.
    pub fn examine(
        &mut self,
        text: &str,
        template: Option<&Template>,
        occasion: Occasion<'_>,
        book: &Arc<RuleBook>,
    ) -> Examination {
        // Taken, so that an examination that ends in a panic leaves nothing half-read behind.
        let mut memory = take(&mut self.memory);
        let is_same = |known: &Arc<RuleBook>| Arc::ptr_eq(known, book);
        if !self.book.as_ref().is_some_and(is_same) {
            memory = Memory::default();
            self.book = Some(book.clone());
        }
        let examination = examine_again(text, template, occasion, book, &mut memory);
        if text.len() <= LONGEST {
            self.memory = memory;
        }
        examination
    }
}

/// The paragraphs of the text that was examined last, and what was found in each.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub earlier: Earlier,
    pub answers: Vec<Answers>,
}

impl Memory {
    /// Takes out what was found in the paragraphs that were kept, one for each paragraph there is.
    pub(super) fn answers_for(&mut self, kept: Kept, paragraphs: usize) -> Vec<Answers> {
        let mut answers = take(&mut self.answers);
        let end = answers.split_off(answers.len() - kept.back);
        answers.truncate(kept.front);
        answers.resize_with(paragraphs - kept.back, Answers::default);
        answers.extend(end);
        answers
    }
}

/// What was found in the sentences of one paragraph by those who ask the same of each of them.
#[derive(Debug, Default)]
pub(super) struct Answers {
    places: RefCell<Vec<(Question, Vec<Place>)>>,
    amounts: RefCell<Vec<Option<Arc<[Amount]>>>>,
    facts: RefCell<Vec<Option<Arc<[Fact]>>>>,
}

/// What is asked of a sentence, told apart by where the pattern or the list stands in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Where a pattern finds the writer's own claim.
    Heard(usize),
    /// Whether a pattern finds anything.
    Says(usize),
    /// Where an entry of a list is the writer's own.
    Listed(usize),
    /// Whether there is an entry of a list.
    Mentions(usize),
    /// Whether a number counts something.
    HasNumber,
}

impl Question {
    pub(super) fn heard(pattern: &'static Regex) -> Question {
        Question::Heard(std::ptr::from_ref(pattern).addr())
    }

    pub(super) fn says(pattern: &'static Regex) -> Question {
        Question::Says(std::ptr::from_ref(pattern).addr())
    }

    pub(super) fn listed(list: &WordList) -> Question {
        Question::Listed(std::ptr::from_ref(list).addr())
    }

    pub(super) fn mentions(list: &WordList) -> Question {
        Question::Mentions(std::ptr::from_ref(list).addr())
    }
}

/// The answer to a question.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    NotAsked,
    Nowhere,
    /// Bytes of the sentence.
    At(u32, u32),
}

impl Answers {
    /// Returns the place in a sentence that answers a question, looking for it the first time.
    pub(super) fn place(
        &self,
        question: Question,
        sentence: usize,
        find: impl FnOnce() -> Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        match self.known(question, sentence) {
            Place::At(start, end) => Some(start as usize..end as usize),
            Place::Nowhere => None,
            Place::NotAsked => {
                let found = find();
                let place = found.as_ref().map_or(Place::Nowhere, |place| {
                    Place::At(place.start as u32, place.end as u32)
                });
                self.keep(question, sentence, place);
                found
            }
        }
    }

    /// Tells whether the answer to a question is yes, looking for it the first time.
    pub(super) fn is(
        &self,
        question: Question,
        sentence: usize,
        find: impl FnOnce() -> bool,
    ) -> bool {
        let found = || find().then_some(0..0);
        self.place(question, sentence, found).is_some()
    }

    /// Returns the numbers of a sentence in lower case.
    pub(super) fn amounts(&self, sentence: usize, lower: &str) -> Arc<[Amount]> {
        once(&self.amounts, sentence, || amounts(lower))
    }

    /// Returns the facts of a sentence in lower case.
    pub(super) fn facts(&self, sentence: usize, lower: &str) -> Arc<[Fact]> {
        once(&self.facts, sentence, || {
            facts(lower, &self.amounts(sentence, lower))
        })
    }

    fn known(&self, question: Question, sentence: usize) -> Place {
        let places = self.places.borrow();
        let asked = places.iter().find(|(other, _)| *other == question);
        let place = asked.and_then(|(_, places)| places.get(sentence).copied());
        place.unwrap_or(Place::NotAsked)
    }

    fn keep(&self, question: Question, sentence: usize, place: Place) {
        let mut places = self.places.borrow_mut();
        let at = places.iter().position(|(other, _)| *other == question);
        let at = at.unwrap_or_else(|| {
            places.push((question, Vec::new()));
            places.len() - 1
        });
        let of_question = &mut places[at].1;
        if of_question.len() <= sentence {
            of_question.resize(sentence + 1, Place::NotAsked);
        }
        of_question[sentence] = place;
    }
}

fn once<T>(
    known: &RefCell<Vec<Option<Arc<[T]>>>>,
    sentence: usize,
    find: impl FnOnce() -> Vec<T>,
) -> Arc<[T]> {
    if let Some(Some(found)) = known.borrow().get(sentence) {
        return found.clone();
    }
    let found: Arc<[T]> = find().into();
    let mut known = known.borrow_mut();
    if known.len() <= sentence {
        known.resize_with(sentence + 1, || None);
    }
    known[sentence] = Some(found.clone());
    found
}
