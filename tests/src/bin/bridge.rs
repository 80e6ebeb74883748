//! The real core without a window, one JSON value a line: what stands behind the page in a browser.
//!
//! In: `{"id": 1, "name": "open_document", "args": {…}}`. Out, in any order: `{"id": 1, "ok": …}` or
//! `{"id": 1, "error": {"code": …, "message": …}}`; `{"event": {…}}`; and `{"asked": {…}}` for what the
//! desktop around a window would have done: a link opened, a file shown, the screen kept awake.
//! The end of the input closes everything in order, as a closed window does.

use serde::Deserialize;
use serde_json::{Value, json};
use sixpager_core::disk::RealDisk;
use sixpager_core::workspace::{Awake, Desktop, Setup, SystemClock, Workspace};
use sixpager_wire::{Answers, Feed, Places, dispatch, path_argument};
use std::io::{BufRead, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

const USAGE: &str = "usage: sixpager-bridge --home DIR [--answers FILE] [FILE]";

fn main() -> ExitCode {
    match Options::read(std::env::args().skip(1)) {
        Some(options) => run(options),
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

struct Options {
    home: PathBuf,
    answers: Option<PathBuf>,
    path: Option<PathBuf>,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
        let (mut home, mut answers, mut path) = (None, None, None);
        let folder = std::env::current_dir().unwrap_or_default();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--home" => home = Some(std::path::absolute(arguments.next()?).ok()?),
                "--answers" => answers = Some(PathBuf::from(arguments.next()?)),
                _ => path = Some(path_argument([argument], &folder)?),
            }
        }
        Some(Options {
            home: home?,
            answers,
            path,
        })
    }
}

/// Everything below the home folder; variables that lead elsewhere are not the test's.
fn places(home: &Path) -> Option<Places> {
    Places::find(|name| match name {
        "HOME" => home.to_str().map(str::to_owned),
        _ => std::env::var(name)
            .ok()
            .filter(|value| Path::new(value).starts_with(home)),
    })
}

fn run(options: Options) -> ExitCode {
    let Some(places) = places(&options.home) else {
        eprintln!("The home folder has no usable name.");
        return ExitCode::from(2);
    };
    let feed = Arc::new(Feed::default());
    feed.listen(Box::new(|event| say(&format!("{{\"event\":{event}}}"))));
    let events = feed.clone();
    let workspace = Workspace::start(Setup {
        store_path: places.store,
        home: places.home.clone(),
        documents_folder: places.documents,
        config_folder: Some(places.config),
        disk: Arc::new(RealDisk),
        desktop: Arc::new(BridgeDesktop {
            home: places.home,
            answers: options.answers.map(Answers::from_file),
        }),
        clock: Arc::new(SystemClock::new()),
        listener: Arc::new(move |event| events.send(event)),
    });
    if let Some(path) = options.path {
        workspace.request_document(&path);
    }
    serve(&workspace);
    for sentence in workspace.finish() {
        eprintln!("{sentence}");
    }
    ExitCode::SUCCESS
}

/// Answers each line on a thread of its own: calls overtake one another here as in the window.
fn serve(workspace: &Workspace) {
    std::thread::scope(|scope| {
        for line in stdin().lock().lines().map_while(Result::ok) {
            scope.spawn(move || say(&reply(workspace, &line)));
        }
    });
}

#[derive(Deserialize)]
struct Call {
    id: u64,
    name: String,
    #[serde(default = "no_arguments")]
    args: Value,
}

fn no_arguments() -> Value {
    json!({})
}

fn reply(workspace: &Workspace, line: &str) -> String {
    let call: Call = match serde_json::from_str(line) {
        Ok(call) => call,
        Err(problem) => return json!({"id": null, "error": {"code": "bad-request", "message": problem.to_string()}}).to_string(),
    };
    match dispatch(workspace, &call.name, call.args) {
        Ok(answer) => format!("{{\"id\":{},\"ok\":{answer}}}", call.id),
        Err(error) => json!({"id": call.id, "error": error}).to_string(),
    }
}

/// Writes one line, whole. When nobody reads any more there is nobody to tell.
fn say(line: &str) {
    let mut out = stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// The desktop of a test: dialogs are answered from a file, the trash is the folder that desktops
/// use, and everything else is told instead of done.
struct BridgeDesktop {
    home: PathBuf,
    answers: Option<Answers>,
}

impl BridgeDesktop {
    fn answer(&self) -> Option<PathBuf> {
        self.answers.as_ref()?.next()
    }

    fn tell(&self, what: &str, value: Value) -> Result<(), String> {
        say(&json!({"asked": {what: value}}).to_string());
        Ok(())
    }
}

impl Desktop for BridgeDesktop {
    fn pick_document(&self) -> Option<PathBuf> {
        self.answer()
    }

    fn pick_folder(&self, _question: &str) -> Option<PathBuf> {
        self.answer()
    }

    fn pick_save_path(&self, _folder: &Path, _name: &str) -> Option<PathBuf> {
        self.answer()
    }

    fn trash(&self, path: &Path) -> Result<(), String> {
        let trash = self.home.join(".local/share/Trash/files");
        std::fs::create_dir_all(&trash).map_err(|problem| problem.to_string())?;
        let name = path.file_name().ok_or("The file has no name.")?;
        std::fs::rename(path, trash.join(name)).map_err(|problem| problem.to_string())
    }

    fn reveal(&self, path: &Path) -> Result<(), String> {
        self.tell("reveal", json!(path))
    }

    fn open_link(&self, address: &str) -> Result<(), String> {
        self.tell("open_link", json!(address))
    }

    fn keep_awake(&self, awake: Awake) -> Result<(), String> {
        self.tell("keep_awake", json!(awake == Awake::Keep))
    }
}
