//! The opened folders and the documents in them.

use std::path::{Path, PathBuf};

use super::desk::Desk;
use super::document::DocumentSummary;
use super::events::What;
use super::sheet::lock;
use super::{Workspace, names, places, title};
use crate::disk::Kind;
use crate::error::Result;
use crate::model::{DocumentId, FolderId, Hash, Text, Timestamp};

/// Documents that are listed of one folder, at most.
const LISTED: usize = 2_000;
/// Files that are read before a session begins, at most, to list them.
const LISTED_AT_ONCE: usize = 100;
/// Folders below an opened one that are looked into.
const DEEPEST: usize = 6;
/// Names in folders that are looked at, at most, so that a home folder is no trap.
const LOOKED_AT: usize = 20_000;
/// The longest file whose title is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// An opened folder with its documents.
#[derive(Clone, Debug)]
pub struct LibraryFolder {
    /// The folder.
    pub folder: FolderId,
    /// Where it is.
    pub path: PathBuf,
    /// The same for display, shortened with `~`.
    pub shown: String,
    /// Its documents by name, those in folders below included.
    pub documents: Vec<DocumentSummary>,
    /// Why it cannot be listed, or not in full, as a sentence.
    pub problem: Option<String>,
}

/// A document whose file was listed, with what need not be read again while the file is the same.
#[derive(Clone, Debug)]
pub struct Listed {
    length: u64,
    modified: Timestamp,
    document: DocumentId,
    title: Option<String>,
}

impl Workspace {
    /// Asks for a folder and opens it; `None` when the writer left the dialog.
    pub fn choose_folder(&self) -> Result<Option<LibraryFolder>> {
        match self.desk.desktop.pick_folder("Open a folder") {
            Some(folder) => self.desk.open_folder(&folder).map(Some),
            None => Ok(None),
        }
    }

    /// Takes a folder out of the library; its files stay as they are.
    pub fn close_folder(&self, folder: FolderId) -> Result<()> {
        let known = self.desk.store.folders()?;
        self.desk.store.close_folder(folder)?;
        if let Some(closed) = known.into_iter().find(|known| known.id == folder) {
            self.desk.unwatch_tree(&closed.path);
        }
        self.desk.events.tell(None, What::LibraryChanged);
        Ok(())
    }

    /// Lists the documents of the opened folders.
    pub fn list_library(&self) -> Result<Vec<LibraryFolder>> {
        Ok(self.desk.list_library())
    }
}

impl Desk {
    /// Opens a folder: its documents are listed and watched from now on.
    pub fn open_folder(&self, folder: &Path) -> Result<LibraryFolder> {
        let path = self.real_folder(folder)?;
        let id = self.store.open_folder(&path, self.clock.now())?;
        self.watch_tree(&path);
        self.events.tell(None, What::LibraryChanged);
        Ok(self.list_folder(id, path))
    }

    /// Returns the opened folders, the first one opened first.
    pub fn opened_folders(&self) -> Vec<PathBuf> {
        let folders = self.store.folders().unwrap_or_default();
        folders.into_iter().map(|folder| folder.path).collect()
    }

    /// Tells whether a path lies in an opened folder and could be a document or a folder of some.
    pub fn is_in_library(&self, path: &Path) -> bool {
        let may_matter = names::is_document(path) || path.extension().is_none();
        may_matter
            && self
                .opened_folders()
                .iter()
                .any(|folder| path.starts_with(folder))
    }

    /// Lists the opened folders with their documents.
    pub fn list_library(&self) -> Vec<LibraryFolder> {
        let folders = self.store.folders().unwrap_or_default();
        let list = |folder: crate::store::OpenedFolder| self.list_folder(folder.id, folder.path);
        folders.into_iter().map(list).collect()
    }

    /// Lists the opened folders for the beginning of a session. Folders that hold much are listed
    /// after it: their documents are told by `LibraryChanged`.
    pub fn list_library_soon(&self) -> Vec<LibraryFolder> {
        let known = lock(&self.visit).listed.len();
        if self.library_files().len() <= LISTED_AT_ONCE + known {
            return self.list_library();
        }
        let folders = self.store.folders().unwrap_or_default();
        let unlisted = |folder: crate::store::OpenedFolder| LibraryFolder {
            folder: folder.id,
            shown: places::shown(&folder.path, &self.home),
            path: folder.path,
            documents: Vec::new(),
            problem: None,
        };
        self.events.tell(None, What::LibraryChanged);
        folders.into_iter().map(unlisted).collect()
    }

    /// Returns the files of the library that could be documents.
    pub fn library_files(&self) -> Vec<PathBuf> {
        let walk = |folder: &PathBuf| self.walk(folder).files;
        self.opened_folders().iter().flat_map(walk).collect()
    }

    fn list_folder(&self, folder: FolderId, path: PathBuf) -> LibraryFolder {
        let walked = self.walk(&path);
        let mut documents: Vec<DocumentSummary> = walked
            .files
            .iter()
            .filter_map(|file| self.list_file(file))
            .collect();
        documents
            .sort_by_cached_key(|document| (document.name.to_lowercase(), document.path.clone()));
        LibraryFolder {
            folder,
            shown: places::shown(&path, &self.home),
            path,
            documents,
            problem: walked.problem,
        }
    }

    fn walk(&self, folder: &Path) -> Walked {
        let mut walked = Walked::default();
        let mut folders = vec![(folder.to_path_buf(), 0)];
        let mut looked_at = 0;
        while let Some((folder, depth)) = folders.pop() {
            let entries = match self.disk.list(&folder) {
                Ok(entries) => entries,
                Err(problem) if depth == 0 => {
                    let shown = places::shown(&folder, &self.home);
                    walked.problem = Some(format!("{shown} cannot be listed ({problem})."));
                    continue;
                }
                // One closed folder below does not hide the others.
                Err(_) => continue,
            };
            for entry in entries {
                looked_at += 1;
                if entry.name.as_encoded_bytes().starts_with(b".") {
                    continue;
                }
                match entry.kind {
                    Kind::File if names::is_document(&entry.path) => walked.files.push(entry.path),
                    Kind::Folder if depth < DEEPEST => folders.push((entry.path, depth + 1)),
                    _ => {}
                }
            }
            if walked.files.len() > LISTED || looked_at > LOOKED_AT {
                walked.files.truncate(LISTED);
                let sentence = "The folder holds more than is listed here. Open a folder below it to see the rest.";
                walked.problem = Some(sentence.into());
                break;
            }
        }
        walked
    }

    /// Describes a file of the library, reading it only when it changed since the last time.
    fn list_file(&self, path: &Path) -> Option<DocumentSummary> {
        if let Some(sheet) = self.sheet_of(path) {
            let summary = self.summary(sheet.id, &sheet.state());
            return Some(summary);
        }
        let stat = self.disk.stat(path).ok()?;
        let known = lock(&self.visit).listed.get(path).cloned();
        let fresh =
            known.filter(|known| known.length == stat.length && known.modified == stat.modified);
        let listed = match fresh {
            Some(listed) => listed,
            None => {
                let listed = self.read_listed(path, stat.length, stat.modified)?;
                let mut visit = lock(&self.visit);
                visit.listed.insert(path.to_path_buf(), listed.clone());
                listed
            }
        };
        let name = names::shown(path);
        Some(DocumentSummary {
            document: listed.document,
            title: listed.title.unwrap_or_else(|| name.clone()),
            name,
            folder: self.shown_folder(path),
            modified: stat.modified,
            missing: false,
            path: path.to_path_buf(),
        })
    }

    fn read_listed(&self, path: &Path, length: u64, modified: Timestamp) -> Option<Listed> {
        let bytes = match length {
            0..=LONGEST => self.disk.read(path).ok()?,
            _ => Vec::new(),
        };
        let document = match self.known_at(path).ok()? {
            Some(document) => document,
            None => self.identify(path, Hash::of(&bytes)).ok()?,
        };
        let text = Text::new(bytes).ok();
        Some(Listed {
            length,
            modified,
            document,
            title: text.and_then(|text| title::of(text.as_str())),
        })
    }

    /// Describes a document that is not open, from what is known of it.
    pub fn list_known(&self, document: DocumentId) -> Option<DocumentSummary> {
        if let Some(sheet) = self.open_sheet(document) {
            let summary = self.summary(document, &sheet.state());
            return Some(summary);
        }
        let path = self.path_of(document).ok()?;
        let listed = self.list_file(&path);
        listed.or_else(|| {
            let name = names::shown(&path);
            Some(DocumentSummary {
                document,
                title: name.clone(),
                name,
                folder: self.shown_folder(&path),
                modified: Timestamp::default(),
                missing: true,
                path: path.clone(),
            })
        })
    }
}

#[derive(Default)]
struct Walked {
    files: Vec<PathBuf>,
    problem: Option<String>,
}
