//! Where the history and the writer's rules are: in the same place as the window's, which a test over both keeps true.

use std::path::PathBuf;

/// Where everything lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The writer's home folder.
    pub home: PathBuf,
    /// The store's file.
    pub store: PathBuf,
    /// The writer's own rules and templates.
    pub config: PathBuf,
}

impl Places {
    /// Finds the places from `HOME` and `XDG_DATA_HOME`; `None` without a home folder.
    /// A relative path counts as none, as the desktops' rule asks.
    pub fn find(variable: impl Fn(&str) -> Option<String>) -> Option<Places> {
        let absolute = |name: &str| {
            variable(name)
                .map(PathBuf::from)
                .filter(|path| path.is_absolute())
        };
        let home = match variable("HOME") {
            Some(_) => absolute("HOME"),
            None => absolute("USERPROFILE"),
        }?;
        let data = absolute("XDG_DATA_HOME").unwrap_or_else(|| home.join(".local").join("share"));
        let config = absolute("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
        Some(Places {
            config: config.join("sixpager"),
            store: data.join("sixpager").join("sixpager.db"),
            home,
        })
    }
}
