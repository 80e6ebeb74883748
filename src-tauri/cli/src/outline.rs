//! `outline`: the parts and questions of a document.

use std::io::Write;
use std::path::Path;

use sixpager_core::model::{FoundBy, Side, Span, Structure, Text};

use crate::arguments::Format;
use crate::books::Books;
use crate::input::Inputs;
use crate::output::plain;
use crate::{FAILED, FINE, Stop, json};

/// Writes the outline of one document, and returns the exit status.
pub(crate) fn outline(
    file: &Path,
    template: Option<&str>,
    format: Format,
    books: &mut Books,
    inputs: &mut Inputs<'_>,
    stdout: &mut dyn Write,
) -> Result<u8, Stop> {
    let Some((text, examination)) = books.examined(file, template, inputs)? else {
        return Ok(FAILED);
    };
    let structure = examination.structure;
    match format {
        Format::Json => json::write(stdout, &as_json(&text, structure))?,
        Format::Text => write_text(stdout, &text, &structure)?,
    }
    Ok(FINE)
}

fn write_text(stdout: &mut dyn Write, text: &Text, structure: &Structure) -> Result<(), Stop> {
    if structure.kind.is_empty() {
        writeln!(stdout, "neither a PR/FAQ nor a narrative")?;
    } else {
        writeln!(stdout, "{} ({})", structure.kind, structure.template)?;
    }
    for part in &structure.parts {
        let (first, last) = lines(text, part.span);
        let found_by = found_by_name(part.found_by);
        writeln!(stdout, "{first}-{last}  {}  by {found_by}", part.role)?;
    }
    for question in &structure.questions {
        let line = text.place(question.span.start).line;
        let side = side_name(question.side);
        let answered = if question.answered {
            "answered"
        } else {
            "not answered"
        };
        let asked = plain(&question.text);
        writeln!(stdout, "{line}  question, {side}, {answered}: {asked}")?;
    }
    Ok(())
}

fn as_json(text: &Text, structure: Structure) -> json::Outline {
    let parts = structure.parts.into_iter().map(|part| {
        let (first_line, last_line) = lines(text, part.span);
        json::Part {
            part: part.role,
            first_line,
            last_line,
            bytes: [part.span.start, part.span.end],
            found_by: found_by_name(part.found_by),
        }
    });
    let questions = structure
        .questions
        .into_iter()
        .map(|question| json::Question {
            line: text.place(question.span.start).line,
            side: side_name(question.side),
            answered: question.answered,
            text: question.text,
        });
    json::Outline {
        format: json::FORMAT,
        kind: structure.kind,
        template: structure.template,
        language: structure.language,
        parts: parts.collect(),
        questions: questions.collect(),
    }
}

/// Returns the first and the last line that a span touches, from 1.
fn lines(text: &Text, span: Span) -> (usize, usize) {
    let last = span.end.saturating_sub(1).max(span.start);
    (text.place(span.start).line, text.place(last).line)
}

fn found_by_name(found_by: FoundBy) -> &'static str {
    match found_by {
        FoundBy::Heading => "heading",
        FoundBy::Role => "role",
        FoundBy::Position => "position",
        FoundBy::Pin => "pin",
    }
}

/// Returns the name of a side, as programs read it.
pub(crate) fn side_name(side: Side) -> &'static str {
    match side {
        Side::Customer => "customer",
        Side::Internal => "internal",
        Side::Unknown => "unknown",
    }
}
