//! Crashes: the program ends without a word, or its store is broken.

use sixpager_core::workspace::{ConflictChoice, Origin, SavingState};

use super::ground::{Editor, Ground};

#[test]
fn a_word_survives_a_kill_and_one_undo_step_takes_it_away() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "last word");
    ground.pass(150);
    ground.kill();
    assert_eq!(ground.read("memos/a.md"), "# A\n");
    let mut editor = ground.open("memos/a.md");
    assert_eq!(editor.text(), "# A\n");
    let said = editor.opened.notices.join(" ");
    assert!(said.contains("had not reached the file"), "{said}");
    let proposal = editor.opened.proposal.clone().unwrap();
    assert_eq!(proposal.origin, Origin::Recovery);
    editor.carry_out(&ground, &proposal);
    assert_eq!(editor.text(), "# A\nlast word");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\nlast word");
    editor.undo(&ground);
    assert_eq!(editor.text(), "# A\n");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\n");
}

#[test]
fn a_session_begins_with_what_has_words_to_bring_back() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "last word");
    ground.pass(150);
    ground.kill();
    let opened = ground.workspace().start_session().unwrap().opened.unwrap();
    assert_eq!(opened.summary.document, editor.document);
    assert_eq!(opened.proposal.unwrap().text.as_str(), "# A\nlast word");
}

#[test]
fn a_second_kill_before_the_editor_has_the_words_loses_nothing() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "last word");
    ground.pass(150);
    for _ in 0..3 {
        ground.kill();
        let editor = ground.open("memos/a.md");
        ground.pass(10_000);
        let proposal = editor.opened.proposal.unwrap();
        assert_eq!(proposal.text.as_str(), "# A\nlast word");
    }
    let mut editor = ground.open("memos/a.md");
    let proposal = editor.opened.proposal.clone().unwrap();
    editor.carry_out(&ground, &proposal);
    ground.pass(150);
    ground.kill();
    let proposal = ground.open("memos/a.md").opened.proposal.unwrap();
    assert_eq!(proposal.text.as_str(), "# A\nlast word");
}

#[test]
fn a_file_that_holds_the_journals_end_needs_no_word() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "word");
    ground.pass(150);
    ground.kill();
    ground.write("memos/a.md", "# A\nword");
    let editor = ground.open("memos/a.md");
    assert_eq!(editor.opened.proposal, None);
    assert_eq!(editor.opened.notices, [""; 0]);
    assert_eq!(ground.state(&editor), SavingState::Saved);
}

#[test]
fn a_file_written_just_before_the_crash_gets_what_came_after() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "one ");
    ground.pass(150);
    editor.write(&ground, "two");
    ground.pass(150);
    ground.kill();
    // The file was renamed into place, and then the program died before the store knew it.
    ground.write("memos/a.md", "# A\none ");
    let editor = ground.open("memos/a.md");
    assert_eq!(editor.text(), "# A\none ");
    assert_eq!(
        editor.opened.proposal.unwrap().text.as_str(),
        "# A\none two"
    );
}

fn killed_and_changed(ground: &mut Ground) -> Editor {
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(ground, "mine");
    ground.pass(150);
    ground.kill();
    ground.write("memos/a.md", "# A\ntheirs");
    ground.open("memos/a.md")
}

#[test]
fn a_file_changed_since_the_crash_is_a_question() {
    let mut ground = Ground::new();
    let mut editor = killed_and_changed(&mut ground);
    assert_eq!(editor.text(), "# A\nmine");
    let conflict = editor.opened.conflict.clone().unwrap();
    assert_eq!(conflict.compared.text.as_str(), "# A\ntheirs");
    let texts: Vec<String> = ground
        .versions(editor.document)
        .iter()
        .map(|version| ground.version_text(version))
        .collect();
    assert!(texts.contains(&"# A\nmine".into()) && texts.contains(&"# A\ntheirs".into()));
    editor.write(&ground, " more");
    ground.pass(10_000);
    assert_eq!(ground.read("memos/a.md"), "# A\ntheirs");
    ground.choose(&editor, ConflictChoice::KeepMine);
    assert_eq!(ground.read("memos/a.md"), "# A\nmine more");
}

#[test]
fn a_question_that_was_not_answered_is_asked_again() {
    let mut ground = Ground::new();
    let mut editor = killed_and_changed(&mut ground);
    editor.write(&ground, " more");
    ground.pass(150);
    ground.kill();
    let editor = ground.open("memos/a.md");
    assert_eq!(editor.text(), "# A\nmine more");
    assert!(editor.opened.conflict.is_some());
    editor.close(&ground);
    assert!(ground.open("memos/a.md").opened.conflict.is_some());
}

#[test]
fn typing_goes_on_in_the_journal_after_each_save() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "");
    for word in ["one ", "two ", "three "] {
        editor.write(&ground, word);
        ground.pass(1_000);
        editor.write(&ground, "and ");
        ground.pass(150);
    }
    ground.kill();
    let editor = ground.open("memos/a.md");
    let text = editor.opened.proposal.map_or_else(
        || editor.opened.snapshot.text.as_str().to_owned(),
        |proposal| proposal.text.as_str().to_owned(),
    );
    assert_eq!(text, "one and two and three and ");
}

#[test]
fn a_web_view_that_is_loaded_anew_gets_the_newest_text() {
    let ground = Ground::new();
    ground.workspace().start_session().unwrap();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "word");
    let opened = ground.workspace().start_session().unwrap().opened.unwrap();
    assert_eq!(opened.snapshot.text.as_str(), "# A\nword");
    assert_eq!(opened.snapshot.revision, 1);
    let mut editor = Editor::of(opened);
    editor.write(&ground, " more");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\nword more");
}

#[test]
fn a_change_elsewhere_that_a_dead_page_took_with_it_is_proposed_to_the_next() {
    let ground = Ground::new();
    let editor = ground.document("memos/a.md", "one\n");
    ground.write_outside("memos/a.md", "two\n");
    ground.proposal();
    let opened = ground.workspace().start_session().unwrap().opened.unwrap();
    assert_eq!(opened.summary.document, editor.document);
    let mut editor = Editor::of(opened);
    let proposal = editor.opened.proposal.clone().unwrap();
    editor.carry_out(&ground, &proposal);
    assert_eq!(editor.text(), "two\n");
    assert_eq!(ground.state(&editor), SavingState::Saved);
}

#[test]
fn what_was_typed_before_the_page_died_stays_beside_a_change_elsewhere() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "one\ntwo\n");
    ground.write_outside("memos/a.md", "1\ntwo\n");
    ground.proposal();
    editor.write(&ground, "typed\n");
    let mut editor = Editor::of(ground.workspace().open_document(editor.document).unwrap());
    let proposal = editor.opened.proposal.clone().unwrap();
    editor.carry_out(&ground, &proposal);
    assert_eq!(editor.text(), "1\ntwo\ntyped\n");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "1\ntwo\ntyped\n");
}

#[test]
fn without_a_store_documents_are_files_all_the_same() {
    let mut ground = Ground::new();
    ground.store_path = ground.write("in-the-way", "x").join("sixpager.db");
    ground.kill();
    let session = ground.workspace().start_session().unwrap();
    let said = session.notices.join(" ");
    assert!(said.contains("saved as before"), "{said}");
    assert!(
        !said.contains("no history"),
        "one is kept in memory: {said}"
    );
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "word");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\nword");
}

#[test]
fn a_broken_store_is_set_aside_and_no_document_is_lost() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "word");
    ground.pass(1_000);
    let store = ground.store_path.clone();
    ground.end();
    std::fs::write(
        &store,
        "no database at all, but longer than a header ".repeat(100),
    )
    .unwrap();
    ground.start();
    let session = ground.workspace().start_session().unwrap();
    assert!(!session.notices.is_empty(), "it is said");
    assert_eq!(ground.open("memos/a.md").text(), "# A\nword");
}
