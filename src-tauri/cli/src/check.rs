//! `check`: what a demanding reader would object to.

use std::io::Write;
use std::path::{Path, PathBuf};

use sixpager_core::check::{Examination, Finding, Heed, Occasion, RuleBook, examine_with, rank};
use sixpager_core::model::{Severity, Text};
use sixpager_core::workspace::{Clock, SystemClock};

use crate::arguments::Format;
use crate::books::{self, Books};
use crate::documents::documents;
use crate::input::Inputs;
use crate::output::{plain, severity_name, severity_shown};
use crate::{Colour, FINE, FOUND, Stop, json, mend};

/// How the findings are wanted.
pub(crate) struct Asked {
    pub template: Option<String>,
    pub format: Format,
    pub least: Severity,
    pub explain: bool,
    pub reader: Reader,
    pub mending: Mending,
    pub heed: Heed,
    pub colour: Colour,
}

/// Who reads.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Reader {
    /// Says what is said unasked in the document's state, in the order of the text.
    InSeason,
    /// Says everything, the costliest first.
    Reviewer,
}

/// What is done about findings.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Mending {
    Nothing,
    /// What changes how something is said and never what.
    Safe,
}

/// Checks every file that can be read, and returns the exit status.
pub(crate) fn check(
    named: &[PathBuf],
    asked: &Asked,
    books: &mut Books,
    inputs: &mut Inputs<'_>,
    stdout: &mut dyn Write,
) -> Result<u8, Stop> {
    let mut status = FINE;
    let mut checked = Vec::new();
    for file in documents(named, inputs) {
        let Some(mut text) = inputs.read(&file) else {
            continue;
        };
        let book = books.for_file(&file, inputs);
        let mut examination = examined(&text, asked, &book)?;
        let mut fixed = Vec::new();
        if asked.mending == Mending::Safe
            && let Some((mended, done)) = mended(&file, &text, &examination.findings, inputs)
        {
            (text, fixed) = (mended, done);
            examination = examined(&text, asked, &book)?;
        }
        inputs.pass_on(&file, &examination);
        let waived = match asked.heed {
            Heed::Waivers => examination.waived,
            Heed::Nothing => 0,
        };
        if waived > 0 && asked.format == Format::Text {
            inputs.note(&answered(&file, waived));
        }
        let mut findings = examination.findings;
        let is_error = |finding: &Finding| finding.severity >= Severity::Error;
        if findings.iter().any(is_error) {
            status = FOUND;
        }
        findings.retain(|finding| finding.severity >= asked.least);
        match asked.format {
            Format::Text => {
                write_fixed(stdout, &file, &fixed)?;
                write_text(stdout, &file, &text, &findings, asked)?;
            }
            Format::Json => checked.push(as_json(&file, &text, fixed, waived, findings)),
        }
    }
    if asked.format == Format::Json {
        let checked = json::Checked {
            format: json::FORMAT,
            files: checked,
        };
        json::write(stdout, &checked)?;
    }
    Ok(status)
}

/// Returns what is known beside the text: the day by the computer's clock.
fn occasion(heed: Heed) -> Occasion<'static> {
    let clock = SystemClock::new();
    Occasion {
        today: clock.local(clock.now()).day(),
        heed,
        ..Occasion::default()
    }
}

fn answered(file: &Path, waived: usize) -> String {
    let name = plain(&file.to_string_lossy());
    let remarks = match waived {
        1 => "1 remark is".to_owned(),
        many => format!("{many} remarks are"),
    };
    format!("{name}: {remarks} answered in the file; `sixpager-cli waivers` lists the answers.")
}

fn examined(text: &Text, asked: &Asked, book: &RuleBook) -> Result<Examination, Stop> {
    let template = asked.template.as_deref();
    let template = template.map(|id| books::template(book, id)).transpose()?;
    let mut examination = examine_with(text.as_str(), template, occasion(asked.heed), book);
    match asked.reader {
        Reader::InSeason => examination.findings.retain(|finding| finding.in_season),
        Reader::Reviewer => rank(&mut examination.findings),
    }
    Ok(examination)
}

/// Mends a file and returns its new text with what was done; `None` when nothing was to be done or
/// could be. Standard input cannot be mended: that is said.
fn mended(
    file: &Path,
    text: &Text,
    findings: &[Finding],
    inputs: &mut Inputs<'_>,
) -> Option<(Text, Vec<json::Fixed>)> {
    let mended = mend::mend(text.as_str(), findings)?;
    if file == Path::new("-") {
        inputs.complain("Standard input cannot be mended; name the file.");
        return None;
    }
    if let Err(sentence) = mend::write(file, text, &mended) {
        inputs.complain(&sentence);
        return None;
    }
    let done = (mended.done.into_iter()).map(|(start, label)| json::Fixed {
        line: text.place(start).line,
        label,
    });
    let done = done.collect();
    let text = Text::new(mended.text.into_bytes()).ok()?;
    Some((text, done))
}

fn write_fixed(stdout: &mut dyn Write, file: &Path, fixed: &[json::Fixed]) -> Result<(), Stop> {
    let file = plain(&file.to_string_lossy());
    for json::Fixed { line, label } in fixed {
        writeln!(stdout, "{file}:{line}  fixed  {}", plain(label))?;
    }
    Ok(())
}

fn write_text(
    stdout: &mut dyn Write,
    file: &Path,
    text: &Text,
    findings: &[Finding],
    asked: &Asked,
) -> Result<(), Stop> {
    let file = plain(&file.to_string_lossy());
    for finding in findings {
        let place = text.place(finding.span.start);
        writeln!(
            stdout,
            "{file}:{}:{}  {}  {} ({})",
            place.line,
            place.column,
            severity_shown(finding.severity, asked.colour),
            plain(&finding.message),
            finding.rule
        )?;
        let reasons = [
            ("Why: ", finding.why.as_str()),
            ("What helps: ", finding.help.as_str()),
            (
                "Fix in Sixpager: ",
                finding.fix.as_ref().map_or("", |fix| &fix.label),
            ),
        ];
        for (name, reason) in reasons {
            if asked.explain && !reason.is_empty() {
                writeln!(stdout, "    {name}{}", plain(reason))?;
            }
        }
    }
    Ok(())
}

fn as_json(
    file: &Path,
    text: &Text,
    fixed: Vec<json::Fixed>,
    waived: usize,
    findings: Vec<Finding>,
) -> json::CheckedFile {
    let findings = findings.into_iter().map(|finding| {
        let place = text.place(finding.span.start);
        json::Finding {
            rule: finding.rule,
            severity: severity_name(finding.severity),
            line: place.line,
            column: place.column,
            bytes: [finding.span.start, finding.span.end],
            message: finding.message,
            why: finding.why,
            help: finding.help,
            fix: finding.fix.map(|fix| json::Fix {
                label: fix.label,
                safe: fix.safe,
                changes: (fix.splices.into_iter())
                    .map(|(span, insert)| json::Change {
                        bytes: [span.start, span.end],
                        insert,
                    })
                    .collect(),
            }),
        }
    });
    json::CheckedFile {
        file: file.to_string_lossy().into_owned(),
        fixed,
        waived,
        findings: findings.collect(),
    }
}

#[cfg(test)]
mod tests {
    use sixpager_core::check::Fix;
    use sixpager_core::model::Span;

    use super::*;

    const TEXT: &str = "\u{feff}# Café\r\n\r\nÜber many customers wait.\r\n";

    fn finding() -> Finding {
        let start = TEXT.find("many").expect("it stands there");
        let span = Span::new(start, start + "many".len());
        Finding {
            rule: "vague-quantity",
            severity: Severity::Warning,
            span,
            message: "How \u{1b}[2Jmany?".to_owned(),
            why: "A reader cannot weigh it.".to_owned(),
            help: "Give the number.".to_owned(),
            fix: Some(Fix {
                label: "Put [how many?]".to_owned(),
                splices: vec![(span, "[how many?]".to_owned())],
                safe: false,
            }),
            cost: 1_440,
            in_season: true,
            subject: None,
            missed: None,
            passage: span,
        }
    }

    fn text() -> Text {
        Text::new(TEXT.as_bytes().to_vec()).expect("it is text")
    }

    #[track_caller]
    fn check_text(explain: bool, colour: Colour, expected: &str) {
        let asked = Asked {
            template: None,
            format: Format::Text,
            least: Severity::Info,
            explain,
            reader: Reader::InSeason,
            mending: Mending::Nothing,
            heed: Heed::Waivers,
            colour,
        };
        let mut written = Vec::new();
        let file = Path::new("a\nb.md");
        let done = write_text(&mut written, file, &text(), &[finding()], &asked);
        assert!(done.is_ok());
        assert_eq!(String::from_utf8_lossy(&written), expected);
    }

    #[test]
    fn one_line_a_remark_and_nothing_that_steers_a_terminal() {
        check_text(
            false,
            Colour::Never,
            "a\\nb.md:3:6  warning  How \\u{1b}[2Jmany? (vague-quantity)\n",
        );
    }

    #[test]
    fn colour_goes_with_the_word() {
        check_text(
            false,
            Colour::Always,
            "a\\nb.md:3:6  \u{1b}[33mwarning\u{1b}[0m  How \\u{1b}[2Jmany? (vague-quantity)\n",
        );
    }

    #[test]
    fn reasons_on_asking() {
        check_text(
            true,
            Colour::Never,
            "a\\nb.md:3:6  warning  How \\u{1b}[2Jmany? (vague-quantity)\n    \
             Why: A reader cannot weigh it.\n    \
             What helps: Give the number.\n    \
             Fix in Sixpager: Put [how many?]\n",
        );
    }

    #[test]
    fn json_has_lines_columns_and_bytes_of_the_file() {
        let written = as_json(Path::new("-"), &text(), Vec::new(), 0, vec![finding()]);
        assert_eq!(
            serde_json::to_value(&written).expect("it is JSON"),
            serde_json::json!({
                "file": "-",
                "findings": [{
                    "rule": "vague-quantity",
                    "severity": "warning",
                    "line": 3,
                    "column": 6,
                    "bytes": [20, 24],
                    "message": "How \u{1b}[2Jmany?",
                    "why": "A reader cannot weigh it.",
                    "help": "Give the number.",
                    "fix": {
                        "label": "Put [how many?]",
                        "safe": false,
                        "changes": [{"bytes": [20, 24], "insert": "[how many?]"}]
                    }
                }]
            })
        );
    }

    #[test]
    fn a_finding_without_a_fix_has_no_such_key() {
        let finding = Finding {
            fix: None,
            ..finding()
        };
        let written = as_json(Path::new("-"), &text(), Vec::new(), 0, vec![finding]);
        let written = serde_json::to_value(&written).expect("it is JSON");
        assert_eq!(written["findings"][0].get("fix"), None);
    }
}
