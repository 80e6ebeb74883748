//! Opening and closing documents. What is opened is a regular Markdown or text file of at most
//! 16 MB; who it is is known by its path, else by the content of a file that has gone.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::Workspace;
use super::desk::Desk;
use super::document::{OpenedDocument, Snapshot, WrittenBy};
use super::events::{Origin, What};
use super::moments::Moment;
use super::reconcile::Presence;
use super::recover::Recovered;
use super::schedule::Times;
use super::sheet::{Filed, JournalEnd, Sheet, SheetState, lock};
use super::under_way::UnderWay;
use super::{names, title};
use crate::check::Examination;
use crate::check::RuleBook;
use crate::disk::{Kind, Stat, read_problem};
use crate::error::{Code, Error, Result};
use crate::model::{DocumentId, Hash, NotText, Text, Timestamp, VersionKind};

/// The largest file that is opened, in bytes.
const LARGEST: u64 = 16 << 20;
/// The longest line that is opened, in bytes: a window lays a line out as a whole, and one of millions
/// of letters would hold it up for half a minute.
const LONGEST_LINE: usize = 500_000;
/// The longest text that is examined before its editor has it, in bytes; a longer one is examined
/// right after.
const EXAMINED_AT_ONCE: usize = 1 << 18;

/// A file as it was read for opening.
struct ReadFile {
    path: PathBuf,
    text: Arc<Text>,
    /// Hash of the bytes, which are not those of the text when it is read-only.
    hash: Hash,
    stat: Stat,
    read_only: Option<String>,
}

impl Workspace {
    /// Asks for a file and opens it; `None` when the writer left the dialog.
    pub fn choose_document(&self) -> Result<Option<OpenedDocument>> {
        match self.desk.desktop.pick_document() {
            Some(path) => self.desk.open_path(&path).map(Some),
            None => Ok(None),
        }
    }

    /// Opens a document that was seen before. One that is open already is handed out again, as its
    /// newest text: an editor holds it, or held it before the web view was loaded anew.
    pub fn open_document(&self, document: DocumentId) -> Result<OpenedDocument> {
        self.desk.open_document(document)
    }

    /// Opens the document of a file.
    pub fn open_path(&self, path: &Path) -> Result<OpenedDocument> {
        self.desk.open_path(path)
    }

    /// Keeps, writes and records what waits, then takes the document off the desk. What cannot be
    /// written comes back when it is opened again.
    pub fn close_document(&self, document: DocumentId) -> Result<()> {
        let sheet = self.desk.sheet(document)?;
        self.desk.close(&sheet);
        Ok(())
    }

    /// Finds the document of a file without opening it. A file that is gone is that of the document
    /// that was there last, whose moments are all kept.
    pub fn find_document(&self, path: &Path) -> Result<DocumentId> {
        match self.desk.read_file(path) {
            Ok(file) => self.desk.identify(&file.path, file.hash),
            Err(problem) if problem.code == Code::NotFound => {
                let known = self.desk.known_at(&self.desk.place_of_missing(path))?;
                known.ok_or(problem)
            }
            Err(problem) => Err(problem),
        }
    }
}

impl Desk {
    pub fn open_document(&self, document: DocumentId) -> Result<OpenedDocument> {
        let _opening = lock(&self.opening);
        if let Some(sheet) = self.open_sheet(document) {
            return Ok(self.hand_out_again(&sheet));
        }
        let path = self.path_of(document)?;
        match self.read_file(&path) {
            Ok(file) => self.open_file(document, file),
            Err(problem) if problem.code == Code::NotFound => {
                self.open_without_file(document, &path, problem)
            }
            Err(problem) => Err(problem),
        }
    }

    pub fn open_path(&self, path: &Path) -> Result<OpenedDocument> {
        let _opening = lock(&self.opening);
        if let Ok(real) = self.disk.canonical(path)
            && let Some(sheet) = self.sheet_of(&real)
        {
            return Ok(self.hand_out_again(&sheet));
        }
        let file = self.read_file(path)?;
        let document = self.identify(&file.path, file.hash)?;
        match self.open_sheet(document) {
            // The open document's file was moved here and nobody said so yet.
            Some(sheet) => {
                self.look(&sheet);
                Ok(self.hand_out_again(&sheet))
            }
            None => self.open_file(document, file),
        }
    }

    /// Returns where a file that is gone must have been: its folder without links, and its name.
    fn place_of_missing(&self, path: &Path) -> PathBuf {
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        match (self.disk.canonical(folder), path.file_name()) {
            (Ok(folder), Some(name)) => folder.join(name),
            _ => path.to_path_buf(),
        }
    }

    /// Reads a file for opening; every reason against it is a sentence.
    fn read_file(&self, path: &Path) -> Result<ReadFile> {
        let name = names::quoted(path);
        let refused = |sentence: String| Error::new(Code::Failed, sentence);
        let unreadable = |problem: std::io::Error| {
            let code = match problem.kind() {
                std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Code::NotFound,
                _ => Code::Failed,
            };
            Error::new(code, read_problem(&name, &problem))
        };
        let real = self.disk.canonical(path).map_err(unreadable)?;
        let stat = self.disk.stat(&real).map_err(unreadable)?;
        match stat.kind {
            Kind::File => {}
            Kind::Folder => {
                let sentence =
                    format!("{name} is a folder. Open it as a folder to see its documents.");
                return Err(refused(sentence));
            }
            Kind::Link | Kind::Other => {
                let sentence = format!("{name} is no ordinary file, so it was not opened.");
                return Err(refused(sentence));
            }
        }
        if !names::is_document(&real) {
            return Err(refused(format!(
                "{name} was not opened: Sixpager opens Markdown and text files (.md, .markdown, .txt)."
            )));
        }
        if stat.length > LARGEST {
            return Err(refused(format!(
                "{name} is larger than 16 MB, so it was not opened. Split it first; nothing was changed."
            )));
        }
        let bytes = self.disk.read(&real).map_err(unreadable)?;
        if bytes
            .split(|byte| matches!(byte, b'\n' | b'\r'))
            .any(|line| line.len() > LONGEST_LINE)
        {
            return Err(refused(format!(
                "{name} has a line of more than 500,000 characters, which no window can show in time, so it was not opened. Nothing was changed; break the line in another program first."
            )));
        }
        let hash = Hash::of(&bytes);
        let (text, mut read_only) = as_text(bytes, &name);
        if stat.read_only && read_only.is_none() {
            read_only = Some(format!(
                "{name} may not be written, so it is open for reading only. Save as makes a copy that you can change."
            ));
        }
        Ok(ReadFile {
            path: real,
            text: Arc::new(text),
            hash,
            stat,
            read_only,
        })
    }

    fn open_file(&self, document: DocumentId, file: ReadFile) -> Result<OpenedDocument> {
        let mut state = self.state_of(&file.path, file.text.clone(), file.stat.modified);
        state.read_only = file.read_only;
        state.undo_leads_here = self
            .file_hash(document)
            .is_ok_and(|known| known == Some(file.hash));
        let mut notices = Vec::new();
        if state.read_only.is_none() {
            let recovered = self.recover(document, Some(&file.text));
            notices.extend(self.take_up(&mut state, recovered));
        } else {
            notices.extend(self.put_beside(document, &mut state));
        }
        if let Some(problem) = title::front_matter_problem(file.text.as_str()) {
            notices.push(problem);
        }
        // A store that fails here knows the document less well after the next move, nothing else.
        let _ = self.store_path(document, &file.path);
        let _ = self.store.set_file_hash(document, file.hash);
        notices.extend(self.mistakes_of(&state.snapshot.book));
        Ok(self.lay_down(document, state, notices))
    }

    /// Opens a document whose file is gone: follows it, else shows the text that is kept.
    fn open_without_file(
        &self,
        document: DocumentId,
        path: &Path,
        gone: Error,
    ) -> Result<OpenedDocument> {
        let known = self.file_hash(document)?;
        if let Some(found) = known.and_then(|hash| self.find_moved(document, path, hash)) {
            let file = self.read_file(&found)?;
            return self.open_file(document, file);
        }
        let kept = match self.recover(document, None) {
            Recovered::Revived(text) => Some(text),
            _ => self.latest_text(document)?,
        };
        let Some(text) = kept else {
            return Err(gone);
        };
        let mut state = self.state_of(path, text.clone(), self.clock.now());
        // What the journal brought back is no moment yet; anything else is, and is skipped.
        let moment = Moment::new(text, VersionKind::Writing, "Recovered");
        state.keep_moment(moment, self.clock.tick());
        state.file.presence = Presence::Missing;
        state.bar_or_free();
        let sentence = format!(
            "The file {} is gone. This is its text as it was kept; Save puts it back.",
            names::quoted(path)
        );
        Ok(self.lay_down(document, state, vec![sentence]))
    }

    /// What is known of a text that was just read from its file.
    fn state_of(&self, path: &Path, text: Arc<Text>, modified: Timestamp) -> SheetState {
        let book = self.book_for(path.parent());
        let snapshot = self.read_for_opening(0, text.clone(), &book);
        let times = Times {
            unexamined: (!self.is_examined_at_once(&text)).then(|| self.clock.tick()),
            ..Times::default()
        };
        SheetState {
            path: path.to_path_buf(),
            revision: 0,
            read_only: None,
            file: Filed {
                hash: text.hash(),
                text: text.clone(),
                revision: 0,
                at: modified,
                presence: Presence::Present,
            },
            text,
            journal: JournalEnd::default(),
            times,
            keep_trouble: None,
            save_trouble: None,
            under_way: None,
            late: None,
            waiting: Default::default(),
            clash: None,
            barred: None,
            moments: Vec::new(),
            found_is_kept: false,
            undo_leads_here: false,
            snapshot,
            said: None,
        }
    }

    fn lay_down(
        &self,
        document: DocumentId,
        state: SheetState,
        notices: Vec<String>,
    ) -> OpenedDocument {
        let path = state.path.clone();
        let sheet = Arc::new(Sheet::new(document, state));
        self.lay(sheet.clone());
        self.keep(&sheet);
        self.remember_opened(document);
        self.watch_document(&path);
        // Between reading and watching nobody would have said that the file changed.
        self.mark_for_look(&sheet);
        self.hand_out(&sheet, notices)
    }

    /// Hands an open document out to an editor that knows nothing of it.
    fn hand_out_again(&self, sheet: &Sheet) -> OpenedDocument {
        self.renew_proposal(sheet);
        self.remember_opened(sheet.id);
        self.hand_out(sheet, Vec::new())
    }

    /// A proposal that an editor took with it goes to the next one, moved over what was typed
    /// since. It keeps its number, so that it counts from whichever of the two it comes back. One
    /// that cannot be moved is dropped: the file is looked at again, and a moment holds its text.
    fn renew_proposal(&self, sheet: &Sheet) {
        let dropped = {
            let mut state = sheet.state();
            let revision = state.revision;
            state.times.answer = None;
            let fits = |under_way: &mut UnderWay| under_way.move_to(revision);
            if state.under_way.as_mut().is_none_or(fits) {
                return;
            }
            state.under_way.take()
        };
        let Some(dropped) = dropped else { return };
        self.look(sheet);
        if matches!(dropped.proposal.origin, Origin::Recovery | Origin::Restore) {
            let sentence = "A text that was to come back is not in the editor; history has it.";
            self.notice(Some(sheet.id), sentence);
        }
    }

    fn hand_out(&self, sheet: &Sheet, notices: Vec<String>) -> OpenedDocument {
        let conflict = self.conflict(sheet);
        let (undo, undo_back, since_undo) = match self.undo_of(sheet) {
            Some(undo) => (Some(undo.json), undo.back, undo.since),
            None => (None, Vec::new(), WrittenBy::Writer),
        };
        let snapshot = self.fresh_snapshot(sheet);
        let mut state = sheet.state();
        let saving = state.saving();
        state.said = Some(saving.clone());
        OpenedDocument {
            summary: self.summary(sheet.id, &state),
            read_only: state.read_only.clone(),
            undo,
            undo_back,
            since_undo,
            saving,
            notices,
            conflict,
            proposal: state
                .under_way
                .as_ref()
                .map(|under_way| under_way.proposal.clone()),
            snapshot,
        }
    }

    /// Returns the newest text, examined unless that is not waited for.
    fn fresh_snapshot(&self, sheet: &Sheet) -> Snapshot {
        let (revision, text, known) = {
            let state = sheet.state();
            (state.revision, state.text.clone(), state.snapshot.clone())
        };
        if known.revision == revision && known.text.hash() == text.hash() {
            return known;
        }
        self.read_for_opening(revision, text, &known.book)
    }

    /// Whether an editor waits for the examination of a text: not for a long one, and not for the
    /// first one after the start.
    fn is_examined_at_once(&self, text: &Text) -> bool {
        text.len() <= EXAMINED_AT_ONCE && self.patterns.load(Ordering::Relaxed)
    }

    /// Reads a text as a reader would, unless that is not waited for.
    fn read_for_opening(&self, revision: u32, text: Arc<Text>, book: &Arc<RuleBook>) -> Snapshot {
        if self.is_examined_at_once(&text) {
            return self.read_as_reader(revision, text, book);
        }
        Snapshot {
            revision,
            book: book.clone(),
            examination: Arc::new(Examination {
                unread: true,
                ..Examination::default()
            }),
            status: title::status(text.as_str()),
            minutes: 1,
            text,
        }
    }

    /// Keeps, writes and records what waits, then takes the document off the desk.
    pub fn close(&self, sheet: &Arc<Sheet>) {
        let _opening = lock(&self.opening);
        self.save(sheet);
        self.record_closing(sheet);
        self.clear_spent_journal(sheet);
        let (saving, path) = {
            let state = sheet.state();
            let unsaved = state.is_dirty() && state.read_only.is_none();
            (unsaved.then(|| state.saving()), state.path.clone())
        };
        self.take_off(sheet.id);
        self.forget_opened(sheet.id);
        self.unwatch_document(&path);
        if saving.is_some() {
            let sentence = format!(
                "{} could not be written. Your text is kept and comes back when you open it again.",
                names::quoted(&path)
            );
            self.events.tell(Some(sheet.id), What::Noticed(sentence));
        }
    }
}

/// Takes a file's bytes as a text; what is no text is shown as far as it can be, for reading only.
fn as_text(bytes: Vec<u8>, name: &str) -> (Text, Option<String>) {
    let problem = match Text::new(bytes.clone()) {
        Ok(text) => return (text, None),
        Err(problem) => problem,
    };
    let what = match problem {
        NotText::NotUtf8 { .. } => "is not in UTF-8",
        NotText::Nul { .. } => "holds bytes that are no text",
        NotText::TooLong => "is too long",
    };
    let shown = String::from_utf8_lossy(&bytes).replace('\0', "\u{fffd}");
    let sentence = format!(
        "{name} {what}, so it is open for reading only and stays as it is. Convert it to UTF-8 to change it."
    );
    (Text::from_editor(&shown), Some(sentence))
}
