//! Documents as values: spans, parts, questions.
//! Pure: no file, database, clock, randomness or environment.

mod front_matter;
mod span;
mod structure;

pub use front_matter::{FrontMatter, Status};
pub use span::Span;
pub use structure::{FoundBy, Part, Question, Severity, Side, Structure};
