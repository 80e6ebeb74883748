//! Answers to the desktop's dialogs, read from a file, because no test can drive a native dialog.
//! Each line is a JSON value and answers one dialog: a path, or `null` for a dialog that was left.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Dialog answers in order. The file is read again once its answers are used up, from the line
/// after the last one used, so that a test may add answers while the program runs.
#[derive(Debug)]
pub struct Answers {
    file: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<Option<PathBuf>>,
    lines_read: usize,
}

impl Answers {
    /// Takes the answers of this file; it may be made later.
    pub fn from_file(file: impl Into<PathBuf>) -> Answers {
        Answers {
            file: file.into(),
            state: Mutex::default(),
        }
    }

    /// Returns the next answer; `None` when the dialog was left or no answer remains.
    pub fn next(&self) -> Option<PathBuf> {
        let mut state = self
            .state
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        if state.waiting.is_empty() {
            let lines = read_lines(&self.file).unwrap_or_default();
            let fresh = lines.iter().skip(state.lines_read).cloned();
            state.waiting = fresh.collect();
            state.lines_read = lines.len().max(state.lines_read);
        }
        state.waiting.pop_front().flatten()
    }
}

fn read_lines(file: &Path) -> io::Result<Vec<Option<PathBuf>>> {
    let text = std::fs::read_to_string(file)?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(io::Error::other))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_order_and_may_be_added() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("answers");
        let answers = Answers::from_file(&file);
        assert_eq!(answers.next(), None, "the file is not there yet");
        std::fs::write(&file, "\"/a.md\"\nnull\n\"/b.md\"\n").unwrap();
        assert_eq!(answers.next(), Some("/a.md".into()));
        assert_eq!(answers.next(), None);
        assert_eq!(answers.next(), Some("/b.md".into()));
        assert_eq!(answers.next(), None);
        std::fs::write(&file, "\"/a.md\"\nnull\n\"/b.md\"\n\"/c.md\"\n").unwrap();
        assert_eq!(answers.next(), Some("/c.md".into()));
    }
}
