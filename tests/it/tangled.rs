//! Texts that are written to end a reader: each is read on a small stack, in time that grows with
//! its length, or refused with a sentence.

use super::hostile::assert_sound;
use proptest::prelude::*;
use sixpager_core::check::{RuleBook, coverage, examine, with_questions};
use sixpager_core::history::compare;
use sixpager_core::model::{Text, Unprinted};
use sixpager_tests::tangles;
use std::time::{Duration, Instant};

/// What the smallest systems give a thread, and half of it.
const SMALL: usize = 512 * 1024;

/// What one text may take of the processor here. A build for tests takes some two seconds for the
/// slowest, a release build a tenth of that; work in the square of the length takes far more.
const PATIENCE: Duration = Duration::from_secs(8);

/// Runs work on a small stack and returns the time that it had of the processor.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) -> Option<Duration> {
    let thread = std::thread::Builder::new()
        .stack_size(SMALL)
        .spawn(move || {
            let (begun, spent) = (Instant::now(), processor_time());
            work();
            match (spent, processor_time()) {
                (Some(before), Some(after)) => after.saturating_sub(before),
                _ => begun.elapsed(),
            }
        });
    thread.expect("a thread starts").join().ok()
}

/// Returns what this thread has had of the processor, where the system tells: a busy machine does
/// not make a text slow.
fn processor_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let spent = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(spent))
}

#[track_caller]
fn assert_endured(name: &str, work: impl FnOnce() + Send + 'static) {
    let taken = on_a_small_stack(work);
    let taken = taken.unwrap_or_else(|| panic!("{name} ended the reader"));
    assert!(taken < PATIENCE, "{name} took {taken:?}");
}

#[test]
fn every_tangled_document_is_read_or_refused() {
    for (name, text) in tangles::documents() {
        assert_endured(name, move || {
            let found = assert_sound(&text);
            assert!(
                !found.unread || found.notices.iter().any(|notice| notice.ends_with('.')),
                "what is not read is said: {name}"
            );
        });
    }
}

#[test]
fn every_tangled_document_is_a_text_with_places() {
    for (name, text) in tangles::documents() {
        assert_endured(name, move || {
            let text = Text::from_editor(&text);
            let middle = text.place(text.len() / 2);
            assert!(middle.line <= text.lines());
            assert_eq!(text.byte_at(text.editor_len()), Some(text.len()));
        });
    }
}

#[test]
fn settings_that_are_tangled_change_nothing_else() {
    for (name, text) in tangles::settings() {
        assert_endured(name, move || {
            let book = RuleBook::default().with_rules("rules.toml", &text);
            assert!(!book.mistakes().is_empty(), "{name} is wrong somewhere");
            for mistake in book.mistakes() {
                assert!(mistake.line <= text.lines().count().max(1), "{name}");
            }
            assert!(book.is_on("vague-quantity"));
            assert!(examine("Many customers wait.", None).findings.len() == 1);
            let template = format!("+++\n{text}\n+++\n\n# Tea\n");
            let book = RuleBook::default().with_template("own.md", &template);
            assert_eq!(
                book.templates().len(),
                RuleBook::default().templates().len()
            );
            assert_eq!(book.mistakes().len(), 1, "{name} is no template");
        });
    }
}

/// Pieces of the texts above, and of documents.
const PIECES: [&str; 42] = [
    "<!-- sixpager: part=problem -->\n\n",
    "<!-- sixpager: answers\nhype-word document\n",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "]",
    "![",
    "[^a]",
    "[^a]: ",
    "[a]: b\n",
    "<!--",
    "-->",
    "<b",
    "<?",
    "&amp;",
    "\\",
    "> ",
    "- ",
    "1. ",
    "\t",
    "  \n",
    "\r",
    "\r\n\r\n",
    "\n\n",
    "# ",
    "## FAQ\n\n",
    "### Why?\n\n",
    "**Q: ",
    "A: ",
    "| a |\n|---|\n",
    "---\n",
    "---\nstatus: drafting\n---\n",
    "“",
    "”",
    "“Yes,” said Ana, our CEO.\n\n",
    "\u{feff}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = (0..PIECES.len(), "[a-z0-9%£é顧🫖 .?\\n]{0,9}");
    prop::collection::vec(piece, 0..60).prop_map(|picks| {
        let words = picks.iter();
        words
            .flat_map(|(piece, words)| [PIECES[*piece], words.as_str()])
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn pieces_in_any_order_end_nobody(old in text(), new in text()) {
        for span in Unprinted::of(&new).map_or(Vec::new(), |unprinted| unprinted.spans()) {
            prop_assert!(new.get(span.start..span.end).is_some(), "comments are whole characters");
        }
        let book = RuleBook::shipped();
        let structure = assert_sound(&new).structure;
        for passage in compare(&old, &new, &structure).passages {
            prop_assert!(passage.at <= new.len() && new.is_char_boundary(passage.at));
        }
        for template in book.templates() {
            let bank = coverage(&new, Some(template), book);
            let picked: Vec<&str> = bank.iter().map(|one| one.question.as_str()).collect();
            if let Some(with) = with_questions(&new, Some(template), book, &picked[..picked.len().min(2)]) {
                prop_assert!(with.len() > new.len(), "words are added, none is taken away");
                assert_sound(&with);
            }
        }
        let text = Text::from_editor(&new);
        for (byte, _) in text.as_str().char_indices() {
            let offset = text.editor_offset(byte);
            prop_assert!(text.byte_at(offset).is_some_and(|start| start <= byte.max(3)));
        }
    }
}
