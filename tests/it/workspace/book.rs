//! Rules and templates of the writer's own, and of a document's folder.

use sixpager_core::template;

use super::ground::{Editor, Ground};

const MANY: &str = "# Depots\n\nMany customers wait.\n";

fn rules(editor: &Editor) -> Vec<&'static str> {
    let findings = &editor.opened.snapshot.examination.findings;
    findings.iter().map(|finding| finding.rule).collect()
}

fn folder(ground: &Ground, name: &str) {
    std::fs::create_dir_all(ground.path(name)).unwrap();
}

#[test]
fn a_document_is_judged_by_the_rules_beside_it() {
    let ground = Ground::new();
    folder(&ground, "memos/.sixpager");
    ground.write("memos/.sixpager/rules.toml", "off = [\"vague-quantity\"]\n");
    let mut editor = ground.document("memos/a.md", MANY);
    assert_eq!(rules(&editor), [""; 0]);
    editor.write(&ground, "\nMany of them left.\n");
    ground.pass(100);
    let told = ground.told();
    let examined = told.iter().any(|what| {
        matches!(what, sixpager_core::workspace::What::DocumentExamined(snapshot)
            if snapshot.examination.findings.is_empty())
    });
    assert!(examined, "what is written later is judged by them too");
    folder(&ground, "elsewhere");
    let other = ground.document("elsewhere/a.md", MANY);
    assert_eq!(rules(&other), ["vague-quantity"]);
}

#[test]
fn a_mistake_is_told_with_its_place_and_the_rules_go_on() {
    let ground = Ground::new();
    folder(&ground, "config");
    ground.write("config/rules.toml", "off = [\"vague\"]\n");
    let editor = ground.document("memos/a.md", MANY);
    assert_eq!(rules(&editor), ["vague-quantity"]);
    let notices = editor.opened.notices.join("\n");
    assert!(
        notices.starts_with(
            "~/config/rules.toml:1: there is no rule \"vague\". This line is left out"
        ),
        "{notices}"
    );
}

#[test]
fn style_is_found_while_drafting_for_who_reads_as_a_reviewer() {
    let ground = Ground::new();
    let long = vec!["longer"; 40].join(" ");
    let editor = ground.document(
        "memos/a.md",
        &format!("---\nstatus: drafting\n---\n\n{long}.\n"),
    );
    let findings = &editor.opened.snapshot.examination.findings;
    assert_eq!(rules(&editor), ["long-sentence"]);
    assert!(!findings[0].in_season);
}

#[test]
fn templates_of_ones_own_are_offered_and_begun() {
    let ground = Ground::new();
    folder(&ground, "config/templates");
    let shipped = &template::by_id("narrative-proposal").unwrap().source;
    let own = shipped
        .replace("\"narrative-proposal\"", "\"house\"")
        .replace("\"Six-page narrative\"", "\"House memo\"")
        .replace("template: narrative-proposal", "template: house");
    ground.write("config/templates/house.md", &own);
    ground.write("config/templates/broken.md", "# no template\n");
    let session = ground.workspace().start_session().unwrap();
    let names: Vec<&str> = (session.templates.iter())
        .map(|template| template.name.as_str())
        .collect();
    assert_eq!(names.last(), Some(&"House memo"));
    assert_eq!(names.len(), template::built_in().len() + 1);
    let opened = ground.workspace().new_document("house").unwrap();
    assert_eq!(opened.summary.name, "House memo 2026-11-24");
    let structure = &opened.snapshot.examination.structure;
    assert_eq!(
        (structure.template.as_str(), structure.kind.as_str()),
        ("house", "narrative")
    );
    let notices = opened.notices.join("\n");
    assert!(
        notices.contains("~/config/templates/broken.md:1: a template begins"),
        "{notices}"
    );
}
