//! How many planted faults a reviewer's reading finds, in texts that no rule was tuned on.

use serde::Deserialize;
use sixpager_core::check::{Occasion, RuleBook, examine_with};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

/// A fault to plant: `find` stands once in the file and becomes `replace`.
#[derive(Deserialize)]
struct Plant {
    file: String,
    rule: String,
    find: String,
    replace: String,
}

/// Of sixty. Fewer found than this, and a change has made the rules blinder.
const FEWEST: usize = 42;

#[test]
fn most_planted_faults_are_found_by_their_own_rule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the root");
    let read = |file: &str| std::fs::read_to_string(root.join(file)).expect(file);
    let plants: Vec<Plant> =
        serde_json::from_str(&read("tests/samples/plants.json")).expect("plants are JSON");
    assert_eq!(plants.len(), 60);
    let mut found = 0;
    let mut missed = String::new();
    for plant in &plants {
        let sound = read(&plant.file);
        assert_eq!(sound.matches(&plant.find).count(), 1, "{}", plant.find);
        let faulty = sound.replace(&plant.find, &plant.replace);
        let rule = plant.rule.as_str();
        if remarks(&faulty).get(rule) > remarks(&sound).get(rule) {
            found += 1;
        } else {
            let _ = writeln!(missed, "  {rule} in {}", plant.file);
        }
    }
    println!(
        "{found} of {} planted faults found; missed:\n{missed}",
        plants.len()
    );
    assert!(found >= FEWEST, "only {found} found; missed:\n{missed}");
}

/// Counts the remarks of each rule, those that a season silences too.
fn remarks(text: &str) -> HashMap<&'static str, usize> {
    let mut counts = HashMap::new();
    for finding in examine_with(text, None, Occasion::default(), RuleBook::shipped()).findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    counts
}
