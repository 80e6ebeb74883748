//! Paragraphs of a Markdown text as a reader counts them.
//! What is never printed (answers to remarks, pins) is no paragraph.
//! It reads lines only; it never fails and never looks at a document's kind.

use crate::model::is_unprinted;
use std::borrow::Cow;

/// What a paragraph is, as far as comparing needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// One line of the front matter.
    Field,
    /// A line that begins with `#`.
    Heading,
    /// A list item.
    Item,
    /// Anything else.
    Prose,
}

/// A paragraph: a stretch of lines without a blank one between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph<'t> {
    pub block: Block,
    /// First byte in the whole text.
    pub start: usize,
    /// Its text without white space around it; never empty.
    pub text: &'t str,
}

impl<'t> Paragraph<'t> {
    /// Returns one past its last byte in the whole text.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Returns its text with every stretch of white space as one blank: what makes two equal.
    pub fn key(&self) -> Cow<'t, str> {
        let mut after_blank = false;
        let plain = self.text.bytes().all(|byte| {
            let doubled = after_blank && byte == b' ';
            after_blank = byte == b' ';
            !doubled && byte.is_ascii() && !(byte.is_ascii_control())
        });
        if plain {
            return Cow::Borrowed(self.text);
        }
        let mut key = String::with_capacity(self.text.len());
        for word in self.text.split_whitespace() {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(word);
        }
        Cow::Owned(key)
    }
}

/// Splits a text into paragraphs; a byte-order mark belongs to none. Beside them stand the lines
/// that are never printed.
pub(super) fn paragraphs(text: &str) -> (Vec<Paragraph<'_>>, Vec<&str>) {
    let mut unprinted = Vec::new();
    let mut reader = Reader {
        text,
        found: Vec::new(),
        open: None,
    };
    let begin = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let fields_end = fields_end(text, begin);
    let mut in_code = false;
    let mut in_answers = false;
    for (start, line) in lines(text, begin) {
        let trimmed = line.trim_start();
        if in_answers || (!in_code && is_unprinted(line)) {
            reader.close();
            unprinted.push(line);
            in_answers = !line.contains("-->");
        } else if start < fields_end {
            reader.alone(Block::Field, start, start + line.len());
        } else if trimmed.is_empty() {
            reader.close();
        } else if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            in_code = !in_code;
            reader.extend(Block::Prose, start, start + line.len());
        } else if in_code {
            reader.extend(Block::Prose, start, start + line.len());
        } else if is_heading(trimmed) {
            reader.alone(Block::Heading, start, start + line.len());
        } else if is_item(trimmed) {
            reader.close();
            reader.extend(Block::Item, start, start + line.len());
        } else {
            reader.extend(Block::Prose, start, start + line.len());
        }
    }
    reader.close();
    (reader.found, unprinted)
}

struct Reader<'t> {
    text: &'t str,
    found: Vec<Paragraph<'t>>,
    open: Option<(Block, usize, usize)>,
}

impl Reader<'_> {
    fn extend(&mut self, block: Block, start: usize, end: usize) {
        self.open = match self.open {
            Some((block, start, _)) => Some((block, start, end)),
            None => Some((block, start, end)),
        };
    }

    fn alone(&mut self, block: Block, start: usize, end: usize) {
        self.close();
        self.open = Some((block, start, end));
        self.close();
    }

    fn close(&mut self) {
        let Some((block, start, end)) = self.open.take() else {
            return;
        };
        let whole = &self.text[start..end];
        let text = whole.trim();
        if !text.is_empty() {
            let start = start + (whole.len() - whole.trim_start().len());
            self.found.push(Paragraph { block, start, text });
        }
    }
}

/// Walks over the lines from `begin`: first byte, and text without its ending.
fn lines(text: &str, begin: usize) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = begin;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let start = at;
        let rest = &bytes[start..];
        let length = rest
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        at = start + length + 1;
        if rest[length..].starts_with(b"\r\n") {
            at += 1;
        }
        Some((start, &text[start..start + length]))
    })
}

/// Returns where the front matter ends, or `begin` when there is none.
fn fields_end(text: &str, begin: usize) -> usize {
    let mut lines = lines(text, begin);
    if lines.next().map(|(_, line)| line.trim_end()) != Some("---") {
        return begin;
    }
    lines
        .find(|(_, line)| matches!(line.trim_end(), "---" | "..."))
        .map_or(begin, |(start, line)| start + line.len() + 1)
}

fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&level) && line[level..].chars().next().is_none_or(char::is_whitespace)
}

fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after_mark = match digits {
        0 => line.strip_prefix(['-', '*', '+']),
        1..=9 => line[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    after_mark.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = paragraphs(text)
            .0
            .iter()
            .map(|paragraph| {
                assert_eq!(&text[paragraph.start..paragraph.end()], paragraph.text);
                format!("{:?}: {}", paragraph.block, paragraph.key())
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_divide_and_single_line_ends_do_not() {
        check(
            "One\ntwo.\n\n \nThree.\n",
            &["Prose: One two.", "Prose: Three."],
        );
    }

    #[test]
    fn any_line_ending_and_a_byte_order_mark() {
        check(
            "\u{feff}One\r\ntwo.\r\n\r\nThree.\r\rFour.",
            &["Prose: One two.", "Prose: Three.", "Prose: Four."],
        );
    }

    #[test]
    fn headings_and_items_stand_alone() {
        check(
            "# Title\nProse.\n- one\n  more\n2. two\n#hashtag\n",
            &[
                "Heading: # Title",
                "Prose: Prose.",
                "Item: - one more",
                "Item: 2. two #hashtag",
            ],
        );
    }

    #[test]
    fn front_matter_is_read_line_by_line() {
        check(
            "---\nstatus: draft\nowner: Ana\n---\nProse.",
            &[
                "Field: ---",
                "Field: status: draft",
                "Field: owner: Ana",
                "Field: ---",
                "Prose: Prose.",
            ],
        );
    }

    #[test]
    fn front_matter_without_an_end_is_prose() {
        check("---\nstatus: draft", &["Prose: --- status: draft"]);
    }

    #[test]
    fn code_keeps_its_marks() {
        check(
            "```\n# not a heading\n- nor an item\n```\n",
            &["Prose: ``` # not a heading - nor an item ```"],
        );
    }
}
