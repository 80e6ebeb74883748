//! long-sentence: the three longest sentences over 30 words (25 for the first of a press release).

use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use crate::model::prose::count_words;

pub(super) const RULE: Rule = Rule {
    id: "long-sentence",
    kind: RuleKind::Style,
    severity: Severity::Advice,
    cost: 1,
    off: Off::NOWHERE.in_parts(&["appendix"]),
    explanation: Explanation {
        why: "In a long sentence a reader has forgotten its beginning when the verb comes, and reads it twice or not at all.",
        help: "End it where the first thought ends. What is left is often the more important half.",
        flagged: "The committee that was formed in spring to look into the question of late deliveries met eleven times over the summer and came to the view that the cause lay with neither of the two depots.",
        unflagged: "A committee on late deliveries met eleven times over the summer. It found that the cause lay with neither of the two depots.",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

/// A reader holds about this many words before the first of them fades.
const LONGEST: usize = 30;
/// So many words more a sentence may have when a colon or a semicolon parts it.
const BREATHES: usize = 10;
/// The sentence that most readers stop after.
const LONGEST_LEAD: usize = 25;
/// More remarks of one kind than this teach nothing new.
const MOST: usize = 3;

fn find(open: &Open<'_>) -> Vec<Finding> {
    if matches!(open.reading.structure.language.as_str(), "ja" | "zh" | "ko") {
        return Vec::new();
    }
    let lead = open
        .reading
        .structure
        .parts
        .iter()
        .find(|part| part.role == "summary")
        .map(|part| part.body.start);
    let mut long: Vec<(usize, Sentence<'_>)> = open
        .sentences()
        .filter(|sentence| sentence.span.end - sentence.span.start > 60)
        .filter_map(|sentence| {
            let is_lead = sentence.index == 0
                && lead.is_some_and(|lead| {
                    sentence.passage.span.start <= lead && lead < sentence.passage.span.end
                });
            let said = said(&sentence, is_lead);
            let words = count_words(&said);
            let limit = if is_lead { LONGEST_LEAD } else { LONGEST };
            let is_long = words > limit && longest_breath(&said, words) > limit;
            (is_long && !is_mostly_quoted(&sentence)).then_some((words, sentence))
        })
        .collect();
    long.sort_by_key(|(words, sentence)| (std::cmp::Reverse(*words), sentence.span.start));
    long.truncate(MOST);
    long.iter()
        .map(|(words, sentence)| finding(*words, sentence))
        .collect()
}

/// Returns what is read in one go: neither a dateline nor a source in parentheses.
fn said(sentence: &Sentence<'_>, is_lead: bool) -> String {
    let masked = sentence.masked();
    let said = if is_lead {
        after_dateline(masked)
    } else {
        masked
    };
    let mut outside = String::with_capacity(said.len());
    let mut depth = 0_usize;
    for c in said.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}

/// Counts the words of the longest stretch without a breath: a colon or a semicolon lets a reader
/// take one.
fn longest_breath(said: &str, words: usize) -> usize {
    let breaths = said.split([':', ';']).map(count_words);
    let longest = breaths.max().unwrap_or(0);
    longest.max(words.saturating_sub(BREATHES))
}

fn after_dateline(masked: &str) -> &str {
    if !crate::model::role::is_dateline(masked) {
        return masked;
    }
    let mut limit = masked.len().min(90);
    while !masked.is_char_boundary(limit) {
        limit -= 1;
    }
    masked[..limit].rfind(['—', '–']).map_or(masked, |dash| {
        masked[dash..].trim_start_matches(['—', '–', ' '])
    })
}

fn is_mostly_quoted(sentence: &Sentence<'_>) -> bool {
    let quoted: usize = sentence
        .passage
        .quotations
        .iter()
        .filter(|quotation| quotation.overlaps(sentence.span))
        .map(|quotation| {
            quotation.end.min(sentence.span.end) - quotation.start.max(sentence.span.start)
        })
        .sum();
    quoted * 2 > sentence.span.end - sentence.span.start
}

fn finding(words: usize, sentence: &Sentence<'_>) -> Finding {
    RULE.finding(
        sentence.span,
        format!("{words} words. Can I have two sentences?"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{NARRATIVE, findings};

    #[test]
    fn thirty_one_words_are_one_too_many() {
        let text = |words: usize| format!("## Goals\n\n{}.", vec!["longer"; words].join(" "));
        assert_eq!(findings("long-sentence", NARRATIVE, &text(30)).len(), 0);
        assert_eq!(findings("long-sentence", NARRATIVE, &text(31)).len(), 1);
    }
}
