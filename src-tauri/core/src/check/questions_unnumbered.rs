//! questions-unnumbered: some questions of the FAQ cannot be called by a number in the meeting.
//! Listed on asking, never shown: it costs nobody a decision, and one fix mends all.

use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Question, Severity, Span};

pub(super) const RULE: Rule = Rule {
    id: "questions-unnumbered",
    kind: RuleKind::Structure,
    severity: Severity::Info,
    cost: 1,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "In the meeting somebody says “question seven”, and everybody counts.",
        help: "Number the questions through the whole document, so that none is called by the number of another.",
        flagged: "### What does it cost?\n\n€3.\n\n### Where is it?\n\nIn Leeds.\n\n### Who bakes?\n\nAna.",
        unflagged: "### 1. What does it cost?\n\n€3.\n\n### 2. Where is it?\n\nIn Leeds.\n\n### 3. Who bakes?\n\nAna.",
        template: "prfaq-working-backwards",
        around: "# Press release\n\n## Customer FAQ\n\n{}\n",
    },
    find,
};

/// Fewer questions are found without a number.
const FEWEST: usize = 3;

fn find(open: &Open<'_>) -> Vec<Finding> {
    let questions = &open.reading.structure.questions;
    if questions.len() < FEWEST || questions.iter().any(|one| open.is_unwritten(one.span)) {
        return Vec::new();
    }
    let numbers: Option<Vec<Number>> = questions.iter().map(|one| number(open, one)).collect();
    // Items of a list count themselves, and a bare line would become one.
    let Some(numbers) = numbers else {
        return Vec::new();
    };
    let Some(first) = numbers.iter().position(|number| !number.is_given) else {
        return Vec::new();
    };
    let splices = numbers
        .iter()
        .enumerate()
        .map(|(index, number)| (number.place, number.written(index + 1)))
        .collect();
    vec![
        RULE.finding(questions[first].span, "Which number is this question?")
            .mended_by("Number the questions", splices),
    ]
}

/// Where the number of a question stands, or belongs.
struct Number {
    place: Span,
    is_given: bool,
    /// What stands around it: `Q` needs no full stop behind its number.
    is_marked: bool,
}

impl Number {
    fn written(&self, number: usize) -> String {
        match (self.is_given, self.is_marked) {
            (_, true) => number.to_string(),
            (true, false) => format!("{number}."),
            (false, false) => format!("{number}. "),
        }
    }
}

/// Finds the place of a question's number; `None` where it can have none.
fn number(open: &Open<'_>, question: &Question) -> Option<Number> {
    let source = question.span.of(open.text());
    let marks = source.len() - source.trim_start_matches(['#', ' ', '*', '_']).len();
    // An underlined heading or a bare line that began with "1." would become a list.
    let is_marked = question_mark(&source[marks..]);
    if marks == 0 && is_marked.is_none() {
        return None;
    }
    let from = marks + is_marked.unwrap_or(0);
    let rest = &source[from..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &rest[digits..];
    // "2.5" and "3a" count in a way of their own.
    let counts = after.starts_with(['.', ')', ':', ' ', '-', '–']);
    let own_way = digits > 0
        && (!counts
            || after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit()));
    if own_way {
        return None;
    }
    let is_given = digits > 0 && (is_marked.is_some() || after.starts_with(['.', ')']));
    let length = match (is_given, is_marked) {
        (true, None) => digits + 1,
        (true, Some(_)) => digits,
        _ => 0,
    };
    let start = question.span.start + from;
    Some(Number {
        place: Span::new(start, start + length),
        is_given,
        is_marked: is_marked.is_some(),
    })
}

/// Returns the length of the "Q" or "Question " with which a question is marked.
fn question_mark(words: &str) -> Option<usize> {
    let name = ["Question ", "Q"]
        .into_iter()
        .find(|name| words.starts_with(name))?;
    let after = words[name.len()..].trim_start_matches(|c: char| c.is_ascii_digit());
    let has_digits = after.len() < words.len() - name.len();
    (after.starts_with([':', '.', ')']) || has_digits && after.starts_with([' ', '-', '–']))
        .then_some(name.len())
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{RELEASE, check_fix};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let above = "## Customer FAQ\n\n";
        let (text, expected) = (format!("{above}{text}"), format!("{above}{expected}"));
        check_fix(
            "questions-unnumbered",
            RELEASE,
            &text,
            "Number the questions",
            &expected,
        );
    }

    #[test]
    fn every_style_is_numbered_in_its_own_way() {
        check(
            "### What?\n\nA.\n\n### **Why?**\n\nB.\n\n### Who?\n\nC.\n",
            "### 1. What?\n\nA.\n\n### **2. Why?**\n\nB.\n\n### 3. Who?\n\nC.\n",
        );
        check(
            "**What?**\r\n\r\nA.\r\n\r\n**Why?** B.\r\n\r\n**Who?** C.\r\n",
            "**1. What?**\r\n\r\nA.\r\n\r\n**2. Why?** B.\r\n\r\n**3. Who?** C.\r\n",
        );
        check(
            "Q: What?\nA: A.\n\nQ: Why?\nA: B.\n\n**Q: Who?**\n\nC.\n",
            "Q1: What?\nA: A.\n\nQ2: Why?\nA: B.\n\n**Q3: Who?**\n\nC.\n",
        );
    }

    #[test]
    fn a_question_put_between_numbered_ones_moves_the_others() {
        check(
            "### 1. What?\n\nA.\n\n### Why?\n\nB.\n\n### 2. Who?\n\nC.\n",
            "### 1. What?\n\nA.\n\n### 2. Why?\n\nB.\n\n### 3. Who?\n\nC.\n",
        );
    }
}
