//! What changed between two texts, as a reader would read it.
//!
//! A passage is written as `part · kind: words`, with `+[came in]` and `-[went out]`.

use proptest::prelude::*;

use super::*;
use crate::model::{FoundBy, Part, Question, Side, Span, Structure};

fn shown(comparison: &Comparison) -> String {
    let mut lines = vec![comparison.sentence.clone()];
    for passage in &comparison.passages {
        let runs: String = passage
            .runs
            .iter()
            .map(|run| match run.kind {
                RunKind::Same => run.text.clone(),
                RunKind::Added => format!("+[{}]", run.text),
                RunKind::Gone => format!("-[{}]", run.text),
            })
            .collect();
        let kind = format!("{:?}", passage.kind).to_lowercase();
        lines.push(format!("{} · {kind}: {runs}", passage.part));
    }
    lines.join("\n")
}

#[track_caller]
fn check(old: &str, new: &str, expected: &str) {
    let comparison = compare(old, new, &Structure::default());
    assert_eq!(shown(&comparison), expected);
}

#[test]
fn answers_and_pins_are_no_paragraphs() {
    let plain = "# A\n\nMany wait.\n\nTwo.\n";
    let answered = "# A\n\n<!-- sixpager: part=problem -->\nMany wait.\n\nTwo.\n\n<!-- sixpager: answers\nhype-word document\n\n# b\n-->\n";
    let only = "No word changed, only answers to remarks or pins.";
    check(plain, answered, only);
    check(answered, plain, only);
    let changed = answered.replace("Two", "Three");
    check(
        plain,
        &changed,
        "One paragraph changed, one word in, one out.\nA · rewritten: -[Two.]+[Three.]",
    );
    let in_code = "```\n<!-- sixpager: answers\n-->\n```\n";
    assert_eq!(
        compare("", in_code, &Structure::default()).passages.len(),
        1
    );
}

#[test]
fn nothing() {
    check("# A\n\nOne.\n", "# A\n\nOne.\n", "Nothing changed.");
    check("", "", "Nothing changed.");
}

#[test]
fn line_endings_and_a_byte_order_mark_are_no_change_of_words() {
    let said = "No word changed, only spacing or line endings.";
    check(
        "One\ntwo.\n\nThree.\n",
        "\u{feff}One\r\ntwo.\r\n\r\nThree.",
        said,
    );
    check("One two.", "One\n  two.\n\n\n", said);
}

#[test]
fn words_are_marked() {
    check(
        "## Solution\n\nThe owner sees what is blocked, who can unblock it, and what the delay costs.",
        "## Solution\n\nThe owner sees what is blocked, who can unblock it, and how many readers the delay costs.",
        "One paragraph changed, three words in, one out.\n\
         Solution · changed: The owner sees what is blocked, who can unblock it, and \
         +[how many readers]-[what] the delay costs.",
    );
}

#[test]
fn words_at_the_end_and_at_the_start() {
    check(
        "It costs nine days of work.",
        "Waiting costs nine days of work now.",
        "One paragraph changed, two words in, one out.\n \
         · changed: +[Waiting]-[It] costs nine days of work+[ now].",
    );
    check(
        "It costs nine days of a team.",
        "It costs nine days.",
        "One paragraph changed, three words out.\n · changed: It costs nine days-[ of a team].",
    );
}

#[test]
fn marks_between_replaced_words_belong_to_the_replacement() {
    check(
        "Of all the many teams that we asked in May, four, five or six paid in the end.",
        "Of all the many teams that we asked in May, one, two or six paid in the end.",
        "One paragraph changed, two words in, two out.\n \
         · changed: Of all the many teams that we asked in May, +[one, two]-[four, five] or six \
         paid in the end.",
    );
}

#[test]
fn whole_sentences_where_more_than_a_third_changed() {
    check(
        "# Problem\n\nDirectors who run small teams lose a significant amount of time to waiting, and approvals take far too long.",
        "# Problem\n\nDirectors who run teams of five to fifteen people spend most of a launch waiting. In the 214 launches that we timed, approvals took 61 % of the nine days.",
        "One paragraph changed, 21 words in, eleven out.\n\
         Problem · rewritten: -[Directors who run small teams lose a significant amount of time to waiting, and approvals take far too long.]\
         +[Directors who run teams of five to fifteen people spend most of a launch waiting. In the 214 launches that we timed, approvals took 61 % of the nine days.]",
    );
}

#[test]
fn a_sentence_that_stays_is_not_struck_out() {
    check(
        "The hub is free. It costs nothing.",
        "The hub is free. Teams of five to fifteen people pay nine dollars a month for it.",
        "One paragraph changed, 13 words in, three out.\n \
         · rewritten: The hub is free. -[It costs nothing.]\
         +[Teams of five to fifteen people pay nine dollars a month for it.]",
    );
}

#[test]
fn new_and_gone_paragraphs() {
    check(
        "# A\n\nStays here.\n\nThis goes away now.\n\n# B\n",
        "# A\n\nStays here.\n\n# B\n\nSomething else came along.\n",
        "One paragraph added, one taken out, four words in, four out.\n\
         A · gone: -[This goes away now.]\n\
         B · new: +[Something else came along.]",
    );
}

#[test]
fn a_moved_paragraph_is_one_passage_without_words() {
    check(
        "One is the first.\n\nTwo is second.\n\nThree is third.",
        "Two is second.\n\nThree is third.\n\nOne is the first.",
        "One paragraph moved.\n · moved: One is the first.",
    );
}

#[test]
fn a_paragraph_that_moved_and_changed_is_not_reported_twice() {
    check(
        "Of 31 pilot teams that tried the hub, 27 paid after the trial.\n\nTwo.\n\nThree.",
        "Two.\n\nThree.\n\nOf 31 pilot teams that tried the hub, 28 paid after the trial.",
        "One paragraph changed, one word in, one out.\n \
         · changed: Of 31 pilot teams that tried the hub, +[28]-[27] paid after the trial.",
    );
}

#[test]
fn a_divided_paragraph_changes_no_word() {
    check(
        "The hub gives each launch an owner. Nobody waits any more.",
        "The hub gives each launch an owner.\n\nNobody waits any more.",
        "Only marks or spacing changed.\n \
         · changed: The hub gives each launch an owner.+[\n\n]-[ ]Nobody waits any more.",
    );
}

#[test]
fn marks_are_shown_and_no_words_counted() {
    check(
        "Approvals took nine days.",
        "Approvals took **nine** days.",
        "Only marks or spacing changed.\n · changed: Approvals took +[**]nine+[**] days.",
    );
}

#[test]
fn fields_of_the_front_matter() {
    check(
        "---\nstatus: draft\nowner: Ana\n---\n\nText.",
        "---\nstatus: review\nowner: Ana\n---\n\nText.",
        "One paragraph changed, one word in, one out.\n\
         Fields · rewritten: -[status: draft]+[status: review]",
    );
}

#[test]
fn a_list_is_compared_item_by_item() {
    check(
        "- Speed before polish.\n- We ship weekly.\n- Data decides.",
        "- Speed before polish.\n- Data decides.\n- Teams own their numbers.",
        "One paragraph added, one taken out, four words in, three out.\n \
         · gone: -[- We ship weekly.]\n \
         · new: +[- Teams own their numbers.]",
    );
}

#[test]
fn languages_without_blanks_and_with_joined_marks() {
    check(
        "高速道路で九日間待つ。それは長い。",
        "高速道路で三日間待つ。それは長い。",
        "One paragraph changed, one word in, one out.\n \
         · changed: 高速道路で+[三]-[九]日間待つ。それは長い。",
    );
    check(
        "Team 👩‍👩‍👧 waits for cafe\u{301} approval each day.",
        "Team 👩‍👩‍👦 waits for cafe approval each day.",
        "One paragraph changed, one word in, one out.\n \
         · changed: Team +[👩‍👩‍👦]-[👩‍👩‍👧] waits for +[cafe]-[cafe\u{301}] approval each day.",
    );
}

#[test]
fn questions_and_parts_give_their_names() {
    let old = "# Problem\n\nTeams wait nine days.\n\n## Is it free?\n\nYes, it is.\n\n## Why now?\n\nBecause it hurts.\n";
    let new = "# Problem\n\nTeams wait ten days.\n\n## Is it free?\n\nNo, it is not.\n\n## Why now?\n\nBecause.\n";
    let place = |text: &str| new.find(text).expect("it stands there");
    let question = |text: &str, answer: &str, side| Question {
        text: text.to_owned(),
        span: Span::new(place(text), place(text) + text.len()),
        side,
        answer: Span::new(place(answer), place(answer) + answer.len()),
        answered: true,
    };
    let structure = Structure {
        template: "no-such-template".to_owned(),
        parts: vec![Part {
            role: "customer-faq".to_owned(),
            span: Span::new(0, place("## Is it free?")),
            body: Span::new(place("Teams"), place("## Is it free?")),
            found_by: FoundBy::Heading,
        }],
        questions: vec![
            question("Is it free?", "No, it is not.", Side::Customer),
            question("Why now?", "Because.", Side::Internal),
        ],
        ..Structure::default()
    };
    let comparison = compare(old, new, &structure);
    let names: Vec<&str> = (comparison.passages.iter())
        .map(|passage| passage.part.as_str())
        .collect();
    assert_eq!(
        names,
        ["Customer FAQ", "Customer question 1", "Internal question 1"]
    );
    assert_eq!(comparison.passages[0].at, place("Teams wait"));
}

#[test]
fn what_is_gone_stands_where_the_next_paragraph_is_now() {
    let comparison = compare("A.\n\nGone now.\n\nB.", "A.\n\nB.", &Structure::default());
    assert_eq!(comparison.passages[0].at, 4);
    let comparison = compare("A.\n\nGone now.", "A.\n", &Structure::default());
    assert_eq!(comparison.passages[0].at, 3, "at the end of the text");
}

#[test]
fn long_lists_are_cut_and_it_is_said() {
    let new: String = (0..2_500).map(|n| format!("Number {n}.\n\n")).collect();
    let comparison = compare("", &new, &Structure::default());
    assert_eq!(
        comparison.sentence,
        "2,500 paragraphs added, 5,000 words in. The first 2,000 are shown."
    );
    assert_eq!(comparison.passages.len(), 2_000);
}

/// The words of one side of the passages, in any order of paragraphs.
fn words_of(comparison: &Comparison, left_out: RunKind) -> Vec<Vec<String>> {
    let mut passages: Vec<Vec<String>> = comparison
        .passages
        .iter()
        .map(|passage| {
            let text: String = (passage.runs.iter())
                .filter(|run| run.kind != left_out)
                .map(|run| run.text.as_str())
                .collect();
            text.split_whitespace().map(str::to_owned).collect()
        })
        .filter(|words: &Vec<String>| !words.is_empty())
        .collect();
    passages.sort();
    passages
}

/// The changed paragraphs of a text, as the paragraphs of the other text do not show them.
fn is_made_of(passages: &[Vec<String>], text: &str) -> bool {
    let words: Vec<&str> = text
        .trim_start_matches('\u{feff}')
        .split_whitespace()
        .collect();
    passages.iter().all(|passage| {
        words
            .windows(passage.len())
            .any(|window| window == passage.as_slice())
    })
}

fn texts() -> impl Strategy<Value = (String, String)> {
    let word = prop_oneof![
        8 => "(the|a|team|waits|nine|days|hub|owner|pays|free|61 %|\\*\\*bold\\*\\*)",
        1 => "\\PC{1,4}",
    ];
    let end = "(\\. |\\.\n\n|\\.\r\n\r\n| | | |, |\n|\n# |\n- )";
    let pieces = prop::collection::vec((word, end), 0..60);
    (
        pieces,
        prop::collection::vec((0usize..60, 0usize..4, 0usize..60), 0..12),
    )
        .prop_map(|(pieces, edits)| {
            let mut changed = pieces.clone();
            for (at, what, other) in edits {
                let length = changed.len();
                if length == 0 {
                    break;
                }
                match what {
                    0 => drop(changed.remove(at % length)),
                    1 => changed.insert(at % length, pieces[other % pieces.len()].clone()),
                    2 => changed.swap(at % length, other % length),
                    _ => changed[..].rotate_left(at % length),
                }
            }
            let text = |pieces: &[(String, String)]| -> String {
                pieces
                    .iter()
                    .flat_map(|(word, end)| [word.as_str(), end])
                    .collect()
            };
            (text(&pieces), text(&changed))
        })
}

proptest! {
    #[test]
    fn a_text_equals_itself((text, _) in texts()) {
        prop_assert_eq!(compare(&text, &text, &Structure::default()).passages, []);
    }

    #[test]
    fn both_sides_can_be_rebuilt((old, new) in texts()) {
        let comparison = compare(&old, &new, &Structure::default());
        prop_assert!(is_made_of(&words_of(&comparison, RunKind::Added), &old));
        prop_assert!(is_made_of(&words_of(&comparison, RunKind::Gone), &new));
    }

    #[test]
    fn swapping_the_texts_swaps_in_and_out((old, new) in texts()) {
        let there = compare(&old, &new, &Structure::default());
        let back = compare(&new, &old, &Structure::default());
        prop_assert_eq!((there.words_in, there.words_out), (back.words_out, back.words_in));
        prop_assert_eq!(
            words_of(&there, RunKind::Added),
            words_of(&back, RunKind::Gone)
        );
    }

    #[test]
    fn words_in_and_out_are_the_difference_of_lengths((old, new) in texts()) {
        let comparison = compare(&old, &new, &Structure::default());
        let count = |text: &str| -> usize {
            let tokens = words::Vocabulary::default().tokens(text.trim_start());
            words::count(&tokens)
        };
        prop_assert_eq!(
            count(&old) + comparison.words_in,
            count(&new) + comparison.words_out
        );
    }

    #[test]
    fn runs_are_never_empty_and_never_two_of_a_kind((old, new) in texts()) {
        for passage in compare(&old, &new, &Structure::default()).passages {
            prop_assert!(new.is_char_boundary(passage.at));
            prop_assert!(passage.runs.iter().all(|run| !run.text.is_empty()));
            prop_assert!(passage.runs.windows(2).all(|two| two[0].kind != two[1].kind));
        }
    }

    #[test]
    fn any_text_is_compared(old in "(?s).{0,80}", new in "(?s).{0,80}") {
        compare(&old, &new, &Structure::default());
    }
}
