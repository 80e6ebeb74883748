//! The words by which English counts without a number, and the nouns that they count.

/// A word of a sentence and where it stands in it.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub start: usize,
}

impl Word<'_> {
    pub(super) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Counted {
    Things,
    Stuff,
    Time,
    Times,
}

pub(super) fn words(masked: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (place, c) in masked.char_indices() {
        let inside = c.is_alphanumeric() || (start.is_some() && matches!(c, '\'' | '’' | '-'));
        match (inside, start) {
            (true, None) => start = Some(place),
            (false, Some(begun)) => {
                words.push(Word {
                    text: &masked[begun..place],
                    start: begun,
                });
                start = None;
            }
            _ => {}
        }
    }
    if let Some(begun) = start {
        words.push(Word {
            text: &masked[begun..],
            start: begun,
        });
    }
    words
}

pub(super) fn is_plural(word: &str) -> bool {
    const IRREGULAR: [&str; 8] = [
        "people",
        "men",
        "women",
        "children",
        "customers",
        "criteria",
        "media",
        "staff",
    ];
    let lower = word.to_lowercase();
    if IRREGULAR.contains(&lower.as_str()) {
        return true;
    }
    const SINGULAR_ENDS: [&str; 6] = ["ss", "us", "is", "ous", "less", "ics"];
    let always = [
        "always",
        "sometimes",
        "perhaps",
        "its",
        "his",
        "yes",
        "this",
        "thus",
        "other's",
        "across",
        "news",
    ];
    lower.len() > 3
        && lower.ends_with('s')
        && !lower.ends_with("'s")
        && !lower.ends_with("’s")
        && !SINGULAR_ENDS.iter().any(|end| lower.ends_with(end))
        && !always.contains(&lower.as_str())
}

pub(super) fn kind_of(noun: &str) -> Counted {
    match noun.to_lowercase().as_str() {
        "seconds" | "minutes" | "hours" | "days" | "weeks" | "months" | "quarters" | "years" => {
            Counted::Time
        }
        "times" => Counted::Times,
        _ => Counted::Things,
    }
}

/// Returns the plural noun that these words lead to, passing over adjectives.
pub(super) fn names_plural<'a>(masked: &str, words: &[Word<'a>], most: usize) -> Option<&'a str> {
    const STOPS: [&str; 30] = [
        "a", "an", "and", "or", "but", "that", "which", "who", "is", "are", "was", "were", "has",
        "have", "to", "in", "on", "for", "with", "by", "from", "as", "than", "at", "it", "this",
        "because", "when", "while", "other",
    ];
    for (place, word) in words.iter().take(most).enumerate() {
        if place > 0
            && between(masked, words[place - 1].end(), word.start)
                .contains([',', ';', ':', '(', '.', '—', '–'])
        {
            return None;
        }
        if word.is_one_of(&STOPS) {
            return None;
        }
        if is_plural(word.text) {
            return Some(word.text);
        }
    }
    None
}

pub(super) fn between(masked: &str, start: usize, end: usize) -> &str {
    masked.get(start..end).unwrap_or_default()
}

/// "Most often" and "most popular plans" compare; they do not count.
pub(super) const GRADABLE: [&str; 22] = [
    "important",
    "common",
    "popular",
    "often",
    "likely",
    "recent",
    "useful",
    "effective",
    "successful",
    "valuable",
    "expensive",
    "difficult",
    "urgent",
    "critical",
    "advanced",
    "interesting",
    "famous",
    "frequent",
    "severe",
    "painful",
    "profitable",
    "loyal",
];

/// Returns how many words the quantity has, and whether it is a magnitude such as "thousands of".
pub(super) fn quantity(words: &[Word<'_>]) -> Option<(usize, bool)> {
    let is = |place: usize, word: &str| words.get(place).is_some_and(|other| other.is(word));
    let one_of =
        |place: usize, list: &[&str]| words.get(place).is_some_and(|other| other.is_one_of(list));
    const MAGNITUDES: [&str; 5] = ["dozens", "hundreds", "thousands", "millions", "billions"];
    if one_of(0, &MAGNITUDES) && is(1, "of") {
        return Some((2, true));
    }
    if one_of(0, &["tens", "10s", "100s", "1000s"]) && is(1, "of") {
        let more = usize::from(one_of(2, &MAGNITUDES) && is(3, "of")) * 2;
        return Some((2 + more, true));
    }
    if one_of(0, &["nearly", "almost"]) && is(1, "all") && !is(2, "of") {
        return Some((2, false));
    }
    if (is(0, "lots") || is(0, "plenty")) && is(1, "of") {
        return Some((2, false));
    }
    if is(0, "a")
        && one_of(1, &["lot", "handful", "number", "majority", "multitude"])
        && is(2, "of")
    {
        return Some((3, false));
    }
    const SIZES: [&str; 8] = [
        "large",
        "small",
        "growing",
        "significant",
        "great",
        "vast",
        "huge",
        "considerable",
    ];
    if one_of(0, &["a", "the"])
        && one_of(1, &SIZES)
        && one_of(2, &["number", "majority"])
        && is(3, "of")
    {
        return Some((4, false));
    }
    if is(0, "the") && is(1, "majority") && is(2, "of") {
        return Some((3, false));
    }
    if is(0, "a") && is(1, "few") {
        return Some((2, false));
    }
    let single = one_of(
        0,
        &[
            "many",
            "most",
            "some",
            "several",
            "numerous",
            "countless",
            "few",
            "various",
        ],
    );
    single.then_some((1, false))
}
