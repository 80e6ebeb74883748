//! Lists of words and phrases that rules look for: data, one file each in `core/words`.
//! A line is one entry; `long = short` says what can stand instead; `#` begins a comment.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::sync::LazyLock;

/// Words and phrases that are found whole, whatever their case and the space between them.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    entries: Vec<Entry>,
    /// Finds where an entry may begin: its first word. `None` for a list without entries.
    first_words: Option<AhoCorasick>,
    /// The entries of each first word, the longest first.
    by_first_word: Vec<Vec<usize>>,
}

/// One word or phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its words in lower case, one space between them.
    pub words: String,
    /// What can stand instead.
    pub instead: Option<String>,
}

/// An entry that was found, at a range of the text that was searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What was found.
    pub entry: &'a Entry,
}

/// Lists by their names, as shipped. A new list is a file and one line here.
const SHIPPED: &[(&str, &str)] = &[
    ("counted-noun", include_str!("../../words/counted-noun.txt")),
    ("acronym", include_str!("../../words/acronym.txt")),
    ("name", include_str!("../../words/name.txt")),
    ("inside", include_str!("../../words/inside.txt")),
    ("weasel", include_str!("../../words/weasel.txt")),
    ("hype", include_str!("../../words/hype.txt")),
    ("wordy", include_str!("../../words/wordy.txt")),
];

/// Returns the lists that ship with the program, by name.
pub(super) fn shipped() -> &'static [(&'static str, WordList)] {
    static LISTS: LazyLock<Vec<(&str, WordList)>> = LazyLock::new(|| {
        SHIPPED
            .iter()
            .map(|(name, text)| (*name, WordList::of(text.lines().filter_map(Entry::parse))))
            .collect()
    });
    &LISTS
}

/// Returns a list's name as a writer reads it.
pub fn list_name(list: &str) -> &str {
    match list {
        "acronym" => "Acronyms that need no words",
        "counted-noun" => "What is counted",
        "hype" => "Hype",
        "inside" => "Words of the office",
        "name" => "Names that everybody knows",
        "weasel" => "Weasel words",
        "wordy" => "Long ways of saying it",
        other => other,
    }
}

/// Returns what a list is for: the comment at the top of its file.
pub fn list_purpose(list: &str) -> &'static str {
    let shipped = SHIPPED.iter().find(|(name, _)| *name == list);
    let first = shipped.and_then(|(_, text)| text.lines().next());
    first.map_or("", |line| line.trim_start_matches(['#', ' ']))
}

impl Entry {
    /// Reads one line of a list; `None` for a comment, a blank line, or one without words.
    pub(super) fn parse(line: &str) -> Option<Entry> {
        let line = line.split('#').next().unwrap_or_default();
        let (words, instead) = match line.split_once('=') {
            Some((words, instead)) => (words, Some(instead.trim().to_owned())),
            None => (line, None),
        };
        let words: Vec<&str> = words.split_whitespace().collect();
        (!words.is_empty()).then(|| Entry {
            words: words.join(" ").to_lowercase(),
            instead: instead.filter(|instead| !instead.is_empty()),
        })
    }
}

impl WordList {
    /// Makes a list; of two entries with the same words the later one counts.
    pub(super) fn of(entries: impl IntoIterator<Item = Entry>) -> WordList {
        let mut kept: Vec<Entry> = Vec::new();
        for entry in entries {
            match kept.iter_mut().find(|other| other.words == entry.words) {
                Some(other) => *other = entry,
                None => kept.push(entry),
            }
        }
        let mut firsts: Vec<&str> = Vec::new();
        let mut by_first_word: Vec<Vec<usize>> = Vec::new();
        for (index, entry) in kept.iter().enumerate() {
            let first = entry.words.split(' ').next().unwrap_or_default();
            match firsts.iter().position(|other| *other == first) {
                Some(place) => by_first_word[place].push(index),
                None => {
                    firsts.push(first);
                    by_first_word.push(vec![index]);
                }
            }
        }
        for indices in &mut by_first_word {
            indices.sort_by_key(|index| std::cmp::Reverse(kept[*index].words.len()));
        }
        let first_words = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(&firsts)
            .ok()
            .filter(|_| !firsts.is_empty());
        WordList {
            entries: kept,
            first_words,
            by_first_word,
        }
    }

    /// Returns its entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Tells whether a word or phrase is in it, in any case.
    pub fn contains(&self, words: &str) -> bool {
        let lower = words.to_lowercase();
        self.entries.iter().any(|entry| entry.words == lower)
    }

    /// Returns this list with entries added and others taken out.
    pub(super) fn changed(&self, add: &[Entry], remove: &[String]) -> WordList {
        let kept = self
            .entries
            .iter()
            .filter(|entry| !remove.contains(&entry.words));
        WordList::of(kept.chain(add).cloned())
    }

    /// Finds its entries in a text, in its order, the longest at each place, none inside another.
    pub fn find(&self, text: &str) -> Vec<Hit<'_>> {
        let Some(first_words) = &self.first_words else {
            return Vec::new();
        };
        let mut hits: Vec<Hit<'_>> = Vec::new();
        for found in first_words.find_overlapping_iter(text) {
            // Most hits lie inside other words: "in" in "winning".
            let whole = !text[..found.start()].ends_with(is_of_word)
                && !text[found.end()..].starts_with(is_of_word);
            if !whole {
                continue;
            }
            let longest = self.by_first_word[found.pattern().as_usize()]
                .iter()
                .map(|index| &self.entries[*index])
                .find_map(|entry| {
                    let end = phrase_end(text, found.start(), &entry.words)?;
                    Some(Hit {
                        start: found.start(),
                        end,
                        entry,
                    })
                });
            hits.extend(longest);
        }
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut end = 0;
        hits.retain(|hit| {
            let apart = hit.start >= end;
            if apart {
                end = hit.end;
            }
            apart
        });
        hits
    }
}

/// Returns where the phrase ends that stands whole at `start`; any space parts its words.
fn phrase_end(text: &str, start: usize, words: &str) -> Option<usize> {
    let mut at = start;
    for (index, word) in words.split(' ').enumerate() {
        if index > 0 {
            let rest = &text[at..];
            let space = rest.len() - rest.trim_start().len();
            if space == 0 {
                return None;
            }
            at += space;
        }
        let end = at + word.len();
        // Entries are in lower case; letters outside ASCII have to stand as the list has them.
        if !text.get(at..end)?.eq_ignore_ascii_case(word) {
            return None;
        }
        at = end;
    }
    (!text[at..].starts_with(is_of_word)).then_some(at)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(lines: &[&str]) -> WordList {
        WordList::of(lines.iter().copied().filter_map(Entry::parse))
    }

    #[track_caller]
    fn check(lines: &[&str], text: &str, expected: &[&str]) {
        let list = list(lines);
        let found: Vec<&str> = list
            .find(text)
            .iter()
            .map(|hit| &text[hit.start..hit.end])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn whole_words_in_any_case_and_over_line_ends() {
        check(&["many"], "Many Germany many-sided", &["Many", "many"]);
        check(
            &["due to the fact that = because"],
            "Late DUE to the\n  fact that it rained.",
            &["DUE to the\n  fact that"],
        );
        check(&["due to"], "due, to", &[]);
        check(&["café"], "cafés, café", &["café"]);
        check(&[], "many", &[]);
    }

    #[test]
    fn the_longest_entry_wins() {
        check(
            &["in order", "in order to", "order to go"],
            "in order to go",
            &["in order to"],
        );
    }

    #[test]
    fn lines_with_comments_and_short_forms() {
        let list = list(&[
            "# a list",
            "",
            "In  order to = to # shorter",
            "many",
            "many = 3",
        ]);
        assert_eq!(list.entries().len(), 2, "the later of two counts");
        assert_eq!(list.entries()[0].instead.as_deref(), Some("to"));
        assert_eq!(list.entries()[1].instead.as_deref(), Some("3"));
        assert!(list.contains("IN ORDER TO") && !list.contains("order"));
        let changed = list.changed(
            &[Entry::parse("few").expect("a word")],
            &["many".to_owned()],
        );
        assert!(changed.contains("few") && !changed.contains("many"));
    }

    #[test]
    fn shipped_lists_say_something() {
        for (name, list) in shipped() {
            assert!(!list.entries().is_empty(), "{name}");
        }
    }
}
