//! Which files are meant: files as they are named, and of folders the documents in them.

use std::path::{Path, PathBuf};

use sixpager_core::disk::{Disk, Kind, RealDisk};

use crate::input::Inputs;
use crate::output::plain;

/// Folders inside folders that are looked into.
const DEEPEST: usize = 16;
/// Documents that are taken from folders in one call.
const MOST: usize = 10_000;

/// Returns the files, and in the place of each folder the documents in it by name: Markdown and
/// text. Hidden ones and links are passed over.
pub(crate) fn documents(named: &[PathBuf], inputs: &mut Inputs<'_>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in named {
        let stat = RealDisk.stat(path);
        if path != Path::new("-") && stat.is_ok_and(|stat| stat.kind == Kind::Folder) {
            let before = found.len();
            walk(path, 0, &mut found, inputs);
            if found.len() == before {
                let name = plain(&path.to_string_lossy());
                inputs.note(&format!("There is no document in {name}."));
            }
        } else {
            found.push(path.clone());
        }
    }
    if found.len() > MOST {
        inputs.complain(&format!(
            "There are more than {MOST} documents; the first {MOST} were read. Name a smaller folder."
        ));
        found.truncate(MOST);
    }
    found
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>, inputs: &mut Inputs<'_>) {
    let mut entries = match RealDisk.list(folder) {
        Ok(entries) => entries,
        Err(problem) => {
            let name = plain(&folder.to_string_lossy());
            return inputs.complain(&format!("{name} could not be listed ({problem})."));
        }
    };
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    for entry in entries {
        if entry.name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        match entry.kind {
            Kind::File if is_document(&entry.path) => found.push(entry.path),
            Kind::Folder if depth < DEEPEST => walk(&entry.path, depth + 1, found, inputs),
            Kind::Folder => {
                let name = plain(&entry.path.to_string_lossy());
                inputs.complain(&format!("{name} lies too deep, so it was not looked into."));
            }
            _ => {}
        }
        // One more than the most tells that there are more.
        if found.len() > MOST {
            return;
        }
    }
}

fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ["md", "markdown", "txt"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}
