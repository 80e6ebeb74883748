//! What can be written behind `sixpager-cli`.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use sixpager_core::model::Severity;

/// Checks PR/FAQs and six-page narratives, and goes back in their history.
#[derive(Debug, Parser)]
#[command(name = "sixpager-cli", version, arg_required_else_help = true)]
#[command(
    after_help = "Exit status: 0 when nothing is at or above error, 1 when something is, \
    2 for wrong usage or a file that cannot be read or written."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what a demanding reader would object to
    Check {
        /// Markdown files, and folders of them; `-` is standard input
        #[arg(required_unless_present = "rules", value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Read the files with this template instead of the one found in them
        #[arg(long, value_name = "ID")]
        template: Option<String>,
        /// How to write the findings
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// The least severity to list; the exit status does not depend on it
        #[arg(long, value_enum, default_value = "advice", value_name = "SEVERITY")]
        min: Least,
        /// Say under each remark why readers make it and what helps
        #[arg(long)]
        explain: bool,
        /// Say everything that a reviewer would, whatever the document's status; the costliest first
        #[arg(long)]
        as_reviewer: bool,
        /// Carry out the fixes that change how something is said and never what, and say which
        #[arg(long)]
        fix: bool,
        /// Say also what the writer has answered already
        #[arg(long)]
        no_waivers: bool,
        /// List the rules instead
        #[arg(long, conflicts_with_all = ["files", "fix", "as_reviewer", "no_waivers"])]
        rules: bool,
    },
    /// Say why readers ask it, what helps, and show a sentence that is remarked on and one that is not
    Explain {
        /// The rule's id, as remarks and `check --rules` have it
        rule: String,
        /// How to write it
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// List the parts and questions of a document
    Outline {
        /// A Markdown file; `-` is standard input
        file: PathBuf,
        /// Read the file with this template instead of the one found in it
        #[arg(long, value_name = "ID")]
        template: Option<String>,
        /// How to write the outline
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// List the questions that readers of such a document ask and this one does not
    Questions {
        /// A Markdown file; `-` is standard input
        file: PathBuf,
        /// Read the file with this template instead of the one found in it
        #[arg(long, value_name = "ID")]
        template: Option<String>,
        /// How to write the list
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// List what the writer answered to remarks, and the paragraphs whose part she says
    Waivers {
        /// A Markdown file; `-` is standard input
        file: PathBuf,
        /// Read the file with this template instead of the one found in it
        #[arg(long, value_name = "ID")]
        template: Option<String>,
        /// How to write the list
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Begin a document from a template; an existing file is never overwritten
    New {
        /// The template's id, as `templates` lists it
        template: String,
        /// The file to make
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// List the templates
    Templates {
        /// Write the text of this one, to make your own from
        #[arg(long, value_name = "ID")]
        show: Option<String>,
    },
    /// List the recorded moments of a document, newest first
    History {
        /// The document's file, or where it was
        file: PathBuf,
    },
    /// Put the text of a recorded moment back into its file
    Restore {
        /// The document's file, or where it was
        file: PathBuf,
        /// The version: its number in the list of `history`
        version: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs; docs/cli-json.md describes it
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Least {
    Info,
    Advice,
    Warning,
    Error,
}

impl From<Least> for Severity {
    fn from(least: Least) -> Severity {
        match least {
            Least::Info => Severity::Info,
            Least::Advice => Severity::Advice,
            Least::Warning => Severity::Warning,
            Least::Error => Severity::Error,
        }
    }
}
