//! The way from the window to the core. The core starts beside the window, not before it: commands
//! that come earlier wait for it. Must never be waited for on the main thread.

use crate::desktop::WindowDesktop;
use crate::outlet::Outlet;
use sixpager_core::disk::RealDisk;
use sixpager_core::workspace::{Setup, SystemClock, Workspace};
use sixpager_wire::{Feed, Places, WireError, dispatch};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tauri::{AppHandle, Manager};

/// The core, once it has started, and the way of its events.
#[derive(Default)]
pub struct CoreDoor {
    workspace: OnceLock<Workspace>,
    feed: Arc<Feed>,
}

impl CoreDoor {
    /// Answers a command of the page; waits for the core to start.
    pub fn dispatch(&self, name: &str, arguments: serde_json::Value) -> Result<String, WireError> {
        dispatch(self.workspace.wait(), name, arguments)
    }

    /// Events go to this outlet's page from now on, numbered anew.
    pub fn listen(&self, outlet: Outlet) {
        self.feed
            .listen(Box::new(move |event| outlet.send_event(event)));
    }

    /// Returns the light that the writer chose: `system`, `light` or `dark`; `None` before the core has
    /// started.
    pub fn theme(&self) -> Option<String> {
        Some(self.workspace.get()?.settings().theme)
    }

    /// Opens what came from outside: an argument, a dropped file, a second start's file.
    pub fn request(&self, path: &Path) {
        self.workspace.wait().request_document(path);
    }

    /// Writes everything that waits into the files.
    pub fn save_all(&self) {
        if let Some(workspace) = self.workspace.get() {
            workspace.save_all();
        }
    }

    /// Keeps and writes everything for the last time; false when a text is nowhere but in memory,
    /// which the window was told. A core that never started has nothing to save.
    pub fn close(&self) -> bool {
        match self.workspace.get() {
            Some(workspace) => workspace.finish().is_empty(),
            None => true,
        }
    }
}

/// Starts the core on a thread of its own, with the file that the program was given.
pub fn start(app: &AppHandle, places: Places, path: Option<PathBuf>) {
    let app = app.clone();
    std::thread::spawn(move || {
        let door = app.state::<CoreDoor>();
        let feed = door.feed.clone();
        let workspace = Workspace::start(Setup {
            store_path: places.store,
            home: places.home,
            documents_folder: places.documents,
            config_folder: Some(places.config),
            disk: Arc::new(RealDisk),
            desktop: Arc::new(WindowDesktop::new(app.clone())),
            clock: Arc::new(SystemClock::new()),
            listener: Arc::new(move |event| feed.send(event)),
        });
        // Before any command is answered, so that the first page opens with the file.
        if let Some(path) = path {
            workspace.request_document(&path);
        }
        let _ = door.workspace.set(workspace);
        crate::window::take_ground(&app);
    });
}
