//! What the workspace asks of the desktop around it: dialogs, trash, file manager, browser, screen.
//! The window fills it in; tests answer it from a list.

use std::path::{Path, PathBuf};

/// The desktop around the program. A dialog that the writer leaves answers `None`; a failure is a
/// sentence for the writer. Called from command threads only; no dialog is shown while anything of
/// the workspace is locked.
pub trait Desktop: Send + Sync {
    /// Asks for a Markdown or text file to open.
    fn pick_document(&self) -> Option<PathBuf>;
    /// Asks for a folder; `question` is the title of the dialog.
    fn pick_folder(&self, question: &str) -> Option<PathBuf>;
    /// Asks where to save; starts in `folder` with `name`. The dialog asks before it names a file
    /// that exists.
    fn pick_save_path(&self, folder: &Path, name: &str) -> Option<PathBuf>;
    /// Puts a file into the desktop's trash.
    fn trash(&self, path: &Path) -> Result<(), String>;
    /// Shows a file in the desktop's file manager.
    fn reveal(&self, path: &Path) -> Result<(), String>;
    /// Opens an http, https or mailto address in the desktop's program for it.
    fn open_link(&self, address: &str) -> Result<(), String>;
    /// Keeps the screen awake, or lets it sleep again. Failure is not fatal to a read.
    fn keep_awake(&self, awake: Awake) -> Result<(), String>;
}

/// Whether the screen may go dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awake {
    /// A silent read is running.
    Keep,
    /// The desktop decides again.
    Release,
}
