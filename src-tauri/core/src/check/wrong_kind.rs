//! wrong-kind: a README or a design document stands under a template for memos.
//! Only on asking; most of its parts must be missing too.

use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::block::Kind;
use crate::model::prose::mask;
use crate::model::{Severity, Span};

pub(super) const RULE: Rule = Rule {
    id: "wrong-kind",
    kind: RuleKind::Parts,
    severity: Severity::Info,
    cost: 1,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "Judged as a memo, a document of another kind fails on everything and learns nothing.",
        help: "Choose no template for it, or write the memo beside it and refer to this document from its appendix.",
        flagged: "## Installation\n\nRun the installer.\n\n## Usage\n\nStart it.\n\n## Contributing\n\nSend a patch.\n\n## License\n\nMIT.",
        unflagged: "## Problem\n\nPractices lose seven of ten cancelled hours.\n\n## Solution\n\nFill reads the cancellation.\n\n## Availability\n\nFrom 9 March 2027.",
        template: "prfaq-working-backwards",
        around: "# Fill\n\n{}\n",
    },
    find,
};

const README: [&str; 22] = [
    "installation",
    "install",
    "installing",
    "usage",
    "license",
    "licence",
    "contributing",
    "quick start",
    "quickstart",
    "requirements",
    "prerequisites",
    "building",
    "build",
    "changelog",
    "badges",
    "dependencies",
    "configuration",
    "examples",
    "documentation",
    "development",
    "testing",
    "troubleshooting",
];

const DESIGN: [&str; 24] = [
    "architecture",
    "design",
    "detailed design",
    "high-level design",
    "proposed design",
    "system design",
    "non-goals",
    "non goals",
    "api",
    "api design",
    "data model",
    "schema",
    "implementation",
    "implementation plan",
    "test plan",
    "testing plan",
    "migration",
    "rollout",
    "rollout plan",
    "monitoring",
    "security considerations",
    "alternatives considered",
    "open questions",
    "drawbacks",
];

/// Fewest headings of another kind that are no coincidence.
const FEWEST: usize = 3;

fn find(open: &Open<'_>) -> Vec<Finding> {
    let Some(template) = open.reading.template else {
        return Vec::new();
    };
    let text = open.text();
    let headings: Vec<(Span, String)> = open
        .reading
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            Kind::Heading { text: words, .. } => Some((words, plain(words.of(text)))),
            _ => None,
        })
        .collect();
    let count = |known: &[&str]| {
        headings
            .iter()
            .filter(|(_, words)| known.contains(&words.as_str()))
            .count()
    };
    let (readme, design) = (count(&README), count(&DESIGN));
    let required: Vec<_> = template.parts.iter().filter(|part| part.required).collect();
    let found = required
        .iter()
        .filter(|part| open.part(&part.role).is_some())
        .count();
    let code = open
        .reading
        .blocks
        .iter()
        .filter(|block| block.kind == Kind::Code)
        .count();
    let other = readme.max(design) + usize::from(code >= 3);
    if other < FEWEST || found * 2 > required.len() {
        return Vec::new();
    }
    let kind = if design > readme {
        "a design document"
    } else {
        "a README"
    };
    let place = headings.first().map_or(Span::new(0, 0), |(span, _)| *span);
    vec![RULE.finding(place, format!("Is this not {kind}?"))]
}

fn plain(heading: &str) -> String {
    let words = mask(heading).to_lowercase();
    words.trim_matches(|c: char| !c.is_alphabetic()).to_owned()
}
