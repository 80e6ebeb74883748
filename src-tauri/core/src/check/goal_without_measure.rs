//! goal-without-measure: "improve onboarding" where a reader asks how anybody will know.
use super::claims::pattern;
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "goal-without-measure",
    kind: RuleKind::Claim,
    severity: Severity::Warning,
    cost: 7,
    off: Off::NOWHERE.in_parts(&["tenets", "appendix", "headline", "subheading", "problem"]),
    explanation: Explanation {
        why: "At the end of the year a goal without a number is always nearly reached. The room cannot tell what is promised.",
        help: "Give the number, where it stands today, and the day: “seven days from signature, from 23, by 31 December”.",
        flagged: "- Improve onboarding.",
        unflagged: "- Days from signature to the first working week: seven, from 23, by 31 December.",
        template: "narrative-proposal",
        around: "## Goals\n\n{}\n",
    },
    find,
};

/// A sentence of the goals part that sets one.
static SETS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:to|we\x20(?:want\x20to|will|aim\x20to|plan\x20to|intend\x20to)|our\x20goal\x20is\x20to|first,|second,|third,)\x20)?(?:[a-z]+ly\x20)?(?:improve|increase|grow|reduce|decrease|boost|become|be|strengthen|expand|enhance|raise|lower|cut|speed\x20up|drive|deliver|build|make|establish|create|accelerate|simplify|better|scale|develop|maximi[sz]e|minimi[sz]e|streamline|delight|win|gain|foster|achieve|ensure|maintain|keep|lead|extend|modernise|modernize|transform|(?:an?\x20)?(?:better|more|stronger|happier|higher|faster|greater|world-class|great|excellent|improved|increased|reduced|happy|satisfied))\b",
    )
});

/// "our goal is to improve" in another part.
static AIMS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b((?:our|the)\x20(?:main\x20|first\x20|only\x20|overall\x20)?(?:goal|aim|objective|target|ambition)(?:\x20for\x20(?:the\x20year|this\x20year|[0-9]{4}))?\x20is\x20(?:to\x20[a-z]+|an?\x20[a-z]+))\b",
    )
});

/// A day and something that either stands there on that day or does not.
static DELIVERY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:launch|ship|open|sign|hire|close|publish|release|move|connect|finish|end|stop|sell|start|deliver|on\x20sale|live|build)\b",
    )
});

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|(?:19|20)[0-9][0-9]|zero|no|none|every|all|never)\b",
    )
});

/// More remarks of one kind than this teach nothing new.
const MOST: usize = 3;

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.claims()
        .filter_map(|sentence| goal(&sentence))
        .filter(|(sentence, _)| !is_measured(sentence))
        .map(|(_, place)| RULE.finding(place, "How will we know?"))
        .take(MOST)
        .collect()
}

/// Returns the goal that a sentence sets.
fn goal<'a>(sentence: &Sentence<'a>) -> Option<(Sentence<'a>, crate::model::Span)> {
    let place = if sentence.role == Some("goals") {
        let lower = sentence.lower();
        let label = lower
            .find(": ")
            .filter(|colon| *colon < 30)
            .map_or(0, |colon| colon + 2);
        let begins = sentence.index == 0 || !sentence.passage.in_list;
        let sets = SETS.is_match(lower) || label > 0 && SETS.is_match(&lower[label..]);
        (begins && sets).then_some(sentence.span)
    } else {
        sentence.heard(&AIMS)
    }?;
    Some((*sentence, place))
}

fn is_measured(sentence: &Sentence<'_>) -> bool {
    let lower = sentence.lower();
    let numbers = if sentence.passage.in_list {
        super::open::has_number(&sentence.passage.masked)
    } else {
        sentence.has_number_near()
    };
    numbers || DAY.is_match(lower) && DELIVERY.is_match(lower)
}
