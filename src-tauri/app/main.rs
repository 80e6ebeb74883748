//! The desktop window over the core: starts it, shows it, closes it without losing a word.
//! Owns everything that names the window toolkit; must never decide anything about documents.

mod closing;
mod commands;
mod core_door;
mod desktop;
mod outlet;
mod window;
#[cfg(target_os = "linux")]
mod window_linux;

use core_door::CoreDoor;
use sixpager_wire::{Places, path_argument};
use std::path::{Path, PathBuf};
use tauri::{Manager, RunEvent, WindowEvent};
use tauri_plugin_window_state::StateFlags;

fn main() {
    #[cfg(target_os = "linux")]
    if gtk::init().is_err() {
        eprintln!("Sixpager cannot start: there is no display. Its command line is sixpager-cli.");
        std::process::exit(1)
    }
    let app = tauri::Builder::default()
        // First of all: a second start must end before it touches the store.
        .plugin(tauri_plugin_single_instance::init(second_start))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .manage(CoreDoor::default())
        .manage(outlet::Outlet::default())
        .manage(closing::Closing::default())
        .invoke_handler(commands::answer)
        .setup(|app| {
            let folder = std::env::current_dir().unwrap_or_default();
            core_door::start(app.handle(), places()?, path_argument(arguments(), &folder));
            closing::on_signals(app.handle());
            window::open(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .unwrap_or_else(|problem| {
            eprintln!("Sixpager cannot start: {problem}");
            std::process::exit(1)
        });
    app.run(react);
}

fn react(app: &tauri::AppHandle, event: RunEvent) {
    match event {
        RunEvent::WindowEvent {
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } => {
            api.prevent_close();
            closing::close(app);
        }
        RunEvent::WindowEvent {
            event: WindowEvent::DragDrop(tauri::DragDropEvent::Drop { paths, .. }),
            ..
        } => paths.into_iter().for_each(|path| request(app, path)),
        RunEvent::WindowEvent {
            event: WindowEvent::Focused(false),
            ..
        } => save_all(app),
        // Asked for by the desktop, not by `closing::close`, which gives a code.
        RunEvent::ExitRequested {
            code: None, api, ..
        } => {
            api.prevent_exit();
            closing::close(app);
        }
        _ => {}
    }
}

/// The first program's side of a second start: it gets the file and comes to the front.
fn second_start(app: &tauri::AppHandle, arguments: Vec<String>, folder: String) {
    if let Some(path) = path_argument(arguments.into_iter().skip(1), Path::new(&folder)) {
        request(app, path);
    }
    window::bring_to_front(app);
}

fn request(app: &tauri::AppHandle, path: PathBuf) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || app.state::<CoreDoor>().request(&path));
}

/// The writer turned to something else, perhaps to another program that reads the file.
fn save_all(app: &tauri::AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || app.state::<CoreDoor>().save_all());
}

/// Finds the places; without a home folder there is nowhere to keep anything.
fn places() -> Result<Places, &'static str> {
    let home = || std::env::home_dir().and_then(|home| home.into_os_string().into_string().ok());
    Places::find(|name| {
        std::env::var(name)
            .ok()
            .or_else(|| (name == "HOME").then(home)?)
    })
    .ok_or("there is no home folder; set HOME to one")
}

fn arguments() -> impl Iterator<Item = std::ffi::OsString> {
    std::env::args_os().skip(1)
}
