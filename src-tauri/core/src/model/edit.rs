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

#[cfg(test)]
mod tests {
    use super::super::position::tests::any_text;
    use super::*;
    use proptest::prelude::*;

    fn text(source: &str) -> Text {
        Text::new(source.as_bytes().to_vec()).expect("the sample is text")
    }

    /// Applies changes to `source` and shows the file afterwards.
    #[track_caller]
    fn check(source: &str, changes: &[(u32, u32, &str)], expected: &str) {
        let changes: Vec<_> = changes
            .iter()
            .map(|(from, to, insert)| EditorChange::new(*from, *to, *insert))
            .collect();
        let old = text(source);
        let (new, splices) = old.apply(&changes).expect("the changes fit");
        assert_eq!(new.as_str(), expected);
        assert_eq!(new.editor_text(), in_editor(&old.editor_text(), &changes));
        assert_eq!(old.splice(&splices).expect("the splices fit"), new);
    }

    /// What an editor makes of changes to its own text.
    fn in_editor(editor_text: &str, changes: &[EditorChange]) -> String {
        let old: Vec<u16> = editor_text.encode_utf16().collect();
        let mut new = Vec::new();
        let mut copied = 0;
        for change in changes {
            new.extend_from_slice(&old[copied..change.from as usize]);
            new.extend(change.insert.encode_utf16());
            copied = change.to as usize;
        }
        new.extend_from_slice(&old[copied..]);
        String::from_utf16(&new).expect("changes keep surrogate pairs whole")
    }

    #[test]
    fn other_bytes_stay() {
        check(
            "\u{feff}a\r\nb\rc\nd",
            &[(2, 3, "B")],
            "\u{feff}a\r\nB\rc\nd",
        );
        check("a\r\nb", &[(1, 1, "!\n")], "a!\r\n\r\nb");
        check("a\r\nb", &[(3, 3, "\n")], "a\r\nb\r\n");
        check("", &[(0, 0, "x\ny")], "x\ny");
        check("a😀b", &[(0, 1, ""), (1, 3, "é"), (4, 4, "c")], "ébc");
    }

    #[test]
    fn two_line_breaks_never_become_one() {
        check("a\rX\nb", &[(2, 3, "")], "a\r\n\nb");
        check("a\rb\nc", &[(2, 2, "\n")], "a\r\r\nb\nc");
        check("\ra\nb", &[(1, 2, "")], "\r\n\nb");
    }

    #[test]
    fn a_first_character_never_vanishes() {
        check("x\u{feff}y", &[(0, 1, "")], "\u{feff}\u{feff}y");
        check("y", &[(0, 0, "\u{feff}")], "\u{feff}\u{feff}y");
        check("\u{feff}y", &[(0, 1, "")], "\u{feff}");
    }

    #[test]
    fn nul_becomes_a_character_of_its_length() {
        let (new, _) = text("ab")
            .apply(&[EditorChange::new(1, 1, "\0")])
            .expect("the change fits");
        assert_eq!(new.as_str(), "a\u{fffd}b");
    }

    #[test]
    fn bad_changes_change_nothing() {
        let cases = [
            (vec![(0, 9, "")], BadChange::PastTheEnd),
            (vec![(2, 1, "")], BadChange::OutOfOrder),
            (vec![(3, 4, ""), (0, 1, "")], BadChange::OutOfOrder),
            (vec![(0, 3, ""), (1, 4, "")], BadChange::OutOfOrder),
            (vec![(2, 2, "x")], BadChange::InsideCharacter),
            (vec![(1, 2, "")], BadChange::InsideCharacter),
            (vec![(0, u32::MAX, "")], BadChange::PastTheEnd),
        ];
        for (changes, expected) in cases {
            let changes: Vec<_> = changes
                .into_iter()
                .map(|(from, to, insert)| EditorChange::new(from, to, insert))
                .collect();
            assert_eq!(text("a😀bc").apply(&changes), Err(expected), "{changes:?}");
        }
        let splice = |start, end| [Splice::new(Span { start, end }, "x")];
        assert_eq!(
            text("aé").splice(&splice(2, 2)),
            Err(BadChange::InsideCharacter)
        );
        assert_eq!(text("aé").splice(&splice(0, 9)), Err(BadChange::PastTheEnd));
        assert_eq!(text("aé").splice(&splice(1, 0)), Err(BadChange::OutOfOrder));
    }

    #[test]
    fn splices_are_stated_for_the_editor() {
        let sample = text("\u{feff}é\r\nb");
        let splices = [Splice::new(Span::new(5, 7), "\r\n\r\n")];
        let changes = splices_to_changes(&sample, &splices);
        assert_eq!(changes, [EditorChange::new(1, 2, "\n\n")]);
    }

    /// Changes at places of a text: cuts are shares of its length, taken two and two.
    fn any_changes() -> impl Strategy<Value = Vec<(prop::sample::Index, String)>> {
        let insert = prop_oneof![
            Just(String::new()),
            Just("\n".to_string()),
            Just("\u{feff}".to_string()),
            Just("word ".repeat(300)),
            "[a-z\n😀é]{0,5}",
        ];
        proptest::collection::vec((any::<prop::sample::Index>(), insert), 0..6)
    }

    fn changes_at(editor_text: &str, picks: &[(prop::sample::Index, String)]) -> Vec<EditorChange> {
        let mut places = vec![0];
        for character in editor_text.chars() {
            places.push(places[places.len() - 1] + character.len_utf16() as u32);
        }
        let mut cuts: Vec<u32> = picks
            .iter()
            .map(|(cut, _)| places[cut.index(places.len())])
            .collect();
        cuts.sort_unstable();
        cuts.chunks(2)
            .zip(picks)
            .map(|(cut, (_, insert))| EditorChange::new(cut[0], cut[cut.len() - 1], insert))
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn edits_do_what_the_editor_did_and_keep_all_other_bytes(
            source in any_text(),
            rounds in proptest::collection::vec(any_changes(), 1..4),
        ) {
            let mut old = text(&source);
            for picks in rounds {
                let changes = changes_at(&old.editor_text(), &picks);
                let (new, splices) = old.apply(&changes).expect("the changes fit");
                prop_assert_eq!(new.editor_text(), in_editor(&old.editor_text(), &changes));

                // What no change names stands in the new text, byte by byte, in its order.
                let (mut in_old, mut in_new) = (0, 0);
                for splice in &splices {
                    let kept = &old.bytes()[in_old..splice.span.start];
                    prop_assert_eq!(kept, &new.bytes()[in_new..in_new + kept.len()]);
                    in_new += kept.len() + splice.insert.len();
                    in_old = splice.span.end;
                    let named = changes.iter().any(|change| {
                        change.from <= old.editor_offset(splice.span.start)
                            && old.editor_offset(splice.span.start) <= change.to
                    });
                    prop_assert!(named, "{:?} is at no change of {:?}", splice, changes);
                }
                prop_assert_eq!(&old.bytes()[in_old..], &new.bytes()[in_new..]);

                // The table that was carried over says what one made afresh says.
                let afresh = Text::new(new.bytes().to_vec()).expect("it is text");
                prop_assert_eq!(new.editor_len(), afresh.editor_len());
                prop_assert_eq!(new.lines(), afresh.lines());
                for (byte, _) in new.as_str().char_indices().chain([(new.len(), ' ')]).step_by(41) {
                    prop_assert_eq!(new.editor_offset(byte), afresh.editor_offset(byte));
                    prop_assert_eq!(new.place(byte), afresh.place(byte));
                }
                for offset in (0..=new.editor_len()).step_by(37) {
                    prop_assert_eq!(new.byte_at(offset), afresh.byte_at(offset));
                }
                old = new;
            }
        }

        #[test]
        fn splices_and_changes_say_the_same(source in any_text(), picks in any_changes()) {
            // Lone CRs and marks may take one more byte in a change than in a splice.
            let plain = |text: &str| text.replace(['\r', '\u{feff}'], "");
            let old = text(&plain(&source));
            let splices: Vec<Splice> = changes_at(&old.editor_text(), &picks)
                .iter()
                .map(|change| {
                    let byte = |offset| old.byte_at(offset).expect("starts a character");
                    Splice::new(Span::new(byte(change.from), byte(change.to)), plain(&change.insert))
                })
                .collect();
            let (changed, _) = old.apply(&splices_to_changes(&old, &splices)).expect("they fit");
            prop_assert_eq!(changed, old.splice(&splices).expect("they fit"));
        }
    }
}
