//! Prints how well parts, questions, sides and missing answers are found in a folder of labelled
//! documents, and every remark on them with `--remarks`.

use sixpager_core::check::examine;
use sixpager_tests::labels::{line_at, score_folder};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments
        .iter()
        .find(|argument| !argument.starts_with("--"))
    else {
        eprintln!("usage: sixpager-labels FOLDER [--remarks]");
        return ExitCode::from(2);
    };
    let folder = Path::new(folder);
    match score_folder(folder) {
        Ok(scores) => print!("{}", scores.table()),
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    }
    if arguments.iter().any(|argument| argument == "--remarks") {
        print_remarks(folder);
    }
    ExitCode::SUCCESS
}

fn print_remarks(folder: &Path) {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let examination = examine(&text, None);
        println!(
            "\n{} ({} words)",
            file.display(),
            examination.structure.words
        );
        for part in &examination.structure.parts {
            println!(
                "  {:>4}-{:<4} {} {:?}",
                line_at(&text, part.span.start),
                line_at(&text, part.span.end.saturating_sub(1)),
                part.role,
                part.found_by
            );
        }
        for finding in &examination.findings {
            let words: String = finding.span.of(&text).chars().take(60).collect();
            println!(
                "  {:>4} {:?} {} · {} | {}",
                line_at(&text, finding.span.start),
                finding.severity,
                finding.rule,
                finding.message,
                words.replace('\n', " ")
            );
        }
    }
}
