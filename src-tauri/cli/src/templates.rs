//! `templates`: the kinds of documents to begin.

use std::io::Write;

use sixpager_core::check::RuleBook;

use crate::books;
use crate::output::plain;
use crate::{FINE, Stop};

/// Lists id, name and purpose of each template.
pub(crate) fn templates(book: &RuleBook, stdout: &mut dyn Write) -> Result<u8, Stop> {
    let known = book.templates();
    let width = known.iter().map(|template| template.id.len()).max();
    let width = width.unwrap_or_default();
    for template in known {
        let (id, name, purpose) = (&template.id, &template.name, &template.purpose);
        writeln!(
            stdout,
            "{}",
            plain(&format!("{id:width$}  {name}: {purpose}"))
        )?;
    }
    Ok(FINE)
}

/// Writes the text of a template, to make one's own from.
pub(crate) fn show(id: &str, book: &RuleBook, stdout: &mut dyn Write) -> Result<u8, Stop> {
    let template = books::template(book, id)?;
    stdout.write_all(template.source.as_bytes())?;
    Ok(FINE)
}
