//! The JSON that programs read; `docs/cli-json.md` describes it. Its shape is a promise: a change
//! that is no addition raises `FORMAT`.

use std::io::Write;

use serde::Serialize;

use crate::Stop;

/// The version of the format.
pub(crate) const FORMAT: u32 = 1;

#[derive(Serialize)]
pub(crate) struct Checked {
    pub format: u32,
    pub files: Vec<CheckedFile>,
}

#[derive(Serialize)]
pub(crate) struct CheckedFile {
    /// The name as it was given.
    pub file: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixed: Vec<Fixed>,
    /// How many remarks the writer has answered.
    #[serde(skip_serializing_if = "is_none")]
    pub waived: usize,
    pub findings: Vec<Finding>,
}

#[derive(Serialize)]
pub(crate) struct Fixed {
    pub line: usize,
    pub label: String,
}

#[derive(Serialize)]
pub(crate) struct Rules {
    pub format: u32,
    pub rules: Vec<Rule>,
}

/// A list that has an id as rules do and makes no remark.
#[derive(Serialize)]
pub(crate) struct List {
    pub rule: &'static str,
    pub about: &'static str,
    pub why: &'static str,
    pub help: &'static str,
}

#[derive(Serialize)]
pub(crate) struct Rule {
    pub rule: &'static str,
    pub about: &'static str,
    pub severity: &'static str,
    pub on: bool,
    pub why: &'static str,
    pub help: &'static str,
    pub flagged: &'static str,
    pub unflagged: &'static str,
    pub off_in: &'static [&'static str],
}

#[derive(Serialize)]
pub(crate) struct Finding {
    pub rule: &'static str,
    pub severity: &'static str,
    pub line: usize,
    pub column: usize,
    pub bytes: [usize; 2],
    pub message: String,
    pub why: String,
    pub help: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

#[derive(Serialize)]
pub(crate) struct Fix {
    pub label: String,
    pub safe: bool,
    pub changes: Vec<Change>,
}

#[derive(Serialize)]
pub(crate) struct Change {
    pub bytes: [usize; 2],
    pub insert: String,
}

#[derive(Serialize)]
pub(crate) struct Outline {
    pub format: u32,
    pub kind: String,
    pub template: String,
    pub language: String,
    pub parts: Vec<Part>,
    pub questions: Vec<Question>,
}

#[derive(Serialize)]
pub(crate) struct Part {
    pub part: String,
    pub first_line: usize,
    pub last_line: usize,
    pub bytes: [usize; 2],
    pub found_by: &'static str,
}

#[derive(Serialize)]
pub(crate) struct Question {
    pub line: usize,
    pub side: &'static str,
    pub answered: bool,
    pub text: String,
}

#[derive(Serialize)]
pub(crate) struct Questions {
    pub format: u32,
    pub open: Vec<OpenQuestion>,
}

#[derive(Serialize)]
pub(crate) struct OpenQuestion {
    pub question: String,
    pub asker: String,
    pub side: &'static str,
}

#[derive(Serialize)]
pub(crate) struct Waivers {
    pub format: u32,
    pub waivers: Vec<Waiver>,
    pub pins: Vec<Pin>,
}

#[derive(Serialize)]
pub(crate) struct Waiver {
    pub id: String,
    pub rule: String,
    pub scope: &'static str,
    pub quotation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    pub state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<[usize; 2]>,
}

#[derive(Serialize)]
pub(crate) struct Pin {
    pub part: String,
    pub line: usize,
    pub bytes: [usize; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

// The attribute of serde hands a reference over.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Writes one value on lines of its own.
pub(crate) fn write(stdout: &mut dyn Write, value: &impl Serialize) -> Result<(), Stop> {
    let text = serde_json::to_string_pretty(value).map_err(|problem| {
        Stop::Said(format!(
            "The findings cannot be written as JSON ({problem})."
        ))
    })?;
    writeln!(stdout, "{text}")?;
    Ok(())
}
