//! The way from the window to the core.

use sixpager_wire::{ErrorCode, WireError};
use std::path::{Path, PathBuf};
use tauri::AppHandle;

#[derive(Default)]
pub struct CoreDoor {}

impl CoreDoor {
    pub fn dispatch(&self, name: &str, _arguments: serde_json::Value) -> Result<String, WireError> {
        Err(WireError {
            code: ErrorCode::Failed,
            message: format!("{name}: the core is not there."),
        })
    }
    pub fn request(&self, _path: &Path) {}
    pub fn close(&self) {}
}

pub fn start(_app: &AppHandle, _path: Option<PathBuf>) {}
