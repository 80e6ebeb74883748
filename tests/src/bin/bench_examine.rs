//! Times the reading of a six-page memo, of a long document and of hostile front matter.
//! A program and not a test: times drift on shared machines.

use sixpager_core::check::examine;
use sixpager_core::template::examples;
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    let memo = memo(3_800);
    let big = memo_of(&memo, 20_000);
    let bomb = format!("---\n{}\n---\n", alias_bomb());
    let deep = format!("---\na: {}\n---\n", "[".repeat(10_000));
    let long = format!("---\na: {}\n---\n", "x".repeat(5_000_000));
    println!(
        "{:<44} {:>10} {:>10} {:>10}",
        "examine", "median", "p95", "goal"
    );
    report_first("first of the process", &memo);
    report("memo, six pages", &memo, 200, "5 ms");
    report("big, 20,000 words", &big, 40, "");
    report("front matter: alias bomb", &bomb, 40, "10 ms");
    report("front matter: 10,000 deep", &deep, 40, "10 ms");
    report("front matter: 5 MB scalar", &long, 10, "");
    report("200,000 quotes", &">".repeat(200_000), 10, "1 s");
    report("20,000 brackets", &"[a](".repeat(20_000), 10, "1 s");
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
    let words = examine(text, None).structure.words;
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            black_box(examine(black_box(text), None));
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!(
        "{:<44} {:>10.2?} {:>10.2?} {:>10}",
        format!("{name} ({words} words)"),
        at(50),
        at(95),
        goal
    );
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

fn alias_bomb() -> String {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for level in 1..9 {
        let alias = format!("*a{}", level - 1);
        bomb.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            [alias.as_str(); 9].join(",")
        ));
    }
    bomb
}
