//! Which words of a document are still the template's own guidance, or a mark to write later.

use crate::model::Span;
use crate::model::block::Kind;
use crate::model::reading::Reading;
use crate::template::built_in;
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The passages that nobody has written yet, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Guidance {
    /// Brackets that stand in a template's starter text.
    pub template: Vec<Span>,
    /// TODO, TBD, empty brackets and the like.
    pub later: Vec<Span>,
    /// Both, in the order of the text.
    all: Vec<Span>,
}

static LATER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        \b(?:TODO|TBD|FIXME|TBC|TBA|XXX+)\b
        | (?i:\blorem\ ipsum\b)
        | \[\s*(?:\.\.\.|…|_+|\?+)?\s*\]
        | (?i:\[(?:insert|your|add|enter|fill\ in|company\ name|product\ name|customer\ name|name|date|city|placeholder)\b[^\]\n]{0,80}\])
        ",
    )
    .expect("a fixed pattern")
});

impl Guidance {
    /// Finds guidance and marks in headings and paragraphs; code is left alone.
    pub(super) fn of(reading: &Reading<'_>) -> Guidance {
        let mut found = Guidance::default();
        let known = Known::of(reading);
        let headings = reading.blocks.iter().filter_map(|block| match block.kind {
            Kind::Heading { text, .. } => Some(text),
            _ => None,
        });
        for span in headings {
            found.look_in(reading.text, span, span.of(reading.text), &known);
        }
        for passage in &reading.passages {
            found.look_in(reading.text, passage.span, &passage.masked, &known);
        }
        found.template.sort_unstable();
        found.later.sort_unstable();
        found.all = found.template.iter().chain(&found.later).copied().collect();
        found.all.sort_unstable();
        found
    }

    fn look_in(&mut self, text: &str, span: Span, masked: &str, known: &Known) {
        let first = self.template.len();
        let mut from = 0;
        while let Some(open) = masked[from..].find('[').map(|place| from + place) {
            let Some(close) = masked[open..].find(']').map(|place| open + place + 1) else {
                break;
            };
            if known.is_guidance(&masked[open..close]) {
                self.template
                    .push(Span::new(span.start + open, span.start + close));
            }
            from = close;
        }
        for mark in LATER.find_iter(masked) {
            let place = Span::new(span.start + mark.start(), span.start + mark.end());
            // `TODO.md` is a file.
            let rest = &masked[mark.end()..];
            let is_name = rest.starts_with('.') && rest[1..].starts_with(char::is_alphanumeric);
            // `[text][]` and a linked picture are links whose inside was blanked.
            let is_link = masked[..mark.start()].ends_with(']') || place.of(text) != mark.as_str();
            if !is_name
                && !is_link
                && !self.template[first..]
                    .iter()
                    .any(|other| other.overlaps(place))
            {
                self.later.push(place);
            }
        }
    }

    /// Returns a span's text without guidance and marks.
    pub(super) fn written(&self, text: &str, span: Span) -> String {
        let mut written = String::new();
        let mut from = span.start;
        let first = self.all.partition_point(|piece| piece.end <= span.start);
        for piece in self.all[first..]
            .iter()
            .take_while(|piece| piece.start < span.end)
        {
            if piece.start > from {
                written.push_str(&text[from..piece.start]);
            }
            from = from.max(piece.end);
        }
        if from < span.end {
            written.push_str(&text[from..span.end]);
        }
        written
    }

    /// Tells whether a span touches guidance.
    pub(super) fn touches(&self, span: Span) -> bool {
        touches(&self.template, span)
    }

    /// Tells whether a span touches a mark to write later.
    pub(super) fn promises(&self, span: Span) -> bool {
        touches(&self.later, span)
    }
}

/// The pieces are in order and do not overlap one another.
fn touches(pieces: &[Span], span: Span) -> bool {
    let at = pieces.partition_point(|piece| piece.end <= span.start);
    pieces.get(at).is_some_and(|piece| piece.overlaps(span))
}

/// The guidance of all templates, spaces evened out.
struct Known {
    whole: HashSet<String>,
    /// First letters of longer pieces: guidance with a changed end is still guidance.
    beginnings: HashSet<String>,
}

/// Length of a beginning in characters; long enough that nobody writes it by chance.
const BEGINNING: usize = 28;

impl Known {
    fn of(reading: &Reading<'_>) -> Known {
        let mut known = Known {
            whole: HashSet::new(),
            beginnings: HashSet::new(),
        };
        for template in built_in().iter().chain(reading.template) {
            for piece in template.guidance() {
                let even = even(piece);
                if even.chars().count() > BEGINNING {
                    known
                        .beginnings
                        .insert(even.chars().take(BEGINNING).collect());
                }
                known.whole.insert(even);
            }
        }
        known
    }

    fn is_guidance(&self, bracket: &str) -> bool {
        let even = even(bracket);
        let beginning: String = even.chars().take(BEGINNING).collect();
        self.whole.contains(&even) || self.beginnings.contains(&beginning)
    }
}

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
