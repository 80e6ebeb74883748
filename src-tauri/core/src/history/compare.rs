//! Compares two texts as a reader would: by part, by paragraph, by word.
//!
//! Line endings, a byte-order mark and the width of white space are no change. Swapping the
//! texts swaps what came in with what went out: paragraphs and words are always paired in the
//! same direction, whichever text is the newer.

use crate::model::Structure;

use super::names::Names;
use super::pairing::{Fate, Link, pair};
use super::paragraphs::{Paragraph, paragraphs};
use super::runs::{marked_words, whole_sentences};
use super::wording::{Beside, Tally, sentence};
use super::words::{Token, Vocabulary, count, matches};

/// Passages that are listed; nobody reads more, and the sentence says when there are more.
const LISTED: usize = 2_000;
/// Words are marked where up to one in this many changed.
const SHARE_MARKED: usize = 3;

/// What changed from an older text to a newer one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// "Four paragraphs changed, 212 words in, 40 out." or "Nothing changed."
    pub sentence: String,
    /// Words of the newer text that the older one lacks.
    pub words_in: usize,
    /// Words of the older text that the newer one lacks.
    pub words_out: usize,
    /// Changed paragraphs in the order of the newer text; the first 2,000 when there are more.
    pub passages: Vec<Passage>,
}

/// One changed paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The part it stands in, as the template names it on the screen; may be empty.
    pub part: String,
    /// Byte in the newer text where it stands, or where it stood.
    pub at: usize,
    /// What happened to it.
    pub kind: PassageKind,
    /// Runs in reading order.
    pub runs: Vec<Run>,
}

/// What happened to a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// Only the newer text has it.
    New,
    /// Only the older text has it.
    Gone,
    /// A third of its words or less changed: runs are mixed.
    Changed,
    /// More than a third changed: whole old sentences, then whole new ones.
    Rewritten,
    /// Its words are the same, it stands elsewhere now: one run of `Same`.
    Moved,
}

/// A stretch of text with one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its fate.
    pub kind: RunKind,
    /// Its words, as they stand in their text.
    pub text: String,
}

/// What happened to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// Both texts have it.
    Same,
    /// Only the newer text has it.
    Added,
    /// Only the older text has it.
    Gone,
}

/// Compares `old` with `new`; `structure` is what a reader sees in `new` and names the parts.
pub fn compare(old: &str, new: &str, structure: &Structure) -> Comparison {
    let (old_paragraphs, old_unprinted) = paragraphs(old);
    let (new_paragraphs, new_unprinted) = paragraphs(new);
    let turned = old > new;
    let links = if turned {
        turn(pair(&new_paragraphs, &old_paragraphs))
    } else {
        pair(&old_paragraphs, &new_paragraphs)
    };
    let mut reading = Reading {
        old: Side::new(old, &old_paragraphs),
        new: Side::new(new, &new_paragraphs),
        turned,
        names: Names::new(structure, &new_paragraphs),
        words_in: 0,
        words_out: 0,
        tally: Tally::default(),
        passages: Vec::new(),
    };
    reading.read(&links);
    let Reading {
        passages,
        tally,
        words_in,
        words_out,
        ..
    } = reading;
    let beside = match (old == new, old_unprinted == new_unprinted) {
        (true, _) => Beside::Nothing,
        (false, true) => Beside::Spacing,
        (false, false) => Beside::Unprinted,
    };
    let mut sentence = sentence(tally, words_in, words_out, beside);
    if tally.total() > passages.len() {
        sentence.push_str(" The first 2,000 are shown.");
    }
    Comparison {
        sentence,
        words_in,
        words_out,
        passages,
    }
}

fn turn(links: Vec<Link>) -> Vec<Link> {
    let mut links: Vec<Link> = links
        .into_iter()
        .map(|Link { a, b, fate }| Link { a: b, b: a, fate })
        .collect();
    links.sort_by_key(|link| link.b.start);
    links
}

/// One of the two texts.
struct Side<'p, 't> {
    text: &'t str,
    paragraphs: &'p [Paragraph<'t>],
}

impl<'p, 't> Side<'p, 't> {
    fn new(text: &'t str, paragraphs: &'p [Paragraph<'t>]) -> Self {
        Side { text, paragraphs }
    }

    /// Returns the text of paragraphs that follow one another.
    fn stretch(&self, range: &std::ops::Range<usize>) -> &'t str {
        let first = &self.paragraphs[range.start];
        let last = &self.paragraphs[range.end - 1];
        &self.text[first.start..last.end()]
    }
}

/// Walks over both texts, lists what changed and counts on the way.
struct Reading<'p, 't> {
    old: Side<'p, 't>,
    new: Side<'p, 't>,
    turned: bool,
    names: Names<'p, 't>,
    words_in: usize,
    words_out: usize,
    tally: Tally,
    passages: Vec<Passage>,
}

impl Reading<'_, '_> {
    fn read(&mut self, links: &[Link]) {
        let mut gone = self.gone(links).into_iter().peekable();
        let mut next = 0;
        for link in links {
            for alone in next..link.b.start {
                self.gone_before(&mut gone, alone);
                self.new_paragraph(alone);
            }
            self.gone_before(&mut gone, link.b.start);
            self.linked(link);
            next = link.b.end;
        }
        let end = self.new.paragraphs.len();
        for alone in next..end {
            self.gone_before(&mut gone, alone);
            self.new_paragraph(alone);
        }
        self.gone_before(&mut gone, end);
    }

    /// Returns what is gone, each with the paragraph of the newer text before which it stood.
    fn gone(&self, links: &[Link]) -> Vec<(usize, usize)> {
        let mut partners = vec![None; self.old.paragraphs.len()];
        for link in links {
            for place in link.a.clone() {
                partners[place] = Some((link.b.end, link.fate));
            }
        }
        let mut found = Vec::new();
        let mut before = 0;
        for (place, partner) in partners.into_iter().enumerate() {
            match partner {
                Some((_, Fate::Moved)) => {}
                Some((end, _)) => before = end,
                None => found.push((before, place)),
            }
        }
        // Changed paragraphs may have crossed over; what is gone follows the newer text.
        found.sort_unstable();
        found
    }

    /// Lists what stood before a paragraph of the newer text.
    fn gone_before(&mut self, gone: &mut Gone, paragraph: usize) {
        while let Some((before, place)) = gone.next_if(|(before, _)| *before <= paragraph) {
            let text = self.old.paragraphs[place].text;
            self.words_out += count(&Vocabulary::default().tokens(text));
            self.tally.gone += 1;
            let next = self.new.paragraphs.get(before);
            let at = next.map_or(self.new.text.len(), |next| next.start);
            self.list(before.saturating_sub(1), at, PassageKind::Gone, || {
                vec![run(RunKind::Gone, text)]
            });
        }
    }

    fn new_paragraph(&mut self, place: usize) {
        let Paragraph { text, start, .. } = self.new.paragraphs[place];
        self.words_in += count(&Vocabulary::default().tokens(text));
        self.tally.added += 1;
        self.list(place, start, PassageKind::New, || {
            vec![run(RunKind::Added, text)]
        });
    }

    fn linked(&mut self, link: &Link) {
        let place = link.b.start;
        let start = self.new.paragraphs[place].start;
        match link.fate {
            Fate::Stays => {}
            Fate::Moved => {
                let text = self.new.stretch(&link.b);
                self.tally.moved += 1;
                self.list(place, start, PassageKind::Moved, || {
                    vec![run(RunKind::Same, text)]
                });
            }
            Fate::Changed => self.changed(link, place, start),
        }
    }

    fn changed(&mut self, link: &Link, place: usize, start: usize) {
        let (old, new) = (self.old.stretch(&link.a), self.new.stretch(&link.b));
        let mut vocabulary = Vocabulary::default();
        let (old_tokens, new_tokens) = (vocabulary.tokens(old), vocabulary.tokens(new));
        let pairs = self.together(&old_tokens, &new_tokens);
        let stay = (pairs.iter())
            .filter(|(_, at)| new_tokens[*at].is_word)
            .count();
        let (old_words, new_words) = (count(&old_tokens), count(&new_tokens));
        let (words_in, words_out) = (new_words - stay, old_words - stay);
        self.words_in += words_in;
        self.words_out += words_out;
        self.tally.changed += 1;
        if SHARE_MARKED * (words_in + words_out) <= old_words + new_words {
            self.list(place, start, PassageKind::Changed, || {
                marked_words(&old_tokens, &new_tokens, &pairs)
            });
        } else {
            self.list(place, start, PassageKind::Rewritten, || {
                whole_sentences(old, new)
            });
        }
    }

    fn together(&self, old: &[Token<'_>], new: &[Token<'_>]) -> Vec<(usize, usize)> {
        let ids =
            |tokens: &[Token<'_>]| -> Vec<u32> { tokens.iter().map(|token| token.id).collect() };
        if self.turned {
            let pairs = matches(&ids(new), &ids(old));
            return pairs.into_iter().map(|(new, old)| (old, new)).collect();
        }
        matches(&ids(old), &ids(new))
    }

    /// Lists a passage while there is room; `place` is the paragraph that names the part.
    fn list(
        &mut self,
        place: usize,
        at: usize,
        kind: PassageKind,
        runs: impl FnOnce() -> Vec<Run>,
    ) {
        if self.passages.len() < LISTED {
            self.passages.push(Passage {
                part: self.names.of(place),
                at,
                kind,
                runs: runs(),
            });
        }
    }
}

/// Places in the newer text, and the paragraphs of the older one that stood before them.
type Gone = std::iter::Peekable<std::vec::IntoIter<(usize, usize)>>;

fn run(kind: RunKind, text: &str) -> Run {
    Run {
        kind,
        text: text.to_owned(),
    }
}
