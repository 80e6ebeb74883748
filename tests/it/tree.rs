//! The project's own files, as tests read them.

use std::path::{Path, PathBuf};

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests stand one folder below the root")
        .to_owned()
}

/// Reads a file of the project by its path from the root.
#[track_caller]
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path))
        .unwrap_or_else(|problem| panic!("{path} must be there: {problem}"))
}

/// All files below a folder of the project with one of these endings: path from the root, and text.
/// A folder that does not exist has none; files that others installed are left out.
pub fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&root().join(folder), endings, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "node_modules" && name != "dist" && name != "target" {
            collect(&path, endings, found);
            continue;
        }
        let ending = path.extension().and_then(|ending| ending.to_str());
        if ending.is_some_and(|ending| endings.contains(&ending)) {
            let shown = path.strip_prefix(root()).unwrap_or(&path);
            let text = std::fs::read_to_string(&path).expect("source is text");
            found.push((shown.to_string_lossy().replace('\\', "/"), text));
        }
    }
}

/// The code of a Rust or TypeScript file: whole-line comments and the unit tests at its end left out.
pub fn code(text: &str) -> String {
    let tests = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    let line_is_code = |line: &&str| {
        let line = line.trim_start();
        !line.starts_with("//") && !line.starts_with("* ") && !line.starts_with("/*")
    };
    text[..tests]
        .lines()
        .filter(line_is_code)
        .flat_map(|line| [line, "\n"])
        .collect()
}

#[test]
fn comments_and_unit_tests_are_no_code() {
    let text = "//! about tauri\nuse a;\n    // why\n#[cfg(test)]\nmod tests { use std::fs; }\n";
    assert_eq!(code(text), "use a;\n");
}
