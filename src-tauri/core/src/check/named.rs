//! Whether words name somebody, and whether they say when.

use super::claims::ascii_bounded;
use crate::model::prose::sentences;
use regex::Regex;
use std::sync::LazyLock;

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?ix)
        \b(?:19|20)\d\d\b
        | \b(?:january|february|march|april|june|july|august|september|october|november|december)\b
        | \b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b
        | \b(?:in|by|until|before|after|since|from|on|of|end\ of|early|mid|late)[\s-]+(?:may|q[1-4]|h[12]|spring|summer|autumn|fall|winter)\b
        | \b\d{1,2}\ may\b | \bmay\ \d{1,2}\b
        | \bq[1-4]\b
        | \b(?:today|tonight|tomorrow|yesterday|now|already|immediately|never|always|daily|weekly|monthly|quarterly)\b
        | \b(?:every|each|this|next|last|the\ same|one|a)\ (?:day|week|month|quarter|year|evening|morning|night|spring|summer|autumn|winter)\b
        | \b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a\ few)[\s-](?:minute|hour|day|night|week|month|quarter|year)s?\b
        | \b(?:launch\ day|the\ day\ of|on\ launch|at\ launch)\b
        ",
    )
});

/// Tells whether words give a day, a month, a span of time or a time as good as one.
pub(super) fn says_when(masked: &str) -> bool {
    TIME.is_match(masked)
}

/// Words that begin sentences and name nobody.
const STARTS: [&str; 52] = [
    "the",
    "a",
    "an",
    "we",
    "our",
    "it",
    "its",
    "this",
    "that",
    "these",
    "those",
    "they",
    "their",
    "he",
    "she",
    "you",
    "your",
    "i",
    "each",
    "every",
    "all",
    "both",
    "some",
    "several",
    "many",
    "most",
    "no",
    "nobody",
    "everyone",
    "everybody",
    "somebody",
    "someone",
    "there",
    "here",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "as",
    "if",
    "when",
    "ownership",
    "responsibility",
    "leadership",
    "management",
    "product",
    "engineering",
    "one",
    "yes",
];

const NOT_NAMES: [&str; 20] = [
    "i",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Tells whether words name a person, a team or a house: a capital that a sentence's beginning does
/// not explain, or a first word that is no everyday one and does something.
pub(super) fn names_somebody(masked: &str) -> bool {
    sentences(masked).into_iter().any(|span| {
        let words: Vec<&str> = span
            .of(masked)
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .collect();
        let later = words.iter().skip(1).any(|word| is_capital(word));
        let first = words.first().is_some_and(|word| {
            is_capital(word) && !STARTS.contains(&word.to_lowercase().as_str())
        });
        const DOES: [&str; 22] = [
            "owns", "does", "is", "leads", "runs", "decides", "has", "will", "and", "from",
            "finds", "reports", "checks", "answers", "signs", "asks", "tries", "looks", "brings",
            "settles", "knows", "tells",
        ];
        later || (first && words.get(1).is_none_or(|word| DOES.contains(word)))
    })
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && !NOT_NAMES.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for text in [
            "Mara Lindqvist does.",
            "Mara owns it.",
            "It is with Finance.",
            "Mara.",
        ] {
            assert!(names_somebody(text), "{text}");
        }
        for text in [
            "The team does.",
            "We all own it.",
            "Ownership is shared.",
            "It starts in March.",
        ] {
            assert!(!names_somebody(text), "{text}");
        }
    }

    #[test]
    fn times() {
        for text in [
            "by 30 June",
            "in May",
            "in three weeks",
            "never",
            "On Monday.",
            "2027",
        ] {
            assert!(says_when(text), "{text}");
        }
        for text in ["soon", "as soon as we can", "it may come", "later"] {
            assert!(!says_when(text), "{text}");
        }
    }
}
