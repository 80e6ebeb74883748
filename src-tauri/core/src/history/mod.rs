//! What changed between two texts, and which moments are worth keeping.
//! Pure, and cannot fail.

mod compare;

pub use compare::{Comparison, Passage, PassageKind, Run, RunKind, compare};
