//! What a demanding reader would object to.
//! Pure, and cannot fail: broken text gives findings.

use crate::model::{Severity, Span, Structure};
use crate::template::Template;

/// One objection, in the words of a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id, as in `vague-quantity`.
    pub rule: &'static str,
    /// How much it costs the reader.
    pub severity: Severity,
    /// The words meant; for something absent, the place where it belongs (may be empty).
    pub span: Span,
    /// The remark, short, as a reader would make it: "How many?".
    pub message: String,
    /// Why readers ask it.
    pub why: String,
    /// What helps.
    pub help: String,
    /// A change that mends it honestly, where there is one.
    pub fix: Option<Fix>,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a button says it: "Put [how many?]".
    pub label: String,
    /// Spans to replace with new text; ascending, not overlapping.
    pub splices: Vec<(Span, String)>,
}

/// A document as a demanding reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examination {
    /// Parts and questions.
    pub structure: Structure,
    /// Findings in the order of the text.
    pub findings: Vec<Finding>,
}

/// Reads a document with a template; without one, the template is found from front matter and headings.
pub fn examine(_text: &str, _template: Option<&Template>) -> Examination {
    Examination::default()
}
