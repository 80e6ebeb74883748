//! What can go wrong, as a caller and a writer need to know it.

use std::fmt;

/// Tells callers what to do; a code exists only because a caller branches on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The editor's base or length does not fit: it has to send its whole text.
    WrongBase,
    /// The document is not open.
    NotOpen,
    /// The document cannot be changed.
    ReadOnly,
    /// There is no such document, version, file or template.
    NotFound,
    /// The arguments have the wrong shape.
    BadRequest,
    /// Anything else; the message says it.
    Failed,
}

/// A failure: a code for the caller, and a sentence for the writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What the caller branches on.
    pub code: Code,
    /// What happened, what was kept, what to do.
    pub message: String,
}

/// The result of whatever can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Makes a failure with a sentence for the writer.
    pub fn new(code: Code, message: impl Into<String>) -> Error {
        Error {
            code,
            message: message.into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
