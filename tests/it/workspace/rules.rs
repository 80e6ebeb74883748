//! Rules and words set in the writer's own file while a document is open.

use sixpager_core::Code;
use sixpager_core::check::{Setting, WordSetting};
use sixpager_core::model::Severity;
use sixpager_core::workspace::What;

use super::ground::Ground;

const MEMO: &str = "# A\n\nMany customers wait.\n";

/// The severity of the remark on the vague quantity, as the newest examination has it.
fn heard(ground: &Ground) -> Option<Severity> {
    ground.pass(1_000);
    let told = ground.told();
    let examined = told.iter().rev().find_map(|what| match what {
        What::DocumentExamined(snapshot) => Some(snapshot.examination.clone()),
        _ => None,
    });
    let examination = examined.expect("the document was examined again");
    let found = (examination.findings.iter()).find(|finding| finding.rule == "vague-quantity");
    found.map(|finding| finding.severity)
}

#[test]
fn a_change_holds_at_once_in_open_documents() {
    let ground = Ground::new();
    let editor = ground.document("memos/a.md", MEMO);
    let document = Some(editor.document);
    let set = |setting| (ground.workspace()).change_rule(document, "vague-quantity", setting);
    let off = set(Some(Setting::Off)).unwrap();
    assert!(!off.book.is_on("vague-quantity"));
    assert_eq!(heard(&ground), None);
    set(Some(Setting::Severity(Severity::Error))).unwrap();
    assert_eq!(heard(&ground), Some(Severity::Error));
    let usual = set(None).unwrap();
    assert_eq!(usual.own.rules, []);
    assert_eq!(heard(&ground), Some(Severity::Advice));
    let cut = Some(WordSetting::Removed);
    let list = "counted-noun";
    (ground
        .workspace()
        .change_word(document, list, "customers", cut))
    .unwrap();
    assert_eq!(heard(&ground), None);
}

#[test]
fn what_the_folder_says_stays() {
    let ground = Ground::new();
    std::fs::create_dir_all(ground.path("memos/.sixpager")).unwrap();
    ground.write("memos/.sixpager/rules.toml", "off = [\"vague-quantity\"]\n");
    let editor = ground.document("memos/a.md", MEMO);
    let loud = Some(Setting::Severity(Severity::Error));
    let settings = (ground.workspace())
        .change_rule(Some(editor.document), "vague-quantity", loud)
        .unwrap();
    assert!(!settings.book.is_on("vague-quantity"));
    assert_eq!(settings.own.rules.len(), 1);
    assert_eq!(
        settings.folder.rules,
        [("vague-quantity".to_owned(), Setting::Off)]
    );
    assert!(settings.folder_file.is_some());
}

#[test]
fn what_is_no_rule_and_no_word_is_refused() {
    let ground = Ground::new();
    let no_rule = (ground.workspace()).change_rule(None, "no-such", Some(Setting::Off));
    assert_eq!(no_rule.unwrap_err().code, Code::BadRequest);
    let added = Some(WordSetting::Added);
    for (list, word) in [("hype", " "), ("hype", "a # b"), ("no-such", "bold")] {
        let refused = ground.workspace().change_word(None, list, word, added);
        assert_eq!(refused.unwrap_err().code, Code::BadRequest, "{list} {word}");
    }
}

#[test]
fn a_file_of_which_nothing_is_used_must_be_mended_first() {
    let ground = Ground::new();
    let broken = "bogus = 1\n";
    std::fs::create_dir_all(ground.path("config")).unwrap();
    ground.write("config/rules.toml", broken);
    let workspace = ground.workspace();
    let off = workspace.change_rule(None, "vague-quantity", Some(Setting::Off));
    let added = Some(WordSetting::Added);
    let word = workspace.change_word(None, "hype", "bold", added);
    for refused in [off, word] {
        let problem = refused.unwrap_err();
        assert_eq!(problem.code, Code::Failed);
        assert!(
            problem.message.contains("unknown field `bogus`")
                && problem.message.ends_with("; mend that first."),
            "{}",
            problem.message
        );
    }
    assert_eq!(ground.read("config/rules.toml"), broken);
    let shown = workspace.list_rules(None).unwrap();
    assert!(shown.book.is_on("vague-quantity") && shown.own.rules.is_empty());
}
