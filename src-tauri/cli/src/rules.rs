//! `check --rules` and `explain`: what the rules are, and each with a sentence that is remarked on
//! and one that is not.

use std::io::Write;

use sixpager_core::check::{
    COVERAGE, COVERAGE_HELP, COVERAGE_WHY, Rule, RuleBook, RuleKind, rule, rules,
};

use crate::arguments::Format;
use crate::output::{plain, severity_name};
use crate::{FINE, Stop, json};

/// Lists every rule: id, severity, what it is about, why readers ask.
pub(crate) fn list(book: &RuleBook, format: Format, stdout: &mut dyn Write) -> Result<u8, Stop> {
    if format == Format::Json {
        let listed = json::Rules {
            format: json::FORMAT,
            rules: rules().iter().map(|rule| as_json(rule, book)).collect(),
        };
        json::write(stdout, &listed)?;
        return Ok(FINE);
    }
    let width = rules().iter().map(|rule| rule.id.len()).max();
    let width = width.unwrap_or_default();
    for rule in rules() {
        let severity = severity_shown(rule, book);
        let (id, why) = (rule.id, rule.explanation.why);
        writeln!(stdout, "{id:width$}  {severity:7}  {why}")?;
    }
    Ok(FINE)
}

/// Explains one rule.
pub(crate) fn explain(
    id: &str,
    book: &RuleBook,
    format: Format,
    stdout: &mut dyn Write,
) -> Result<u8, Stop> {
    if id == COVERAGE {
        return explain_coverage(format, stdout);
    }
    let Some(rule) = rule(id) else {
        return Err(Stop::Said(format!(
            "There is no rule {}; `sixpager-cli check --rules` lists them.",
            plain(id)
        )));
    };
    if format == Format::Json {
        json::write(stdout, &as_json(rule, book))?;
        return Ok(FINE);
    }
    let explained = &rule.explanation;
    let about = about(rule.kind);
    writeln!(
        stdout,
        "{} ({}, {about})",
        rule.id,
        severity_shown(rule, book)
    )?;
    writeln!(stdout, "\nWhy readers ask: {}", explained.why)?;
    writeln!(stdout, "What helps: {}", explained.help)?;
    if !rule.off.parts.is_empty() {
        let parts: Vec<&str> = (rule.off.parts.iter())
            .map(|part| {
                if part.is_empty() {
                    "text outside all parts"
                } else {
                    part
                }
            })
            .collect();
        writeln!(stdout, "Silent in: {}", parts.join(", "))?;
    }
    for (name, sample) in [
        ("Is remarked on", explained.flagged),
        ("Is not", explained.unflagged),
    ] {
        writeln!(stdout, "\n{name}:\n")?;
        for line in sample.trim_end().lines() {
            writeln!(stdout, "{}", format!("    {line}").trim_end())?;
        }
    }
    Ok(FINE)
}

/// Explains the questions to pick: answers to them carry an id as those to remarks do.
fn explain_coverage(format: Format, stdout: &mut dyn Write) -> Result<u8, Stop> {
    if format == Format::Json {
        let list = json::List {
            rule: COVERAGE,
            about: "list",
            why: COVERAGE_WHY,
            help: COVERAGE_HELP,
        };
        json::write(stdout, &list)?;
        return Ok(FINE);
    }
    writeln!(
        stdout,
        "{COVERAGE} (a list, not a rule: it makes no remark)"
    )?;
    writeln!(stdout, "\nWhy readers ask: {COVERAGE_WHY}")?;
    writeln!(stdout, "What helps: {COVERAGE_HELP}")?;
    writeln!(
        stdout,
        "\n`sixpager-cli questions FILE` lists what a document leaves open."
    )?;
    Ok(FINE)
}

fn severity_shown(rule: &Rule, book: &RuleBook) -> &'static str {
    if book.is_on(rule.id) {
        severity_name(book.severity(rule.id).unwrap_or(rule.severity))
    } else {
        "off"
    }
}

fn about(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Parts | RuleKind::Structure => "structure",
        RuleKind::Claim => "claim",
        RuleKind::Style => "style",
    }
}

fn as_json(rule: &'static Rule, book: &RuleBook) -> json::Rule {
    json::Rule {
        rule: rule.id,
        about: about(rule.kind),
        severity: severity_name(book.severity(rule.id).unwrap_or(rule.severity)),
        on: book.is_on(rule.id),
        why: rule.explanation.why,
        help: rule.explanation.help,
        flagged: rule.explanation.flagged,
        unflagged: rule.explanation.unflagged,
        off_in: rule.off.parts,
    }
}
