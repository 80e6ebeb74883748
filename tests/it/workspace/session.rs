//! Sessions, folders, settings, reading, links; and the threads themselves.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use sixpager_core::model::EditorChange;
use sixpager_core::workspace::{Edit, Event, SavingState, Settings, SystemClock, What, Workspace};

use super::ground::Ground;

#[test]
fn a_first_session_is_empty_and_offers_kinds_of_documents() {
    let ground = Ground::new();
    let session = ground.workspace().start_session().unwrap();
    assert!(session.recent.is_empty() && session.folders.is_empty());
    assert!(session.opened.is_none());
    assert!(!session.templates.is_empty());
    assert_eq!(session.notices, [""; 0]);
    assert_eq!(session.documents_folder_shown, "~/Documents/Sixpager");
}

#[test]
fn the_file_of_the_command_line_opens_the_session() {
    let ground = Ground::new();
    ground.write("memos/a.md", "# A\n");
    ground
        .workspace()
        .request_document(&ground.path("memos/a.md"));
    let session = ground.workspace().start_session().unwrap();
    assert_eq!(session.opened.unwrap().summary.name, "a");
    assert!(
        ground
            .told()
            .iter()
            .all(|what| !matches!(what, What::DocumentRequested(_)))
    );
    ground.write("memos/b.md", "# B\n");
    ground
        .workspace()
        .request_document(&ground.path("memos/b.md"));
    let requested = |what: &What| match what {
        What::DocumentRequested(opened) => Some(opened.summary.name.clone()),
        _ => None,
    };
    let told = ground.told();
    assert_eq!(told.iter().find_map(requested).as_deref(), Some("b"));
}

#[test]
fn a_page_that_is_loaded_again_while_its_file_is_read_meets_the_same_document() {
    let ground = Ground::new();
    ground.write("memos/a.md", "# A\n");
    let workspace = ground.workspace();
    workspace.request_document(&ground.path("memos/a.md"));
    let (tell, told) = mpsc::channel();
    let again = workspace.clone();
    *ground.disk.while_reading.lock().unwrap() = Some(Box::new(move || {
        let (tell_early, told_early) = mpsc::channel();
        std::thread::spawn(move || {
            let session = again.start_session().unwrap();
            let _ = tell_early.send(());
            tell.send(session).unwrap();
        });
        // The second session waits for the first; one that does not wait is given time to go wrong.
        let _ = told_early.recv_timeout(Duration::from_millis(200));
    }));
    let first = workspace.start_session().unwrap().opened.unwrap();
    let second = told.recv_timeout(Duration::from_secs(10)).unwrap().opened;
    assert_eq!(
        second.map(|opened| opened.summary.document),
        Some(first.summary.document)
    );
}

#[test]
fn a_file_that_is_not_there_is_said() {
    let ground = Ground::new();
    ground
        .workspace()
        .request_document(&ground.path("memos/absent.md"));
    let session = ground.workspace().start_session().unwrap();
    assert!(session.notices.join(" ").contains("not there"));
    ground
        .workspace()
        .request_document(&ground.path("memos/absent.md"));
    let said =
        |what: &What| matches!(what, What::Noticed(sentence) if sentence.contains("not there"));
    assert!(ground.has_told(said));
}

#[test]
fn recent_documents_and_folders_are_remembered() {
    let mut ground = Ground::new();
    ground.document("memos/a.md", "# A\n").close(&ground);
    ground.document("memos/b.md", "# B\n").close(&ground);
    ground.write("memos/.hidden.md", "x");
    std::fs::create_dir(ground.path("memos/below")).unwrap();
    ground.write("memos/below/c.txt", "x");
    ground.desktop.answer(ground.path("memos"));
    let folder = ground.workspace().choose_folder().unwrap().unwrap();
    assert_eq!(folder.shown, "~/memos");
    std::fs::remove_file(ground.path("memos/a.md")).unwrap();
    ground.kill();
    let session = ground.workspace().start_session().unwrap();
    let recent: Vec<_> = session
        .recent
        .iter()
        .map(|known| (known.name.as_str(), known.missing))
        .collect();
    assert_eq!(recent, [("b", false), ("a", true)]);
    let listed = |folders: &[sixpager_core::workspace::LibraryFolder]| -> Vec<String> {
        let documents = folders.iter().flat_map(|folder| &folder.documents);
        documents.map(|document| document.title.clone()).collect()
    };
    assert_eq!(listed(&session.folders), ["B", "c"]);
    let id = session.folders[0].folder;
    ground.workspace().close_folder(id).unwrap();
    assert_eq!(ground.workspace().list_library().unwrap().len(), 0);
    assert!(ground.workspace().close_folder(id).is_err());
}

#[test]
fn a_document_listed_and_opened_is_the_same() {
    let ground = Ground::new();
    ground.write("memos/a.md", "# A\n");
    ground.desktop.answer(ground.path("memos"));
    let folder = ground.workspace().choose_folder().unwrap().unwrap();
    let listed = folder.documents[0].document;
    assert_eq!(
        ground
            .workspace()
            .open_document(listed)
            .unwrap()
            .summary
            .name,
        "a"
    );
    assert_eq!(ground.open("memos/a.md").document, listed);
}

#[test]
fn changes_in_opened_folders_are_told() {
    let ground = Ground::new();
    ground.desktop.answer(ground.path("memos"));
    ground.workspace().choose_folder().unwrap();
    ground.told();
    ground.write_outside("memos/new.md", "x");
    let changed = |what: &What| matches!(what, What::LibraryChanged);
    assert!(ground.has_told(changed));
    ground.write_outside("elsewhere.md", "x");
    assert!(!ground.has_told(changed));
}

#[test]
fn a_folder_that_is_given_is_opened_and_its_documents_are_shown() {
    let ground = Ground::new();
    ground.write("memos/a.md", "# A\n");
    let workspace = ground.workspace();
    workspace.request_document(&ground.path("memos"));
    let session = workspace.start_session().unwrap();
    assert_eq!(session.folders[0].documents[0].title, "A");
    assert_eq!(session.settings.open_panels, ["library"]);
    assert!(session.opened.is_none());
    ground.told();
    std::fs::create_dir(ground.path("more")).unwrap();
    ground.write("more/b.md", "# B\n");
    workspace.request_document(&ground.path("more"));
    let asked = |what: &What| matches!(what, What::FolderRequested);
    assert!(ground.has_told(asked));
    assert_eq!(workspace.list_library().unwrap().len(), 2);
    workspace.request_document(&ground.path("nowhere"));
    let said = |what: &What| matches!(what, What::Noticed(_));
    assert!(ground.has_told(said));
}

#[test]
fn settings_are_kept() {
    let mut ground = Ground::new();
    let chosen = Settings {
        theme: "dark".into(),
        minutes_per_page: 9.0,
        spelling: false,
        open_panels: vec!["guide".into()],
    };
    let kept = ground.workspace().change_settings(chosen).unwrap();
    assert_eq!(kept.minutes_per_page, 5.0);
    ground.desktop.answer(ground.path("memos"));
    let folder = ground.workspace().choose_documents_folder().unwrap();
    assert_eq!(folder, Some(ground.path("memos")));
    ground.kill();
    let session = ground.workspace().start_session().unwrap();
    assert_eq!(session.settings, kept);
    assert_eq!(session.documents_folder, ground.path("memos"));
}

#[test]
fn a_silent_read_is_frozen_and_keeps_the_screen_awake() {
    let ground = Ground::new();
    let text = format!("# A\n\n{}\n", "word ".repeat(1_300));
    let mut editor = ground.document("memos/a.md", &text);
    let reading = ground.workspace().begin_reading(editor.document).unwrap();
    assert_eq!(reading.title, "A");
    assert!(
        (6..=7).contains(&reading.minutes),
        "two pages of three minutes"
    );
    let minutes = (reading.ends_at.0 - reading.begun_at.0) / 60_000;
    assert_eq!(minutes, i64::from(reading.minutes));
    editor.write(&ground, "typed meanwhile");
    assert_eq!(reading.text.as_str(), text);
    let version = ground.versions(editor.document)[0].clone();
    assert_eq!((version.id, version.kind.name()), (reading.version, "read"));
    ground.workspace().end_reading(reading.reading).unwrap();
    assert_eq!(ground.desktop.done(), ["Keep", "Release"]);
    assert!(ground.workspace().end_reading(reading.reading).is_err());
}

#[test]
fn the_end_of_the_program_saves_and_lets_the_screen_sleep() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    ground.workspace().begin_reading(editor.document).unwrap();
    editor.write(&ground, "last");
    ground.workspace().finish();
    assert_eq!(ground.read("memos/a.md"), "# A\nlast");
    assert_eq!(ground.desktop.done(), ["Keep", "Release"]);
}

#[test]
fn only_safe_links_reach_the_desktop() {
    let ground = Ground::new();
    ground.workspace().open_link("HTTPS://a.b/c").unwrap();
    assert!(ground.workspace().open_link("file:///etc/passwd").is_err());
    assert!(ground.workspace().open_link("javascript:x").is_err());
    assert_eq!(ground.desktop.done(), ["open https://a.b/c"]);
}

/// Waits for an event; the time is only for a program that hangs.
#[track_caller]
fn wait_for(heard: &mpsc::Receiver<Event>, found: impl Fn(&What) -> bool) -> Event {
    loop {
        let event = heard.recv_timeout(Duration::from_secs(30));
        let event = event.expect("the event comes by itself");
        if found(&event.what) {
            return event;
        }
    }
}

/// A workspace whose work is done by its threads, and what it tells.
fn with_threads(ground: &Ground) -> (Workspace, mpsc::Receiver<Event>) {
    let (tell, heard) = mpsc::channel();
    let mut setup = ground.setup();
    setup.store_path = ground.path("threads/sixpager.db");
    setup.clock = Arc::new(SystemClock::new());
    let tell = std::sync::Mutex::new(tell);
    setup.listener = Arc::new(move |event| {
        let _ = tell.lock().unwrap().send(event);
    });
    (Workspace::start(setup), heard)
}

#[test]
fn the_first_document_is_examined_beside_its_opening() {
    let ground = Ground::new();
    let (workspace, heard) = with_threads(&ground);
    let first = ground.write("memos/a.md", "# A\n\nOne two three.\n");
    workspace.open_path(&first).unwrap();
    // Told as an event, which what is examined on opening is not.
    let examined = wait_for(&heard, |what| matches!(what, What::DocumentExamined(_)));
    let What::DocumentExamined(snapshot) = examined.what else {
        unreachable!("it was waited for");
    };
    assert_eq!(snapshot.examination.structure.words, 4);
    let second = ground.write("memos/b.md", "# B\n\nFour.\n");
    let opened = workspace.open_path(&second).unwrap();
    assert!(
        !opened.snapshot.examination.unread,
        "by now it takes no time"
    );
}

#[test]
fn threads_keep_save_examine_and_see_other_programs() {
    let ground = Ground::new();
    let (workspace, heard) = with_threads(&ground);
    let path = ground.write("memos/a.md", "# A\n");
    let opened = workspace.open_path(&path).unwrap();
    let document = opened.summary.document;
    let edit = Edit {
        base: 0,
        changes: vec![EditorChange::new(4, 4, "word")],
        length: 8,
        proposal: None,
    };
    workspace.edit_document(document, &edit).unwrap();
    let in_state = |state| move |what: &What| matches!(what, What::SavingChanged(saving) if saving.state == state);
    wait_for(&heard, in_state(SavingState::Kept));
    wait_for(&heard, in_state(SavingState::Saved));
    assert_eq!(ground.read("memos/a.md"), "# A\nword");
    std::fs::write(&path, "# A\nwords\n").unwrap();
    let proposed = wait_for(&heard, |what| matches!(what, What::ChangeProposed(_)));
    assert_eq!(proposed.document, Some(document));
    workspace.close_document(document).unwrap();
}

#[test]
fn folders_that_hold_much_are_listed_after_the_session_has_begun() {
    let mut ground = Ground::new();
    for number in 0..150 {
        ground.write(&format!("memos/{number}.md"), format!("# Memo {number}\n"));
    }
    ground.desktop.answer(ground.path("memos"));
    ground.workspace().choose_folder().unwrap();
    ground.kill();
    let session = ground.workspace().start_session().unwrap();
    assert!(session.folders[0].documents.is_empty());
    let changed = |what: &What| matches!(what, What::LibraryChanged);
    assert!(ground.has_told(changed));
    let folders = ground.workspace().list_library().unwrap();
    assert_eq!(folders[0].documents.len(), 150);
}
