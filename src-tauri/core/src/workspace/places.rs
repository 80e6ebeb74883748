//! Paths for display. Pure.

use std::path::Path;

use super::names::plain;

/// Returns a path as a writer reads it: `~` for the home folder, one safe line.
pub fn shown(path: &Path, home: &Path) -> String {
    let text = match path.strip_prefix(home) {
        Ok(rest) if rest.as_os_str().is_empty() => "~".to_owned(),
        Ok(rest) => format!("~/{}", rest.display()),
        Err(_) => path.display().to_string(),
    };
    plain(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_folder_is_a_tilde() {
        let shown = |path: &str| shown(Path::new(path), Path::new("/home/eva"));
        assert_eq!(shown("/home/eva/Documents"), "~/Documents");
        assert_eq!(shown("/home/eva"), "~");
        assert_eq!(shown("/home/evan/x"), "/home/evan/x");
    }
}
