//! The page of verdicts is about the remarks of today, and what it says of the rules is so.

use sixpager_core::check::RuleBook;
use sixpager_tests::verdicts::{Row, Verdicts, counted, read, remarks, written};
use std::collections::BTreeSet;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the root")
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/validator.md")).expect("docs/validator.md")
}

/// Without the real documents their verdicts cannot be compared, and the rest can.
#[test]
fn every_remark_has_its_verdict() {
    let corpus = std::env::var_os("SIXPAGER_CORPUS");
    let corpus = corpus.as_deref().map(Path::new);
    let said = remarks(root(), corpus).expect("the texts");
    let page = page();
    let verdicts = read(&page);
    let here: BTreeSet<&str> = said.iter().map(|row| row.document.as_str()).collect();
    if corpus.is_none() {
        eprintln!("skipped for real documents: SIXPAGER_CORPUS names no folder of them");
    }
    let unjudged: Vec<&Row> = said
        .iter()
        .filter(|row| verdicts.get(row).is_none_or(|verdict| verdict.said == "?"))
        .collect();
    assert!(
        unjudged.is_empty(),
        "no verdict on these remarks; `cargo run -p sixpager-tests --bin sixpager-verdicts` puts them into docs/validator.md: {unjudged:#?}"
    );
    let gone: Vec<&Row> = verdicts
        .keys()
        .filter(|row| here.contains(row.document.as_str()) && !said.contains(row))
        .collect();
    assert!(gone.is_empty(), "nobody says these any more: {gone:#?}");
    if corpus.is_some() {
        assert!(
            written(&page, &said) == page,
            "the totals are of other verdicts or rules; `cargo run -p sixpager-tests --bin sixpager-verdicts` counts anew"
        );
    }
}

#[test]
fn nine_in_ten_remarks_belong_into_the_margin() {
    let verdicts: Verdicts = read(&page());
    let all = verdicts.len();
    let yes = verdicts.values().filter(|one| one.said == "yes").count();
    assert!(all >= 60 && yes * 10 >= all * 9, "{yes} of {all}");
    for (rule, (yes, of)) in counted(&verdicts) {
        let convinces = yes * 10 >= of * 7;
        let is_on = RuleBook::shipped().is_on(rule);
        assert!(
            convinces || !is_on,
            "{rule}: {yes} of {of}, and it ships switched on"
        );
    }
    let reasons = verdicts.values().all(|one| one.why.len() >= 3);
    assert!(reasons, "a verdict without its why teaches nobody");
}
