//! What a window needs to draw itself for the first time, and what the writer chose for good.

use std::path::PathBuf;

use super::document::{DocumentSummary, OpenedDocument};
use super::library::LibraryFolder;
use crate::template::Template;

/// What a window needs to draw itself for the first time.
#[derive(Clone, Debug)]
pub struct Session {
    /// The writer's choices.
    pub settings: Settings,
    /// Documents opened lately, newest first.
    pub recent: Vec<DocumentSummary>,
    /// The opened folders.
    pub folders: Vec<LibraryFolder>,
    /// Kinds of documents to begin.
    pub templates: &'static [Template],
    /// The document that was asked for, was open before, or has words to recover.
    pub opened: Option<OpenedDocument>,
    /// Sentences to show: a store that cannot be opened, a file that was not found.
    pub notices: Vec<String>,
    /// Version of the program.
    pub app_version: &'static str,
    /// Where new documents go.
    pub documents_folder: PathBuf,
    /// The same for display, shortened with `~`.
    pub documents_folder_shown: String,
}

/// The writer's choices.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Minutes of reading a page: 2 to 5.
    pub minutes_per_page: f32,
    /// Whether spelling is checked.
    pub spelling: bool,
    /// Panels that were open: `library`, `remarks`, `guide`, `history`.
    pub open_panels: Vec<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: "system".into(),
            minutes_per_page: 3.0,
            spelling: true,
            open_panels: Vec::new(),
        }
    }
}
