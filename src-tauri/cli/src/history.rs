//! `history` and `restore`: the recorded moments of a document.
//! The store is the window's own; a window that has the document open sees a change from outside.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sixpager_core::disk::RealDisk;
use sixpager_core::model::{DocumentId, Timestamp, Version};
use sixpager_core::workspace::{Awake, Clock, Desktop, Setup, SystemClock, Workspace};

use crate::output::plain;
use crate::{FINE, Stop, Surroundings};

/// Lists the moments of a document, newest first.
pub(crate) fn history(
    file: &Path,
    surroundings: &Surroundings,
    stdout: &mut dyn Write,
) -> Result<u8, Stop> {
    let moments = Moments::of(file, surroundings)?;
    if moments.versions.is_empty() {
        writeln!(stdout, "No moment of {} is recorded yet.", moments.name)?;
    }
    for version in &moments.versions {
        let Version {
            sequence,
            words,
            words_in,
            words_out,
            ..
        } = version;
        let when = moments.when(version.time);
        let label = match version.label.as_str() {
            "" => version.kind.name(),
            label => label,
        };
        let label = plain(label);
        writeln!(
            stdout,
            "{sequence}  {when}  {label}  {words} words, {words_in} in, {words_out} out"
        )?;
    }
    Ok(FINE)
}

/// Puts the text of a moment back into the file, with a moment before and after.
pub(crate) fn restore(
    file: &Path,
    version: &str,
    surroundings: &Surroundings,
    stdout: &mut dyn Write,
) -> Result<u8, Stop> {
    let moments = Moments::of(file, surroundings)?;
    let chosen = moments.find(version)?;
    let when = moments.when(chosen.time);
    moments
        .workspace
        .propose_restore(moments.document, chosen.id)
        .map_err(|problem| Stop::Said(problem.message))?;
    let name = &moments.name;
    writeln!(
        stdout,
        "{name} holds the text of {when} again. What it held before is in its history."
    )?;
    Ok(FINE)
}

/// A document's moments, and the workspace that keeps them.
struct Moments {
    workspace: Workspace,
    document: DocumentId,
    versions: Vec<Version>,
    name: String,
    clock: SystemClock,
}

impl Moments {
    fn of(file: &Path, surroundings: &Surroundings) -> Result<Moments, Stop> {
        let workspace = open(surroundings)?;
        let said = |problem: sixpager_core::Error| Stop::Said(problem.message);
        let document = workspace.find_document(file).map_err(said)?;
        let versions = workspace.list_versions(document).map_err(said)?;
        Ok(Moments {
            workspace,
            document,
            versions,
            name: plain(&file.to_string_lossy()),
            clock: SystemClock::new(),
        })
    }

    fn when(&self, time: Timestamp) -> String {
        let local = self.clock.local(time);
        format!("{} {local}", local.date())
    }

    fn find(&self, version: &str) -> Result<&Version, Stop> {
        let is_meant =
            |one: &&Version| one.sequence.to_string() == version || one.id.to_string() == version;
        self.versions.iter().find(is_meant).ok_or_else(|| {
            let (name, version) = (&self.name, plain(version));
            Stop::Said(format!(
                "{name} has no version {version}; `sixpager-cli history` lists those that it has."
            ))
        })
    }
}

fn open(surroundings: &Surroundings) -> Result<Workspace, Stop> {
    let Some(places) = &surroundings.places else {
        let sentence = "There is no home folder (HOME is not set), so there is no history.";
        return Err(Stop::Said(sentence.to_owned()));
    };
    let workspace = Workspace::by_hand(Setup {
        store_path: places.store.clone(),
        home: places.home.clone(),
        documents_folder: places.home.clone(),
        config_folder: None,
        disk: Arc::new(RealDisk),
        desktop: Arc::new(NoDesktop),
        clock: Arc::new(SystemClock::new()),
        listener: Arc::new(|_| {}),
    });
    match workspace.notices().as_slice() {
        [] => Ok(workspace),
        notices => Err(Stop::Said(notices.join(" "))),
    }
}

/// A command line has no dialogs and no trash; no command here asks for any.
struct NoDesktop;

const NO_DESKTOP: &str = "The command line has no desktop to ask.";

impl Desktop for NoDesktop {
    fn pick_document(&self) -> Option<PathBuf> {
        None
    }

    fn pick_folder(&self, _question: &str) -> Option<PathBuf> {
        None
    }

    fn pick_save_path(&self, _folder: &Path, _name: &str) -> Option<PathBuf> {
        None
    }

    fn trash(&self, _path: &Path) -> Result<(), String> {
        Err(NO_DESKTOP.to_owned())
    }

    fn reveal(&self, _path: &Path) -> Result<(), String> {
        Err(NO_DESKTOP.to_owned())
    }

    fn open_link(&self, _address: &str) -> Result<(), String> {
        Err(NO_DESKTOP.to_owned())
    }

    fn keep_awake(&self, _awake: Awake) -> Result<(), String> {
        Err(NO_DESKTOP.to_owned())
    }
}
