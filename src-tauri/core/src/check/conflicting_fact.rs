//! conflicting-fact: one subject, unit, period and population with two values.
//! Also the launch date of the front matter against the dateline's.

use super::facts::{Fact, periods};
use super::numbers::Unit;
use super::open::{Open, Sentence};
use super::quantity_words::words;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::role::is_dateline;
use crate::model::{FrontMatter, Severity, Span};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "conflicting-fact",
    kind: RuleKind::Claim,
    severity: Severity::Warning,
    cost: 9,
    off: Off::NOWHERE.in_parts(&["appendix"]),
    explanation: Explanation {
        why: "When one fact has two values, a reader stops reading for the argument and starts looking for more of them.",
        help: "Find out which one holds and put it in both places. If both hold, say what differs: the year, the plan, whom it counts.",
        flagged: "The contest has a 50K USD prize fund. Winners share a prize fund of 100K USD.",
        unflagged: "The contest has a 50K USD prize fund. Winners share the prize fund of 50K USD.",
        template: "prfaq-working-backwards",
        around: "## Solution\n\n{}\n",
    },
    find,
};

/// Most facts that are held against one another; a longer list is a data sheet.
const MOST: usize = 4_000;

struct Said<'a> {
    fact: Fact,
    span: Span,
    periods: Vec<&'a str>,
    words: String,
}

fn find(open: &Open<'_>) -> Vec<Finding> {
    let mut first: HashMap<(String, Unit), Vec<Said<'_>>> = HashMap::new();
    let mut findings: Vec<Finding> = launch(open).into_iter().collect();
    let said = open
        .claims()
        .filter(|sentence| !sentence.is_in(&["tenets"]))
        .flat_map(|sentence| said(&sentence))
        .take(MOST);
    for said in said {
        let key = (said.fact.subject.clone(), said.fact.unit);
        let earlier = first.entry(key).or_default();
        let conflict = earlier.iter().find(|other| conflicts(other, &said));
        if let Some(other) = conflict {
            findings.push(remark(open, other, &said));
        } else if earlier.len() < 8 {
            earlier.push(said);
        }
    }
    findings
}

fn said<'a>(sentence: &Sentence<'a>) -> Vec<Said<'a>> {
    let lower = sentence.lower();
    let facts = sentence.facts();
    facts
        .iter()
        .cloned()
        .filter_map(|fact| {
            let span = sentence.claimed(fact.place.clone())?;
            let words = sentence.masked()[fact.place.clone()].trim().to_owned();
            Some(Said {
                span,
                words,
                periods: periods(lower),
                fact,
            })
        })
        .collect()
}

fn conflicts(one: &Said<'_>, other: &Said<'_>) -> bool {
    let apart = (one.fact.value - other.fact.value).abs();
    let same_period = one.periods.is_empty()
        || other.periods.is_empty()
        || one
            .periods
            .iter()
            .any(|period| other.periods.contains(period));
    apart > one.fact.value.abs().max(other.fact.value.abs()) * 1e-6 && same_period
}

fn remark(open: &Open<'_>, earlier: &Said<'_>, later: &Said<'_>) -> Finding {
    let whole = earlier.span.of(open.text());
    RULE.finding(later.span, format!("{} or {}?", earlier.words, later.words)).because(format!(
        "Earlier the document says {whole} here. When one fact has two values, a reader stops reading for the argument and starts looking for more of them."
    ))
}

/// The date in the front matter and the date in the dateline.
fn launch(open: &Open<'_>) -> Option<Finding> {
    if !open.is_release() {
        return None;
    }
    let planned = open
        .reading
        .front_matter
        .as_ref()
        .and_then(|fields: &FrontMatter| fields.field("launch"))?;
    let planned = iso(planned)?;
    let passage = open
        .reading
        .passages
        .iter()
        .take(25)
        .find(|passage| is_dateline(&passage.masked))?;
    let head: String = passage.lower.chars().take(120).collect();
    let (place, printed) = dated(&head)?;
    if planned == printed {
        return None;
    }
    let span = Span::new(
        passage.span.start + place.start,
        passage.span.start + place.end,
    );
    let (year, month, day) = planned;
    Some(
        RULE.finding(span, "Which day is the launch?").because(format!(
            "The field “launch” above the text says {day} {} {year}. A reader who sees both trusts neither.",
            MONTHS[month - 1].1
        )),
    )
}

const MONTHS: [(&str, &str); 12] = [
    ("january", "January"),
    ("february", "February"),
    ("march", "March"),
    ("april", "April"),
    ("may", "May"),
    ("june", "June"),
    ("july", "July"),
    ("august", "August"),
    ("september", "September"),
    ("october", "October"),
    ("november", "November"),
    ("december", "December"),
];

/// Reads `2027-03-09`.
fn iso(date: &str) -> Option<(u32, usize, u32)> {
    let mut parts = date.trim().split('-');
    let date = (
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    );
    (parts.next().is_none() && (1..=12).contains(&date.1)).then_some(date)
}

type Date = (u32, usize, u32);

/// Finds "9 March 2027" or "March 9, 2027" and returns where its first word stands.
fn dated(lower: &str) -> Option<(std::ops::Range<usize>, Date)> {
    words(lower).windows(3).find_map(|three| {
        let [first, second, third] = three else {
            return None;
        };
        let (one, two, three) = (first.text, second.text, third.text);
        let month = |word: &str| {
            MONTHS
                .iter()
                .position(|(name, _)| *name == word || (word.len() >= 3 && name.starts_with(word)))
                .map(|at| at + 1)
        };
        let day = |word: &str| {
            word.trim_end_matches(|c: char| c.is_ascii_alphabetic())
                .parse::<u32>()
                .ok()
        };
        let year: u32 = three
            .parse()
            .ok()
            .filter(|year| (1900..2200).contains(year))?;
        let (month, day) = match (month(two), month(one)) {
            (Some(found), _) => (found, day(one)?),
            (None, Some(found)) => (found, day(two)?),
            _ => return None,
        };
        Some((first.start..third.end(), (year, month, day)))
    })
}
