//! New documents and copies of the examples. A new document is a file at once: there is no
//! untitled state, so losing the store loses no document.

use std::path::{Path, PathBuf};

use super::Workspace;
use super::desk::Desk;
use super::document::OpenedDocument;
use super::events::What;
use super::{names, places};
use crate::disk::{WriteProblem, write_atomically};
use crate::error::{Code, Error, Result};
use crate::template;

/// Numbers that are tried for a name that is taken.
const NUMBERS: u32 = 1_000;

impl Workspace {
    /// Begins a document of a kind: its file is made in the opened folder, else in the documents
    /// folder (which is said once), named after kind and date.
    pub fn new_document(&self, template: &str) -> Result<OpenedDocument> {
        let book = self.desk.book_for_new();
        let template = book
            .template(template)
            .ok_or_else(|| Error::new(Code::NotFound, "There is no such kind of document."))?;
        let today = self.desk.today();
        let name = |number| names::new_file_name(&template.name, today, number);
        let (path, notices) = self.desk.make_document(&name, &template.starter)?;
        let mut opened = self.desk.open_path(&path)?;
        opened.notices.extend(notices);
        self.desk.events.tell(None, What::LibraryChanged);
        Ok(opened)
    }

    /// Opens the writer's copy of a template's finished example; makes it when there is none.
    pub fn open_example(&self, template: &str) -> Result<OpenedDocument> {
        let example = template::examples()
            .iter()
            .find(|example| example.template == template)
            .ok_or_else(|| Error::new(Code::NotFound, "There is no example of this kind."))?;
        let folder = self.desk.documents_folder();
        let path = folder.join(example.file_name);
        self.desk.make_folder(&folder)?;
        match write_atomically(&*self.desk.disk, &path, example.text.as_bytes(), None) {
            // A copy that was written in before is the writer's own by now.
            Ok(_) | Err(WriteProblem::ChangedElsewhere { .. }) => {}
            Err(problem) => return Err(not_made(&path, &problem)),
        }
        self.desk.events.tell(None, What::LibraryChanged);
        self.desk.open_path(&path)
    }
}

impl Desk {
    /// Makes a file with this text under the first name that is free; returns its path and what to
    /// say about its place.
    fn make_document(
        &self,
        name: &dyn Fn(u32) -> String,
        text: &str,
    ) -> Result<(PathBuf, Vec<String>)> {
        if let Some(folder) = self.opened_folders().into_iter().next()
            && let Ok(path) = self.make_in(&folder, name, text)
        {
            return Ok((path, Vec::new()));
        }
        let folder = self.documents_folder();
        self.make_folder(&folder)?;
        let path = self.make_in(&folder, name, text)?;
        Ok((path, self.say_documents_folder_once(&folder)))
    }

    fn make_in(&self, folder: &Path, name: &dyn Fn(u32) -> String, text: &str) -> Result<PathBuf> {
        for number in 1..=NUMBERS {
            let path = folder.join(name(number));
            if self.disk.stat(&path).is_ok() {
                continue;
            }
            match write_atomically(&*self.disk, &path, text.as_bytes(), None) {
                Ok(written) => return Ok(written.path),
                Err(WriteProblem::ChangedElsewhere { .. }) => {}
                Err(problem) => return Err(not_made(&path, &problem)),
            }
        }
        let sentence = format!(
            "No free name was found in {}. Nothing was made; choose another folder.",
            places::shown(folder, &self.home)
        );
        Err(Error::new(Code::Failed, sentence))
    }

    /// Makes a folder that new documents go to.
    pub fn make_folder(&self, folder: &Path) -> Result<()> {
        self.disk.create_folder(folder).map_err(|problem| {
            let sentence = format!(
                "The folder {} could not be made ({problem}). Choose another one for new documents in the settings.",
                places::shown(folder, &self.home)
            );
            Error::new(Code::Failed, sentence)
        })
    }
}

fn not_made(path: &Path, problem: &WriteProblem) -> Error {
    let reason = match problem {
        WriteProblem::Missing => "its folder is gone".to_owned(),
        WriteProblem::ReadOnly => "its folder may not be written".to_owned(),
        WriteProblem::Full => "the disk is full".to_owned(),
        WriteProblem::ChangedElsewhere { .. } => "the name is taken".to_owned(),
        WriteProblem::Other(problem) => problem.to_string(),
    };
    let name = names::quoted(path);
    let sentence = format!("{name} could not be made: {reason}. Choose another folder.");
    Error::new(Code::Failed, sentence)
}
