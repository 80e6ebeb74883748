//! placeholder-value: XX %, $Xm, Company X, John Doe at ACME: made up to be replaced, and still there.
//! Speaks in quotations too, where made-up speakers stand; silent in examples.

use super::claims::ascii_bounded;
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::block::Kind;
use crate::model::prose::mask;
use crate::model::{Severity, Span};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "placeholder-value",
    kind: RuleKind::Structure,
    severity: Severity::Warning,
    cost: 5,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "A made-up name or an X for a number tells a reader that nobody has looked yet.",
        help: "Put the real one. If you do not have it, say in brackets what is open, who finds out and by when.",
        flagged: "Practices save $XX a month with it.",
        unflagged: "Practices save £214 a month with it.",
        template: "prfaq-working-backwards",
        around: "## Solution\n\n{}\n",
    },
    find,
};

static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?x)
        [$€£¥]\ ?(?:X[X,.]*|[YZN]+)(?:\ ?(?:[kKmMB]|bn|mn|million|billion|thousand))?\b
        | \b(?:X+(?:[.,]X+)*|[YZN])\ ?(?:%|percent\b|per\ cent\b|pp\b)
        | \bX+(?:[.,]X+)*\ (?:million|billion|thousand|customers|users|people|clients|companies|teams|employees|engineers|practices|schools|stores|countries|partners|orders|calls|seconds|minutes|hours|days|weeks|months|years|points|of\ (?:\d|X))\b
        | \b(?:XX|X\.X|XX\.X)\b
        | \b(?:19|20)(?:XX|xx|YY)\b
        | \b(?:Company|Product|Customer|Team|Feature|Partner|City|Person|Competitor)\ [XYZ]\b
        | \b(?:DD|MM)[./\ -](?:MM|DD)[./\ -]YYYY\b
        ",
    )
});

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?x)
        \b(?:(?:John|Jane|Jon)\ (?:Q\.?\ )?Doe|J\.\ Doe|Joe\ Bloggs|(?:Max|Erika)\ Mustermann|(?:First|Firstname|First\ Name)\ (?:Last|Lastname|Last\ Name|Surname)|Name\ Surname|Sample\ (?:Person|Customer|Name|Company)|M(?:r|s|rs)\.?\ (?:CEO|CTO|CFO|COO|CIO|CMO|VP))\b
          (?:,?\ (?:[a-z]+\ ){0,4}?(?:at|of|from)?,?\ ?(?:ACME|Acme)(?:\ (?:Corp|Corporation|Inc|Co|Ltd|Company)\b\.?)?)?
          (?:,\ (?:ACME|Acme)(?:\ (?:Corp|Corporation|Inc|Co|Ltd|Company)\b\.?)?)?
        | \b(?:ACME|Acme)(?:\ (?:Corp|Corporation|Inc|Co|Ltd|Company)\b\.?)?
        | \b(?:Company|Consultancy|Corporation|Organi[sz]ation|Customer)\ (?:ABC|XYZ)\b | \b(?:ABC|XYZ)\ (?:Corp|Inc|Company|Ltd)\b
        | 홍길동 | 山田太郎
        ",
    )
});

static EXAMPLE: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?i)\be\.g\.|\bfor (example|instance)\b|\bsuch as\b|\b(format|formats|pattern|placeholder)\b",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    let text = open.text();
    let acme_writes = open
        .part("headline")
        .is_some_and(|headline| headline.span.of(text).to_lowercase().contains("acme"));
    let mut findings = Vec::new();
    let headings = open
        .reading
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            Kind::Heading { text: words, .. } => Some((words, mask(words.of(text)))),
            _ => None,
        });
    let prose = open.reading.passages.iter().flat_map(|passage| {
        passage
            .sentences
            .iter()
            .map(|span| (*span, passage.masked_of(*span).to_owned()))
    });
    for (span, masked) in headings.chain(prose) {
        if EXAMPLE.is_match(&masked) || open.guidance.touches(span) {
            continue;
        }
        let place = |start: usize, end: usize| Span::new(span.start + start, span.start + end);
        let value = VALUE
            .find_iter(&masked)
            .filter(|value| !is_name(&masked, value.start()))
            .find(|value| !open.is_unwritten(place(value.start(), value.end())));
        if let Some(value) = value {
            findings.push(RULE.finding(
                place(value.start(), value.end()),
                if speaks(&masked[..value.start()], &masked[value.end()..]) {
                    "Who is this really?"
                } else {
                    value_remark(value.as_str())
                },
            ));
        }
        if let Some(name) = NAME.find(&masked) {
            let acme = name.as_str().to_lowercase().starts_with("acme");
            if !(acme && acme_writes) {
                findings.push(RULE.finding(place(name.start(), name.end()), "Who is this really?"));
            }
        }
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// "Super Bowl XX", "Generation X": the letters belong to a name.
fn is_name(masked: &str, start: usize) -> bool {
    let before = &masked[..start];
    let Some(before) = before.strip_suffix(' ') else {
        return false;
    };
    let named = before
        .rsplit(' ')
        .next()
        .is_some_and(|word| word.len() > 2 && word.starts_with(char::is_uppercase));
    let begins = !before.contains(' ');
    // "Serve XX customers": a first word has its capital from the sentence.
    named && masked[start..].starts_with('X') && (!begins || !masked[start..].starts_with("XX"))
}

/// "says XX, founder of Acorn": a person is missing, no number.
fn speaks(before: &str, after: &str) -> bool {
    let verb = |word: &str| matches!(word, "says" | "said" | "adds" | "added" | "explains");
    before.split_whitespace().next_back().is_some_and(verb)
        || after.split_whitespace().next().is_some_and(verb)
}

fn value_remark(said: &str) -> &'static str {
    if said.starts_with(is_word_start) {
        "Which one, in truth?"
    } else if said.starts_with(|c: char| c.is_ascii_digit()) || said.contains("YYYY") {
        "Which year?"
    } else {
        "What is the number?"
    }
}

/// "Company X" begins as a word does, "XX customers" as a gap does.
fn is_word_start(c: char) -> bool {
    matches!(c, 'C' | 'P' | 'T' | 'F')
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{RELEASE, findings};

    #[test]
    fn a_made_up_speaker_and_house_are_one_remark() {
        let text = "## Customer quote\n\n“We stopped calling people on Mondays,” said John Doe at ACME Corp.\n";
        let found = findings("placeholder-value", RELEASE, text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.of(text), "John Doe at ACME Corp.");
    }
}
