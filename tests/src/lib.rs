//! What tests and measuring programs share.

pub mod labels;
