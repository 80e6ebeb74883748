//! Every command, given what no window of ours would send: it answers with an error and lives on.

use crate::shells::quiet_workspace;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use sixpager_core::workspace::Workspace;
use sixpager_wire::{COMMANDS, ErrorCode, dispatch};

/// Any JSON: also deep, long, with our own field names and with names that pollute prototypes.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        ".{0,12}".prop_map(Value::from),
        Just(json!("/etc/passwd")),
        Just(json!("../../x.md")),
        Just(json!("01932c5e-7f00-7000-8000-000000000000")),
        Just(json!(4_294_967_295_u64)),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((field_name(), inner), 0..6)
                .prop_map(|fields| Value::Object(Map::from_iter(fields))),
        ]
    })
}

/// The fields that commands take, and one that pollutes prototypes.
const FIELDS: &[&str] = &[
    "document",
    "folder",
    "template",
    "base",
    "changes",
    "length",
    "proposal",
    "text",
    "undo",
    "revision",
    "name",
    "version",
    "choice",
    "reading",
    "settings",
    "href",
    "from",
    "to",
    "insert",
    "theme",
    "minutes_per_page",
    "__proto__",
];

fn field_name() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => prop::sample::select(FIELDS).prop_map(str::to_owned),
        1 => ".{0,6}",
    ]
}

/// Arguments of the right shape for every command, about a document that is open.
fn right_shape(document: &str) -> Value {
    json!({
        "document": document, "folder": document, "template": "prfaq-working-backwards",
        "base": 0, "changes": [{"from": 0, "to": 0, "insert": "x"}], "length": 1, "proposal": null,
        "text": "x", "undo": "{}", "revision": 0, "name": "x", "version": document,
        "choice": "keep-mine", "reading": document, "settings": {}, "href": "x:y",
    })
}

/// Calls a command; a panic inside it shows as the sentence that `dispatch` makes of one.
fn survives(workspace: &Workspace, name: &str, arguments: Value) -> Result<(), TestCaseError> {
    if let Err(error) = dispatch(workspace, name, arguments.clone()) {
        prop_assert!(
            !error.message.contains("went wrong"),
            "{name} panicked on {arguments}"
        );
        prop_assert!(!error.message.is_empty());
    }
    Ok(())
}

fn runner() -> TestRunner {
    TestRunner::new(Config {
        cases: 1500,
        failure_persistence: None,
        ..Config::default()
    })
}

#[test]
fn no_arguments_make_a_command_panic() {
    let home = quiet_workspace();
    let input = (prop::sample::select(COMMANDS), any_json());
    runner()
        .run(&input, |(name, arguments)| {
            survives(&home.workspace, name, arguments)
        })
        .unwrap_or_else(|problem| panic!("{problem}"));
}

#[test]
fn no_single_wrong_argument_makes_a_command_panic() {
    let home = quiet_workspace();
    let opened = home.open("memo.md", "# Tea 🫖\r\n\r\nMany customers wait.\n");
    let input = (prop::sample::select(COMMANDS), field_name(), any_json());
    runner()
        .run(&input, |(name, field, value)| {
            let mut arguments = right_shape(&opened);
            arguments[field] = value;
            survives(&home.workspace, name, arguments)
        })
        .unwrap_or_else(|problem| panic!("{problem}"));
}

#[test]
fn arguments_of_the_wrong_shape_are_a_bad_request() {
    let home = quiet_workspace();
    for name in COMMANDS {
        for arguments in [json!(null), json!([]), json!(7), json!("x")] {
            let error = dispatch(&home.workspace, name, arguments.clone())
                .expect_err("no command takes that");
            assert_eq!(error.code, ErrorCode::BadRequest, "{name} {arguments}");
        }
    }
}

#[test]
fn negative_and_huge_positions_are_refused() {
    let home = quiet_workspace();
    let document = home.open("memo.md", "abc");
    for (from, to) in [(-1, 0), (0, 4_294_967_295_i64), (2, 1), (0, 99_999_999_999)] {
        let edit = json!({"document": document, "base": 0, "length": 3, "proposal": null,
            "changes": [{"from": from, "to": to, "insert": ""}]});
        let error = dispatch(&home.workspace, "edit_document", edit).expect_err("refused");
        assert!(matches!(
            error.code,
            ErrorCode::BadRequest | ErrorCode::WrongBase
        ));
    }
}
