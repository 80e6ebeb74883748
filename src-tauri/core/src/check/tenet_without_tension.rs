//! tenet-without-tension: a tenet that nobody could oppose, or one that takes a page.
use super::claims::pattern;
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "tenet-without-tension",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 6,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "A tenet is there for the day on which two good things collide. One that nobody would oppose decides nothing on that day.",
        help: "Say what you prefer over what: two things that both are good. If nobody could hold the opposite, leave it out.",
        flagged: "- We care about quality.",
        unflagged: "- We would rather ship late than ship something that we would not use.",
        template: "narrative-proposal",
        around: "## Tenets\n\n{}\n",
    },
    find,
};

/// Words by which one good thing is set against another.
static TENSION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:over|rather|than|before|after|even|instead|not|never|no|nobody|nothing|none|but|prefer|without|unless|until|only|refuse|stop|cannot|don’t|don't|won’t|won't|less|fewer|wait|first|beats?|wins?|ahead|although|though|against|despite|versus|yield|yields|give\x20up|at\x20the\x20(?:cost|expense)|above|trump|trumps|lose|costs?|when\x20(?:they|two|the)|if)\b|;",
    )
});

/// "First" and "over" set nothing against anything here.
static PLATITUDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:we\x20(?:always\x20)?(?:put\x20)?)?(?:the\x20|our\x20)?(?:customers?|people|safety|quality|users?)\x20(?:always\x20)?(?:come\x20|comes\x20|is\x20|are\x20)?(?:always\x20)?first\.?$",
    )
});

/// Most sentences that a tenet may have.
const SENTENCES: usize = 2;

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.claims()
        .filter(|sentence| {
            sentence.role == Some("tenets") && sentence.passage.in_list && sentence.index == 0
        })
        .filter_map(|sentence| remark(&sentence))
        .collect()
}

fn remark(sentence: &Sentence<'_>) -> Option<Finding> {
    let place = sentence.claimed(0..0)?;
    let whole = crate::model::Span::new(place.start, sentence.span.end);
    let passage = sentence.passage;
    if passage.sentences.len() > SENTENCES {
        return Some(
            RULE.finding(whole, "Can I have it in two sentences?")
                .because("A tenet has to be remembered while people argue, and nobody remembers three sentences.")
                .helped_by("Keep what is preferred over what. The reason belongs in the text that uses it."),
        );
    }
    let is_platitude = PLATITUDE.is_match(sentence.lower().trim());
    let has_tension =
        TENSION.is_match(&passage.lower) && !(is_platitude && passage.sentences.len() == 1);
    (!has_tension).then(|| RULE.finding(whole, "Who would say the opposite?"))
}
