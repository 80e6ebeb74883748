//! Document kinds as files: their parts, limits, guidance and starter text.
//! Pure: a template is parsed from text that somebody else has read.

mod head;
mod shipped;

use crate::model::{Severity, Side};
use std::fmt;

pub use shipped::{Example, built_in, by_id, examples};

/// A kind of document: what it must hold and what a new one starts with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    /// Id, as in `prfaq-working-backwards`.
    pub id: String,
    /// `prfaq`, `narrative`, `questions` or `tenets`.
    pub kind: String,
    /// Profile or family, as in `working-backwards`, `proposal`.
    pub profile: String,
    /// Name in menus, as in "PR/FAQ".
    pub name: String,
    /// Whether it is offered on the first screen; the others are listed when a new one is asked for.
    pub first_choice: bool,
    /// One sentence that says what the document is for.
    pub purpose: String,
    /// Headings in lower case that only announce a section, such as "press release".
    pub section_titles: Vec<String>,
    /// Headings in lower case that a document of this profile has and those of its siblings lack.
    pub told_by: Vec<String>,
    /// Limits of the whole document.
    pub limits: Limits,
    /// Parts in their order.
    pub parts: Vec<PartTemplate>,
    /// Questions that readers of such a document are likely to ask.
    pub bank: Vec<BankQuestion>,
    /// The text of a new document, front matter included.
    pub starter: String,
    /// The template's own text, for who makes another from it.
    pub source: String,
}

/// A question that somebody will ask, whoever writes the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankQuestion {
    /// Whether customers or colleagues ask it.
    pub side: Side,
    /// Who asks it: `customer`, `sceptic`, `internal`, or a trade such as `finance`.
    pub asker: String,
    /// The question as a reader would put it.
    pub question: String,
    /// Words in lower case, any language, of which a question that asks the same has at least one:
    /// beginnings of its words. `a + b` are both of them, `^a` is the question's own beginning.
    pub heard_as: Vec<String>,
}

/// Limits of a whole document.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// Printed pages of the press release, or of a narrative with its FAQ and without appendix.
    pub body_pages: Option<f32>,
    /// Printed pages of all FAQs of a press release.
    pub faq_pages: Option<f32>,
    /// People who may speak in a press release.
    pub quotes: usize,
    /// Headings inside one another.
    pub heading_levels: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            body_pages: None,
            faq_pages: None,
            quotes: 2,
            heading_levels: 3,
        }
    }
}

/// One part of a template.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartTemplate {
    /// Id of the part, as in `problem`.
    pub role: String,
    /// Name on the screen, as in "Problem".
    pub name: String,
    /// Place in the document, counted from 1; parts with the same number may stand in any order.
    pub order: u32,
    /// Whether the document is incomplete without it.
    pub required: bool,
    /// What its absence costs the reader, when it is required.
    pub severity: Option<Severity>,
    /// Headings that mean this part, in lower case, any language.
    pub synonyms: Vec<String>,
    /// Whether the part is found by its paragraph's role when it has no heading.
    pub unheaded: bool,
    /// Whether lists are at home here (tenets, goals, milestones, options, asks).
    pub lists_welcome: bool,
    /// How much its heading tells that a document is of this kind: 1, or 2 for one found elsewhere seldom.
    pub tells: u32,
    /// Limit in pages of the printed layout.
    pub pages: Option<f32>,
    /// Limit in words.
    pub words: Option<u32>,
    /// Limit in sentences.
    pub sentences: Option<u32>,
    /// What the part is for: one or two sentences.
    pub purpose: String,
    /// What a reader will ask here.
    pub readers_ask: Vec<String>,
    /// What a reader says when the part is not there: "What hurts today?".
    pub missing: String,
    /// Why readers miss it.
    pub why: String,
    /// What helps.
    pub help: String,
    /// The part's piece of the starter text, from its heading to its last non-blank line.
    pub starter: String,
}

/// Why a template cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// The file as the caller named it.
    pub file: String,
    /// 1-based line in the file.
    pub line: usize,
    /// What is wrong, as a sentence.
    pub reason: String,
}

impl Template {
    /// Reads a template: a TOML head between `+++` lines, then the starter text in Markdown, in
    /// which a line `{{part problem}}` says where the starter of a part begins.
    ///
    /// # Errors
    /// Says file, line and reason when the head is not TOML, names something unknown, lacks what
    /// a template needs, or the starter names a part that the head does not have.
    pub fn parse(file: &str, text: &str) -> Result<Template, TemplateError> {
        head::parse(text).map_err(|problem| TemplateError {
            file: file.to_owned(),
            line: problem.line,
            reason: problem.reason,
        })
    }

    /// Returns the part with this role.
    pub fn part(&self, role: &str) -> Option<&PartTemplate> {
        self.parts.iter().find(|part| part.role == role)
    }

    /// Returns the pieces of guidance in the starter text, brackets included.
    pub fn guidance(&self) -> impl Iterator<Item = &str> {
        self.starter
            .lines()
            .map(|line| {
                line.trim_start_matches(|c: char| "# -*.".contains(c) || c.is_ascii_digit())
            })
            .filter(|line| line.starts_with('[') && line.ends_with(']'))
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

impl std::error::Error for TemplateError {}
