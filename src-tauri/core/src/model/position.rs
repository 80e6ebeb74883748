//! The text of a document as an immutable value, and every conversion between its positions.
//!
//! Owns the line table: the only place that knows editor offsets (UTF-16 units of the text without
//! byte-order mark, each CR LF, CR or LF as one line feed) and the Markdown parser's columns.
//! Must never change a byte by itself, and never read a file.

use std::fmt;
use std::sync::OnceLock;

use super::{Hash, Span};

/// Bytes between two marks of the line table: few enough to count in a microsecond, many enough
/// that an edit of a long text copies no long table.
const STEP: usize = 1024;

/// The largest text: offsets must fit 32 bits with room to spare.
const LONGEST: usize = 1 << 30;

/// The byte-order mark that some programs put before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The bytes of a document, known to be UTF-8 without NUL.
#[derive(Clone)]
pub struct Text {
    text: String,
    /// A mark at the start and about every `STEP` bytes, never inside a character or a CR LF.
    marks: Vec<Mark>,
    end: Mark,
    hash: OnceLock<Hash>,
}

/// Why some bytes are not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// The bytes from this offset on are not UTF-8.
    NotUtf8 {
        /// First byte that does not belong.
        at: usize,
    },
    /// There is a NUL byte: the file is no text, or was damaged.
    Nul {
        /// Where it stands.
        at: usize,
    },
    /// More than a gigabyte.
    TooLong,
}

/// A place as people count: lines and columns from 1, columns in Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// A known place in the text, from which a conversion counts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    byte: usize,
    /// Editor offset.
    units: u32,
    /// Line, from 0.
    line: u32,
    /// First byte of that line.
    line_start: usize,
}

impl Text {
    /// Takes the bytes of a file. Fails on what is not UTF-8, holds NUL or is over a gigabyte.
    pub fn new(bytes: Vec<u8>) -> Result<Text, NotText> {
        if bytes.len() > LONGEST {
            return Err(NotText::TooLong);
        }
        if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
            return Err(NotText::Nul { at });
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Text::scanned(text)),
            Err(error) => Err(NotText::NotUtf8 {
                at: error.utf8_error().valid_up_to(),
            }),
        }
    }

    /// Takes the whole text of an editor. NUL becomes U+FFFD, which has the same length there.
    pub fn from_editor(editor_text: &str) -> Text {
        let mut text = String::with_capacity(editor_text.len() + BYTE_ORDER_MARK.len_utf8());
        if editor_text.starts_with(BYTE_ORDER_MARK) {
            text.push(BYTE_ORDER_MARK);
        }
        for character in editor_text.chars() {
            text.push(without_nul(character));
        }
        Text::scanned(text)
    }

    /// Returns the bytes of the file, byte-order mark included.
    pub fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// Returns the text of the file, byte-order mark included.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Tells whether the file has no byte at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Returns the hash of the bytes; computed once.
    pub fn hash(&self) -> Hash {
        *self.hash.get_or_init(|| Hash::of(self.bytes()))
    }

    /// Tells whether the file starts with a byte-order mark.
    pub fn has_byte_order_mark(&self) -> bool {
        self.start() > 0
    }

    /// Returns the text as an editor holds it: no byte-order mark, one line feed a line.
    pub fn editor_text(&self) -> String {
        normal_endings(&self.text[self.start()..])
    }

    /// Returns the length of the editor text in UTF-16 units.
    pub fn editor_len(&self) -> u32 {
        self.end.units
    }

    /// Returns the editor offset of `byte`. Inside a character, a CR LF or the byte-order mark it
    /// is the offset where that begins; past the end it is the end.
    pub fn editor_offset(&self, byte: usize) -> u32 {
        self.mark_at(self.floor(byte)).units
    }

    /// Returns the byte at an editor offset, or `None` past the end or inside a surrogate pair.
    pub fn byte_at(&self, editor_offset: u32) -> Option<usize> {
        if editor_offset > self.end.units {
            return None;
        }
        let next = self
            .marks
            .partition_point(|mark| mark.units <= editor_offset);
        let mut mark = self.marks[next.saturating_sub(1)];
        while mark.units < editor_offset {
            mark = self.after(mark);
        }
        (mark.units == editor_offset).then_some(mark.byte)
    }

    /// Returns line and column of `byte`, rounded down as in `editor_offset`.
    pub fn place(&self, byte: usize) -> Place {
        let mark = self.mark_at(self.floor(byte));
        Place {
            line: mark.line as usize + 1,
            column: self.text[mark.line_start..mark.byte].chars().count() + 1,
        }
    }

    /// Returns how many lines there are; a final line end is followed by one empty line.
    pub fn lines(&self) -> usize {
        self.end.line as usize + 1
    }

    /// Returns the bytes of a line (from 1) without its ending, or `None` past the last line.
    pub fn line(&self, line: usize) -> Option<Span> {
        let index = u32::try_from(line.checked_sub(1)?).ok()?;
        let start = self.start_of(index)?;
        let next = self.start_of(index + 1).unwrap_or(self.end.byte);
        let body = &self.text[start..next];
        Some(Span::new(
            start,
            start + body.trim_end_matches(['\r', '\n']).len(),
        ))
    }

    /// Returns the byte of a Markdown parser's place: line and column from 1, columns in bytes of
    /// the file's line, so that a byte-order mark takes three of the first. Held within the line.
    pub fn byte_of_source(&self, line: usize, column: usize) -> usize {
        let Some(span) = self.line(line) else {
            return self.end.byte;
        };
        let start = if line == 1 { 0 } else { span.start };
        let byte = start + column.saturating_sub(1);
        self.floor(byte.min(span.end))
    }

    /// Returns the span of a Markdown parser's inclusive range of lines and byte columns.
    /// A range that ends before it starts is empty at its start.
    pub fn span_of_source(&self, start: (usize, usize), end: (usize, usize)) -> Span {
        let from = self.byte_of_source(start.0, start.1);
        let last = self.byte_of_source(end.0, end.1);
        let to = match self.text[last..].chars().next() {
            Some(character) if end.1 > 0 && !is_line_end(character) => last + character.len_utf8(),
            _ => last,
        };
        Span::new(from, to.max(from))
    }

    /// Returns the line ending that a line break put in at `byte` takes: that of its own line,
    /// else of the line before, else a line feed.
    pub fn ending_at(&self, byte: usize) -> &'static str {
        let mark = self.mark_at(self.floor(byte));
        let before = (mark.line > 0).then_some(mark.line_start);
        match self.start_of(mark.line + 1).or(before) {
            Some(next) => ending_before(&self.text[..next]),
            None => "\n",
        }
    }

    /// Builds the text that `parts` make, keeping the marks of what stands before byte `from`
    /// and, shifted, of what stands from byte `to` on; both must be far enough from any change.
    pub(super) fn rebuilt(&self, text: String, from: usize, to: usize) -> Text {
        let start_changes = from <= self.start() || byte_order_mark_len(&text) != self.start();
        if start_changes {
            return Text::scanned(text);
        }
        let kept = self.marks.partition_point(|mark| mark.byte < from).max(1);
        let mut marks = Vec::with_capacity(self.marks.len() + 8);
        marks.extend_from_slice(&self.marks[..kept]);
        let begin = marks[kept - 1];
        let tail = self
            .marks
            .partition_point(|mark| mark.byte < to.saturating_add(2));
        let Some(first) = self.marks.get(tail).copied() else {
            let end = scan(&text, begin, text.len(), &mut marks);
            return Text::with(text, marks, end);
        };
        let until = text.len() - (self.text.len() - first.byte);
        let reached = scan(&text, begin, until, &mut marks);
        let shift = |mark: &Mark| Mark {
            byte: mark.byte - first.byte + reached.byte,
            units: mark.units - first.units + reached.units,
            line: mark.line - first.line + reached.line,
            line_start: match mark.line == first.line {
                true => reached.line_start,
                false => mark.line_start - first.byte + reached.byte,
            },
        };
        marks.extend(self.marks[tail..].iter().map(shift));
        let end = shift(&self.end);
        Text::with(text, marks, end)
    }

    fn scanned(text: String) -> Text {
        let start = byte_order_mark_len(&text);
        let first = Mark {
            byte: start,
            units: 0,
            line: 0,
            line_start: start,
        };
        let mut marks = vec![first];
        let end = scan(&text, first, text.len(), &mut marks);
        Text::with(text, marks, end)
    }

    fn with(text: String, marks: Vec<Mark>, end: Mark) -> Text {
        Text {
            text,
            marks,
            end,
            hash: OnceLock::new(),
        }
    }

    /// First byte after the byte-order mark.
    fn start(&self) -> usize {
        self.marks[0].byte
    }

    /// Start of a line (from 0).
    fn start_of(&self, line: u32) -> Option<usize> {
        let index = self.marks.partition_point(|mark| mark.line < line);
        if let Some(mark) = self.marks.get(index).filter(|mark| mark.line == line) {
            return Some(mark.line_start);
        }
        let mut mark = self.marks[index.saturating_sub(1)];
        while mark.line < line && mark.byte < self.end.byte {
            mark = self.after(mark);
        }
        (mark.line == line).then_some(mark.line_start)
    }

    /// The mark of a byte at which an editor can stand.
    fn mark_at(&self, byte: usize) -> Mark {
        let next = self.marks.partition_point(|mark| mark.byte <= byte);
        let mut mark = self.marks[next.saturating_sub(1)];
        while mark.byte < byte {
            mark = self.after(mark);
        }
        mark
    }

    /// Rounds down to a place where an editor can stand.
    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.clamp(self.start(), self.end.byte);
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let bytes = self.bytes();
        let inside_ending =
            byte > self.start() && bytes.get(byte) == Some(&b'\n') && bytes[byte - 1] == b'\r';
        if inside_ending { byte - 1 } else { byte }
    }

    fn after(&self, mark: Mark) -> Mark {
        after(self.bytes(), mark)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.text == other.text
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Text").field(&self.text).finish()
    }
}

impl NotText {
    /// Says it to the writer.
    pub fn sentence(self) -> String {
        match self {
            NotText::NotUtf8 { at } => format!(
                "This file is not UTF-8 text (byte {at} does not fit), so it is shown read-only and will not be changed."
            ),
            NotText::Nul { at } => format!(
                "This file holds a NUL byte (at {at}), so it is no plain text; it is shown read-only and will not be changed."
            ),
            NotText::TooLong => {
                "This file is larger than a gigabyte, so it is not opened; it was not changed."
                    .into()
            }
        }
    }
}

impl fmt::Display for NotText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sentence())
    }
}

impl std::error::Error for NotText {}

/// Returns `text` with each CR LF and CR as one LF.
pub(super) fn normal_endings(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\r') {
        normal.push_str(&rest[..at]);
        normal.push('\n');
        rest = rest[at + 1..].strip_prefix('\n').unwrap_or(&rest[at + 1..]);
    }
    normal.push_str(rest);
    normal
}

/// Replaces what a text cannot hold by a character of the same UTF-16 length.
pub(super) fn without_nul(character: char) -> char {
    if character == '\0' {
        char::REPLACEMENT_CHARACTER
    } else {
        character
    }
}

/// Returns the length of the byte-order mark that `text` starts with: 0 or 3.
pub(super) fn byte_order_mark_len(text: &str) -> usize {
    if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    }
}

fn is_line_end(character: char) -> bool {
    character == '\n' || character == '\r'
}

fn ending_before(text: &str) -> &'static str {
    if text.ends_with("\r\n") {
        "\r\n"
    } else if text.ends_with('\r') {
        "\r"
    } else {
        "\n"
    }
}

/// Appends the marks between `from` and byte `until` (both without), and returns that end.
fn scan(text: &str, from: Mark, until: usize, marks: &mut Vec<Mark>) -> Mark {
    let bytes = text.as_bytes();
    let mut last = from;
    let mut mark = from;
    while mark.byte < until {
        mark = after(bytes, mark);
        if mark.byte - last.byte >= STEP && mark.byte < until {
            marks.push(mark);
            last = mark;
        }
    }
    mark
}

/// Moves over one character as an editor counts: CR LF is one.
#[inline]
fn after(bytes: &[u8], mark: Mark) -> Mark {
    let (width, units, lines) = match bytes[mark.byte] {
        b'\n' => (1, 1, 1),
        b'\r' if bytes.get(mark.byte + 1) == Some(&b'\n') => (2, 1, 1),
        b'\r' => (1, 1, 1),
        0x00..=0x7f => (1, 1, 0),
        0x80..=0xdf => (2, 1, 0),
        0xe0..=0xef => (3, 1, 0),
        _ => (4, 2, 0),
    };
    let byte = mark.byte + width;
    Mark {
        byte,
        units: mark.units + units,
        line: mark.line + lines,
        line_start: if lines > 0 { byte } else { mark.line_start },
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use comrak::nodes::NodeValue;
    use proptest::prelude::*;

    fn text(source: &str) -> Text {
        Text::new(source.as_bytes().to_vec()).expect("the sample is text")
    }

    /// Texts with every ending, a mark at the start, wide characters and long lines.
    pub fn any_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("\n".to_string()),
            Just("\r\n".to_string()),
            Just("\r".to_string()),
            Just("\u{feff}".to_string()),
            Just("x".repeat(STEP + 7)),
            Just("é😀".repeat(STEP / 4)),
            "[a-zé漢😀 ]{0,6}",
        ];
        proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn says_where_bytes_are_no_text() {
        assert_eq!(
            Text::new(b"ab\xff".to_vec()),
            Err(NotText::NotUtf8 { at: 2 })
        );
        assert_eq!(Text::new(b"a\0b".to_vec()), Err(NotText::Nul { at: 1 }));
    }

    #[test]
    fn editor_text_has_no_mark_and_one_line_feed_a_line() {
        let sample = text("\u{feff}a\r\nb\rc\nd");
        assert_eq!(sample.editor_text(), "a\nb\nc\nd");
        assert_eq!(sample.editor_len(), 7);
        assert_eq!(sample.lines(), 4);
        assert!(sample.has_byte_order_mark());
    }

    #[test]
    fn offsets_inside_a_pair_or_past_the_end_are_none() {
        let sample = text("a😀b");
        let bytes: Vec<_> = (0..6).map(|offset| sample.byte_at(offset)).collect();
        assert_eq!(bytes, [Some(0), Some(1), None, Some(5), Some(6), None]);
    }

    #[test]
    fn places_count_characters() {
        let sample = text("\u{feff}é😀x\r\ny\n");
        assert_eq!(sample.place(3), Place { line: 1, column: 1 });
        assert_eq!(sample.place(9), Place { line: 1, column: 3 });
        assert_eq!(
            sample.place(11),
            Place { line: 1, column: 4 },
            "inside CR LF"
        );
        assert_eq!(sample.place(12), Place { line: 2, column: 1 });
        assert_eq!(sample.place(99), Place { line: 3, column: 1 });
        assert_eq!(sample.line(1), Some(Span::new(3, 10)));
        assert_eq!(sample.line(3), Some(Span::new(14, 14)));
        assert_eq!(sample.line(4), None);
        assert_eq!(sample.line(0), None);
    }

    #[test]
    fn agrees_with_the_markdown_parser() {
        for mark in ["", "\u{feff}"] {
            for ending in ["\n", "\r\n", "\r"] {
                let source = format!("{mark}# D*í*a{ending}{ending}Ab *çé* d.{ending}");
                let sample = text(&source);
                let arena = comrak::Arena::new();
                let root = comrak::parse_document(&arena, &source, &comrak::Options::default());
                let found: Vec<&str> = root
                    .descendants()
                    .filter(|node| {
                        let value = &node.data.borrow().value;
                        matches!(value, NodeValue::Emph | NodeValue::Heading(_))
                    })
                    .map(|node| {
                        let place = node.data.borrow().sourcepos;
                        let start = (place.start.line, place.start.column);
                        sample
                            .span_of_source(start, (place.end.line, place.end.column))
                            .of(&source)
                    })
                    .collect();
                assert_eq!(found, ["# D*í*a", "*í*", "*çé*"], "in {source:?}");
            }
        }
    }

    #[test]
    fn a_new_line_takes_the_ending_of_its_line() {
        let sample = text("a\r\nb\nc\rd");
        let endings: Vec<_> = [0, 3, 5, 7].map(|byte| sample.ending_at(byte)).to_vec();
        assert_eq!(endings, ["\r\n", "\n", "\r", "\r"]);
        assert_eq!(text("alone").ending_at(2), "\n");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn offsets_go_there_and_back(source in any_text()) {
            let sample = text(&source);
            let editor = sample.editor_text();
            prop_assert_eq!(editor.encode_utf16().count(), sample.editor_len() as usize);
            let mut units = 0;
            for character in editor.chars() {
                let byte = sample.byte_at(units).expect("starts a character");
                let here = sample.as_str()[byte..].chars().next().expect("not at the end");
                prop_assert!(here == character || (character == '\n' && here == '\r'));
                prop_assert_eq!(sample.editor_offset(byte), units);
                units += character.len_utf16() as u32;
            }
            prop_assert_eq!(sample.byte_at(units), Some(sample.len().max(sample.start())));
            prop_assert_eq!(sample.byte_at(units + 1), None);
        }

        #[test]
        fn places_agree_with_the_lines_of_the_editor_text(source in any_text()) {
            let sample = text(&source);
            let editor = sample.editor_text();
            prop_assert_eq!(sample.lines(), editor.split('\n').count());
            let mut units = 0;
            for (index, line) in editor.split('\n').enumerate() {
                let byte = sample.byte_at(units).expect("starts a line");
                prop_assert_eq!(sample.place(byte), Place { line: index + 1, column: 1 });
                let span = sample.line(index + 1).expect("the line exists");
                prop_assert_eq!(span.of(sample.as_str()), line);
                units += line.encode_utf16().count() as u32 + 1;
            }
        }
    }
}
