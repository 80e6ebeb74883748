//! Where a document argues: the press release, or a narrative up to its FAQ and appendix.
//! Never counts an FAQ, an appendix or what stands in no part of a press release.

use super::open::Open;
use crate::model::block::{Block, Kind};
use crate::model::prose::{Passage, count_words, mask, sentences};
use crate::model::{Part, Span};

/// Words on a full page of prose: 45 lines of about 100 characters. Headings and short lines make
/// it fewer, never more.
pub(super) const WORDS_A_PAGE: usize = 650;

impl<'a> Open<'a> {
    /// Tells whether the argument stands at a byte.
    pub(super) fn is_body(&self, offset: usize) -> bool {
        let kind = self.reading.structure.kind.as_str();
        match (kind, self.reading.role_at(offset)) {
            (_, Some(role)) if role.ends_with("faq") || role == "appendix" => false,
            ("prfaq", role) => role.is_some(),
            ("narrative", _) => self.appendix_start().is_none_or(|start| offset < start),
            _ => false,
        }
    }

    /// Returns the byte at which the first appendix begins.
    pub(super) fn appendix_start(&self) -> Option<usize> {
        *self.appendix_start.get_or_init(|| {
            let parts = &self.reading.structure.parts;
            let appendix = parts.iter().find(|part| part.role == "appendix")?;
            Some(appendix.span.start)
        })
    }

    /// Returns the paragraphs of the argument; guidance of the template is not among them.
    pub(super) fn body_passages(&self) -> impl Iterator<Item = &'a Passage> {
        let reading = self.reading;
        reading.passages.iter().filter(|passage| {
            self.is_body(passage.span.start) && !self.guidance.touches(passage.span)
        })
    }

    /// Returns the first part with this role.
    pub(super) fn part(&self, role: &str) -> Option<&'a Part> {
        let parts = &self.reading.structure.parts;
        parts.iter().find(|part| part.role == role)
    }

    /// Returns the sentences of a part without its heading; a headline is its own heading.
    pub(super) fn sentences_of(&self, part: &Part) -> Vec<Span> {
        let passages = &self.reading.passages;
        // A label such as "Problem:" begins the paragraph before the part's own words.
        let first = passages.partition_point(|passage| passage.span.end <= part.body.start);
        let mut found: Vec<Span> = passages[first..]
            .iter()
            .take_while(|passage| passage.span.start < part.body.end)
            .flat_map(|passage| passage.sentences.iter().copied())
            .filter(|span| span.end > part.body.start)
            .map(|span| Span::new(span.start.max(part.body.start), span.end))
            .collect();
        if found.is_empty() {
            let masked = mask(part.body.of(self.text()));
            let shift = part.body.start;
            found = sentences(&masked)
                .into_iter()
                .map(|span| Span::new(span.start + shift, span.end + shift))
                .collect();
        }
        found
    }

    /// Tells whether a span is still the template's, or a mark to write later.
    pub(super) fn is_unwritten(&self, span: Span) -> bool {
        self.guidance.touches(span) || self.guidance.promises(span)
    }

    /// Returns the first paragraph of the argument that begins a page after this many, by its
    /// words; `None` when all of it fits.
    pub(super) fn page_break(&self, blocks: &[&'a Block], words: usize) -> Option<Span> {
        let mut before = 0;
        for block in blocks {
            let here = words_of(self.text(), block);
            if before + here > words {
                return Some(block.span);
            }
            before += here;
        }
        None
    }
}

/// Counts the words of a block that are printed.
pub(super) fn words_of(text: &str, block: &Block) -> usize {
    match &block.kind {
        Kind::Heading { text: words, .. } => count_words(words.of(text)),
        Kind::Html | Kind::Rule => 0,
        _ => count_words(&mask(block.span.of(text))),
    }
}
