//! bullets-in-narrative: the second list, or a list of fragments, where prose should argue.

use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::block::{Block, Kind};
use crate::model::prose::{count_words, mask};
use crate::model::{Severity, Span};

pub(super) const RULE: Rule = Rule {
    id: "bullets-in-narrative",
    kind: RuleKind::Structure,
    severity: Severity::Warning,
    cost: 4,
    off: Off::NOWHERE.in_parts(&["how-it-works"]),
    explanation: Explanation {
        why: "A list leaves out the words between the points: because, but, so that. They are the argument.",
        help: "Write it as a paragraph. Where a sentence will not follow from the one before, the list was hiding a gap.",
        flagged: "- cheap\n- fast\n- good",
        unflagged: "It is cheap because it is fast, and good because we bake it twice.",
        template: "narrative-proposal",
        around: "## Strategic priorities\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut lists = 0;
    for (index, block) in open.reading.blocks.iter().enumerate() {
        let Kind::List { items } = &block.kind else {
            continue;
        };
        if !is_body_prose(open, block)
            || is_at_home(open, index)
            || open.guidance.touches(block.span)
        {
            continue;
        }
        lists += 1;
        let fragments = is_fragments(open.text(), items);
        if fragments || lists > 1 {
            findings.push(finding(block.span, items, fragments));
        }
    }
    findings
}

fn finding(span: Span, items: &[Span], fragments: bool) -> Finding {
    let first = items
        .first()
        .map_or(span, |item| Span::new(span.start, item.end));
    let message = if fragments {
        "What connects these?"
    } else {
        "Another list: which of these matters most, and why?"
    };
    RULE.finding(first, message)
}

/// The press release, and the body of a narrative up to its appendix; never an FAQ.
fn is_body_prose(open: &Open<'_>, block: &Block) -> bool {
    let Some(template) = open.reading.template else {
        return false;
    };
    match open.reading.role_at(block.span.start) {
        Some(role) => template.part(role).is_some_and(|part| !part.lists_welcome),
        None => template.kind == "narrative" && !is_after_appendix(open, block),
    }
}

fn is_after_appendix(open: &Open<'_>, block: &Block) -> bool {
    open.reading
        .structure
        .parts
        .iter()
        .any(|part| part.role == "appendix" && part.span.start < block.span.start)
}

/// Milestones, options, goals, asks and steps may be listed: the heading or the sentence before says so.
fn is_at_home(open: &Open<'_>, index: usize) -> bool {
    const WELCOME: [&str; 13] = [
        "milestone",
        "option",
        "alternative",
        "ask",
        "decision",
        "decide",
        "tenet",
        "goal",
        "step",
        "owner",
        "agenda",
        "source",
        "principle",
    ];
    let welcomes = |words: &str| {
        words
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| {
                WELCOME
                    .iter()
                    .any(|welcome| word == *welcome || word.strip_suffix('s') == Some(welcome))
            })
    };
    let reading = open.reading;
    let before = index
        .checked_sub(1)
        .map(|previous| &reading.blocks[previous]);
    let lead_in = before
        .filter(|block| block.kind == Kind::Paragraph)
        .is_some_and(|block| {
            let words = block.span.of(reading.text);
            words.trim_end().ends_with(':')
                && welcomes(words.rsplit(['.', '?', '!']).next().unwrap_or(words))
        });
    let heading = reading.blocks[..index]
        .iter()
        .rev()
        .find_map(|block| match block.kind {
            Kind::Heading { text, .. } => Some(text.of(reading.text)),
            _ => None,
        });
    lead_in || heading.is_some_and(welcomes)
}

/// Most items neither end as a sentence nor are as long as one.
fn is_fragments(text: &str, items: &[Span]) -> bool {
    let fragments = items
        .iter()
        .filter(|item| {
            let words = mask(item.of(text));
            let words = words.trim_end();
            !words.ends_with(['.', '?', '!', ';', ':', '”', ')', '。', '？'])
                && count_words(words) <= 14
        })
        .count();
    fragments * 2 > items.len()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{NARRATIVE, findings};

    #[test]
    fn the_remark_points_at_the_first_item() {
        let text = "## Strategic priorities\n\n- cheap\n- fast\n- good\n";
        let found = findings("bullets-in-narrative", NARRATIVE, text);
        assert_eq!(found[0].span.of(text), "- cheap");
    }
}
