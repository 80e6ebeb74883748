//! What a shell reads from its surroundings at the start: places, the file it was given, languages.
//! Reads variables only through the function it is given, so that a test can name them; must never
//! open a document.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Where everything lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The writer's home folder.
    pub home: PathBuf,
    /// The store's file.
    pub store: PathBuf,
    /// Where new documents go until the writer chooses another folder.
    pub documents: PathBuf,
    /// The writer's own rules and templates.
    pub config: PathBuf,
}

impl Places {
    /// Finds the places from `HOME` and the `XDG_` variables; `None` without a home folder.
    pub fn find(variable: impl Fn(&str) -> Option<String>) -> Option<Places> {
        let home = absolute(variable("HOME").or_else(|| variable("USERPROFILE"))?)?;
        let data = variable("XDG_DATA_HOME")
            .and_then(absolute)
            .unwrap_or_else(|| home.join(".local").join("share"));
        let documents = variable("XDG_DOCUMENTS_DIR")
            .and_then(absolute)
            .or_else(|| documents_of_user_dirs(&home, &variable))
            .unwrap_or_else(|| home.join("Documents"));
        let config = config_of(&home, &variable).join("sixpager");
        Some(Places {
            config,
            store: data.join("sixpager").join("sixpager.db"),
            documents: documents.join("Sixpager"),
            home,
        })
    }
}

fn absolute(path: String) -> Option<PathBuf> {
    let path = PathBuf::from(path);
    path.is_absolute().then_some(path)
}

fn config_of(home: &Path, variable: &impl Fn(&str) -> Option<String>) -> PathBuf {
    variable("XDG_CONFIG_HOME")
        .and_then(absolute)
        .unwrap_or_else(|| home.join(".config"))
}

/// Reads the documents folder from the desktop's `user-dirs.dirs`, which names it in the writer's
/// language: `XDG_DOCUMENTS_DIR="$HOME/Dokumente"`.
fn documents_of_user_dirs(
    home: &Path,
    variable: &impl Fn(&str) -> Option<String>,
) -> Option<PathBuf> {
    let config = config_of(home, variable);
    let text = std::fs::read_to_string(config.join("user-dirs.dirs")).ok()?;
    let value = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?
        .trim()
        .trim_matches('"');
    match value.strip_prefix("$HOME") {
        // `$HOME` itself means that the desktop has no documents folder.
        Some("" | "/") => None,
        Some(rest) => Some(home.join(rest.trim_start_matches('/'))),
        None => absolute(value.to_owned()),
    }
}

/// Returns the path in a program's arguments (without the program's name): the first that is no
/// option. An option is never taken for a file, not even after `--`.
pub fn path_argument<Argument: AsRef<OsStr>>(
    arguments: impl IntoIterator<Item = Argument>,
    current_folder: &Path,
) -> Option<PathBuf> {
    arguments
        .into_iter()
        .find(|argument| {
            let bytes = argument.as_ref().as_encoded_bytes();
            !bytes.is_empty() && bytes[0] != b'-'
        })
        .map(|argument| current_folder.join(argument.as_ref()))
}

/// Makes one line of a title or name for a window's title bar or a sentence: control characters and
/// those that change the direction of writing become spaces; at most `most` characters are kept.
pub fn plain_line(text: &str, most: usize) -> String {
    let hides = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars()
        .take(most)
        .map(|letter| if hides(letter) { ' ' } else { letter })
        .collect()
}

/// Whether an address, by its scheme and host, is a page of the program itself: nothing else is ever
/// shown in its windows. Windows serves the same pages under an http address of its own.
pub fn is_own_page(scheme: &str, host: Option<&str>) -> bool {
    match scheme {
        "tauri" => host == Some("localhost"),
        "http" | "https" => cfg!(windows) && host == Some("tauri.localhost"),
        _ => false,
    }
}

/// Returns the languages of spelling, as in `de_DE`, from the locale variables; English when they
/// name none.
pub fn spelling_languages(variable: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    let language = locale.and_then(|locale| {
        let name = locale.split(['.', '@']).next()?.to_owned();
        (name.len() >= 2 && name != "POSIX").then_some(name)
    });
    vec![language.unwrap_or_else(|| "en_US".to_owned())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables<'a>(pairs: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |name| {
            pairs
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        }
    }

    #[test]
    fn places_follow_home_and_the_desktop() {
        let places = Places::find(variables(&[("HOME", "/h")])).unwrap();
        assert_eq!(
            places.store,
            Path::new("/h/.local/share/sixpager/sixpager.db")
        );
        assert_eq!(places.documents, Path::new("/h/Documents/Sixpager"));
        let places = Places::find(variables(&[
            ("HOME", "/h"),
            ("XDG_DATA_HOME", "/d"),
            ("XDG_DOCUMENTS_DIR", "/t"),
        ]))
        .unwrap();
        assert_eq!(places.store, Path::new("/d/sixpager/sixpager.db"));
        assert_eq!(places.documents, Path::new("/t/Sixpager"));
        let relative = Places::find(variables(&[("HOME", "/h"), ("XDG_DATA_HOME", "d")])).unwrap();
        assert!(
            relative.store.starts_with("/h"),
            "relative variables are to be ignored"
        );
        assert_eq!(Places::find(variables(&[])), None);
    }

    #[test]
    fn the_documents_folder_may_have_a_name_in_the_writers_language() {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join(".config")).unwrap();
        let file = home.path().join(".config/user-dirs.dirs");
        std::fs::write(&file, "# made\nXDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\n").unwrap();
        let home_text = home.path().to_str().unwrap();
        let find = || Places::find(variables(&[("HOME", home_text)])).unwrap();
        assert_eq!(find().documents, home.path().join("Dokumente/Sixpager"));
        std::fs::write(&file, "XDG_DOCUMENTS_DIR=\"$HOME/\"\n").unwrap();
        assert_eq!(find().documents, home.path().join("Documents/Sixpager"));
    }

    #[test]
    fn no_option_is_a_file() {
        let folder = Path::new("/f");
        let path = |arguments: &[&str]| path_argument(arguments, folder);
        assert_eq!(path(&[]), None);
        assert_eq!(path(&["--present=/etc/passwd", "--", "-x.md"]), None);
        assert_eq!(path(&["-v", "a.md"]), Some("/f/a.md".into()));
        assert_eq!(path(&["/b/c.md"]), Some("/b/c.md".into()));
    }

    #[test]
    fn titles_are_one_short_line() {
        assert_eq!(plain_line("a\u{202e}b\nc\u{0}", 50), "a b c ");
        assert_eq!(plain_line(&"x".repeat(500), 120).len(), 120);
    }

    #[test]
    fn only_our_own_pages_are_shown() {
        assert!(is_own_page("tauri", Some("localhost")));
        for (scheme, host) in [
            ("tauri", Some("evil.test")),
            ("tauri", None),
            ("http", Some("tauri.evil.test")),
            ("https", Some("localhost")),
            ("file", None),
            ("about", None),
            ("data", None),
            ("javascript", None),
        ] {
            assert!(!is_own_page(scheme, host), "{scheme} {host:?}");
        }
        assert_eq!(is_own_page("http", Some("tauri.localhost")), cfg!(windows));
    }

    #[test]
    fn spelling_follows_the_locale() {
        let languages = |pairs: &[(&str, &str)]| spelling_languages(variables(pairs)).join(",");
        assert_eq!(languages(&[("LANG", "de_AT.UTF-8")]), "de_AT");
        assert_eq!(
            languages(&[("LC_ALL", "ca_ES@valencia"), ("LANG", "de_DE")]),
            "ca_ES"
        );
        assert_eq!(languages(&[("LC_ALL", ""), ("LANG", "fr_FR")]), "fr_FR");
        assert_eq!(languages(&[("LANG", "C.UTF-8")]), "en_US");
        assert_eq!(languages(&[("LANG", "POSIX")]), "en_US");
        assert_eq!(languages(&[]), "en_US");
    }
}
