//! What a writer does to a document's file: its name, its place, the trash, a copy under another
//! name. No file that exists is ever written over but the one the writer named in a dialog, whose
//! text is kept as a moment first.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Workspace;
use super::desk::Desk;
use super::document::{DocumentSummary, OpenedDocument, WrittenBy};
use super::events::What;
use super::moments::Moment;
use super::names;
use super::sheet::{Sheet, lock};
use crate::disk::{Kind, WriteProblem, write_atomically};
use crate::error::{Code, Error, Result};
use crate::model::{DocumentId, Hash, Text, VersionKind};

/// Files that are looked at, at most, to find one that was moved.
const LOOKED_AT: usize = 4_000;

impl Workspace {
    /// Gives the file another name in its folder; the ending stays unless one is typed.
    pub fn rename_document(&self, document: DocumentId, name: &str) -> Result<DocumentSummary> {
        let sheet = self.desk.sheet(document)?;
        let _filing = lock(&sheet.filing);
        let from = sheet.state().path.clone();
        let name = names::file_name(name, &from)
            .map_err(|sentence| Error::new(Code::BadRequest, sentence))?;
        self.desk
            .bring_to(&sheet, &from, &from.with_file_name(name))
    }

    /// Asks for a folder and moves the file there; `None` when the writer left the dialog.
    pub fn move_document(&self, document: DocumentId) -> Result<Option<DocumentSummary>> {
        let sheet = self.desk.sheet(document)?;
        let question = "Move the document to a folder";
        let Some(folder) = self.desk.desktop.pick_folder(question) else {
            return Ok(None);
        };
        let folder = self.desk.real_folder(&folder)?;
        let _filing = lock(&sheet.filing);
        let from = sheet.state().path.clone();
        let name = from.file_name().unwrap_or_default();
        let moved = self.desk.bring_to(&sheet, &from, &folder.join(name));
        moved.map(Some)
    }

    /// Shows the file in the desktop's file manager.
    pub fn reveal_document(&self, document: DocumentId) -> Result<()> {
        let path = self.desk.path_of(document)?;
        // What the desktop says of it is in its own language of errors, which helps nobody find a file.
        self.desk.desktop.reveal(&path).map_err(|_| {
            failed(format!(
                "No file manager could be opened. The file is {}.",
                super::places::shown(&path, &self.desk.home)
            ))
        })
    }

    /// Puts the file into the desktop's trash; its text is kept as a moment first. The document is
    /// closed then.
    pub fn trash_document(&self, document: DocumentId) -> Result<()> {
        let sheet = self.desk.sheet(document)?;
        self.desk.save(&sheet);
        let (text, path) = {
            let state = sheet.state();
            (state.text.clone(), state.path.clone())
        };
        let moment = Moment::new(text, VersionKind::Saved, "Before the trash");
        self.desk.record_now(&sheet, moment)?;
        {
            let _filing = lock(&sheet.filing);
            self.desk.desktop.trash(&path).map_err(|problem| {
                failed(format!(
                    "{} could not be put into the trash ({problem}). It is where it was.",
                    names::quoted(&path)
                ))
            })?;
            self.desk.put_away(&sheet, &path);
        }
        self.desk.forget_recent(document);
        self.desk.events.tell(None, What::LibraryChanged);
        Ok(())
    }

    /// Asks for a place, writes the text there as a document of its own and opens that one; the
    /// old one stays open, for whoever shows it to close. `None` when the writer left the dialog.
    pub fn save_document_as(&self, document: DocumentId) -> Result<Option<OpenedDocument>> {
        let sheet = self.desk.sheet(document)?;
        let path = sheet.state().path.clone();
        let folder = path.parent().unwrap_or(&path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(chosen) = self.desk.desktop.pick_save_path(folder, &name) else {
            return Ok(None);
        };
        let target = self.desk.save_target(&chosen)?;
        if target == path {
            self.save_document(document)?;
            return self.open_document(document).map(Some);
        }
        if self.desk.sheet_of(&target).is_some() {
            return Err(failed(format!(
                "{} is open itself. Close it first, or choose another name.",
                names::quoted(&target)
            )));
        }
        let text = sheet.state().text.clone();
        self.desk.write_copy(&target, &text)?;
        self.desk.hand_on_undo(&sheet, &target, &text);
        let opened = self.desk.open_path(&target)?;
        self.desk.events.tell(None, What::LibraryChanged);
        Ok(Some(opened))
    }
}

impl Desk {
    /// Takes a document off the desk whose file was put away on purpose.
    fn put_away(&self, sheet: &Sheet, path: &Path) {
        {
            let mut state = sheet.state();
            // A thread that still holds the sheet must find nothing to do.
            state.times = Default::default();
            state.file.revision = state.revision;
            state.file.presence = super::reconcile::Presence::Missing;
            state.bar_or_free();
        }
        self.take_off(sheet.id);
        self.forget_opened(sheet.id);
        self.unwatch_document(path);
    }

    /// Writes a file that must still hold `expected`.
    pub fn write(
        &self,
        path: &Path,
        text: &Text,
        expected: Hash,
    ) -> std::result::Result<(), WriteProblem> {
        write_atomically(&*self.disk, path, text.bytes(), Some(expected)).map(|_| ())
    }

    /// Writes a missing file anew; the caller holds `filing`.
    pub fn put_back(&self, sheet: &Sheet) {
        let (path, text, revision) = {
            let state = sheet.state();
            (state.path.clone(), state.text.clone(), state.revision)
        };
        let folder = path.parent().unwrap_or(&path);
        let written = self
            .disk
            .create_folder(folder)
            .map_err(WriteProblem::from)
            .and_then(|()| write_atomically(&*self.disk, &path, text.bytes(), None));
        match written {
            Ok(_) => {
                sheet.state().file.presence = super::reconcile::Presence::Present;
                self.filed(sheet, revision, text);
                sheet.state().bar_or_free();
                self.watch_document(&path);
                self.tell_summary(sheet);
                self.events.tell(None, What::LibraryChanged);
            }
            Err(problem) => self.not_written(sheet, problem),
        }
    }

    /// The copy begins with the undo history that its text has.
    fn hand_on_undo(&self, sheet: &Sheet, target: &Path, text: &Text) {
        if let Some(undo) = self.undo_of(sheet)
            && undo.since == WrittenBy::Writer
            && let Ok(copy) = self.identify(target, text.hash())
        {
            // A copy without it is still a copy.
            let _ = self.store_undo(copy, &undo.of, &undo.json);
        }
    }

    fn save_target(&self, chosen: &Path) -> Result<PathBuf> {
        let name = chosen.file_name().unwrap_or_default().to_string_lossy();
        let name = names::file_name(&name, Path::new("document.md"))
            .map_err(|sentence| Error::new(Code::BadRequest, sentence))?;
        let folder = self.real_folder(chosen.parent().unwrap_or(chosen))?;
        let target = folder.join(name);
        // A link is followed, as it is by saving.
        Ok(self.disk.canonical(&target).unwrap_or(target))
    }

    fn write_copy(&self, target: &Path, text: &Text) -> Result<()> {
        let expected = match self.disk.read(target) {
            Ok(bytes) => {
                let hash = Hash::of(&bytes);
                if let Ok(replaced) = Text::new(bytes) {
                    let document = self.identify(target, hash)?;
                    let label = "Before it was replaced by Save as";
                    let moment = Moment::new(Arc::new(replaced), VersionKind::BeforeOutside, label);
                    self.store_moment(document, &moment)?;
                }
                Some(hash)
            }
            Err(problem) if problem.kind() == io::ErrorKind::NotFound => None,
            Err(problem) => {
                let name = names::quoted(target);
                return Err(failed(crate::disk::read_problem(&name, &problem)));
            }
        };
        write_atomically(&*self.disk, target, text.bytes(), expected)
            .map_err(|problem| failed(problem.sentence(&names::quoted(target))))?;
        Ok(())
    }

    /// Brings the file to another path, which must be free; the caller holds `filing`.
    fn bring_to(&self, sheet: &Sheet, from: &Path, to: &Path) -> Result<DocumentSummary> {
        if from != to {
            self.rename_or_copy(from, to)?;
            self.unwatch_document(from);
            self.follow(sheet, to);
        }
        Ok(self.summary(sheet.id, &sheet.state()))
    }

    fn rename_or_copy(&self, from: &Path, to: &Path) -> Result<()> {
        let name = names::quoted(to);
        let renamed = if self.is_same_file(from, to) {
            // On some disks a name in other letters is the same file: nothing is written over.
            self.disk.rename(from, to)
        } else {
            self.disk.rename_new(from, to)
        };
        match renamed {
            Ok(()) => {
                // The names are right; only a power cut could still take the new one back.
                for folder in [from.parent(), to.parent()].into_iter().flatten() {
                    let _ = self.disk.sync_folder(folder);
                }
                Ok(())
            }
            Err(problem) if problem.kind() == io::ErrorKind::AlreadyExists => {
                let sentence = format!(
                    "There is a file {name} already. Nothing was changed; choose another name."
                );
                Err(failed(sentence))
            }
            Err(problem) if problem.kind() == io::ErrorKind::CrossesDevices => {
                self.copy_then_remove(from, to)
            }
            Err(problem) => Err(failed(format!(
                "{} could not be brought to {name} ({problem}). It is where it was.",
                names::quoted(from)
            ))),
        }
    }

    fn copy_then_remove(&self, from: &Path, to: &Path) -> Result<()> {
        let name = names::quoted(from);
        let bytes = self
            .disk
            .read(from)
            .map_err(|problem| failed(crate::disk::read_problem(&name, &problem)))?;
        write_atomically(&*self.disk, to, &bytes, None)
            .map_err(|problem| failed(problem.sentence(&names::quoted(to))))?;
        self.disk.remove(from).map_err(|problem| {
            failed(format!(
                "{name} was copied, but the old file could not be removed ({problem}). Both are there."
            ))
        })
    }

    fn is_same_file(&self, from: &Path, to: &Path) -> bool {
        let known = |path: &Path| self.disk.stat(path).ok().map(|stat| stat.identity);
        match (known(from), known(to)) {
            (Some(from), Some(to)) => from == to && from != (0, 0),
            _ => false,
        }
    }

    /// Returns a folder without links; the error is a sentence.
    pub fn real_folder(&self, folder: &Path) -> Result<PathBuf> {
        let real = self.disk.canonical(folder);
        let is_folder = |real: &PathBuf| {
            let stat = self.disk.stat(real);
            stat.is_ok_and(|stat| stat.kind == Kind::Folder)
        };
        real.ok().filter(is_folder).ok_or_else(|| {
            let sentence = format!("There is no folder {}.", names::quoted(folder));
            Error::new(Code::NotFound, sentence)
        })
    }

    /// Finds a file with this content where `path` may have been moved: by what the watcher saw, in
    /// its folder, in the opened folders. A file that another document is known by does not count.
    pub fn find_moved(&self, document: DocumentId, path: &Path, hash: Hash) -> Option<PathBuf> {
        let (mut files, mut folders) = self.moved_by_hints(path);
        folders.extend(path.parent().map(Path::to_path_buf));
        files.extend(self.files_in(&folders));
        files.extend(self.library_files());
        files
            .into_iter()
            .take(LOOKED_AT)
            .find(|file| file != path && self.is_moved_here(document, file, hash))
    }

    fn is_moved_here(&self, document: DocumentId, file: &Path, hash: Hash) -> bool {
        let holds = |bytes: Vec<u8>| Hash::of(&bytes) == hash;
        let is_ours = || match self.known_at(file) {
            Ok(known) => known.is_none_or(|known| known == document),
            Err(_) => false,
        };
        names::is_document(file) && self.disk.read(file).is_ok_and(holds) && is_ours()
    }

    fn files_in(&self, folders: &[PathBuf]) -> Vec<PathBuf> {
        let entries = folders
            .iter()
            .flat_map(|folder| self.disk.list(folder).unwrap_or_default());
        entries
            .filter(|entry| entry.kind == Kind::File && names::is_document(&entry.path))
            .map(|entry| entry.path)
            .collect()
    }
}

fn failed(sentence: String) -> Error {
    Error::new(Code::Failed, sentence)
}
