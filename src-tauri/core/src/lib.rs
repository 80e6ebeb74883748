//! The editor without a screen: documents, parts, rules, history and saving.
//!
//! Layers: `model`, `template`, `check` and `history` are pure (no file, database, clock or
//! randomness); `store` is SQLite and nothing else; `disk` is files and nothing else;
//! `workspace` is the one place that combines them. No window, no layout engine.

pub mod check;
pub mod disk;
pub mod error;
pub mod history;
pub mod model;
pub mod store;
pub mod template;
pub mod workspace;

pub use error::{Code, Error, Result};
