//! The opened folders and the documents in them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::document::DocumentSummary;
use crate::model::Hash;

/// An opened folder, by the hash of its path: the same folder always has the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, std::hash::Hash, PartialOrd, Ord)]
pub struct FolderId(Hash);

impl FolderId {
    /// Returns the id of a folder.
    pub fn of(path: &Path) -> FolderId {
        FolderId(Hash::of(path.as_os_str().as_encoded_bytes()))
    }
}

impl fmt::Display for FolderId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for FolderId {
    type Err = ();

    fn from_str(text: &str) -> Result<FolderId, ()> {
        text.parse().map(FolderId)
    }
}

/// An opened folder with its documents.
#[derive(Clone, Debug)]
pub struct LibraryFolder {
    /// The folder.
    pub folder: FolderId,
    /// Where it is.
    pub path: PathBuf,
    /// The same for display, shortened with `~`.
    pub shown: String,
    /// Its documents by name, those in folders below included.
    pub documents: Vec<DocumentSummary>,
    /// Why it cannot be listed, or not in full, as a sentence.
    pub problem: Option<String>,
}
