//! What a document calls itself. Pure.

use super::names::plain;
use crate::model::FrontMatter;

/// Returns the title as a reader sees it: of the front matter, else the first heading.
pub fn of(text: &str) -> Option<String> {
    let front = FrontMatter::read(text);
    let own = front.as_ref().and_then(FrontMatter::title);
    let title = match own {
        Some(title) => plain(title),
        None => {
            let body = front.as_ref().map_or(0, |front| front.span.end);
            plain(&first_heading(text.get(body..).unwrap_or(text))?)
        }
    };
    (!title.is_empty()).then_some(title)
}

/// Returns the status of the front matter, in lower case.
pub fn status(text: &str) -> Option<String> {
    FrontMatter::read(text)?.status()
}

/// Returns why the front matter could not be read, as a sentence.
pub fn front_matter_problem(text: &str) -> Option<String> {
    FrontMatter::read(text)?.problem
}

/// Lines that are looked at for a heading.
const LINES: usize = 200;

fn first_heading(text: &str) -> Option<String> {
    let mut before = "";
    let mut in_code = false;
    for line in text.split(['\n', '\r']).take(LINES) {
        let trimmed = line.trim_start_matches('\u{feff}').trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        if let Some(heading) = hash_heading(trimmed) {
            return Some(without_marks(heading));
        }
        let underlined = !trimmed.is_empty() && trimmed.bytes().all(|byte| byte == b'=');
        if underlined && !before.is_empty() {
            return Some(without_marks(before));
        }
        before = trimmed;
    }
    None
}

fn hash_heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let is_heading = (1..=6).contains(&level) && rest.starts_with([' ', '\t']);
    let words = rest.trim().trim_end_matches('#').trim();
    (is_heading && !words.is_empty()).then_some(words)
}

fn without_marks(heading: &str) -> String {
    heading.replace(['*', '`'], "").trim_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(of(text).as_deref(), expected);
    }

    #[test]
    fn a_title_is_the_front_matters_or_the_first_heading() {
        check(
            "---\ntitle: From the front\n---\n# Heading\n",
            Some("From the front"),
        );
        check(
            "---\nowner: Eva\n---\n\n# **Bold** plan #\n",
            Some("Bold plan"),
        );
        check("Text\n\n## Later\r\nx", Some("Later"));
        check("Title\n=====\n", Some("Title"));
    }

    #[test]
    fn what_only_looks_like_a_heading_is_none() {
        check("#hash\n```\n# code\n```\n", None);
        check("", None);
        check("====\n", None);
    }

    #[test]
    fn a_title_is_one_safe_line() {
        check("# a\u{202e}b\u{7}", Some("a b"));
    }
}
