//! Any text is examined: no panic, no overflow of a small stack, every place inside the text.

use proptest::prelude::*;
use sixpager_core::check::{Examination, examine, waiver_of};
use sixpager_core::model::{Span, Waiver};
use sixpager_core::template::{built_in, examples};

/// Holds for every text whatsoever. Returns what was found in it.
pub(super) fn assert_sound(text: &str) -> Examination {
    let found: Examination = examine(text, None);
    let inside = |span: Span, what: &str| {
        assert!(
            span.start <= span.end && span.end <= text.len(),
            "{what} {span:?} of {}",
            text.len()
        );
        assert!(
            text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
            "{what} {span:?} splits a character"
        );
    };
    for part in &found.structure.parts {
        inside(part.span, "part");
        inside(part.body, "body");
        assert!(
            part.span.start <= part.body.start && part.body.end <= part.span.end,
            "{part:?}"
        );
    }
    for question in &found.structure.questions {
        inside(question.span, "question");
        inside(question.answer, "answer");
    }
    for finding in &found.findings {
        inside(finding.span, finding.rule);
        let splices = finding.fix.iter().flat_map(|fix| &fix.splices);
        for (span, _) in splices {
            inside(*span, "fix");
        }
    }
    for review in &found.waivers {
        if let Some(span) = review.span {
            inside(span, "answer to a remark");
        }
    }
    for pin in &found.pins {
        inside(pin.span, "pin");
    }
    let unprinted = found.unprinted.whole_lines(text);
    for span in &unprinted {
        inside(*span, "unprinted");
    }
    assert!(unprinted.windows(2).all(|two| two[0].end <= two[1].start));
    for finding in &found.findings {
        inside(finding.passage, finding.rule);
    }
    // A writer answers one remark at a time: each reads the words around its own anew.
    for finding in found.findings.iter().take(20) {
        let line = waiver_of(text, &found, finding).line();
        assert!(
            !line.contains("--") && !line.contains(['\n', '\r']),
            "{line}"
        );
        assert!(Waiver::read(&line).is_some(), "{line}");
    }
    assert!(
        found.findings.is_sorted_by_key(|finding| finding.span),
        "remarks come in the order of the text"
    );
    found
}

#[test]
fn what_was_not_looked_at_is_said_and_not_remarked_on() {
    let head = "---\ntemplate: prfaq-working-backwards\n---\n\n# Hub\n\n";
    for body in ["Many customers wait. ".repeat(120_000), ">".repeat(40)] {
        let found = examine(&format!("{head}{body}\n"), None);
        assert!(found.unread);
        assert_eq!(found.notices.len(), 1, "{:?}", found.notices);
        assert_eq!(found.findings, [], "nobody has read it");
        assert_eq!(found.parts, [], "no part is missing that nobody looked for");
    }
    assert!(!examine(head, None).unread);
}

fn seeds() -> Vec<String> {
    let mut seeds: Vec<String> = built_in()
        .iter()
        .map(|template| template.starter.clone())
        .collect();
    seeds.extend(examples().iter().map(|example| example.text.to_owned()));
    seeds.push("\u{feff}---\r\ntitle: é\r\n---\r\n# Ü\r\r> “Many 顧客 wait,” said `é`.\r\n\r\n**Q: 얼마?**  \r\nA:\r\n".to_owned());
    seeds
}

/// Pieces that mean something to the readers of Markdown, YAML or parts.
const PIECES: [&str; 28] = [
    "**",
    "_",
    "`",
    "```",
    "[",
    "](",
    ")",
    "<!--",
    "-->",
    "> ",
    "- ",
    "1. ",
    "# ",
    "## FAQ\n",
    "Q: ",
    "?",
    "\r",
    "\n\n",
    "| a |\n|---|\n",
    "é“",
    "---\n",
    "TODO",
    "<b",
    "“",
    "\n<!-- sixpager: answers\n",
    "\n<!-- sixpager: part=problem -->\n",
    "vague-quantity passage \"Many\" after \"é“ a\" before \"TODO\" key 1:61dd5b3e3b7a30fd\n",
    "part-missing without \"problem\" reason \"\\n\"\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn arbitrary_text(text in "\\PC{0,400}") {
        assert_sound(&text);
    }

    #[test]
    fn pieces_in_any_order(picks in proptest::collection::vec((0..PIECES.len(), "[a-zé \\n]{0,6}"), 0..80)) {
        let text: String = picks.iter().flat_map(|(pick, words)| [PIECES[*pick], words.as_str()]).collect();
        assert_sound(&text);
    }

    #[test]
    fn mutated_documents(seed in 0usize..5, start in 0.0f64..1.0, length in 0usize..400, pick in 0..PIECES.len(), cut in any::<bool>()) {
        let seed = &seeds()[seed];
        // A window keeps a case quick; a mutation in it meets its neighbourhood.
        let boundary = |mut place: usize| { while !seed.is_char_boundary(place) { place -= 1; } place };
        let from = boundary((start * seed.len() as f64) as usize);
        let to = boundary((from + length).min(seed.len()));
        let mut text = seed.clone();
        text.replace_range(from..if cut { to } else { from }, PIECES[pick]);
        assert_sound(&text);
    }
}

/// The nesting that breaks recursive readers, on a stack of 512 KB.
#[test]
fn hostile_nesting_on_a_small_stack() {
    let deep = 20_000;
    let texts = vec![
        ">".repeat(200_000),
        "> ".repeat(20).repeat(200),
        "- ".repeat(deep),
        (0..400)
            .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
            .collect(),
        "[".repeat(deep),
        "[a](".repeat(deep),
        "![".repeat(deep),
        "*a _b ".repeat(deep),
        "**x".repeat(deep),
        "`".repeat(deep),
        (1..400)
            .map(|count| format!("{} ", "`".repeat(count)))
            .collect(),
        "<a ".repeat(deep),
        "<!--".repeat(deep),
        "“".repeat(deep),
        "(".repeat(deep),
        "[^a]: x\n".repeat(2_000),
        (0..3_000)
            .map(|count| format!("[{count}]: x\n[{count}]\n"))
            .collect(),
        format!("{}\n{}\n", "|a".repeat(10_000), "|-".repeat(10_000)),
        "a\n".repeat(deep),
        "# a\n".repeat(deep),
        "**Q: a?**\n\n".repeat(2_000),
        format!("---\n{}\n---\n", "[".repeat(10_000)),
        "many customers wait. ".repeat(3_000),
        format!("# A\n\n## FAQ\n\n{}", "### Why?\n\nTBD\n\n".repeat(1_000)),
        "\u{0300}".repeat(deep),
    ];
    let reader = std::thread::Builder::new()
        .stack_size(512 * 1024)
        .spawn(move || {
            for text in &texts {
                assert_sound(text);
            }
        });
    assert!(
        reader.expect("a thread starts").join().is_ok(),
        "no text may end the reader"
    );
}

#[test]
fn a_huge_text_is_left_alone_with_a_sentence() {
    let text = "Many customers wait.\n\n".repeat(500_000);
    let found = examine(&text, None);
    assert!(
        found
            .notices
            .iter()
            .any(|notice| notice.contains("too long")),
        "{:?}",
        found.notices
    );
    assert!(found.findings.is_empty());
}
