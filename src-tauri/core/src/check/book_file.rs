//! The text of a `rules.toml`: rules on and off, severities, words added and taken out.
//! What is wrong in it is told with its line and left out; the rest counts.

use super::book::RuleMistake;
use super::rule;
use super::word_list::{Entry, WordList};
use crate::model::Severity;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use toml::Spanned;

/// What a file changes.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub switched: Vec<(String, bool)>,
    pub severities: Vec<(String, Severity)>,
    pub words: Vec<(String, WordChange)>,
    pub mistakes: Vec<RuleMistake>,
}

/// What a file changes in one list.
#[derive(Debug, Default, PartialEq)]
pub(super) struct WordChange {
    pub add: Vec<Entry>,
    /// In lower case, one space between words.
    pub remove: Vec<String>,
}

/// Most words that a file may add to one list.
const MOST_WORDS: usize = 5_000;
/// Longest word or phrase that a file may add, in bytes.
const LONGEST: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    off: Vec<Spanned<String>>,
    #[serde(default)]
    on: Vec<Spanned<String>>,
    #[serde(default)]
    severity: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    words: BTreeMap<Spanned<String>, WordsOfFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsOfFile {
    #[serde(default)]
    add: Vec<Spanned<String>>,
    #[serde(default)]
    remove: Vec<Spanned<String>>,
}

/// Reads a file; `lists` are the lists that there are.
pub(super) fn parse(file: &str, text: &str, lists: &HashMap<String, WordList>) -> Changes {
    let mut reader = Reader {
        file,
        text,
        changes: Changes::default(),
    };
    match toml::from_str::<File>(text) {
        Ok(parsed) => reader.read(parsed, lists),
        Err(error) => reader.mistake(
            start(&error),
            reason(&error),
            "Nothing of this file is used; the rules stay as they are without it.",
        ),
    }
    reader.changes
}

/// Says why nothing of a text can be used, with the line; `None` when something can.
pub(super) fn unusable(text: &str) -> Option<String> {
    let error = toml::from_str::<File>(text).err()?;
    let line = line_at(text, start(&error));
    Some(format!("line {line}: {}", reason(&error)))
}

fn start(error: &toml::de::Error) -> usize {
    error.span().map_or(0, |span| span.start)
}

fn reason(error: &toml::de::Error) -> String {
    error.message().trim().replace('\n', " ")
}

/// Returns the 1-based line of a byte.
fn line_at(text: &str, at: usize) -> usize {
    let before = &text.as_bytes()[..at.min(text.len())];
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    changes: Changes,
}

impl Reader<'_> {
    fn read(&mut self, parsed: File, lists: &HashMap<String, WordList>) {
        for (ids, on) in [(parsed.off, false), (parsed.on, true)] {
            for id in ids {
                if self.knows_rule(&id) {
                    self.changes.switched.push((id.into_inner(), on));
                }
            }
        }
        for (id, name) in parsed.severity {
            if self.knows_rule(&id)
                && let Some(severity) = self.severity(&name)
            {
                self.changes.severities.push((id.into_inner(), severity));
            }
        }
        for (name, words) in parsed.words {
            self.read_words(&name, words, lists);
        }
    }

    fn read_words(
        &mut self,
        name: &Spanned<String>,
        words: WordsOfFile,
        lists: &HashMap<String, WordList>,
    ) {
        let at = name.span().start;
        if !lists.contains_key(name.get_ref()) {
            let mut known: Vec<&str> = lists.keys().map(String::as_str).collect();
            known.sort_unstable();
            let reason = format!(
                "there is no list of words \"{}\"; there are {}",
                name.get_ref(),
                known.join(", ")
            );
            return self.mistake(at, reason, "These words are left out.");
        }
        let mut change = WordChange::default();
        for word in words.add {
            let entry = Entry::parse(word.get_ref()).filter(|_| word.get_ref().len() <= LONGEST);
            match entry {
                Some(_) if change.add.len() >= MOST_WORDS => {
                    let reason = format!("a list may get {MOST_WORDS} words at most");
                    self.mistake(
                        word.span().start,
                        reason,
                        "The words from here on are left out.",
                    );
                    break;
                }
                Some(entry) => change.add.push(entry),
                None => self.mistake(
                    word.span().start,
                    format!("an entry has a word and at most {LONGEST} bytes"),
                    "It is left out.",
                ),
            }
        }
        let removed = words
            .remove
            .iter()
            .filter_map(|word| Entry::parse(word.get_ref()));
        change.remove = removed.map(|entry| entry.words).collect();
        self.changes.words.push((name.get_ref().clone(), change));
    }

    fn knows_rule(&mut self, id: &Spanned<String>) -> bool {
        let known = rule(id.get_ref()).is_some();
        if !known {
            let reason = format!("there is no rule \"{}\"", id.get_ref());
            self.mistake(
                id.span().start,
                reason,
                "This line is left out; `sixpager-cli check --rules` lists the rules.",
            );
        }
        known
    }

    fn severity(&mut self, name: &Spanned<String>) -> Option<Severity> {
        let severity = match name.get_ref().as_str() {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "advice" => Some(Severity::Advice),
            "info" => Some(Severity::Info),
            _ => None,
        };
        if severity.is_none() {
            let reason = format!(
                "\"{}\" is none of error, warning, advice, info",
                name.get_ref()
            );
            self.mistake(
                name.span().start,
                reason,
                "The rule keeps its own severity.",
            );
        }
        severity
    }

    fn mistake(&mut self, at: usize, reason: String, instead: &str) {
        self.changes.mistakes.push(RuleMistake {
            file: self.file.to_owned(),
            line: line_at(self.text, at),
            reason,
            instead: instead.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::RuleBook;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let book = RuleBook::shipped().clone().with_rules("r.toml", text);
        let told: Vec<String> = book.mistakes().iter().map(ToString::to_string).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn mistakes_have_file_line_reason_and_what_is_used() {
        check(
            "on = []\noff = [\n  \"vague-quantity\",\n  \"vague\",\n]\n",
            &[
                "r.toml:4: there is no rule \"vague\". This line is left out; `sixpager-cli check --rules` lists the rules.",
            ],
        );
        check(
            "[severity]\nvague-quantity = \"loud\"\nnothing = \"error\"\n",
            &[
                "r.toml:3: there is no rule \"nothing\". This line is left out; `sixpager-cli check --rules` lists the rules.",
                "r.toml:2: \"loud\" is none of error, warning, advice, info. The rule keeps its own severity.",
            ],
        );
        check(
            "[words.counted-noun]\nadd = [\"widgets\", \"\"]\n",
            &["r.toml:2: an entry has a word and at most 200 bytes. It is left out."],
        );
        check(
            "\ncolour = 1\n",
            &[
                "r.toml:2: unknown field `colour`, expected one of `off`, `on`, `severity`, `words`. Nothing of this file is used; the rules stay as they are without it.",
            ],
        );
    }

    #[test]
    fn what_is_right_counts_beside_what_is_wrong() {
        let text = "off = [\"vague\", \"vague-quantity\"]";
        let book = RuleBook::shipped().clone().with_rules("r.toml", text);
        assert!(!book.is_on("vague-quantity"));
        assert_eq!(book.mistakes().len(), 1);
    }

    #[test]
    fn a_list_that_nobody_has_is_named_with_those_that_there_are() {
        let text = "[words.nothing]\nadd = [\"a\"]";
        let book = RuleBook::shipped().clone().with_rules("r.toml", text);
        let told = book.mistakes()[0].to_string();
        assert!(told.starts_with("r.toml:1: there is no list of words \"nothing\"; there are "));
        assert!(told.contains("counted-noun"), "{told}");
    }
}
