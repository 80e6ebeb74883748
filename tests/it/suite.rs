//! Cases that a writer can read: each file of `tests/suite` holds texts and the remarks expected
//! on them, or the parts and questions expected in them.
//!
//! A case is a `##` heading, a fence of four backticks (its info string may name a template), and
//! comments below it: `3 "Many": How many?` for a remark on line 3, or `silent`.

use sixpager_core::check::{Examination, Finding, RuleBook, coverage, examine, rule_ids};
use sixpager_core::template::by_id;
use sixpager_tests::labels::{line_at, side_name};
use std::path::PathBuf;

#[derive(Clone)]
struct Case {
    name: String,
    template: Option<String>,
    text: String,
    expected: Vec<String>,
}

#[test]
fn every_rule_has_its_cases_and_half_of_them_stay_silent() {
    for rule in rule_ids() {
        let cases = cases(rule);
        let silent = cases.iter().filter(|case| case.expected.is_empty()).count();
        assert!(cases.len() >= 8, "{rule} has {} cases", cases.len());
        assert!(
            silent * 2 + 1 >= cases.len(),
            "{rule}: {silent} of {} cases are silent",
            cases.len()
        );
    }
}

#[test]
fn remarks_are_the_expected_ones() {
    let mut wrong = Vec::new();
    for rule in rule_ids() {
        for case in cases(rule) {
            let found: Vec<String> = findings(&case, rule)
                .iter()
                .map(|finding| shown(&case.text, finding))
                .collect();
            if found != case.expected {
                wrong.push(format!(
                    "{rule}: {}\n  expected {:?}\n  found    {found:?}",
                    case.name, case.expected
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A fix that leaves its own remark standing is no fix.
#[test]
fn fixes_mend_what_they_are_offered_for() {
    for rule in rule_ids() {
        for case in cases(rule) {
            let before = findings(&case, rule);
            for finding in &before {
                let Some(fix) = &finding.fix else { continue };
                let mut text = case.text.clone();
                for (span, insert) in fix.splices.iter().rev() {
                    text.replace_range(span.start..span.end, insert);
                }
                let mended = Case {
                    text,
                    ..case.clone()
                };
                let after = findings(&mended, rule).len();
                assert_eq!(
                    after,
                    before.len() - 1,
                    "{rule}: {}: {}\n{}",
                    case.name,
                    fix.label,
                    mended.text
                );
            }
        }
    }
}

#[test]
fn parts_and_questions_are_the_expected_ones() {
    let mut wrong = Vec::new();
    let files = [
        "outline",
        "outline-narratives",
        "outline-languages",
        "outline-shapes",
        "outline-questions",
    ];
    for case in files.into_iter().flat_map(cases) {
        let found = outline(&case.text, &examination(&case));
        if found != case.expected {
            wrong.push(format!(
                "{}\n  expected {:#?}\n  found {found:#?}",
                case.name, case.expected
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the picking list leaves out, because the document asks it already.
#[test]
fn the_picking_list_leaves_out_what_is_asked() {
    let cases = cases("question-coverage");
    assert!(cases.len() >= 8);
    for case in cases {
        let template = case.template.as_deref().and_then(by_id);
        let list = coverage(&case.text, template, RuleBook::shipped());
        let is_listed = |asked: &str| list.iter().any(|one| one.question == asked);
        let bank = template.map_or(&[] as &[_], |template| template.bank.as_slice());
        let left_out: Vec<&str> = bank
            .iter()
            .map(|known| known.question.as_str())
            .filter(|asked| !is_listed(asked))
            .collect();
        assert_eq!(left_out, case.expected, "{}", case.name);
    }
}

fn outline(text: &str, examination: &Examination) -> Vec<String> {
    let structure = &examination.structure;
    let mut lines = vec![format!("kind {:?} {}", structure.kind, structure.language)];
    lines.extend(structure.parts.iter().map(|part| {
        let last = line_at(text, part.span.end.saturating_sub(1).max(part.span.start));
        format!("{} {}-{last}", part.role, line_at(text, part.span.start))
    }));
    lines.extend(structure.questions.iter().map(|question| {
        let open = if question.answered { "" } else { " unanswered" };
        format!(
            "question {} {}{open}: {}",
            line_at(text, question.span.start),
            side_name(question.side),
            question.text
        )
    }));
    lines
}

fn examination(case: &Case) -> Examination {
    let template = case
        .template
        .as_deref()
        .map(|id| by_id(id).unwrap_or_else(|| panic!("{id} is no template")));
    examine(&case.text, template)
}

fn findings(case: &Case, rule: &str) -> Vec<Finding> {
    let mut findings = examination(case).findings;
    findings.retain(|finding| finding.rule == rule);
    findings
}

fn shown(text: &str, finding: &Finding) -> String {
    let words: Vec<&str> = finding.span.of(text).split_whitespace().collect();
    let words: String = words.join(" ").chars().take(60).collect();
    format!(
        "{} {:?}: {}",
        line_at(text, finding.span.start),
        words,
        finding.message
    )
}

fn cases(rule: &str) -> Vec<Case> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("suite")
        .join(format!("{rule}.md"));
    let file = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut cases: Vec<Case> = Vec::new();
    let mut inside = false;
    let mut said = false;
    for line in file.lines() {
        if let Some(info) = line.strip_prefix("````") {
            inside = !inside;
            if inside {
                let case = cases.last_mut().expect("a heading names each case");
                case.template = info.strip_prefix("md ").map(|id| id.trim().to_owned());
            }
        } else if inside {
            let case = cases.last_mut().expect("a heading names each case");
            case.text.push_str(line);
            case.text.push('\n');
        } else if let Some(name) = line.strip_prefix("## ") {
            assert!(
                cases.is_empty() || said,
                "{rule}: {:?} expects nothing",
                cases.last().map(|case| &case.name)
            );
            said = false;
            cases.push(Case {
                name: name.to_owned(),
                template: None,
                text: String::new(),
                expected: Vec::new(),
            });
        } else if let Some(expected) = line
            .strip_prefix("<!-- ")
            .and_then(|rest| rest.strip_suffix(" -->"))
        {
            said = true;
            if expected != "silent" {
                cases
                    .last_mut()
                    .expect("a heading names each case")
                    .expected
                    .push(expected.to_owned());
            }
        }
    }
    assert!(!inside && said, "{rule}: the last case is not finished");
    cases
}
