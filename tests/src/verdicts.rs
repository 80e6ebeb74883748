//! What a reviewer says of every remark on real texts, one by one, as `docs/validator.md` keeps it:
//! its tables are read, compared with the remarks of today, and written anew.
//! Never judges: a remark that nobody has judged stands there with a question mark.

use crate::labels::line_at;
use sixpager_core::check::{Occasion, RuleBook, examine_with, rule_ids};
use sixpager_core::model::Day;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The day on which the texts are read, so that a date does not pass between two runs.
const TODAY: &str = "2026-11-25";

/// Words of a text that the page may show.
const WORDS: usize = 6;

/// Between these lines stand the two tables.
const TOTALS: [&str; 2] = ["<!-- totals -->", "<!-- end of totals -->"];
const ROWS: [&str; 2] = ["<!-- verdicts -->", "<!-- end of verdicts -->"];

/// One remark as a row of the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// File name of the text.
    pub document: String,
    /// 1-based.
    pub line: usize,
    /// Id of the rule.
    pub rule: String,
    /// The remark in the reader's words.
    pub remark: String,
    /// The first few of the words that it means.
    pub words: String,
}

/// What a reviewer said of a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// `yes`, `no` or `?`.
    pub said: String,
    /// Half a line of why.
    pub why: String,
}

/// Verdicts by their rows.
pub type Verdicts = BTreeMap<Row, Verdict>;

/// Returns the texts of the tree that are judged.
fn texts(root: &Path) -> Vec<PathBuf> {
    let folders = [
        "tests/samples",
        "tests/samples/unseen",
        "src-tauri/core/templates/examples",
    ];
    folders
        .iter()
        .flat_map(|folder| in_folder(&root.join(folder)))
        .collect()
}

fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| !path.ends_with("README.md"))
        .collect();
    files.sort();
    files
}

/// Returns every remark that a reviewer's reading makes on the texts of the tree and, where there is
/// one, of a folder of real documents. What is only listed is no remark.
///
/// # Errors
/// Says which file could not be read.
pub fn remarks(root: &Path, corpus: Option<&Path>) -> Result<BTreeSet<Row>, String> {
    let mut files = texts(root);
    files.extend(corpus.map(in_folder).unwrap_or_default());
    let mut rows = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(&file)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let document = file.file_name().unwrap_or_default().to_string_lossy();
        rows.extend(remarks_on(&document, &text));
    }
    Ok(rows)
}

fn remarks_on(document: &str, text: &str) -> Vec<Row> {
    let occasion = Occasion {
        today: Day::from_iso(TODAY),
        ..Occasion::default()
    };
    let findings = examine_with(text, None, occasion, RuleBook::shipped()).findings;
    let said = findings
        .iter()
        .filter(|finding| finding.severity > sixpager_core::model::Severity::Info);
    said.map(|finding| Row {
        document: document.to_owned(),
        line: line_at(text, finding.span.start),
        rule: finding.rule.to_owned(),
        remark: cell(&finding.message),
        words: cell(&few_words(finding.span.of(text))),
    })
    .collect()
}

fn few_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut few = words[..words.len().min(WORDS)].join(" ");
    if words.len() > WORDS {
        few.push_str(" …");
    }
    few.chars().take(60).collect()
}

/// What stands in a cell of a table: no bar, no mark that would be Markdown.
fn cell(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '|' | '*' | '`' | '_' | '#' | '<' | '>' | '[' | ']'))
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Reads the verdicts of a page.
pub fn read(page: &str) -> Verdicts {
    let rows = between(page, ROWS).unwrap_or_default();
    rows.lines().filter_map(verdict).collect()
}

fn verdict(line: &str) -> Option<(Row, Verdict)> {
    let cells: Vec<&str> = line
        .trim()
        .trim_matches('|')
        .split('|')
        .map(str::trim)
        .collect();
    let [document, at, rule, words, remark, said, why] = cells[..] else {
        return None;
    };
    let row = Row {
        document: document.to_owned(),
        line: at.parse().ok()?,
        rule: rule.to_owned(),
        remark: remark.to_owned(),
        words: words.to_owned(),
    };
    let verdict = Verdict {
        said: said.to_owned(),
        why: why.to_owned(),
    };
    Some((row, verdict))
}

fn between<'p>(page: &'p str, marks: [&str; 2]) -> Option<&'p str> {
    let (_, rest) = page.split_once(marks[0])?;
    rest.split_once(marks[1]).map(|(inside, _)| inside)
}

/// Returns the page with both tables for these remarks; verdicts that were given are kept.
pub fn written(page: &str, remarks: &BTreeSet<Row>) -> String {
    let given = read(page);
    let unjudged = Verdict {
        said: "?".to_owned(),
        why: String::new(),
    };
    let judged: Verdicts = remarks
        .iter()
        .map(|row| (row.clone(), given.get(row).unwrap_or(&unjudged).clone()))
        .collect();
    let page = with(page, TOTALS, &totals(&judged));
    with(&page, ROWS, &rows(&judged))
}

fn with(page: &str, marks: [&str; 2], table: &str) -> String {
    match between(page, marks) {
        Some(inside) => page.replacen(
            &format!("{}{inside}{}", marks[0], marks[1]),
            &format!("{}\n\n{table}\n{}", marks[0], marks[1]),
            1,
        ),
        None => format!("{page}\n{}\n\n{table}\n{}\n", marks[0], marks[1]),
    }
}

fn rows(verdicts: &Verdicts) -> String {
    let mut table = "| document | line | rule | words | remark | in the margin? | why |\n| --- | --- | --- | --- | --- | --- | --- |\n".to_owned();
    for (row, verdict) in verdicts {
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} | {} |",
            row.document, row.line, row.rule, row.words, row.remark, verdict.said, verdict.why
        );
    }
    table
}

/// Returns for each rule how many remarks were judged right, and of how many.
pub fn counted(verdicts: &Verdicts) -> BTreeMap<&str, (usize, usize)> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (row, verdict) in verdicts {
        let count = counts.entry(row.rule.as_str()).or_default();
        count.0 += usize::from(verdict.said == "yes");
        count.1 += 1;
    }
    counts
}

fn totals(verdicts: &Verdicts) -> String {
    let counts = counted(verdicts);
    let mut table = "| rule | yes | of | |\n| --- | --- | --- | --- |\n".to_owned();
    for (rule, (yes, all)) in &counts {
        let state = if RuleBook::shipped().is_on(rule) {
            ""
        } else {
            "ships switched off"
        };
        let _ = writeln!(table, "| {rule} | {yes} | {all} | {state} |");
    }
    let yes: usize = counts.values().map(|count| count.0).sum();
    let _ = writeln!(table, "| all | {yes} | {} | |", verdicts.len());
    let silent: Vec<&str> = rule_ids()
        .filter(|rule| !counts.contains_key(rule))
        .collect();
    let _ = writeln!(
        table,
        "\nNothing to judge, because they say nothing on these texts: {}.",
        silent.join(", ")
    );
    table
}
