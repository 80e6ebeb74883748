//! Documents as values: texts, positions, edits, spans, parts, questions, versions.
//! Pure: no file, database, clock, randomness or environment.

mod difference;
mod edit;
mod front_matter;
mod hash;
mod identity;
mod position;
mod span;
mod structure;
mod version;

pub use difference::difference;
pub use edit::{BadChange, EditorChange, Splice, splices_to_changes};
pub use front_matter::{FrontMatter, Status};
pub use hash::Hash;
pub use identity::{DocumentId, FolderId, ReadingId, Timestamp, VersionId};
pub use position::{NotText, Place, Text};
pub use span::Span;
pub use structure::{FoundBy, Part, Question, Severity, Side, Structure};
pub use version::{Version, VersionKind};
