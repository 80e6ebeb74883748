//! `templates`: the kinds of documents to begin.

use std::io::Write;

use sixpager_core::template;

use crate::{FINE, Stop};

/// Lists id, name and purpose of each template.
pub(crate) fn templates(stdout: &mut dyn Write) -> Result<u8, Stop> {
    let known = template::built_in();
    let width = known.iter().map(|template| template.id.len()).max();
    let width = width.unwrap_or_default();
    for template in known {
        let (id, name, purpose) = (&template.id, &template.name, &template.purpose);
        writeln!(stdout, "{id:width$}  {name}: {purpose}")?;
    }
    Ok(FINE)
}
