//! Times `compare` on two texts of 20,000 words and on hostile ones.
//!
//! `cargo run --release -p sixpager-core --example compare_speed`

use std::hint::black_box;
use std::time::{Duration, Instant};

use sixpager_core::history::compare;
use sixpager_core::model::Structure;

const RUNS: usize = 21;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

fn main() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let old = text(&mut dice, 20_000);
    report("20,000 words, nothing changed", &old, &old);
    report(
        "20,000 words, one word changed",
        &old,
        &every_nth(&old, 10_001),
    );
    report(
        "20,000 words, every tenth word changed",
        &old,
        &every_nth(&old, 10),
    );
    report(
        "20,000 words, every third word changed",
        &old,
        &every_nth(&old, 3),
    );
    report("20,000 words, another text", &old, &text(&mut dice, 20_000));
    report(
        "20,000 words, paragraphs in another order",
        &old,
        &reversed(&old),
    );

    let line = text(&mut dice, 830_000).replace("\n\n", " ");
    report(
        "one line of 5 MB, every tenth word changed",
        &line,
        &every_nth(&line, 10),
    );
    report(
        "one line of 5 MB, another line",
        &line,
        &text(&mut dice, 830_000).replace("\n\n", " "),
    );
    report(
        "one line of 5 MB, broken at every sentence",
        &line,
        &line.replace(". ", ".\n\n"),
    );
    let huge = text(&mut dice, 1_660_000);
    report(
        "10 MB, every tenth word changed",
        &huge,
        &every_nth(&huge, 10),
    );
    report("10 MB, another text", &huge, &text(&mut dice, 1_660_000));
    let tiny = tiny(&mut dice, 5_000_000);
    report(
        "10 MB of one-letter paragraphs",
        &tiny,
        &self::tiny(&mut dice, 5_000_000),
    );
}

fn report(name: &str, old: &str, new: &str) {
    let structure = Structure::default();
    let mut times: Vec<Duration> = Vec::new();
    let begun = Instant::now();
    while times.is_empty() || (times.len() < RUNS && begun.elapsed() < Duration::from_secs(2)) {
        let start = Instant::now();
        black_box(compare(black_box(old), black_box(new), &structure));
        times.push(start.elapsed());
    }
    times.sort();
    let middle = times[times.len() / 2].as_secs_f64() * 1e3;
    let worst = times[times.len() - 1].as_secs_f64() * 1e3;
    let sentence = compare(old, new, &structure).sentence;
    println!("{middle:9.2} ms  worst {worst:9.2} ms  {name}: {sentence}");
}

fn text(dice: &mut Dice, words: usize) -> String {
    let mut text = String::new();
    for number in 1..=words {
        // The product of two dice makes few words frequent and many rare, as in prose.
        let rank = 1 + dice.below(80) * dice.below(80);
        text.push_str(&word(rank));
        text.push_str(match number {
            _ if number % 70 == 0 => ".\n\n",
            _ if number % 14 == 0 => ". ",
            _ => " ",
        });
    }
    text
}

fn word(rank: usize) -> String {
    let mut rest = rank;
    let mut word = String::new();
    while rest > 0 {
        word.push(char::from(b'a' + (rest % 20) as u8));
        word.push(['e', 'a', 'o', 'i'][rest % 4]);
        rest /= 20;
    }
    word
}

fn every_nth(text: &str, n: usize) -> String {
    let mut number = 0;
    text.split_inclusive(' ')
        .map(|word| {
            number += 1;
            if number % n == 0 { "instead " } else { word }
        })
        .collect()
}

fn reversed(text: &str) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let paragraphs: Vec<&str> = paragraphs.into_iter().rev().collect();
    paragraphs.join("\n\n")
}

fn tiny(dice: &mut Dice, paragraphs: usize) -> String {
    (0..paragraphs / 3 * 2)
        .map(|_| if dice.below(2) == 0 { "a\n\n" } else { "b\n\n" })
        .collect()
}
