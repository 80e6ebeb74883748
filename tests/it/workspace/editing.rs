//! From a keystroke to the file: bases, lengths, the journal, the file, moments.

use std::sync::atomic::Ordering;

use sixpager_core::Code;
use sixpager_core::model::EditorChange;
use sixpager_core::workspace::{Edit, SavingState, What, WrittenBy};

use super::ground::{Editor, Ground};

fn saving_states(told: Vec<What>) -> Vec<SavingState> {
    let state = |what| match what {
        What::SavingChanged(saving) => Some(saving.state),
        _ => None,
    };
    told.into_iter().filter_map(state).collect()
}

#[test]
fn a_word_is_kept_then_saved() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "word");
    ground.told();
    ground.pass(149);
    assert_eq!(saving_states(ground.told()), []);
    ground.pass(1);
    assert_eq!(saving_states(ground.told()), [SavingState::Kept]);
    assert_eq!(ground.read("memos/a.md"), "# A\n");
    ground.pass(849);
    assert_eq!(saving_states(ground.told()), []);
    ground.pass(1);
    assert_eq!(saving_states(ground.told()), [SavingState::Saved]);
    assert_eq!(ground.read("memos/a.md"), "# A\nword");
}

#[test]
fn writing_without_rest_reaches_the_file_after_five_seconds() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "");
    for _ in 0..9 {
        editor.write(&ground, "x");
        ground.pass(550);
        assert_eq!(ground.read("memos/a.md"), "");
    }
    editor.write(&ground, "y");
    ground.pass(50);
    assert_eq!(ground.read("memos/a.md"), "xxxxxxxxxy");
}

#[test]
fn a_clock_that_is_set_back_delays_no_saving() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "");
    editor.write(&ground, "x");
    ground.clock.set_back(86_400_000);
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "x");
}

#[test]
fn a_wrong_base_or_length_changes_nothing_and_a_resync_mends_it() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    let edit = |base: u32, length: u32| Edit {
        base,
        changes: vec![EditorChange::new(0, 0, "x")],
        length,
        proposal: None,
    };
    for edit in [edit(7, 5), edit(0, 9)] {
        let refused = ground.workspace().edit_document(editor.document, &edit);
        assert_eq!(refused.unwrap_err().code, Code::WrongBase);
    }
    let past_the_end = Edit {
        changes: vec![EditorChange::new(90, 91, "x")],
        ..edit(0, 5)
    };
    let refused = ground
        .workspace()
        .edit_document(editor.document, &past_the_end);
    assert_eq!(refused.unwrap_err().code, Code::BadRequest);
    let revision = ground
        .workspace()
        .resync_document(editor.document, "# B\nmore\n");
    assert_eq!(revision, Ok(1));
    editor = super::ground::Editor::of(ground.workspace().open_document(editor.document).unwrap());
    assert_eq!(editor.text(), "# B\nmore\n");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# B\nmore\n");
}

#[test]
fn a_closed_document_takes_no_edit() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.close(&ground);
    let refused = editor.send(&ground, Vec::new(), None).unwrap_err();
    assert_eq!(refused.code, Code::NotOpen);
}

#[test]
fn what_was_typed_last_is_written_on_closing() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "last");
    editor.close(&ground);
    assert_eq!(ground.read("memos/a.md"), "# A\nlast");
    assert_eq!(ground.moments(editor.document), ["as-found", "writing"]);
}

#[test]
fn the_newest_text_is_examined() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    ground.pass(0);
    ground.told();
    editor.write(&ground, "Many customers wait.");
    editor.write(&ground, " More.");
    ground.pass(0);
    let told = ground.told();
    let examined: Vec<u32> = told
        .iter()
        .filter_map(|what| match what {
            What::DocumentExamined(snapshot) => Some(snapshot.revision),
            _ => None,
        })
        .collect();
    assert_eq!(examined, [2], "the text between is skipped");
}

#[test]
fn moments_are_kept_at_rest_and_after_ten_minutes() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "one ");
    ground.pass(1_000);
    assert_eq!(ground.moments(editor.document), ["as-found"]);
    ground.pass(119_000);
    assert_eq!(ground.moments(editor.document), ["as-found", "writing"]);
    for _ in 0..11 {
        editor.write(&ground, "more ");
        ground.pass(60_000);
    }
    let moments = ground.moments(editor.document);
    assert_eq!(moments, ["as-found", "writing", "writing"]);
    let versions = ground.versions(editor.document);
    assert_eq!(ground.version_text(&versions[0]), "# A\n");
    assert_eq!(ground.version_text(&versions[1]), "# A\none ");
    assert_eq!((versions[1].words_in, versions[1].words_out), (1, 0));
}

#[test]
fn ctrl_s_keeps_a_moment_only_if_words_changed() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    let save = || ground.workspace().save_document(editor.document).unwrap();
    assert_eq!(save().state, SavingState::Saved);
    assert_eq!(ground.moments(editor.document).len(), 0);
    editor.write(&ground, "\n\n");
    let save = || ground.workspace().save_document(editor.document).unwrap();
    save();
    assert_eq!(ground.read("memos/a.md"), "# A\n\n\n");
    assert_eq!(ground.moments(editor.document), ["as-found"]);
    editor.write(&ground, "word");
    let save = || ground.workspace().save_document(editor.document).unwrap();
    save();
    save();
    assert_eq!(ground.moments(editor.document), ["as-found", "saved"]);
}

#[test]
fn the_text_before_a_big_deletion_is_kept() {
    let ground = Ground::new();
    let text = "Some words that are worth keeping. ".repeat(40);
    let mut editor = ground.document("memos/a.md", &text);
    editor.write(&ground, "more");
    editor.replace(&ground, 0, 1_000, "");
    ground.pass(1);
    let versions = ground.versions(editor.document);
    assert_eq!(
        ground.moments(editor.document),
        ["as-found", "big-deletion"]
    );
    assert_eq!(ground.version_text(&versions[1]), format!("{text}more"));
}

#[test]
fn a_full_disk_is_said_and_tried_again() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    ground.disk.full.store(true, Ordering::Relaxed);
    editor.write(&ground, "word");
    ground.pass(1_000);
    let saving = ground
        .workspace()
        .open_document(editor.document)
        .unwrap()
        .saving;
    assert_eq!(saving.state, SavingState::Failing);
    assert!(saving.sentence.contains("full"), "{}", saving.sentence);
    assert_eq!(ground.read("memos/a.md"), "# A\n");
    editor.write(&ground, " more");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\n");
    ground.disk.full.store(false, Ordering::Relaxed);
    ground.pass(30_000);
    assert_eq!(ground.read("memos/a.md"), "# A\nword more");
    assert_eq!(ground.state(&editor), SavingState::Saved);
}

#[test]
fn a_text_that_was_replaced_in_the_last_moment_is_kept_and_said() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "word");
    *ground.disk.in_the_gap.lock().unwrap() = Some("# Theirs\n");
    ground.pass(1_000);
    assert_eq!(
        ground.read("memos/a.md"),
        "# A\nword",
        "it could not be put back"
    );
    let said = ground.told().into_iter().any(|what| match what {
        What::Noticed(sentence) => sentence.contains("in the history"),
        _ => false,
    });
    assert!(said, "the writer is told");
    ground.pass(1_000);
    let versions = ground.versions(editor.document);
    let kept = versions
        .iter()
        .any(|version| ground.version_text(version) == "# Theirs\n");
    assert!(kept, "{:?}", ground.moments(editor.document));
}

#[test]
fn undo_comes_back_with_its_own_text_or_what_was_written_from_it_on() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "word");
    let keep = |revision| {
        let workspace = ground.workspace();
        workspace.keep_undo(editor.document, revision, "{\"done\":[1]}")
    };
    keep(0).unwrap();
    let undo = || {
        ground
            .workspace()
            .open_document(editor.document)
            .unwrap()
            .undo
    };
    assert_eq!(undo(), None, "an older revision's undo is of no use");
    keep(1).unwrap();
    assert_eq!(undo().as_deref(), Some("{\"done\":[1]}"));
    editor.close(&ground);
    let mut editor = ground.open("memos/a.md");
    assert_eq!(editor.opened.undo.as_deref(), Some("{\"done\":[1]}"));
    editor.write(&ground, "x");
    editor.close(&ground);
    let opened = ground.open("memos/a.md").opened;
    assert_eq!(opened.undo.as_deref(), Some("{\"done\":[1]}"));
    assert_eq!(opened.undo_back, [EditorChange::new(8, 9, "")]);
    let document = opened.summary.document;
    ground.workspace().close_document(document).unwrap();
    ground.write("memos/a.md", "# A, wordx\n");
    let opened = ground.open("memos/a.md").opened;
    assert_eq!(opened.undo.as_deref(), Some("{\"done\":[1]}"));
    assert_eq!(opened.since_undo, WrittenBy::AnotherProgram);
    assert!(
        !opened.undo_back.is_empty(),
        "where her words are can be told"
    );
}

#[test]
fn undo_of_the_file_s_text_outlives_a_kill_after_later_words() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    let keep = |ground: &Ground, editor: &Editor, revision, undo| {
        let workspace = ground.workspace();
        workspace
            .keep_undo(editor.document, revision, undo)
            .unwrap();
    };
    editor.write(&ground, " three");
    keep(&ground, &editor, 1, "[3]");
    ground.pass(1_000);
    editor.write(&ground, " four");
    keep(&ground, &editor, 2, "[3,4]");
    ground.pass(150);
    ground.kill();
    let opened = ground.open("memos/a.md").opened;
    assert_eq!(opened.undo.as_deref(), Some("[3]"));
    assert_eq!(opened.undo_back, []);
    assert!(
        opened.proposal.is_some(),
        "the last words are one step on top"
    );
}

#[test]
fn sequence_numbers_have_no_gap() {
    let ground = Ground::new();
    let events = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let heard = events.clone();
    let mut setup = ground.setup();
    setup.listener = std::sync::Arc::new(move |event: sixpager_core::workspace::Event| {
        heard.lock().unwrap().push(event.sequence);
    });
    let workspace = sixpager_core::workspace::Workspace::by_hand(setup);
    ground.write("memos/a.md", "# A\n");
    let opened = workspace.open_path(&ground.path("memos/a.md")).unwrap();
    let edit = Edit {
        base: 0,
        changes: vec![EditorChange::new(0, 0, "x")],
        length: 5,
        proposal: None,
    };
    workspace
        .edit_document(opened.summary.document, &edit)
        .unwrap();
    ground.clock.pass(1_000);
    workspace.step();
    let heard = events.lock().unwrap().clone();
    assert!(heard.len() >= 3);
    assert_eq!(heard, (1..=heard.len() as u32).collect::<Vec<_>>());
}
