//! A writer's answer to a remark, as one line of the file's unprinted block: written, read, never
//! judged. A line that cannot be read is nobody's answer, and whoever holds it keeps it as it is.
//!
//! `docs/waivers.md` describes the line for people. Each is complete by itself, so that two copies
//! of a file are brought together by taking the lines of both.

use super::substance::Substance;
use super::{Anchor, Day, Hash};
use std::fmt::Write;

/// A writer's answer to a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// Id of the rule that made the remark; it may be one that this version does not know.
    pub rule: String,
    /// What the remark was about.
    pub about: About,
    /// What the remark asked, where that is part of what was answered: a passage's remark of a rule
    /// that tells it by words elsewhere too.
    pub asked: Option<String>,
    /// Why the writer leaves it so.
    pub reason: Option<String>,
    /// The day on which it was given.
    pub day: Option<Day>,
}

/// What a waived remark was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Some words.
    Passage {
        /// The sentence or heading that they stand in.
        anchor: Anchor,
        /// The words meant, if they are fewer.
        words: Option<String>,
    },
    /// Something that the document lacks, or all of it that is too much, as in `customer-quote`;
    /// empty when the rule knows only one such thing.
    Absence(String),
    /// The rule in this document, whatever it finds.
    Document,
    /// A question of the bank that is not relevant here, in its words.
    Question(String),
}

/// Longest reason that is taken from a writer, in characters.
pub const LONGEST_REASON: usize = 2_000;
/// Longest line that is read as an answer, in bytes.
const LONGEST_LINE: usize = 64 * 1024;

impl Waiver {
    /// Reads a line; `None` when it is none. Fields of a name that is not known are passed over.
    pub fn read(line: &str) -> Option<Waiver> {
        let line = line.trim();
        if line.len() > LONGEST_LINE {
            return None;
        }
        let (rule, mut rest) = line.split_once(' ')?;
        if !is_rule_id(rule) {
            return None;
        }
        let mut fields = Fields::default();
        while !rest.is_empty() {
            rest = fields.take(rest.trim_start())?;
        }
        Some(Waiver {
            rule: rule.to_owned(),
            about: fields.about()?,
            asked: fields.take_text("asked"),
            reason: fields
                .take_text("reason")
                .filter(|reason| !reason.is_empty()),
            day: fields.word("on").and_then(Day::from_iso),
        })
    }

    /// Writes the line, without a line ending; [`Waiver::read`] reads it.
    pub fn line(&self) -> String {
        let mut line = self.rule.clone();
        let mut field = |name: &str, value: &str| {
            // Writing into a string cannot fail.
            let _ = write!(line, " {name} \"{}\"", escaped(value));
        };
        match &self.about {
            About::Passage { anchor, words } => {
                field("passage", &anchor.quotation);
                if let Some(words) = words {
                    field("words", words);
                }
            }
            About::Absence(thing) => field("without", thing),
            About::Question(question) => field("question", question),
            About::Document => line.push_str(" document"),
        }
        let mut field = |name: &str, value: &str| {
            let _ = write!(line, " {name} \"{}\"", escaped(value));
        };
        if let Some(asked) = &self.asked {
            field("asked", asked);
        }
        if let Some(reason) = &self.reason {
            field("reason", reason);
        }
        if let About::Passage { anchor, .. } = &self.about {
            field("after", &anchor.before);
            field("before", &anchor.after);
        }
        if let Some(day) = self.day {
            let _ = write!(line, " on {day}");
        }
        if let About::Passage { anchor, .. } = &self.about {
            let Substance { words, key } = anchor.substance;
            let _ = write!(line, " key {words}:{key:016x}");
        }
        line
    }

    /// Tells whether two are about words that say the same, whatever stands around them; or about
    /// the same thing.
    pub fn says_the_same(&self, other: &Waiver) -> bool {
        let (
            About::Passage { anchor, words },
            About::Passage {
                anchor: other_anchor,
                words: some,
            },
        ) = (&self.about, &other.about)
        else {
            return self.answers_the_same(other);
        };
        self.rule == other.rule && anchor.says_the_same(other_anchor) && words == some
    }

    /// Tells whether two answer the same remark, whatever their reasons and days are.
    pub fn answers_the_same(&self, other: &Waiver) -> bool {
        self.rule == other.rule
            && self.asked == other.asked
            && match (&self.about, &other.about) {
                (
                    About::Passage { anchor, words },
                    About::Passage {
                        anchor: other,
                        words: other_words,
                    },
                ) => {
                    let around = |anchor: &Anchor| (anchor.before.clone(), anchor.after.clone());
                    anchor.says_the_same(other)
                        && words == other_words
                        && around(anchor) == around(other)
                }
                (about, other) => about == other,
            }
    }
}

/// Returns what a line is known by, for as long as it stays as it is.
pub fn line_id(line: &str) -> String {
    let mut id = Hash::of(line.trim().as_bytes()).to_string();
    id.truncate(16);
    id
}

fn is_rule_id(id: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    id.len() <= 80 && id.starts_with(|c: char| c.is_ascii_lowercase()) && id.split('-').all(is_word)
}

/// The fields of a line: `name "text"`, `name word` and the bare `document`.
#[derive(Default)]
struct Fields<'l> {
    texts: Vec<(&'l str, String)>,
    words: Vec<(&'l str, &'l str)>,
    is_document: bool,
}

impl<'l> Fields<'l> {
    /// Takes one field; returns what is left, or `None` when it is none.
    fn take(&mut self, rest: &'l str) -> Option<&'l str> {
        let (name, after) = rest.split_once(' ').unwrap_or((rest, ""));
        if name == "document" {
            self.is_document = true;
            return Some(after);
        }
        let named = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
        if !named {
            return None;
        }
        let after = after.trim_start();
        match after.strip_prefix('"') {
            Some(text) => {
                let (text, left) = unescaped(text)?;
                self.texts.push((name, text));
                Some(left)
            }
            None => {
                let (word, left) = after.split_once(' ').unwrap_or((after, ""));
                (!word.is_empty()).then(|| self.words.push((name, word)))?;
                Some(left)
            }
        }
    }

    fn take_text(&mut self, name: &str) -> Option<String> {
        let found = self.texts.iter_mut().find(|(known, _)| *known == name);
        found.map(|(_, text)| std::mem::take(text))
    }

    fn word(&self, name: &str) -> Option<&'l str> {
        let found = self.words.iter().find(|(known, _)| *known == name);
        found.map(|(_, word)| *word)
    }

    fn about(&mut self) -> Option<About> {
        if self.is_document {
            return Some(About::Document);
        }
        if let Some(thing) = self.take_text("without") {
            return Some(About::Absence(thing));
        }
        if let Some(question) = self.take_text("question") {
            return Some(About::Question(question));
        }
        let (words, key) = self.word("key")?.split_once(':')?;
        let substance = Substance {
            words: words.parse().ok().filter(|words| *words > 0)?,
            key: u64::from_str_radix(key, 16).ok()?,
        };
        Some(About::Passage {
            anchor: Anchor {
                substance,
                quotation: self.take_text("passage")?,
                before: self.take_text("after").unwrap_or_default(),
                after: self.take_text("before").unwrap_or_default(),
                stood: None,
            },
            words: self.take_text("words"),
        })
    }
}

/// Writes a text so that it stands on one line, ends no quotation and ends no comment.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut previous = ' ';
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '-' if previous == '-' => out.push_str("\\-"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
        previous = c;
    }
    out
}

/// Reads a text up to its closing mark; returns it and what comes after.
fn unescaped(text: &str) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut chars = text.char_indices();
    while let Some((place, c)) = chars.next() {
        match c {
            '"' => return Some((out, &text[place + 1..])),
            '\\' => match chars.next()?.1 {
                'n' => out.push('\n'),
                other => out.push(other),
            },
            other => out.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{Span, Words};
    use super::*;
    use proptest::prelude::*;

    fn waiver() -> Waiver {
        let text = "It fell. Many customers switched. They told us.";
        let anchor = Anchor::new(&Words::of(text), Span::new(9, 33)).expect("it has words");
        Waiver {
            rule: "vague-quantity".to_owned(),
            about: About::Passage {
                anchor,
                words: Some("Many".to_owned()),
            },
            asked: None,
            reason: Some("The number follows -- see \"costs\".\nReally.".to_owned()),
            day: Day::new(2026, 11, 25),
        }
    }

    #[test]
    fn a_line_that_a_person_can_read() {
        assert_eq!(
            waiver().line(),
            r#"vague-quantity passage "Many customers switched" words "Many" reason "The number follows -\- see \"costs\".\nReally." after "It fell" before "They told us" on 2026-11-25 key 3:a73ef863e2ddf490"#
        );
        let line = |about| Waiver { about, ..waiver() }.line();
        assert!(line(About::Document).starts_with("vague-quantity document reason "));
        assert!(line(About::Absence("tenets".into())).contains(" without \"tenets\" "));
        assert!(line(About::Question("Why?".into())).contains(" question \"Why?\" "));
    }

    #[test]
    fn what_cannot_be_read_is_none() {
        let whole = waiver().line();
        assert_eq!(Waiver::read(&whole), Some(waiver()));
        for end in 1..whole.len() {
            if let Some(part) = whole.get(..end) {
                // A line that was cut is no other answer than the whole one.
                let read = Waiver::read(part);
                assert!(
                    read.is_none_or(|read| read.about == waiver().about || end + 17 > whole.len()),
                    "{part}"
                );
            }
        }
        for line in [
            "",
            "<<<<<<< HEAD",
            "=======",
            ">>>>>>> other",
            "vague-quantity",
            "Vague-Quantity document",
            "vague--quantity document",
            "vague-quantity passage \"x\"",
            "vague-quantity passage \"x\" key 0:0",
            "vague-quantity passage \"x\" key 1:zz",
            "vague-quantity without \"x",
            "vague-quantity document \"",
        ] {
            assert_eq!(Waiver::read(line), None, "{line}");
        }
        let long = format!("vague-quantity document reason \"{}\"", "x".repeat(1 << 20));
        assert_eq!(Waiver::read(&long), None);
    }

    #[test]
    fn fields_of_a_later_version_are_passed_over() {
        let line = "vague-quantity document by \"Ana\" round 3 on 2026-11-25";
        let read = Waiver::read(line).expect("an answer");
        assert_eq!(
            (read.about, read.day),
            (About::Document, Day::new(2026, 11, 25))
        );
        assert_eq!(
            Waiver::read("new-rule document on someday").map(|it| it.day),
            Some(None)
        );
    }

    #[test]
    fn an_id_is_of_the_line() {
        assert_eq!(line_id(" a b\r"), line_id("a b"));
        assert_ne!(line_id("a b"), line_id("a c"));
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read(reason in any::<String>(), thing in "\\PC{0,20}|[-\">\\\\n]{0,12}") {
            let waiver = Waiver {
                reason: Some(reason.clone()),
                about: About::Absence(thing.clone()),
                ..waiver()
            };
            let line = waiver.line();
            prop_assert!(!line.contains("--") && !line.contains(['\n', '\r', '\0']), "{}", line);
            let read = Waiver::read(&line).expect("an answer");
            let kept: String = reason.replace('\t', " ").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
            prop_assert_eq!(read.reason.unwrap_or_default(), kept);
            prop_assert_eq!(read.about, About::Absence(thing));
        }

        #[test]
        fn no_line_is_too_hostile(line in "([a-z-]{0,8}|[ \"\\\\]|key|1:|passage |reason ){0,12}") {
            if let Some(waiver) = Waiver::read(&line) {
                prop_assert_eq!(Waiver::read(&waiver.line()), Some(waiver));
            }
        }
    }
}
