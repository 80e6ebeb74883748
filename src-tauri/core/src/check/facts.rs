//! What a document says in numbers of what: subject, unit, value, and when or for whom.
//! Pure. Two facts contradict each other only if all but the value agree.

use super::claims::pattern;
use super::numbers::{Amount, Unit, lead};
use regex::Regex;
use std::sync::LazyLock;

/// One number of one thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact {
    /// What it is a number of, as in "prize fund" or "pilot practices".
    pub subject: String,
    pub unit: Unit,
    pub value: f64,
    /// Where the number stands, in bytes of the sentence.
    pub place: std::ops::Range<usize>,
}

/// Words that no subject ends or begins with.
const SMALL: [&str; 74] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "with", "by", "and", "or", "is", "are",
    "was", "were", "be", "been", "has", "have", "had", "it", "its", "that", "this", "these",
    "those", "which", "who", "we", "our", "they", "their", "you", "your", "i", "he", "she", "as",
    "from", "than", "per", "each", "every", "all", "more", "less", "fewer", "other", "another",
    "total", "first", "second", "third", "last", "next", "new", "only", "just", "about", "over",
    "under", "up", "not", "no", "so", "if", "when", "will", "would", "can", "single", "whole",
];

/// Heads that never make two numbers contradict each other.
const COMMON: [&str; 46] = [
    "month",
    "months",
    "year",
    "years",
    "week",
    "weeks",
    "day",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "percent",
    "times",
    "time",
    "increase",
    "reduction",
    "rise",
    "fall",
    "drop",
    "cut",
    "growth",
    "points",
    "people",
    "customers",
    "users",
    "teams",
    "ones",
    "things",
    "ways",
    "work",
    "more",
    "fewer",
    "less",
    "higher",
    "lower",
    "steps",
    "options",
    "questions",
    "reasons",
    "cases",
    "one",
    "two",
    "three",
    "half",
    "decline",
];

/// A sentence that sets two values against each other, or speaks of more than one such thing.
static COMPARES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:from|before|after|until|was|were|had|planned|plan|plans|target|goal|instead|rather|would|could|if|unless|each|either|rose|fell|grew|cut|raised|lowered|previous|previously|originally|earlier|last|next|another|second|first|later|versus|against|than|old|new|at\x20least|up\x20to|at\x20most|more|fewer|less|every|other|scenario|worst\x20case|best\x20case|bad\x20case|depending|between|or|alternative|rejected|tried|test|simulation)\b",
    )
});

static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:19|20)[0-9][0-9]|q[1-4]|january|february|march|april|may|june|july|august|september|october|november|december)\b",
    )
});

/// Returns the facts of a sentence in lower case that could be contradicted elsewhere.
pub(super) fn facts(lower: &str, said: &[Amount]) -> Vec<Fact> {
    if said.is_empty() || said.len() > 12 {
        return Vec::new();
    }
    let mut facts = Vec::new();
    for amount in said {
        if amount.high.is_some() || matches!(amount.unit, Unit::Times) {
            continue;
        }
        facts.extend(population(lower, amount));
        if !COMPARES.is_match(lower) {
            facts.extend(before(lower, amount));
            facts.extend(after(lower, amount));
        }
    }
    facts
}

/// Returns the periods that a sentence names; facts of different ones do not contradict.
pub(super) fn periods(lower: &str) -> Vec<&str> {
    PERIOD
        .find_iter(lower)
        .map(|found| found.as_str())
        .collect()
}

fn content(word: &str) -> bool {
    word.len() > 2
        && !SMALL.contains(&word)
        && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

fn fact(subject: String, amount: &Amount) -> Fact {
    Fact {
        subject,
        unit: amount.unit,
        value: amount.value,
        place: amount.place.clone(),
    }
}

/// "a 50K USD prize fund": two nouns right behind an amount of money or time.
fn after(lower: &str, amount: &Amount) -> Option<Fact> {
    let rest = lower[amount.place.end..].strip_prefix([' ', '-'])?;
    let phrase = rest
        .split([',', '.', ';', ':', '(', ')', '—', '–', '”', '"'])
        .next()?;
    let words: Vec<&str> = phrase.split(' ').collect();
    let count = words
        .iter()
        .take(3)
        .take_while(|word| content(word))
        .count();
    let is_measure = matches!(amount.unit, Unit::Money(_));
    let is_length = matches!(amount.unit, Unit::Time(_)) && {
        let said = &lower[amount.place.clone()];
        !said.ends_with('s')
    };
    if is_length {
        let head = words
            .first()
            .filter(|word| content(word) && !COMMON.contains(word))?;
        return Some(fact(format!("length of {}", singular(head)), amount));
    }
    (is_measure && count == 2 && !words[..2].iter().any(|word| COMMON.contains(word)))
        .then(|| fact(subject_of(&words[..2]), amount))
}

static OF_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([a-z-]+)\x20([a-z-]+)\x20(?:of|is|are|stands\x20at|comes\x20to|costs|amounts\x20to|:)\x20(?:about\x20|around\x20|nearly\x20|a\x20total\x20of\x20)?$",
    )
});
static HEAD_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:the|our|a)\x20(?:monthly\x20|total\x20)?(price|budget|fee|headcount|deposit|fund|prize|deadline|subscription)\x20(?:of|is|stands\x20at|comes\x20to)\x20(?:about\x20)?$",
    )
});

/// "a prize fund of 100K USD", "the price is £89".
fn before(lower: &str, amount: &Amount) -> Option<Fact> {
    let lead = lead(lower, amount.place.start, 71);
    if let Some(found) = HEAD_BEFORE.captures(lead) {
        return Some(fact(found[1].to_owned(), amount));
    }
    let found = OF_BEFORE.captures(lead)?;
    let words = [found.get(1)?.as_str(), found.get(2)?.as_str()];
    let fits = words
        .iter()
        .all(|word| content(word) && !COMMON.contains(word))
        && !matches!(amount.unit, Unit::Things | Unit::Time(_));
    fits.then(|| fact(subject_of(&words), amount))
}

fn subject_of(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| singular(word))
        .collect::<Vec<_>>()
        .join(" ")
}

fn singular(word: &str) -> &str {
    if word.ends_with("ss") || word.len() < 4 {
        return word;
    }
    word.strip_suffix('s').unwrap_or(word)
}

const STUDIES: &str = r"(pilot|survey|trial|beta|study|sample|contest|competition|interviews?)";

static STUDY_WITH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:^|\b(?P<which>[a-z]+)\x20){STUDIES}\x20(?:with|of|in|among|at|across|covered|ran\x20in|included|asked|has|had)\x20(?:(?:the|all|our)\x20)?$"
    ))
});
static IN_STUDY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^\x20(?:[a-z-]+\x20)?([a-z-]+s|people)\x20(?:in|of|of\x20the|took\x20part\x20in|joined|that\x20joined|from)\x20(?:the|our)\x20{STUDIES}\b"
    ))
});
static STUDY_NOUN: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^\x20{STUDIES}\x20([a-z-]+s)\b")));
static PART_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\bof|first|other|another|next|last|more|than|least|most|over|nearly|about|additional|remaining|and|or|for|every)\x20$",
    )
});
static NOUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\x20([a-z-]+\x20)?([a-z-]+s|people)\b"));

/// "a pilot with 12 practices", "the 12 practices in the pilot", "the 12 pilot practices".
fn population(lower: &str, amount: &Amount) -> Option<Fact> {
    if amount.unit != Unit::Things || amount.value < 2.0 {
        return None;
    }
    let (lead, rest) = (&lower[..amount.place.start], &lower[amount.place.end..]);
    let named = |study: &str, noun: &str| {
        let is_thing = !COMMON[..12].contains(&noun) && content(noun);
        is_thing.then(|| fact(format!("{} {}", singular(study), singular(noun)), amount))
    };
    if let Some(found) = STUDY_WITH.captures(lead) {
        const ANOTHER: [&str; 8] = [
            "first", "second", "third", "another", "new", "later", "earlier", "other",
        ];
        let which = found.name("which").map_or("", |which| which.as_str());
        let noun = NOUN.captures(rest)?;
        return (!ANOTHER.contains(&which))
            .then(|| named(&found[2], &noun[2]))
            .flatten();
    }
    if PART_OF.is_match(lead) {
        return None;
    }
    if let Some(found) = STUDY_NOUN.captures(rest) {
        return named(&found[1], &found[2]);
    }
    let found = IN_STUDY.captures(rest)?;
    named(&found[2], &found[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::numbers::amounts;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, f64)]) {
        let found: Vec<(String, f64)> = facts(text, &amounts(text))
            .into_iter()
            .map(|fact| (fact.subject, fact.value))
            .collect();
        let found: Vec<(&str, f64)> = found
            .iter()
            .map(|(subject, value)| (subject.as_str(), *value))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn one_fund_said_two_ways() {
        check(
            "a contest with a total 50k usd prize fund.",
            &[("prize fund", 50_000.0)],
        );
        check(
            "winners get a prize fund of 100k usd.",
            &[("prize fund", 100_000.0)],
        );
    }

    #[test]
    fn one_population_said_three_ways() {
        check(
            "in a pilot with 12 practices, fill found a patient.",
            &[("pilot practice", 12.0)],
        );
        check(
            "the 12 practices in the pilot took part.",
            &[("pilot practice", 12.0)],
        );
        check(
            "all 12 pilot practices signed.",
            &[("pilot practice", 12.0)],
        );
        check("nine of 12 practices in the pilot signed.", &[]);
    }

    #[test]
    fn comparisons_state_no_fact() {
        check(
            "the prize fund rose from 50k usd to a prize fund of 100k usd.",
            &[],
        );
        check("the price is £89 a month.", &[("price", 89.0)]);
        check("the price was £59 a month.", &[]);
    }
}
