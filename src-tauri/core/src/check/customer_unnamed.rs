//! customer-unnamed: "businesses of all sizes" and "users" where a reader asks who that is.
use super::claims::pattern;
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "customer-unnamed",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 6,
    off: Off::NOWHERE.in_parts(&[
        "leader-quote",
        "customer-quote",
        "tenets",
        "appendix",
        "customer-faq",
    ]),
    explanation: Explanation {
        why: "A product for everybody has no first customer. Readers look for one person whom they could ring up, and judge the rest by her.",
        help: "Name the narrowest group that would buy it on the first day: the job, the place, the size.",
        flagged: "Acorn helps businesses of all sizes plan their week.",
        unflagged: "Acorn helps directors of teams of five to fifteen plan their week.",
        template: "prfaq-working-backwards",
        around: "## Solution\n\n{}\n",
    },
    find,
};

static EVERYBODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b((?:businesses|companies|organi[sz]ations|teams|firms|customers|users|enterprises|people|shops|schools)\x20(?:of\x20(?:all|any|every)\x20(?:sizes?|kinds?|types?|sorts?|ages?)|large\x20and\x20small|big\x20and\x20small|everywhere|around\x20the\x20(?:world|globe)|across\x20the\x20(?:world|globe)|worldwide|across\x20all\x20industries|in\x20(?:any|every|all)\x20(?:industry|industries|sectors?))
        | (?:everyone|everybody|anyone|anybody)\x20(?:who|can|will|at|in|from|everywhere)
        | for\x20(?:everyone|everybody|anyone|all)\b
        | (?:any|every)\x20(?:business|company|organi[sz]ation|user|customer|team)\x20(?:that|can|who|in|of|to|will)
        | (?:modern|today’s|today's|busy)\x20(?:businesses|companies|teams|organi[sz]ations|professionals|people|consumers|users|customers))\b",
    )
});

/// "helps users do": a group of which nothing is said.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\b(?:helps?|helping|lets?|letting|allows?|allowing|enables?|enabling|empowers?|empowering|gives?|giving|makes?\x20it\x20easy\x20for|so\x20that|for)\x20|^|\bthat\x20|,\x20)((?:our\x20)?(?:users|customers|people|businesses|companies|organi[sz]ations|organi[sz]ations|consumers|professionals|employees))\x20(?:to\x20[a-z]+|do|does|get|find|save|manage|work|make|see|share|need|want|struggle|find\x20it|waste|lose|cannot|can’t|can|have\x20to|are\x20able\x20to|achieve|with\x20[a-z]+)\b",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    let mut is_asked = false;
    open.claims()
        .filter(|sentence| is_about_customers(open, sentence))
        .filter_map(|sentence| {
            let place = sentence
                .heard(&EVERYBODY)
                .filter(|place| !is_told_apart(&sentence, *place))
                .or_else(|| {
                    let introduces = sentence.is_in(&["subheading", "summary", "problem"]);
                    sentence
                        .heard(&BARE)
                        .filter(|place| introduces && !is_known(&sentence, *place))
                })?;
            let is_first = !is_asked;
            is_asked = true;
            is_first.then(|| RULE.finding(place, "Which ones?"))
        })
        .collect()
}

/// In a memo everything but the introduction and the state of the business is about ourselves.
fn is_about_customers(open: &Open<'_>, sentence: &Sentence<'_>) -> bool {
    if open.is_narrative() {
        return sentence.is_in(&["introduction", "state-of-business", "priorities"]);
    }
    open.is_release() && sentence.is_printed()
}

/// "anyone who treats patients": the group is named after all.
fn is_told_apart(sentence: &Sentence<'_>, place: crate::model::Span) -> bool {
    let said = sentence.passage.lower_of(place);
    let after = &sentence.lower()[place.end - sentence.span.start..];
    said.contains("one who")
        || said.contains("body who")
        || said.starts_with("any ") && said.ends_with("that")
        || said.starts_with("for all") && !after.starts_with([' ', '.', ','])
        || said.starts_with("for all") && after.starts_with(' ')
        || sentence.has_number_near()
}

/// "customers" of whom the paragraph has said who they are before.
fn is_known(sentence: &Sentence<'_>, place: crate::model::Span) -> bool {
    let before = &sentence.paragraph_lower()[..place.start - sentence.passage.span.start];
    let noun = sentence.passage.lower_of(place).trim_start_matches("our ");
    sentence.index > 0 && before.contains(noun) || sentence.index > 1 || sentence.has_number_near()
}
