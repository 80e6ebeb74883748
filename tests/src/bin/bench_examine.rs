//! Times the reading of a six-page memo, of a long document and of hostile front matter.
//! A program and not a test: times drift on shared machines.
//!
//! `sixpager-bench-examine [WORDS]` prints only the rows whose names begin so.

use sixpager_core::check::{Examiner, Occasion, RuleBook, examine};
use sixpager_core::model::{EditorChange, Text};
use sixpager_core::template::examples;
use sixpager_core::workspace::{Event, Snapshot, What};
use sixpager_tests::tangles;
use sixpager_wire::Feed;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn main() {
    let memo = memo(3_800);
    let big = memo_of(&memo, 20_000);
    println!(
        "{:<44} {:>10} {:>10} {:>10}",
        "examine", "median", "p95", "goal"
    );
    report_first("first of the process", &memo);
    report("memo, six pages", &memo, 200, "5 ms");
    report_keystroke("memo, after a keystroke", &memo, 200, "2 ms");
    report_floor("memo, comrak alone", &memo, 200);
    report("big, 20,000 words", &big, 40, "25 ms");
    report_keystroke("big, after a keystroke", &big, 40, "");
    report_floor("big, comrak alone", &big, 40);
    report(
        "2 MB of one paragraph",
        &"many customers wait. ".repeat(95_000),
        3,
        "1 s",
    );
    report(
        "2 MB of questions",
        &format!(
            "# Press release\n\n## FAQ\n\n{}",
            "### Why?\n\nTBD\n\n".repeat(130_000)
        ),
        1,
        "1 s",
    );
    report(
        "9,000 questions",
        &format!(
            "# Press release\n\n## FAQ\n\n{}",
            "### Why?\n\nTBD\n\n".repeat(9_000)
        ),
        3,
        "1 s",
    );
    report(
        "9,000 problems",
        &format!(
            "# Press release\n\n{}",
            "## Problem\n\nMany TODO wait.\n\n".repeat(9_000)
        ),
        3,
        "1 s",
    );
    report(
        "9,000 FAQs",
        &format!(
            "# Press release\n\n{}",
            "## FAQ\n\n**Why?**\n\n".repeat(9_000)
        ),
        3,
        "1 s",
    );
    report(
        "19,000 quotations",
        &format!(
            "# Press release\n\n{}",
            "“We saw that many of them wait there all day,” said Ana.\n\n".repeat(19_000)
        ),
        3,
        "1 s",
    );
    for (name, text) in tangles::documents() {
        report(name, &text, 3, "1 s");
    }
    report("2 MB of headings", &"# a\n".repeat(500_000), 1, "1 s");
    report(
        "2 MB of list items",
        &"- many customers\n".repeat(120_000),
        1,
        "1 s",
    );
}

/// What the first examination takes: it compiles the patterns of every rule.
fn report_first(name: &str, text: &str) {
    let begun = Instant::now();
    black_box(examine(black_box(text), None));
    println!("{name:<44} {:>10.2?}", begun.elapsed());
}

fn report(name: &str, text: &str, runs: usize, goal: &str) {
    if !is_wanted(name) {
        return;
    }
    let words = examine(text, None).structure.words;
    let name = format!("{name} ({words} words)");
    report_times(&name, runs, goal, || {
        black_box(examine(black_box(text), None));
    });
}

/// What is done for every examination of an open document: a letter comes into the middle of a
/// paragraph or goes again, the text is read, what was found is told to a window.
fn report_keystroke(name: &str, text: &str, runs: usize, goal: &str) {
    let feed = Feed::default();
    feed.listen(Box::new(|json| {
        black_box(json);
    }));
    let book = Arc::new(RuleBook::default());
    let paragraph = text
        .split("\n\n")
        .filter(|paragraph| paragraph.len() > 300)
        .nth(8)
        .unwrap_or(text);
    let mut text = Text::from_editor(text);
    let byte = text.as_str().find(paragraph).unwrap_or(0) + 150;
    let at = text.editor_offset(byte);
    let mut examiner = Examiner::default();
    let mut is_in = false;
    report_times(name, runs, goal, || {
        let change = match is_in {
            true => EditorChange::new(at, at + 1, ""),
            false => EditorChange::new(at, at, "x"),
        };
        is_in = !is_in;
        text = text.apply(&[change]).expect("it fits the text").0;
        let examination = examiner.examine(text.as_str(), None, Occasion::default(), &book);
        let snapshot = Snapshot {
            revision: 1,
            text: Arc::new(text.clone()),
            book: book.clone(),
            status: None,
            minutes: 18,
            examination: Arc::new(examination),
        };
        feed.send(Event {
            sequence: 1,
            document: None,
            what: What::DocumentExamined(snapshot),
        });
    });
}

/// What the parser of Markdown takes for itself, which is nobody's to make faster here.
fn report_floor(name: &str, text: &str, runs: usize) {
    report_times(name, runs, "", || {
        let arena = comrak::Arena::new();
        black_box(comrak::parse_document(
            &arena,
            black_box(text),
            &comrak::Options::default(),
        ));
    });
}

fn report_times(name: &str, runs: usize, goal: &str, mut work: impl FnMut()) {
    if !is_wanted(name) {
        return;
    }
    work();
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!("{name:<44} {:>10.2?} {:>10.2?} {goal:>10}", at(50), at(95));
}

fn is_wanted(name: &str) -> bool {
    let wanted = std::env::args().nth(1);
    wanted.is_none_or(|wanted| name.starts_with(&wanted))
}

/// Returns the example narrative, brought to this many words with passages of its own.
fn memo(words: usize) -> String {
    let narrative = examples()
        .iter()
        .find(|example| example.template.starts_with("narrative"))
        .map_or("", |example| example.text);
    memo_of(narrative, words)
}

fn memo_of(text: &str, words: usize) -> String {
    let mut memo = text.to_owned();
    let paragraphs: Vec<&str> = text
        .split("\n\n")
        .filter(|paragraph| paragraph.len() > 300)
        .collect();
    for paragraph in paragraphs.iter().cycle() {
        if memo.split_whitespace().count() >= words {
            break;
        }
        memo.push_str("\n\n");
        memo.push_str(paragraph);
    }
    memo
}
