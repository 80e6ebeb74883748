//! The questions of an FAQ, in every style in which writers put them.

use super::answer::{answer, is_answer, is_answer_mark};
use super::block::{Block, Kind};
use super::prose::Passage;
use super::{Question, Side, Span};

/// An FAQ, or one side of it: its blocks without its own heading.
#[derive(Clone, Debug)]
pub(crate) struct Faq {
    pub side: Side,
    /// Level of the heading that opened the whole FAQ.
    pub level: u8,
    /// The block of its own heading; `None` when questions begin without one.
    pub heading: Option<usize>,
    /// Blocks after the heading.
    pub first: usize,
    /// One past its last block.
    pub end: usize,
}

/// Where a question stands and how it was put.
#[derive(Clone, Debug)]
struct Asked {
    span: Span,
    text: String,
    style: Style,
    /// Where its answer begins.
    answer_from: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `### Question?`
    Heading,
    /// `Q: Question?`, bold or not.
    Marked,
    /// `**Question?**`
    Bold,
    /// A bold line of its own that may ask without a question mark.
    BoldLine,
    /// `1. Question?`
    Item,
    /// A paragraph that is nothing but a question.
    Plain,
}

/// Returns the questions of an FAQ in the order of the text.
pub(crate) fn questions(
    text: &str,
    blocks: &[Block],
    passages: &[Passage],
    faq: &Faq,
) -> Vec<Question> {
    let range = faq.first..faq.end.min(blocks.len());
    if range.is_empty() {
        return Vec::new();
    }
    let mut asked = headings(text, blocks, range.clone());
    let stops: Vec<&Block> = blocks[range.clone()]
        .iter()
        .filter(|block| matches!(block.kind, Kind::Heading { .. } | Kind::Rule))
        .collect();
    let end = blocks[range.end - 1].span.end;
    let first = passages.partition_point(|passage| passage.block < range.start);
    let inside = passages[first..]
        .iter()
        .take_while(|passage| passage.block < range.end);
    asked.extend(inside.flat_map(|passage| lines(text, passage)));
    asked.sort_by_key(|one| one.span.start);
    keep_one_style(&mut asked);
    if asked.iter().any(|one| one.style == Style::Item) {
        asked.extend(next_items(text, &blocks[range.clone()], &asked));
        asked.sort_by_key(|one| one.span.start);
    }
    (0..asked.len())
        .map(|index| {
            let one = &asked[index];
            let next = asked.get(index + 1).map_or(end, |next| next.span.start);
            // A rule between questions belongs to neither; a heading inside an answer belongs to it
            // unless headings ask the questions.
            let at = stops.partition_point(|stop| stop.span.start < one.answer_from);
            let stop = stops
                .get(at)
                .filter(|stop| stop.span.start < next)
                .filter(|stop| one.style == Style::Heading || stop.kind == Kind::Rule)
                .map(|stop| stop.span.start);
            let answer = answer(
                text,
                one.answer_from,
                stop.unwrap_or(next).max(one.answer_from),
            );
            Question {
                text: one.text.clone(),
                span: one.span,
                side: faq.side,
                answer,
                answered: is_answer(answer.of(text)),
            }
        })
        .collect()
}

/// Tells whether a heading asks, wherever it stands.
pub(crate) fn is_question(heading: &str) -> bool {
    let bare = heading.trim_end_matches(['*', '_', ' ', '”', '"', ')']);
    bare.ends_with(['?', '？'])
        || marked(heading).is_some()
        || bare.ends_with("까")
        || bare.ends_with("ですか。")
}

/// Takes the best-marked style of an FAQ and leaves the question marks inside answers alone.
fn keep_one_style(asked: &mut Vec<Asked>) {
    let has = |style: Style| asked.iter().any(|one| one.style == style);
    let kept: &[Style] = if has(Style::Heading) {
        &[Style::Heading, Style::Marked]
    } else if has(Style::Marked) {
        &[Style::Marked]
    } else if has(Style::Bold) {
        // Where bold lines ask, those without a question mark ask too.
        &[Style::Bold, Style::BoldLine]
    } else if has(Style::Item) {
        &[Style::Item]
    } else {
        &[Style::Plain]
    };
    asked.retain(|one| kept.contains(&one.style));
}

/// Finds the short numbered items without a question mark that go on counting where a question
/// stood: in a run of numbered questions "4. Something else" asks too.
fn next_items(text: &str, blocks: &[Block], asked: &[Asked]) -> Vec<Asked> {
    /// Longer than a question is.
    const MOST_WORDS: usize = 14;
    let mut found = Vec::new();
    let mut last = None;
    for block in blocks {
        let Kind::List { items } = &block.kind else {
            continue;
        };
        for item in items {
            let source = item.of(text);
            let Some((number, mark)) = number(source) else {
                break;
            };
            let line = source.lines().next().unwrap_or_default().trim_end();
            let from = item.start + mark;
            let at = asked.partition_point(|one| one.span.start < from);
            let asks = (asked.get(at)).is_some_and(|one| one.span.start < item.start + line.len());
            if !asks {
                let words = &line[mark.min(line.len())..];
                let short = (2..=MOST_WORDS).contains(&words.split_whitespace().count());
                let goes_on = last.is_some_and(|last: u32| last.checked_add(1) == Some(number));
                if !short || !goes_on || words.ends_with(['.', ':', ';', '!', ',']) {
                    break;
                }
                found.push(Asked {
                    span: Span::new(from, item.start + line.len()),
                    text: bare_question(words),
                    style: Style::Item,
                    answer_from: item.start + line.len(),
                });
            }
            last = Some(number);
        }
    }
    found
}

/// Returns an item's number, and where its words begin.
fn number(item: &str) -> Option<(u32, usize)> {
    let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = item[digits..].strip_prefix(['.', ')'])?;
    let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let number = item[..digits].parse().ok()?;
    (space > 0).then_some((number, digits + 1 + space))
}

fn headings(text: &str, blocks: &[Block], range: std::ops::Range<usize>) -> Vec<Asked> {
    let all: Vec<(u8, Span, Span)> = range
        .filter_map(|index| match &blocks[index].kind {
            Kind::Heading { level, text: words } => Some((*level, *words, blocks[index].span)),
            _ => None,
        })
        .collect();
    let asks = |level: u8| {
        all.iter()
            .filter(|(other, words, _)| *other == level && is_question(words.of(text)))
            .count()
    };
    // Where two levels ask equally often the higher one is the questions'.
    let Some(level) = (1..=6)
        .rev()
        .max_by_key(|level| asks(*level))
        .filter(|level| asks(*level) > 0)
    else {
        return Vec::new();
    };
    all.iter()
        .filter(|(other, words, _)| *other == level || is_question(words.of(text)))
        .filter(|(_, words, _)| words.of(text).chars().any(char::is_alphanumeric))
        .map(|(_, words, span)| Asked {
            span: *span,
            text: bare_question(words.of(text)),
            style: Style::Heading,
            answer_from: span.end,
        })
        .collect()
}

/// Finds the questions that begin a line of a paragraph.
fn lines(text: &str, passage: &Passage) -> Vec<Asked> {
    let mut found: Vec<Asked> = Vec::new();
    let source = passage.span.of(text);
    let mut start = 0;
    while start < source.len() {
        let end = source[start..]
            .find(['\n', '\r'])
            .map_or(source.len(), |place| start + place);
        let covered = found
            .last()
            .is_some_and(|last| last.answer_from > passage.span.start + start);
        if !covered && let Some(one) = line(source, start, end, passage) {
            found.push(one);
        }
        start = end + 1;
    }
    found
}

fn line(source: &str, start: usize, end: usize, passage: &Passage) -> Option<Asked> {
    let line = &source[start..end];
    let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    let begin = start + indent;
    let asked = |span_end: usize, text: String, style: Style| Asked {
        span: Span::new(passage.span.start + begin, passage.span.start + span_end),
        text,
        style,
        answer_from: passage.span.start + span_end,
    };
    if let Some((inner, close)) = bold(source, begin) {
        let tail = &source[close..];
        let mark = if tail.starts_with(['?', '？']) {
            tail.chars().next().map_or(0, char::len_utf8)
        } else {
            0
        };
        let words = &source[inner.start..inner.end];
        if marked(words).is_some() && words.len() > 3 {
            return Some(asked(close + mark, bare_question(words), Style::Marked));
        }
        // `**Q:** Question?` has the mark alone in bold.
        if is_bare_mark(words) {
            let stop = question_end(source, close);
            return Some(asked(
                stop,
                bare_question(&source[close..stop]),
                Style::Marked,
            ));
        }
        if mark > 0 || is_question(words) {
            return Some(asked(close + mark, bare_question(words), Style::Bold));
        }
        // Bold words may go on over the end of their line.
        let after = tail.split(['\n', '\r']).next().unwrap_or_default();
        let is_alone = start == 0 && !passage.in_list && after.trim().is_empty();
        let is_name = words.trim_end().ends_with([':', '：']);
        return (is_alone && !is_name).then(|| asked(close, bare_question(words), Style::BoldLine));
    }
    let rest = &source[begin..];
    if let Some(words_at) = marked(rest.get(..rest.len().min(4_000)).unwrap_or(rest)) {
        let stop = question_end(source, begin + words_at);
        return Some(asked(
            stop,
            bare_question(&source[begin..stop]),
            Style::Marked,
        ));
    }
    let asks = line.trim_end().ends_with(['?', '？']) && line.chars().any(char::is_alphanumeric);
    if asks && passage.in_list && start == 0 {
        return Some(asked(
            start + line.trim_end().len(),
            bare_question(line),
            Style::Item,
        ));
    }
    let alone = asks
        && start == 0
        && end >= source.trim_end().len()
        && !passage.in_list
        && !passage.in_quote;
    alone.then(|| {
        asked(
            start + line.trim_end().len(),
            bare_question(line),
            Style::Plain,
        )
    })
}

/// Returns the inside of a bold run at `begin`, and one past its closing mark.
fn bold(source: &str, begin: usize) -> Option<(Span, usize)> {
    let rest = &source[begin..];
    let number = rest.len()
        - rest
            .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '))
            .len();
    let mark = ["***", "**", "__"]
        .into_iter()
        .find(|mark| rest[number..].starts_with(mark))?;
    let inner = begin + number + mark.len();
    let mut limit = source.len().min(inner + 600);
    while !source.is_char_boundary(limit) {
        limit -= 1;
    }
    let close = inner + source[inner..limit].find(mark)?;
    Some((Span::new(inner, close), close + mark.len()))
}

/// Returns where the words begin after `Q:`, `Q1.`, `Question 2:`, `질문:` and the like.
fn marked(words: &str) -> Option<usize> {
    let trimmed = words.trim_start_matches(['*', '_', ' ']);
    let lead = words.len() - trimmed.len();
    let name = ["Question", "question", "질문", "質問", "Q", "q"]
        .into_iter()
        .find(|name| trimmed.starts_with(name))?;
    let after = &trimmed[name.len()..];
    let digits = after.len()
        - after
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
            .len();
    let has_digits = after[..digits].contains(|c: char| c.is_ascii_digit());
    let mark = after[digits..].chars().next()?;
    let is_mark = matches!(mark, ':' | '：')
        || (matches!(mark, '.' | ')' | '-' | '–')
            && (has_digits || (mark == '.' && name.eq_ignore_ascii_case("q"))));
    is_mark.then(|| lead + name.len() + digits + mark.len_utf8())
}

fn is_bare_mark(words: &str) -> bool {
    marked(words).is_some_and(|at| !words[at..].chars().any(char::is_alphanumeric))
}

/// Returns the end of a marked question: its last question mark before the answer, else its line.
fn question_end(source: &str, from: usize) -> usize {
    let mut end = from;
    for (count, piece) in source[from..].split_inclusive(['\n', '\r']).enumerate() {
        if count > 0 && (is_answer_mark(piece) || marked(piece).is_some() || count > 3) {
            break;
        }
        let trimmed_piece = piece.trim_end();
        if let Some(split) = trimmed_piece
            .find("? A:")
            .or_else(|| trimmed_piece.find("? A."))
        {
            return end + split + 1;
        }
        let line_end = end + trimmed_piece.len();
        if trimmed_piece.ends_with(['?', '？']) {
            return line_end;
        }
        end += piece.len();
    }
    let first = source[from..]
        .find(['\n', '\r'])
        .map_or(source.len(), |place| from + place);
    from + source[from..first].trim_end().len()
}

/// A question's words without marks, numbers or `Q:`.
fn bare_question(words: &str) -> String {
    let mut words = words.trim_matches(['*', '_', ' ', '\t', '#', '\n', '\r']);
    if let Some(at) = marked(words) {
        words = &words[at..];
    } else {
        // `3.` and `3)`, and `2.1` with or without a mark behind it.
        loop {
            let digits = |c: char| c.is_ascii_digit();
            let number = words.len() - words.trim_start_matches(digits).len();
            if number == 0 || !words[number..].starts_with(['.', ')']) {
                break;
            }
            let rest = &words[number + 1..];
            let last = rest.len() - rest.trim_start_matches(digits).len();
            let is_last = last > 0 && rest[last..].starts_with(' ');
            words = if is_last { &rest[last..] } else { rest };
        }
        // `c)`.
        let letter = usize::from(words.starts_with(|c: char| c.is_ascii_alphabetic()));
        if letter > 0 && words[letter..].starts_with(')') {
            words = &words[letter + 1..];
        }
    }
    let plain: String = words.chars().filter(|c| !matches!(c, '*' | '`')).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::block;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, bool)]) {
        let read = block::read(text, 0).unwrap();
        let passages: Vec<Passage> = read
            .prose
            .iter()
            .map(|prose| Passage::new(text, prose))
            .collect();
        let faq = Faq {
            side: Side::Customer,
            level: 1,
            heading: None,
            first: 0,
            end: read.blocks.len(),
        };
        let found = questions(text, &read.blocks, &passages, &faq);
        let shown: Vec<(&str, bool)> = found
            .iter()
            .map(|one| (one.text.as_str(), one.answered))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn every_style_of_asking() {
        check(
            "### What does it cost?\n\nFive.\n\n### Which?\n",
            &[("What does it cost?", true), ("Which?", false)],
        );
        check(
            "**Q: What?**\n\nThis.\n\n**Q: Why?**\n",
            &[("What?", true), ("Why?", false)],
        );
        check(
            "**Q: What?**  \nA: This.\n\n**Q: Why?**  \nA:\n",
            &[("What?", true), ("Why?", false)],
        );
        check(
            "**What?**\n\nThis.\n\n**Why?** Because.",
            &[("What?", true), ("Why?", true)],
        );
        check(
            "**Q1. What?**\nThis.\n\n**Q2. Why?**\nTBD",
            &[("What?", true), ("Why?", false)],
        );
        check(
            "Q: What?\nA: This.\nQ: Why?\nA: TODO: ask Mara",
            &[("What?", true), ("Why?", false)],
        );
        check("Q: What? A: This.", &[("What?", true)]);
        check(
            "**Q:** What?\n\n**A:** This.\n\n**Q:** Why?\n\n**A:**",
            &[("What?", true), ("Why?", false)],
        );
        check(
            "1. What?\n\n   This.\n\n2. Why?\n",
            &[("What?", true), ("Why?", false)],
        );
        check(
            "1. **What?** This.\n2. **Why?**\n   Because.\n",
            &[("What?", true), ("Why?", true)],
        );
        check(
            "## 1. What?\n\nThis.\n\n## 2. Why\n\n[Which?]\n",
            &[("What?", true), ("Why", false)],
        );
        check(
            "### 2.1 What?\n\nThis.\n\n### 2.1.3. Why?\n\n### 2.4) Where?\n",
            &[("What?", true), ("Why?", false), ("Where?", false)],
        );
        check(
            "1. What?\n\n   This.\n\n2. Why?\n\n   1. So it is\n   2. Thus it is\n\n3. Bread on a Sunday\n\n   Yes.\n\n4. The oven is hot.\n",
            &[("What?", true), ("Why?", true), ("Bread on a Sunday", true)],
        );
        check(
            "What?\n\nThis.\n\nWhy?\n\nThat.",
            &[("What?", true), ("Why?", true)],
        );
        check(
            "### Q: A question\n### 고객은 누구입니까?\n답",
            &[("A question", false), ("고객은 누구입니까?", true)],
        );
    }

    #[test]
    fn bold_lines_that_ask_without_a_mark() {
        check(
            "**a) What does it cost**\n\nFive.\n\n**b) Is it safe?**\n\nYes.\n\n**c) Who says so**\n",
            &[
                ("What does it cost", true),
                ("Is it safe?", true),
                ("Who says so", false),
            ],
        );
        check("**Prices** are new.\n\n**Prices**\n\nFive.", &[]);
        check("**What?**\n\n**Five** of them.\n", &[("What?", true)]);
    }

    #[test]
    fn bold_words_go_on_over_the_end_of_their_line() {
        check(
            "**Who pays?**\n\nThey do.\n\n**What it\ncosts**\n\nFive.",
            &[("Who pays?", true), ("What it costs", true)],
        );
    }

    #[test]
    fn question_marks_inside_answers_are_no_questions() {
        check(
            "## What?\n\n**Is it?** No.\n\n* Where?\n* When?\n",
            &[("What?", true)],
        );
        check(
            "**Q: What?**\n\nThis. Really?\n\nWhy not?\n",
            &[("What?", true)],
        );
    }
}
