//! figure-without-source: "directors lose eleven hours a week" where a reader asks who says so.
//! Listens for figures about other people and about markets; a company knows its own.

use super::claims::pattern;
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Severity, Span};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "figure-without-source",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 8,
    off: Off::NOWHERE.in_parts(&["tenets", "headline", "subheading", "goals", "appendix"]),
    explanation: Explanation {
        why: "A figure that comes from nowhere is the first thing that a sceptic checks, and when it cannot be checked the rest is doubted with it.",
        help: "Say who counted, how many were asked and when, in a bracket behind the figure. A guess may stand if it is called one.",
        flagged: "Directors lose eleven hours a week to scheduling.",
        unflagged: "Directors lose eleven hours a week to scheduling (diaries of 31 directors, March 2026).",
        template: "prfaq-working-backwards",
        around: "## Problem\n\n{}\n",
    },
    find,
};

/// People and organisations that a company can only know about by asking.
const OTHERS: &str = r"(?:directors|managers|companies|businesses|teams|employees|workers|people|users|customers|consumers|patients|nurses|doctors|clinicians|receptionists|practices|hospitals|clinics|teachers|students|schools|parents|developers|engineers|analysts|professionals|households|families|owners|shops|stores|retailers|drivers|organi[sz]ations|firms|buyers|sellers|leaders|executives|founders|freelancers|farmers|landlords|tenants|tourists|travell?ers|guests|restaurants|bakeries|hotels|adults|citizens|readers|writers|authors|librarians|volunteers|charities|councils|suppliers|carers|offices|staff)";

static LOSS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b{OTHERS}\x20(?:(?:[a-z'’-]+)\x20){{0,4}}?(?:lose|waste|spend|miss|pay|wait|need|take|throw\x20away|face|report)\x20(?:(?:[a-z'’-]+)\x20){{0,4}}?
        ([£$€]?[0-9][0-9.,–-]*(?:\x20?(?:million|billion|bn|k|m)\b)?[\x20\u{{a0}}-]?(?:%|percent|hours?|minutes?|days?|weeks?|months?)?|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|half)\x20(?:an\x20|a\x20)?(?:hours?|minutes?|days?|weeks?|months?))(?:\x20(?:on|in|of|to|for|a|an|per|every|each|by|because|refining|looking|waiting|writing|with|before)\b|[.,;]|$)"
    ))
});

static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b((?:[0-9][0-9.]*[\x20\u{{a0}}\u{{202f}}]?%|[0-9]+\x20per\x20cent|[0-9]+\x20percent|(?:one|two|three|four|five|six|seven|eight|nine)\x20(?:in|out\x20of)\x20(?:two|three|four|five|six|seven|eight|nine|ten))\x20(?:of\x20)?(?:(?:all|the|our|their|a|every|small|large|most|[a-z]+)\x20){{0,2}}?(?:{OTHERS}|time|calls|orders|projects|appointments|meetings|memos|documents|launches|emails|invoices|deliveries|food))\b"
    ))
});

static MARKET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:market|industry|sector)\x20(?:[a-z'’-]+\x20){0,4}?(?:is|of|worth|at|to|reach|reached|reaches|exceeds)\x20(?:[a-z]+\x20){0,3}?([£$€][0-9][0-9.,]*\x20?(?:million|billion|trillion|bn|m)\b)
        | \bcosts?\x20(?:the\x20|our\x20|its\x20)?(?:[a-z]+\x20)?(?:industry|economy|market|sector|country|businesses|companies)\x20(?:about\x20|over\x20|more\x20than\x20|some\x20|an\x20estimated\x20)?([£$€][0-9][0-9.,]*\x20?(?:million|billion|trillion|bn|m)\b)",
    )
});

/// What a source sounds like.
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:survey(?:ed|s)?|(?:we|were|was)\x20asked|asked\x20(?:[0-9]|forty|thirty|twenty|a\x20hundred)|interview(?:s|ed)?|sample|sampled|measured|(?:we|our|by)\x20count(?:ed)?|counted\x20(?:by|in)|(?:billing|telephone|sales|our|of\x20the|their)\x20records|records\x20of|recorded|diary|diaries|logs?\x20(?:of|from)|log\x20files|(?:our|internal|booking|usage|public|official|billing|census|survey|market)\x20data|data\x20(?:from|of|for|set)|according\x20to|source:|sources:|appendix|census|register|registry|pilot|trial|tested|in\x20a\x20test|study\x20(?:by|of|from)|report\x20(?:by|of|from)|published\x20(?:by|in)|statistics|figures\x20(?:of|from|by)|exit\x20calls?|observed|we\x20(?:followed|watched|tracked|saw|guess|assume|estimate)|benchmark|(?:our|by|in\x20an)\x20analysis|analysis\x20(?:of|by)|analy[sz]ed|estimates?|estimated|assumption|tracked|billing|median|n\x20=)(?:\b|$)
        | \b[0-9]+\x20(?:of|out\x20of)\x20(?:the\x20|our\x20)?[0-9]+\b
        | \((?:[^()]*\b(?:19|20)[0-9][0-9]\b[^()]*)\)",
    )
});

/// What is planned, supposed or promised was not counted by anybody.
static SUPPOSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:will|would|could|if|should|may|might|expect|plan|goal|target|must|can|let|imagine|suppose|at\x20least\x20one)\b",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    let mut last = usize::MAX;
    let mut asked: Vec<String> = Vec::new();
    open.claims()
        .filter_map(|sentence| {
            let place = figure(open, &sentence)?;
            // One remark for a paragraph, and one for a figure: the answer is the same.
            let figure = first_number(sentence.passage.lower_of(place));
            let is_new = last != sentence.passage.span.start && !asked.contains(&figure);
            last = sentence.passage.span.start;
            asked.push(figure);
            is_new.then(|| RULE.finding(place, "Who says so?"))
        })
        .take(MOST)
        .collect()
}

/// More remarks of one kind than this teach nothing new.
const MOST: usize = 5;

fn first_number(words: &str) -> String {
    let digits = words.split_whitespace().next().unwrap_or_default();
    digits.trim_end_matches('%').to_owned()
}

fn figure(open: &Open<'_>, sentence: &Sentence<'_>) -> Option<Span> {
    let lower = sentence.lower();
    if !lower.contains(|c: char| c.is_ascii_digit()) && !sentence.says(&WORDS) {
        return None;
    }
    let is_own = open.is_narrative() && sentence.is_in(&["state-of-business", "lessons-learned"]);
    let lost = || sentence.heard(&LOSS).filter(|_| !is_own);
    let shared = || {
        let place = sentence.heard(&SHARE)?;
        let after = &lower[place.end - sentence.span.start..];
        // In a memo the company's own shares stand beside those of other people.
        (!open.is_narrative() || !is_own && SAY.is_match(after)).then_some(place)
    };
    let place = lost().or_else(shared).or_else(|| sentence.heard(&MARKET))?;
    (!SUPPOSED.is_match(lower) && !has_source(open, sentence)).then_some(place)
}

static SAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\x20(?:[a-z'’-]+\x20){0,3}?(?:say|want|prefer|believe|think|complain|hate|struggle|spend|waste|lose|miss|never|would|fear|distrust|report)\b",
    )
});

static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|half)\b",
    )
});

fn has_source(open: &Open<'_>, sentence: &Sentence<'_>) -> bool {
    let paragraph = sentence.passage.span.of(open.text());
    let is_linked =
        paragraph.contains("](") || paragraph.contains("[^") || paragraph.contains("://");
    is_linked || SOURCE.is_match(sentence.paragraph_lower())
}
