//! `questions`: what readers of such a document ask and this one does not.

use std::io::Write;
use std::path::Path;

use sixpager_core::check::coverage;
use sixpager_core::template::BankQuestion;

use crate::arguments::Format;
use crate::books::{self, Books};
use crate::input::Inputs;
use crate::outline::side_name;
use crate::output::plain;
use crate::{FAILED, FINE, Stop, json};

/// Lists the questions of the bank that a document does not ask, and returns the exit status.
pub(crate) fn questions(
    file: &Path,
    template: Option<&str>,
    format: Format,
    books: &mut Books,
    inputs: &mut Inputs<'_>,
    stdout: &mut dyn Write,
) -> Result<u8, Stop> {
    let Some(text) = inputs.read(file) else {
        return Ok(FAILED);
    };
    let book = books.for_file(file, inputs);
    let template = template.map(|id| books::template(&book, id)).transpose()?;
    let open = coverage(text.as_str(), template, &book);
    match format {
        Format::Json => json::write(stdout, &as_json(open))?,
        Format::Text => write_text(stdout, &open)?,
    }
    Ok(FINE)
}

fn write_text(stdout: &mut dyn Write, open: &[BankQuestion]) -> Result<(), Stop> {
    let width = open.iter().map(|known| known.asker.len()).max();
    let width = width.unwrap_or_default();
    for known in open {
        let (asker, question) = (plain(&known.asker), plain(&known.question));
        writeln!(stdout, "{asker:width$}  {question}")?;
    }
    Ok(())
}

fn as_json(open: Vec<BankQuestion>) -> json::Questions {
    let open = open.into_iter().map(|known| json::OpenQuestion {
        question: known.question,
        asker: known.asker,
        side: side_name(known.side),
    });
    json::Questions {
        format: json::FORMAT,
        open: open.collect(),
    }
}
