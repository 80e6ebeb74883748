//! A document read as its readers see it: front matter, parts, questions, running text.
//! Cannot fail: what cannot be read leaves a notice.

use super::block::{self, Block, Kind};
use super::earlier::{Earlier, Kept};
use super::heading::{Meaning, meaning, normalise};
use super::parts::{self, Found};
use super::prose::{Passage, count_words, language};
use super::question::{Faq, questions};
use super::{FoundBy, FrontMatter, Part, Side, Span, Structure, Unprinted};
use crate::template::Template;

/// Everything that rules look at.
#[derive(Clone, Debug)]
pub(crate) struct Reading<'a> {
    pub text: &'a str,
    pub template: Option<&'a Template>,
    pub front_matter: Option<FrontMatter>,
    pub blocks: Vec<Block>,
    pub passages: Vec<Passage>,
    /// How many of them were taken over from an earlier text.
    pub kept: Kept,
    pub structure: Structure,
    /// Answers to remarks, and pins.
    pub unprinted: Unprinted,
    /// Whether the text was not looked at; a notice says why.
    pub unread: bool,
    /// Why something was not read, as sentences for the writer.
    pub notices: Vec<String>,
}

impl<'a> Reading<'a> {
    /// Reads a text with a template; without one, finds the built-in template that fits.
    #[cfg(test)]
    pub(crate) fn new(text: &'a str, template: Option<&'a Template>) -> Reading<'a> {
        Reading::among(text, template, crate::template::built_in())
    }

    /// Reads a text with a template; without one, finds among `known` the one that fits.
    pub(crate) fn among(
        text: &'a str,
        template: Option<&'a Template>,
        known: &'a [Template],
    ) -> Reading<'a> {
        Reading::again(text, template, known, Earlier::default())
    }

    /// Reads a text as [`Reading::among`] does, taking over the paragraphs that it shares with an
    /// earlier one.
    pub(crate) fn again(
        text: &'a str,
        template: Option<&'a Template>,
        known: &'a [Template],
        earlier: Earlier,
    ) -> Reading<'a> {
        let front_matter = FrontMatter::read(text);
        let mut notices = Vec::new();
        let mut from = text.len() - text.trim_start_matches('\u{feff}').len();
        if let Some(found) = &front_matter {
            match &found.problem {
                Some(problem) => notices.push(problem.clone()),
                None => from = found.span.end,
            }
        }
        let blocks = block::read(text, from);
        let unread = blocks.is_err();
        let found = blocks.unwrap_or_else(|notice| {
            notices.push(notice);
            block::Blocks::default()
        });
        let (passages, kept) = earlier.read_again(text, &found.prose);
        let unprinted = Unprinted::among(text, &found.blocks);
        let mut reading = Reading {
            text,
            unprinted,
            template,
            front_matter,
            blocks: found.blocks,
            passages,
            kept,
            structure: Structure::default(),
            unread,
            notices,
        };
        reading.template = template.or_else(|| reading.fitting_template(known));
        reading.structure = reading.structure_of();
        reading
    }

    /// Returns the role of the part at a byte; parts never overlap.
    pub(crate) fn role_at(&self, offset: usize) -> Option<&str> {
        let after = self
            .structure
            .parts
            .partition_point(|part| part.span.start <= offset);
        let part = after
            .checked_sub(1)
            .map(|index| &self.structure.parts[index])?;
        part.span.contains(offset).then_some(part.role.as_str())
    }

    /// Returns the blocks that begin inside a span.
    pub(crate) fn blocks_in(&self, span: Span) -> &[Block] {
        let first = self
            .blocks
            .partition_point(|block| block.span.start < span.start);
        let end = self
            .blocks
            .partition_point(|block| block.span.start < span.end);
        &self.blocks[first..end.max(first)]
    }

    /// Returns where what is printed ends.
    pub(crate) fn printed_end(&self) -> usize {
        self.unprinted.printed_end(self.text)
    }

    fn structure_of(&self) -> Structure {
        let mut structure = Structure {
            language: language(self.passages.iter().map(|passage| passage.masked.as_str()))
                .to_owned(),
            words: self.words(),
            ..Structure::default()
        };
        let Some(template) = self.template else {
            return structure;
        };
        structure.kind = template.kind.clone();
        structure.template = template.id.clone();
        let pinned = self.pinned_blocks(template);
        let found = parts::find(
            self.text,
            &self.blocks,
            &self.passages,
            template,
            pinned.clone(),
        );
        structure.parts = found
            .parts
            .iter()
            .filter_map(|part| self.part(part))
            .collect();
        for (place, faq) in found.faqs.iter().enumerate() {
            let asked = questions(self.text, &self.blocks, &self.passages, faq);
            // "FAQ" above "Customer FAQ" and "Internal FAQ" only holds the two together.
            let holds_others = asked.is_empty()
                && faq.side == Side::Unknown
                && found.faqs[place + 1..]
                    .first()
                    .is_some_and(|other| other.level == faq.level);
            structure.questions.extend(asked);
            if !holds_others {
                let mut part = faq_part(template, faq);
                let opens = faq.heading.unwrap_or(faq.first);
                if pinned.iter().any(|(block, _)| *block == opens) {
                    part.found_by = FoundBy::Pin;
                }
                structure.parts.extend(self.part(&part));
            }
        }
        structure
            .questions
            .sort_by_key(|question| question.span.start);
        structure
            .parts
            .sort_by_key(|part| (part.span.start, part.span.end));
        structure
    }

    /// Returns the blocks whose part the writer says, if the template knows it; the first pin counts.
    fn pinned_blocks(&self, template: &Template) -> Vec<(usize, String)> {
        let known = |role: &str| template.part(role).is_some();
        let pins = self.unprinted.pins.iter().filter(|pin| known(&pin.role));
        let mut pinned: Vec<(usize, String)> = pins
            .filter_map(|pin| Some((pin.block?, pin.role.clone())))
            .collect();
        pinned.dedup_by_key(|(block, _)| *block);
        pinned
    }

    fn part(&self, found: &Found) -> Option<Part> {
        let content = found.first..found.end.max(found.first);
        let heading = found.heading.map(|index| &self.blocks[index]);
        let start = heading
            .or(self
                .blocks
                .get(content.start)
                .filter(|_| !content.is_empty()))?
            .span
            .start;
        let heading_end = heading.map_or(start, |heading| heading.span.end);
        let end = if content.is_empty() {
            heading_end
        } else {
            self.blocks[content.end - 1].span.end
        };
        let body_start = match (found.label_end, content.is_empty()) {
            (Some(label_end), _) => label_end,
            (None, false) => self.blocks[content.start].span.start,
            (None, true) => end,
        };
        let body = match heading.map(|heading| &heading.kind) {
            // A headline is its own heading.
            Some(Kind::Heading { text, .. })
                if content.is_empty()
                    && matches!(found.found_by, FoundBy::Position | FoundBy::Pin)
                    && matches!(found.role.as_str(), "headline" | "subheading") =>
            {
                *text
            }
            _ => block::trimmed(self.text, body_start.min(end), end),
        };
        Some(Part {
            role: found.role.clone(),
            span: Span::new(start, end),
            body,
            found_by: found.found_by,
        })
    }

    fn words(&self) -> usize {
        let prose: usize = self.passages.iter().map(|passage| passage.words).sum();
        let others: usize = self
            .blocks
            .iter()
            .map(|block| match &block.kind {
                Kind::Heading { text, .. } => count_words(text.of(self.text)),
                Kind::Table => table_words(block.span.of(self.text)),
                _ => 0,
            })
            .sum();
        prose + others
    }

    /// Finds the template by the front matter, else by what the headings and the opening say.
    fn fitting_template(&self, known: &'a [Template]) -> Option<&'a Template> {
        let by_id = |id: &str| known.iter().find(|template| template.id == id);
        let named = self.front_matter.as_ref().and_then(FrontMatter::template);
        if let Some(named) = named {
            let lower = named.to_lowercase();
            let by_name = |template: &&Template| {
                template.name.to_lowercase() == lower || template.kind == lower
            };
            let chosen = by_id(&lower).or_else(|| known.iter().find(by_name));
            if chosen.is_some() {
                return chosen;
            }
        }
        self.told_template(known)
    }

    /// Finds the template by what the headings and the opening say: first the kind, by its first
    /// template, then the profile or family.
    fn told_template(&self, known: &'a [Template]) -> Option<&'a Template> {
        let headings = parts::announced(self.text, &self.blocks);
        let told = |template: &Template| told_by(&headings, template);
        let release = known.iter().find(|one| one.kind == "prfaq")?;
        let for_release = self.release_evidence(&headings, release);
        let (narrative, for_narrative) = known
            .iter()
            .filter(|one| one.kind == "narrative")
            .map(|one| (one, narrative_evidence(&headings, one)))
            .rev()
            .max_by_key(|(_, evidence)| *evidence)?;
        if let Some(short) = self.short_kind(&headings, known)
            && for_narrative < 4
        {
            return Some(short);
        }
        if for_release >= 3 && for_release >= for_narrative {
            let profiles = known.iter().filter(|one| one.kind == "prfaq");
            return profiles
                .filter(|one| told(one) >= 2)
                .rev()
                .max_by_key(|one| told(one))
                .or(Some(release));
        }
        (for_narrative >= 4).then_some(narrative)
    }

    /// Recognises the kinds that are told by their own few headings alone.
    fn short_kind(&self, headings: &[String], known: &'a [Template]) -> Option<&'a Template> {
        let asks = |one: &&Template| one.kind == "questions" && told_by(headings, one) >= 3;
        let title = self.blocks.iter().find_map(|block| match block.kind {
            Kind::Heading { text, level: 1 } => Some(normalise(text.of(self.text))),
            _ => None,
        });
        let named = |one: &&Template| {
            one.kind == "tenets"
                && title
                    .as_deref()
                    .is_some_and(|title| title.ends_with("tenets") || title.ends_with("テネット"))
        };
        known.iter().find(|one| asks(one) || named(one))
    }

    fn release_evidence(&self, headings: &[String], template: &Template) -> u32 {
        let mut evidence = 0;
        for heading in headings {
            evidence += match meaning(heading, template) {
                Meaning::SectionTitle => 3,
                Meaning::Faq(Side::Unknown) => 2,
                Meaning::Faq(_) => 3,
                Meaning::Quotes | Meaning::QuoteOf(_) => 1,
                Meaning::Part(role)
                    if matches!(role.as_str(), "summary" | "headline" | "how-it-works") =>
                {
                    0
                }
                Meaning::Part(role) if role.ends_with("quote") || role == "call-to-action" => 2,
                Meaning::Part(_) => 1,
                Meaning::Other => 0,
            };
        }
        let opening: Vec<&Passage> = self.passages.iter().take(25).collect();
        if opening
            .iter()
            .take(4)
            .any(|passage| super::role::is_dateline(&passage.masked))
        {
            evidence += 2;
        }
        if opening
            .iter()
            .any(|passage| super::speaker::attribution(passage).is_some())
        {
            evidence += 1;
        }
        evidence
    }
}

/// Adds up what the headings tell for a family of narratives; each part is heard once.
fn narrative_evidence(headings: &[String], template: &Template) -> u32 {
    let mut heard: Vec<String> = Vec::new();
    let mut evidence = 0;
    for heading in headings {
        let Meaning::Part(role) = meaning(heading, template) else {
            continue;
        };
        if !heard.contains(&role) {
            evidence += template.part(&role).map_or(0, |part| part.tells);
            heard.push(role);
        }
    }
    match evidence {
        0 => 0,
        some => some + told_by(headings, template),
    }
}

/// Counts the headings that a template of this profile has and its siblings lack.
fn told_by(headings: &[String], template: &Template) -> u32 {
    let normal = headings.iter().map(|heading| normalise(heading));
    normal.fold(0, |count, heading| {
        count + u32::from(template.told_by.contains(&heading))
    })
}

fn faq_part(template: &Template, faq: &Faq) -> Found {
    let role = match (template.kind.as_str(), faq.side) {
        ("narrative", _) => "faq",
        (_, Side::Internal) => "internal-faq",
        _ => "customer-faq",
    };
    Found {
        role: role.to_owned(),
        found_by: FoundBy::Heading,
        heading: faq.heading,
        label_end: None,
        first: faq.first,
        end: faq.end,
    }
}

fn table_words(table: &str) -> usize {
    let plain: String = table
        .chars()
        .map(|c| if matches!(c, '|' | '-' | ':') { ' ' } else { c })
        .collect();
    count_words(&plain)
}
