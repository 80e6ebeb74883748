//! The blocks of a Markdown text, with their places in its bytes.
//! Never recurses over the text's own nesting, and never hands hostile nesting to the parser.

use super::Span;
use super::lines::{Line, lines};
use comrak::nodes::{ListType, Node, NodeValue, Sourcepos};
use comrak::{Arena, Options, try_parse_document};
use std::borrow::Cow;

/// One block at the top level of the text.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub kind: Kind,
    /// From its first byte after indentation to the end of its last line that is not blank.
    pub span: Span,
}

/// What a block is, as far as readers care.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// `text` leaves out the marks; `level` is 1 to 6.
    Heading {
        level: u8,
        text: Span,
    },
    Paragraph,
    List {
        items: Vec<Span>,
    },
    Quote,
    Table,
    Code,
    /// Raw HTML, comments included.
    Html,
    Rule,
    Footnote,
}

/// A paragraph of prose anywhere in the text.
#[derive(Clone, Debug)]
pub(crate) struct Prose {
    pub span: Span,
    /// The top-level block that it stands in.
    pub block: usize,
    pub in_list: bool,
    pub in_quote: bool,
}

/// The blocks of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blocks {
    pub blocks: Vec<Block>,
    pub prose: Vec<Prose>,
}

/// Longest text whose structure is read, in bytes: some 300,000 words.
pub(crate) const LONGEST: usize = 2 * 1024 * 1024;
/// A document of 300,000 words has some 6,000 blocks.
const MOST_BLOCKS: usize = 20_000;
const MOST_PARAGRAPHS: usize = 40_000;
/// Deepest nesting of quotes and lists that a document for readers can need.
const DEEPEST: usize = 24;

/// Reads the blocks of `text` from a byte on.
///
/// # Errors
/// Says as a sentence why the text is not read: it is too long, or nested too deeply.
pub(crate) fn read(text: &str, from: usize) -> Result<Blocks, String> {
    if text.len() > LONGEST {
        return Err("This text is too long to look for parts and remarks; writing, saving and history work as always.".to_owned());
    }
    let lines: Vec<Line> = lines(text, from).collect();
    if lines
        .iter()
        .any(|line| depth(line.content.of(text)) > DEEPEST)
    {
        return Err("This text is nested too deeply to look for parts and remarks; writing, saving and history work as always.".to_owned());
    }
    let arena = Arena::new();
    let patience = std::cell::Cell::new(1_000 + text.len() / 32);
    let spent = || {
        patience.set(patience.get().saturating_sub(1));
        patience.get() == 0
    };
    let plain = with_blank_lines(text, from, &lines);
    let Ok(root) = try_parse_document(&arena, &plain, &options(), &spent) else {
        return Err("This text is too tangled to look for parts and remarks; writing, saving and history work as always.".to_owned());
    };
    let places = Places { text, lines };
    let found = places.collect(root);
    if found.blocks.len() > MOST_BLOCKS || found.prose.len() > MOST_PARAGRAPHS {
        return Err("This text has too many headings and paragraphs to look for parts and remarks; writing, saving and history work as always.".to_owned());
    }
    Ok(found)
}

/// Returns the text from a byte on, of the same length, in which a line that only looks empty is:
/// word processors leave no-break spaces between their paragraphs.
fn with_blank_lines<'t>(text: &'t str, from: usize, lines: &[Line]) -> Cow<'t, str> {
    let seems_blank = |line: &&Line| {
        let words = line.content.of(text);
        !words.is_ascii() && words.trim().is_empty()
    };
    let mut plain = String::new();
    let mut copied = from;
    for line in lines.iter().filter(seems_blank) {
        plain.push_str(&text[copied..line.content.start]);
        plain.extend(std::iter::repeat_n(
            ' ',
            line.content.end - line.content.start,
        ));
        copied = line.content.end;
    }
    if copied == from {
        return Cow::Borrowed(&text[from..]);
    }
    plain.push_str(&text[copied..]);
    Cow::Owned(plain)
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.parse.leave_footnote_definitions = true;
    options
}

/// Counts the quote and list marks at the start of a line.
fn depth(line: &str) -> usize {
    let mut depth = 0;
    let mut bytes = line.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b' ' | b'\t' => {}
            b'>' => depth += 1,
            b'-' | b'+' | b'*' if matches!(bytes.peek(), Some(b' ' | b'\t')) => depth += 1,
            b'0'..=b'9' => {
                while bytes.next_if(u8::is_ascii_digit).is_some() {}
                if bytes.next_if(|byte| matches!(byte, b'.' | b')')).is_none() {
                    break;
                }
                depth += 1;
            }
            _ => break,
        }
    }
    depth
}

struct Places<'a> {
    text: &'a str,
    lines: Vec<Line>,
}

impl Places<'_> {
    fn collect<'n>(&self, root: Node<'n>) -> Blocks {
        let mut found = Blocks::default();
        for node in root.children() {
            let span = self.span(node.data().sourcepos);
            let index = found.blocks.len();
            self.collect_prose(node, index, &mut found.prose);
            let kind = self.kind(node, span);
            found.blocks.push(Block { kind, span });
        }
        found
    }

    fn kind<'n>(&self, node: Node<'n>, span: Span) -> Kind {
        match &node.data().value {
            NodeValue::Heading(heading) => Kind::Heading {
                level: heading.level,
                text: heading_text(self.text, span, heading.setext),
            },
            NodeValue::List(list) => {
                debug_assert!(matches!(
                    list.list_type,
                    ListType::Bullet | ListType::Ordered
                ));
                Kind::List {
                    items: node
                        .children()
                        .map(|item| self.span(item.data().sourcepos))
                        .collect(),
                }
            }
            NodeValue::BlockQuote => Kind::Quote,
            NodeValue::Table(_) => Kind::Table,
            NodeValue::CodeBlock(_) => Kind::Code,
            NodeValue::HtmlBlock(_) => Kind::Html,
            NodeValue::ThematicBreak => Kind::Rule,
            NodeValue::FootnoteDefinition(_) => Kind::Footnote,
            _ => Kind::Paragraph,
        }
    }

    /// Walks without recursion: a depth is bounded, a stack of 512 KB is not much.
    fn collect_prose<'n>(&self, node: Node<'n>, block: usize, found: &mut Vec<Prose>) {
        let mut open = vec![(node, false, false)];
        while let Some((node, in_list, in_quote)) = open.pop() {
            let (in_list, in_quote) = match node.data().value {
                NodeValue::Paragraph => {
                    found.push(Prose {
                        span: self.span(node.data().sourcepos),
                        block,
                        in_list,
                        in_quote,
                    });
                    continue;
                }
                NodeValue::List(_) | NodeValue::Item(_) | NodeValue::TaskItem(_) => {
                    (true, in_quote)
                }
                NodeValue::BlockQuote => (in_list, true),
                NodeValue::Document => (in_list, in_quote),
                _ => continue,
            };
            let children: Vec<Node<'n>> = node.children().collect();
            open.extend(
                children
                    .into_iter()
                    .rev()
                    .map(|child| (child, in_list, in_quote)),
            );
        }
    }

    fn span(&self, place: Sourcepos) -> Span {
        let start = self.offset(place.start.line, place.start.column.saturating_sub(1));
        let last = place.end.line.clamp(1, self.lines.len().max(1)) - 1;
        let end = self.lines.get(last).map_or(start, |line| line.content.end);
        let end = start.max(end);
        Span::new(start, start + self.text[start..end].trim_end().len())
    }

    fn offset(&self, line: usize, column: usize) -> usize {
        let Some(line) = self.lines.get(line.saturating_sub(1)) else {
            return self.text.len();
        };
        let mut offset = (line.content.start + column).min(line.content.end);
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// Returns a heading's words without `#` marks or the line below them.
fn heading_text(text: &str, span: Span, setext: bool) -> Span {
    let whole = span.of(text);
    if setext {
        let end = whole.trim_end().rfind(['\n', '\r']).unwrap_or(whole.len());
        return trimmed(text, span.start, span.start + end);
    }
    let marks = whole.len() - whole.trim_start_matches('#').len();
    let trailing = whole.trim_end().trim_end_matches('#');
    let end = if trailing.ends_with([' ', '\t']) || trailing.is_empty() {
        trailing.len().max(marks)
    } else {
        whole.len()
    };
    trimmed(text, span.start + marks, span.start + end)
}

/// Returns the span without white space at its ends.
pub(crate) fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let piece = &text[start..end.max(start)];
    let front = piece.len() - piece.trim_start().len();
    let inner = piece.trim().len();
    Span::new(start + front, start + front + inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = read(text, 0).unwrap();
        let shown: Vec<String> = found
            .blocks
            .iter()
            .map(|block| match &block.kind {
                Kind::Heading { level, text: words } => format!("h{level} {}", words.of(text)),
                Kind::List { items } => format!("list of {}", items.len()),
                kind => format!("{kind:?} {}", block.span.of(text)),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn headings_of_both_kinds() {
        check(
            "# A b ##\n\nTwo\nlines\n===\n#\n",
            &["h1 A b", "h1 Two\nlines", "h1 "],
        );
    }

    #[test]
    fn every_line_ending() {
        check(
            "# A\r\rOne\r\ntwo\n\r\n- x\r- y",
            &["h1 A", "Paragraph One\r\ntwo", "list of 2"],
        );
    }

    #[test]
    fn lines_that_only_look_empty_part_paragraphs() {
        check(
            "One\n\u{a0} \nTwo\n\u{3000}\n# A\n",
            &["Paragraph One", "Paragraph Two", "h1 A"],
        );
    }

    #[test]
    fn prose_inside_lists_and_quotes() {
        let text = "> “One.”\n> Two.\n\n1. Three\n\n   four\n";
        let found = read(text, 0).unwrap();
        let shown: Vec<(&str, bool, bool)> = found
            .prose
            .iter()
            .map(|prose| (prose.span.of(text), prose.in_list, prose.in_quote))
            .collect();
        assert_eq!(
            shown,
            [
                ("“One.”\n> Two.", false, true),
                ("Three", true, false),
                ("four", true, false)
            ]
        );
    }

    #[test]
    fn hostile_nesting_is_refused_with_a_sentence() {
        for text in [
            ">".repeat(200_000),
            "- ".repeat(50_000),
            "1. ".repeat(9_000),
        ] {
            assert!(read(&text, 0).unwrap_err().contains("too deeply"));
        }
    }
}
