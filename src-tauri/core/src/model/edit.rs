//! Changes to a text: as an editor states them, and as splices of the file's bytes.
//!
//! Invariant: whatever is applied, each byte that no change names stays as it was.

use std::fmt;

use super::position::{byte_order_mark_len, normal_endings, without_nul};
use super::{Span, Text};

/// A replacement in the editor text, in UTF-16 units; line breaks in `insert` are line feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorChange {
    /// First unit replaced.
    pub from: u32,
    /// One past the last unit replaced.
    pub to: u32,
    /// What stands there afterwards.
    pub insert: String,
}

/// A replacement in the file's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// The bytes replaced.
    pub span: Span,
    /// What stands there afterwards, line endings as the file has them.
    pub insert: String,
}

/// Why changes do not fit a text; the text stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadChange {
    /// A change starts before the one before it ends, or ends before it starts.
    OutOfOrder,
    /// A change reaches past the end of the text.
    PastTheEnd,
    /// A change starts or ends inside a character.
    InsideCharacter,
    /// The result would hold NUL or be over a gigabyte.
    NoText,
}

impl EditorChange {
    /// Makes a change.
    pub fn new(from: u32, to: u32, insert: impl Into<String>) -> EditorChange {
        EditorChange {
            from,
            to,
            insert: insert.into(),
        }
    }
}

impl Splice {
    /// Makes a splice.
    pub fn new(span: Span, insert: impl Into<String>) -> Splice {
        Splice {
            span,
            insert: insert.into(),
        }
    }
}

impl Text {
    /// Applies an editor's changes (ascending, not overlapping, all in offsets of this text).
    ///
    /// A line break put in takes the ending of its line. Where a change brings a lone CR and a
    /// lone LF together, a line feed between them keeps them two line breaks.
    pub fn apply(&self, changes: &[EditorChange]) -> Result<(Text, Vec<Splice>), BadChange> {
        let mut splices: Vec<Splice> = Vec::with_capacity(changes.len());
        for change in changes {
            self.add_change(&mut splices, change)?;
        }
        splices.retain(|splice| splice.span.start != splice.span.end || !splice.insert.is_empty());
        self.keep_breaks_apart(&mut splices);
        self.keep_first_character(&mut splices);
        let text = self.splice(&splices)?;
        Ok((text, splices))
    }

    /// Replaces spans of bytes (ascending, not overlapping). Inserts stand as they are given.
    pub fn splice(&self, splices: &[Splice]) -> Result<Text, BadChange> {
        self.check_splices(splices)?;
        let (Some(first), Some(last)) = (splices.first(), splices.last()) else {
            return Ok(self.clone());
        };
        let source = self.as_str();
        let added: usize = splices.iter().map(|splice| splice.insert.len()).sum();
        let mut text = String::with_capacity(source.len() + added);
        let mut copied = 0;
        for splice in splices {
            text.push_str(&source[copied..splice.span.start]);
            text.push_str(&splice.insert);
            copied = splice.span.end;
        }
        text.push_str(&source[copied..]);
        if text.len() > 1 << 30 {
            return Err(BadChange::NoText);
        }
        Ok(self.rebuilt(text, first.span.start, last.span.end))
    }

    fn check_splices(&self, splices: &[Splice]) -> Result<(), BadChange> {
        let source = self.as_str();
        let mut reached = 0;
        for Splice { span, insert } in splices {
            if span.start < reached || span.end < span.start {
                return Err(BadChange::OutOfOrder);
            }
            if span.end > source.len() {
                return Err(BadChange::PastTheEnd);
            }
            if !source.is_char_boundary(span.start) || !source.is_char_boundary(span.end) {
                return Err(BadChange::InsideCharacter);
            }
            if insert.contains('\0') {
                return Err(BadChange::NoText);
            }
            reached = span.end;
        }
        Ok(())
    }

    /// Adds a change as a splice; one that touches the splice before becomes part of it.
    fn add_change(
        &self,
        splices: &mut Vec<Splice>,
        change: &EditorChange,
    ) -> Result<(), BadChange> {
        if change.from > change.to {
            return Err(BadChange::OutOfOrder);
        }
        let span = Span::new(self.byte_for(change.from)?, self.byte_for(change.to)?);
        let insert = with_ending(&change.insert, self.ending_at(span.start));
        match splices.last_mut() {
            Some(last) if span.start < last.span.end => return Err(BadChange::OutOfOrder),
            Some(last) if span.start == last.span.end => {
                last.span.end = span.end;
                last.insert.push_str(&insert);
            }
            _ => splices.push(Splice { span, insert }),
        }
        Ok(())
    }

    fn byte_for(&self, offset: u32) -> Result<usize, BadChange> {
        if offset > self.editor_len() {
            return Err(BadChange::PastTheEnd);
        }
        self.byte_at(offset).ok_or(BadChange::InsideCharacter)
    }

    /// A CR that meets an LF would be one line break where the editor has two.
    fn keep_breaks_apart(&self, splices: &mut [Splice]) {
        let bytes = self.bytes();
        for Splice { span, insert } in splices {
            let after_return = span.start > 0 && bytes[span.start - 1] == b'\r';
            if after_return && insert.starts_with('\n') {
                insert.insert(0, '\r');
            }
            let ends_with_return = match insert.as_bytes().last() {
                Some(last) => *last == b'\r',
                None => after_return,
            };
            if ends_with_return && bytes.get(span.end) == Some(&b'\n') {
                insert.push('\n');
            }
        }
    }

    /// A first character that looks like a byte-order mark would vanish from the editor text:
    /// a real mark before it keeps it.
    fn keep_first_character(&self, splices: &mut [Splice]) {
        let Some(first) = splices.first_mut() else {
            return;
        };
        if self.has_byte_order_mark() || first.span.start > 0 {
            return;
        }
        let start = if first.insert.is_empty() {
            &self.as_str()[first.span.end..]
        } else {
            first.insert.as_str()
        };
        if byte_order_mark_len(start) > 0 {
            first.insert.insert(0, '\u{feff}');
        }
    }
}

/// States splices of `text` as changes for its editor.
pub fn splices_to_changes(text: &Text, splices: &[Splice]) -> Vec<EditorChange> {
    let change = |splice: &Splice| EditorChange {
        from: text.editor_offset(splice.span.start),
        to: text.editor_offset(splice.span.end),
        insert: normal_endings(&splice.insert),
    };
    splices.iter().map(change).collect()
}

impl fmt::Display for BadChange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            BadChange::OutOfOrder => "The changes overlap or run backwards; nothing was changed.",
            BadChange::PastTheEnd => {
                "A change reaches past the end of the text; nothing was changed."
            }
            BadChange::InsideCharacter => {
                "A change starts or ends inside a character; nothing was changed."
            }
            BadChange::NoText => "The changed text could not be kept as text; nothing was changed.",
        })
    }
}

impl std::error::Error for BadChange {}

/// Gives inserted text the line ending of its place.
fn with_ending(insert: &str, ending: &str) -> String {
    let mut text = String::with_capacity(insert.len());
    for character in normal_endings(insert).chars() {
        match character {
            '\n' => text.push_str(ending),
            other => text.push(without_nul(other)),
        }
    }
    text
}
