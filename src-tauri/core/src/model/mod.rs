//! Documents as values: spans, parts, questions.
//! Pure: no file, database, clock, randomness or environment.

mod span;
mod structure;

pub use span::Span;
pub use structure::{FoundBy, Part, Question, Severity, Side, Structure};
