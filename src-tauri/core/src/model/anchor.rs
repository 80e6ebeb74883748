//! How anything is tied to a passage of a text: by what the passage says and what stands around it.
//! Never by a place alone: a place is wrong after the first edit above it, and no two copies of a
//! file would agree on it.
//!
//! What counts is the substance of the words (`substance.rs`). Where the same words stand several
//! times, the words before and after tell which of them is meant.

use super::substance::{Substance, Words, is_spaceless};
use super::{Hash, Span};

/// What is tied to a passage. It can be written into a file: all of it is words but the key of the
/// substance, and nothing in it changes by edits elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// What the passage says.
    pub substance: Substance,
    /// The passage as it stood, on one line and at most 160 characters long; for people.
    pub quotation: String,
    /// The words before the passage, at most six.
    pub before: String,
    /// The words after the passage, at most six.
    pub after: String,
    /// Where it stood in which text, where that is known. Never needed, but quicker while the text
    /// is the same, and it tells twins apart that have the same words around them.
    pub stood: Option<(Hash, Span)>,
}

/// What became of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// It stands here and says the same.
    Found(Span),
    /// What stood around it stands around this, which says something else.
    Changed(Span),
    /// It is gone.
    Lost,
}

/// Words around a passage that are kept on each side.
const AROUND: usize = 6;
/// Fewest words of one side that can tell a place without the passage itself.
const TELLING: usize = 3;
/// Longest quotation, in characters.
const QUOTED: usize = 160;

impl Anchor {
    /// Ties something to the passage that covers a stretch of the text, in whole words; `None` when
    /// no word stands there.
    pub fn new(words: &Words<'_>, passage: Span) -> Option<Anchor> {
        let (start, end) = words.covered(passage);
        if start == end {
            return None;
        }
        Some(Anchor {
            substance: words.substance_of(start, end),
            quotation: quoted(words.span(start, end).of(words.text())),
            before: together(words, first_near(words, start), start),
            after: together(words, end, last_near(words, end)),
            stood: None,
        })
    }

    /// Notes where the passage stands in the text of now.
    pub fn standing(mut self, words: &Words<'_>, passage: Span) -> Anchor {
        self.stood = Some((words.hash(), passage));
        self
    }

    /// Tells whether both mean the same words, wherever they stand.
    pub fn says_the_same(&self, other: &Anchor) -> bool {
        self.substance == other.substance
    }

    /// Finds the passage in a text.
    pub fn resolve(&self, words: &Words<'_>) -> Resolved {
        if let Some((text, span)) = self.stood
            && text == words.hash()
        {
            return Resolved::Found(span);
        }
        let around = Around::of(self);
        let places = words.find(self.substance);
        if let Some(place) = self.supported(words, &around, &places) {
            return Resolved::Found(words.span(place, place + self.count()));
        }
        match (self.rewritten(words, &around), places.as_slice()) {
            (Some(span), _) => Resolved::Changed(span),
            // Everything around it changed, or it was moved: it is the only one that says this.
            (None, [only]) => Resolved::Found(words.span(*only, only + self.count())),
            (None, _) => Resolved::Lost,
        }
    }

    fn count(&self) -> usize {
        self.substance.words as usize
    }

    /// Returns the place with the same words around it as then, if there is one: the one with most
    /// of them, the nearest among equals.
    fn supported(&self, words: &Words<'_>, around: &Around, places: &[usize]) -> Option<usize> {
        let alone = around.before.is_empty() && around.after.is_empty() && places.len() == 1;
        let distance = |place: usize| match self.stood {
            Some((_, span)) => words.span(place, place + 1).start.abs_diff(span.start),
            None => 0,
        };
        places
            .iter()
            .copied()
            .filter_map(|place| {
                let (before, after) = around.matched(words, place, place + self.count());
                let half = |matched: usize, all: usize| matched > 0 && matched * 2 >= all;
                let told = half(before, around.before.len()) || half(after, around.after.len());
                (told || alone).then_some((before + after, place))
            })
            .min_by_key(|(matched, place)| (usize::MAX - matched, distance(*place), *place))
            .map(|(_, place)| place)
    }

    /// Returns what stands between the words that stood around the passage, or beside those of one
    /// side if it is still much the same.
    fn rewritten(&self, words: &Words<'_>, around: &Around) -> Option<Span> {
        let ends: Vec<usize> = (around.found(words, &around.before).into_iter())
            .map(|place| place + around.before.len())
            .collect();
        let starts = around.found(words, &around.after);
        let farthest = self.count() * 2 + 24;
        let gap = ends
            .iter()
            .filter_map(|end| {
                let start = starts.get(starts.partition_point(|start| start < end))?;
                (start - end <= farthest).then_some((start - end, *end, *start))
            })
            .min();
        match gap {
            Some((0, ..)) => None,
            Some((_, end, start)) => Some(words.span(end, start)),
            None => {
                let count = self.count();
                let after = ends
                    .iter()
                    .map(|end| (*end, (end + count).min(words.len())));
                let before = starts
                    .iter()
                    .map(|start| (start.saturating_sub(count), *start));
                let alike = |(start, end): &(usize, usize)| self.is_alike(words, *start, *end);
                let (start, end) = after.chain(before).find(alike)?;
                Some(words.span(start, end))
            }
        }
    }

    /// Tells whether at least half of the quotation's words stand in a stretch.
    fn is_alike(&self, words: &Words<'_>, start: usize, end: usize) -> bool {
        let quoted = Words::of(&self.quotation);
        let mut there: Vec<u64> = (start..end)
            .filter_map(|place| words.value(place))
            .collect();
        there.sort_unstable();
        let mine = (0..quoted.len()).filter_map(|place| quoted.value(place));
        let shared = mine
            .filter(|value| there.binary_search(value).is_ok())
            .count();
        shared * 2 >= quoted.len().max(1)
    }
}

/// The words around a passage, ready to be compared.
struct Around {
    before: Vec<u64>,
    after: Vec<u64>,
}

impl Around {
    fn of(anchor: &Anchor) -> Around {
        let values = |text: &str| {
            let words = Words::of(text);
            (0..words.len())
                .filter_map(|place| words.value(place))
                .collect()
        };
        Around {
            before: values(&anchor.before),
            after: values(&anchor.after),
        }
    }

    /// Counts how many words stand around a passage as they did, from the passage outwards.
    fn matched(&self, words: &Words<'_>, start: usize, end: usize) -> (usize, usize) {
        let before = (self.before.iter().rev().enumerate())
            .take_while(|(back, value)| {
                let place = start.checked_sub(back + 1);
                place.and_then(|place| words.value(place)) == Some(**value)
            })
            .count();
        let after = (self.after.iter().enumerate())
            .take_while(|(on, value)| words.value(end + on) == Some(**value))
            .count();
        (before, after)
    }

    /// Returns where all the words of one side stand, unless they are too few to tell a place.
    fn found(&self, words: &Words<'_>, side: &[u64]) -> Vec<usize> {
        let [first, ..] = side else { return Vec::new() };
        if side.len() < TELLING || side.len() > words.len() {
            return Vec::new();
        }
        (0..=words.len() - side.len())
            .filter(|start| words.value(*start) == Some(*first))
            .filter(|start| {
                let stands = |(on, value): (usize, &u64)| words.value(start + on) == Some(*value);
                side.iter().enumerate().all(stands)
            })
            .collect()
    }
}

/// Returns a passage on one line, shortened.
pub(super) fn quoted(passage: &str) -> String {
    let mut quotation = String::new();
    for (index, word) in passage.split_whitespace().enumerate() {
        if index > 0 {
            quotation.push(' ');
        }
        quotation.push_str(word);
        if quotation.chars().count() > QUOTED {
            let short: String = quotation.chars().take(QUOTED - 1).collect();
            return format!("{}…", short.trim_end());
        }
    }
    quotation
}

/// A word that is longer says nothing to a person, and ends what is kept.
const LONGEST: usize = 60;

fn first_near(words: &Words<'_>, start: usize) -> usize {
    let is_short = |place: &usize| words.text_of(*place).len() <= LONGEST;
    let near = (start.saturating_sub(AROUND)..start).rev();
    near.take_while(is_short).last().unwrap_or(start)
}

fn last_near(words: &Words<'_>, end: usize) -> usize {
    let is_short = |place: &usize| words.text_of(*place).len() <= LONGEST;
    let near = end..(end + AROUND).min(words.len());
    near.take_while(is_short)
        .last()
        .map_or(end, |place| place + 1)
}

/// Returns some words on one line.
fn together(words: &Words<'_>, start: usize, end: usize) -> String {
    let mut all = String::new();
    for place in start..end {
        let word = words.text_of(place);
        let joins =
            word.chars().all(is_spaceless) && all.chars().next_back().is_some_and(is_spaceless);
        if !all.is_empty() && !joins {
            all.push(' ');
        }
        all.push_str(word);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MEMO: &str = "# Depots\n\nLate trucks cost us £2 million last year. Many customers switched. They told us so in May.\n\n## Goals\n\nForty depots by June. We do not know the rest yet. Ana finds out by May.\n\n## Risks\n\nThe lease may end. We do not know the rest yet. Ben asks the owner on Monday.\n";
    const CLAIM: &str = "Many customers switched.";

    fn anchor(text: &str, passage: &str) -> Anchor {
        anchor_at(text, text.find(passage).expect("it stands there"), passage)
    }

    fn anchor_at(text: &str, at: usize, passage: &str) -> Anchor {
        Anchor::new(&Words::of(text), Span::new(at, at + passage.len())).expect("it has words")
    }

    /// Resolves the claim of the memo in a text; shows how, and the words there.
    fn resolved(anchor: &Anchor, text: &str) -> (&'static str, String) {
        match anchor.resolve(&Words::of(text)) {
            Resolved::Found(span) => ("found", span.of(text).to_owned()),
            Resolved::Changed(span) => ("changed", span.of(text).to_owned()),
            Resolved::Lost => ("lost", String::new()),
        }
    }

    #[track_caller]
    fn check(edit: impl Fn(&str) -> String, expected: &str, words: &str) {
        let found = resolved(&anchor(MEMO, CLAIM), &edit(MEMO));
        assert_eq!((found.0, found.1.as_str()), (expected, words));
    }

    #[test]
    fn what_is_kept_can_be_read() {
        let anchor = anchor(MEMO, CLAIM);
        assert_eq!(anchor.quotation, "Many customers switched");
        assert_eq!(anchor.before, "us £ 2 million last year");
        assert_eq!(anchor.after, "They told us so in May");
    }

    #[test]
    fn edits_around_it_leave_it() {
        check(|text| text.to_owned(), "found", "Many customers switched");
        check(
            |text| text.replace('\n', "\r\n"),
            "found",
            "Many customers switched",
        );
        check(
            |text| text.replace("customers switched", "**customers**\nswitched"),
            "found",
            "Many **customers**\nswitched",
        );
        check(
            |text| format!("Before.\n\n{text}"),
            "found",
            "Many customers switched",
        );
        check(
            |text| text.replace("Late trucks cost us £2 million last year. ", ""),
            "found",
            "Many customers switched",
        );
        check(
            |text| {
                text.replace("last year", "in 2025")
                    .replace("They told", "People told")
            },
            "found",
            "Many customers switched",
        );
    }

    #[test]
    fn a_change_in_substance_is_one() {
        for (new, words) in [
            (
                "27 of 31 customers switched.",
                "27 of 31 customers switched",
            ),
            (
                "Many customers never switched.",
                "Many customers never switched",
            ),
            ("Many switched.", "Many switched"),
            ("Many shops switched.", "Many shops switched"),
        ] {
            check(|text| text.replace(CLAIM, new), "changed", words);
        }
        check(
            |text| {
                text.replace(CLAIM, "27 customers switched.")
                    .replace("told us so", "said it")
            },
            "changed",
            "27 customers switched",
        );
    }

    #[test]
    fn what_is_deleted_is_lost() {
        check(
            |text| text.replace("Many customers switched. ", ""),
            "lost",
            "",
        );
        check(|_| String::new(), "lost", "");
        check(|_| "Something else.".to_owned(), "lost", "");
    }

    #[test]
    fn a_copy_elsewhere_does_not_steal_it() {
        let copied = format!("{MEMO}\nAgain: {CLAIM} That is all.\n");
        let found = anchor(MEMO, CLAIM).resolve(&Words::of(&copied));
        let at = copied.find(CLAIM).expect("there");
        assert_eq!(found, Resolved::Found(Span::new(at, at + CLAIM.len() - 1)));
        check(
            |text| {
                let text = text.replace(CLAIM, "27 of 31 customers switched.");
                format!("{text}\nAgain: {CLAIM} That is all.\n")
            },
            "changed",
            "27 of 31 customers switched",
        );
    }

    #[test]
    fn what_was_moved_is_found() {
        check(
            |text| {
                format!(
                    "{}\nLast. {CLAIM}\n",
                    text.replace("Many customers switched. ", "")
                )
            },
            "found",
            "Many customers switched",
        );
    }

    #[test]
    fn words_around_tell_which_of_two_is_meant() {
        let twin = "We do not know the rest yet.";
        let second = MEMO.rfind(twin).expect("there");
        let anchor = anchor_at(MEMO, second, twin);
        assert_eq!(
            anchor.resolve(&Words::of(MEMO)),
            Resolved::Found(Span::new(second, second + twin.len() - 1))
        );
        let changed = format!(
            "{}We know.{}",
            &MEMO[..second],
            &MEMO[second + twin.len()..]
        );
        assert_eq!(
            resolved(&anchor, &changed),
            ("changed", "We know".to_owned())
        );
    }

    #[test]
    fn where_it_stood_tells_twins_apart() {
        let text = "A b c. Same here. D e f.\n\nA b c. Same here. D e f.\n";
        let words = Words::of(text);
        let second = text.rfind("Same here").expect("there");
        let passage = Span::new(second, second + 9);
        let anchor = Anchor::new(&words, passage)
            .expect("words")
            .standing(&words, passage);
        assert_eq!(anchor.resolve(&words), Resolved::Found(passage));
        let later = format!("{text}\nMore.\n");
        assert_eq!(anchor.resolve(&Words::of(&later)), Resolved::Found(passage));
    }

    #[test]
    fn a_passage_without_words_has_no_anchor() {
        assert_eq!(Anchor::new(&Words::of("a — b"), Span::new(1, 6)), None);
        assert_eq!(Anchor::new(&Words::of(""), Span::new(0, 0)), None);
    }

    #[test]
    fn hostile_words_stay_bounded() {
        let long = "x".repeat(1 << 20);
        let text = format!("{long} Many wait. {long}");
        let anchor = anchor(&text, "Many wait.");
        assert_eq!((anchor.before.as_str(), anchor.after.as_str()), ("", ""));
        assert_eq!(resolved(&anchor, &text).0, "found");
        let same = "a ".repeat(100_000);
        let words = Words::of(&same);
        let anchor = Anchor::new(&words, Span::new(50_000, 50_020)).expect("words");
        assert!(matches!(anchor.resolve(&words), Resolved::Found(_)));
    }

    fn word() -> impl Strategy<Value = String> {
        "[a-f]{1,3}"
    }

    fn sentence() -> impl Strategy<Value = String> {
        proptest::collection::vec(word(), 3..9).prop_map(|words| format!("{}.", words.join(" ")))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        /// Whatever is written elsewhere, the passage is found, and at its own place: the same words
        /// elsewhere are not taken for it while its neighbours stand.
        #[test]
        fn edits_elsewhere_keep_it(
            mut sentences in proptest::collection::vec(sentence(), 5..12),
            at in 2..20_usize,
            others in proptest::collection::vec((0..20_usize, sentence()), 0..4),
            copies in proptest::collection::vec(0..20_usize, 0..3),
        ) {
            let at = 2 + (at % (sentences.len() - 4));
            let text = sentences.join(" ");
            let start: usize = sentences[..at].iter().map(|one| one.len() + 1).sum();
            let anchor = anchor_at(&text, start, &sentences[at]);
            let mine = sentences[at].clone();
            // All words that are kept of its surroundings, and no more, stay as they are.
            let near = |place: usize| place + 2 >= at && place <= at + 2;
            for (place, new) in others {
                let place = place % sentences.len();
                if !near(place) {
                    sentences[place] = new;
                }
            }
            for place in copies {
                let place = place % sentences.len();
                if !near(place) {
                    sentences[place] = mine.clone();
                }
            }
            let edited = sentences.join(" ");
            let start: usize = sentences[..at].iter().map(|one| one.len() + 1).sum();
            let found = anchor.resolve(&Words::of(&edited));
            let Resolved::Found(span) = found else {
                return Err(TestCaseError::fail(format!("{found:?} in {edited}")));
            };
            // A copy whose neighbours happen to be the same is the same passage to any reader.
            let twin = anchor_at(&edited, span.start, &mine);
            let is_mine = span == Span::new(start, start + mine.len() - 1);
            prop_assert!(is_mine || (twin.before == anchor.before && twin.after == anchor.after));
        }

        /// One word changed, put in or taken out of the passage is never taken for the passage.
        #[test]
        fn a_changed_word_is_never_found(
            sentences in proptest::collection::vec(sentence(), 5..9),
            at in 1..20_usize,
            word in 0..20_usize,
            new in prop_oneof![Just(String::new()), Just("not z".to_owned()), Just("7".to_owned()), Just("Zoe".to_owned())],
        ) {
            let at = 1 + (at % (sentences.len() - 2));
            let text = sentences.join(" ");
            let start: usize = sentences[..at].iter().map(|one| one.len() + 1).sum();
            let anchor = anchor_at(&text, start, &sentences[at]);
            let mut changed = sentences.clone();
            let mut words: Vec<&str> = changed[at].trim_end_matches('.').split(' ').collect();
            let place = word % words.len();
            words[place] = &new;
            changed[at] = format!("{}.", words.join(" "));
            let changed = changed.join(" ");
            // Unless the very words stand there all the same, as "a a" without an "a" beside an "a".
            let found = anchor.resolve(&Words::of(&changed));
            let stands = !Words::of(&changed).find(anchor.substance).is_empty();
            prop_assert!(stands || !matches!(found, Resolved::Found(_)), "{found:?}");
        }
    }
}
