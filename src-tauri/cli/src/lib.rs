//! Sixpager on the command line: a name for each core call, and how its answer is written.
//!
//! [`run`] is the whole program with its surroundings passed in, so that tests call it in process.
//! It must never write to a document except in `new` (a new file), `check --fix` (atomically, what it
//! was asked for) and `restore` (through the core).

mod arguments;
mod books;
mod check;
mod documents;
mod history;
mod input;
mod json;
mod mend;
mod new;
mod outline;
mod output;
mod places;
mod questions;
mod rules;
mod templates;
mod waivers;

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::Path;

use arguments::{Arguments, Command};
use books::Books;
use clap::Parser;
use input::Inputs;
use sixpager_core::check::Heed;

pub use places::Places;

/// Exit status when nothing is at or above error.
pub const FINE: u8 = 0;
/// Exit status when there are findings at or above error.
pub const FOUND: u8 = 1;
/// Exit status for wrong usage and for what cannot be read or written.
pub const FAILED: u8 = 2;

/// What the program finds around it.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Whether text for people is coloured.
    pub colour: Colour,
    /// Where the history is; `None` without a home folder.
    pub places: Option<Places>,
}

/// Whether text for people is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal.
    Always,
    /// In a pipe or a file, or when the user wants none.
    Never,
}

/// Why a command ended before its end.
pub(crate) enum Stop {
    /// Nobody reads the output any more: no reason to say anything.
    Unread,
    /// A sentence for standard error.
    Said(String),
}

/// Runs the command in `arguments` (the program's name first) and returns the exit status.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    surroundings: &Surroundings,
    stdin: &mut dyn Read,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(problem) => return explain_usage(&problem, stdout, stderr),
    };
    let mut inputs = Inputs::new(stdin, stderr);
    let ended = command(arguments.command, surroundings, &mut inputs, stdout)
        .and_then(|status| stdout.flush().map_err(Stop::from).map(|()| status));
    let status = match ended {
        Ok(status) => status,
        Err(Stop::Unread) => FINE,
        Err(Stop::Said(sentence)) => {
            inputs.complain(&sentence);
            FAILED
        }
    };
    if inputs.failed() { FAILED } else { status }
}

fn command(
    command: Command,
    surroundings: &Surroundings,
    inputs: &mut Inputs<'_>,
    stdout: &mut dyn Write,
) -> Result<u8, Stop> {
    let mut books = Books::new(surroundings);
    let here = Path::new("-");
    match command {
        Command::Check {
            files,
            template,
            format,
            min,
            explain,
            as_reviewer,
            fix,
            no_waivers,
            rules,
        } => {
            if rules {
                return rules::list(&books.for_file(here, inputs), format, stdout);
            }
            let asked = check::Asked {
                template,
                format,
                least: min.into(),
                explain,
                reader: if as_reviewer {
                    check::Reader::Reviewer
                } else {
                    check::Reader::InSeason
                },
                mending: if fix {
                    check::Mending::Safe
                } else {
                    check::Mending::Nothing
                },
                heed: if no_waivers {
                    Heed::Nothing
                } else {
                    Heed::Waivers
                },
                colour: surroundings.colour,
            };
            check::check(&files, &asked, &mut books, inputs, stdout)
        }
        Command::Explain { rule, format } => {
            rules::explain(&rule, &books.for_file(here, inputs), format, stdout)
        }
        Command::Outline {
            file,
            template,
            format,
        } => outline::outline(
            &file,
            template.as_deref(),
            format,
            &mut books,
            inputs,
            stdout,
        ),
        Command::Questions {
            file,
            template,
            format,
        } => questions::questions(
            &file,
            template.as_deref(),
            format,
            &mut books,
            inputs,
            stdout,
        ),
        Command::Waivers {
            file,
            template,
            format,
        } => waivers::waivers(
            &file,
            template.as_deref(),
            format,
            &mut books,
            inputs,
            stdout,
        ),
        Command::New { template, output } => {
            let book = books.for_file(&output, inputs);
            new::new(books::template(&book, &template)?, &output, stdout)
        }
        Command::Templates { show } => {
            let book = books.for_file(here, inputs);
            match show {
                Some(id) => templates::show(&id, &book, stdout),
                None => templates::templates(&book, stdout),
            }
        }
        Command::History { file } => history::history(&file, surroundings, stdout),
        Command::Restore { file, version } => {
            history::restore(&file, &version, surroundings, stdout)
        }
    }
}

/// Writes help where it was asked for, and wrong usage to standard error.
fn explain_usage(problem: &clap::Error, stdout: &mut dyn Write, stderr: &mut dyn Write) -> u8 {
    let text = problem.render();
    // Whoever does not read the help needs no word about it.
    if problem.use_stderr() {
        let _ = write!(stderr, "{text}");
        FAILED
    } else {
        let _ = write!(stdout, "{text}");
        FINE
    }
}

impl From<io::Error> for Stop {
    fn from(problem: io::Error) -> Stop {
        if problem.kind() == io::ErrorKind::BrokenPipe {
            return Stop::Unread;
        }
        Stop::Said(format!("The output could not be written ({problem})."))
    }
}
