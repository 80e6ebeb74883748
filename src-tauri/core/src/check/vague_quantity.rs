//! vague-quantity: "many customers wait" where a reader asks how many.
//! Silent where a number stands near, in superlatives, "some … others", forecasts, names, examples.

use super::claims::ascii_bounded;
use super::open::{Open, Sentence, has_number};
use super::quantity_words::{
    Counted, GRADABLE, Word, between, kind_of, names_plural, quantity, words,
};
use super::{Explanation, Finding, Off, Rule, RuleKind, WordList};
use crate::model::{Severity, Span};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "vague-quantity",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 6,
    off: Off::NOWHERE.in_parts(&["tenets", "headline"]),
    explanation: Explanation {
        why: "A quantity without a number can be three or three thousand; a reader fills in a number, and not the writer’s.",
        help: "Put the number and where it comes from. If you do not know it yet, a bracket says so honestly.",
        flagged: "Many customers switched.",
        unflagged: "Of 31 customers, 27 switched.",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let counted_nouns = open.words("counted-noun");
    let is_other_kind = open.reading.structure.kind.is_empty();
    open.claims()
        .filter_map(|sentence| {
            vague(&sentence, is_other_kind, counted_nouns).map(|vague| finding(open.text(), &vague))
        })
        .collect()
}

/// A quantity that is not one: its words, and what they count.
#[derive(Debug)]
struct Vague {
    words: Span,
    counted: Counted,
}

/// Finds the first vague quantity that a reader would stop at.
fn vague(sentence: &Sentence<'_>, is_other_kind: bool, counted_nouns: &WordList) -> Option<Vague> {
    let masked = sentence.masked();
    if !MAY_BE_VAGUE.is_match(masked) || FORECAST.is_match(masked) {
        return None;
    }
    // An answer explains, and so does a document of another kind: there a reader asks for numbers
    // only about people, evidence and time.
    let explains = is_other_kind || sentence.role.is_some_and(|role| role.ends_with("faq"));
    let words = words(masked);
    (0..words.len()).find_map(|index| {
        let (count, magnitude) = quantity(&words[index..])?;
        let explains = explains && !magnitude;
        let counted = counted(masked, &words[index..], count, explains, counted_nouns)?;
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
    ascii_bounded(
        r"(?i)\b(many|most|some|several|numerous|countless|few|various|lots?|plenty|number|handful|dozens|hundreds|thousands|millions|billions|nearly all|almost all|majority)\b",
    )
});

/// Risks and plans cannot have been counted yet.
static FORECAST: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?i)\b(will|would|could|may|might|should|shall|if|unless|whether|risk|risks|expect|expects|expected|forecast|forecasts|likely|unlikely|assume|assumes|suppose|imagine|hope|hopes|let's|consider|please)\b|'ll\b",
    )
});

static DURATION: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?i)\b(\d+|two|three|four|five|six|seven|eight|nine|ten)[\s-](minute|hour|day|week|month|quarter|year)s?\b",
    )
});

/// Tells what the quantity in the first `count` words counts, or `None` when it counts nothing that could be counted.
fn counted(
    masked: &str,
    words: &[Word<'_>],
    count: usize,
    explains: bool,
    counted_nouns: &WordList,
) -> Option<Counted> {
    let quantity = words[count - 1];
    let is_single = |list: &[&str]| count == 1 && quantity.is_one_of(list);
    let after = &words[count..];
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
    if words[0].is("a") && words[1].is("lot") || words[0].is("lots") || words[0].is("plenty") {
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
    if (explains || is_single(&["some", "various"])) && !counted_nouns.contains(noun) {
        return None;
    }
    Some(kind_of(noun))
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

fn number_answers(sentence: &Sentence<'_>, magnitude: bool) -> bool {
    if magnitude {
        // "Thousands of developers in a three-week contest": the weeks do not count them.
        let here = DURATION.replace_all(sentence.masked(), " ");
        return has_number(&here) || has_number(sentence.next_masked());
    }
    sentence.has_number_near()
}

fn finding(text: &str, vague: &Vague) -> Finding {
    let said = vague.words.of(text);
    let (message, bracket) = match vague.counted {
        Counted::Things => ("How many?", "[how many?]"),
        Counted::Stuff => ("How much?", "[how much?]"),
        Counted::Time => ("How long?", "[how many?]"),
        Counted::Times => ("How often?", "[how many?]"),
    };
    RULE.finding(vague.words, message)
        .because(format!("“{said}” can be three or three thousand; a reader fills in a number, and not the writer's."))
        .mended_by(
            format!("Put {bracket}"),
            vec![(vague.words, bracket.to_owned())],
        )
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
