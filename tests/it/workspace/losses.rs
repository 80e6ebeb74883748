//! Ways in which words were once lost, each tried again.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, OnceLock};

use sixpager_core::model::EditorChange;
use sixpager_core::workspace::{ConflictChoice, Edit, Setup, What, Workspace};

use super::ground::{Editor, Ground};

/// What a document's moments hold, oldest first.
fn kept(ground: &Ground, editor: &Editor) -> Vec<String> {
    let versions = ground.versions(editor.document);
    let text = |version| ground.version_text(version);
    versions.iter().map(text).collect()
}

#[test]
fn what_is_typed_while_the_journal_is_written_is_in_the_journal_once() {
    let mut ground = Ground::new();
    let path = ground.write("memos/a.md", "# A\n");
    let door: Arc<OnceLock<Workspace>> = Arc::default();
    let typed: Arc<Mutex<Option<Edit>>> = Arc::default();
    let (to_core, waiting) = (door.clone(), typed.clone());
    let setup = Setup {
        listener: Arc::new(move |event| {
            let saving = matches!(event.what, What::SavingChanged(_));
            if let (Some(document), Some(workspace)) = (event.document, to_core.get())
                && saving
                && let Some(edit) = waiting.lock().unwrap().take()
            {
                workspace.edit_document(document, &edit).unwrap();
            }
        }),
        ..ground.setup()
    };
    let workspace = door.get_or_init(|| Workspace::by_hand(setup));
    let document = workspace.open_path(&path).unwrap().summary.document;
    let edit = |base, at, insert: &str, length| Edit {
        base,
        changes: vec![EditorChange::new(at, at, insert)],
        length,
        proposal: None,
    };
    workspace
        .edit_document(document, &edit(0, 4, "one ", 8))
        .unwrap();
    *typed.lock().unwrap() = Some(edit(1, 8, "two ", 12));
    workspace.save_all();
    assert_eq!(ground.read("memos/a.md"), "# A\none two ");
    workspace
        .edit_document(document, &edit(2, 12, "three", 17))
        .unwrap();
    ground.clock.pass(150);
    workspace.step();
    ground.kill();
    let opened = ground.workspace().open_path(&path).unwrap();
    let proposal = opened
        .proposal
        .expect("the last word had not reached the file");
    assert_eq!(proposal.text.as_str(), "# A\none two three");
}

#[test]
fn words_of_a_file_that_went_with_the_crash_outlive_a_look_at_them() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "last word");
    ground.pass(150);
    ground.kill();
    std::fs::remove_file(ground.path("memos/a.md")).unwrap();
    for _ in 0..3 {
        let opened = ground.workspace().open_document(editor.document).unwrap();
        assert_eq!(opened.snapshot.text.as_str(), "# A\nlast word");
        ground.pass(10_000);
        ground.workspace().close_document(editor.document).unwrap();
    }
    assert!(kept(&ground, &editor).contains(&"# A\nlast word".to_owned()));
}

#[test]
fn words_for_a_file_that_became_read_only_are_in_the_history() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "last word");
    ground.pass(150);
    ground.end();
    // Bytes that are no text: even a superuser gets it for reading only.
    ground.write("memos/a.md", [0xff, 0xfe, 0x00]);
    ground.start();
    let opened = ground.open("memos/a.md").opened;
    assert!(opened.read_only.is_some());
    let said = opened.notices.join(" ");
    assert!(said.contains("history"), "{said:?}");
    assert!(kept(&ground, &editor).contains(&"# A\nlast word".to_owned()));
}

#[test]
fn an_editor_that_never_answers_leaves_the_choice_to_the_writer() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    ground.write_outside("memos/a.md", "# A\ntheirs\n");
    ground.proposal();
    editor.write(&ground, "mine");
    ground.pass(9_000);
    assert!(!ground.has_conflict());
    ground.pass(2_000);
    assert!(ground.has_conflict());
    let texts = kept(&ground, &editor);
    assert!(texts.contains(&"# A\nmine".to_owned()), "{texts:?}");
    assert!(texts.contains(&"# A\ntheirs\n".to_owned()), "{texts:?}");
    ground.choose(&editor, ConflictChoice::KeepMine);
    assert_eq!(ground.read("memos/a.md"), "# A\nmine");
    editor.write(&ground, " and more");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\nmine and more");
}

#[test]
fn a_change_that_is_taken_back_while_the_editor_is_silent_bars_no_writing() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    ground.write_outside("memos/a.md", "# A\ntheirs\n");
    editor.write(&ground, "mine");
    ground.write_outside("memos/a.md", "# A\n");
    ground.pass(11_000);
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\nmine");
}

#[test]
fn a_late_answer_still_counts() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\r\n");
    ground.write_outside("memos/a.md", "# A\r\ntheirs\n");
    let proposal = ground.proposal();
    editor.replace(&ground, 0, 0, "mine ");
    ground.pass(11_000);
    assert!(ground.has_conflict());
    let late = vec![EditorChange::new(9, 9, "theirs\n")];
    editor.send(&ground, late, Some(proposal.proposal)).unwrap();
    assert!(ground.has_told(|what| matches!(what, What::ConflictEnded)));
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "mine # A\r\ntheirs\n");
}

#[test]
fn a_recovery_that_no_editor_took_does_not_hide_a_change_elsewhere() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "last word");
    ground.pass(150);
    ground.kill();
    let mut editor = ground.open("memos/a.md");
    editor.write(&ground, "mine");
    ground.write_outside("memos/a.md", "# A\ntheirs\n");
    ground.pass(11_000);
    assert!(ground.has_conflict());
    let texts = kept(&ground, &editor);
    for text in ["# A\nlast word", "# A\nmine", "# A\ntheirs\n"] {
        assert!(texts.contains(&text.to_owned()), "{text} in {texts:?}");
    }
    assert_eq!(ground.read("memos/a.md"), "# A\ntheirs\n");
}

#[test]
fn an_answer_to_the_choice_that_never_came_back_can_be_given_again() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "mine");
    ground.write_outside("memos/a.md", "# A\ntheirs\n");
    ground.choose(&editor, ConflictChoice::TakeTheirs);
    ground.told();
    ground.choose(&editor, ConflictChoice::TakeTheirs);
    assert_eq!(ground.proposals().len(), 1, "it is proposed again");
    ground.choose(&editor, ConflictChoice::KeepMine);
    assert_eq!(ground.read("memos/a.md"), "# A\nmine");
    editor.write(&ground, " and more");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\nmine and more");
}

#[test]
fn the_journal_waits_for_no_moment() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    ground.pass(150);
    editor.write(&ground, "word");
    ground.told();
    ground.pass(150);
    let told = ground.told();
    let at = |is_it: fn(&What) -> bool| told.iter().position(is_it).expect("it is told");
    let kept = at(|what| matches!(what, What::SavingChanged(_)));
    let recorded = at(|what| matches!(what, What::VersionsChanged));
    assert!(kept < recorded, "{told:?}");
}

#[test]
fn a_mistake_in_the_program_ends_no_saving() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    ground.disk.panics.store(true, Ordering::Relaxed);
    editor.write(&ground, "word");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\n");
    assert!(ground.has_told(|what| matches!(what, What::Noticed(_))));
    ground.pass(2_000);
    assert_eq!(ground.read("memos/a.md"), "# A\nword");
}

#[test]
fn what_is_nowhere_but_in_the_window_is_said_at_the_end() {
    let mut ground = Ground::new();
    ground.store_path = ground.write("in-the-way", "x").join("sixpager.db");
    ground.kill();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "word");
    ground.disk.full.store(true, Ordering::Relaxed);
    let said = ground.workspace().finish().join(" ");
    assert!(said.contains("a.md") && said.contains("Save as"), "{said}");
    ground.disk.full.store(false, Ordering::Relaxed);
    assert_eq!(ground.workspace().finish(), [""; 0]);
    assert_eq!(ground.read("memos/a.md"), "# A\nword");
}

#[test]
fn what_the_journal_holds_is_no_reason_to_stay() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "word");
    ground.disk.full.store(true, Ordering::Relaxed);
    assert_eq!(ground.workspace().finish(), [""; 0]);
}

/// Breaks the newest entry of the journal, as a bad block does.
fn damage(ground: &Ground, statement: &str) {
    let store = rusqlite::Connection::open(&ground.store_path).unwrap();
    store.execute(statement, ()).unwrap();
}

#[test]
fn what_is_typed_after_a_damaged_journal_is_kept() {
    for statement in [
        "UPDATE journal_entry SET splices = x'00000178'",
        "UPDATE journal SET base = x'0000000000000000000000000000000000000000000000000000000000000000', base_data = x'00'",
        "UPDATE journal SET base_data = x'28b52ffd', base_length = 3",
    ] {
        for theirs in ["# A\n", "# A\ntheirs\n"] {
            let mut ground = Ground::new();
            let mut editor = ground.document("memos/a.md", "# A\n");
            editor.write(&ground, "last word");
            ground.pass(150);
            ground.end();
            damage(&ground, statement);
            ground.write("memos/a.md", theirs);
            ground.start();
            let mut editor = ground.open("memos/a.md");
            editor.write(&ground, "typed since");
            ground.pass(150);
            ground.kill();
            let opened = ground.open("memos/a.md").opened;
            let proposed = opened
                .proposal
                .map(|proposal| proposal.text.as_str().to_owned());
            let text = proposed.unwrap_or_else(|| opened.snapshot.text.as_str().to_owned());
            assert!(
                text.contains("typed since"),
                "{statement} {theirs:?}: {text:?}"
            );
        }
    }
}
