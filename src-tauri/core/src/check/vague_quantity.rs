//! vague-quantity: "many customers wait" where a reader asks how many.
//! Silent where a number stands near, in superlatives, "some … others", forecasts, names, examples.

use super::open::{Open, Sentence, has_number};
use super::{Finding, Fix, Rule, RuleKind};
use crate::model::{Severity, Span};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "vague-quantity",
    kind: RuleKind::Claim,
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    if !open.is_english() {
        return Vec::new();
    }
    let is_other_kind = open.reading.structure.kind.is_empty();
    open.sentences()
        .filter(|sentence| !matches!(sentence.role, Some("tenets" | "headline")))
        .filter_map(|sentence| {
            vague(&sentence, is_other_kind).map(|vague| finding(open.text(), &vague))
        })
        .collect()
}

/// A quantity that is not one: its words, and what they count.
#[derive(Debug)]
struct Vague {
    words: Span,
    counted: Counted,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Counted {
    Things,
    Stuff,
    Time,
    Times,
}

/// A word of a sentence and where it stands in it.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
}

impl Word<'_> {
    fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Longest sentence that is read for quantities, in bytes; nobody wrote a longer one.
const LONGEST: usize = 2_000;

/// Finds the first vague quantity that a reader would stop at.
fn vague(sentence: &Sentence<'_>, is_other_kind: bool) -> Option<Vague> {
    let masked = sentence.masked();
    if masked.len() > LONGEST
        || !MAY_BE_VAGUE.is_match(masked)
        || FORECAST.is_match(masked)
        || asks(masked)
    {
        return None;
    }
    // An answer explains, and so does a document of another kind: there a reader asks for numbers
    // only about people, evidence and time.
    let explains = is_other_kind || sentence.role.is_some_and(|role| role.ends_with("faq"));
    let words = words(masked);
    (0..words.len()).find_map(|index| {
        let (count, magnitude) = quantity(&words[index..])?;
        let counted = counted(masked, &words, index, count, explains && !magnitude)?;
        let first = words[index];
        let last = words[index + count - 1];
        let place = sentence.place(first.start, last.end());
        let silent = sentence.is_shielded(place)
            || is_exempt(masked, &words, index, count)
            || (!magnitude && gives_examples(&masked[last.end()..].to_lowercase()))
            || shared_out(sentence, last)
            || number_answers(sentence, magnitude);
        (!silent).then_some(Vague {
            words: place,
            counted,
        })
    })
}

static MAY_BE_VAGUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(many|most|some|several|numerous|countless|few|various|lots?|plenty|number|handful|dozens|hundreds|thousands|millions|billions|nearly all|almost all|majority)\b").expect("a fixed pattern")
});

/// Risks and plans cannot have been counted yet.
static FORECAST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(will|would|could|may|might|should|shall|if|unless|whether|risk|risks|expect|expects|expected|forecast|forecasts|likely|unlikely|assume|assumes|suppose|imagine|hope|hopes|let's|consider|please)\b|'ll\b").expect("a fixed pattern")
});

static DURATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(\d+|two|three|four|five|six|seven|eight|nine|ten)[\s-](minute|hour|day|week|month|quarter|year)s?\b").expect("a fixed pattern")
});

fn words(masked: &str) -> Vec<Word<'_>> {
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

/// Returns how many words the quantity has, and whether it is a magnitude such as "thousands of".
fn quantity(words: &[Word<'_>]) -> Option<(usize, bool)> {
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

/// Tells what the quantity counts, or `None` when it counts nothing that could be counted.
fn counted(
    masked: &str,
    words: &[Word<'_>],
    index: usize,
    count: usize,
    explains: bool,
) -> Option<Counted> {
    let quantity = words[index + count - 1];
    let is_single = |list: &[&str]| count == 1 && quantity.is_one_of(list);
    let after = &words[index + count..];
    let next = after.first()?;
    if between(masked, quantity.end(), next.start).contains([',', ';', ':', '(', '—', '–', '.'])
    {
        return None;
    }
    // "Many have left": the quantity itself is who.
    const ACTS: [&str; 16] = [
        "have", "are", "were", "had", "do", "did", "said", "say", "want", "use", "still", "never",
        "also", "who", "leave", "wait",
    ];
    if is_single(&["many", "most", "several", "few"]) && next.is_one_of(&ACTS) {
        return Some(Counted::Things);
    }
    if next.is("of") && count == 1 {
        let determined = after.get(1).is_some_and(|word| {
            word.is_one_of(&[
                "the", "our", "their", "these", "those", "them", "us", "your", "its",
            ])
        });
        return determined
            .then_some(Counted::Things)
            .filter(|_| names_plural(masked, &after[1..], 4).is_some());
    }
    if words[index].is("a") && words[index + 1].is("lot")
        || words[index].is("lots")
        || words[index].is("plenty")
    {
        const STUFF: [&str; 8] = [
            "time",
            "money",
            "work",
            "effort",
            "data",
            "energy",
            "attention",
            "paper",
        ];
        if next.is_one_of(&STUFF) {
            return Some(Counted::Stuff);
        }
    }
    if is_single(&["most"]) && next.is_one_of(&GRADABLE) {
        return None;
    }
    let noun = names_plural(masked, after, 3)?;
    if (explains || is_single(&["some", "various"])) && !is_claimed(noun) {
        return None;
    }
    Some(kind_of(noun))
}

/// "Most often" and "most popular plans" compare; they do not count.
const GRADABLE: [&str; 22] = [
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

/// Returns the plural noun that these words lead to, passing over adjectives.
fn names_plural<'a>(masked: &str, words: &[Word<'a>], most: usize) -> Option<&'a str> {
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

fn is_plural(word: &str) -> bool {
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

/// People, organisations, evidence and time: where "some" hides a number.
fn is_claimed(noun: &str) -> bool {
    const CLAIMED: [&str; 50] = [
        "customers",
        "users",
        "people",
        "teams",
        "companies",
        "businesses",
        "partners",
        "developers",
        "employees",
        "clients",
        "patients",
        "managers",
        "engineers",
        "studies",
        "surveys",
        "reports",
        "minutes",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "organisations",
        "organizations",
        "schools",
        "hospitals",
        "practices",
        "shops",
        "stores",
        "members",
        "readers",
        "buyers",
        "sellers",
        "students",
        "teachers",
        "nurses",
        "owners",
        "drivers",
        "directors",
        "competitors",
        "countries",
        "regions",
        "pilots",
        "households",
        "complaints",
        "suppliers",
        "times",
        "professionals",
        "visitors",
        "doctors",
    ];
    CLAIMED
        .iter()
        .any(|claimed| noun.eq_ignore_ascii_case(claimed))
}

fn kind_of(noun: &str) -> Counted {
    match noun.to_lowercase().as_str() {
        "seconds" | "minutes" | "hours" | "days" | "weeks" | "months" | "quarters" | "years" => {
            Counted::Time
        }
        "times" => Counted::Times,
        _ => Counted::Things,
    }
}

fn is_exempt(masked: &str, words: &[Word<'_>], index: usize, count: usize) -> bool {
    let first = words[index];
    let previous = index.checked_sub(1).map(|place| words[place]);
    let previous_is = |list: &[&str]| previous.is_some_and(|word| word.is_one_of(list));
    let last = words[index + count - 1];
    let next = words.get(index + count);
    // A capital inside a sentence belongs to a name: "the Most Innovative prize".
    if index > 0 && first.text.starts_with(char::is_uppercase) {
        return true;
    }
    if previous_is(&[
        "how",
        "as",
        "too",
        "so",
        "one",
        "last",
        "past",
        "next",
        "first",
        "coming",
        "these",
        "those",
        "at",
        "no",
        "arbitrarily",
    ]) {
        return true;
    }
    if first.is("few") && previous_is(&["the"]) {
        return true;
    }
    const BEFORE_SUPERLATIVE: [&str; 19] = [
        "the", "their", "our", "its", "his", "her", "your", "my", "is", "are", "was", "were", "a",
        "an", "be", "what", "matter", "matters", "of",
    ];
    if first.is("most")
        && previous_is(&BEFORE_SUPERLATIVE)
        && !next.is_some_and(|word| word.is("of"))
    {
        return true;
    }
    const IDIOMS: [&str; 10] = [
        "ways", "respects", "thanks", "others", "other", "such", "kinds", "sorts", "things",
        "reasons",
    ];
    if next.is_some_and(|word| {
        word.is_one_of(&IDIOMS) || word.text.ends_with("ly") && first.is("most")
    }) {
        return true;
    }
    let rest = masked[last.end()..].to_lowercase();
    let shares = last.is("some")
        && (rest.contains(" others") || rest.contains(" some ") || rest.contains("other "));
    let earlier = masked[..first.start].to_lowercase();
    shares || (last.is("some") && earlier.contains("some "))
}

/// "several formats, such as …": what is counted follows.
fn gives_examples(rest: &str) -> bool {
    rest.trim_end().ends_with(':')
        || [
            " such as",
            " including",
            " include",
            " includes",
            "for example",
            "e.g.",
            "for instance",
            " namely",
            ": ",
        ]
        .iter()
        .any(|mark| rest.contains(mark))
}

/// "Some schools buy in spring. Others buy in autumn."
fn shared_out(sentence: &Sentence<'_>, last: Word<'_>) -> bool {
    let next = sentence.next_masked().to_lowercase();
    last.is("some") && (next.starts_with("others") || next.starts_with("some "))
}

/// A question claims nothing.
fn asks(masked: &str) -> bool {
    masked.trim_end_matches(['”', '"', ')', ' ']).ends_with('?')
}

fn number_answers(sentence: &Sentence<'_>, magnitude: bool) -> bool {
    if magnitude {
        // "Thousands of developers in a three-week contest": the weeks do not count them.
        let here = DURATION.replace_all(sentence.masked(), " ");
        return has_number(&here) || has_number(sentence.next_masked());
    }
    sentence.has_number_near()
}

fn between(masked: &str, start: usize, end: usize) -> &str {
    masked.get(start..end).unwrap_or_default()
}

fn finding(text: &str, vague: &Vague) -> Finding {
    let said = vague.words.of(text);
    let (message, bracket) = match vague.counted {
        Counted::Things => ("How many?", "[how many?]"),
        Counted::Stuff => ("How much?", "[how much?]"),
        Counted::Time => ("How long?", "[how many?]"),
        Counted::Times => ("How often?", "[how many?]"),
    };
    Finding {
        rule: RULE.id,
        severity: Severity::Advice,
        span: vague.words,
        message: message.to_owned(),
        why: format!("“{said}” can be three or three thousand; a reader fills in a number, and not the writer's."),
        help: "Put the number and where it comes from. If you do not know it yet, a bracket says so honestly.".to_owned(),
        fix: Some(Fix {
            label: format!("Put {bracket}"),
            splices: vec![(vague.words, bracket.to_owned())],
        }),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{NARRATIVE, RELEASE, check_fix, findings};

    #[test]
    fn the_fix_leaves_an_honest_bracket_and_every_other_byte() {
        check_fix(
            "vague-quantity",
            RELEASE,
            "## Problem\r\n\r\n**Many** customers wait.\r\n",
            "Put [how many?]",
            "## Problem\r\n\r\n**[how many?]** customers wait.\r\n",
        );
        check_fix(
            "vague-quantity",
            NARRATIVE,
            "## Goals\n\nThey lose a lot of time.",
            "Put [how much?]",
            "## Goals\n\nThey lose [how much?] time.",
        );
    }

    #[test]
    fn one_remark_a_sentence_is_enough() {
        let text = "## Goals\n\nMany customers and several partners wait.";
        assert_eq!(findings("vague-quantity", NARRATIVE, text).len(), 1);
    }
}
