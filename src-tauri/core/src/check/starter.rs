//! Which words of a document are still the template's own guidance, or a mark to write later.

use super::claims::ascii_bounded;
use crate::model::Span;
use crate::model::block::Kind;
use crate::model::reading::Reading;
use crate::template::{Template, built_in};
use regex::Regex;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The passages that nobody has written yet, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Guidance {
    /// Brackets that stand in a template's starter text, as they are there or with some words changed.
    pub template: Vec<Span>,
    /// Those in which nothing was changed.
    pub untouched: Vec<Span>,
    /// TODO, TBD, empty brackets and the like.
    pub later: Vec<Span>,
    /// Both, in the order of the text.
    all: Vec<Span>,
}

static LATER: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?x)
        \b(?:TODO|TBD|FIXME|TBC|TBA|XXX+)\b
        | (?i:\blorem\ ipsum\b)
        | \[\s*(?:\.\.\.|…|_+|\?+)?\s*\]
        | (?i:\[(?:insert|your|add|enter|fill\ in|company\ name|product\ name|customer\ name|name|date|city|placeholder)\b[^\]\n]{0,80}\])
        ",
    )
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
        found.untouched.sort_unstable();
        found.later.sort_unstable();
        found.all = found.template.iter().chain(&found.later).copied().collect();
        found.all.sort_unstable();
        found
    }

    fn look_in(&mut self, text: &str, span: Span, masked: &str, known: &Known) {
        let first = self.template.len();
        let mut from = 0;
        let mut opens = Signs::of(masked, '[');
        let mut closes = Signs::of(masked, ']');
        while let Some(open) = opens.from(from) {
            let closed = closes.from(open).map(|place| place + 1);
            let next = opens.from(open + 1);
            // A bracket that lost its end reaches to the next one, or to the end of the passage.
            let is_cut = closed.is_none_or(|end| next.is_some_and(|next| next < end));
            let whole = closed.filter(|end| match &masked[open..*end] {
                bracket if is_cut => known.is_unchanged(bracket),
                bracket => known.is_guidance(bracket),
            });
            let cut = is_cut.then(|| masked[open..next.unwrap_or(masked.len())].trim_end());
            let cut = cut.filter(|words| known.resembles(words));
            let end = whole.or(cut.map(|words| open + words.len()));
            if let Some(end) = end {
                let place = Span::new(span.start + open, span.start + end);
                self.template.push(place);
                if known.is_unchanged(&masked[open..end]) {
                    self.untouched.push(place);
                }
            }
            from = end
                .or(closed.filter(|_| !is_cut))
                .or(next)
                .unwrap_or(masked.len());
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

/// The places of one sign in a text, asked for from the front to the back: the way to the next one
/// is gone once, however many ask for it.
struct Signs<'a> {
    text: &'a str,
    sign: char,
    /// The first one from the last place that was asked for; `None` before anybody asked.
    next: Option<Option<usize>>,
}

impl Signs<'_> {
    fn of(text: &str, sign: char) -> Signs<'_> {
        Signs {
            text,
            sign,
            next: None,
        }
    }

    /// Returns the first one at a place or behind it.
    fn from(&mut self, place: usize) -> Option<usize> {
        let is_behind = |next: Option<usize>| next.is_none_or(|next| next >= place);
        if !self.next.is_some_and(is_behind) {
            let found = self.text[place..].find(self.sign);
            self.next = Some(found.map(|found| place + found));
        }
        self.next.flatten()
    }
}

/// The guidance of all templates.
#[derive(Clone)]
struct Known {
    /// Spaces evened out.
    whole: HashSet<String>,
    /// Count of words of each longer piece.
    lengths: Vec<usize>,
    /// The longer pieces that a word stands in.
    pieces: HashMap<String, Vec<usize>>,
    /// Length of the longest piece in bytes.
    longest: usize,
}

/// Fewest words of a piece that is known by its likeness: nobody writes so many by chance.
const LIKE_WORDS: usize = 5;
/// Of the words of the longer of two texts, the tenths that both must have.
const LIKE_TENTHS: usize = 6;

impl Known {
    /// The templates that ship are the same for every document, and so are read once.
    fn of(reading: &Reading<'_>) -> Cow<'static, Known> {
        static SHIPPED: LazyLock<Known> = LazyLock::new(|| Known::in_templates(built_in()));
        match reading.template {
            Some(own) if !built_in().contains(own) => {
                Cow::Owned(Known::in_templates(built_in().iter().chain([own])))
            }
            _ => Cow::Borrowed(&SHIPPED),
        }
    }

    fn in_templates<'a>(templates: impl IntoIterator<Item = &'a Template>) -> Known {
        let mut known = Known {
            whole: HashSet::new(),
            lengths: Vec::new(),
            pieces: HashMap::new(),
            longest: 0,
        };
        for piece in templates.into_iter().flat_map(Template::guidance) {
            if known.whole.insert(even(piece)) {
                known.add_words(piece);
            }
        }
        known
    }

    fn add_words(&mut self, piece: &str) {
        self.longest = self.longest.max(piece.len());
        let words = words(piece);
        if words.len() < LIKE_WORDS {
            return;
        }
        let number = self.lengths.len();
        self.lengths.push(words.len());
        for word in words {
            self.pieces.entry(word).or_default().push(number);
        }
    }

    fn is_unchanged(&self, bracket: &str) -> bool {
        bracket.len() <= 2 * self.longest && self.whole.contains(&even(bracket))
    }

    fn is_guidance(&self, bracket: &str) -> bool {
        self.is_unchanged(bracket) || self.resembles(bracket)
    }

    /// Tells whether most words of a text are most words of a piece of guidance.
    fn resembles(&self, text: &str) -> bool {
        if text.len() > 2 * self.longest {
            return false;
        }
        let words = words(text);
        if words.len() < LIKE_WORDS {
            return false;
        }
        let mut shared = vec![0; self.lengths.len()];
        for piece in words
            .iter()
            .filter_map(|word| self.pieces.get(word))
            .flatten()
        {
            shared[*piece] += 1;
        }
        shared
            .iter()
            .zip(&self.lengths)
            .any(|(shared, length)| 10 * shared >= LIKE_TENTHS * words.len().max(*length))
    }
}

/// The different words of a text, in lower case.
fn words(text: &str) -> HashSet<String> {
    text.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::examine;
    use crate::check::testing::NARRATIVE;
    use crate::template::by_id;

    const TENETS: &str = "[Up to seven, one or two sentences each: what we prefer over what, so that somebody could honestly disagree. These are our tenets unless you know better ones.]";

    /// Returns the guidance that is found in the tenets, and whether it is untouched.
    fn found(words: &str) -> Option<(String, bool)> {
        let text = format!("## Tenets\n\n{words}\n");
        let reading = Reading::new(&text, by_id(NARRATIVE));
        let guidance = Guidance::of(&reading);
        let place = *guidance.template.first()?;
        let untouched = guidance.untouched.contains(&place);
        Some((place.of(&text).to_owned(), untouched))
    }

    #[test]
    fn guidance_is_known_by_most_of_its_words() {
        assert_eq!(found(TENETS), Some((TENETS.to_owned(), true)));
        let typed_into = TENETS.replace("seven", "sevMany customers wait.en");
        assert_eq!(found(&typed_into), Some((typed_into, false)));
        let begun_otherwise = TENETS.replace("Up to seven, one", "At most five, one");
        assert_eq!(found(&begun_otherwise), Some((begun_otherwise, false)));
        let cut = TENETS.replace(']', "");
        assert_eq!(found(&cut), Some((cut.clone(), false)));
        let before_another = format!("{cut} [how many?]");
        assert_eq!(found(&before_another), Some((cut, false)));
        let spread = TENETS.replace("seven, ", "seven,\n");
        assert_eq!(found(&spread), Some((spread, true)));
    }

    #[test]
    fn what_was_written_is_no_guidance() {
        for own in [
            "We prefer speed over breadth. These are our tenets unless you know better ones.",
            "[We prefer what is fast over what is broad.]",
            "[how many?] of what we prefer over what",
            "Up to seven",
        ] {
            assert_eq!(found(own), None, "{own}");
        }
    }

    #[test]
    fn changed_guidance_leaves_its_part_empty() {
        let text = format!("## Tenets\n\n{}\n", TENETS.replace("seven", "sevenMany"));
        let examination = examine(&text, by_id(NARRATIVE));
        let words: Vec<usize> = examination
            .parts
            .iter()
            .filter(|part| part.role == "tenets")
            .map(|part| part.words)
            .collect();
        assert_eq!(words, [0]);
        assert_eq!(examination.untouched, []);
    }
}
