//! The settings of the rules: what the writer's own file and the folder's say, and changes of the
//! writer's own, which hold at once in every open document. The folder's file is only read here.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::desk::Desk;
use super::{Workspace, book, places};
use crate::check::{
    self, FileSettings, RuleBook, Setting, WordSetting, file_settings, with_rule, with_word,
};
use crate::disk::{WriteProblem, write_atomically};
use crate::error::{Code, Error, Result};
use crate::model::{DocumentId, Hash};

/// What rules and words are set to, and where.
#[derive(Clone, Debug)]
pub struct RuleSettings {
    /// The book that holds for the document, or for new ones.
    pub book: Arc<RuleBook>,
    /// What the writer's own file sets.
    pub own: FileSettings,
    /// The writer's own file for display, whether it is there or not; `None` without a place for it.
    pub own_file: Option<String>,
    /// What the folder's file sets.
    pub folder: FileSettings,
    /// The folder's file for display, if there is one.
    pub folder_file: Option<String>,
    /// What could not be used of the files, as sentences with file and line.
    pub mistakes: Vec<String>,
}

/// Whose file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulesFile {
    /// The writer's own.
    Own,
    /// The one beside the document.
    Folder,
}

impl Workspace {
    /// Returns the settings for an open document, or for new ones without one.
    pub fn list_rules(&self, document: Option<DocumentId>) -> Result<RuleSettings> {
        Ok(self.desk.rule_settings(document))
    }

    /// Sets a rule in the writer's own file; `None` leaves it to what ships.
    ///
    /// Errors: `BadRequest` for a rule that there is not; `Failed` when the file has a mistake or
    /// cannot be written.
    pub fn change_rule(
        &self,
        document: Option<DocumentId>,
        id: &str,
        setting: Option<Setting>,
    ) -> Result<RuleSettings> {
        if check::rule(id).is_none() {
            let sentence = "There is no such rule. Nothing was changed.";
            return Err(Error::new(Code::BadRequest, sentence));
        }
        self.desk
            .change_own_rules(|text| with_rule(text, id, setting))?;
        Ok(self.desk.rule_settings(document))
    }

    /// Adds a word to a list or cuts it in the writer's own file; `None` leaves it to what ships.
    ///
    /// Errors: `BadRequest` for a list that there is not or a word that is none; `Failed` when the
    /// file has a mistake or cannot be written.
    pub fn change_word(
        &self,
        document: Option<DocumentId>,
        list: &str,
        word: &str,
        setting: Option<WordSetting>,
    ) -> Result<RuleSettings> {
        let word = word.trim();
        let is_list = RuleBook::shipped().lists().contains_key(list);
        if !is_list || word.is_empty() || word.len() > 200 || word.contains(['#', '\n', '\r']) {
            let sentence =
                "A word or phrase has at most 200 letters, and no #. Nothing was changed.";
            return Err(Error::new(Code::BadRequest, sentence));
        }
        self.desk
            .change_own_rules(|text| with_word(text, list, word, setting))?;
        Ok(self.desk.rule_settings(document))
    }

    /// Shows a file of rules in the desktop's file manager; the writer's own is made when there is none.
    pub fn reveal_rules(&self, document: Option<DocumentId>, file: RulesFile) -> Result<()> {
        let desk = &self.desk;
        let path = match file {
            RulesFile::Own => desk.own_rules()?,
            RulesFile::Folder => desk
                .folder_rules(document)
                .ok_or_else(|| Error::new(Code::NotFound, "This folder has no file of rules."))?,
        };
        if file == RulesFile::Own && desk.disk.stat(&path).is_err() {
            desk.change_own_rules(|_| Ok(BEGINNING.to_owned()))?;
        }
        desk.desktop.reveal(&path).map_err(|problem| {
            let shown = places::shown(&path, &desk.home);
            Error::new(
                Code::Failed,
                format!("{shown} could not be shown ({problem})."),
            )
        })
    }
}

/// What a file says that is made to be filled by hand.
const BEGINNING: &str = "# Rules, words and severities for all documents of yours.\n# off = [\"long-sentence\"]\n#\n# [severity]\n# vague-quantity = \"warning\"\n";

impl Desk {
    fn rule_settings(&self, document: Option<DocumentId>) -> RuleSettings {
        let folder = self.folder_of(document);
        let book = self.book_for(folder.as_deref());
        let (own, beside) = (self.own_rules().ok(), self.folder_rules(document));
        let set = |path: &Option<PathBuf>| {
            let text = path
                .as_ref()
                .and_then(|path| self.rules_text(path).ok().flatten());
            text.map(|text| file_settings(&text)).unwrap_or_default()
        };
        let shown = |path: &PathBuf| places::shown(path, &self.home);
        RuleSettings {
            own: set(&own),
            own_file: own.as_ref().map(shown),
            folder: set(&beside),
            folder_file: beside.as_ref().map(shown),
            mistakes: self.mistakes_of(&book),
            book,
        }
    }

    fn folder_of(&self, document: Option<DocumentId>) -> Option<PathBuf> {
        let sheet = document.and_then(|document| self.open_sheet(document));
        match sheet {
            Some(sheet) => sheet.state().path.parent().map(Path::to_path_buf),
            None => self.opened_folders().into_iter().next(),
        }
    }

    fn own_rules(&self) -> Result<PathBuf> {
        let config = self.config_folder.as_ref().ok_or_else(|| {
            let sentence = "There is no folder for your own rules on this computer.";
            Error::new(Code::Failed, sentence)
        })?;
        Ok(config.join(book::RULES))
    }

    /// Returns the folder's file of rules, if there is one.
    fn folder_rules(&self, document: Option<DocumentId>) -> Option<PathBuf> {
        let path = self
            .folder_of(document)?
            .join(book::BESIDE)
            .join(book::RULES);
        self.disk.stat(&path).is_ok().then_some(path)
    }

    fn rules_text(&self, path: &Path) -> std::result::Result<Option<String>, String> {
        book::read(&*self.disk, path)
    }

    /// Changes the writer's own file and lets every open document be read by it.
    fn change_own_rules(
        &self,
        change: impl Fn(&str) -> std::result::Result<String, String>,
    ) -> Result<()> {
        let path = self.own_rules()?;
        let shown = places::shown(&path, &self.home);
        let failed = |reason: &str| {
            let sentence = format!("{shown} was not changed: {reason}.");
            Error::new(Code::Failed, sentence)
        };
        let text = self.rules_text(&path).map_err(|reason| failed(&reason))?;
        let changed = change(text.as_deref().unwrap_or_default())
            .map_err(|reason| failed(&format!("it has a mistake in {reason}; mend that first")))?;
        if text.as_deref() == Some(changed.as_str()) {
            return Ok(());
        }
        // A mark at the start that is not shown is part of the bytes that are on the disk.
        let expected = match &text {
            Some(_) => {
                Some(Hash::of(&self.disk.read(&path).map_err(|problem| {
                    failed(&format!("it cannot be read ({problem})"))
                })?))
            }
            None => None,
        };
        if let Some(folder) = path.parent() {
            let made = self.disk.create_folder(folder);
            made.map_err(|problem| failed(&format!("its folder could not be made ({problem})")))?;
        }
        write_atomically(&*self.disk, &path, changed.as_bytes(), expected)
            .map_err(|problem| failed(&why(&problem)))?;
        self.read_books_again();
        Ok(())
    }

    /// Reads the rules of every open document anew, and the documents by them.
    fn read_books_again(&self) {
        let now = self.clock.tick();
        for sheet in self.sheets() {
            let folder = sheet.state().path.parent().map(Path::to_path_buf);
            let book = self.book_for(folder.as_deref());
            let mut state = sheet.state();
            state.snapshot.book = book;
            state.times.unexamined = Some(now);
        }
        self.bell.ring();
    }
}

fn why(problem: &WriteProblem) -> String {
    match problem {
        WriteProblem::Missing => "its folder is gone".to_owned(),
        WriteProblem::ReadOnly => "it may not be written".to_owned(),
        WriteProblem::Full => "the disk is full".to_owned(),
        WriteProblem::ChangedElsewhere { .. } => {
            "another program has just changed it; try again".to_owned()
        }
        WriteProblem::Other(problem) => problem.to_string(),
    }
}
