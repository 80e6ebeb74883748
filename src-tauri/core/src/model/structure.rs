//! What a reader sees in a document: its parts and its questions.

use super::Span;

/// How much a finding costs the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Listed, never shown unasked.
    Info,
    /// A reader may ask.
    Advice,
    /// A reader will stop here.
    Warning,
    /// The document cannot be read as what it is.
    Error,
}

/// How a part was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// By its own heading, or one of the heading's synonyms.
    Heading,
    /// By what its paragraph does in a press release without headings.
    Role,
    /// By its place: the first heading of a press release is its headline; a part goes on after a
    /// pinned paragraph.
    Position,
    /// By what the writer says in a comment above it.
    Pin,
}

/// One part of a document, from its own heading (if it has one) to its last non-blank line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The part's id as templates name it, such as `problem` or `customer-faq`.
    pub role: String,
    /// The whole part, heading included.
    pub span: Span,
    /// The part without its heading; empty when nothing was written yet.
    pub body: Span,
    /// How the part was found.
    pub found_by: FoundBy,
}

/// Who asks a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Customers and the press.
    Customer,
    /// Colleagues and sceptics inside.
    Internal,
    /// The document does not say.
    Unknown,
}

/// One question of an FAQ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question's line, without marks such as `##`, `**` or `Q:`.
    pub text: String,
    /// The line or lines in which the question stands.
    pub span: Span,
    /// Who asks.
    pub side: Side,
    /// The answer; empty when there is none.
    pub answer: Span,
    /// False when there is no answer, or only TODO or TBD.
    pub answered: bool,
}

/// What a document is and holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// A template's kind, as in `prfaq` or `narrative`; empty when the document is none.
    pub kind: String,
    /// The id of the template that it was read with.
    pub template: String,
    /// Language of the headings, as in `en`.
    pub language: String,
    /// Parts in the order of the text.
    pub parts: Vec<Part>,
    /// Questions in the order of the text.
    pub questions: Vec<Question>,
    /// Words that a reader reads: no marks, front matter or comments.
    pub words: usize,
}
