//! The rules, words and templates of a writer and of a folder, read from their files:
//! `rules.toml` and `templates/*.md` in the program's own folder of the configuration, then in
//! `.sixpager` beside the document. Bounded, and never fatal: what cannot be read is told and left out.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::desk::Desk;
use super::places;
use crate::check::{RuleBook, RuleMistake};
use crate::disk::{Disk, Kind};

/// The folder beside documents that holds their rules and templates.
pub(super) const BESIDE: &str = ".sixpager";
/// The file of rules in each of the two places.
pub(super) const RULES: &str = "rules.toml";
/// Longest file that is read, in bytes; the largest template that ships has 20 KB.
const LONGEST: u64 = 256 * 1024;
/// Most templates that are read of one folder.
const MOST: usize = 100;

/// Reads the book for documents in a folder; `config` is the program's folder of the writer's
/// configuration, whose files come first, so that the document's folder has the last word.
pub fn read_book(disk: &dyn Disk, config: Option<&Path>, folder: Option<&Path>) -> RuleBook {
    let beside = folder.map(|folder| folder.join(BESIDE));
    let mut book = RuleBook::shipped().clone();
    for place in [config, beside.as_deref()].into_iter().flatten() {
        let is_folder = disk.stat(place).is_ok_and(|stat| stat.kind == Kind::Folder);
        if is_folder {
            book = with_files(book, disk, place);
        }
    }
    book
}

fn with_files(mut book: RuleBook, disk: &dyn Disk, place: &Path) -> RuleBook {
    let rules = place.join(RULES);
    book = match read(disk, &rules) {
        Ok(Some(text)) => book.with_rules(&name(&rules), &text),
        Ok(None) => book,
        Err(reason) => book.with_mistake(unread(
            &rules,
            reason,
            "The rules stay as they are without it.",
        )),
    };
    for path in templates_in(disk, &place.join("templates")) {
        book = match read(disk, &path) {
            Ok(Some(text)) => book.with_template(&name(&path), &text),
            Ok(None) => book,
            Err(reason) => book.with_mistake(unread(&path, reason, "The template is left out.")),
        };
    }
    book
}

fn templates_in(disk: &dyn Disk, folder: &Path) -> Vec<PathBuf> {
    let is_template = |path: &PathBuf| {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        !hidden && path.extension().is_some_and(|ending| ending == "md")
    };
    let mut paths: Vec<PathBuf> = disk
        .list(folder)
        .unwrap_or_default()
        .into_iter()
        .map(|entry| entry.path)
        .filter(is_template)
        .collect();
    paths.sort();
    paths.truncate(MOST);
    paths
}

/// Returns a file's text, `None` when there is none, or why it cannot be read.
pub(super) fn read(disk: &dyn Disk, path: &Path) -> Result<Option<String>, String> {
    let stat = match disk.stat(path) {
        Ok(stat) => stat,
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(problem) => return Err(format!("it cannot be read ({problem})")),
    };
    if stat.kind != Kind::File {
        return Err("it is no ordinary file".to_owned());
    }
    if stat.length > LONGEST {
        return Err(format!("it is larger than {} KB", LONGEST / 1024));
    }
    let bytes = disk
        .read(path)
        .map_err(|problem| format!("it cannot be read ({problem})"))?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    Ok(Some(
        text.strip_prefix('\u{feff}')
            .map_or(text.clone(), str::to_owned),
    ))
}

fn unread(path: &Path, reason: String, instead: &str) -> RuleMistake {
    RuleMistake {
        file: name(path),
        line: 1,
        reason,
        instead: instead.to_owned(),
    }
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

impl Desk {
    /// Reads the book for a document in this folder.
    pub fn book_for(&self, folder: Option<&Path>) -> Arc<RuleBook> {
        Arc::new(read_book(
            &*self.disk,
            self.config_folder.as_deref(),
            folder,
        ))
    }

    /// Returns the book for new documents: that of the folder in which they are made.
    pub fn book_for_new(&self) -> Arc<RuleBook> {
        self.book_for(self.opened_folders().first().map(PathBuf::as_path))
    }

    /// Returns what could not be used of the writer's files, as sentences.
    pub fn mistakes_of(&self, book: &RuleBook) -> Vec<String> {
        let shown = |mistake: &RuleMistake| {
            let file = places::shown(Path::new(&mistake.file), &self.home);
            RuleMistake {
                file,
                ..mistake.clone()
            }
            .to_string()
        };
        book.mistakes().iter().map(shown).collect()
    }
}
