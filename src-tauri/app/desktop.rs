//! The desktop around the window: dialogs, trash, file manager, browser, a screen kept awake.
//! A failure is a sentence and never ends the program.

use keepawake::KeepAwake;
use sixpager_core::workspace::{Awake, Desktop};
use sixpager_wire::Answers;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// The desktop as the window sees it.
pub struct WindowDesktop {
    app: AppHandle,
    /// Answers instead of dialogs: no test can drive a native dialog.
    answers: Option<Answers>,
    awake: Mutex<Option<KeepAwake>>,
}

impl WindowDesktop {
    /// Takes dialog answers from the file that `SIXPAGER_ANSWERS` names, if it names one.
    pub fn new(app: AppHandle) -> WindowDesktop {
        WindowDesktop {
            app,
            answers: std::env::var_os("SIXPAGER_ANSWERS").map(Answers::from_file),
            awake: Mutex::new(None),
        }
    }

    fn ask(
        &self,
        question: &str,
        show: impl FnOnce(FileDialogBuilder<tauri::Wry>) -> Option<tauri_plugin_dialog::FilePath>,
    ) -> Option<PathBuf> {
        if let Some(answers) = &self.answers {
            return answers.next();
        }
        let mut dialog = self.app.dialog().file().set_title(question);
        if let Some(window) = self.app.get_webview_window(crate::window::MAIN) {
            dialog = dialog.set_parent(&window);
        }
        show(dialog)?.into_path().ok()
    }
}

const DOCUMENT_ENDINGS: &[&str] = &["md", "markdown", "txt"];

impl Desktop for WindowDesktop {
    fn pick_document(&self) -> Option<PathBuf> {
        self.ask("Open a document", |dialog| {
            dialog
                .add_filter("Markdown and text", DOCUMENT_ENDINGS)
                .blocking_pick_file()
        })
    }

    fn pick_folder(&self, question: &str) -> Option<PathBuf> {
        self.ask(question, FileDialogBuilder::blocking_pick_folder)
    }

    fn pick_save_path(&self, folder: &Path, name: &str) -> Option<PathBuf> {
        self.ask("Save as", |dialog| {
            dialog
                .add_filter("Markdown and text", DOCUMENT_ENDINGS)
                .set_directory(folder)
                .set_file_name(name)
                .blocking_save_file()
        })
    }

    fn trash(&self, path: &Path) -> Result<(), String> {
        trash::delete(path).map_err(|problem| problem.to_string())
    }

    fn reveal(&self, path: &Path) -> Result<(), String> {
        tauri_plugin_opener::reveal_item_in_dir(path).map_err(|problem| problem.to_string())
    }

    fn open_link(&self, address: &str) -> Result<(), String> {
        // The core has looked at it already; the last hand before the desktop looks once more.
        let allowed = ["http://", "https://", "mailto:"];
        if !allowed.iter().any(|scheme| address.starts_with(scheme)) {
            return Err("only web and mail addresses are opened".to_owned());
        }
        tauri_plugin_opener::open_url(address, None::<&str>).map_err(|problem| problem.to_string())
    }

    fn keep_awake(&self, awake: Awake) -> Result<(), String> {
        let mut held = self.awake.lock().unwrap_or_else(PoisonError::into_inner);
        *held = match awake {
            Awake::Release => None,
            Awake::Keep => Some(
                keepawake::Builder::default()
                    .display(true)
                    .idle(true)
                    .reason("A silent read is running")
                    .app_name("Sixpager")
                    .app_reverse_domain("org.sixpager.editor")
                    .create()
                    .map_err(|problem| problem.to_string())?,
            ),
        };
        Ok(())
    }
}
