//! risk-without-size: "there is a risk of delay" where a reader asks how likely, and what then.
use super::claims::pattern;
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "risk-without-size",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 6,
    off: Off::NOWHERE.in_parts(&[
        "tenets",
        "headline",
        "subheading",
        "summary",
        "solution",
        "call-to-action",
    ]),
    explanation: Explanation {
        why: "A risk without a size is either nothing or the end, and a reader has to guess which. A risk with a size can be weighed and taken.",
        help: "Say how likely it is, what it would cost, what you would see first, and what you would do then.",
        flagged: "There is a risk of delay.",
        unflagged: "There is a risk of delay: one chance in three, and four weeks if it comes.",
        template: "narrative-proposal",
        around: "## Strategic priorities\n\n{}\n",
    },
    find,
};

static RISK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:there\x20(?:is|are|remains)\x20(?:a|an|some|always\x20a|also\x20a|still\x20a|one|another|the)?\x20?(?:[a-z]+\x20)?risks?\b
        | (?:the|our|a|one|another)\x20(?:main\x20|biggest\x20|largest\x20|key\x20|greatest\x20|only\x20|other\x20|second\x20|first\x20|third\x20|real\x20|technical\x20|chief\x20|primary\x20|major\x20|further\x20)?risks?\x20(?:is|are|here\x20is|lies\x20in|of|that|remains|comes\x20from)\b
        | (?:key|main|other)\x20risks?\x20(?:include|are)\b
        | risks\x20include\b
        | (?:this|it|which|that)\x20(?:is|carries)\x20(?:a\x20)?(?:risky|risk|some\x20risk|certain\x20risks?)\b
        | we\x20risk\b)",
    )
});

/// Words by which a size is given without a number.
static SIZE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:if|unless|in\x20the\x20(?:bad|worst)\x20case|chance|likelihood|probability|likely|unlikely|would\x20(?:cost|lose|take|mean|delay|see|stop|fall|give)|we\x20(?:stop|fall\x20back|switch)|the\x20sign|small|appendix|insured|covered\x20by)\b",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.heard(&RISK)
        .filter(|(sentence, _)| !has_size(sentence))
        .map(|(_, place)| RULE.finding(place, "How likely, and what then?"))
        .collect()
}

/// Looks two sentences ahead: a risk is named first and sized after.
fn has_size(sentence: &Sentence<'_>) -> bool {
    let lower = sentence.lower();
    let after_next = sentence
        .passage
        .sentences
        .get(sentence.index + 2)
        .map_or("", |span| sentence.passage.lower_of(*span));
    let is_sized = [lower, sentence.next_lower(), after_next]
        .iter()
        .any(|near| SIZE.is_match(near));
    is_sized || sentence.has_number_near() || super::open::has_number(after_next)
}
