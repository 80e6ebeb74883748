//! Pictures and links in a paragraph's source, in its own bytes. Code is not looked into.

use crate::model::Span;
use regex::Regex;
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

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?x)
        `+[^`]*`+
        | !\[[^\]\n]{0,300}\]\([^)\n]{0,600}\)
        | (?i:<img\b[^>]{0,600}>)
        | \[(?P<words>[^\]\n]{1,300})\]\((?P<to>[^)\n]{1,600})\)
        | <(?:https?://|mailto:)[^>\s]{1,600}>
        | \b(?:https?://|www\.)[^\s)\]>"”]+
        "#,
    )
    .expect("a fixed pattern")
});

/// Returns the pictures and links of a paragraph.
pub(super) fn marks(source: &str) -> Vec<Mark> {
    MARK.captures_iter(source)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let said = whole.as_str();
            // A picture inside a link is a picture.
            let inside = said.starts_with("[![");
            let kind = match found.name("words") {
                _ if said.starts_with('`') => return None,
                Some(_) if inside => MarkKind::Picture,
                Some(words) if shows(words.as_str()) => MarkKind::Address,
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
}
