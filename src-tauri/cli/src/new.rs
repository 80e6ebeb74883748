//! `new`: a document from a template.

use std::io::{self, Write};
use std::path::Path;

use sixpager_core::disk::{Access, Disk, RealDisk};
use sixpager_core::template::Template;

use crate::output::plain;
use crate::{FINE, Stop};

/// Makes a file with a template's starter text; one that exists is left alone.
pub(crate) fn new(template: &Template, path: &Path, stdout: &mut dyn Write) -> Result<u8, Stop> {
    let name = plain(&path.to_string_lossy());
    write_new(&RealDisk, path, template.starter.as_bytes())
        .map_err(|problem| Stop::Said(not_made(&name, &problem)))?;
    writeln!(stdout, "Made {name} ({}).", template.name)?;
    Ok(FINE)
}

/// Makes a file that outlasts a power cut; half a file is never left behind.
fn write_new(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = disk.create_new(path, Access::Usual)?;
    let written = file.write(bytes).and_then(|()| file.sync());
    drop(file);
    if let Err(problem) = written {
        // The file is ours and holds no word of the writer's.
        disk.remove(path)?;
        return Err(problem);
    }
    match path.parent().filter(|folder| *folder != Path::new("")) {
        Some(folder) => disk.sync_folder(folder),
        None => disk.sync_folder(Path::new(".")),
    }
}

fn not_made(name: &str, problem: &io::Error) -> String {
    match problem.kind() {
        io::ErrorKind::AlreadyExists => {
            format!("{name} exists already and was left as it is; choose another name.")
        }
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            format!("{name} was not made, because its folder does not exist.")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!("{name} was not made, because you may not write there.")
        }
        io::ErrorKind::StorageFull => format!("{name} was not made, because the disk is full."),
        _ => format!("{name} was not made ({problem})."),
    }
}
