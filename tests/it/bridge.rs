//! The core as a page meets it: in another process, through JSON alone.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Nothing here takes this long; without an end a broken bridge would hang the tests.
const DEADLINE: Duration = Duration::from_secs(30);

struct Bridge {
    process: Child,
    input: Option<ChildStdin>,
    lines: Receiver<Value>,
    events: Vec<Value>,
    next: u64,
}

impl Bridge {
    fn start(home: &Path, file: Option<&Path>) -> Bridge {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sixpager-bridge"));
        command
            .arg("--home")
            .arg(home)
            .arg("--answers")
            .arg(home.join("answers"));
        command.args(file);
        for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DOCUMENTS_DIR"] {
            command.env_remove(variable);
        }
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the bridge starts");
        let output = BufReader::new(process.stdout.take().expect("its output"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let value = serde_json::from_str(&line).expect("each line is JSON");
                if sender.send(value).is_err() {
                    break;
                }
            }
        });
        Bridge {
            input: process.stdin.take(),
            process,
            lines,
            events: Vec::new(),
            next: 1,
        }
    }

    fn line(&mut self) -> Value {
        self.lines
            .recv_timeout(DEADLINE)
            .expect("the bridge has something to say")
    }

    /// Sends a command and returns the whole answer.
    fn ask(&mut self, name: &str, args: Value) -> Value {
        let id = self.next;
        self.next += 1;
        let call = json!({"id": id, "name": name, "args": args});
        writeln!(self.input.as_mut().expect("open"), "{call}").expect("the bridge reads");
        loop {
            let line = self.line();
            if line["id"] == id {
                return line;
            }
            self.events.push(line);
        }
    }

    #[track_caller]
    fn call(&mut self, name: &str, args: Value) -> Value {
        let answer = self.ask(name, args);
        assert_eq!(answer.get("error"), None, "{name} must not fail");
        answer["ok"].clone()
    }

    /// Waits for an event of this type and returns it.
    fn event(&mut self, kind: &str) -> Value {
        let wanted = |line: &Value| line["event"]["what"]["type"] == kind;
        if let Some(found) = self.events.iter().find(|line| wanted(line)) {
            return found["event"].clone();
        }
        loop {
            let line = self.line();
            self.events.push(line.clone());
            if wanted(&line) {
                return line["event"].clone();
            }
        }
    }

    /// Ends it in order, as a closed window does.
    fn close(mut self) -> Vec<Value> {
        drop(self.input.take());
        assert!(self.process.wait().expect("it ends").success());
        while let Ok(line) = self.lines.recv_timeout(DEADLINE) {
            self.events.push(line);
        }
        self.events
    }
}

#[test]
fn a_document_is_opened_edited_saved_and_compared_through_json() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("memo.md");
    std::fs::write(&file, "\u{feff}# Tea 🫖\r\n\r\nMany customers wait.\r\n").expect("written");
    let mut bridge = Bridge::start(home.path(), Some(&file));
    let session = bridge.call("start_session", json!({}));
    let opened = &session["opened"];
    let text = "# Tea 🫖\n\nMany customers wait.\n";
    assert_eq!(
        opened["text"], text,
        "the editor's text has one line feed a line"
    );
    let document = opened["summary"]["document"].clone();

    let length = text.encode_utf16().count();
    let change = json!({"from": 8, "to": 8, "insert": " and cups"});
    let edit = |base: &Value, length: usize| json!({"document": document, "base": base, "changes": [change], "length": length, "proposal": null});
    let wrong = bridge.ask("edit_document", edit(&json!(77), length + 9));
    assert_eq!(wrong["error"]["code"], "wrong-base");
    let edited = bridge.call("edit_document", edit(&opened["revision"], length + 9));
    assert_ne!(edited["revision"], opened["revision"]);

    let saving = bridge.call("save_document", json!({"document": document}));
    assert_eq!(saving["state"], "saved");
    let bytes = std::fs::read_to_string(&file).expect("the file");
    assert_eq!(
        bytes,
        "\u{feff}# Tea 🫖 and cups\r\n\r\nMany customers wait.\r\n"
    );

    let versions = bridge.call("list_versions", json!({"document": document}));
    let kinds: Vec<&str> = versions
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|version| version["kind"].as_str())
        .collect();
    let found = kinds.iter().position(|kind| *kind == "as-found");
    let found = &versions[found.expect("the text as found is kept")]["version"];
    let asked = json!({"document": document, "version": found});
    let comparison = bridge.call("compare_version", asked);
    assert_eq!(comparison["passages"][0]["line"], 1);
    assert!(comparison["passages"].to_string().contains("cups"));
    bridge.close();
}

#[test]
fn events_are_numbered_without_gaps() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("memo.md");
    std::fs::write(&file, "# Tea\n").expect("written");
    let mut bridge = Bridge::start(home.path(), Some(&file));
    let session = bridge.call("start_session", json!({}));
    let document = session["opened"]["summary"]["document"].clone();
    let edit = json!({"document": document, "base": session["opened"]["revision"],
        "changes": [{"from": 5, "to": 5, "insert": " and cups"}], "length": 15, "proposal": null});
    bridge.call("edit_document", edit);
    bridge.call("save_document", json!({"document": document}));
    bridge.event("saving_changed");
    let lines = bridge.close();
    let numbers: Vec<u64> = lines
        .iter()
        .filter_map(|line| line["event"]["sequence"].as_u64())
        .collect();
    assert!(!numbers.is_empty());
    let expected: Vec<u64> = (1..).take(numbers.len()).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn wrong_lines_and_names_are_answered() {
    let home = tempfile::tempdir().expect("a folder");
    let mut bridge = Bridge::start(home.path(), None);
    let unknown = bridge.ask("read_file", json!({"path": "/etc/passwd"}));
    assert_eq!(unknown["error"]["code"], "bad-request");
    let path = bridge.ask("open_document", json!({"document": "/etc/passwd"}));
    assert_eq!(path["error"]["code"], "bad-request");
    writeln!(bridge.input.as_mut().expect("open"), "no JSON").expect("the bridge reads");
    let line = bridge.line();
    assert_eq!(line["error"]["code"], "bad-request");
    bridge.close();
}

#[test]
fn a_dialog_is_answered_and_a_closed_bridge_has_saved() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("chosen.md");
    std::fs::write(&file, "one\n").expect("written");
    let answers = format!("null\n{}\n", json!(file));
    std::fs::write(home.path().join("answers"), answers).expect("written");
    let mut bridge = Bridge::start(home.path(), None);
    assert_eq!(bridge.call("choose_document", json!({})), Value::Null);
    let opened = bridge.call("choose_document", json!({}));
    let edit = json!({"document": opened["summary"]["document"], "base": opened["revision"],
        "changes": [{"from": 3, "to": 3, "insert": " two"}], "length": 8, "proposal": null});
    bridge.call("edit_document", edit);
    bridge.close();
    assert_eq!(
        std::fs::read_to_string(&file).expect("the file"),
        "one two\n"
    );
}
