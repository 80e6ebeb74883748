//! Which layer may name what, read from the code itself: crate names and module paths wherever they
//! stand, not only in `use` lines.

use crate::tree::{code, files, read};

/// Files and the names in them that the layer may not know.
#[track_caller]
fn forbid(found: &[(String, String)], names: &[&str], exempt: &[&str]) {
    assert!(!found.is_empty(), "there is nothing to read");
    let mut wrong = Vec::new();
    for (path, text) in found {
        if exempt.iter().any(|each| path.starts_with(each)) {
            continue;
        }
        let text = code(text);
        wrong.extend(
            names
                .iter()
                .filter(|name| names_it(&text, name))
                .map(|name| format!("{path} names {name}")),
        );
    }
    assert!(wrong.is_empty(), "wrong direction:\n{}", wrong.join("\n"));
}

/// Whether `name` stands in the text on its own: not as a part of a longer word, unless it ends in `_`
/// or a sign.
fn names_it(text: &str, name: &str) -> bool {
    let in_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        let free = |letter: Option<char>, edge: Option<char>| {
            !letter.is_some_and(in_word) || !edge.is_some_and(char::is_alphanumeric)
        };
        free(before, name.chars().next()) && free(after, name.chars().next_back())
    })
}

#[test]
fn a_name_is_found_as_a_whole_word() {
    assert!(names_it("use std::fs;", "std::fs"));
    assert!(names_it("std::fs::read()", "std::fs"));
    assert!(!names_it("my_std::fsx", "std::fs"));
    assert!(names_it("tauri_plugin_dialog::init()", "tauri_plugin_"));
}

#[test]
fn one_door_to_the_window_toolkit() {
    let mut found = files("src-tauri", &["rs"]);
    found.extend(files("tests", &["rs"]).into_iter().filter(|(path, _)| {
        // These two name it in order to forbid it.
        !path.starts_with("tests/it/layers") && !path.starts_with("tests/it/configuration")
    }));
    let names = [
        "tauri::",
        "use tauri",
        "tauri_",
        "wry::",
        "webkit2gtk",
        "gtk::",
    ];
    forbid(&found, &names, &["src-tauri/app/", "src-tauri/build.rs"]);
    let page = files("ui/src", &["ts", "svelte", "js"]);
    let names = ["@tauri-apps", "__TAURI_INTERNALS__", "__TAURI__"];
    forbid(
        &page,
        &names,
        &["ui/src/host/tauri.ts", "ui/src/host/connect.ts"],
    );
    let connect = read("ui/src/host/connect.ts");
    assert!(
        !connect.contains("@tauri-apps"),
        "it may only look whether the window is there"
    );
    for package in ["core", "wire", "cli"] {
        let manifest = read(&format!("src-tauri/{package}/Cargo.toml"));
        assert!(
            !manifest.contains("tauri"),
            "{package} depends on the window"
        );
    }
}

#[test]
fn the_core_knows_no_layout_engine_and_no_wire() {
    let names = [
        "sixpager_press",
        "typst",
        "docx_rs",
        "sixpager_wire",
        "serde_json::Value",
    ];
    forbid(&files("src-tauri/core/src", &["rs"]), &names, &[]);
    let manifest = read("src-tauri/core/Cargo.toml");
    assert!(!manifest.contains("sixpager-press") && !manifest.contains("typst"));
}

#[test]
fn pure_modules_have_no_input_and_no_output() {
    let names = [
        "std::fs",
        "std::io",
        "std::env",
        "std::net",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant",
        "rusqlite",
        "notify",
        "notify_debouncer_full",
        "tempfile",
        "trash",
        "now_v7",
        "new_v4",
        "crate::store",
        "crate::disk",
        "crate::workspace",
        "println",
        "eprintln",
    ];
    for module in ["model", "template", "check", "history"] {
        let found = files(&format!("src-tauri/core/src/{module}"), &["rs"]);
        forbid(&found, &names, &[]);
    }
}

#[test]
fn store_and_disk_know_one_kind_of_storage_each() {
    let store = files("src-tauri/core/src/store", &["rs"]);
    forbid(
        &store,
        &["crate::disk", "crate::workspace", "notify", "crate::check"],
        &[],
    );
    let disk = files("src-tauri/core/src/disk", &["rs"]);
    forbid(
        &disk,
        &[
            "crate::store",
            "crate::workspace",
            "rusqlite",
            "crate::check",
        ],
        &[],
    );
}

#[test]
fn the_workspace_reaches_files_and_time_through_its_doors() {
    let found = files("src-tauri/core/src/workspace", &["rs"]);
    forbid(
        &found,
        &["std::fs", "rusqlite", "notify", "sixpager_press"],
        &[],
    );
    let clock = ["src-tauri/core/src/workspace/clock.rs"];
    forbid(&found, &["SystemTime", "Instant::now", "jiff"], &clock);
}

#[test]
fn the_command_line_has_no_window_and_no_wire() {
    let found = files("src-tauri/cli/src", &["rs"]);
    forbid(&found, &["sixpager_wire", "rusqlite"], &[]);
}

#[test]
fn no_text_becomes_markup_or_code_in_the_page() {
    let found = files("ui/src", &["ts", "svelte", "js"]);
    let names = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "document.writeln",
        "eval(",
        "new Function",
        "{@html",
        "createContextualFragment",
        "setHTMLUnsafe",
        "localStorage",
        "sessionStorage",
        "indexedDB",
    ];
    forbid(&found, &names, &[]);
}
