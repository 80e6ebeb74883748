//! Commands of the page: the core's by the wire's table, the window's own here.
//! Everything runs on a pool of threads, because some calls ask the writer or wait for a disk; the
//! main thread only hands over. Which window may call what, the capabilities say.

use crate::closing;
use crate::core_door::CoreDoor;
use crate::outlet::Outlet;
use crate::window::MAIN;
use serde::Deserialize;
use sixpager_wire::{ErrorCode, WINDOW_COMMANDS, WireError, plain_line};
use tauri::ipc::{Invoke, InvokeBody, JavaScriptChannelId, Response};
use tauri::{Manager, Webview};

/// A longer title is cut: window managers draw it on one line.
const LONGEST_TITLE: usize = 200;

/// A page that begins brings its channel with this question of the core: its events are heard before
/// the answer is made, and one way there and back is saved while the writer waits.
const BEGINNING: &str = "start_session";

/// Answers one command.
pub fn answer(invoke: Invoke) -> bool {
    let name = invoke.message.command().to_owned();
    let webview = invoke.message.webview();
    let arguments = match invoke.message.payload() {
        InvokeBody::Json(arguments) => arguments.clone(),
        InvokeBody::Raw(_) => serde_json::Value::Null,
    };
    let resolver = invoke.resolver;
    tauri::async_runtime::spawn_blocking(move || {
        if name == BEGINNING
            && let Ok(asked) = read::<Subscribe>(arguments.clone())
        {
            subscribe(&webview, &asked);
        }
        let reply = if WINDOW_COMMANDS.contains(&name.as_str()) {
            answer_for_window(&webview, &name, arguments).map(|()| "null".to_owned())
        } else {
            webview.state::<CoreDoor>().dispatch(&name, arguments)
        };
        match reply {
            Ok(json) => resolver.resolve(Response::new(json)),
            Err(error) => resolver.reject(error),
        }
    });
    true
}

#[derive(Deserialize)]
struct Subscribe {
    channel: JavaScriptChannelId,
}

#[derive(Deserialize)]
struct FullScreen {
    on: bool,
}

#[derive(Deserialize)]
struct Title {
    title: String,
}

fn answer_for_window(
    webview: &Webview,
    name: &str,
    arguments: serde_json::Value,
) -> Result<(), WireError> {
    let window = webview.window();
    match name {
        "set_full_screen" => {
            let asked: FullScreen = read(arguments)?;
            window.set_fullscreen(asked.on).map_err(refused)
        }
        "set_title" => {
            let asked: Title = read(arguments)?;
            let title = plain_line(&asked.title, LONGEST_TITLE);
            window.set_title(&title).map_err(refused)
        }
        "close_window" => {
            closing::close(webview.app_handle());
            Ok(())
        }
        "finish_closing" => {
            webview.state::<closing::Closing>().finish_flush();
            Ok(())
        }
        _ => Err(WireError {
            code: ErrorCode::BadRequest,
            message: format!("There is no command {name}."),
        }),
    }
}

/// Events go to this page from now on.
fn subscribe(webview: &Webview, asked: &Subscribe) {
    if webview.label() == MAIN {
        let outlet = webview.state::<Outlet>().inner().clone();
        outlet.open(asked.channel.channel_on(webview.clone()));
        webview.state::<CoreDoor>().listen(outlet);
    }
}

fn read<Arguments: for<'a> Deserialize<'a>>(
    arguments: serde_json::Value,
) -> Result<Arguments, WireError> {
    serde_json::from_value(arguments).map_err(|problem| WireError {
        code: ErrorCode::BadRequest,
        message: format!("The window was asked wrongly: {problem}."),
    })
}

fn refused(problem: tauri::Error) -> WireError {
    WireError {
        code: ErrorCode::Failed,
        message: format!("The desktop refused: {problem}."),
    }
}
