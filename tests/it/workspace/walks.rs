//! Random walks through everything that can happen to a document: writing, crashes, other
//! programs, answers, restores. Whatever the order, a word that was kept is found again, and what
//! another program wrote is never written over without being kept.

use std::collections::BTreeSet;

use proptest::prelude::*;
use sixpager_core::workspace::{ConflictChoice, What};

use super::ground::{Editor, Ground};

const NAME: &str = "memos/a.md";

#[derive(Clone, Debug)]
enum Deed {
    Type,
    DeleteHalf,
    Pass(u64),
    WriteOutside,
    AppendOutside,
    DeleteFile,
    Tell,
    CarryOut,
    Answer(ConflictChoice),
    RestoreFirst,
    Save,
    Resync,
    LoadAnew,
    CloseAndOpen,
    Kill,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => Just(Deed::Type),
        1 => Just(Deed::DeleteHalf),
        6 => prop::sample::select(vec![0, 150, 1_000, 5_000, 130_000]).prop_map(Deed::Pass),
        2 => Just(Deed::WriteOutside),
        2 => Just(Deed::AppendOutside),
        1 => Just(Deed::DeleteFile),
        3 => Just(Deed::Tell),
        4 => Just(Deed::CarryOut),
        1 => Just(Deed::Answer(ConflictChoice::KeepMine)),
        1 => Just(Deed::Answer(ConflictChoice::TakeTheirs)),
        1 => Just(Deed::RestoreFirst),
        1 => Just(Deed::Save),
        1 => Just(Deed::Resync),
        1 => Just(Deed::LoadAnew),
        1 => Just(Deed::CloseAndOpen),
        2 => Just(Deed::Kill),
    ]
}

/// A document on its walk, with every word that must not get lost.
struct Walk {
    ground: Ground,
    editor: Editor,
    number: u32,
    /// Changes of older revisions cannot be mapped by leaving them as they are.
    cut_at: u32,
    /// Typed, and not promised to be kept yet.
    fresh: BTreeSet<String>,
    /// Typed and kept.
    kept: BTreeSet<String>,
}

impl Walk {
    fn new() -> Walk {
        let ground = Ground::new();
        let editor = ground.document(NAME, "start \n");
        Walk {
            ground,
            editor,
            number: 0,
            cut_at: 0,
            fresh: BTreeSet::new(),
            kept: BTreeSet::new(),
        }
    }

    fn word(&mut self, kind: &str) -> String {
        self.number += 1;
        format!("{kind}{:03}", self.number)
    }

    fn file(&self) -> String {
        std::fs::read_to_string(self.ground.path(NAME)).unwrap_or_default()
    }

    fn take(&mut self, deed: &Deed) {
        match deed {
            Deed::Type => {
                let word = self.word("t");
                self.editor.write(&self.ground, &format!("{word} "));
                self.fresh.insert(word);
            }
            Deed::DeleteHalf => {
                // What the writer takes away by hand is not lost, unless a moment promised it.
                let half = self.editor.length() / 2;
                let end = self.editor.length();
                self.editor.replace(&self.ground, half, end, "");
                self.cut_at = self.editor.revision;
                let left = self.versions() + &self.editor.text();
                self.kept.retain(|word| left.contains(word.as_str()));
                self.fresh.retain(|word| left.contains(word.as_str()));
            }
            Deed::Pass(time) => {
                self.ground.pass(*time);
                if *time >= 150 {
                    self.kept.append(&mut self.fresh);
                }
            }
            Deed::WriteOutside => {
                let word = self.word("o");
                self.ground.write(NAME, format!("{word} \n"));
            }
            Deed::AppendOutside => {
                let text = format!("{}{} \n", self.file(), self.word("o"));
                self.ground.write(NAME, text);
            }
            Deed::DeleteFile => drop(std::fs::remove_file(self.ground.path(NAME))),
            Deed::Tell => {
                let path = self.ground.path(NAME);
                self.ground.workspace().files_changed(&[path]);
                self.ground.workspace().step();
            }
            Deed::CarryOut => self.carry_out(),
            Deed::Answer(choice) => {
                let document = self.editor.document;
                // There may be nothing to answer.
                let _ = self.ground.workspace().answer_conflict(document, *choice);
            }
            Deed::RestoreFirst => {
                if let Some(first) = self.ground.versions(self.editor.document).first() {
                    let asked = self.ground.workspace();
                    asked.propose_restore(first.document, first.id).unwrap();
                }
            }
            Deed::Save => {
                let saved = self.ground.workspace();
                saved.save_document(self.editor.document).unwrap();
                self.kept.append(&mut self.fresh);
            }
            Deed::Resync => {
                let text = self.editor.text();
                let workspace = self.ground.workspace();
                let revision = workspace.resync_document(self.editor.document, &text);
                self.editor.revision = revision.unwrap();
            }
            Deed::LoadAnew => self.open(),
            Deed::CloseAndOpen => {
                self.editor.close(&self.ground);
                self.kept.append(&mut self.fresh);
                self.open();
            }
            Deed::Kill => {
                self.ground.kill();
                self.fresh.clear();
                self.open();
            }
        }
    }

    fn open(&mut self) {
        self.cut_at = 0;
        self.ground.told();
        let opened = self.ground.workspace().open_document(self.editor.document);
        self.editor = match opened {
            Ok(opened) => Editor::of(opened),
            Err(problem) => {
                // Somebody deleted a file in which nobody had written.
                assert!(self.kept.is_empty(), "{problem}");
                self.ground.document(NAME, "start \n")
            }
        };
    }

    /// Carries out what was proposed last, mapped over what was typed at the end since.
    fn carry_out(&mut self) {
        let told = self.ground.told();
        let proposed = told.into_iter().rev().find_map(|what| match what {
            What::ChangeProposed(proposal) => Some(proposal),
            _ => None,
        });
        let handed_out = self.editor.opened.proposal.take();
        let Some(proposal) = proposed.or(handed_out) else {
            return;
        };
        if proposal.revision < self.cut_at {
            return;
        }
        let number = Some(proposal.proposal);
        let sent = self.editor.send(&self.ground, proposal.changes, number);
        sent.unwrap();
    }

    fn versions(&self) -> String {
        let versions = self.ground.versions(self.editor.document);
        let texts = versions
            .iter()
            .map(|version| self.ground.version_text(version));
        texts.collect()
    }

    /// Every text in which a word counts as kept.
    fn everything_kept(&self) -> String {
        let mut everything = self.versions();
        everything.push_str(&self.file());
        everything.push_str(&self.editor.text());
        if let Some(proposal) = &self.editor.opened.proposal {
            everything.push_str(proposal.text.as_str());
        }
        everything
    }
}

/// Tells whether another program wrote the word, and nobody cut it since.
fn is_outside(word: &str) -> bool {
    let number = word.strip_prefix('o');
    number.is_some_and(|number| number.len() == 3 && number.parse::<u32>().is_ok())
}

fn walk(deeds: &[Deed]) -> Result<(), TestCaseError> {
    let mut walk = Walk::new();
    for deed in deeds {
        let file = walk.file();
        walk.take(deed);
        let own = !matches!(
            deed,
            Deed::WriteOutside | Deed::AppendOutside | Deed::DeleteFile
        );
        if own && walk.file() != file {
            let everything = walk.everything_kept();
            for word in file.split_whitespace().filter(|word| is_outside(word)) {
                prop_assert!(everything.contains(word), "{word} was written over");
            }
        }
    }
    walk.ground.pass(150);
    walk.kept.append(&mut walk.fresh);
    walk.take(&Deed::Kill);
    let everything = walk.everything_kept();
    for word in &walk.kept {
        prop_assert!(everything.contains(word.as_str()), "{word} is lost");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_walk_loses_a_word(deeds in prop::collection::vec(deed(), 1..60)) {
        walk(&deeds)?;
    }
}
