//! New documents, names, places, the trash, copies.

use sixpager_core::template;
use sixpager_core::workspace::SavingState;

use super::ground::{Editor, Ground};

fn first_template() -> &'static str {
    &template::built_in()[0].id
}

#[test]
fn a_new_document_is_a_file_at_once_named_after_kind_and_date() {
    let ground = Ground::new();
    let new = || ground.workspace().new_document(first_template()).unwrap();
    let opened = new();
    let name = template::built_in()[0].name.replace('/', "-");
    let path = ground.path(&format!("Documents/Sixpager/{name} 2026-11-24.md"));
    assert_eq!(opened.summary.path, path);
    let starter = &template::built_in()[0].starter;
    assert_eq!(&std::fs::read_to_string(&path).unwrap(), starter);
    assert!(opened.notices.join(" ").contains("~/Documents/Sixpager"));
    assert_eq!(opened.saving.state, SavingState::Saved);
    let second = new();
    assert_eq!(second.notices, [""; 0], "the folder is said once");
    assert_eq!(second.summary.name, format!("{name} 2026-11-24 2"));
}

#[test]
fn a_new_document_goes_into_the_opened_folder() {
    let ground = Ground::new();
    ground.desktop.answer(ground.path("memos"));
    ground.workspace().choose_folder().unwrap().unwrap();
    let opened = ground.workspace().new_document(first_template()).unwrap();
    assert_eq!(opened.summary.folder, "~/memos");
    assert_eq!(opened.notices, [""; 0]);
}

#[test]
fn an_example_is_copied_once_and_then_the_writers_own() {
    let ground = Ground::new();
    for example in template::examples() {
        let open = || ground.workspace().open_example(example.template).unwrap();
        let mut editor = Editor::of(open());
        assert_eq!(editor.opened.snapshot.text.as_str(), example.text);
        editor.write(&ground, "mine");
        editor.close(&ground);
        assert!(open().snapshot.text.as_str().ends_with("mine"));
    }
    assert!(ground.workspace().open_example("no such kind").is_err());
}

#[test]
fn a_new_name_takes_the_file_along_and_never_another_files_place() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    ground.write("memos/taken.md", "other");
    let rename = |name: &str| ground.workspace().rename_document(editor.document, name);
    assert!(rename("taken").unwrap_err().message.contains("already"));
    assert_eq!(ground.read("memos/taken.md"), "other");
    assert!(rename(" . ").is_err());
    let summary = rename("../Plan: B").unwrap();
    assert_eq!(summary.path, ground.path("memos/-Plan- B.md"));
    assert!(!ground.path("memos/a.md").exists());
    editor.write(&ground, "more\n");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/-Plan- B.md"), "# A\nmore\n");
    let rename = |name: &str| ground.workspace().rename_document(editor.document, name);
    assert_eq!(rename("-PLAN- B").unwrap().name, "-PLAN- B");
    assert_eq!(rename("-PLAN- B").unwrap().name, "-PLAN- B");
}

#[test]
fn a_document_is_moved_to_the_folder_that_was_chosen() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    let moved = ground.workspace().move_document(editor.document).unwrap();
    assert_eq!(moved, None, "the dialog was left");
    std::fs::create_dir(ground.path("other")).unwrap();
    ground.desktop.answer(ground.path("other"));
    let moved = ground.workspace().move_document(editor.document).unwrap();
    assert_eq!(moved.unwrap().path, ground.path("other/a.md"));
    editor.write(&ground, "more\n");
    ground.pass(1_000);
    assert_eq!(ground.read("other/a.md"), "# A\nmore\n");
    ground.workspace().reveal_document(editor.document).unwrap();
    assert_eq!(ground.desktop.done(), ["reveal a.md"]);
}

#[test]
fn the_trash_takes_the_newest_text_and_history_keeps_it() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "more");
    ground.workspace().trash_document(editor.document).unwrap();
    assert_eq!(ground.desktop.done(), ["trash a.md"]);
    let versions = ground.versions(editor.document);
    let last = versions.last().unwrap();
    assert_eq!(ground.version_text(last), "# A\nmore");
    ground.pass(200_000);
    assert!(
        !ground.path("memos/a.md").exists(),
        "nothing writes it again"
    );
    assert!(ground.workspace().save_document(editor.document).is_err());
}

#[test]
fn without_a_file_manager_the_place_is_said() {
    let ground = Ground::new();
    let editor = ground.document("memos/a.md", "# A\n");
    let raw = "org.freedesktop.DBus.Error.ServiceUnknown: The name is not activatable";
    *ground.desktop.no_file_manager.lock().unwrap() = Some(raw);
    let problem = ground.workspace().reveal_document(editor.document);
    assert_eq!(
        problem.unwrap_err().message,
        "No file manager could be opened. The file is ~/memos/a.md."
    );
}

#[test]
fn a_copy_under_another_name_is_a_document_of_its_own() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "more");
    ground.write("memos/b.md", "old b");
    ground.desktop.answer(ground.path("memos/b"));
    let saved = ground
        .workspace()
        .save_document_as(editor.document)
        .unwrap();
    let mut copy = Editor::of(saved.unwrap());
    assert_ne!(copy.document, editor.document);
    // As with any document that takes the place of another, the window closes the one before.
    ground.workspace().close_document(editor.document).unwrap();
    let again = ground.workspace().start_session().unwrap().opened.unwrap();
    assert_eq!(again.summary.document, copy.document);
    assert_eq!(ground.read("memos/b.md"), "# A\nmore");
    let first = ground.versions(copy.document)[0].clone();
    assert_eq!(
        ground.version_text(&first),
        "old b",
        "what was replaced is kept"
    );
    copy.write(&ground, "!");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/b.md"), "# A\nmore!");
    assert_eq!(ground.read("memos/a.md"), "# A\nmore");
}

#[test]
fn what_opened_for_reading_only_is_saved_as_a_copy() {
    let ground = Ground::new();
    ground.write("memos/old.md", b"caf\xe9");
    let editor = ground.open("memos/old.md");
    ground.desktop.answer(ground.path("memos/new.md"));
    let saved = ground
        .workspace()
        .save_document_as(editor.document)
        .unwrap();
    assert_eq!(saved.unwrap().read_only, None);
    assert_eq!(ground.read("memos/new.md"), "caf\u{fffd}");
    assert_eq!(
        std::fs::read(ground.path("memos/old.md")).unwrap(),
        b"caf\xe9"
    );
}

#[test]
fn a_copy_under_another_name_begins_with_its_undo_history() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "more");
    ground
        .workspace()
        .keep_undo(editor.document, 1, "[1]")
        .unwrap();
    ground.desktop.answer(ground.path("memos/b.md"));
    let saved = ground
        .workspace()
        .save_document_as(editor.document)
        .unwrap();
    assert_eq!(saved.unwrap().undo.as_deref(), Some("[1]"));
}
