//! Documents as values: texts, positions, edits, spans, parts, questions, versions.
//! Pure: no file, database, clock, randomness or environment.

mod anchor;
mod answer;
pub(crate) mod block;
mod day;
mod difference;
pub(crate) mod earlier;
mod edit;
mod front_matter;
mod hash;
pub(crate) mod heading;
mod heading_side;
mod identity;
pub(crate) mod label;
pub(crate) mod lines;
pub(crate) mod parts;
mod position;
mod printed;
pub(crate) mod prose;
pub(crate) mod question;
pub(crate) mod reading;
pub(crate) mod role;
mod span;
pub(crate) mod speaker;
mod structure;
mod substance;
pub(crate) mod unprinted;
mod version;
mod waiver;
mod walk;

pub use anchor::{Anchor, Resolved};
pub use day::Day;
pub use difference::difference;
pub use edit::{BadChange, EditorChange, Splice, splices_to_changes};
pub use front_matter::{FrontMatter, Status};
pub use hash::Hash;
pub use identity::{DocumentId, FolderId, ReadingId, Timestamp, VersionId};
pub use position::{NotText, Place, Text};
pub use printed::{Overrun, PrintedLine, overrun};
pub use span::Span;
pub use structure::{FoundBy, Part, Question, Severity, Side, Structure};
pub use substance::{Substance, Words};
pub use unprinted::{AnswerBlock, Pin, Unprinted, is_unprinted, with_pin};
pub use version::{Version, VersionKind};
pub use waiver::{About, LONGEST_REASON, Waiver, line_id};
