//! A document that is examined again after an edit: the same is found as by somebody who has never
//! seen it.

use proptest::prelude::*;
use sixpager_core::check::{Examiner, Occasion, RuleBook, examine_with};
use sixpager_core::template::{built_in, examples};
use std::sync::Arc;

/// Memos that hold every kind of part; real ones too where there are some.
fn memos() -> Vec<String> {
    let mut memos: Vec<String> = examples()
        .iter()
        .map(|example| example.text.to_owned())
        .collect();
    memos.extend(built_in().iter().map(|template| template.starter.clone()));
    memos.extend(corpus());
    memos
}

fn corpus() -> Vec<String> {
    let Some(folder) = std::env::var_os("SIXPAGER_CORPUS") else {
        return Vec::new();
    };
    let files = std::fs::read_dir(folder).expect("the folder of real documents can be read");
    let mut files: Vec<_> = files.flatten().map(|file| file.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    let texts = files.into_iter().map(std::fs::read_to_string);
    texts.map(|text| text.expect("they are texts")).collect()
}

/// What writers put in: words that rules speak of, marks that move what stands behind them.
const PIECES: [&str; 24] = [
    "\n\n<!-- sixpager: part=problem -->\n",
    "\n\n<!-- sixpager: answers to remarks, one a line; not printed\nvague-quantity document on 2026-11-25\n-->\n",
    "x",
    " many customers ",
    " 40 % ",
    " the 12 pilot practices ",
    ". The price is £89. ",
    "\n\n",
    "\n",
    "\n## FAQ\n\n",
    "\n\n### Why?\n\n",
    "**",
    "> ",
    "- ",
    "“",
    "[",
    "]",
    "<!--",
    "```\n",
    "é",
    "TODO",
    "very, in order to ",
    " from nine to four, a 60 % cut",
    "---\nstatus: drafting\n---\n",
];

#[derive(Clone, Debug)]
enum Edit {
    Put(f64, usize),
    Cut(f64, usize),
    /// Takes some bytes and puts them elsewhere.
    Move(f64, usize, f64),
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = 0.0..1.0_f64;
    prop_oneof![
        4 => (place.clone(), 0..PIECES.len()).prop_map(|(at, piece)| Edit::Put(at, piece)),
        2 => (place.clone(), 1..60_usize).prop_map(|(at, length)| Edit::Cut(at, length)),
        1 => (place.clone(), 100..2_000_usize).prop_map(|(at, length)| Edit::Cut(at, length)),
        1 => (place.clone(), 1..900_usize, place).prop_map(|(at, length, to)| Edit::Move(at, length, to)),
    ]
}

fn boundary(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

fn at(text: &str, share: f64) -> usize {
    boundary(text, (share * text.len() as f64) as usize)
}

fn cut(text: &mut String, share: f64, length: usize) -> String {
    let from = at(text, share);
    let to = boundary(text, from + length).max(from);
    text.drain(from..to).collect()
}

fn carry_out(text: &mut String, edit: &Edit) {
    match edit {
        Edit::Put(share, piece) => text.insert_str(at(text, *share), PIECES[*piece]),
        Edit::Cut(share, length) => drop(cut(text, *share, *length)),
        Edit::Move(share, length, to) => {
            let moved = cut(text, *share, *length);
            text.insert_str(at(text, *to), &moved);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_remembered_changes_nothing(memo in any::<prop::sample::Index>(), edits in prop::collection::vec(edit(), 1..12)) {
        let memos = memos();
        let mut text = memos[memo.index(memos.len())].clone();
        let book = Arc::new(RuleBook::default());
        let mut examiner = Examiner::default();
        examiner.examine(&text, None, Occasion::default(), &book);
        for edit in &edits {
            carry_out(&mut text, edit);
            let again = examiner.examine(&text, None, Occasion::default(), &book);
            let anew = examine_with(&text, None, Occasion::default(), &book);
            prop_assert_eq!(again, anew, "after {:?}", edit);
        }
    }
}

#[test]
fn another_book_is_asked_anew() {
    let text = "Some widgets wait. It is very big.";
    let shipped = Arc::new(RuleBook::default());
    let words = "[words.counted-noun]\nadd = [\"widgets\"]\n[words.weasel]\nremove = [\"very\"]";
    let own = Arc::new(RuleBook::default().with_rules("rules.toml", words));
    let mut examiner = Examiner::default();
    for book in [&shipped, &own, &shipped, &own] {
        let again = examiner.examine(text, None, Occasion::default(), book);
        assert_eq!(again, examine_with(text, None, Occasion::default(), book));
    }
}
