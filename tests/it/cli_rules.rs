//! The command line's rules: explained, ranked, changed beside the document, mended; folders.

use std::fs;

use serde_json::json;
use sixpager_core::check::{rule_ids, rules};

use crate::cli::Bench;

const MANY: &str = "# Depots\n\nMany customers wait.\n";

fn vague(out: &str) -> usize {
    out.matches("(vague-quantity)").count()
}

#[test]
fn every_rule_is_listed_and_explained_with_both_sentences() {
    let bench = Bench::new();
    let listed = bench.run(&["check", "--rules"]);
    let ids: Vec<&str> = (listed.out.lines())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(ids, rule_ids().collect::<Vec<_>>());
    for rule in rules() {
        let told = bench.run(&["explain", rule.id]);
        assert_eq!((told.status, told.err.as_str()), (0, ""), "{}", rule.id);
        for sample in [rule.explanation.flagged, rule.explanation.unflagged] {
            let first = sample.lines().next().unwrap_or_default();
            assert!(told.out.contains(&format!("    {first}")), "{}", told.out);
        }
        assert!(told.out.contains(rule.explanation.why), "{}", told.out);
        assert!(told.out.contains(rule.explanation.help), "{}", told.out);
    }
    let told = bench.run(&["explain", "vague-quantity", "--format", "json"]);
    assert_eq!(told.json()["flagged"], json!("Many customers switched."));
    assert_eq!(told.json()["on"], json!(true));
    let all = bench.run(&["check", "--rules", "--format", "json"]).json();
    assert_eq!(all["rules"].as_array().map(Vec::len), Some(ids.len()));
    let list = bench.run(&["explain", "question-coverage"]);
    assert_eq!((list.status, list.err.as_str()), (0, ""));
    assert!(
        list.out
            .starts_with("question-coverage (a list, not a rule"),
        "{}",
        list.out
    );
    let list = bench.run(&["explain", "question-coverage", "--format", "json"]);
    assert_eq!(list.json()["about"], json!("list"));
    bench
        .run(&["explain", "nonsense"])
        .says("There is no rule nonsense; `sixpager-cli check --rules` lists them.");
}

#[test]
fn a_reviewer_says_everything_and_the_costliest_first() {
    let bench = Bench::new();
    let long = "The committee that was formed in spring to look into the question of late deliveries met eleven times over the summer and came to the view that the cause lay with neither of the two depots.";
    let text =
        format!("---\nstatus: drafting\n---\n\n# Depots\n\n{long}\n\nMany customers wait.\n");
    let file = bench.write("memo.md", text);
    let quiet = bench.run(&["check", &file]).out;
    assert!(!quiet.contains("long-sentence"), "{quiet}");
    let all = bench.run(&["check", "--as-reviewer", &file]).out;
    let at = |rule: &str| all.find(rule).unwrap_or_else(|| panic!("{rule} in {all}"));
    assert!(at("vague-quantity") < at("long-sentence"), "{all}");
    let approved = bench.write("done.md", format!("---\nstatus: approved\n---\n\n{MANY}"));
    assert_eq!(bench.run(&["check", &approved]).out, "");
    assert_eq!(
        vague(&bench.run(&["check", "--as-reviewer", &approved]).out),
        1
    );
}

#[test]
fn rules_beside_the_document_and_in_the_configuration_count() {
    let bench = Bench::new();
    for folder in ["a/.sixpager", "home/.config/sixpager"] {
        fs::create_dir_all(bench.folder.path().join(folder)).expect("a folder");
    }
    let here = bench.write("a/memo.md", MANY);
    let elsewhere = bench.write("memo.md", MANY);
    bench.write(
        "home/.config/sixpager/rules.toml",
        "[severity]\nvague-quantity = \"error\"\n",
    );
    assert_eq!(bench.run(&["check", &here]).status, 1, "an error now");
    bench.write("a/.sixpager/rules.toml", "off = [\"vague-quantity\"]\n");
    assert_eq!(bench.run(&["check", &here]).out, "");
    assert_eq!(vague(&bench.run(&["check", &elsewhere]).out), 1);
    let rules = bench.write("a/.sixpager/rules.toml", "off = [\n  \"vague\",\n]\n");
    let outcome = bench.run(&["check", &here, &here]);
    assert_eq!(
        outcome.err,
        format!(
            "sixpager-cli: {rules}:2: there is no rule \"vague\". This line is left out; `sixpager-cli check --rules` lists the rules.\n"
        ),
        "said once"
    );
    assert_eq!(vague(&outcome.out), 2, "the other rules go on");
}

#[test]
fn hostile_rule_files_change_nothing_and_are_said() {
    let bench = Bench::new();
    fs::create_dir_all(bench.folder.path().join(".sixpager/templates/x.md")).expect("a folder");
    let file = bench.write("memo.md", MANY);
    for (bytes, reason) in [
        (b"off = [".to_vec(), ""),
        (b"\xff\xfe".to_vec(), "it is not UTF-8 text"),
        ("#".repeat(300_000).into_bytes(), "it is larger than 256 KB"),
        ("a=".repeat(50_000).into_bytes(), ""),
        (format!("off = {}", "[".repeat(50_000)).into_bytes(), ""),
    ] {
        bench.write(".sixpager/rules.toml", bytes);
        let outcome = bench.run(&["check", &file]);
        assert_eq!(outcome.err.lines().count(), 2, "{}", outcome.err);
        assert!(outcome.err.contains(reason), "{}", outcome.err);
        assert!(
            outcome
                .err
                .contains("x.md:1: it is no ordinary file. The template is left out.")
        );
        assert_eq!(vague(&outcome.out), 1);
    }
}

#[test]
fn a_template_of_ones_own_begins_as_a_shown_one() {
    let bench = Bench::new();
    let shown = bench.run(&["templates", "--show", "narrative-proposal"]);
    assert!(shown.out.starts_with("+++\n"), "{}", shown.out);
    fs::create_dir_all(bench.folder.path().join("home/.config/sixpager/templates")).expect("made");
    fs::create_dir_all(bench.folder.path().join(".sixpager/templates")).expect("made");
    let own = shown.out.replace("\"narrative-proposal\"", "\"house\"");
    let house = |name: &str| own.replace("\"Six-page narrative\"", &format!("\"{name}\""));
    bench.write(
        "home/.config/sixpager/templates/house.md",
        house("House memo"),
    );
    assert!(bench.run(&["templates"]).out.contains("House memo"));
    bench.write(".sixpager/templates/house.md", house("Depot memo"));
    let file = bench.path("memo.md");
    let made = bench.run(&["new", "house", "-o", &file]);
    assert_eq!(
        made.out,
        format!("Made {file} (Depot memo).\n"),
        "the nearer one"
    );
    bench.write("memo.md", "---\ntemplate: house\n---\n\n## Goals\n");
    let outline = bench.run(&["outline", &file]).out;
    assert!(outline.starts_with("narrative (house)\n"), "{outline}");
    let broken = bench.write(".sixpager/templates/house.md", "+++\nid = 1\n+++\n");
    let outcome = bench.run(&["check", &file]);
    assert!(
        outcome
            .err
            .starts_with(&format!("sixpager-cli: {broken}:2: ")),
        "{}",
        outcome.err
    );
    assert!(
        outcome.err.contains("The template is left out"),
        "{}",
        outcome.err
    );
    bench
        .run(&["templates", "--show", "nothing"])
        .says_only("There is no template nothing; there are ");
}

#[test]
fn folders_are_looked_through_without_what_is_hidden() {
    let bench = Bench::new();
    for folder in ["d/deep/er", "d/.git", "empty"] {
        fs::create_dir_all(bench.folder.path().join(folder)).expect("a folder");
    }
    for name in [
        "d/b.md",
        "d/a.markdown",
        "d/deep/er/c.TXT",
        "d/x.html",
        "d/.y.md",
        "d/.git/z.md",
    ] {
        bench.write(name, MANY);
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(bench.path("d"), bench.path("d/deep/round")).expect("a link");
    let outcome = bench.run(&["check", "--format", "json", &bench.path("d")]);
    let files = outcome.json()["files"].as_array().cloned().expect("a list");
    let names: Vec<&str> = (files.iter())
        .filter_map(|file| file["file"].as_str()?.rsplit('/').next())
        .collect();
    assert_eq!(names, ["a.markdown", "b.md", "c.TXT"]);
    let empty = bench.path("empty");
    let outcome = bench.run(&["check", &empty]);
    assert_eq!(
        outcome.err,
        format!("sixpager-cli: There is no document in {empty}.\n")
    );
    assert_eq!(outcome.status, 0);
    assert_eq!(bench.run(&["check"]).status, 2, "something has to be named");
}

#[test]
fn fixing_changes_nothing_that_is_not_safe() {
    let bench = Bench::new();
    let file = bench.write("memo.md", MANY);
    let outcome = bench.run(&["check", "--fix", &file]);
    assert_eq!(vague(&outcome.out), 1, "a bracket is for the writer to put");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), MANY);
}

#[test]
fn fixing_takes_the_short_forms_and_says_so() {
    let bench = Bench::new();
    let text = "\u{feff}# Depots\r\n\r\nWe waited due to the fact that Rota had not signed.\r\n\r\nMany customers wait.\r\n";
    let file = bench.write("memo.md", text);
    let outcome = bench.run(&["check", "--fix", &file]);
    let mended = text.replace("due to the fact that", "because");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), mended);
    assert!(
        outcome
            .out
            .starts_with(&format!("{file}:3  fixed  Put “because”\n")),
        "{}",
        outcome.out
    );
    assert_eq!(vague(&outcome.out), 1, "the rest is still said");
    assert!(!outcome.out.contains("wordy-phrase"), "{}", outcome.out);
    let again = bench.run(&["check", "--fix", "--format", "json", &file]);
    assert_eq!(
        again.json()["files"][0].get("fixed"),
        None,
        "nothing is left"
    );
    bench.write("memo.md", text);
    let json = bench
        .run(&["check", "--fix", "--format", "json", &file])
        .json();
    assert_eq!(
        json["files"][0]["fixed"],
        json!([{"line": 3, "label": "Put “because”"}])
    );
}

#[test]
fn what_cannot_be_written_is_said_and_left_as_it_is() {
    let bench = Bench::new();
    let text = "# Depots\n\nWe waited due to the fact that Rota had not signed.\n";
    let outcome = bench.run_with(&["check", "--fix", "-"], text.as_bytes());
    assert_eq!(outcome.status, 2);
    assert!(
        outcome
            .err
            .contains("Standard input cannot be mended; name the file."),
        "{outcome:?}"
    );
    assert!(outcome.out.contains("wordy-phrase"), "{outcome:?}");
}
