//! Pictures and links in a paragraph's source, in its own bytes. Code is not looked into.

use crate::model::Span;
use regex::bytes::Regex;
use std::sync::LazyLock;

/// A picture or a link.
#[derive(Debug, PartialEq)]
pub(super) struct Mark {
    pub span: Span,
    pub kind: MarkKind,
}

#[derive(Debug, PartialEq)]
pub(super) enum MarkKind {
    Picture,
    /// Words that stand for an address.
    Words,
    /// An address that is shown.
    Address,
}

/// Reads bytes, because a bounded run of letters of all scripts is slow to compile. Every mark begins
/// and ends with a whole letter all the same.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?x)
        `+[^`]*`+
        | !\[(?-u:[^\]\n]){0,900}\]\((?-u:[^)\n]){0,600}\)
        | (?i:<img(?-u:\b)(?-u:[^>]){0,600}>)
        | \[(?P<words>(?-u:[^\]\n]){1,900})\]\((?-u:[^)\n]){1,600}\)
        | <(?:https?://|mailto:)(?-u:[^>\s]){1,600}>
        | \b(?:https?://|www\.)[^\s)\]>"”]+
        "#,
    )
    .expect("a fixed pattern")
});

/// Returns the pictures and links of a paragraph.
pub(super) fn marks(source: &str) -> Vec<Mark> {
    MARK.captures_iter(source.as_bytes())
        .filter_map(|found| {
            let whole = found.get(0)?;
            let said = source.get(whole.range())?;
            // A picture inside a link is a picture.
            let inside = said.starts_with("[![");
            let kind = match found.name("words") {
                _ if said.starts_with('`') => return None,
                Some(_) if inside => MarkKind::Picture,
                Some(words) if shows(&source[words.range()]) => MarkKind::Address,
                Some(_) => MarkKind::Words,
                None if said.starts_with("![")
                    || said.starts_with("<i")
                    || said.starts_with("<I") =>
                {
                    MarkKind::Picture
                }
                None => MarkKind::Address,
            };
            Some(Mark {
                span: Span::new(whole.start() + usize::from(inside), whole.end()),
                kind,
            })
        })
        .collect()
}

/// Tells whether a link's words are an address themselves: "tidewell.example/fill".
fn shows(words: &str) -> bool {
    !words.contains(char::is_whitespace) && (words.contains('.') || words.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let kinds = |source| {
            marks(source)
                .into_iter()
                .map(|mark| mark.kind)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            kinds("![lamp](l.png) and <img src=x>"),
            [MarkKind::Picture, MarkKind::Picture]
        );
        assert_eq!(kinds("[our study](https://a.example)"), [MarkKind::Words]);
        assert_eq!(
            kinds("[a.example](https://a.example), https://b.example."),
            [MarkKind::Address, MarkKind::Address]
        );
        assert_eq!(kinds("`[a](b)` and [how many?]"), []);
    }

    #[test]
    fn letters_of_any_script_are_whole() {
        let words = "調査".repeat(100);
        let source = format!("“見る”「[{words}](https://a.example/調査)」, https://b.example”");
        let found: Vec<&str> = marks(&source)
            .iter()
            .map(|mark| mark.span.of(&source))
            .collect();
        let link = format!("[{words}](https://a.example/調査)");
        assert_eq!(found, [link.as_str(), "https://b.example"]);
    }
}
