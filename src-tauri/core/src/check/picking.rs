//! Puts questions of the bank into a document: at the end of the FAQ of their side, as that FAQ puts
//! and numbers its own, without an answer. Adds and numbers; takes no word away.

use super::RuleBook;
use super::part_missing::in_its_endings;
use crate::model::reading::Reading;
use crate::model::{Part, Question, Side, Span};
use crate::template::Template;

/// Returns the text with questions of the bank, named by their words, put where they belong; `None`
/// when none of them is in the bank of the document's template.
pub fn with_questions(
    text: &str,
    template: Option<&Template>,
    book: &RuleBook,
    picked: &[&str],
) -> Option<String> {
    let mut mended: Option<String> = None;
    // One side after the other: the second counts on from what the first has put.
    for side in [Side::Customer, Side::Internal] {
        let newest = mended.as_deref().unwrap_or(text);
        mended = with_side(newest, template, book, picked, side).or(mended);
    }
    mended
}

fn with_side(
    text: &str,
    template: Option<&Template>,
    book: &RuleBook,
    picked: &[&str],
    side: Side,
) -> Option<String> {
    let reading = Reading::among(text, template, book.templates());
    let template = reading.template.filter(|_| !reading.unread)?;
    let questions: Vec<&str> = (template.bank.iter())
        .filter(|known| known.side == side && picked.contains(&known.question.as_str()))
        .map(|known| known.question.as_str())
        .collect();
    if questions.is_empty() {
        return None;
    }
    let sides: &[Side] = if template.part("faq").is_some() || is_undivided(&reading) {
        &[Side::Customer, Side::Internal, Side::Unknown]
    } else if side == Side::Customer {
        &[Side::Customer]
    } else {
        &[Side::Internal, Side::Unknown]
    };
    let splices = Place::find(&reading, template, sides).put(&reading, &questions);
    let mut mended = String::with_capacity(text.len() + 1_000);
    let mut at = 0;
    for (span, insert) in splices {
        mended.push_str(&text[at..span.start]);
        mended.push_str(&in_its_endings(text, &insert));
        at = span.end;
    }
    mended.push_str(&text[at..]);
    Some(mended)
}

/// Tells whether the document's FAQ holds the questions of both sides without saying whose they are.
fn is_undivided(reading: &Reading<'_>) -> bool {
    let questions = &reading.structure.questions;
    !questions.is_empty()
        && questions
            .iter()
            .all(|question| question.side == Side::Unknown)
}

/// Where questions of one side go.
struct Place<'a> {
    /// Behind this byte.
    at: usize,
    /// The heading to put before them, when the document has none for them yet.
    heading: Option<String>,
    /// The questions that stand there, else those of the other side: the pattern to follow.
    like: Vec<&'a Question>,
}

impl<'a> Place<'a> {
    fn find(reading: &'a Reading<'_>, template: &Template, sides: &[Side]) -> Place<'a> {
        let parts = &reading.structure.parts;
        let questions = &reading.structure.questions;
        let home = match sides {
            [_, _, _] => "faq",
            [Side::Customer] => "customer-faq",
            _ => "internal-faq",
        };
        let is_here = |question: &&Question| sides.contains(&question.side);
        let last = questions.iter().rfind(is_here);
        let holds = |part: &&Part| last.is_some_and(|last| part.span.contains(last.span.start));
        let part = parts.iter().find(|part| part.role == home).or_else(|| {
            parts
                .iter()
                .find(|part| part.role.ends_with("faq") && holds(part))
        });
        let there = |question: &&Question| match part {
            Some(part) => part.span.contains(question.span.start),
            None => sides.contains(&question.side),
        };
        let like: Vec<&Question> = questions.iter().filter(there).collect();
        match (part, like.last()) {
            (Some(part), _) => Place {
                at: part.span.end,
                heading: None,
                like: or_all(like, questions),
            },
            (None, Some(last)) => Place {
                at: last.span.end.max(last.answer.end),
                heading: None,
                like,
            },
            (None, None) => Place {
                at: place_of_new(reading, template, home),
                heading: Some(heading(reading, template, home)),
                like: questions.iter().collect(),
            },
        }
    }

    /// Returns what has to be put where, in the order of the text, for these questions.
    fn put(&self, reading: &Reading<'_>, questions: &[&str]) -> Vec<(Span, String)> {
        let text = reading.text;
        let manner = Manner::of(text, &self.like);
        // A list of another side has numbers of its own.
        let mut number = match &self.heading {
            Some(_) => manner.number.map(|_| 1),
            None => manner.number.map(|number| number + manner.step),
        };
        let mut insert = String::new();
        if self.at > 0 && manner.tight && self.heading.is_none() {
            insert.push('\n');
        } else if self.at > 0 {
            insert.push_str("\n\n");
        }
        if let Some(heading) = &self.heading {
            insert.push_str(heading);
            insert.push_str("\n\n");
        }
        for (index, question) in questions.iter().enumerate() {
            if index > 0 {
                insert.push_str(if manner.tight { "\n" } else { "\n\n" });
            }
            insert.push_str(&manner.put(question, number));
            number = number.map(|number| number + manner.step);
        }
        let mut splices = vec![(Span::new(self.at, self.at), insert)];
        if let (Some(last), None) = (manner.number, &self.heading)
            && manner.step > 0
        {
            let by = manner.step * u32::try_from(questions.len()).unwrap_or(0);
            renumber(reading, self.at, last, by, &mut splices);
        }
        splices
    }
}

fn or_all<'a>(there: Vec<&'a Question>, all: &'a [Question]) -> Vec<&'a Question> {
    if there.is_empty() {
        all.iter().collect()
    } else {
        there
    }
}

/// Returns where a part goes that the document lacks: behind the last of those that come before it.
fn place_of_new(reading: &Reading<'_>, template: &Template, role: &str) -> usize {
    let order = |role: &str| template.part(role).map_or(0, |part| part.order);
    let parts = &reading.structure.parts;
    let before = parts
        .iter()
        .filter(|part| order(&part.role) <= order(role))
        .map(|part| part.span.end)
        .max();
    before.unwrap_or_else(|| reading.text[..reading.printed_end()].trim_end().len())
}

/// Returns the heading of a part, of the level that the document's other FAQ has.
fn heading(reading: &Reading<'_>, template: &Template, role: &str) -> String {
    let starter = template.part(role).map_or("", |part| part.starter.as_str());
    let starter = starter.lines().next().unwrap_or("## FAQ");
    let other = (reading.structure.parts.iter())
        .find(|part| part.role.ends_with("faq"))
        .map(|part| part.span.of(reading.text))
        .map(|text| text.len() - text.trim_start_matches('#').len());
    match other {
        Some(level @ 1..=6) => {
            format!("{} {}", "#".repeat(level), starter.trim_matches(['#', ' ']))
        }
        _ => starter.to_owned(),
    }
}

/// How a document puts its questions: what stands before the words and after them.
struct Manner {
    before: String,
    after: String,
    /// Where the number stands in `before`, and the number of the last question.
    digits: Span,
    number: Option<u32>,
    /// What the number grows by: 0 in a list in which every item is numbered 1.
    step: u32,
    /// Whether the questions are items of a list without blank lines.
    tight: bool,
}

impl Manner {
    fn of(text: &str, like: &[&Question]) -> Manner {
        let plain = Manner {
            before: "### ".to_owned(),
            after: String::new(),
            digits: Span::new(0, 0),
            number: None,
            step: 1,
            tight: false,
        };
        let Some((last, before_it)) = like.split_last() else {
            return plain;
        };
        let Some((before, after)) = around(text, last) else {
            return plain;
        };
        let (digits, number) = number_in(before);
        let earlier = before_it.last().and_then(|question| around(text, question));
        let earlier_number = earlier.and_then(|(before, _)| number_in(before).1);
        let is_item = before.trim_start().starts_with(['-', '*', '+']) && !before.contains("**")
            || before
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit());
        let tight = is_item
            && before_it.last().is_some_and(|question| {
                let between = &text[question.span.start..last.span.start];
                between.lines().all(|line| !line.trim().is_empty())
            });
        Manner {
            before: before.to_owned(),
            after: after.to_owned(),
            digits,
            number,
            step: u32::from(number.is_none() || earlier_number != number),
            tight,
        }
    }

    fn put(&self, question: &str, number: Option<u32>) -> String {
        let mut before = self.before.clone();
        if let Some(number) = number {
            before.replace_range(self.digits.start..self.digits.end, &number.to_string());
        }
        format!("{before}{question}{}", self.after)
    }
}

/// Returns what stands before and after the words of a question, from the start of its line.
fn around<'t>(text: &'t str, question: &Question) -> Option<(&'t str, &'t str)> {
    let line = text[..question.span.start]
        .rfind(['\n', '\r'])
        .map_or(0, |at| at + 1);
    let source = &text[line..question.span.end];
    let mut words = question.text.split_whitespace();
    let first = words.next()?;
    let last = words.next_back().unwrap_or(first);
    let begin = source.find(&format!(" {first}")).map(|at| at + 1);
    let begin = begin.or_else(|| source.find(first))?;
    let end = source.rfind(last)? + last.len();
    let (before, after) = (source.get(..begin)?, source.get(end..)?);
    // What is long or wraps is no mark; a heading underlined with dashes is written with `##`.
    if after.contains(['\n', '\r']) {
        return Some((if after.contains('=') { "# " } else { "## " }, ""));
    }
    (before.len() <= 40 && after.len() <= 20).then_some((before, after))
}

/// The greatest number that is believed to count questions; a longer one is a year, a sum or a trap.
const MOST_QUESTIONS: u32 = 9_999;

/// Returns the last number in what stands before a question's words.
fn number_in(before: &str) -> (Span, Option<u32>) {
    let is_digit = |c: char| c.is_ascii_digit();
    let Some(end) = before.rfind(is_digit).map(|at| at + 1) else {
        return (Span::new(0, 0), None);
    };
    let start = end - (before[..end].len() - before[..end].trim_end_matches(is_digit).len());
    let number = before[start..end].parse().ok();
    (
        Span::new(start, end),
        number.filter(|n| *n <= MOST_QUESTIONS),
    )
}

/// Numbers the questions behind a place anew, as far as they go on counting from `last`.
fn renumber(
    reading: &Reading<'_>,
    at: usize,
    last: u32,
    by: u32,
    splices: &mut Vec<(Span, String)>,
) {
    let behind = |question: &&Question| question.span.start >= at;
    let questions = reading.structure.questions.iter().filter(behind);
    for (expected, question) in (last + 1..).zip(questions) {
        let Some((before, _)) = around(reading.text, question) else {
            return;
        };
        let (digits, number) = number_in(before);
        if number != Some(expected) {
            return;
        }
        let line = reading.text[..question.span.start]
            .rfind(['\n', '\r'])
            .map_or(0, |at| at + 1);
        let span = Span::new(line + digits.start, line + digits.end);
        splices.push((span, (expected + by).to_string()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::coverage;
    use crate::template::by_id;

    const COST: &str = "What does it cost?";
    const DATA: &str = "What happens to my data?";
    const OWNS: &str = "Who owns this and does nothing else?";

    #[track_caller]
    fn check(text: &str, picked: &[&str], expected: &str) {
        let template = by_id("prfaq-working-backwards");
        let book = RuleBook::shipped();
        let mended = with_questions(text, template, book, picked).expect("they are in the bank");
        assert_eq!(mended, expected);
        let open = coverage(&mended, template, book);
        for asked in picked {
            let still = open.iter().any(|known| known.question == *asked);
            assert!(!still, "{asked} is still said to be open");
        }
    }

    #[test]
    fn a_picked_question_is_put_as_the_others_are_on_its_side() {
        check(
            "## Customer FAQ\n\n**Q: How fast is it?**\n\n€3.\n\n## Internal FAQ\n\n### Why?\n\nAna.\n",
            &[OWNS, DATA],
            "## Customer FAQ\n\n**Q: How fast is it?**\n\n€3.\n\n**Q: What happens to my data?**\n\n## Internal FAQ\n\n### Why?\n\nAna.\n\n### Who owns this and does nothing else?\n",
        );
    }

    #[test]
    fn every_way_of_numbering_goes_on() {
        for (style, next) in [
            ("### 4. How fast?\n\nVery.", "### 5. What does it cost?"),
            ("**Q4. How fast?**\nVery.", "**Q5. What does it cost?**"),
            (
                "**Q4:** How fast?\n\n**A4:** Very.",
                "**Q5:** What does it cost?",
            ),
            ("Q4: How fast?\nA: Very.", "Q5: What does it cost?"),
            ("**4. How fast?** Very.", "**5. What does it cost?**"),
            ("4. **How fast?**\n\n   Very.", "5. **What does it cost?**"),
            ("4. How fast?\n\n   Very.", "5. What does it cost?"),
            ("### How fast? ###\n\nVery.", "### What does it cost? ###"),
            ("How fast?\n\nVery.", "What does it cost?"),
        ] {
            let text = format!("## Customer FAQ\n\n{style}\n");
            let expected = format!("## Customer FAQ\n\n{style}\n\n{next}\n");
            check(&text, &[COST], &expected);
        }
    }

    #[test]
    fn questions_behind_that_go_on_counting_are_numbered_anew() {
        check(
            "## Customer FAQ\n\n### 1. How fast?\n\nVery.\n\n## Internal FAQ\n\n### 2. Why?\n\nSo.\n\n### 3. Where to?\n\nNo.\n",
            &[COST, DATA, OWNS],
            "## Customer FAQ\n\n### 1. How fast?\n\nVery.\n\n### 2. What does it cost?\n\n### 3. What happens to my data?\n\n## Internal FAQ\n\n### 4. Why?\n\nSo.\n\n### 5. Where to?\n\nNo.\n\n### 6. Who owns this and does nothing else?\n",
        );
        check(
            "## Customer FAQ\n\n### 1. How fast?\n\nVery.\n\n## Internal FAQ\n\n### 1. Why?\n\nSo.\n",
            &[COST],
            "## Customer FAQ\n\n### 1. How fast?\n\nVery.\n\n### 2. What does it cost?\n\n## Internal FAQ\n\n### 1. Why?\n\nSo.\n",
        );
    }

    #[test]
    fn a_list_stays_a_list() {
        check(
            "## Customer FAQ\n\n1. **How fast?** Very.\n2. **How heavy?** Not.\n",
            &[COST, DATA],
            "## Customer FAQ\n\n1. **How fast?** Very.\n2. **How heavy?** Not.\n3. **What does it cost?**\n4. **What happens to my data?**\n",
        );
    }

    #[test]
    fn without_an_faq_its_heading_comes_too() {
        check(
            "## Problem\n\nNobody can buy bread at night.\n",
            &[COST],
            "## Problem\n\nNobody can buy bread at night.\n\n## Customer FAQ\n\n### What does it cost?\n",
        );
    }

    #[test]
    fn the_customers_come_before_the_colleagues() {
        check(
            "## Problem\r\n\r\nNo bread.\r\n\r\n# Internal FAQ\r\n\r\n## 7. Why now?\r\n\r\nSo.\r\n",
            &[COST],
            "## Problem\r\n\r\nNo bread.\r\n\r\n# Customer FAQ\r\n\r\n## 1. What does it cost?\r\n\r\n# Internal FAQ\r\n\r\n## 7. Why now?\r\n\r\nSo.\r\n",
        );
    }

    #[test]
    fn an_faq_that_is_not_divided_takes_both() {
        check(
            "## FAQ\n\n### How fast?\n\nVery.\n",
            &[COST, OWNS],
            "## FAQ\n\n### How fast?\n\nVery.\n\n### What does it cost?\n\n### Who owns this and does nothing else?\n",
        );
    }

    #[test]
    fn what_is_never_printed_stays_at_the_end() {
        let template = by_id("prfaq-working-backwards");
        let book = RuleBook::shipped();
        for text in ["## FAQ\n\n### How fast?\n\nVery.\n", "# A\n\nNo bread.\n"] {
            let line = crate::model::unprinted::Unprinted::of(text)
                .and_then(|unprinted| unprinted.with_line(text, "sixpager:waive", &[]));
            let text = line.expect("it has a block now");
            let block = text.rfind("<!--").expect("it is a comment");
            let mended = with_questions(&text, template, book, &[COST]).expect("it is in the bank");
            assert!(mended.ends_with(&text[block..]), "{mended}");
            assert!(mended[..mended.len() - (text.len() - block)].contains(COST));
        }
    }

    #[test]
    fn what_is_in_no_bank_is_not_put_anywhere() {
        let text = "## FAQ\n\n### How fast?\n\nVery.\n";
        let template = by_id("prfaq-working-backwards");
        let book = RuleBook::shipped();
        assert_eq!(with_questions(text, template, book, &["Why me?"]), None);
        assert_eq!(with_questions(text, by_id("tenets"), book, &[COST]), None);
    }
}
