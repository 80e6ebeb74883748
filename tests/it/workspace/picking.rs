//! The picking list of an open document, and questions put from it into the text.

use sixpager_core::Code;
use sixpager_core::workspace::Origin;

use super::ground::Ground;

const MEMO: &str = "---\ntemplate: prfaq-classic\n---\n\n# Bread at night\n\n## Customer FAQ\n\n### How fast is it?\n\nTwo minutes.\n";

fn open(ground: &Ground, document: sixpager_core::model::DocumentId) -> Vec<String> {
    let list = ground.workspace().list_questions(document).unwrap();
    assert_eq!(list.bank, 28);
    list.open.into_iter().map(|known| known.question).collect()
}

#[test]
fn several_ticks_are_one_proposal_and_one_undo_step() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", MEMO);
    let picked = ["What does it cost?", "Where do I get help?"].map(str::to_owned);
    let before = open(&ground, editor.document);
    assert!(picked.iter().all(|one| before.contains(one)));
    ground.told();
    let asked = ground
        .workspace()
        .propose_questions(editor.document, &picked);
    assert_eq!(asked, Ok(()));
    assert_eq!(editor.text(), MEMO, "nothing changed yet");
    let proposal = ground.proposal();
    assert_eq!(proposal.origin, Origin::Picking);
    editor.carry_out(&ground, &proposal);
    let end = "Two minutes.\n\n### What does it cost?\n\n### Where do I get help?\n";
    assert!(editor.text().ends_with(end), "{}", editor.text());
    let after = open(&ground, editor.document);
    assert_eq!(after.len(), before.len() - 2);
    assert!(picked.iter().all(|one| !after.contains(one)));
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), editor.text());
    editor.undo(&ground);
    assert_eq!(open(&ground, editor.document), before);
}

#[test]
fn what_is_in_no_bank_changes_nothing() {
    let ground = Ground::new();
    let editor = ground.document("memos/a.md", MEMO);
    let asked = (ground.workspace()).propose_questions(editor.document, &["Why me?".to_owned()]);
    assert_eq!(asked.unwrap_err().code, Code::NotFound);
}
