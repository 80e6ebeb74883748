//! What an argument, a dropped file or a second start may open: regular Markdown and text files, and
//! folders, and nothing else.

use crate::shells::{Quiet, quiet_workspace};
use std::path::Path;

/// Asks for a path and returns what the session then shows: the opened text, and the sentences.
fn ask(home: &Quiet, path: &Path) -> (Option<String>, Vec<String>) {
    home.workspace.request_document(path);
    let session = home.workspace.start_session().expect("a session");
    let text = |text: &sixpager_core::model::Text| text.editor_text();
    (
        session.opened.map(|opened| text(&opened.snapshot.text)),
        session.notices,
    )
}

#[track_caller]
fn refused(home: &Quiet, path: &Path) {
    let (text, notices) = ask(home, path);
    assert_eq!(text, None, "{path:?} must not be opened");
    assert!(!notices.is_empty(), "{path:?}: the writer is told why");
}

#[test]
fn documents_with_odd_names_are_opened() {
    for name in [
        "[a-z]*.md",
        "a b.markdown",
        "memo.TXT",
        "<img onerror=x>.md",
    ] {
        let home = quiet_workspace();
        let file = home.home.path().join(name);
        std::fs::write(&file, "text\n").expect("written");
        assert_eq!(ask(&home, &file).0.as_deref(), Some("text\n"), "{name}");
    }
}

#[test]
fn other_files_and_missing_ones_are_refused_with_a_sentence() {
    let home = quiet_workspace();
    std::fs::write(home.home.path().join("x.exe"), "x").expect("written");
    refused(&home, &home.home.path().join("x.exe"));
    let home = quiet_workspace();
    refused(&home, &home.home.path().join("absent.md"));
    let home = quiet_workspace();
    refused(&home, Path::new("/etc/passwd"));
}

#[cfg(unix)]
#[test]
fn devices_pipes_and_links_to_them_are_refused() {
    let home = quiet_workspace();
    refused(&home, Path::new("/dev/null"));
    let home = quiet_workspace();
    let link = home.home.path().join("n.md");
    std::os::unix::fs::symlink("/dev/zero", &link).expect("a link");
    refused(&home, &link);
    let home = quiet_workspace();
    let pipe = home.home.path().join("pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo is there").success());
    refused(&home, &pipe);
    let home = quiet_workspace();
    let round = home.home.path().join("round.md");
    std::os::unix::fs::symlink(&round, &round).expect("a link");
    refused(&home, &round);
}

#[test]
fn a_folder_goes_into_the_library() {
    let home = quiet_workspace();
    let folder = home.home.path().join("memos");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("one.md"), "# One\n").expect("written");
    home.workspace.request_document(&folder);
    let session = home.workspace.start_session().expect("a session");
    let names: Vec<_> = session
        .folders
        .iter()
        .flat_map(|folder| &folder.documents)
        .map(|document| document.name.as_str())
        .collect();
    assert_eq!(names, ["one"]);
}
