//! What a window needs to draw itself for the first time, and what the writer chose for good.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::desk::Desk;
use super::document::{DocumentSummary, OpenedDocument};
use super::events::What;
use super::library::{LibraryFolder, Listed};
use super::sheet::lock;
use super::{Workspace, places, threads};
use crate::disk::Kind;
use crate::error::{Code, Error, Result};
use crate::model::{DocumentId, ReadingId};
use crate::store::Store;
use crate::template::Template;

/// What a window needs to draw itself for the first time.
#[derive(Clone, Debug)]
pub struct Session {
    /// The writer's choices.
    pub settings: Settings,
    /// Documents opened lately, newest first.
    pub recent: Vec<DocumentSummary>,
    /// The opened folders.
    pub folders: Vec<LibraryFolder>,
    /// Kinds of documents to begin.
    pub templates: Vec<Template>,
    /// The document that was asked for, was open before, or has words to recover.
    pub opened: Option<OpenedDocument>,
    /// Sentences to show: a store that cannot be opened, a file that was not found.
    pub notices: Vec<String>,
    /// Version of the program.
    pub app_version: &'static str,
    /// Where new documents go.
    pub documents_folder: PathBuf,
    /// The same for display, shortened with `~`.
    pub documents_folder_shown: String,
}

/// The writer's choices.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Minutes of reading a page: 2 to 5.
    pub minutes_per_page: f32,
    /// Whether spelling is checked.
    pub spelling: bool,
    /// Panels that were open: `library`, `remarks`, `guide`, `questions`, `history`.
    pub open_panels: Vec<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: "system".into(),
            minutes_per_page: 3.0,
            spelling: true,
            open_panels: Vec::new(),
        }
    }
}

/// Recent documents that are shown.
const RECENT: u32 = 20;
const THEMES: [&str; 3] = ["system", "light", "dark"];
const PANELS: [&str; 5] = ["library", "remarks", "guide", "questions", "history"];
const DOCUMENTS_FOLDER: &str = "documents-folder";
const FOLDER_SAID: &str = "documents-folder-said";

/// What is true while the program runs, of no single document.
pub struct Visit {
    /// The writer's choices.
    pub settings: Settings,
    /// The document opened last and not closed.
    pub current: Option<DocumentId>,
    /// Silent reads that are running.
    pub readings: Vec<ReadingId>,
    /// What need not be read again to list files.
    pub listed: HashMap<PathBuf, Listed>,
    /// Sentences that each beginning of the session says.
    pub notices: Vec<String>,
    begun: bool,
    documents_folder: PathBuf,
    requested: Option<PathBuf>,
}

impl Visit {
    /// Takes up the choices that are stored.
    pub fn new(documents_folder: PathBuf, store: &Store, notices: Vec<String>) -> Visit {
        let chosen = store.setting(DOCUMENTS_FOLDER).ok().flatten();
        Visit {
            settings: Settings::stored(store),
            current: None,
            readings: Vec::new(),
            listed: HashMap::new(),
            begun: false,
            documents_folder: chosen.map_or(documents_folder, PathBuf::from),
            requested: None,
            notices,
        }
    }
}

impl Workspace {
    /// Begins a session, or begins it again when the web view was loaded anew: then the document
    /// that was open is handed out as its newest text.
    pub fn start_session(&self) -> Result<Session> {
        let desk = &self.desk;
        let _beginning = lock(&desk.beginning);
        let (requested, current, mut notices) = {
            let mut visit = lock(&desk.visit);
            visit.begun = true;
            let notices = visit.notices.clone();
            (visit.requested.take(), visit.current, notices)
        };
        let opened = desk.open_first(requested, current, &mut notices);
        if opened.is_none() && !desk.patterns.load(Ordering::Relaxed) {
            threads::prepare_patterns(desk);
        }
        let (settings, documents_folder) = {
            let visit = lock(&desk.visit);
            (visit.settings.clone(), visit.documents_folder.clone())
        };
        let recent = desk.store.recent(RECENT).unwrap_or_default();
        Ok(Session {
            settings,
            recent: recent
                .iter()
                .filter_map(|id| desk.list_known(*id))
                .collect(),
            folders: desk.list_library_soon(),
            templates: desk.book_for_new().templates().to_vec(),
            opened,
            notices,
            app_version: env!("CARGO_PKG_VERSION"),
            documents_folder_shown: places::shown(&documents_folder, &desk.home),
            documents_folder,
        })
    }

    /// Returns what went wrong when the workspace was set up: sentences about the store. With a
    /// store that cannot be opened, whatever is listed of the history is not what there is.
    pub fn notices(&self) -> Vec<String> {
        lock(&self.desk.visit).notices.clone()
    }

    /// Opens what was given by an argument, a drop or a second start: a document or a folder.
    /// Before the session has begun it waits for it; after that the window is told by
    /// `DocumentRequested`, `FolderRequested` or `Noticed`.
    pub fn request_document(&self, path: &Path) {
        {
            let mut visit = lock(&self.desk.visit);
            if !visit.begun {
                visit.requested = Some(path.to_path_buf());
                return;
            }
        }
        match self.desk.open_given(path) {
            Ok(Some(opened)) => {
                let document = opened.summary.document;
                let what = What::DocumentRequested(Box::new(opened));
                self.desk.events.tell(Some(document), what);
            }
            Ok(None) => self.desk.events.tell(None, What::FolderRequested),
            Err(problem) => self.desk.notice(None, problem.message),
        }
    }

    /// Returns the writer's choices.
    pub fn settings(&self) -> Settings {
        lock(&self.desk.visit).settings.clone()
    }

    /// Stores the writer's choices; what is out of range is brought into it.
    pub fn change_settings(&self, settings: Settings) -> Result<Settings> {
        let settings = settings.in_range();
        let pace = settings.minutes_per_page.to_string();
        let spelling = settings.spelling.to_string();
        let panels = settings.open_panels.join(",");
        self.desk.store.set_settings(&[
            ("theme", settings.theme.as_str()),
            ("minutes-per-page", &pace),
            ("spelling", &spelling),
            ("open-panels", &panels),
        ])?;
        lock(&self.desk.visit).settings = settings.clone();
        Ok(settings)
    }

    /// Asks where new documents go; `None` when the writer left the dialog.
    pub fn choose_documents_folder(&self) -> Result<Option<PathBuf>> {
        let question = "Where new documents go";
        let Some(folder) = self.desk.desktop.pick_folder(question) else {
            return Ok(None);
        };
        let folder = self.desk.real_folder(&folder)?;
        let path = folder.to_str().ok_or_else(|| {
            let sentence =
                "The folder's name is no text, so it cannot be remembered. Choose another one.";
            Error::new(Code::BadRequest, sentence)
        })?;
        self.desk
            .store
            .set_settings(&[(DOCUMENTS_FOLDER, path), (FOLDER_SAID, "true")])?;
        lock(&self.desk.visit).documents_folder = folder.clone();
        Ok(Some(folder))
    }

    /// Opens a web or mail address in the desktop's program for it; anything else is refused.
    pub fn open_link(&self, address: &str) -> Result<()> {
        let address = safe_address(address).ok_or_else(|| {
            let sentence = "Only web and mail addresses are opened; this is none.";
            Error::new(Code::BadRequest, sentence)
        })?;
        let opened = self.desk.desktop.open_link(&address);
        opened.map_err(|problem| {
            let sentence = format!("The address could not be opened ({problem}).");
            Error::new(Code::Failed, sentence)
        })
    }
}

impl Desk {
    /// Returns where new documents go.
    pub fn documents_folder(&self) -> PathBuf {
        lock(&self.visit).documents_folder.clone()
    }

    /// Returns what to say of the documents folder: something once, nothing ever after.
    pub fn say_documents_folder_once(&self, folder: &Path) -> Vec<String> {
        if matches!(self.store.setting(FOLDER_SAID), Ok(Some(_))) {
            return Vec::new();
        }
        // If this is not stored, it is said once more.
        let _ = self.store.set_settings(&[(FOLDER_SAID, "true")]);
        let shown = places::shown(folder, &self.home);
        vec![format!(
            "New documents are files in {shown}. You can choose another folder in the settings."
        )]
    }

    /// Opens what a session begins with: what was asked for, what was open, what has words to
    /// bring back.
    fn open_first(
        &self,
        requested: Option<PathBuf>,
        current: Option<DocumentId>,
        notices: &mut Vec<String>,
    ) -> Option<OpenedDocument> {
        if let Some(path) = requested {
            match self.open_given(&path) {
                Ok(Some(opened)) => return Some(opened),
                // A folder: the first page shows the library, and what was open stays open.
                Ok(None) => lock(&self.visit).settings.show("library"),
                Err(problem) => notices.push(problem.message),
            }
        }
        if let Some(current) = current {
            return self.open_document(current).ok();
        }
        let left = self.documents_with_journal();
        left.into_iter().find_map(|id| self.open_document(id).ok())
    }

    /// Opens a document, or a folder.
    fn open_given(&self, path: &Path) -> Result<Option<OpenedDocument>> {
        let stat = self.disk.stat(path);
        if stat.is_ok_and(|stat| stat.kind == Kind::Folder) {
            self.open_folder(path)?;
            return Ok(None);
        }
        self.open_path(path).map(Some)
    }
}

impl Settings {
    fn stored(store: &Store) -> Settings {
        let usual = Settings::default();
        let stored = |name: &str| store.setting(name).ok().flatten();
        let pace = stored("minutes-per-page").and_then(|pace| pace.parse().ok());
        let spelling = stored("spelling").and_then(|spelling| spelling.parse().ok());
        let panels = stored("open-panels");
        Settings {
            theme: stored("theme").unwrap_or(usual.theme),
            minutes_per_page: pace.unwrap_or(usual.minutes_per_page),
            spelling: spelling.unwrap_or(usual.spelling),
            open_panels: panels.map_or(usual.open_panels, |panels| {
                panels.split(',').map(str::to_owned).collect()
            }),
        }
        .in_range()
    }

    /// Counts a panel among those that are open.
    fn show(&mut self, panel: &str) {
        if !self.open_panels.iter().any(|open| open == panel) {
            self.open_panels.push(panel.to_owned());
        }
    }

    fn in_range(mut self) -> Settings {
        let usual = Settings::default();
        if !THEMES.contains(&self.theme.as_str()) {
            self.theme = usual.theme;
        }
        if !self.minutes_per_page.is_finite() {
            self.minutes_per_page = usual.minutes_per_page;
        }
        self.minutes_per_page = self.minutes_per_page.clamp(2.0, 5.0);
        let opened = std::mem::take(&mut self.open_panels);
        let is_open = |panel: &&str| opened.iter().any(|open| open == panel);
        self.open_panels = PANELS
            .into_iter()
            .filter(is_open)
            .map(str::to_owned)
            .collect();
        self
    }
}

/// Returns the address if it is one of the web or of mail; blanks around it and control characters
/// in it are taken out first, as browsers do.
fn safe_address(address: &str) -> Option<String> {
    let address: String = address
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.trim().to_ascii_lowercase();
    let is_safe = match scheme.as_str() {
        "http" | "https" => rest.starts_with("//") && rest.len() > 2,
        "mailto" => !rest.is_empty(),
        _ => false,
    };
    (is_safe && !rest.contains(char::is_whitespace)).then(|| format!("{scheme}:{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_are_safe() {
        let safe = |address: &str| safe_address(address);
        assert_eq!(safe(" HTTPS://a.b/c "), Some("https://a.b/c".into()));
        assert_eq!(safe("mailto:a@b.c"), Some("mailto:a@b.c".into()));
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\tscript:x",
            "\u{1}javascript:x",
            "file:///etc/passwd",
            "data:text/html,x",
            "\\\\127.0.0.1\\s",
            "https:",
            "//a.b",
            "a b",
            "ms-msdt:/id",
        ] {
            assert_eq!(safe(address), None, "{address}");
        }
    }

    #[test]
    fn settings_of_a_stranger_are_brought_into_range() {
        let settings = Settings {
            theme: "url(x)".into(),
            minutes_per_page: f32::NAN,
            spelling: false,
            open_panels: vec!["guide".into(), "x".into(), "library".into()],
        };
        let settings = settings.in_range();
        assert_eq!(settings.theme, "system");
        assert_eq!(settings.minutes_per_page, 3.0);
        assert_eq!(settings.open_panels, ["library", "guide"]);
    }
}
