//! answer-beside-the-question: yes or no was asked and neither is said; a number, a day or a name
//! was asked and none is given. "We do not know" is an answer when it says who finds out, and when.

use super::named::{names_somebody, says_when};
use super::open::{Open, has_number};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::prose::{count_words, mask, sentences};
use crate::model::{Question, Severity};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "answer-beside-the-question",
    kind: RuleKind::Structure,
    severity: Severity::Advice,
    cost: 6,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "A reader who asked for one thing and gets another asks again, aloud.",
        help: "Begin with yes, no, the number, the day or the name. “We do not know” is an answer too, with who finds out and by when.",
        flagged: "### What does it cost?\n\nOur prices are fair and easy to understand.",
        unflagged: "### What does it cost?\n\n£89 a month.",
        template: "prfaq-working-backwards",
        around: "## Customer FAQ\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    if !open.is_english() {
        return Vec::new();
    }
    let questions = &open.reading.structure.questions;
    questions
        .iter()
        .filter(|question| question.answered && !open.is_unwritten(question.answer))
        .filter_map(|question| {
            let remark = remark(open, question)?;
            Some(RULE.finding(question.span, remark))
        })
        .collect()
}

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($pattern).expect("a fixed pattern"));
    };
}

pattern!(
    YES_OR_NO,
    r"^(?:so |and |but |or )?(?:is|are|was|were|will|would|can|could|do|does|did|has|have|should|may|must|am)(?:n't)? "
);
pattern!(
    BEGS,
    r"^(?:can|could|would|will) you (?:please )?(?:remind|tell|explain|show|give|describe|say|share|walk)\b"
);
pattern!(
    HOW_MUCH,
    r"\bhow (?:much|many|often|long|big|large|fast|quickly|accurate|expensive)\b|^what (?:does|do|did|will|would) .{0,60}\bcost\b|^what(?:'s| is| are| will be) (?:the|its|your|our) (?:total |monthly |yearly |annual |expected )?(?:price|prices|cost|costs|fee|fees|budget|market size)\b"
);
pattern!(
    WHEN,
    r"^(?:so |and |but )?(?:by |from |since )?(?:when\b|(?:on |at )?what (?:date|day|time)\b)"
);
pattern!(
    WHO_OWNS,
    r"\bwho (?:owns|leads|runs|decides|approves|signs|is (?:responsible|accountable|the (?:single-threaded )?(?:owner|leader))|will (?:own|lead|run|decide|approve|be (?:responsible|accountable))|(?:are|is) (?:the|our|your) (?:main |biggest |closest )?(?:competitor|rival)s?)\b"
);
pattern!(
    PLAINLY,
    r"\b(?:yes|no|not|never|none|nobody|nothing|neither|nor|cannot|without|only|depends|partly|correct|wrong|unlikely|likely|probably)\b|n't\b"
);
pattern!(
    IN_EFFECT,
    r"\b(?:any|all|every|each|both|either|if|unless|until|once|already|there (?:is|are|was|were|will be)|available|included|supports?|free|must|required?|of course|certainly|sure|absolutely|always|sometimes|instead|except)\b|\d"
);
pattern!(
    EVADES,
    r"\btakes? .{0,80}\bseriously\b|\bcommitted to\b|\btop priority\b|\b(?:important|matters?)\b.{0,20}\bto us\b|\bat the heart of\b|\bworking (?:hard )?(?:on|to|towards?)\b|\bstriv(?:e|es|ing)\b|\bpassionate\b|\bstay tuned\b|\b(?:great|good) question\b|\b(?:is|are) (?:being |currently |under )?(?:considered|explored|evaluated|discussed|investigated|review)\b|\b(?:we are|we're) (?:currently )?(?:evaluating|exploring|considering|looking into|investigating|discussing|reviewing)\b|\bcontinu(?:e|es|ing|ously) to\b|\binvested (?:heavily|a lot)\b|\bproud\b|\bmore (?:details|information|news) (?:soon|later|will)\b|\bdesigned (?:with|to|for|from)\b|\bin due course\b|\bwe (?:believe|think|hope|expect) (?:that )?(?:our|the|this|it)\b"
);
pattern!(
    BIDS,
    r"^(?:a: )?(?:consider|see|use|go|visit|email|write|ask|choose|open|keep|take|call|contact|sign|send|click|start|read|look|download|install|join|reply|answer)\b"
);
pattern!(
    FREE,
    r"\b(?:free|nothing|no (?:charge|charges|cost|costs|fee|fees|limit|limits)|none|nobody|zero|one|once|twice|daily|hourly|weekly|monthly|quarterly|yearly|always|never|unlimited|included|forever|instantly|immediately|as (?:many|much|long|often) as|(?:every|each|a|an|per) (?:minute|hour|day|week|month|quarter|year|night|evening|morning)|overnight|half|all of)\b"
);
pattern!(
    WHENEVER,
    r"\b(?:when|whenever|if|once|after|before|until|while|during|upon)\b"
);
pattern!(
    UNKNOWN,
    r"^(?:a: )?(?:we |i )?(?:honestly )?(?:do not|don't|cannot|can't) (?:yet )?(?:know|say|tell)\b|\bwe (?:do not|don't) (?:yet )?know\b|\b(?:is|are) (?:not (?:yet )?(?:known|decided|clear)|unknown|unclear|undecided|open|to be (?:determined|decided))[.;,]|^(?:unknown|unclear|undecided|not (?:yet )?(?:known|decided|clear))\b"
);

/// Returns what a reader asks after an answer that is none, or `None` when it is one.
fn remark(open: &Open<'_>, question: &Question) -> Option<&'static str> {
    let asked = asked(&question.text)?;
    let source = question.answer.of(open.text());
    let masked = mask(source);
    // An open point in brackets says itself what is missing; a picture answers by showing.
    if masked.contains('[') || source.contains("![") || source.contains("```") {
        return None;
    }
    let answer = plain(&masked);
    let opening = opening(&masked);
    if UNKNOWN.is_match(&opening) {
        return who_and_when(&masked);
    }
    let listed = source
        .lines()
        .any(|line| line.trim_start().starts_with(['-', '*', '|', '+']));
    if HOW_MUCH.is_match(&asked) {
        let number = has_number(&answer) || FREE.is_match(&answer) || dates_count(&asked, &answer);
        return (!number && !listed).then_some("And the number?");
    }
    if WHEN.is_match(&asked) {
        let soon = answer
            .replace("as soon as possible", "")
            .replace("once ready", "");
        let said = says_when(&soon) || WHENEVER.is_match(&soon) || has_number(&soon);
        return (!said).then_some("On which day?");
    }
    if WHO_OWNS.is_match(&asked) {
        return (!names_somebody(&masked) && !listed).then_some("Whose name?");
    }
    // "Can you remind me?" asks for the thing itself.
    if BEGS.is_match(&asked) {
        return None;
    }
    let either = asked.contains(" or ") && !asked.contains(" or not");
    (YES_OR_NO.is_match(&asked) && !either && is_beside(&answer, &opening, &asked, listed))
        .then_some("Yes or no?")
}

/// "How long" may be answered with a day.
fn dates_count(asked: &str, answer: &str) -> bool {
    (asked.contains("how long") || asked.contains("how often"))
        && (says_when(answer) || WHENEVER.is_match(answer))
}

fn is_beside(answer: &str, opening: &str, asked: &str, listed: bool) -> bool {
    if PLAINLY.is_match(opening) {
        return false;
    }
    if EVADES.is_match(opening) {
        return true;
    }
    let verb = asked
        .split_whitespace()
        .find(|word| !matches!(*word, "so" | "and" | "but" | "or"))
        .unwrap_or_default();
    let repeats = opening
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word == verb);
    !(repeats
        || listed
        || IN_EFFECT.is_match(opening)
        || BIDS.is_match(opening)
        || says_when(answer)
        || count_words(answer) < 6)
}

/// Returns the question itself in lower case: the last sentence that asks.
fn asked(text: &str) -> Option<String> {
    let masked = mask(text);
    let spans = sentences(&masked);
    let asking = spans
        .iter()
        .rev()
        .find(|span| span.of(&masked).ends_with('?'));
    asking.map(|span| plain(span.of(&masked)))
}

/// Returns the first two sentences in lower case.
fn opening(masked: &str) -> String {
    let ends = sentences(masked);
    let end = ends
        .get(1)
        .or(ends.first())
        .map_or(masked.len(), |span| span.end);
    plain(&masked[..end])
}

fn plain(masked: &str) -> String {
    masked.trim().to_lowercase().replace('’', "'")
}

fn who_and_when(masked: &str) -> Option<&'static str> {
    match (names_somebody(masked), says_when(masked)) {
        (true, true) => None,
        (true, false) => Some("By when will you know?"),
        (false, true) => Some("Who finds out?"),
        (false, false) => Some("Who finds out, and by when?"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_sentence_asks() {
        assert_eq!(
            asked("I have trouble with it. Can someone help me?").as_deref(),
            Some("can someone help me?")
        );
        assert_eq!(asked("What we did"), None);
    }
}
