//! Opening and closing: what is opened, what is refused, and that a byte nobody edited stays.

use sixpager_core::Code;
use sixpager_core::workspace::{SavingState, What};

use super::ground::Ground;

#[track_caller]
fn refused(ground: &Ground, name: &str, words: &str) -> Code {
    let problem = ground
        .workspace()
        .open_path(&ground.path(name))
        .unwrap_err();
    assert!(problem.message.contains(words), "{}", problem.message);
    problem.code
}

#[test]
fn real_documents_are_untouched_by_opening_and_closing() {
    let Some(corpus) = std::env::var_os("SIXPAGER_CORPUS") else {
        println!("skipped: SIXPAGER_CORPUS names no folder of real documents");
        return;
    };
    let ground = Ground::new();
    let mut opened = 0;
    for entry in std::fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let copy = ground.write("memos/copy.md", &bytes);
        let before = std::fs::metadata(&copy).unwrap().modified().unwrap();
        let editor = ground.open("memos/copy.md");
        ground.pass(200_000);
        editor.close(&ground);
        assert_eq!(std::fs::read(&copy).unwrap(), bytes, "{}", path.display());
        let after = std::fs::metadata(&copy).unwrap().modified().unwrap();
        assert_eq!(before, after, "the file was not written at all");
        opened += 1;
    }
    assert!(opened >= 5, "the folder holds the documents");
}

#[test]
fn one_letter_changes_one_letter() {
    let ground = Ground::new();
    let text = "\u{feff}# Title\r\nUnix line\nOld Mac line\rlast line without an end";
    let mut editor = ground.document("memos/mixed.md", text);
    assert_eq!(editor.text().matches('\n').count(), 3);
    editor.replace(&ground, 2, 2, "X");
    ground.pass(150);
    ground.pass(1_000);
    assert_eq!(ground.state(&editor), SavingState::Saved);
    let expected = text.replace("# Title", "# XTitle");
    assert_eq!(ground.read("memos/mixed.md"), expected);
    editor.close(&ground);
    assert_eq!(ground.read("memos/mixed.md"), expected);
}

#[test]
fn what_is_no_document_is_refused_in_a_sentence() {
    let ground = Ground::new();
    std::fs::create_dir(ground.path("folder.md")).unwrap();
    ground.write("program.sh", "x");
    let code = refused(&ground, "absent.md", "is not there. ");
    assert_eq!(code, Code::NotFound);
    refused(&ground, "folder.md", "is a folder");
    refused(&ground, "program.sh", "opens Markdown and text files");
    std::fs::write(ground.path("large.md"), vec![b'x'; (16 << 20) + 1]).unwrap();
    refused(&ground, "large.md", "larger than 16 MB");
}

#[cfg(unix)]
#[test]
fn pipes_and_rings_of_links_are_refused_and_nothing_hangs() {
    let ground = Ground::new();
    let pipe = ground.path("pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    refused(&ground, "pipe.md", "no ordinary file");
    std::os::unix::fs::symlink(ground.path("ring.md"), ground.path("ring.md")).unwrap();
    assert!(
        ground
            .workspace()
            .open_path(&ground.path("ring.md"))
            .is_err()
    );
}

#[test]
fn bytes_that_are_no_text_open_for_reading_only() {
    let ground = Ground::new();
    for bytes in [&b"caf\xe9"[..], b"a\0b", b"\xff\xfea\0"] {
        let path = ground.write("memos/old.md", bytes);
        let mut editor = ground.open("memos/old.md");
        let sentence = editor.opened.read_only.clone().unwrap();
        assert!(sentence.contains("reading only"), "{sentence}");
        assert_eq!(ground.state(&editor), SavingState::ReadOnly);
        let refused = editor.send(&ground, Vec::new(), None).unwrap_err();
        assert_eq!(refused.code, Code::ReadOnly);
        editor.close(&ground);
        assert_eq!(std::fs::read(path).unwrap(), bytes);
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_opens_for_reading_only() {
    use std::os::unix::fs::PermissionsExt;
    let ground = Ground::new();
    let path = ground.write("memos/closed.md", "# A\n");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o444)).unwrap();
    let editor = ground.open("memos/closed.md");
    let sentence = editor.opened.read_only.unwrap();
    assert!(sentence.contains("Save as"), "{sentence}");
}

#[test]
fn ten_megabytes_open_and_are_edited() {
    let ground = Ground::new();
    let text = "A line of some words that make a long text.\n".repeat(240_000);
    assert!(text.len() > 10 << 20);
    let mut editor = ground.document("memos/huge.md", &text);
    let examined = &editor.opened.snapshot.examination;
    assert!(
        examined.unread && examined.notices.is_empty(),
        "it is looked at later"
    );
    editor.replace(&ground, 0, 0, "X");
    ground.pass(150);
    ground.pass(1_000);
    assert_eq!(ground.read("memos/huge.md"), format!("X{text}"));
    let says_why = |what: &What| match what {
        What::DocumentExamined(snapshot) => {
            let examined = &snapshot.examination;
            examined.unread && examined.notices.join(" ").contains("too long")
        }
        _ => false,
    };
    assert!(ground.has_told(says_why));
}

#[test]
fn a_line_that_would_hold_up_the_window_is_refused_with_a_sentence() {
    let ground = Ground::new();
    ground.write("memos/line.md", "word ".repeat(1_000_000));
    refused(&ground, "memos/line.md", "break the line");
    ground.write("memos/lines.md", "word ".repeat(90_000) + "\r\nword\n");
    ground.open("memos/lines.md");
}

#[test]
fn two_paths_of_one_file_are_one_document() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "typed");
    let again = ground
        .workspace()
        .open_path(&ground.path("memos/../memos/a.md"));
    let again = again.unwrap();
    assert_eq!(again.summary.document, editor.document);
    assert_eq!(again.snapshot.text.as_str(), "# A\ntyped");
    assert_eq!(again.snapshot.revision, 1);
}

#[test]
fn a_document_is_known_again_at_its_path_and_where_it_went_while_closed() {
    let ground = Ground::new();
    let editor = ground.document("memos/a.md", "# A\n");
    editor.close(&ground);
    assert_eq!(ground.open("memos/a.md").document, editor.document);
    ground.workspace().close_document(editor.document).unwrap();
    std::fs::rename(ground.path("memos/a.md"), ground.path("memos/b.md")).unwrap();
    assert_eq!(ground.open("memos/b.md").document, editor.document);
    let copy = ground.document("memos/c.md", "# A\n");
    assert_ne!(copy.document, editor.document, "a copy is its own document");
}

#[test]
fn broken_front_matter_is_said_and_left_alone() {
    let ground = Ground::new();
    let text = "---\ntitle: [unclosed\n---\n# A\n";
    let editor = ground.document("memos/a.md", text);
    let said = editor.opened.notices.join(" ");
    assert!(said.contains("fields at the top"), "{said}");
    editor.close(&ground);
    assert_eq!(ground.read("memos/a.md"), text);
}

#[test]
fn a_title_is_what_a_reader_sees() {
    let ground = Ground::new();
    let editor = ground.document("memos/file name.md", "# A **bold** plan\n");
    let summary = &editor.opened.summary;
    assert_eq!(summary.title, "A bold plan");
    assert_eq!(summary.name, "file name");
    assert_eq!(summary.folder, "~/memos");
}
