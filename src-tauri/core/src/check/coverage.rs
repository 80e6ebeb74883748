//! question-coverage: the questions of the template's bank that no question of the document asks.
//! A list to pick from, beside the FAQ; never a finding.

use super::RuleBook;
use super::answering::dismissed_in;
use crate::model::Side;
use crate::model::prose::mask;
use crate::model::reading::Reading;
use crate::template::{BankQuestion, Template};

/// What the list of open questions is called, in a file and on the command line.
pub const COVERAGE: &str = "question-coverage";
/// Why there is such a list.
pub const COVERAGE_WHY: &str = "Readers of such documents ask the same questions again and again; one that is met first in the meeting is answered badly.";
/// What is done with it.
pub const COVERAGE_HELP: &str = "Take the questions that would be asked in your meeting into the FAQ and answer them; say of the others that they are not relevant here.";

/// Returns the questions of the bank that the document neither asks nor answers, in the bank's
/// order, by a template of the book when none is given; those that the writer called not relevant are left out. A question that stands there unanswered is
/// not among them: it has a finding.
pub fn coverage(text: &str, template: Option<&Template>, book: &RuleBook) -> Vec<BankQuestion> {
    let reading = Reading::among(text, template, book.templates());
    let Some(template) = reading.template.filter(|_| !reading.unread) else {
        return Vec::new();
    };
    let asked: Vec<(Side, String)> = reading
        .structure
        .questions
        .iter()
        .map(|question| (question.side, plain(&question.text)))
        .collect();
    let is_asked = |known: &BankQuestion| {
        asked
            .iter()
            .any(|(side, words)| same_side(known, *side) && asks(known, words))
    };
    let dismissed = dismissed_in(text, &reading.unprinted);
    let open = template.bank.iter().filter(|known| !is_asked(known));
    open.filter(|known| !dismissed.contains(&known.question))
        .cloned()
        .collect()
}

/// A customer's question among colleagues' is not the same question.
fn same_side(known: &BankQuestion, side: Side) -> bool {
    side == Side::Unknown || side == known.side
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

/// Tells whether a question has one of the words by which the bank's question is heard.
fn asks(known: &BankQuestion, asked: &str) -> bool {
    let hears = |heard: &String| heard.split('+').all(|words| has(asked, words.trim()));
    known.heard_as.iter().any(hears)
}

/// Tells whether a word of the question begins so (behind `^`: the first one), or in a script without
/// spaces, whether it stands anywhere.
fn has(asked: &str, words: &str) -> bool {
    if !words.is_ascii() {
        return asked.contains(words);
    }
    if let Some(first) = words.strip_prefix('^') {
        return asked
            .strip_prefix(' ')
            .is_some_and(|asked| asked.starts_with(first));
    }
    asked
        .match_indices(words)
        .any(|(at, _)| at > 0 && asked.as_bytes()[at - 1] == b' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::by_id;

    /// Each question of the bank means itself, and no other of its side.
    #[test]
    fn each_question_of_the_bank_hears_itself_alone() {
        let template = by_id("prfaq-working-backwards").expect("it ships");
        for known in &template.bank {
            let words = plain(&known.question);
            let heard: Vec<&str> = (template.bank.iter())
                .filter(|other| same_side(other, known.side) && asks(other, &words))
                .map(|other| other.question.as_str())
                .collect();
            assert_eq!(heard, [known.question.as_str()]);
        }
    }
}
