//! `check --fix`: the fixes that change how something is said and never what.

use std::path::Path;

use sixpager_core::check::Finding;
use sixpager_core::disk::{RealDisk, WriteProblem, write_atomically};
use sixpager_core::model::{Span, Text};

use crate::output::plain;

/// A text after its safe fixes.
#[derive(Debug, PartialEq)]
pub(crate) struct Mended {
    pub text: String,
    /// For each fix its first byte in the text before, and what it did.
    pub done: Vec<(usize, String)>,
}

/// Carries out the safe fixes; of two that touch each other the first in the text. `None` when
/// there is nothing to do.
pub(crate) fn mend(text: &str, findings: &[Finding]) -> Option<Mended> {
    let mut splices: Vec<&(Span, String)> = Vec::new();
    let mut done = Vec::new();
    let mut end = 0;
    let mut safe: Vec<_> = (findings.iter())
        .filter_map(|finding| finding.fix.as_ref())
        .filter(|fix| fix.safe && !fix.splices.is_empty())
        .collect();
    safe.sort_by_key(|fix| fix.splices[0].0);
    for fix in safe {
        let first = fix.splices[0].0.start;
        if !done.is_empty() && first < end {
            continue;
        }
        end = fix
            .splices
            .iter()
            .map(|(span, _)| span.end)
            .max()?
            .max(first + 1);
        splices.extend(&fix.splices);
        done.push((first, fix.label.clone()));
    }
    let mut mended = text.to_owned();
    for (span, insert) in splices.iter().rev() {
        mended.replace_range(span.start..span.end, insert);
    }
    (!done.is_empty()).then_some(Mended { text: mended, done })
}

/// Writes a mended text over the file, if that still holds `before`; else says why not.
pub(crate) fn write(file: &Path, before: &Text, mended: &Mended) -> Result<(), String> {
    let bytes = mended.text.as_bytes();
    let name = plain(&file.to_string_lossy());
    match write_atomically(&RealDisk, file, bytes, Some(before.hash())) {
        Ok(_) => Ok(()),
        Err(problem) => Err(format!("{name} was not changed: {}.", why(&problem))),
    }
}

fn why(problem: &WriteProblem) -> String {
    match problem {
        WriteProblem::Missing => "it is gone".to_owned(),
        WriteProblem::ReadOnly => "you may not write it".to_owned(),
        WriteProblem::Full => "the disk is full".to_owned(),
        WriteProblem::ChangedElsewhere { .. } => {
            "another program wrote it meanwhile; run it again".to_owned()
        }
        WriteProblem::Other(problem) => problem.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sixpager_core::check::{Fix, examine};

    fn finding(text: &str, words: &str, insert: &str, safe: bool) -> Finding {
        let start = text.find(words).expect("it stands there");
        let span = Span::new(start, start + words.len());
        let mut finding = examine("Many customers wait.", None).findings[0].clone();
        finding.fix = Some(Fix {
            label: format!("Write {insert}"),
            splices: vec![(span, insert.to_owned())],
            safe,
        });
        finding
    }

    #[test]
    fn only_what_is_safe_is_done_and_each_byte_else_stays() {
        let text = "In order to win, many run due to the fact that they must.\r\n";
        let findings = [
            finding(text, "In order to", "To", true),
            finding(text, "many", "[how many?]", false),
            finding(text, "due to the fact that", "because", true),
            finding(text, "to the fact", "x", true),
        ];
        let mended = mend(text, &findings).expect("two fixes");
        assert_eq!(mended.text, "To win, many run because they must.\r\n");
        assert_eq!(
            mended.done,
            [(0, "Write To".to_owned()), (26, "Write because".to_owned())]
        );
        assert_eq!(mend(text, &findings[1..2]), None);
    }
}
