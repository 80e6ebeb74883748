//! part-missing: a required part is not there.

use super::ask::{Ask, first_ask};
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::block::Kind;
use crate::model::role::gives_address;
use crate::model::{FoundBy, Part, Severity, Span};
use crate::template::{PartTemplate, Template};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "part-missing",
    kind: RuleKind::Parts,
    severity: Severity::Warning,
    cost: 8,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "Each part answers a question that every reader of this kind of document has; where it is not there, the question is asked in the room.",
        help: "Add the part at its place, even in one sentence, or say in the document why it can do without it.",
        flagged: "## Solution\n\nAcorn bakes at night.",
        unflagged: "## Problem\n\nNobody can buy bread at night.\n\n## Solution\n\nAcorn bakes at night.",
        template: "prfaq-working-backwards",
        around: "# Acorn opens a bakery for people who work at night\n\n## Subheading\n\nNight workers get warm bread until six.\n\n## Summary\n\nLeeds, 9 March 2027 — Acorn opens.\n\n{}\n\n## Leader quote\n\n“We work at night too,” said Ana Reyes.\n\n## How it works\n\nCome in.\n\n## Customer quote\n\n“I eat warm bread,” said Lee.\n\n## Learn more\n\nVisit acorn.example.\n\n## Customer FAQ\n\n### What does it cost?\n\n€3.\n\n## Internal FAQ\n\n### Who runs it?\n\nAna.\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let Some(template) = open.reading.template else {
        return Vec::new();
    };
    let parts = &open.reading.structure.parts;
    if parts.is_empty() {
        return vec![nothing_yet(open, template)];
    }
    let has = |role: &str| parts.iter().any(|part| part.role == role);
    template
        .parts
        .iter()
        .filter(|part| part.required && !has(&part.role))
        // Quotes and the other side of an FAQ are missed by rules of their own.
        .filter(|part| !part.role.ends_with("-quote"))
        .filter(|part| {
            !part.role.ends_with("-faq") || (part.role == "customer-faq" && !has("internal-faq"))
        })
        .filter(|part| part.role != "call-to-action" || !begins_at_an_address(open))
        .filter(|part| part.role != "subheading" || has("headline"))
        .map(|part| {
            let finding = missing(open, template, part);
            // How it ends a problem that nobody told is asked once the problem is there.
            let waits = part.role == "solution" && !has("problem");
            if waits || is_answered_elsewhere(open, &part.role) {
                finding.weighing(Severity::Info)
            } else {
                finding
            }
        })
        .collect()
}

/// Tells whether another part answers what readers would ask for this one: a headline that says for
/// whom and what they gain, an invitation that says how one begins, a first page that says what is
/// asked. Then its absence is listed and not complained of.
fn is_answered_elsewhere(open: &Open<'_>, role: &str) -> bool {
    let Some(other) = open.part(match role {
        "subheading" => "headline",
        "how-it-works" => "call-to-action",
        "ask" => "introduction",
        _ => return false,
    }) else {
        return false;
    };
    match role {
        "subheading" => FOR_WHOM.is_match(&other.body.of(open.text()).to_lowercase()),
        "how-it-works" => {
            let source = other.span.of(open.text()).to_lowercase();
            let says_how = source
                .trim_start_matches(['#', '*', '_', ' '])
                .starts_with("how to ");
            says_how || open.sentences_of(other).len() > 1
        }
        _ => matches!(first_ask(open), Ask::InTime),
    }
}

/// Words by which a headline gives something to somebody, with enough behind them to name both.
static FOR_WHOM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)(?:for|lets?|helps?|gives?|saves?|tells?|shows?|spares?|to)(?-u:\b)(?:[ \n]+[^ \n]+){6,}|(?:ための|向け|を防ぐ|をなくす|위한|막아|돕는|줄여|도와)",
    )
    .expect("a fixed pattern")
});

/// "How to begin" that says where to begin leaves nobody asking where to go.
fn begins_at_an_address(open: &Open<'_>) -> bool {
    open.reading
        .structure
        .parts
        .iter()
        .any(|part| part.role == "how-it-works" && gives_address(part.body.of(open.text())))
}

/// One remark for a text without any part, instead of one for each.
fn nothing_yet(open: &Open<'_>, template: &Template) -> Finding {
    let end = open.reading.printed_end();
    let body = template
        .starter
        .split_once("\n---\n")
        .map_or("", |(_, body)| body.trim());
    let body = in_its_endings(open.text(), &format!("\n\n{body}\n"));
    RULE.finding(
        Span::new(end, end),
        format!("Where does the {} begin?", name_inside(&template.name)),
    )
    .weighing(Severity::Error)
    .because("Readers look for its parts, and none of them was found.")
    .helped_by("Begin with the headings of the template, or put one of them above what you have.")
    .mended_by("Add the headings here", vec![(Span::new(end, end), body)])
}

/// Misses a part, and offers its starter at the place where it belongs.
pub(super) fn missing(open: &Open<'_>, template: &Template, part: &PartTemplate) -> Finding {
    let (at, before) = place(open, template, part);
    let starter = fitting_starter(open, part);
    let insert = if before {
        format!("{starter}\n\n")
    } else {
        format!("\n\n{starter}")
    };
    let insert = in_its_endings(open.text(), &insert);
    let name = name_inside(&part.name);
    RULE.finding(Span::new(at, at), part.missing.clone())
        .missing(name.clone())
        .about_the(part.role.clone())
        .weighing(part.severity.unwrap_or(RULE.severity))
        .because(part.why.clone())
        .helped_by(part.help.clone())
        .mended_by(
            format!("Add the {name} here"),
            vec![(Span::new(at, at), insert)],
        )
}

/// Returns where the part belongs, and whether that is before what stands there.
fn place(open: &Open<'_>, template: &Template, part: &PartTemplate) -> (usize, bool) {
    let order = |role: &str| template.part(role).map_or(0, |part| part.order);
    let parts = &open.reading.structure.parts;
    let place_in_template = |role: &str| template.parts.iter().position(|part| part.role == role);
    let mine = place_in_template(&part.role);
    let before: Option<&Part> = parts
        .iter()
        .filter(|other| order(&other.role) <= part.order && place_in_template(&other.role) < mine)
        .max_by_key(|other| other.span.end);
    if let Some(before) = before {
        return (before.span.end, false);
    }
    let after = parts.iter().min_by_key(|other| other.span.start);
    after.map_or((open.reading.printed_end(), false), |after| {
        (after.span.start, true)
    })
}

/// Returns the part's starter as this document would have it: without a heading where the release
/// has none, with headings of the level that it uses.
pub(super) fn fitting_starter(open: &Open<'_>, part: &PartTemplate) -> String {
    let parts = &open.reading.structure.parts;
    let by_role = parts
        .iter()
        .filter(|found| found.found_by == FoundBy::Role)
        .count();
    let headed: Vec<&Part> = parts
        .iter()
        .filter(|found| found.found_by == FoundBy::Heading && !found.role.ends_with("faq"))
        .collect();
    let body = || {
        part.starter
            .split_once("\n\n")
            .map_or(part.starter.clone(), |(_, body)| body.to_owned())
    };
    if part.unheaded && part.role != "headline" && by_role > headed.len() {
        return body();
    }
    let is_faq = part.role.ends_with("faq");
    let level = open
        .reading
        .blocks
        .iter()
        .find_map(|block| match block.kind {
            Kind::Heading { level, .. }
                if parts.iter().any(|found| {
                    found.span.start == block.span.start
                        && found.found_by == FoundBy::Heading
                        && found.role.ends_with("faq") == is_faq
                }) =>
            {
                Some(level)
            }
            _ => None,
        });
    match level {
        Some(1) => part
            .starter
            .lines()
            .map(|line| {
                line.strip_prefix('#')
                    .filter(|rest| rest.starts_with('#'))
                    .unwrap_or(line)
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Some(level) if level > 2 && part.role != "headline" => part
            .starter
            .lines()
            .map(|line| deeper(line, level - 2))
            .collect::<Vec<_>>()
            .join("\n"),
        _ => part.starter.clone(),
    }
}

fn deeper(line: &str, by: u8) -> String {
    if line.starts_with('#') {
        format!("{}{line}", "#".repeat(usize::from(by)))
    } else {
        line.to_owned()
    }
}

/// Writes line endings as the document has them.
pub(super) fn in_its_endings(text: &str, insert: &str) -> String {
    match text.find(['\n', '\r']) {
        Some(place) if text[place..].starts_with("\r\n") => insert.replace('\n', "\r\n"),
        Some(place) if text[place..].starts_with('\r') => insert.replace('\n', "\r"),
        _ => insert.to_owned(),
    }
}

/// Returns a name as it stands inside a sentence: "customer quote", but "FAQ" and "PR/FAQ".
pub(super) fn name_inside(name: &str) -> String {
    let second = name.chars().nth(1);
    if second.is_some_and(char::is_lowercase) {
        let mut chars = name.chars();
        chars.next().map_or(String::new(), |first| {
            first.to_lowercase().chain(chars).collect()
        })
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{NARRATIVE, RELEASE, check_fix, findings};

    #[test]
    fn the_fix_uses_the_level_and_the_line_endings_of_the_document() {
        let text = "# Depots\r\n\r\n### Introduction\r\n\r\nA.\r\n\r\n### Goals\r\n\r\nB.\r\n";
        check_fix(
            "part-missing",
            NARRATIVE,
            text,
            "Add the tenets here",
            "# Depots\r\n\r\n### Introduction\r\n\r\nA.\r\n\r\n### Goals\r\n\r\nB.\r\n\r\n### Tenets\r\n\r\n[Up to seven, one or two sentences each: what we prefer over what, so that somebody could honestly disagree. These are our tenets unless you know better ones.]\r\n",
        );
    }

    #[test]
    fn a_release_without_headings_gets_a_paragraph() {
        let text = "# Acorn opens\n\n_Warm bread until six._\n\nLeeds, 9 March 2027 — Acorn today opened.\n\nNobody can buy bread at night.\n\nAcorn provides bread.\n\nTo learn more, visit acorn.example.\n";
        let found = findings("part-missing", RELEASE, text);
        let fix = found[0].fix.as_ref().expect("a fix");
        assert!(
            fix.splices[0].1.starts_with("\n\n[The first day"),
            "{:?}",
            fix.splices
        );
    }
}
