//! `waivers`: what the writer answered to remarks, and what she says about paragraphs.

use std::io::Write;
use std::path::Path;

use sixpager_core::check::{PinReview, WaiverReview, rule_name};
use sixpager_core::model::{About, Text};

use crate::arguments::Format;
use crate::books::Books;
use crate::input::Inputs;
use crate::output::plain;
use crate::{FAILED, FINE, Stop, json};

/// Lists the answers and pins of a document, and returns the exit status.
pub(crate) fn waivers(
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
    match format {
        Format::Json => {
            let list = json::Waivers {
                format: json::FORMAT,
                waivers: (examination.waivers.into_iter())
                    .map(|review| waiver(&text, review))
                    .collect(),
                pins: (examination.pins.into_iter())
                    .map(|review| pin(&text, review))
                    .collect(),
            };
            json::write(stdout, &list)?;
        }
        Format::Text => {
            let name = plain(&file.to_string_lossy());
            for review in &examination.waivers {
                write_waiver(stdout, &name, &text, review)?;
            }
            for review in &examination.pins {
                let line = text.place(review.span.start).line;
                writeln!(stdout, "{name}:{line}  pinned  {}", plain(&review.name))?;
            }
        }
    }
    Ok(FINE)
}

fn write_waiver(
    stdout: &mut dyn Write,
    name: &str,
    text: &Text,
    review: &WaiverReview,
) -> Result<(), Stop> {
    let waiver = &review.waiver;
    let line = review
        .span
        .map(|span| format!(":{}", text.place(span.start).line));
    let state = if review.state.ended().is_some() {
        "ended"
    } else {
        "holds"
    };
    let (rule, quotation) = (rule_name(&waiver.rule), quotation(&waiver.about));
    let about = match &waiver.about {
        About::Passage { .. } => format!("{rule}: “{quotation}”"),
        About::Absence(thing) if thing.is_empty() => rule,
        About::Absence(_) => format!("{rule}: {quotation}"),
        About::Document => format!("{rule}: not in this document"),
        About::Question(_) => format!("Not relevant here: {quotation}"),
    };
    write!(
        stdout,
        "{name}{}  {state}  {}",
        line.unwrap_or_default(),
        plain(&about)
    )?;
    match waiver.day {
        Some(day) => writeln!(stdout, " ({}, {day})", waiver.rule)?,
        None => writeln!(stdout, " ({})", waiver.rule)?,
    }
    if let Some(reason) = &waiver.reason {
        writeln!(stdout, "    Why: {}", plain(reason))?;
    }
    if let Some(ended) = review.state.ended() {
        writeln!(stdout, "    {ended}")?;
    }
    Ok(())
}

fn quotation(about: &About) -> &str {
    match about {
        About::Passage { anchor, .. } => &anchor.quotation,
        About::Absence(words) | About::Question(words) => words,
        About::Document => "",
    }
}

fn waiver(text: &Text, review: WaiverReview) -> json::Waiver {
    let ended = review.state.ended();
    json::Waiver {
        id: review.id,
        scope: match review.waiver.about {
            About::Passage { .. } => "passage",
            About::Absence(_) => "absence",
            About::Document => "document",
            About::Question(_) => "question",
        },
        quotation: quotation(&review.waiver.about).to_owned(),
        rule: review.waiver.rule,
        reason: review.waiver.reason,
        day: review.waiver.day.map(|day| day.to_string()),
        state: if ended.is_some() { "ended" } else { "holds" },
        ended,
        line: review.span.map(|span| text.place(span.start).line),
        bytes: review.span.map(|span| [span.start, span.end]),
    }
}

fn pin(text: &Text, review: PinReview) -> json::Pin {
    json::Pin {
        part: review.role,
        line: text.place(review.span.start).line,
        bytes: [review.span.start, review.span.end],
        problem: review.problem,
    }
}
