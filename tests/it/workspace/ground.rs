//! The ground that workspace tests stand on: a folder of their own, a clock stepped by hand, a
//! desktop that answers from lists, a disk that can be full, and an editor of a few lines.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use sixpager_core::Result;
use sixpager_core::disk::{Access, Disk, Entry, OpenFile, RealDisk, Stat};
use sixpager_core::model::{DocumentId, EditorChange, Timestamp, Version};
use sixpager_core::workspace::{
    Awake, Clock, ConflictChoice, Desktop, Edit, Event, LocalTime, OpenedDocument, Proposal,
    SavingState, Setup, Tick, What, Workspace,
};

/// 24 November 2026, 10:58 by the clock of the tests.
const MORNING: i64 = 1_795_517_880_000;

pub struct Ground {
    folder: tempfile::TempDir,
    pub clock: Arc<HandClock>,
    pub desktop: Arc<HandDesktop>,
    pub disk: Arc<FullDisk>,
    events: Arc<Mutex<Vec<Event>>>,
    workspace: Option<Workspace>,
    pub store_path: PathBuf,
}

impl Ground {
    pub fn new() -> Ground {
        let folder = tempfile::tempdir().unwrap();
        let store_path = folder.path().join("data/sixpager.db");
        let mut ground = Ground {
            folder,
            clock: Arc::default(),
            desktop: Arc::default(),
            disk: Arc::default(),
            events: Arc::default(),
            workspace: None,
            store_path,
        };
        std::fs::create_dir(ground.path("memos")).unwrap();
        ground.start();
        ground
    }

    pub fn setup(&self) -> Setup {
        let events = self.events.clone();
        Setup {
            store_path: self.store_path.clone(),
            home: self.root(),
            documents_folder: self.root().join("Documents/Sixpager"),
            config_folder: Some(self.root().join("config")),
            disk: self.disk.clone(),
            desktop: self.desktop.clone(),
            clock: self.clock.clone(),
            listener: Arc::new(move |event| events.lock().unwrap().push(event)),
        }
    }

    pub fn start(&mut self) {
        self.workspace = Some(Workspace::by_hand(self.setup()));
    }

    /// Ends the program without a word, as a crash does.
    pub fn end(&mut self) {
        self.workspace = None;
        self.events.lock().unwrap().clear();
    }

    /// Ends the program without a word and starts it again.
    pub fn kill(&mut self) {
        self.end();
        self.start();
    }

    pub fn workspace(&self) -> &Workspace {
        self.workspace.as_ref().unwrap()
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        String::from_utf8(std::fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// Makes a file and opens it.
    pub fn document(&self, name: &str, text: &str) -> Editor {
        self.write(name, text);
        self.open(name)
    }

    pub fn open(&self, name: &str) -> Editor {
        Editor::of(self.workspace().open_path(&self.path(name)).unwrap())
    }

    /// Writes a file as another program does, and lets it be noticed.
    pub fn write_outside(&self, name: &str, text: &str) {
        let path = self.write(name, text);
        self.workspace().files_changed(&[path]);
        self.workspace().step();
    }

    /// Deletes a file as another program does, and lets it be noticed.
    pub fn delete_outside(&self, name: &str) {
        let path = self.path(name);
        std::fs::remove_file(&path).unwrap();
        self.workspace().files_changed(&[path]);
        self.workspace().step();
    }

    /// Moves a file as another program does, and lets it be noticed.
    pub fn move_outside(&self, from: &str, to: &str) {
        let (from, to) = (self.path(from), self.path(to));
        std::fs::rename(&from, &to).unwrap();
        self.workspace().files_changed(&[from, to]);
        self.workspace().step();
    }

    /// Lets time pass and does what is due.
    pub fn pass(&self, milliseconds: u64) {
        self.clock.pass(milliseconds);
        self.workspace().step();
    }

    /// Takes what was told since the last time.
    pub fn told(&self) -> Vec<What> {
        let mut events = self.events.lock().unwrap();
        events.drain(..).map(|event| event.what).collect()
    }

    /// Tells whether something like it was told since the last time.
    pub fn has_told(&self, is_it: impl Fn(&What) -> bool) -> bool {
        self.told().iter().any(is_it)
    }

    /// Tells whether the writer was given a choice since the last time.
    pub fn has_conflict(&self) -> bool {
        self.has_told(|what| matches!(what, What::ConflictFound(_)))
    }

    /// Answers the choice that a document waits for.
    #[track_caller]
    pub fn choose(&self, editor: &Editor, choice: ConflictChoice) {
        let answered = self.workspace().answer_conflict(editor.document, choice);
        answered.unwrap();
    }

    pub fn proposals(&self) -> Vec<Proposal> {
        let proposal = |what| match what {
            What::ChangeProposed(proposal) => Some(proposal),
            _ => None,
        };
        self.told().into_iter().filter_map(proposal).collect()
    }

    #[track_caller]
    pub fn proposal(&self) -> Proposal {
        let mut proposals = self.proposals();
        assert_eq!(proposals.len(), 1, "one proposal is told");
        proposals.remove(0)
    }

    /// Returns the kinds of a document's moments, oldest first, as words.
    pub fn moments(&self, document: DocumentId) -> Vec<String> {
        let versions = self.versions(document);
        let name = |version: &Version| version.kind.name().to_owned();
        versions.iter().map(name).collect()
    }

    /// Returns a document's moments, oldest first.
    pub fn versions(&self, document: DocumentId) -> Vec<Version> {
        let mut versions = self.workspace().list_versions(document).unwrap();
        versions.reverse();
        versions
    }

    pub fn version_text(&self, version: &Version) -> String {
        let text = self
            .workspace()
            .version_text(version.document, version.id)
            .unwrap();
        text.as_str().to_owned()
    }

    pub fn state(&self, editor: &Editor) -> SavingState {
        self.workspace()
            .open_document(editor.document)
            .unwrap()
            .saving
            .state
    }
}

/// An editor of one document: it has what the core sent and sends what it does.
pub struct Editor {
    pub document: DocumentId,
    pub revision: u32,
    pub opened: OpenedDocument,
    text: Vec<u16>,
    before: Vec<Vec<u16>>,
}

impl Editor {
    pub fn of(opened: OpenedDocument) -> Editor {
        let text = opened.snapshot.text.editor_text();
        Editor {
            document: opened.summary.document,
            revision: opened.snapshot.revision,
            text: text.encode_utf16().collect(),
            before: Vec::new(),
            opened,
        }
    }

    pub fn text(&self) -> String {
        String::from_utf16(&self.text).unwrap()
    }

    pub fn length(&self) -> u32 {
        self.text.len() as u32
    }

    /// Types at the end.
    pub fn write(&mut self, ground: &Ground, words: &str) {
        let end = self.length();
        let change = EditorChange::new(end, end, words);
        self.send(ground, vec![change], None).unwrap();
    }

    pub fn replace(&mut self, ground: &Ground, from: u32, to: u32, insert: &str) {
        let change = EditorChange::new(from, to, insert);
        self.send(ground, vec![change], None).unwrap();
    }

    /// Carries out a proposal that starts from the text of now.
    #[track_caller]
    pub fn carry_out(&mut self, ground: &Ground, proposal: &Proposal) {
        assert_eq!(proposal.revision, self.revision, "nothing was typed since");
        let number = Some(proposal.proposal);
        self.send(ground, proposal.changes.clone(), number).unwrap();
    }

    /// Takes the last step back, as one edit of what differs.
    pub fn undo(&mut self, ground: &Ground) {
        let old = self.before.pop().unwrap();
        let same = |pairs: &mut dyn Iterator<Item = (&u16, &u16)>| {
            pairs.take_while(|(left, right)| left == right).count()
        };
        let start = same(&mut old.iter().zip(&self.text));
        let most = old.len().min(self.text.len()) - start;
        let end = same(&mut old.iter().rev().zip(self.text.iter().rev()).take(most));
        let insert = String::from_utf16(&old[start..old.len() - end]).unwrap();
        let to = self.text.len() - end;
        let change = EditorChange::new(start as u32, to as u32, insert);
        self.send(ground, vec![change], None).unwrap();
        self.before.pop();
    }

    pub fn send(
        &mut self,
        ground: &Ground,
        changes: Vec<EditorChange>,
        proposal: Option<u32>,
    ) -> Result<u32> {
        let mut text = self.text.clone();
        for change in changes.iter().rev() {
            let insert = change.insert.encode_utf16();
            text.splice(change.from as usize..change.to as usize, insert);
        }
        let edit = Edit {
            base: self.revision,
            changes,
            length: text.len() as u32,
            proposal,
        };
        self.revision = ground.workspace().edit_document(self.document, &edit)?;
        self.before.push(std::mem::replace(&mut self.text, text));
        Ok(self.revision)
    }

    pub fn close(&self, ground: &Ground) {
        ground.workspace().close_document(self.document).unwrap();
    }
}

/// A clock that only tests move.
pub struct HandClock {
    tick: AtomicU64,
    now: AtomicI64,
}

impl Default for HandClock {
    fn default() -> HandClock {
        HandClock {
            tick: AtomicU64::new(0),
            now: AtomicI64::new(MORNING),
        }
    }
}

impl HandClock {
    pub fn pass(&self, milliseconds: u64) {
        self.tick.fetch_add(milliseconds, Ordering::Relaxed);
        self.now.fetch_add(milliseconds as i64, Ordering::Relaxed);
    }

    /// Sets the wall clock back, as a person or a server does.
    pub fn set_back(&self, milliseconds: i64) {
        self.now.fetch_sub(milliseconds, Ordering::Relaxed);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.now.load(Ordering::Relaxed))
    }

    fn tick(&self) -> Tick {
        Tick(self.tick.load(Ordering::Relaxed))
    }

    fn local(&self, at: Timestamp) -> LocalTime {
        let minutes = 10 * 60 + 58 + (at.0 - MORNING) / 60_000;
        LocalTime {
            year: 2026,
            month: 11,
            day: 24 + (minutes / 1_440) as i8,
            hour: (minutes / 60 % 24) as i8,
            minute: (minutes % 60) as i8,
        }
    }
}

/// A desktop that answers dialogs from a list and remembers what it was asked to do.
#[derive(Default)]
pub struct HandDesktop {
    answers: Mutex<VecDeque<Option<PathBuf>>>,
    done: Mutex<Vec<String>>,
    /// Why it shows no file; it has no file manager then.
    pub no_file_manager: Mutex<Option<&'static str>>,
}

impl HandDesktop {
    pub fn answer(&self, path: impl Into<PathBuf>) {
        self.answers.lock().unwrap().push_back(Some(path.into()));
    }

    /// What it was asked to do, in order.
    pub fn done(&self) -> Vec<String> {
        std::mem::take(&mut self.done.lock().unwrap())
    }

    fn next(&self) -> Option<PathBuf> {
        self.answers.lock().unwrap().pop_front().flatten()
    }

    fn note(&self, what: String) -> std::result::Result<(), String> {
        self.done.lock().unwrap().push(what);
        Ok(())
    }
}

impl Desktop for HandDesktop {
    fn pick_document(&self) -> Option<PathBuf> {
        self.next()
    }

    fn pick_folder(&self, _question: &str) -> Option<PathBuf> {
        self.next()
    }

    fn pick_save_path(&self, _folder: &Path, _name: &str) -> Option<PathBuf> {
        self.next()
    }

    fn trash(&self, path: &Path) -> std::result::Result<(), String> {
        std::fs::remove_file(path).map_err(|problem| problem.to_string())?;
        self.note(format!("trash {}", name(path)))
    }

    fn reveal(&self, path: &Path) -> std::result::Result<(), String> {
        match *self.no_file_manager.lock().unwrap() {
            Some(problem) => Err(problem.to_owned()),
            None => self.note(format!("reveal {}", name(path))),
        }
    }

    fn open_link(&self, address: &str) -> std::result::Result<(), String> {
        self.note(format!("open {address}"))
    }

    fn keep_awake(&self, awake: Awake) -> std::result::Result<(), String> {
        self.note(format!("{awake:?}"))
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The computer's disk, which can be told to be full, or to be written by another program in the
/// gap between a save's last look and its end.
#[derive(Default)]
pub struct FullDisk {
    pub full: AtomicBool,
    /// What the other program writes; after that no file can be swapped back.
    pub in_the_gap: Mutex<Option<&'static str>>,
    /// What happens while a file is read, once.
    pub while_reading: Mutex<Option<Box<dyn FnOnce() + Send>>>,
    /// The next file that is to be made ends in a panic, as a mistake of ours would.
    pub panics: AtomicBool,
    no_swap: AtomicBool,
    disk: RealDisk,
}

impl Disk for FullDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let meanwhile = self.while_reading.lock().unwrap().take();
        if let Some(meanwhile) = meanwhile {
            meanwhile();
        }
        self.disk.read(path)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.disk.stat(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.disk.canonical(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.disk.list(folder)
    }

    fn create_new(&self, path: &Path, access: Access) -> io::Result<Box<dyn OpenFile>> {
        if self.panics.swap(false, Ordering::Relaxed) {
            panic!("a test says so");
        }
        if self.full.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.disk.create_new(path, access)
    }

    fn open_in_place(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        self.disk.open_in_place(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename_new(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        if self.no_swap.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Other.into());
        }
        if let Some(theirs) = self.in_the_gap.lock().unwrap().take() {
            std::fs::write(other, theirs)?;
            self.no_swap.store(true, Ordering::Relaxed);
        }
        self.disk.exchange(one, other)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.sync_folder(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.create_folder(folder)
    }
}
