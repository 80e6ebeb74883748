//! A core with nothing around it: its own home folder, dialogs that are always left, no threads.

use sixpager_core::disk::RealDisk;
use sixpager_core::workspace::{Awake, Desktop, Setup, SystemClock, Workspace};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A workspace that lives in a folder of its own.
pub struct Quiet {
    pub workspace: Workspace,
    pub home: TempDir,
}

/// Starts a workspace whose work is done by hand, in an empty home folder.
pub fn quiet_workspace() -> Quiet {
    let home = tempfile::tempdir().expect("a folder");
    let root = home.path().canonicalize().expect("its real path");
    let workspace = Workspace::by_hand(Setup {
        store_path: root.join("data/sixpager.db"),
        documents_folder: root.join("Documents/Sixpager"),
        config_folder: None,
        home: root,
        disk: Arc::new(RealDisk),
        desktop: Arc::new(NoDesktop),
        clock: Arc::new(SystemClock::new()),
        listener: Arc::new(|_| ()),
    });
    Quiet { workspace, home }
}

impl Quiet {
    /// Writes a file and opens it as an argument of the program would be; returns the document's id.
    #[track_caller]
    pub fn open(&self, name: &str, text: &str) -> String {
        let file = self.home.path().join(name);
        std::fs::write(&file, text).expect("written");
        self.workspace.request_document(&file);
        let session = self.workspace.start_session().expect("a session");
        let opened = session.opened.expect("the file that was asked for");
        opened.summary.document.to_string()
    }
}

struct NoDesktop;

impl Desktop for NoDesktop {
    fn pick_document(&self) -> Option<PathBuf> {
        None
    }

    fn pick_folder(&self, _question: &str) -> Option<PathBuf> {
        None
    }

    fn pick_save_path(&self, _folder: &Path, _name: &str) -> Option<PathBuf> {
        None
    }

    fn trash(&self, _path: &Path) -> Result<(), String> {
        Err("there is no trash".into())
    }

    fn reveal(&self, _path: &Path) -> Result<(), String> {
        Ok(())
    }

    fn open_link(&self, _address: &str) -> Result<(), String> {
        Ok(())
    }

    fn keep_awake(&self, _awake: Awake) -> Result<(), String> {
        Err("there is no screen".into())
    }
}
