//! not-yet-launched-tense: "the hub will get thousands" inside a release that is read on launch day.
use super::claims::{once_a_paragraph, pattern};
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "not-yet-launched-tense",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 5,
    off: Off::OUTSIDE_RELEASES.in_parts(&[
        "problem",
        "leader-quote",
        "customer-quote",
        "call-to-action",
        "customer-faq",
        "internal-faq",
    ]),
    explanation: Explanation {
        why: "The release is read on the day of the launch. What the product “will” do is not there yet, and a reader asks why it is announced.",
        help: "Write what it does today. What comes later belongs in an answer, with its date.",
        flagged: "The hub will help bakers find flour.",
        unflagged: "The hub helps bakers find flour.",
        template: "prfaq-working-backwards",
        around: "## Solution\n\n{}\n",
    },
    find,
};

static LATER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[,;:—–]\x20|\b(?:and|that|but|which)\x20)((?:the|our|this|a|its)?\x20?(?:[a-z0-9'’-]+\x20){0,5}?(?:will(?:\x20also|\x20soon|\x20then|\x20help|\x20not)?|is\x20going\x20to|plans\x20to|is\x20(?:creating|building|developing|working\x20on))\x20(?:be\x20)?[a-z]+)\b",
    )
});

/// Subjects that are the product or its maker, beside the names.
static PRODUCT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:tool|service|platform|product|app|application|hub|report|it|we|company|system|site|website|portal|team|feature|software|kit|toolkit|sdk|catalog|catalogue|programme|program|winners)\x20(?:will|is\x20going\x20to|plans\x20to|is\x20(?:creating|building|developing|working))\b",
    )
});

/// What happens to the customer afterwards is told in the future.
static CUSTOMER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:you|they|she|he|customers?|patients?|users?|people|nobody|who|teams?|readers?|everyone|anyone|[a-z]+ers|[a-z]+ists)\x20will\b|\bwill\x20(?:remain|stay|continue|never|no\x20longer|always|not)\b|\b(?:when|if|once|from|by|on|in)\x20(?:[a-z]+\x20)?(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)[0-9][0-9])\b",
    )
});

/// "tells her at which minute it will stand there": the future is what it knows today.
static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:which|when|whether|how|where|what|why|minute|moment|day|hour)\x20(?:[a-z-]+\x20){0,4}will\b",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    let announced = open
        .claims()
        .filter(|sentence| sentence.is_printed())
        .filter_map(|sentence| Some((sentence, later(&sentence)?)));
    once_a_paragraph(announced)
        .map(|(_, place)| RULE.finding(place, "Does it, today?"))
        .collect()
}

fn later(sentence: &Sentence<'_>) -> Option<crate::model::Span> {
    let lower = sentence.lower();
    if !lower.contains(" will ") && !lower.contains(" is ") && !lower.contains("plans to") {
        return None;
    }
    let found = LATER.captures(lower)?.get(1)?;
    if ASKED.is_match(found.as_str()) {
        return None;
    }
    let place = sentence.place(found.start(), found.end());
    let is_product = PRODUCT.is_match(found.as_str()) || names(&sentence.masked()[found.range()]);
    (is_product && !CUSTOMER.is_match(lower) && !sentence.is_shielded(place)).then_some(place)
}

/// "Carbon Hack 22 will": the subject is a name.
fn names(subject: &str) -> bool {
    let before = subject.split(" will ").next().unwrap_or_default();
    let before = before.split(" is ").next().unwrap_or_default();
    let words: Vec<&str> = before
        .split_whitespace()
        .filter(|word| !matches!(*word, "The" | "Our" | "This" | "A" | "Its"))
        .collect();
    let last = words.last().copied().unwrap_or_default();
    let is_capital =
        |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    is_capital(last) && (words.len() > 1 || !before.starts_with(last))
        || last.len() > 1 && last.chars().all(|c| c == 'x')
        || words.len() == 1
            && is_capital(last)
            && !last.ends_with('s')
            && ![
                "It", "We", "He", "She", "They", "You", "This", "That", "There", "Nobody", "People",
            ]
            .contains(&last)
}
