//! The writer answers remarks and says what a paragraph is: each a proposal, one undo step, and a
//! line in the file.

use sixpager_core::Code;
use sixpager_core::check::{Examination, Finding, WaiverState, waiver_of};
use sixpager_core::workspace::{Origin, Reach, Snapshot, What};

use super::ground::{Editor, Ground};

const MEMO: &str = "\u{feff}---\r\ntemplate: narrative-proposal\r\nstatus: in review\r\n---\r\n\r\n# Depots\r\n\r\n## Goals\r\n\r\n- Forty depots by 1 June 2027.\r\n\r\n## State of the business\r\n\r\nLate trucks cost us £2 million in 2026. Many customers switched. They told us so in May.\r\n";
const CLAIM: &str = "Many customers switched.";

/// Reads the newest text as a reader does.
fn examined(ground: &Ground, editor: &Editor) -> Snapshot {
    ground.pass(2_000);
    let told = ground.told().into_iter().rev();
    let snapshot = told.filter_map(|what| match what {
        What::DocumentExamined(snapshot) => Some(snapshot),
        _ => None,
    });
    let newest = snapshot.into_iter().next();
    newest.unwrap_or_else(|| {
        let opened = ground.workspace().open_document(editor.document);
        opened.unwrap().snapshot
    })
}

#[track_caller]
fn finding<'e>(examination: &'e Examination, rule: &str) -> &'e Finding {
    let found = examination.findings.iter().find(|it| it.rule == rule);
    found.unwrap_or_else(|| panic!("no {rule}: {:?}", rules(examination)))
}

fn rules(examination: &Examination) -> Vec<&str> {
    examination.findings.iter().map(|it| it.rule).collect()
}

fn waivable(snapshot: &Snapshot, rule: &str) -> String {
    let examination = &snapshot.examination;
    waiver_of(
        snapshot.text.as_str(),
        examination,
        finding(examination, rule),
    )
    .line()
}

/// Answers a remark as the window does, and lets the editor carry it out.
#[track_caller]
fn waive(ground: &Ground, editor: &mut Editor, rule: &str, reason: Option<&str>, reach: Reach) {
    let remark = waivable(&examined(ground, editor), rule);
    ground.told();
    let asked = ground
        .workspace()
        .propose_waiver(editor.document, &remark, reason, reach);
    assert_eq!(asked, Ok(()));
    let proposal = ground.proposal();
    assert_eq!(proposal.origin, Origin::Waiver);
    editor.carry_out(ground, &proposal);
}

fn change(ground: &Ground, editor: &mut Editor, old: &str, new: &str) {
    let text = editor.text();
    let at = text.find(old).expect("it stands there");
    let unit = |bytes: usize| text[..bytes].encode_utf16().count() as u32;
    editor.replace(ground, unit(at), unit(at + old.len()), new);
}

#[test]
fn an_answer_holds_until_its_sentence_changes_in_substance() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", MEMO);
    let words = examined(&ground, &editor).examination.structure.words;
    waive(&ground, &mut editor, "vague-quantity", None, Reach::Here);
    let now = examined(&ground, &editor).examination;
    assert!(
        !rules(&now).contains(&"vague-quantity"),
        "{:?}",
        rules(&now)
    );
    assert_eq!((now.waived, now.waivers.len()), (1, 1));
    assert_eq!(now.waivers[0].message.as_deref(), Some("How many?"));
    let file = ground.read("memos/a.md");
    assert!(file.starts_with(MEMO), "no other byte changed");
    let block = &file[MEMO.len()..];
    assert!(block.starts_with("\r\n<!-- sixpager: answers"), "{block:?}");
    assert!(
        block.contains("\r\nvague-quantity passage \"Many customers switched\" words \"Many\" "),
        "{block}"
    );
    assert!(
        block.contains(" on 2026-11-24 key ") && block.ends_with("-->\r\n"),
        "{block}"
    );
    assert_eq!(now.structure.words, words, "no word of it is counted");

    change(
        &ground,
        &mut editor,
        "Late trucks",
        "Until then late lorries",
    );
    change(
        &ground,
        &mut editor,
        "Many customers\u{20}",
        "**Many customers**\n",
    );
    let now = examined(&ground, &editor).examination;
    assert!(
        !rules(&now).contains(&"vague-quantity"),
        "it survives what is around it"
    );

    change(&ground, &mut editor, "switched", "stayed");
    let now = examined(&ground, &editor).examination;
    assert!(rules(&now).contains(&"vague-quantity"), "it speaks again");
    assert_eq!(now.waivers[0].state, WaiverState::Changed);
    editor.undo(&ground);
    let now = examined(&ground, &editor).examination;
    assert_eq!(now.waivers[0].state, WaiverState::Holds);
}

#[test]
fn one_undo_step_takes_an_answer_back() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", MEMO);
    waive(&ground, &mut editor, "vague-quantity", None, Reach::Here);
    ground.pass(1_000);
    editor.undo(&ground);
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), MEMO);
}

#[test]
fn an_answer_is_taken_back() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", MEMO);
    waive(
        &ground,
        &mut editor,
        "vague-quantity",
        Some("See \"costs\" --> there"),
        Reach::Here,
    );
    let id = examined(&ground, &editor).examination.waivers[0].id.clone();
    assert_eq!(
        ground.workspace().propose_unwaive(editor.document, &id),
        Ok(())
    );
    editor.carry_out(&ground, &ground.proposal());
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), MEMO);
    let again = ground.workspace().propose_unwaive(editor.document, &id);
    assert_eq!(again.unwrap_err().code, Code::NotFound);
}

#[test]
fn not_in_this_document() {
    let ground = Ground::new();
    let two = MEMO.replace("They told", "Several shops closed. They told");
    let mut editor = ground.document("memos/a.md", &two);
    let before = examined(&ground, &editor).examination;
    let asked = before
        .findings
        .iter()
        .filter(|it| it.rule == "vague-quantity")
        .count();
    assert_eq!(asked, 2);
    waive(
        &ground,
        &mut editor,
        "vague-quantity",
        None,
        Reach::Document,
    );
    let now = examined(&ground, &editor).examination;
    assert!(!rules(&now).contains(&"vague-quantity"));
    assert_eq!(now.waived, 2);
}

#[test]
fn an_error_is_not_passed_over_without_a_reason() {
    let ground = Ground::new();
    let text = "# Bread at night\n\n## Customer FAQ\n\n### What does it cost?\n\nTBD\n";
    let mut editor = ground.document("memos/a.md", text);
    let remark = waivable(&examined(&ground, &editor), "question-unanswered");
    let ask = |reason, reach| {
        (ground.workspace()).propose_waiver(editor.document, &remark, reason, reach)
    };
    for (reason, reach) in [
        (None, Reach::Here),
        (Some(" \n"), Reach::Here),
        (None, Reach::Document),
    ] {
        let refused = ask(reason, reach).unwrap_err();
        assert_eq!(refused.code, Code::BadRequest);
        assert!(refused.message.contains("Say why"), "{}", refused.message);
    }
    let long = "x".repeat(2_001);
    assert_eq!(
        ask(Some(&long), Reach::Here).unwrap_err().code,
        Code::BadRequest
    );
    assert_eq!(ground.proposals(), []);
    let reason = "Ana says by 3 May.\nShe has asked.";
    waive(
        &ground,
        &mut editor,
        "question-unanswered",
        Some(reason),
        Reach::Here,
    );
    let now = examined(&ground, &editor).examination;
    assert!(!rules(&now).contains(&"question-unanswered"));
    assert_eq!(now.waivers[0].waiver.reason.as_deref(), Some(reason));
}

#[test]
fn what_is_missing_is_answered_until_it_is_there() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", MEMO);
    let before = examined(&ground, &editor).examination;
    let missing = |it: &Examination| {
        it.findings
            .iter()
            .filter(|it| it.rule == "part-missing")
            .count()
    };
    let first = finding(&before, "part-missing")
        .subject
        .clone()
        .expect("a part");
    waive(
        &ground,
        &mut editor,
        "part-missing",
        Some("Not in this one."),
        Reach::Here,
    );
    let now = examined(&ground, &editor).examination;
    assert_eq!(missing(&now) + 1, missing(&before), "only this part");
    assert_eq!(now.waivers[0].state, WaiverState::Holds);
    assert_eq!(first, "introduction");
    change(
        &ground,
        &mut editor,
        "## Goals",
        "## Introduction\n\nWe ask for £2 million.\n\n## Goals",
    );
    let now = examined(&ground, &editor).examination;
    assert_eq!(now.waivers[0].state, WaiverState::Filled);
}

#[test]
fn what_has_ended_goes_with_the_next_answer_unless_it_has_a_reason() {
    let ground = Ground::new();
    let two = MEMO.replace("They told", "Several shops closed. They told");
    let mut editor = ground.document("memos/a.md", &two);
    waive(&ground, &mut editor, "vague-quantity", None, Reach::Here);
    waive(
        &ground,
        &mut editor,
        "vague-quantity",
        Some("Counted in May."),
        Reach::Here,
    );
    change(&ground, &mut editor, CLAIM, "Many left.");
    change(
        &ground,
        &mut editor,
        "Several shops closed.",
        "Several shops burned.",
    );
    let now = examined(&ground, &editor).examination;
    let ended = |it: &Examination| {
        it.waivers
            .iter()
            .filter(|it| it.state.ended().is_some())
            .count()
    };
    assert_eq!((ended(&now), now.waived), (2, 0));
    waive(
        &ground,
        &mut editor,
        "part-missing",
        Some("Not here."),
        Reach::Here,
    );
    let now = examined(&ground, &editor).examination;
    assert_eq!(
        (now.waivers.len(), ended(&now)),
        (2, 1),
        "the reason is kept"
    );
    // The remark about the words that it was about takes its reason over.
    let several = now
        .findings
        .iter()
        .rfind(|it| it.rule == "vague-quantity")
        .expect("said again");
    let remark = waiver_of(examined(&ground, &editor).text.as_str(), &now, several).line();
    ground
        .workspace()
        .propose_waiver(editor.document, &remark, None, Reach::Here)
        .unwrap();
    editor.carry_out(&ground, &ground.proposal());
    let now = examined(&ground, &editor).examination;
    assert_eq!((now.waivers.len(), ended(&now)), (2, 0));
    let reasons: Vec<&str> = now
        .waivers
        .iter()
        .filter_map(|it| it.waiver.reason.as_deref())
        .collect();
    assert_eq!(reasons, ["Not here.", "Counted in May."]);
}

#[test]
fn a_remark_of_an_earlier_revision_is_the_same_remark() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", MEMO);
    let remark = waivable(&examined(&ground, &editor), "vague-quantity");
    change(
        &ground,
        &mut editor,
        "£2 million in 2026",
        "£3 million in 2025",
    );
    examined(&ground, &editor);
    let ask = |remark: &str| {
        (ground.workspace()).propose_waiver(editor.document, remark, None, Reach::Here)
    };
    assert_eq!(ask(&remark), Ok(()));
    let proposal = ground.proposal();
    assert_eq!(
        ask(&remark).unwrap_err().code,
        Code::Failed,
        "one at a time"
    );
    for nothing in [
        "",
        "vague-quantity",
        "hype-word document",
        &remark.replace("key 3:", "key 4:"),
    ] {
        assert_eq!(ask(nothing).unwrap_err().code, Code::NotFound, "{nothing}");
    }
    editor.carry_out(&ground, &proposal);
    let now = examined(&ground, &editor).examination;
    assert_eq!(now.waived, 1);
}

#[test]
fn a_question_of_the_bank_is_not_relevant_here() {
    let ground = Ground::new();
    let text = "---\ntemplate: prfaq-classic\n---\n\n# Bread at night\n\n## Customer FAQ\n\n### How fast is it?\n\nTwo minutes.\n";
    let mut editor = ground.document("memos/a.md", text);
    let workspace = ground.workspace();
    let open = || -> Vec<String> {
        let list = workspace.list_questions(editor.document).unwrap().open;
        list.into_iter().map(|known| known.question).collect()
    };
    let before = open();
    let question = before[0].clone();
    assert_eq!(
        workspace.propose_dismissal(editor.document, &question),
        Ok(())
    );
    let proposal = ground.proposal();
    let unknown = workspace.propose_dismissal(editor.document, "Why me?");
    assert_eq!(unknown.unwrap_err().code, Code::NotFound);
    editor.carry_out(&ground, &proposal);
    let list = workspace.list_questions(editor.document).unwrap().open;
    assert_eq!(list.len() + 1, before.len());
    assert!(list.iter().all(|known| known.question != question));
}

#[test]
fn a_pinned_paragraph_is_the_part_that_the_writer_says() {
    let ground = Ground::new();
    let mut editor = ground.document("memos/a.md", MEMO);
    let at = editor.text().find("Late trucks").unwrap() as u32 + 3;
    let workspace = ground.workspace();
    let revision = examined(&ground, &editor).revision;
    let pin = |revision, at, role| workspace.propose_pin(editor.document, revision, at, role);
    assert_eq!(
        pin(revision, at, Some("problem")).unwrap_err().code,
        Code::BadRequest
    );
    assert_eq!(
        pin(revision + 1, at, Some("goals")).unwrap_err().code,
        Code::WrongBase
    );
    assert_eq!(pin(revision, at, None).unwrap_err().code, Code::NotFound);
    ground.told();
    assert_eq!(pin(revision, at, Some("lessons-learned")), Ok(()));
    let proposal = ground.proposal();
    assert_eq!(proposal.origin, Origin::Pin);
    assert!(
        proposal.sentence.contains("Lessons learned"),
        "{}",
        proposal.sentence
    );
    editor.carry_out(&ground, &proposal);
    let now = examined(&ground, &editor);
    let part = now
        .examination
        .structure
        .parts
        .iter()
        .find(|it| it.role == "lessons-learned");
    let part = part.expect("it is that part");
    assert!(part.span.of(now.text.as_str()).starts_with("Late trucks"));
    assert_eq!(now.examination.pins[0].problem, None);
    let file = ground.read("memos/a.md");
    assert!(
        file.contains("\r\n\r\n<!-- sixpager: part=lessons-learned -->\r\nLate trucks"),
        "{file}"
    );
    let at = editor.text().find("Late trucks").unwrap() as u32;
    let taken = (ground.workspace()).propose_pin(editor.document, now.revision, at, None);
    assert_eq!(taken, Ok(()));
    editor.carry_out(&ground, &ground.proposal());
    ground.pass(1_000);
    assert_eq!(ground.read("memos/a.md"), MEMO);
}
