//! long-paragraph: a paragraph in which a reader loses her place.
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::prose::count_words;
use crate::model::{Severity, Span};

pub(super) const RULE: Rule = Rule {
    id: "long-paragraph",
    kind: RuleKind::Style,
    severity: Severity::Advice,
    cost: 2,
    off: Off::NOWHERE.in_parts(&["appendix"]),
    explanation: Explanation {
        why: "Nobody finds her place again in a paragraph of a third of a page, and in the meeting it has no line to point at.",
        help: "Break it where the thought turns. Its second half often wants to be said first.",
        flagged: "We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring. We met the owners and wrote down what they said about the winter and the spring.",
        unflagged: "We met in March. It was short.",
        template: "narrative-proposal",
        around: "## Goals\n\n{}\n",
    },
    find,
};

/// Words on about a third of a page; a reader who looks up finds her place in less.
const LONGEST: usize = 200;

fn find(open: &Open<'_>) -> Vec<Finding> {
    if matches!(open.reading.structure.language.as_str(), "ja" | "zh" | "ko") {
        return Vec::new();
    }
    open.sentences()
        .filter(|sentence| sentence.index == 0)
        .filter(|sentence| sentence.passage.masked.len() > LONGEST * 3)
        .filter_map(|sentence| {
            let count = count_words(&sentence.passage.masked);
            let place = Span::new(sentence.span.start, sentence.span.end);
            (count > LONGEST)
                .then(|| RULE.finding(place, format!("{count} words. Where do I breathe?")))
        })
        .collect()
}
