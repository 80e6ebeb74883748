//! Answers and pins on the command line: heeded, listed, said again on asking.

use serde_json::{Value, json};

use super::cli::Bench;

const BODY: &str = "# Depots\n\n## State of the business\n\nLate trucks cost us £2 million in 2026. Many customers switched. They told us so in May.\n";
const ANSWER: &str = "vague-quantity passage \"Many customers switched\" words \"Many\" reason \"It follows.\" after \"us £ 2 million in 2026\" before \"They told us so in May\" on 2026-11-25 key 3:a73ef863e2ddf490";

fn memo(lines: &[&str]) -> String {
    let lines = lines.join("\n");
    format!("{BODY}\n<!-- sixpager: answers\n{lines}\n-->\n")
}

fn json_of(bench: &Bench, arguments: &[&str]) -> Value {
    let outcome = bench.run(&[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&outcome.out).expect("it is JSON")
}

fn rules_of(checked: &Value) -> Vec<&str> {
    let findings = checked["files"][0]["findings"].as_array().expect("a list");
    findings
        .iter()
        .filter_map(|it| it["rule"].as_str())
        .collect()
}

#[test]
fn what_is_answered_is_said_on_asking() {
    let bench = Bench::new();
    let file = bench.write("memo.md", memo(&[ANSWER]));
    let plain = json_of(&bench, &["check", &file]);
    assert!(!rules_of(&plain).contains(&"vague-quantity"), "{plain}");
    assert_eq!(plain["files"][0]["waived"], 1);
    let all = json_of(&bench, &["check", &file, "--no-waivers"]);
    assert!(rules_of(&all).contains(&"vague-quantity"), "{all}");
    assert_eq!(all["files"][0].get("waived"), None);
    let text = bench.run(&["check", &file]);
    assert!(
        text.err.contains("1 remark is answered in the file"),
        "{}",
        text.err
    );
    assert!(!text.out.contains("vague-quantity"));
    let bare = bench.write("bare.md", BODY);
    assert!(!bench.run(&["check", &bare]).err.contains("answered"));
}

#[test]
fn an_answered_error_does_not_count() {
    let bench = Bench::new();
    let text = "# Bread\n\n## Customer FAQ\n\n### What does it cost?\n\nTBD\n";
    let status = |text: &str| {
        let file = bench.write("memo.md", text);
        bench.run(&["check", &file]).status
    };
    let rules = [
        "question-unanswered",
        "part-missing",
        "quote-missing",
        "faq-side-missing",
    ];
    let lines: String = rules
        .iter()
        .map(|rule| format!("{rule} document reason \"x\"\n"))
        .collect();
    assert_eq!(status(text), 1);
    assert_eq!(
        status(&format!("{text}\n<!-- sixpager: answers\n{lines}-->\n")),
        0
    );
}

#[test]
fn answers_and_pins_are_listed() {
    let bench = Bench::new();
    let ended = ANSWER
        .replace("key 3:a7", "key 3:b7")
        .replace("reason \"It follows.\" ", "");
    let text = memo(&[
        ANSWER,
        &ended,
        "long-sentence document",
        "part-missing without \"tenets\"",
        "=======",
        "question-coverage question \"Why?\"",
    ])
    .replace("Late", "<!-- sixpager: part=problem -->\nLate");
    let file = bench.write("memo.md", text);
    let outcome = bench.run(&["waivers", &file, "--template", "narrative-proposal"]);
    assert_eq!(outcome.status, 0);
    let shown = outcome.out.replace(&file, "memo.md");
    begins(
        &shown,
        "memo.md:3  holds  Part missing: tenets (part-missing)
memo.md:6  holds  Vague quantity: “Many customers switched” (vague-quantity, 2026-11-25)
    Why: It follows.
memo.md:6  ended  Vague quantity: “Many customers switched” (vague-quantity, 2026-11-25)
    Its words were changed, so the remark is made again.
",
    );
    for line in [
        "memo.md  holds  Long sentence: not in this document (long-sentence)",
        "memo.md  holds  Not relevant here: Why? (question-coverage)",
        "memo.md:6  pinned  problem",
    ] {
        assert!(shown.contains(line), "{line} in {shown}");
    }
    assert!(
        outcome
            .err
            .contains("1 line among the answers at the end of the file cannot be read (line 13);"),
        "{}",
        outcome.err
    );
    assert!(
        outcome
            .err
            .contains("“problem”, which this kind of document does not have"),
        "{}",
        outcome.err
    );
    let mut list = json_of(&bench, &["waivers", &file]);
    let waivers = list["waivers"].as_array_mut().expect("a list");
    waivers.retain(|it| it["scope"] == "passage");
    assert_eq!(list["format"], 1);
    assert_eq!(list["waivers"][0]["scope"], "passage");
    assert_eq!(list["waivers"][0]["line"], 6);
    assert_eq!(list["waivers"][0]["reason"], "It follows.");
    assert_eq!(list["waivers"][1]["state"], "ended");
    assert_eq!(list["pins"][0]["part"], json!("problem"));
}

/// Compares the beginning of an output.
#[track_caller]
fn begins(shown: &str, expected: &str) {
    let beginning: String = shown
        .split_inclusive('\n')
        .take(expected.lines().count())
        .collect();
    assert_eq!(beginning, expected);
}

#[test]
fn the_outline_says_what_is_pinned() {
    let bench = Bench::new();
    let pinned = BODY.replace("Late", "<!-- sixpager: part=goals -->\nLate");
    let file = bench.write(
        "memo.md",
        format!("---\ntemplate: narrative-proposal\n---\n\n{pinned}"),
    );
    let outline = json_of(&bench, &["outline", &file]);
    let parts = outline["parts"].as_array().expect("a list");
    let goals = parts
        .iter()
        .find(|part| part["part"] == "goals")
        .expect("it is there");
    assert_eq!(
        (&goals["found_by"], &goals["first_line"]),
        (&json!("pin"), &json!(10))
    );
}
