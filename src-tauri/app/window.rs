//! The writer's window: its size, its ground, and what it refuses: leaving our own pages, opening
//! other windows.

use crate::core_door::CoreDoor;
use sixpager_wire::is_own_page;
use tauri::webview::NewWindowResponse;
use tauri::window::Color;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The label of the writer's window; capabilities name it.
pub const MAIN: &str = "main";

/// The page's ground in the light scheme, shown until the page has drawn itself.
const LIGHT: Color = Color(0xff, 0xfe, 0xfb, 0xff);
const DARK: Color = Color(0x24, 0x22, 0x1f, 0xff);

/// Opens the writer's window.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Sixpager")
        .inner_size(1280.0, 860.0)
        .min_inner_size(720.0, 480.0)
        .background_color(if prefers_dark() { DARK } else { LIGHT })
        .on_navigation(|address| is_own_page(address.scheme(), address.host_str()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    take_ground(app);
    prepare_webview(&window)
}

/// Gives the window the ground of the light that the writer chose. Called when the window is there and
/// when the core is, because nobody knows which comes first; the page has drawn nothing by then.
pub fn take_ground(app: &AppHandle) {
    let theme = app.state::<CoreDoor>().theme();
    let Some((window, theme)) = app.get_webview_window(MAIN).zip(theme) else {
        return;
    };
    let chosen = match theme.as_str() {
        "dark" => DARK,
        "light" => LIGHT,
        _ => return,
    };
    // A window that is closing has no ground any more.
    let _ = window.set_background_color(Some(chosen));
}

/// Shows the window to the writer who started the program a second time.
pub fn bring_to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // Any of these may be refused by a window manager; the file is open all the same.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Whether the desktop is dark, asked before the first picture: a ground that is changed later is
/// seen as a flash.
#[cfg(target_os = "linux")]
fn prefers_dark() -> bool {
    crate::window_linux::prefers_dark()
}

/// Other systems tell their scheme only to a window that is there.
#[cfg(not(target_os = "linux"))]
fn prefers_dark() -> bool {
    false
}

#[cfg(target_os = "linux")]
fn prepare_webview(window: &WebviewWindow) -> tauri::Result<()> {
    let app = window.app_handle().clone();
    window.with_webview(move |webview| crate::window_linux::prepare(&webview.inner(), app))
}

#[cfg(not(target_os = "linux"))]
fn prepare_webview(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
