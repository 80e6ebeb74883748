//! Writes the tables of `docs/validator.md` anew: every remark on the texts of the tree and of the
//! folder that `SIXPAGER_CORPUS` names, with the verdict that a reviewer gave, or `?`.

use sixpager_tests::verdicts::{remarks, written};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(root) = Path::new(env!("CARGO_MANIFEST_DIR")).parent() else {
        return ExitCode::from(2);
    };
    let Some(corpus) = std::env::var_os("SIXPAGER_CORPUS") else {
        eprintln!(
            "SIXPAGER_CORPUS has to name the folder of real documents; its remarks would be lost"
        );
        return ExitCode::from(2);
    };
    let path = root.join("docs/validator.md");
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    let done = remarks(root, Some(Path::new(&corpus))).and_then(|remarks| {
        let page = written(&page, &remarks);
        std::fs::write(&path, &page).map_err(|error| error.to_string())?;
        Ok(page.matches("| ? |").count())
    });
    match done {
        Ok(0) => println!("every remark has its verdict"),
        Ok(open) => println!("{open} remarks have no verdict yet: put yes or no for each ?"),
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
