//! Going back to an earlier moment, with and without an editor; comparing with it.

use sixpager_core::Code;
use sixpager_core::workspace::{Origin, SavingState};

use super::ground::{Editor, Ground};

fn written(ground: &Ground) -> Editor {
    let mut editor = ground.document("memos/a.md", "# A\r\nfirst\n");
    editor.write(ground, "second\n");
    ground.pass(150);
    ground.pass(120_000);
    editor
}

#[test]
fn going_back_is_a_proposal_a_moment_and_an_undo_step() {
    let ground = Ground::new();
    let mut editor = written(&ground);
    let first = ground.versions(editor.document)[0].clone();
    ground.told();
    let asked = ground
        .workspace()
        .propose_restore(editor.document, first.id);
    assert_eq!(asked, Ok(()));
    assert_eq!(editor.text(), "# A\nfirst\nsecond\n", "nothing changed yet");
    let proposal = ground.proposal();
    assert_eq!(proposal.origin, Origin::Restore);
    assert!(proposal.sentence.contains("10:58"), "{}", proposal.sentence);
    assert_eq!(ground.moments(editor.document), ["as-found", "writing"]);
    editor.carry_out(&ground, &proposal);
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\r\nfirst\n");
    let moments = ground.moments(editor.document);
    assert_eq!(moments, ["as-found", "writing", "restored"]);
    let label = ground.versions(editor.document)[2].label.clone();
    assert_eq!(label, "Restored from 10:58");
    editor.undo(&ground);
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\r\nfirst\nsecond\n");
}

#[test]
fn what_no_moment_holds_is_kept_before_going_back() {
    let ground = Ground::new();
    let mut editor = written(&ground);
    editor.write(&ground, "third\n");
    let first = ground.versions(editor.document)[0].clone();
    ground
        .workspace()
        .propose_restore(editor.document, first.id)
        .unwrap();
    let moments = ground.moments(editor.document);
    assert_eq!(moments, ["as-found", "writing", "before-restore"]);
    let before = ground.versions(editor.document)[2].clone();
    assert_eq!(
        ground.version_text(&before),
        "# A\r\nfirst\nsecond\nthird\n"
    );
}

#[test]
fn a_restore_waits_for_the_proposal_before_it() {
    let ground = Ground::new();
    let mut editor = written(&ground);
    let first = ground.versions(editor.document)[0].clone();
    ground.write_outside("memos/a.md", "# A\r\nfirst\n2nd\n");
    let outside = ground.proposal();
    ground
        .workspace()
        .propose_restore(editor.document, first.id)
        .unwrap();
    assert_eq!(ground.proposals(), []);
    editor.carry_out(&ground, &outside);
    let restore = ground.proposal();
    assert_eq!(restore.origin, Origin::Restore);
    editor.carry_out(&ground, &restore);
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), "# A\r\nfirst\n");
}

#[test]
fn without_an_editor_the_file_is_written_between_two_moments() {
    let ground = Ground::new();
    let editor = written(&ground);
    editor.close(&ground);
    ground.write("memos/a.md", "changed by hand\n");
    let document = ground
        .workspace()
        .find_document(&ground.path("memos/a.md"))
        .unwrap();
    assert_eq!(document, editor.document);
    let first = ground.versions(document)[0].clone();
    ground
        .workspace()
        .propose_restore(document, first.id)
        .unwrap();
    assert_eq!(ground.read("memos/a.md"), "# A\r\nfirst\n");
    let moments = ground.moments(document);
    assert_eq!(
        moments,
        ["as-found", "writing", "before-restore", "restored"]
    );
    let before = ground.versions(document)[2].clone();
    assert_eq!(ground.version_text(&before), "changed by hand\n");
}

#[test]
fn without_an_editor_words_that_only_the_journal_has_are_not_passed_over() {
    let mut ground = Ground::new();
    let mut editor = written(&ground);
    editor.write(&ground, "last");
    ground.pass(150);
    ground.kill();
    let first = ground.versions(editor.document)[0].clone();
    let refused = ground
        .workspace()
        .propose_restore(editor.document, first.id);
    assert!(
        refused
            .unwrap_err()
            .message
            .contains("never reached its file")
    );
    assert_eq!(ground.read("memos/a.md"), "# A\r\nfirst\nsecond\n");
}

#[test]
fn a_moment_of_another_document_is_not_found() {
    let ground = Ground::new();
    let editor = written(&ground);
    let other = ground.document("memos/b.md", "# B\n");
    let first = ground.versions(editor.document)[0].clone();
    let refused = ground.workspace().propose_restore(other.document, first.id);
    assert_eq!(refused.unwrap_err().code, Code::NotFound);
    let refused = ground.workspace().compare_version(other.document, first.id);
    assert_eq!(refused.unwrap_err().code, Code::NotFound);
}

#[test]
fn a_moment_is_compared_with_the_text_of_now() {
    let ground = Ground::new();
    let mut editor = written(&ground);
    editor.write(&ground, "third\n");
    let first = ground.versions(editor.document)[0].clone();
    let compared = ground
        .workspace()
        .compare_version(editor.document, first.id)
        .unwrap();
    assert_eq!(compared.text.as_str(), "# A\r\nfirst\nsecond\nthird\n");
    assert_eq!(compared.comparison.words_in, 2);
    assert_eq!(compared.comparison.words_out, 0);
}

#[test]
fn a_text_that_is_there_already_is_only_said() {
    let ground = Ground::new();
    let editor = written(&ground);
    let newest = ground.versions(editor.document)[1].clone();
    ground.told();
    ground
        .workspace()
        .propose_restore(editor.document, newest.id)
        .unwrap();
    assert_eq!(ground.proposals(), []);
    assert_eq!(ground.state(&editor), SavingState::Saved);
}
