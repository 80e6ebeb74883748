//! unexplained-name: a system or a program that is named and never introduced.
//! Looks for names that can be nothing else: a capital inside a word, or what something runs on.
use super::claims::pattern;
use super::open::{Open, Sentence};
use super::quantity_words::{Word, words};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::block::Kind;
use crate::model::{Severity, Span};
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "unexplained-name",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 3,
    off: Off::NOWHERE.in_parts(&[
        "headline",
        "subheading",
        "leader-quote",
        "customer-quote",
        "appendix",
    ]),
    explanation: Explanation {
        why: "Who works with it every day forgets that others do not. The reader who does not know the name cannot judge the sentence that hangs on it.",
        help: "Say at its first use what it is, in three or four words, or say what it does and leave the name out.",
        flagged: "Orders are written to ParcelHub every night.",
        unflagged: "Orders are written every night to ParcelHub, our list of all parcels.",
        template: "narrative-proposal",
        around: "## Introduction\n\n{}\n",
    },
    find,
};

/// More remarks of one kind than this teach nothing new.
const MOST: usize = 2;

/// What a program stands on, comes from or goes to; the name follows.
static STANDS_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:built\x20on|runs?\x20on|running\x20on|on\x20top\x20of|powered\x20by|migrat(?:e|es|ed|ing|ion)\x20(?:from|to|off)|integrat(?:e|es|ed|ing|ion)\x20with|plugged\x20into|deployed\x20(?:on|to)|hosted\x20on|exported\x20(?:from|to)|imported\x20(?:from|into)|syncs?\x20with|synced\x20with|written\x20(?:to|into))\x20([a-z0-9]+)",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    let known = open.words("name");
    let mut seen: HashSet<&str> = HashSet::new();
    let mut named: Vec<(&str, Span)> = Vec::new();
    for sentence in open.claims() {
        for name in names(&sentence) {
            let is_new = !known.contains(name.text) && seen.insert(name.text);
            let place = sentence.place(name.start, name.end());
            if is_new && !sentence.is_shielded(place) {
                named.push((name.text, place));
            }
        }
    }
    named.retain(|(name, _)| !is_introduced(open, name));
    let named = named.into_iter().take(MOST);
    named
        .map(|(name, place)| RULE.finding(place, format!("What is {name}?")))
        .collect()
}

/// Returns the names of systems in a sentence, in its order.
fn names<'a>(sentence: &Sentence<'a>) -> Vec<Word<'a>> {
    let masked = sentence.masked();
    let stands_on = STANDS_ON
        .captures(sentence.lower())
        .and_then(|found| found.get(1))
        .map(|name| name.start());
    if stands_on.is_none() && !has_inner_capital(masked) {
        return Vec::new();
    }
    let mut names = words(masked);
    names.retain(|word| {
        has_inner_capital(word.text) && !is_of_a_person(word.text)
            || stands_on == Some(word.start) && is_capital(word.text) && !is_day(word.text)
    });
    names.retain(|word| !is_in_an_address(masked, word) && !is_one_of_several(masked, word));
    for name in &mut names {
        let bare = name.text.strip_suffix("'s");
        name.text = bare.or(name.text.strip_suffix("’s")).unwrap_or(name.text);
    }
    names
}

/// "ParcelHub" and "iPlan", not "PARCEL" or "Parcel-Hub".
fn has_inner_capital(text: &str) -> bool {
    let pairs = text.as_bytes().windows(3);
    let mut inside = pairs.map(|three| {
        three[0].is_ascii_lowercase()
            && three[1].is_ascii_uppercase()
            && three[2].is_ascii_lowercase()
    });
    inside.any(|inner| inner)
}

/// "McCarthy", "MacDonald", "DeVries".
fn is_of_a_person(word: &str) -> bool {
    const PREFIXES: [&str; 10] = [
        "Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Von", "Fitz",
    ];
    PREFIXES.iter().any(|prefix| {
        word.strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
    })
}

fn is_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_ascii_uppercase())
        && letters.next().is_some_and(|c| c.is_ascii_lowercase())
}

/// "It runs on Sundays", "stored in June".
fn is_day(word: &str) -> bool {
    const DAYS: [&str; 19] = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun",
        "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let lower = word.to_ascii_lowercase();
    DAYS.iter().any(|day| lower.starts_with(day))
}

/// "Cliniq, PhysioDesk or Meridian": a row of names, of which the sentence says what they are for.
fn is_one_of_several(masked: &str, word: &Word<'_>) -> bool {
    let after = &masked[word.end()..];
    let next = [" or ", " and ", ", or ", ", and ", ", "]
        .into_iter()
        .find_map(|joins| after.strip_prefix(joins));
    let before = masked[..word.start].strip_suffix(", ");
    let previous = before.and_then(|before| before.rsplit(' ').next());
    next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_uppercase()))
        && (previous.is_some_and(is_capital) || after.starts_with(','))
        || previous.is_some_and(is_capital) && next.is_some()
}

fn is_in_an_address(masked: &str, word: &Word<'_>) -> bool {
    masked[..word.start].ends_with(['/', '.', '@', '#', '_'])
        || masked[word.end()..].starts_with(['/', '@', '_'])
        || masked[word.end()..].starts_with('.')
            && masked[word.end() + 1..].starts_with(char::is_alphanumeric)
}

/// Tells whether a heading, the fields or the opening of a release show the name, or any place says
/// what it is.
fn is_introduced(open: &Open<'_>, name: &str) -> bool {
    let reading = open.reading;
    let fields = reading.front_matter.as_ref().map(|fields| fields.span);
    let shown = reading.blocks.iter().any(|block| match &block.kind {
        Kind::Heading { text, .. } => text.of(reading.text).contains(name),
        _ => false,
    });
    if shown || fields.is_some_and(|span| span.of(reading.text).contains(name)) {
        return true;
    }
    reading.passages.iter().any(|passage| {
        let role = reading.role_at(passage.span.start);
        let masked = passage.masked.as_str();
        let mut places = masked.match_indices(name).map(|(place, _)| place);
        let opens = matches!(role, Some("headline" | "subheading" | "summary"));
        places.any(|place| opens || says_what(&masked[..place], &masked[place + name.len()..]))
    })
}

/// Nouns that say what a name stands for.
const KINDS: [&str; 44] = [
    "system",
    "systems",
    "tool",
    "tools",
    "service",
    "services",
    "platform",
    "database",
    "library",
    "framework",
    "program",
    "programs",
    "software",
    "app",
    "application",
    "product",
    "team",
    "project",
    "model",
    "format",
    "company",
    "firm",
    "vendor",
    "supplier",
    "maker",
    "pipeline",
    "language",
    "site",
    "website",
    "shop",
    "chain",
    "group",
    "association",
    "called",
    "named",
    "conference",
    "newsletter",
    "catalogue",
    "catalog",
    "competitor",
    "rival",
    "editor",
    "planner",
    "scanner",
];

fn says_what(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    if before.ends_with('(')
        || before.ends_with([',', '–', '—', ':']) && after.starts_with([',', ')'])
    {
        return true;
    }
    let ends_with_kind = |text: &str| {
        let last = text.rsplit(|c: char| !c.is_alphanumeric()).next();
        last.is_some_and(|word| KINDS.contains(&word.to_ascii_lowercase().as_str()))
    };
    let after = after
        .strip_prefix("’s")
        .or(after.strip_prefix("'s"))
        .unwrap_or(after);
    const FOLLOWS: [&str; 20] = [
        " (",
        ": ",
        " – ",
        " — ",
        ", the ",
        ", a ",
        ", an ",
        ", our ",
        ", their ",
        ", its ",
        ", which ",
        ", who",
        ", whose ",
        ", where ",
        " is a ",
        " is an ",
        " is the ",
        " is our ",
        " stands for ",
        " means ",
    ];
    let next = after
        .trim_start()
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    ends_with_kind(before)
        || KINDS.contains(&next)
        || FOLLOWS.iter().any(|follows| after.starts_with(follows))
}
