//! `history` and `restore` over the store of a window.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use sixpager_cli::Places;
use sixpager_core::disk::RealDisk;
use sixpager_core::model::Timestamp;
use sixpager_core::workspace::{
    Awake, Clock, Desktop, Event, LocalTime, Origin, Setup, SystemClock, Tick, What, Workspace,
};

use crate::cli::Bench;

/// Real dates; ticks that go on when a test says so.
#[derive(Default)]
struct Steps {
    ticks: AtomicU64,
}

impl Clock for Steps {
    fn now(&self) -> Timestamp {
        SystemClock::new().now()
    }

    fn tick(&self) -> Tick {
        Tick(self.ticks.load(Ordering::SeqCst))
    }

    fn local(&self, at: Timestamp) -> LocalTime {
        SystemClock::new().local(at)
    }
}

/// A desktop at which nobody answers.
struct Nobody;

impl Desktop for Nobody {
    fn pick_document(&self) -> Option<PathBuf> {
        None
    }

    fn pick_folder(&self, _: &str) -> Option<PathBuf> {
        None
    }

    fn pick_save_path(&self, _: &Path, _: &str) -> Option<PathBuf> {
        None
    }

    fn trash(&self, _: &Path) -> Result<(), String> {
        Err("Nobody is there.".to_owned())
    }

    fn reveal(&self, _: &Path) -> Result<(), String> {
        Err("Nobody is there.".to_owned())
    }

    fn open_link(&self, _: &str) -> Result<(), String> {
        Err("Nobody is there.".to_owned())
    }

    fn keep_awake(&self, _: Awake) -> Result<(), String> {
        Err("Nobody is there.".to_owned())
    }
}

/// A window without a screen, on the same store as the command line.
struct Window {
    workspace: Workspace,
    clock: Arc<Steps>,
    events: Arc<Mutex<Vec<Event>>>,
}

impl Window {
    fn new(bench: &Bench) -> Window {
        let places = bench.surroundings().places.expect("there is a home folder");
        let clock = Arc::new(Steps::default());
        let events: Arc<Mutex<Vec<Event>>> = Arc::default();
        let heard = events.clone();
        let workspace = Workspace::by_hand(Setup {
            store_path: places.store,
            documents_folder: places.home.clone(),
            config_folder: None,
            home: places.home,
            disk: Arc::new(RealDisk),
            desktop: Arc::new(Nobody),
            clock: clock.clone(),
            listener: Arc::new(move |event| heard.lock().expect("no panic").push(event)),
        });
        Window {
            workspace,
            clock,
            events,
        }
    }

    fn wait(&self) {
        for _ in 0..100 {
            self.clock.ticks.fetch_add(100, Ordering::SeqCst);
            self.workspace.step();
        }
    }

    /// Opens a file, writes a text into it and saves it.
    fn write(&self, path: &str, text: &str) {
        let opened = self.workspace.open_path(Path::new(path)).expect("it opens");
        let document = opened.summary.document;
        self.workspace
            .resync_document(document, text)
            .expect("it is edited");
        self.workspace.save_document(document).expect("it is saved");
    }

    fn close(self, path: &str) {
        let document = self.workspace.find_document(Path::new(path));
        let closed = self
            .workspace
            .close_document(document.expect("it is known"));
        closed.expect("it closes");
    }
}

/// A file with two moments: as found, and saved.
fn written(bench: &Bench) -> String {
    let path = bench.write("memo.md", "# One\r\n\r\nFirst words.\r\n");
    let window = Window::new(bench);
    window.write(&path, "# One\n\nOther words here.\n");
    window.close(&path);
    path
}

/// The numbers that `history` lists, newest first.
#[track_caller]
fn numbers(bench: &Bench, path: &str) -> Vec<String> {
    let outcome = bench.run(&["history", path]);
    assert_eq!((outcome.status, outcome.err.as_str()), (0, ""));
    let number = |line: &str| line.split_whitespace().next().map(str::to_owned);
    outcome.out.lines().filter_map(number).collect()
}

#[test]
fn the_store_is_where_the_windows_is() {
    for pairs in [
        &[("HOME", "/h")][..],
        &[("HOME", "/h"), ("XDG_DATA_HOME", "/d")],
        &[("HOME", "/h"), ("XDG_DATA_HOME", "d")],
        &[("USERPROFILE", "/u")],
        &[("HOME", "relative"), ("USERPROFILE", "/u")],
        &[],
    ] {
        let variable = |name: &str| {
            let found = pairs.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(
            Places::find(variable).map(|places| (places.home, places.store, places.config)),
            sixpager_wire::Places::find(variable).map(|places| (
                places.home,
                places.store,
                places.config
            )),
            "{pairs:?}"
        );
    }
}

#[test]
fn moments_are_listed_newest_first() {
    let bench = Bench::new();
    let path = written(&bench);
    let outcome = bench.run(&["history", &path]);
    let lines: Vec<&str> = outcome.out.lines().collect();
    assert_eq!(lines.len(), 2, "{outcome:?}");
    assert!(lines[0].ends_with("4 words, 2 in, 1 out"), "{outcome:?}");
    assert!(lines[1].contains("As found"), "{outcome:?}");
}

#[test]
fn restore_brings_the_bytes_back_with_a_moment_before_and_after() {
    let bench = Bench::new();
    let path = written(&bench);
    let before = numbers(&bench, &path);
    // Words that no moment has yet.
    fs::write(&path, "Unseen words.\n").expect("a file can be written");
    let oldest = before.last().expect("there are moments").as_str();
    let outcome = bench.run(&["restore", &path, oldest]);
    assert_eq!((outcome.status, outcome.err.as_str()), (0, ""));
    let bytes = fs::read(&path).expect("the file is there");
    assert_eq!(bytes, b"# One\r\n\r\nFirst words.\r\n");
    let after = numbers(&bench, &path);
    assert_eq!(after.len(), before.len() + 2, "{after:?}");
    let outcome = bench.run(&["restore", &path, &after[1]]);
    assert_eq!(outcome.err, "");
    let bytes = fs::read(&path).expect("the file is there");
    assert_eq!(bytes, b"Unseen words.\n", "a restore can be undone");
}

#[test]
fn a_file_that_is_gone_comes_back() {
    let bench = Bench::new();
    let path = written(&bench);
    fs::remove_file(&path).expect("a file can be removed");
    let newest = &numbers(&bench, &path)[0];
    let outcome = bench.run(&["restore", &path, newest]);
    assert_eq!((outcome.status, outcome.err.as_str()), (0, ""));
    let text = fs::read_to_string(&path).expect("the file is back");
    assert!(text.contains("Other words here."), "{text}");
}

#[test]
fn an_open_window_sees_a_restore_as_a_change_from_outside() {
    let bench = Bench::new();
    let path = bench.write("memo.md", "# One\n\nFirst words.\n");
    let window = Window::new(&bench);
    window.write(&path, "# One\n\nOther words here.\n");
    let oldest = numbers(&bench, &path).pop().expect("there are moments");
    assert_eq!(bench.run(&["restore", &path, &oldest]).err, "");
    window.workspace.files_changed(&[path.into()]);
    window.wait();
    let events = window.events.lock().expect("no panic");
    let proposed = events.iter().find_map(|event| match &event.what {
        What::ChangeProposed(proposal) => Some((proposal.origin, proposal.text.as_str())),
        _ => None,
    });
    let expected = (Origin::Outside, "# One\n\nFirst words.\n");
    assert_eq!(proposed, Some(expected), "{events:?}");
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_touched() {
    let bench = Bench::new();
    let path = written(&bench);
    let before = fs::read(&path).expect("the file is there");
    bench.run(&["restore", &path, "77"]).says(&format!(
        "{path} has no version 77; `sixpager-cli history` lists those that it has."
    ));
    assert_eq!(fs::read(&path).expect("the file is there"), before);
    let missing = bench.run(&["history", &bench.path("missing.md")]);
    assert_eq!(
        (missing.status, missing.err.lines().count()),
        (2, 1),
        "{missing:?}"
    );
    let unknown = bench.write("unknown.md", "# Two\n");
    let outcome = bench.run(&["history", &unknown]);
    assert_eq!(
        outcome.out,
        format!("No moment of {unknown} is recorded yet.\n")
    );
    assert_eq!(outcome.status, 0);
}

#[test]
fn a_store_that_cannot_be_opened_is_said_and_not_taken_for_an_empty_one() {
    let bench = Bench::new();
    let path = bench.write("memo.md", "# One\n");
    let store = bench.surroundings().places.expect("a home folder").store;
    fs::create_dir_all(&store).expect("a folder stands where the store should be");
    let outcome = bench.run(&["history", &path]);
    assert_eq!((outcome.status, outcome.out.as_str()), (2, ""));
    assert_eq!(outcome.err.lines().count(), 1, "{outcome:?}");
}
