//! Names of files as writers choose and read them. Pure.

use std::path::Path;

use super::LocalTime;

/// Endings of files that the program opens, in lower case.
pub const ENDINGS: [&str; 3] = ["md", "markdown", "txt"];
/// The longest file name that every file system takes, in bytes.
const LONGEST: usize = 255;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Tells whether a file's ending is one of a Markdown or text file.
pub fn is_document(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// Returns the name of a document for display: the file name without its ending, one safe line.
pub fn shown(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    plain(&stem.to_string_lossy())
}

/// Returns the file's name for a sentence, in quotes: “Memo.md”.
pub fn quoted(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    format!("“{}”", plain(&name.to_string_lossy()))
}

/// Makes one safe line of a stranger's text: no control characters, none that turn the direction
/// of writing, at most 120 characters.
pub fn plain(text: &str) -> String {
    let hides = |letter: char| {
        letter.is_control()
            || matches!(letter,
                '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let line: String = text
        .chars()
        .take(120)
        .map(|letter| if hides(letter) { ' ' } else { letter })
        .collect();
    line.trim().to_owned()
}

/// Makes a file name of what a writer typed, or says why none can be made. The ending is that of
/// `current`, unless the writer typed one that the program opens.
pub fn file_name(typed: &str, current: &Path) -> Result<String, String> {
    let ending = current.extension().and_then(|ending| ending.to_str());
    let name = cleaned(typed);
    let (stem, ending) = match split_ending(&name) {
        Some((stem, own)) => (stem, own),
        None => (name.as_str(), ending.unwrap_or("md")),
    };
    let stem = stem.trim_end_matches(['.', ' ']);
    if stem.is_empty() {
        return Err("A document needs a name. Its old name was kept.".into());
    }
    if is_device(stem) {
        return Err(format!(
            "“{stem}” is a name that some systems keep for a device. The old name was kept."
        ));
    }
    let room = LONGEST - ending.len() - 1;
    Ok(format!("{}.{ending}", cut(stem, room)))
}

/// Returns the name of a new document of a kind: `PR-FAQ 2026-11-24.md`; from the second on with
/// a number before the ending.
pub fn new_file_name(kind: &str, today: LocalTime, number: u32) -> String {
    let stem = format!("{} {}", cleaned(kind), today.date());
    numbered(&stem, "md", number)
}

/// Returns a file name with a number from the second on: `Memo 2.md`.
pub fn numbered(stem: &str, ending: &str, number: u32) -> String {
    let number = match number {
        0 | 1 => String::new(),
        number => format!(" {number}"),
    };
    let room = LONGEST - ending.len() - 1 - number.len();
    format!("{}{number}.{ending}", cut(stem, room))
}

fn split_ending(name: &str) -> Option<(&str, &str)> {
    let (stem, ending) = name.rsplit_once('.')?;
    let known = ENDINGS.contains(&ending.to_ascii_lowercase().as_str());
    (known && !stem.is_empty()).then_some((stem, ending))
}

/// Takes out what a file name must not hold on some system.
fn cleaned(name: &str) -> String {
    let safe = |letter: char| match letter {
        '/' | '\\' | ':' | '|' => '-',
        '<' | '>' | '"' | '?' | '*' => ' ',
        other => other,
    };
    let name: String = plain(name).chars().map(safe).collect();
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").trim_start_matches('.').trim().to_owned()
}

fn is_device(stem: &str) -> bool {
    let name = stem.split('.').next().unwrap_or(stem).to_ascii_lowercase();
    let letters = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = name.len() - letters.len();
    let numbered = matches!(letters, "com" | "lpt");
    DEVICES.contains(&letters) && (digits == 1) == numbered && digits <= 1
}

fn cut(name: &str, most: usize) -> &str {
    let mut end = name.len().min(most);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name[..end].trim_end_matches(['.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let name = file_name(typed, Path::new("/f/Old.md"));
        assert_eq!(name.as_deref(), Ok(expected));
    }

    #[test]
    fn a_typed_name_becomes_a_file_name() {
        check("Plan", "Plan.md");
        check("Plan.md", "Plan.md");
        check("Plan.TXT", "Plan.TXT");
        check("Plan 2.0", "Plan 2.0.md");
        check("  PR/FAQ: what?\n ", "PR-FAQ- what.md");
        check("../../etc/passwd", "-..-etc-passwd.md");
        check("memo\u{202e}gnp", "memo gnp.md");
        check("Ende. ", "Ende.md");
        check("Prüfung 📝", "Prüfung 📝.md");
        check("common", "common.md");
    }

    #[test]
    fn some_names_are_refused_in_a_sentence() {
        let refused = |typed: &str| file_name(typed, Path::new("a.md")).unwrap_err();
        for typed in ["", " . ", "...", "\u{0}", ".md"] {
            // ".md" alone is a hidden file without a name.
            if typed != ".md" {
                assert!(refused(typed).contains("needs a name"), "{typed:?}");
            }
        }
        for typed in ["CON", "nul.md", "com1", "LPT9.txt"] {
            assert!(refused(typed).contains("device"), "{typed:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        let name = file_name(&"ü".repeat(119), Path::new("a.markdown")).unwrap();
        assert!(name.len() <= LONGEST && name.ends_with("ü.markdown"));
        assert!(numbered(&"ü".repeat(200), "md", 12).len() <= LONGEST);
        assert!(numbered(&"ü".repeat(200), "md", 12).ends_with("ü 12.md"));
    }

    #[test]
    fn new_documents_are_named_after_kind_and_date() {
        let today = LocalTime {
            year: 2026,
            month: 11,
            day: 24,
            hour: 0,
            minute: 0,
        };
        assert_eq!(new_file_name("PR/FAQ", today, 1), "PR-FAQ 2026-11-24.md");
        assert_eq!(new_file_name("PR/FAQ", today, 3), "PR-FAQ 2026-11-24 3.md");
    }

    #[test]
    fn endings_decide_what_is_a_document() {
        for (path, expected) in [
            ("a.md", true),
            ("a.Markdown", true),
            ("a.txt", true),
            ("a.docx", false),
            ("md", false),
            (".md", false),
        ] {
            assert_eq!(is_document(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn names_are_shown_as_one_safe_line() {
        assert_eq!(shown(Path::new("/f/a\u{202e}b\nc.md")), "a b c");
        assert_eq!(quoted(Path::new("/f/Memo.md")), "“Memo.md”");
    }
}
