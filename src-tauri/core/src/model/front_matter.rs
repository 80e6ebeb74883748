//! The fields before a document's text.
//! Never changes a byte: fields are edited by splicing lines.

use super::Span;

/// What stands between the two `---` lines at the start of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// From the first `---` to the end of the closing line, its line ending included.
    pub span: Span,
    /// Top-level fields in their order, values as text; lists joined with ", ".
    pub fields: Vec<(String, String)>,
    /// Why it could not be read, as a sentence for the writer; it is then treated as text.
    pub problem: Option<String>,
}

/// Where a document is in its life; what is remarked on depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Being written: style is not remarked on.
    Drafting,
    /// Handed to readers: everything is remarked on.
    InReview,
    /// Decided or launched: nothing is remarked on.
    Settled,
}
