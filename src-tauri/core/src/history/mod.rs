//! What changed between two texts, and which moments are worth keeping.
//! Pure, and cannot fail.

mod compare;
mod names;
mod pairing;
mod paragraphs;
mod runs;
#[cfg(test)]
mod tests;
mod wording;
mod words;

pub use compare::{Comparison, Passage, PassageKind, Run, RunKind, compare};
