//! A program that is killed while it keeps and saves: what it acknowledged is there afterwards,
//! and the file is whole.
//!
//! The program is this test binary again, in the role of `victim`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sixpager_core::disk::{RealDisk, is_leftover, write_atomically};
use sixpager_core::model::{Hash, Span, Splice, Text, Timestamp};
use sixpager_core::store::Store;

const FOLDER: &str = "SIXPAGER_VICTIM_FOLDER";
const NOW: Timestamp = Timestamp(1_764_000_000_000);
/// Says that everything up to this number was acknowledged.
const SAID: &str = "acknowledged ";

fn text(source: &str) -> Text {
    Text::new(source.as_bytes().to_vec()).expect("the sample is text")
}

/// The text after `count` words were typed, long enough that its writing takes a while.
fn memo(count: usize) -> String {
    "word ".repeat(count) + &"The rest of the memo stands still.\n".repeat(2_000)
}

/// Types, keeps and saves until it is killed. Does nothing unless a test starts it for that.
#[test]
#[ignore = "is started by the other test, to be killed"]
fn victim() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let store = Store::open(&folder.join("store/sixpager.db"), NOW)
        .expect("opened")
        .store;
    let path = folder.join("memo.md");
    let id = store.add_document(&path, NOW).expect("added").id;
    let mut filed = text(&memo(0));
    write_atomically(&RealDisk, &path, filed.bytes(), None).expect("made");
    for count in 1.. {
        let place = (count - 1) * "word ".len();
        let step = vec![Splice::new(Span::new(place, place), "word ")];
        store
            .append_journal(id, &filed, &[step], NOW)
            .expect("kept");
        println!("\n{SAID}{count}");
        if count % 3 == 0 {
            let written = text(&memo(count));
            let expected = Some(filed.hash());
            write_atomically(&RealDisk, &path, written.bytes(), expected).expect("saved");
            store.record_file(id, &written, &[], NOW).expect("recorded");
            filed = written;
        }
    }
}

/// Starts a victim, kills it right after its word `last`, and returns what it acknowledged.
fn kill_after(folder: &Path, last: usize) -> usize {
    let binary = std::env::current_exe().expect("this test is a program");
    let mut victim = Command::new(binary)
        .args(["--exact", "killed::victim", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let output = BufReader::new(victim.stdout.take().expect("it is piped"));
    let mut acknowledged = 0;
    let mut killed = false;
    for line in output.lines().map_while(Result::ok) {
        let Some(count) = line.strip_prefix(SAID).and_then(|count| count.parse().ok()) else {
            continue;
        };
        acknowledged = count;
        if acknowledged >= last && !killed {
            victim.kill().expect("it runs");
            killed = true;
        }
    }
    victim.wait().expect("it ended");
    assert!(killed, "it ended by itself after {acknowledged}");
    acknowledged
}

#[test]
fn what_was_acknowledged_survives_a_kill_at_any_time() {
    for last in 1..=24 {
        let folder = tempfile::tempdir().expect("a folder");
        let acknowledged = kill_after(folder.path(), last);
        let path = folder.path().join("memo.md");
        let file = std::fs::read(&path).expect("the file is always there");

        let opened = Store::open(&folder.path().join("store/sixpager.db"), NOW).expect("opened");
        assert_eq!(opened.notices, Vec::<String>::new());
        let store = opened.store;
        let document = store.document_at(&path).expect("readable").expect("known");
        let replayed = store.replay_journal(document.id).expect("readable");
        let words = |text: &[u8]| text.windows(5).filter(|window| window == b"word ").count();
        let kept = match &replayed {
            Some(replayed) => {
                assert!(!replayed.cut_short);
                words(replayed.text.bytes())
            }
            None => words(&file),
        };
        assert!(
            kept >= acknowledged,
            "{acknowledged} words were acknowledged, {kept} are left"
        );
        assert_eq!(file, memo(words(&file)).as_bytes(), "the file is whole");
        if let Some(replayed) = &replayed {
            // The file is what the journal began at, or a text that it passed through.
            let hash = Hash::of(&file);
            let known = replayed.base.hash() == hash || replayed.passed.contains(&hash);
            assert!(known, "the journal leads from the file to the last word");
            assert_eq!(replayed.text.as_str(), memo(kept));
        }
        for entry in std::fs::read_dir(folder.path()).expect("readable") {
            let name = entry.expect("readable").file_name();
            let known = name == "memo.md" || name == "store" || is_leftover(&name);
            assert!(known, "{name:?} is known for what it is");
        }
        assert!(store.verify().expect("readable").is_none());
    }
}
