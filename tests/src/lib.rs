//! What tests and measuring programs share.

pub mod disk;
pub mod labels;
pub mod tangles;
pub mod verdicts;
