//! solution-before-problem: the solution is told before a reader knows what hurts.
//! Looks at problem and solution paragraphs only.

use super::claims::ascii_bounded;
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use crate::model::role::product_words;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "solution-before-problem",
    kind: RuleKind::Structure,
    severity: Severity::Warning,
    cost: 5,
    off: Off::OUTSIDE_RELEASES,
    explanation: Explanation {
        why: "A solution that comes before its problem reads like an invention in search of a buyer.",
        help: "Tell the customer's day without a word about the product first. The product then begins the next paragraph.",
        flagged: "With Fill, receptionists no longer ring down a paper list.",
        unflagged: "Receptionists ring down a paper list, nine calls for each hour that they fill.",
        template: "prfaq-working-backwards",
        around: "# Tidewell launches Fill for physiotherapy practices\n\n## Problem\n\n{}\n\n## Solution\n\nFill reads the cancellation and texts the patients who fit.\n",
    },
    find,
};

static OUR_PRODUCT: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?i)\b(?:our|the new|this new) (?:new )?(?:product|solution|platform|tool|app|application|service|software|system|feature)\b",
    )
});

static SOLVES: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?i)\b(?:solves?|provides?|automatically|lets|enables?|allows?|simplif\w+|makes? it|helps?|can now|no longer|instead of|replaces|takes care|fixes|gives|brings|offers|reads|sends|shows|finds|does|ends?|with \p{Lu}\w+)\b",
    )
});

static BEFORE_IT: LazyLock<Regex> =
    LazyLock::new(|| ascii_bounded(r"(?i)\b(?:without|before|until|lack of|instead)\b"));

fn find(open: &Open<'_>) -> Vec<Finding> {
    let parts = &open.reading.structure.parts;
    let first = parts
        .iter()
        .find(|part| matches!(part.role.as_str(), "problem" | "solution"));
    let Some(first) = first else {
        return Vec::new();
    };
    let problem = open.part("problem");
    if first.role == "solution" && problem.is_some() && !open.is_unwritten(first.span) {
        let finding = RULE.finding(
            open.opening(first),
            "What does this solve? I have not read the problem yet.",
        );
        return vec![finding];
    }
    let Some(problem) = problem.filter(|_| open.is_english()) else {
        return Vec::new();
    };
    let product = product(open);
    open.sentences()
        .filter(|sentence| problem.body.contains(sentence.span.start))
        .find(|sentence| tells_solution(sentence, &product))
        .map(|sentence| {
            RULE.finding(
                sentence.span,
                "The product already? I do not know yet what hurts.",
            )
        })
        .into_iter()
        .collect()
}

/// Returns the product's name as the headline has it, in its own letters; "" when it names none.
fn product(open: &Open<'_>) -> String {
    let Some(headline) = open.part("headline") else {
        return String::new();
    };
    let headline = crate::model::prose::mask(headline.body.of(open.text()));
    let known = product_words(&headline);
    let name: Vec<&str> = headline
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\''))
        .filter(|word| word.starts_with(char::is_uppercase))
        .skip_while(|word| {
            known
                .first()
                .is_some_and(|first| word.to_lowercase() != *first)
        })
        .take(known.len().min(2))
        .collect();
    name.join(" ")
}

fn tells_solution(sentence: &Sentence<'_>, product: &str) -> bool {
    let masked = sentence.masked();
    let claims = |place: usize, end: usize| {
        !sentence.is_shielded(sentence.place(place, end)) && !BEFORE_IT.is_match(&masked[..place])
    };
    if let Some(named) = OUR_PRODUCT.find(masked) {
        return claims(named.start(), named.end());
    }
    if product.chars().count() < 3 {
        return false;
    }
    masked.match_indices(product).any(|(place, name)| {
        let end = place + name.len();
        let whole = !masked[end..].starts_with(char::is_alphanumeric)
            && !masked[..place].ends_with(char::is_alphanumeric);
        whole && SOLVES.is_match(masked) && claims(place, end)
    })
}
