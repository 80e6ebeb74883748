//! The command line as a user meets it: arguments in, exit status and two streams out.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};
use sixpager_cli::{Colour, Places, Surroundings, run};
use tempfile::TempDir;

/// A folder of documents, with a home folder of its own.
pub struct Bench {
    pub folder: TempDir,
}

/// What a command left behind.
#[derive(Debug)]
pub struct Outcome {
    pub status: u8,
    pub out: String,
    pub err: String,
}

impl Bench {
    pub fn new() -> Bench {
        Bench {
            folder: tempfile::tempdir().expect("a folder can be made"),
        }
    }

    pub fn path(&self, name: &str) -> String {
        let path = self.folder.path().join(name);
        path.to_str().expect("temporary paths are UTF-8").to_owned()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.folder.path().join(name), bytes).expect("a file can be written");
        self.path(name)
    }

    pub fn surroundings(&self) -> Surroundings {
        let home = self.path("home");
        Surroundings {
            colour: Colour::Never,
            places: Places::find(|name| (name == "HOME").then(|| home.clone())),
        }
    }

    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_with(arguments, b"")
    }

    pub fn run_with(&self, arguments: &[&str], mut stdin: &[u8]) -> Outcome {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let arguments = std::iter::once("sixpager-cli").chain(arguments.iter().copied());
        let status = run(
            arguments.map(OsString::from),
            &self.surroundings(),
            &mut stdin,
            &mut out,
            &mut err,
        );
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Outcome {
            status,
            out: text(out),
            err: text(err),
        }
    }
}

impl Outcome {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("this is no JSON: {self:?}"))
    }

    /// Exit status 2, one sentence on standard error, nothing else.
    #[track_caller]
    pub fn says(&self, sentence: &str) {
        assert_eq!(self.err, format!("sixpager-cli: {sentence}\n"));
        assert_eq!(self.status, 2, "{self:?}");
    }
}

impl Outcome {
    /// Exit status 2 and one sentence that begins so.
    #[track_caller]
    pub fn says_only(&self, beginning: &str) {
        assert!(
            self.err.starts_with(&format!("sixpager-cli: {beginning}")),
            "{self:?}"
        );
        assert_eq!((self.status, self.err.lines().count()), (2, 1), "{self:?}");
    }
}

/// Output that nobody reads any more, or that cannot be written.
struct Closed(io::ErrorKind);

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

#[test]
fn a_missing_file_a_folder_and_what_is_no_text_are_said_in_one_sentence_each() {
    let bench = Bench::new();
    let missing = bench.path("missing.md");
    bench
        .run(&["check", &missing])
        .says(&format!("There is no file {missing}."));
    let below = format!("{}/memo.md", bench.write("file.md", "# A\n"));
    bench
        .run(&["check", &below])
        .says(&format!("There is no file {below}."));
    let folder = bench.path("");
    bench
        .run(&["outline", &folder])
        .says(&format!("{folder} is a folder; name the files in it."));
    let latin = bench.write("latin.md", b"# Caf\xe9\n");
    bench
        .run(&["check", &latin])
        .says(&format!("{latin} is not UTF-8 text: byte 5 does not fit."));
    let nul = bench.write("nul.md", b"# A\0\n");
    bench
        .run(&["check", &nul])
        .says(&format!("{nul} is not text: byte 3 is NUL."));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_said_and_a_pipe_does_not_hang() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Bench::new();
    let secret = bench.write("secret.md", "# A\n");
    let closed = fs::Permissions::from_mode(0o000);
    fs::set_permissions(&secret, closed).expect("a mode can be set");
    // The superuser may read everything; there is nothing to be told then.
    if fs::read(&secret).is_err() {
        bench
            .run(&["check", &secret])
            .says(&format!("{secret} may not be read by you."));
    }
    bench
        .run(&["check", "/dev/null"])
        .says("/dev/null is no ordinary file.");
}

#[test]
fn the_other_files_are_checked_all_the_same() {
    let bench = Bench::new();
    let (good, missing) = (bench.write("good.md", "# A\n"), bench.path("missing.md"));
    let outcome = bench.run(&["check", "--format", "json", &missing, &good]);
    assert_eq!(outcome.status, 2);
    assert_eq!(outcome.json()["files"].as_array().map(Vec::len), Some(1));
    assert_eq!(outcome.json()["files"][0]["file"], json!(good));
    assert_eq!(outcome.err.lines().count(), 1);
}

/// A press release whose FAQ has one question without an answer.
const UNANSWERED: &str = "\u{feff}---\r
template: prfaq-working-backwards\r
---\r
\r
# Café\r
\r
## Problem\r
\r
“Ü” says it: many customers wait.\r
\r
## Customer FAQ\r
\r
### Is it free?\r
\r
TBD\r
";

#[test]
fn an_error_makes_the_status_one_whatever_is_listed() {
    let bench = Bench::new();
    let file = bench.write("memo.md", UNANSWERED);
    for least in ["info", "error"] {
        let outcome = bench.run(&["check", "--min", least, &file]);
        assert_eq!((outcome.status, outcome.err.as_str()), (1, ""), "{least}");
    }
    let errors = bench.run(&["check", "--min", "error", &file]).out;
    assert!(
        errors.lines().all(|line| line.contains("  error  ")),
        "{errors}"
    );
    let line = errors
        .lines()
        .find(|line| line.contains("(question-unanswered)"));
    let place = format!("{file}:13:1  error  ");
    assert!(
        line.is_some_and(|line| line.starts_with(&place)),
        "{errors}"
    );
    let calm = bench.write("calm.md", "Only a note.\n");
    assert_eq!(bench.run(&["check", &calm]).status, 0);
}

#[test]
fn lines_count_from_one_columns_in_characters_and_bytes_in_the_file() {
    let bench = Bench::new();
    let file = bench.write("memo.md", UNANSWERED);
    let written = bench.run(&["check", "--format", "json", &file]).json();
    let findings = written["files"][0]["findings"].as_array();
    let vague = findings
        .and_then(|all| all.iter().find(|one| one["rule"] == "vague-quantity"))
        .unwrap_or_else(|| panic!("many is vague: {written:#}"));
    assert_eq!((&vague["line"], &vague["column"]), (&json!(9), &json!(14)));
    let start = UNANSWERED.find("many").expect("it stands there");
    assert_eq!(vague["bytes"][0], json!(start));
    let allowed = [
        "bytes", "column", "fix", "help", "line", "message", "rule", "severity", "why",
    ];
    for finding in findings.into_iter().flatten() {
        let keys = finding.as_object().expect("a finding is an object").keys();
        assert!(
            keys.into_iter().all(|key| allowed.contains(&key.as_str())),
            "{finding}"
        );
    }
}

#[test]
fn the_questions_that_nobody_asked_are_listed_with_who_asks() {
    let bench = Bench::new();
    let text = "## Customer FAQ\n\n### How much is it?\n\n€3.\n";
    let file = bench.write("a.md", text);
    let all = ["questions", &file, "--template", "prfaq-classic"];
    let shown = bench.run(&all).out;
    assert!(!shown.contains("What does it cost?"), "{shown}");
    assert!(
        shown.contains("legal        Which law or rule could stop it?\n"),
        "{shown}"
    );
    let list = bench
        .run(&[&all[..], &["--format", "json"]].concat())
        .json();
    assert_eq!(list["format"], json!(1));
    let help = json!({"question": "Where do I get help?", "asker": "customer", "side": "customer"});
    let open = list["open"].as_array().expect("it is a list");
    assert_eq!(open.len(), 27);
    assert!(open.contains(&help));
}

#[test]
fn the_outline_has_parts_with_lines_and_questions_with_sides() {
    let bench = Bench::new();
    let file = bench.write("memo.md", UNANSWERED);
    let outline = bench.run(&["outline", &file, "--format", "json"]).json();
    assert_eq!(outline["format"], json!(1));
    assert_eq!(outline["kind"], json!("prfaq"));
    assert_eq!(outline["template"], json!("prfaq-working-backwards"));
    let parts = outline["parts"].as_array().expect("parts are a list");
    let problem = parts.iter().find(|part| part["part"] == "problem");
    let start = UNANSWERED.find("## Problem").expect("it stands there");
    let end = UNANSWERED
        .find("\r\n\r\n## Customer")
        .expect("it stands there");
    assert_eq!(
        problem,
        Some(&json!({
            "part": "problem",
            "first_line": 7,
            "last_line": 9,
            "bytes": [start, end],
            "found_by": "heading"
        }))
    );
    assert_eq!(
        outline["questions"],
        json!([{"line": 13, "side": "customer", "answered": false, "text": "Is it free?"}])
    );
    let shown = bench.run(&["outline", &file]).out;
    assert!(shown.contains("7-9  problem  by heading\n"), "{shown}");
    assert!(
        shown.contains("13  question, customer, not answered: Is it free?\n"),
        "{shown}"
    );
}

#[test]
fn a_document_begun_from_a_template_can_be_checked_with_another_one() {
    let bench = Bench::new();
    let path = bench.path("memo.md");
    bench.run(&["new", "narrative-proposal", "-o", &path]);
    let found = bench.run(&["outline", &path, "--format", "json"]).json();
    assert_eq!(found["kind"], json!("narrative"));
    let told = [
        "outline",
        &path,
        "--format",
        "json",
        "--template",
        "prfaq-working-backwards",
    ];
    assert_eq!(bench.run(&told).json()["kind"], json!("prfaq"));
}

#[test]
fn the_real_documents_are_read_when_they_are_there() {
    let Some(folder) = std::env::var_os("SIXPAGER_CORPUS") else {
        eprintln!("skipped: SIXPAGER_CORPUS names no folder of real documents");
        return;
    };
    let entries = fs::read_dir(folder).expect("SIXPAGER_CORPUS names a folder");
    let files: Vec<String> = (entries.flatten())
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .filter(|path| path.ends_with(".md"))
        .collect();
    let mut arguments = vec!["check", "--format", "json"];
    arguments.extend(files.iter().map(String::as_str));
    let outcome = Bench::new().run(&arguments);
    assert_eq!(outcome.err, "");
    assert_eq!(
        outcome.json()["files"].as_array().map(Vec::len),
        Some(files.len())
    );
}

#[test]
fn standard_input_is_a_file_called_dash() {
    let bench = Bench::new();
    let outcome = bench.run_with(&["check", "--format", "json", "-"], b"# A\n");
    assert_eq!(outcome.json()["format"], json!(1));
    assert_eq!(outcome.json()["files"][0]["file"], json!("-"));
    let outcome = bench.run_with(&["check", "-", "-"], b"# A\n");
    assert_eq!(
        outcome.err,
        "sixpager-cli: Standard input (-) can be read only once; name it once.\n"
    );
    assert_eq!(outcome.status, 2);
    bench
        .run_with(&["check", "-"], b"\xff")
        .says("standard input is not UTF-8 text: byte 0 does not fit.");
}

#[test]
fn what_could_not_be_looked_at_is_a_failure_and_broken_fields_are_a_word() {
    let bench = Bench::new();
    let deep = bench.write("deep.md", ">".repeat(40));
    let outcome = bench.run(&["check", "--format", "json", &deep]);
    assert_eq!((outcome.status, outcome.err.lines().count()), (2, 1));
    assert!(outcome.err.contains("deep.md: "), "{outcome:?}");
    let broken = bench.write("broken.md", "---\ntitle: [\n---\n\n# A\n");
    let outcome = bench.run(&["check", &broken]);
    assert_eq!(
        (outcome.status, outcome.err.lines().count()),
        (0, 1),
        "{outcome:?}"
    );
}

#[test]
fn wrong_usage_is_told_on_standard_error() {
    let bench = Bench::new();
    for arguments in [
        &["check"][..],
        &["frobnicate"],
        &["check", "--format", "xml", "a.md"],
        &["new", "prfaq-working-backwards"],
        &[],
    ] {
        let outcome = bench.run(arguments);
        assert_eq!(outcome.status, 2, "{arguments:?}");
        assert_eq!(outcome.out, "");
        assert!(outcome.err.contains("--help"), "{outcome:?}");
    }
    let help = bench.run(&["check", "--help"]);
    assert_eq!((help.status, help.err.as_str()), (0, ""));
    assert!(help.out.contains("--template"));
}

#[test]
fn an_unknown_template_is_told_with_those_that_there_are() {
    let bench = Bench::new();
    let outcome = bench.run(&["new", "sonnet", "-o", &bench.path("a.md")]);
    let known: Vec<&str> = (sixpager_core::template::built_in().iter())
        .map(|template| template.id.as_str())
        .collect();
    let known = known.join(", ");
    outcome.says(&format!("There is no template sonnet; there are {known}."));
    assert!(!Path::new(&bench.path("a.md")).exists());
}

#[test]
fn new_makes_a_file_and_never_overwrites_one() {
    let bench = Bench::new();
    let path = bench.path("launch.md");
    let outcome = bench.run(&["new", "prfaq-working-backwards", "-o", &path]);
    assert_eq!((outcome.status, outcome.err.as_str()), (0, ""));
    let text = fs::read_to_string(&path).expect("it was made");
    assert!(text.contains("template: prfaq-working-backwards"), "{text}");

    fs::write(&path, "My words.").expect("a file can be written");
    bench
        .run(&["new", "prfaq-working-backwards", "-o", &path])
        .says(&format!(
            "{path} exists already and was left as it is; choose another name."
        ));
    assert_eq!(fs::read_to_string(&path).ok().as_deref(), Some("My words."));

    let nowhere = bench.path("no/such/folder.md");
    bench
        .run(&["new", "prfaq-working-backwards", "-o", &nowhere])
        .says(&format!(
            "{nowhere} was not made, because its folder does not exist."
        ));
}

#[cfg(unix)]
#[test]
fn new_does_not_write_through_a_planted_link() {
    let bench = Bench::new();
    let (link, target) = (bench.path("launch.md"), bench.path("target.md"));
    std::os::unix::fs::symlink(&target, &link).expect("a link can be made");
    let outcome = bench.run(&["new", "prfaq-working-backwards", "-o", &link]);
    assert_eq!(outcome.status, 2);
    assert!(!Path::new(&target).exists(), "the link's target stays away");
}

#[test]
fn templates_are_listed_by_id() {
    let outcome = Bench::new().run(&["templates"]);
    let ids: Vec<&str> = (outcome.out.lines())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let known: Vec<&str> = (sixpager_core::template::built_in().iter())
        .map(|template| template.id.as_str())
        .collect();
    assert_eq!(ids, known);
    assert!(ids.contains(&"prfaq-working-backwards"));
}

#[test]
fn output_that_nobody_reads_is_no_failure_but_a_full_disk_is() {
    let bench = Bench::new();
    for (kind, status, said) in [
        (io::ErrorKind::BrokenPipe, 0, ""),
        (
            io::ErrorKind::StorageFull,
            2,
            "sixpager-cli: The output could not be written",
        ),
    ] {
        let mut err = Vec::new();
        let ended = run(
            ["sixpager-cli", "templates"].map(OsString::from),
            &bench.surroundings(),
            &mut io::empty(),
            &mut Closed(kind),
            &mut err,
        );
        assert_eq!(ended, status);
        let err = String::from_utf8_lossy(&err);
        assert!(
            err.starts_with(said) && err.is_empty() == said.is_empty(),
            "{err}"
        );
    }
}
