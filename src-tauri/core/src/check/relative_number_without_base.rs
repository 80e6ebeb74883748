//! relative-number-without-base: "conversion rose 40 %" where a reader asks from what.
//! Silent where the base stands near or where the same percentage has its base elsewhere.

use super::claims::pattern;
use super::numbers::{Unit, amounts};
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "relative-number-without-base",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 7,
    off: Off::NOWHERE.in_parts(&["tenets", "headline", "subheading"]),
    explanation: Explanation {
        why: "A rise of 40 % can be two customers or two thousand. Without the number it started from, a reader cannot tell whether to be impressed.",
        help: "Give both ends and the time between: “from 2.0 % to 2.8 % between March and May”.",
        flagged: "Conversion rose 40 %.",
        unflagged: "Conversion rose 40 %, from 2.0 % to 2.8 % between March and May.",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:
        \b(?:rose|risen|rises|rise|grew|grown|grow|grows|increased?|increases|increasing|fell|fallen|fall|falls|dropped|drop|drops|improved?|improves|improving|declined?|declines|cut|cuts|cutting|reduced?|reduces|reducing|raised?|raises|boosted|boosts?|jumped|climbed|shrank|lowered?|lowers|up|down|faster|cheaper)
          \x20(?:[a-z'’-]+\x20){0,6}?(?:by\x20)(?:(?:about|nearly|almost|over|up\x20to|at\x20least|another|some|more\x20than|a\x20full)\x20)?([0-9][0-9.,–-]*\+?[\x20\u{a0}\u{202f}]?%)
        | \b(?:rose|risen|grew|grown|fell|fallen|dropped|declined|climbed|jumped|increased|improved|up|down)\x20(?:(?:about|nearly|almost|over|some|more\x20than)\x20)?([0-9][0-9.,–-]*\+?[\x20\u{a0}\u{202f}]?%)
        | ([0-9][0-9.,–-]*\+?[\x20\u{a0}\u{202f}]?%)\x20(?:[a-z-]+\x20){0,1}?(?:more|fewer|less|faster|slower|quicker|higher|lower|cheaper|shorter|longer|better|smaller|larger|increase|reduction|growth|decline|drop|rise|cut|improvement|decrease|savings?|boost|gain|uplift)\b
        | \b(doubled|tripled|quadrupled|halved|trebled)\b
        | \b((?:[0-9][0-9.]*x|(?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten)\x20times)\x20(?:faster|slower|quicker|more|fewer|higher|lower|cheaper|better|larger|smaller|shorter|longer|less)\b)
        )",
    )
});

static BASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:from|than|against|versus|vs\.?|compared\x20with|compared\x20to|instead\x20of|rather\x20than|was|were|had\x20been|of|before|planned\x20for|where|to)\x20(?:(?:about|the|a|an|only|some|just|around|roughly|nearly|almost|average|of|our|every|over|more\x20than)\x20){0,3}
        [£$€]?(?:[0-9]|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b|half\b)",
    )
});

/// What the change comes to, or what stands beside it: "27 % less, which is £55,000", "7 % lower
/// than our price by form".
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:which|that)\x20(?:is|was|are|means|makes|saves|comes\x20to)\x20(?:about\x20|nearly\x20|some\x20)?[£$€]?[0-9]|(?:more|fewer|less|higher|lower|cheaper|dearer|shorter|longer|better|faster|slower|smaller|larger)(?:\x20[a-z-]+){0,3}\x20than\x20(?:our|its|their|your)\x20[a-z]+",
    )
});

/// "10 % more costs us £0.19": what a change would do, not one that happened.
static SUPPOSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:more|fewer|less|higher|lower)\x20(?:[a-z-]+\x20)?(?:costs?|means?|makes?|saves?|is|are|would|brings?|gives?|takes?)\b",
    )
});

static SET_AGAINST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:while|whereas|against|compared|than)\b"));

fn find(open: &Open<'_>) -> Vec<Finding> {
    let mut based: Option<Vec<f64>> = None;
    open.claims()
        .filter_map(|sentence| {
            let place = change(&sentence)?;
            let start = place.start - sentence.span.start;
            let end = place.end - sentence.span.start;
            if has_base(&sentence, start, end) {
                return None;
            }
            let said = sentence.amounts();
            let based = based.get_or_insert_with(|| with_base(open));
            if said.iter().any(|amount| {
                amount.unit == Unit::Percent
                    && based.iter().any(|base| {
                        amount.value <= *base && *base <= amount.high.unwrap_or(amount.value)
                    })
            }) {
                return None;
            }
            let said = &sentence.lower()[start..end];
            let message = if said.contains('%') || said.ends_with("ed") {
                "From what to what?"
            } else {
                "Compared with what?"
            };
            Some(RULE.finding(place, message))
        })
        .collect()
}

/// Returns the place of the first relative number.
fn change(sentence: &Sentence<'_>) -> Option<crate::model::Span> {
    let lower = sentence.lower();
    // The quick way out: most sentences have neither.
    if !lower.contains('%')
        && !lower.contains("times ")
        && !lower.contains("x ")
        && !lower.contains("led")
        && !lower.contains("halved")
    {
        return None;
    }
    sentence.heard(&CHANGE)
}

fn has_base(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    let lower = sentence.lower();
    let (before, after) = (&lower[..start], &lower[end..]);
    if TOLD.is_match(lower) || before.trim().is_empty() && SUPPOSED.is_match(after.trim_start()) {
        return true;
    }
    let here = [before, after];
    if here.iter().any(|side| BASE.is_match(side))
        || sentence
            .amounts()
            .iter()
            .any(|amount| amount.high.is_some() && amount.place.start != start)
    {
        return true;
    }
    let others = here.iter().any(|side| side.contains('%'));
    if others && SET_AGAINST.is_match(lower) {
        return true;
    }
    BASE.is_match(sentence.next_lower()) || BASE.is_match(sentence.previous_lower())
}

/// Returns the percentages of change that have their base beside them somewhere.
fn with_base(open: &Open<'_>) -> Vec<f64> {
    open.claims()
        .filter_map(|sentence| {
            let place = change(&sentence)?;
            let (start, end) = (
                place.start - sentence.span.start,
                place.end - sentence.span.start,
            );
            has_base(&sentence, start, end)
                .then(|| {
                    amounts(&sentence.lower()[start..end])
                        .first()
                        .map(|amount| amount.value)
                })
                .flatten()
        })
        .collect()
}
