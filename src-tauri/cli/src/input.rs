//! Reading documents, and saying on standard error why one cannot be read.

use std::io::{self, Read, Write};
use std::path::Path;

use sixpager_core::check::Examination;
use sixpager_core::disk::{Disk, Kind, RealDisk};
use sixpager_core::model::{NotText, Text};

use crate::output::plain;

/// Files and standard input, and the place for complaints.
pub(crate) struct Inputs<'a> {
    stdin: &'a mut dyn Read,
    stderr: &'a mut dyn Write,
    stdin_was_read: bool,
    /// Whether a file could not be read, or another thing not be done.
    failed: bool,
}

impl<'a> Inputs<'a> {
    pub fn new(stdin: &'a mut dyn Read, stderr: &'a mut dyn Write) -> Inputs<'a> {
        Inputs {
            stdin,
            stderr,
            stdin_was_read: false,
            failed: false,
        }
    }

    /// Reads a document, or complains and returns `None`.
    pub fn read(&mut self, path: &Path) -> Option<Text> {
        let read = if path == Path::new("-") {
            self.read_stdin()
        } else {
            read_file(path)
        };
        match read {
            Ok(text) => Some(text),
            Err(sentence) => {
                self.complain(&sentence);
                None
            }
        }
    }

    /// Says one sentence on standard error; from then on the exit status is that of a failure.
    pub fn complain(&mut self, sentence: &str) {
        self.failed = true;
        // There is no other place to say that this cannot be said.
        let _ = writeln!(self.stderr, "sixpager-cli: {sentence}");
    }

    /// Says one sentence on standard error about something that was done in another way.
    pub fn note(&mut self, sentence: &str) {
        // There is no other place to say that this cannot be said.
        let _ = writeln!(self.stderr, "sixpager-cli: {sentence}");
    }

    /// Passes on what could not be read of a document; one that was not looked at at all counts as
    /// a file that cannot be read.
    pub fn pass_on(&mut self, path: &Path, examination: &Examination) {
        let name = plain(&path.to_string_lossy());
        for notice in &examination.notices {
            // There is no other place to say that this cannot be said.
            let _ = writeln!(self.stderr, "sixpager-cli: {name}: {notice}");
        }
        self.failed |= examination.unread;
    }

    /// Tells whether anything could not be read or done.
    pub fn failed(&self) -> bool {
        self.failed
    }

    fn read_stdin(&mut self) -> Result<Text, String> {
        if std::mem::replace(&mut self.stdin_was_read, true) {
            return Err("Standard input (-) can be read only once; name it once.".to_owned());
        }
        let mut bytes = Vec::new();
        match self.stdin.read_to_end(&mut bytes) {
            Ok(_) => text("standard input", bytes),
            Err(problem) => Err(format!("Standard input could not be read ({problem}).")),
        }
    }
}

fn read_file(path: &Path) -> Result<Text, String> {
    let name = plain(&path.to_string_lossy());
    let disk = RealDisk;
    let found = disk.stat(path);
    if found.as_ref().is_ok_and(|found| found.kind == Kind::Folder) {
        return Err(format!("{name} is a folder; name the files in it."));
    }
    let bytes = (found.and_then(|_| disk.read(path))).map_err(|problem| unread(&name, &problem))?;
    text(&name, bytes)
}

fn text(name: &str, bytes: Vec<u8>) -> Result<Text, String> {
    Text::new(bytes).map_err(|problem| match problem {
        NotText::NotUtf8 { at } => format!("{name} is not UTF-8 text: byte {at} does not fit."),
        NotText::Nul { at } => format!("{name} is not text: byte {at} is NUL."),
        NotText::TooLong => format!("{name} is larger than a gigabyte."),
    })
}

fn unread(name: &str, problem: &io::Error) -> String {
    match problem.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            format!("There is no file {name}.")
        }
        io::ErrorKind::PermissionDenied => format!("{name} may not be read by you."),
        io::ErrorKind::InvalidInput => format!("{name} is no ordinary file."),
        _ => format!("{name} could not be read ({problem})."),
    }
}
