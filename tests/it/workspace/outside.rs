//! What other programs do to the file of an open document.

use sixpager_core::workspace::{ConflictChoice, Origin, SavingState, What};

use super::ground::{Editor, Ground};

#[test]
fn a_change_elsewhere_is_one_small_undo_step() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n\nOne two three.\n");
    ground.write_outside("memos/a.md", "# A\n\nOne 2 three.\n");
    let proposal = ground.proposal();
    assert_eq!(proposal.origin, Origin::Outside);
    assert_eq!(proposal.changes.len(), 1);
    assert_eq!(proposal.changes[0].insert, "2");
    editor.carry_out(&ground, &proposal);
    assert_eq!(editor.text(), "# A\n\nOne 2 three.\n");
    ground.pass(10_000);
    assert_eq!(ground.proposals(), []);
    assert_eq!(ground.state(&editor), SavingState::Saved);
    assert_eq!(ground.moments(editor.document), ["as-found", "outside"]);
    editor.undo(&ground);
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\n\nOne two three.\n");
}

#[test]
fn two_changes_in_a_row_are_both_seen() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "one two\n");
    ground.write_outside("memos/a.md", "1 two\n");
    let first = ground.proposal();
    editor.carry_out(&ground, &first);
    ground.write_outside("memos/a.md", "1 2\n");
    let second = ground.proposal();
    editor.carry_out(&ground, &second);
    assert_eq!(editor.text(), "1 2\n");
    assert_eq!(ground.read("memos/a.md"), "1 2\n");
    let moments = ground.moments(editor.document);
    assert_eq!(moments, ["as-found", "outside", "outside"]);
}

#[test]
fn a_second_change_while_the_first_is_with_the_editor_is_seen_after_it() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "one two\n");
    ground.write_outside("memos/a.md", "1 two\n");
    let first = ground.proposal();
    ground.write_outside("memos/a.md", "1 2\n");
    assert_eq!(ground.proposals(), [], "one at a time");
    editor.carry_out(&ground, &first);
    assert_eq!(editor.text(), "1 two\n");
    ground.pass(0);
    let second = ground.proposal();
    editor.carry_out(&ground, &second);
    ground.pass(10_000);
    assert_eq!(editor.text(), "1 2\n");
    assert_eq!(ground.read("memos/a.md"), "1 2\n");
    assert_eq!(ground.state(&editor), SavingState::Saved);
}

#[test]
fn what_was_typed_meanwhile_stays_and_the_change_is_not_written_over() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "one two\n");
    ground.write_outside("memos/a.md", "1 two\n");
    let proposal = ground.proposal();
    editor.write(&ground, "typed\n");
    ground.pass(6_000);
    assert_eq!(ground.read("memos/a.md"), "1 two\n", "an answer is awaited");
    // The editor maps the changes over what was typed; here nothing before them moved.
    let number = Some(proposal.proposal);
    editor
        .send(&ground, proposal.changes.clone(), number)
        .unwrap();
    ground.pass(150);
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "1 two\ntyped\n");
    assert_eq!(ground.state(&editor), SavingState::Saved);
}

#[test]
fn line_endings_changed_elsewhere_are_taken_in_without_the_editor() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "one\ntwo\n");
    ground.write_outside("memos/a.md", "one\r\ntwo\r\n");
    assert_eq!(ground.proposals(), []);
    editor.replace(&ground, 0, 0, "x");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "xone\r\ntwo\r\n");
}

#[test]
fn bytes_of_a_change_elsewhere_stay_as_that_program_wrote_them() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "one\ntwo\n");
    ground.write_outside("memos/a.md", "one\r\n2\r\n");
    let proposal = ground.proposal();
    editor.carry_out(&ground, &proposal);
    ground.pass(10_000);
    assert_eq!(ground.read("memos/a.md"), "one\r\n2\r\n");
    editor.replace(&ground, 0, 0, "x");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "xone\r\n2\r\n");
}

#[test]
fn a_touch_is_nothing() {
    let ground = Ground::new();
    let editor = ground.document("memos/a.md", "# A\n");
    ground.pass(0);
    ground.told();
    ground.write_outside("memos/a.md", "# A\n");
    assert_eq!(ground.told().len(), 0);
    assert_eq!(ground.state(&editor), SavingState::Saved);
}

#[test]
fn two_texts_are_a_question_and_both_are_kept() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "mine\n");
    ground.write_outside("memos/a.md", "# A\ntheirs\n");
    assert!(ground.has_conflict());
    ground.pass(20_000);
    assert_eq!(ground.read("memos/a.md"), "# A\ntheirs\n");
    assert_eq!(ground.state(&editor), SavingState::Conflict);
    let moments = ground.moments(editor.document);
    assert_eq!(moments, ["as-found", "conflict", "conflict"]);
    let versions = ground.versions(editor.document);
    assert_eq!(ground.version_text(&versions[1]), "# A\nmine\n");
    assert_eq!(ground.version_text(&versions[2]), "# A\ntheirs\n");
    let opened = ground.workspace().open_document(editor.document).unwrap();
    let conflict = opened.conflict.unwrap();
    assert_eq!(conflict.compared.text.as_str(), "# A\ntheirs\n");
}

fn asked(ground: &Ground) -> Editor {
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(ground, "mine\n");
    ground.write_outside("memos/a.md", "# A\ntheirs\n");
    assert!(ground.has_conflict());
    editor
}

#[test]
fn keeping_mine_writes_it() {
    let ground = Ground::new();
    let mut editor = asked(&ground);
    editor.write(&ground, "more\n");
    ground.choose(&editor, ConflictChoice::KeepMine);
    assert_eq!(ground.read("memos/a.md"), "# A\nmine\nmore\n");
    assert_eq!(ground.state(&editor), SavingState::Saved);
    let ended = |what: &What| matches!(what, What::ConflictEnded);
    assert!(ground.has_told(ended));
}

#[test]
fn taking_theirs_is_an_undo_step() {
    let ground = Ground::new();
    let mut editor = asked(&ground);
    ground.choose(&editor, ConflictChoice::TakeTheirs);
    let proposal = ground.proposal();
    assert_eq!(proposal.origin, Origin::Conflict);
    editor.carry_out(&ground, &proposal);
    assert_eq!(editor.text(), "# A\ntheirs\n");
    ground.pass(10_000);
    assert_eq!(ground.read("memos/a.md"), "# A\ntheirs\n");
    assert_eq!(ground.state(&editor), SavingState::Saved);
    editor.undo(&ground);
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\nmine\n");
}

#[test]
fn a_conflict_ends_when_the_other_change_is_taken_back() {
    let ground = Ground::new();
    let editor = asked(&ground);
    ground.write_outside("memos/a.md", "# A\n");
    let ended = |what: &What| matches!(what, What::ConflictEnded);
    assert!(ground.has_told(ended));
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\nmine\n");
    assert_eq!(ground.state(&editor), SavingState::Saved);
}

#[test]
fn a_change_that_nobody_told_of_is_found_before_it_is_written_over() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    ground.pass(0);
    editor.write(&ground, "mine\n");
    ground.write("memos/a.md", "# A\ntheirs\n");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\ntheirs\n");
    assert!(ground.has_conflict());
    assert_eq!(ground.state(&editor), SavingState::Conflict);
}

#[test]
fn a_deleted_file_is_said_and_put_back_only_when_asked() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    let path = ground.path("memos/a.md");
    ground.delete_outside("memos/a.md");
    let missing = |what: &What| matches!(what, What::SummaryChanged(summary) if summary.missing);
    assert!(ground.has_told(missing));
    assert_eq!(ground.state(&editor), SavingState::Missing);
    editor.write(&ground, "more\n");
    ground.pass(10_000);
    assert!(!path.exists(), "nothing is put back unasked");
    let saving = ground.workspace().save_document(editor.document).unwrap();
    assert_eq!(saving.state, SavingState::Saved);
    assert_eq!(ground.read("memos/a.md"), "# A\nmore\n");
}

#[test]
fn a_missing_document_opens_from_what_is_kept() {
    let mut ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    editor.write(&ground, "word");
    ground.pass(150);
    std::fs::remove_file(ground.path("memos/a.md")).unwrap();
    ground.kill();
    let opened = ground.workspace().open_document(editor.document).unwrap();
    assert_eq!(opened.saving.state, SavingState::Missing);
    assert_eq!(opened.snapshot.text.as_str(), "# A\nword");
    let saving = ground.workspace().save_document(editor.document).unwrap();
    assert_eq!(saving.state, SavingState::Saved);
    assert_eq!(ground.read("memos/a.md"), "# A\nword");
}

#[test]
fn a_renamed_file_is_followed() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    ground.move_outside("memos/a.md", "memos/b.md");
    assert_eq!(ground.state(&editor), SavingState::Saved);
    editor.write(&ground, "more\n");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/b.md"), "# A\nmore\n");
    assert!(!ground.path("memos/a.md").exists());
}

#[test]
fn a_file_that_went_to_another_folder_is_followed() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    std::fs::create_dir(ground.path("other")).unwrap();
    ground.move_outside("memos/a.md", "other/a.md");
    editor.write(&ground, "more\n");
    ground.pass(1_000);
    assert_eq!(ground.read("other/a.md"), "# A\nmore\n");
}

#[test]
fn a_file_that_is_no_text_any_more_is_not_written() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "# A\n");
    let path = ground.write("memos/a.md", b"\xff\xfe\0");
    ground
        .workspace()
        .files_changed(std::slice::from_ref(&path));
    editor.write(&ground, "more\n");
    ground.pass(10_000);
    assert_eq!(std::fs::read(&path).unwrap(), b"\xff\xfe\0");
    assert_eq!(ground.state(&editor), SavingState::Failing);
}

#[test]
fn a_file_that_comes_back_unheard_of_is_found_by_the_clock() {
    let ground = Ground::new();
    let editor = ground.document("memos/a.md", "# A\n");
    ground.delete_outside("memos/a.md");
    assert_eq!(ground.state(&editor), SavingState::Missing);
    ground.write("memos/a.md", "# A\n");
    ground.pass(2_000);
    assert_eq!(ground.state(&editor), SavingState::Saved);
}

#[test]
fn a_proposal_counts_from_the_editor_before_and_after_it_was_handed_out_again() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", "one\n");
    ground.write_outside("memos/a.md", "two\n");
    let proposal = ground.proposal();
    let again = ground.workspace().open_path(&ground.path("memos/a.md"));
    assert_eq!(again.unwrap().proposal.unwrap().proposal, proposal.proposal);
    editor.carry_out(&ground, &proposal);
    editor.write(&ground, "three\n");
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "two\nthree\n");
}
