//! What a page in the window may do at most, asserted on the files that the program is built from.
//! Every sentence here is one that keeps a hostile memo from reaching anything.

use crate::tree::{code, files, read, root};
use serde_json::Value;
use sixpager_wire::{COMMANDS, WINDOW_COMMANDS};
use std::collections::{BTreeMap, BTreeSet};

fn configuration() -> Value {
    serde_json::from_str(&read("tauri.conf.json")).expect("the configuration is JSON")
}

fn security() -> Value {
    configuration()["app"]["security"].clone()
}

fn capabilities() -> Vec<Value> {
    files("src-tauri/capabilities", &["json", "toml", "json5"])
        .into_iter()
        .map(|(path, text)| {
            assert!(path.ends_with(".json"), "{path}: this test reads JSON only");
            serde_json::from_str(&text).unwrap_or_else(|problem| panic!("{path}: {problem}"))
        })
        .collect()
}

fn strings(list: &Value) -> Vec<&str> {
    let list = list.as_array().expect("a list");
    list.iter()
        .map(|each| each.as_str().expect("a text"))
        .collect()
}

#[test]
fn the_content_policy_allows_our_own_files_and_nothing_else() {
    let policy = security()["csp"].as_str().expect("a policy").to_owned();
    let rules: BTreeMap<&str, Vec<&str>> = policy
        .split(';')
        .filter_map(|rule| {
            let mut words = rule.split_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    let expected = BTreeMap::from([
        ("default-src", vec!["'none'"]),
        ("script-src", vec!["'self'"]),
        // The editor writes its style sheets into the page.
        ("style-src", vec!["'self'", "'unsafe-inline'"]),
        ("img-src", vec!["'self'", "data:", "blob:"]),
        ("font-src", vec!["'self'"]),
        ("connect-src", vec!["ipc:", "http://ipc.localhost"]),
        ("frame-src", vec!["'none'"]),
        ("object-src", vec!["'none'"]),
        ("base-uri", vec!["'none'"]),
        ("form-action", vec!["'none'"]),
    ]);
    assert_eq!(rules, expected);
}

#[test]
fn nothing_weakens_the_content_policy() {
    let security = security();
    let keys: BTreeSet<&str> = security
        .as_object()
        .expect("settings")
        .keys()
        .map(String::as_str)
        .collect();
    let expected = BTreeSet::from([
        "csp",
        // Only where the policy above says 'unsafe-inline', which a nonce would switch off.
        "dangerousDisableAssetCspModification",
        "freezePrototype",
        "capabilities",
    ]);
    assert_eq!(keys, expected, "a new setting here is a new way in");
    assert_eq!(
        strings(&security["dangerousDisableAssetCspModification"]),
        ["style-src"]
    );
}

#[test]
fn the_page_cannot_change_prototypes_or_reach_the_toolkit() {
    assert_eq!(security()["freezePrototype"], true);
    let app = &configuration()["app"];
    assert_ne!(app["withGlobalTauri"], true);
    assert_eq!(
        app["windows"],
        serde_json::json!([]),
        "a window that is made from the configuration has no on_navigation"
    );
}

#[test]
fn every_capability_is_named_and_belongs_to_one_window() {
    let security = security();
    let named: BTreeSet<&str> = strings(&security["capabilities"]).into_iter().collect();
    let capabilities = capabilities();
    let present: BTreeSet<&str> = capabilities
        .iter()
        .map(|each| each["identifier"].as_str().expect("a name"))
        .collect();
    assert_eq!(named, present);
    let mut labels = BTreeSet::new();
    for capability in &capabilities {
        let windows = strings(&capability["windows"]);
        assert_eq!(
            windows.len(),
            1,
            "one window label a capability: {windows:?}"
        );
        assert!(
            !windows[0].contains(['*', '?', '[']),
            "no pattern: {windows:?}"
        );
        assert!(
            labels.insert(windows[0].to_owned()),
            "one capability a label"
        );
        assert_eq!(capability.get("webviews"), None);
        assert_eq!(
            capability.get("remote"),
            None,
            "no remote page may call anything"
        );
        assert_eq!(capability["local"], true);
    }
}

#[test]
fn a_window_may_call_our_own_commands_only() {
    let allowed = |name: &&str| format!("allow-{}", name.replace('_', "-"));
    let ours: BTreeSet<String> = COMMANDS
        .iter()
        .chain(WINDOW_COMMANDS)
        .map(allowed)
        .collect();
    for capability in capabilities() {
        let given = strings(&capability["permissions"]);
        let given: BTreeSet<String> = given.into_iter().map(str::to_owned).collect();
        let foreign: Vec<_> = given.difference(&ours).collect();
        assert!(
            foreign.is_empty(),
            "no file, shell, http or process door: {foreign:?}"
        );
        if capability["identifier"] == "main" {
            assert_eq!(given, ours, "the writer's window needs every command");
        }
    }
}

#[test]
fn only_the_known_plugins_are_built_in() {
    let manifest = read("Cargo.toml");
    let plugins: BTreeSet<&str> = manifest
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("tauri-plugin-"))
        .collect();
    let expected = BTreeSet::from([
        "tauri-plugin-dialog",
        "tauri-plugin-opener",
        "tauri-plugin-single-instance",
        "tauri-plugin-window-state",
    ]);
    assert_eq!(plugins, expected);
    let registered: BTreeSet<String> = files("src-tauri/app", &["rs"])
        .iter()
        .flat_map(|(_, text)| code(text).lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| line.contains("tauri_plugin_") && !line.trim_start().starts_with("use "))
        .filter_map(|line| {
            Some(
                line.split("tauri_plugin_")
                    .nth(1)?
                    .split("::")
                    .next()?
                    .to_owned(),
            )
        })
        .collect();
    assert!(!registered.contains("fs"), "the page has no way to files");
}

#[test]
fn commands_take_ids_and_never_paths() {
    let host = read("ui/src/host/host.ts");
    let start = host
        .find("export interface Commands")
        .expect("the commands");
    let end = start + host[start..].find("\n}").expect("their end");
    for forbidden in ["path", "file", "directory", "url"] {
        assert!(
            !host[start..end]
                .to_lowercase()
                .contains(&format!("{forbidden}:")),
            "a command takes a `{forbidden}`"
        );
    }
    let table = read("src-tauri/wire/src/table.rs");
    assert!(!table.contains("PathBuf") && !table.contains("Path::new"));
}

#[test]
fn the_window_refuses_foreign_pages_and_new_windows() {
    let window = code(&read("src-tauri/app/window.rs"));
    let made = window.matches("WebviewWindowBuilder::new(").count();
    assert_eq!(made, 1, "one place makes windows");
    assert!(window.contains(".on_navigation(|address| is_own_page("));
    assert!(window.contains(".on_new_window(|_, _| NewWindowResponse::Deny)"));
    for (path, text) in files("src-tauri/app", &["rs"]) {
        // The empty window that the start is measured against shows no memo and has no commands.
        if path != "src-tauri/app/window.rs" && !path.contains("/empty_window/") {
            let text = code(&text);
            assert!(
                !text.contains("WebviewWindowBuilder"),
                "{path} makes a window"
            );
            assert!(!text.contains("WebviewBuilder"), "{path} makes a webview");
        }
    }
}

#[test]
fn links_leave_through_one_door() {
    for (path, text) in files("src-tauri", &["rs"]) {
        if path != "src-tauri/app/desktop.rs" {
            let text = code(&text);
            assert!(!text.contains("tauri_plugin_opener"), "{path} opens links");
        }
    }
}

/// The bundler refuses other names only when it has built everything else.
#[test]
fn packages_name_a_category_that_the_bundler_knows() {
    let bundle = &configuration()["bundle"];
    let category = bundle["category"].as_str().expect("a category");
    let on_the_office_shelf = ["Business", "Finance", "Productivity"];
    assert!(on_the_office_shelf.contains(&category), "{category}");
    for icon in strings(&bundle["icon"]) {
        assert!(root().join(icon).is_file(), "{icon} is missing");
    }
}

#[test]
fn a_file_manager_hands_its_file_over() {
    let bundle = &configuration()["bundle"];
    assert_eq!(bundle["fileAssociations"][0]["mimeType"], "text/markdown");
    for kind in ["deb", "rpm"] {
        let template = bundle["linux"][kind]["desktopTemplate"].as_str();
        let entry = read(template.expect("an entry of our own"));
        assert!(entry.lines().any(|line| line == "Exec={{exec}} %f"));
        assert!(entry.lines().any(|line| line == "MimeType={{mime_type}};"));
    }
}
