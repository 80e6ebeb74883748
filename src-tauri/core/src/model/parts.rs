//! Where the parts of a document begin and end.
//! Headings decide first; what no heading names in a press release is told by its role.

use super::block::{Block, Kind};
use super::heading::{Meaning, bare_side, meaning};
use super::label::{bare_line, bold_line, is_exact_part, label};
use super::prose::Passage;
use super::question::{Faq, is_question};
use super::role::{Loose, RELEASE_ROLES, Told, is_dateline, leads_elsewhere, roles};
use super::speaker::{Company, attribution};
use super::{FoundBy, Side};
use crate::template::Template;

/// A part as blocks: its heading, and the blocks after it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub role: String,
    pub found_by: FoundBy,
    pub heading: Option<usize>,
    /// Where the words begin when a label such as `**Problem:**` opens the first block itself.
    pub label_end: Option<usize>,
    pub first: usize,
    /// One past its last block.
    pub end: usize,
}

/// The parts and the FAQs of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Finding {
    pub parts: Vec<Found>,
    pub faqs: Vec<Faq>,
}

/// Level of a bold line that stands for a heading: below every real one.
const BOLD_LINE: u8 = 7;

/// Finds parts and FAQs.
pub(crate) fn find(
    text: &str,
    blocks: &[Block],
    passages: &[Passage],
    template: &Template,
) -> Finding {
    let mut walk = Walk {
        text,
        blocks,
        passages,
        template,
        is_release: template.kind == "prfaq",
        headed: headed_roles(text, blocks, template),
        found: Finding::default(),
        loose: Vec::new(),
        region: Region::Front,
        tentative_headline: None,
        headline: None,
    };
    for index in 0..blocks.len() {
        walk.step(index);
    }
    walk.finish()
}

/// Returns the words of everything that looks like a heading.
pub(crate) fn announced(text: &str, blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .filter_map(|block| match &block.kind {
            Kind::Heading { text: words, .. } => Some(words.of(text).to_owned()),
            Kind::Paragraph => {
                let source = block.span.of(text);
                let label = || label(source).map(|(words, _)| words);
                let alone =
                    || (source.len() < 60 && !source.contains(['\n', '\r'])).then_some(source);
                bold_line(source)
                    .or_else(label)
                    .or_else(alone)
                    .map(str::to_owned)
            }
            _ => None,
        })
        .collect()
}

/// Returns the roles that headings, bold lines and labels name.
fn headed_roles(text: &str, blocks: &[Block], template: &Template) -> Vec<String> {
    if template.kind != "prfaq" {
        return Vec::new();
    }
    announced(text, blocks)
        .iter()
        .filter_map(|words| match meaning(words, template) {
            Meaning::Part(role) => Some(role),
            _ => None,
        })
        .collect()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Region {
    /// Before anything was announced.
    Front,
    /// In a press release, under no part's heading.
    Release,
    /// In the part with this place in `found.parts`, whose heading has this level.
    Part(usize, u8),
    /// In the FAQ with this place in `found.faqs`.
    Faq(usize),
    /// Under a heading that the template does not know.
    Elsewhere,
}

struct Walk<'a> {
    text: &'a str,
    blocks: &'a [Block],
    passages: &'a [Passage],
    template: &'a Template,
    is_release: bool,
    /// Roles that have a heading somewhere in the text.
    headed: Vec<String>,
    found: Finding,
    loose: Vec<usize>,
    region: Region,
    /// The place of a headline that may turn out to be only the document's title.
    tentative_headline: Option<usize>,
    headline: Option<usize>,
}

/// A heading, real or a bold line.
struct Heading<'a> {
    words: &'a str,
    level: u8,
    /// For a label at the start of a paragraph: where the paragraph's own words begin.
    label_end: Option<usize>,
}

impl<'a> Walk<'a> {
    fn step(&mut self, index: usize) {
        match self.heading_at(index) {
            Some(heading) => self.heading(index, &heading),
            None => self.content(index),
        }
    }

    fn heading_at(&self, index: usize) -> Option<Heading<'a>> {
        let block = &self.blocks[index];
        let source = block.span.of(self.text);
        match &block.kind {
            Kind::Heading { level, text } => Some(Heading {
                words: text.of(self.text),
                level: *level,
                label_end: None,
            }),
            Kind::Paragraph => {
                let known = |words: &str| meaning(words, self.template) != Meaning::Other;
                let alone = bold_line(source).or_else(|| bare_line(source, self.template));
                if let Some(words) = alone
                    && (known(words) || (self.in_faq() && bare_side(words).is_some()))
                {
                    return Some(Heading {
                        words,
                        level: BOLD_LINE,
                        label_end: None,
                    });
                }
                let (words, end) = label(source)?;
                is_exact_part(words, self.template)
                    .then_some(Heading {
                        words,
                        level: BOLD_LINE,
                        label_end: Some(block.span.start + end),
                    })
                    .filter(|_| !self.in_faq())
            }
            _ => None,
        }
    }

    fn in_faq(&self) -> bool {
        matches!(self.region, Region::Faq(_))
    }

    fn heading(&mut self, index: usize, heading: &Heading<'_>) {
        let meaning = meaning(heading.words, self.template);
        if let Region::Faq(faq) = self.region {
            if self.inside_faq(index, heading, &meaning, faq) {
                return;
            }
            self.region = Region::Elsewhere;
        }
        match meaning {
            Meaning::Faq(side) if !self.stays_inside(heading.level) => {
                self.begin_faq(index, Some(index), heading.level, side);
            }
            Meaning::SectionTitle => {
                self.tentative_headline = self.headline;
                self.region = Region::Release;
            }
            Meaning::Quotes if self.is_release => self.region = Region::Release,
            Meaning::QuoteOf(name) if self.is_release => {
                let role = self.role_of_voice(index, &name);
                self.begin_part(index, role.to_owned(), heading);
            }
            Meaning::Part(role) if !self.stays_inside(heading.level) => {
                self.begin_part(index, role, heading)
            }
            _ if self.is_release
                && is_question(heading.words)
                && self.has_begun()
                && heading.level > 1 =>
            {
                self.begin_faq(index, None, heading.level - 1, Side::Unknown);
                self.extend(index);
            }
            _ => self.unknown_heading(index, heading),
        }
    }

    /// Handles a heading below an FAQ; returns false when the FAQ is over.
    fn inside_faq(
        &mut self,
        index: usize,
        heading: &Heading<'_>,
        meaning: &Meaning,
        faq: usize,
    ) -> bool {
        let container = self.found.faqs[faq].level;
        let side = match meaning {
            Meaning::Faq(side) => Some(*side),
            _ if heading.level > container || heading.level == BOLD_LINE => {
                bare_side(heading.words)
            }
            _ => None,
        };
        if let Some(side) = side {
            let level = container.min(heading.level);
            self.begin_faq(index, Some(index), level, side);
            return true;
        }
        let stays = is_question(heading.words) || heading.level > container;
        if stays {
            self.extend(index);
        }
        stays
    }

    /// In a narrative a deeper heading belongs to its part whatever it is called.
    fn stays_inside(&self, level: u8) -> bool {
        matches!(self.region, Region::Part(_, part_level) if !self.is_release && level > part_level)
    }

    fn has_begun(&self) -> bool {
        !self.found.parts.is_empty() || self.loose.len() > 2
    }

    fn unknown_heading(&mut self, index: usize, heading: &Heading<'_>) {
        if heading.level == BOLD_LINE {
            return self.content(index);
        }
        if self.is_release
            && self.headline_is_open()
            && self.loose.is_empty()
            && matches!(self.region, Region::Front | Region::Release)
        {
            if let Some(tentative) = self.tentative_headline.take() {
                self.found.parts.remove(tentative);
            }
            return self.position(index, "headline");
        }
        let after_headline = self.headline.is_some_and(|part| {
            self.found.parts[part]
                .heading
                .is_some_and(|at| at + 1 == index)
        });
        if self.is_release && after_headline && heading.words.split_whitespace().count() >= 4 {
            return self.position(index, "subheading");
        }
        match self.region {
            Region::Part(_, level) if heading.level > level => self.extend(index),
            // A title before anything else leaves what follows to be the introduction.
            Region::Front if !self.is_release && self.loose.is_empty() => {}
            _ => self.region = Region::Elsewhere,
        }
    }

    fn headline_is_open(&self) -> bool {
        let begun = self.found.parts.iter().any(|part| part.role != "headline");
        (self.headline.is_none() || self.tentative_headline.is_some())
            && !begun
            && self.found.faqs.is_empty()
    }

    fn position(&mut self, index: usize, role: &str) {
        if role == "headline" {
            self.headline = Some(self.found.parts.len());
        }
        self.found.parts.push(Found {
            role: role.to_owned(),
            found_by: FoundBy::Position,
            heading: Some(index),
            label_end: None,
            first: index + 1,
            end: index + 1,
        });
        self.region = Region::Release;
    }

    fn begin_part(&mut self, index: usize, role: String, heading: &Heading<'_>) {
        let labelled = heading.label_end.is_some();
        self.region = Region::Part(self.found.parts.len(), heading.level);
        self.found.parts.push(Found {
            role,
            found_by: FoundBy::Heading,
            heading: (!labelled).then_some(index),
            label_end: heading.label_end,
            first: if labelled { index } else { index + 1 },
            end: index + 1,
        });
    }

    fn begin_faq(&mut self, index: usize, heading: Option<usize>, level: u8, side: Side) {
        self.region = Region::Faq(self.found.faqs.len());
        let first = if heading.is_some() { index + 1 } else { index };
        self.found.faqs.push(Faq {
            side,
            level,
            heading,
            first,
            end: first,
        });
    }

    fn content(&mut self, index: usize) {
        if !self.says_something(index) {
            return;
        }
        let marked = self.is_release && self.has_begun() && self.begins_with_marked_question(index);
        match self.region {
            Region::Front | Region::Release | Region::Elsewhere if marked => {
                self.begin_faq(index, None, 0, Side::Unknown);
                self.extend(index);
            }
            Region::Front | Region::Release => self.loose.push(index),
            Region::Part(part, _) if self.is_part_of_its_own(index, part) => {
                self.loose.push(index);
                self.region = Region::Release;
            }
            Region::Part(..) | Region::Faq(_) => self.extend(index),
            Region::Elsewhere => {}
        }
    }

    /// Tells whether a paragraph below a part's heading is plainly another part, which has no
    /// heading of its own: a quotation, the dateline below a headed headline, the invitation.
    fn is_part_of_its_own(&self, index: usize, part: usize) -> bool {
        let part = &self.found.parts[part];
        let begun = part.end > part.first || part.label_end.is_some();
        if !self.is_release || !begun || part.role.ends_with("quote") {
            return false;
        }
        let first = self.passages.partition_point(|one| one.block < index);
        let Some(passage) = self.passages.get(first).filter(|one| one.block == index) else {
            return false;
        };
        if attribution(passage).is_some() {
            return true;
        }
        let heads = matches!(part.role.as_str(), "headline" | "subheading");
        let lacks = |role: &str| !self.headed.iter().any(|headed| headed == role);
        (heads && lacks("summary") && is_dateline(&passage.masked))
            || (!heads && leads_elsewhere(&passage.masked, &part.role, &lacks))
    }

    /// Tells whose words stand below "Quote from Acorn": the company's if it is the one that
    /// announces, else a customer's.
    fn role_of_voice(&self, index: usize, name: &str) -> &'static str {
        let before = &self.text[..self.blocks[index].span.start];
        let own = if name.is_ascii() {
            let lower = before.to_ascii_lowercase();
            lower.match_indices(name).any(|(place, _)| {
                let after = before[place + name.len()..].chars().next();
                let capital = before[place..].starts_with(|c: char| c.is_uppercase());
                capital && !after.is_some_and(char::is_alphanumeric)
            })
        } else {
            let opening: Vec<&str> = before
                .lines()
                .map(|line| line.trim_start_matches(['#', ' ', '*']))
                .filter(|line| !line.is_empty())
                .take(8)
                .enumerate()
                .filter(|(place, line)| *place == 0 || is_dateline(line))
                .map(|(_, line)| line)
                .collect();
            Company::announced_in(&opening).is_named_in(name)
        };
        if own {
            "leader-quote"
        } else {
            "customer-quote"
        }
    }

    fn begins_with_marked_question(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let start = block.span.of(self.text).trim_start_matches(['*', '_']);
        block.kind == Kind::Paragraph
            && start.starts_with('Q')
            && is_question(start.lines().next().unwrap_or_default())
            && start[1..]
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .starts_with([':', '.', ')'])
    }

    fn extend(&mut self, index: usize) {
        match self.region {
            Region::Part(part, _) => self.found.parts[part].end = index + 1,
            Region::Faq(faq) => self.found.faqs[faq].end = index + 1,
            _ => {}
        }
    }

    fn says_something(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let source = block.span.of(self.text);
        match block.kind {
            Kind::Rule => false,
            Kind::Html => !source.starts_with("<!--"),
            _ => source.chars().any(char::is_alphanumeric),
        }
    }

    fn finish(mut self) -> Finding {
        if self.is_release {
            self.give_roles();
            self.give_sides();
            self.drop_second_headline();
        } else if !self
            .found
            .parts
            .iter()
            .any(|part| part.role == "introduction")
            && let (Some(first), Some(last)) = (self.opening().first(), self.loose.last())
        {
            self.found.parts.push(Found {
                role: "introduction".to_owned(),
                found_by: FoundBy::Position,
                heading: None,
                label_end: None,
                first: *first,
                end: last + 1,
            });
        }
        self.found
    }

    /// The opening of a narrative, without a title that is only a bold line.
    fn opening(&self) -> &[usize] {
        match self.loose.as_slice() {
            [title, rest @ ..]
                if !rest.is_empty()
                    && bold_line(self.blocks[*title].span.of(self.text)).is_some() =>
            {
                rest
            }
            all => all,
        }
    }

    /// Questions of nobody in particular are the customers' where colleagues have their own.
    fn give_sides(&mut self) {
        let has = |side: Side| self.found.faqs.iter().any(|faq| faq.side == side);
        let divided = has(Side::Internal) && !has(Side::Customer);
        for faq in &mut self.found.faqs {
            if divided && faq.side == Side::Unknown && faq.end > faq.first {
                faq.side = Side::Customer;
            }
        }
    }

    /// A title that a headed headline follows was only the document's name.
    fn drop_second_headline(&mut self) {
        let headed = self
            .found
            .parts
            .iter()
            .any(|part| part.role == "headline" && part.found_by == FoundBy::Heading);
        if headed {
            self.found
                .parts
                .retain(|part| part.role != "headline" || part.found_by == FoundBy::Heading);
        }
    }

    fn give_roles(&mut self) {
        let loose: Vec<Loose<'_>> = self
            .loose
            .iter()
            .map(|index| self.loose_block(*index))
            .collect();
        let headline = self.headline.map(|part| {
            let heading = self.found.parts[part]
                .heading
                .map(|index| &self.blocks[index]);
            match heading.map(|block| &block.kind) {
                Some(Kind::Heading { text, .. }) => text.of(self.text),
                _ => "",
            }
        });
        let headed = self
            .found
            .parts
            .iter()
            .find(|part| part.role == "headline" && part.first < part.end);
        let headline = headline.or(headed.map(|part| self.blocks[part.first].span.of(self.text)));
        let has = |role: &str| self.found.parts.iter().any(|part| part.role == role);
        let given = roles(
            &loose,
            &Told {
                headline,
                body: self.first_headed_body(),
                has: &has,
            },
        );
        let mut parts: Vec<Found> = Vec::new();
        for (block, role) in loose.iter().zip(given) {
            let Some(role) = role else { continue };
            let joins = parts.last().is_some_and(|last| {
                last.role == role && last.end == self.next_after(last.end, block.block)
            });
            match parts.last_mut() {
                Some(last) if joins && (block.continues || !role.ends_with("quote")) => {
                    last.end = block.block + 1
                }
                _ => parts.push(Found {
                    role: role.to_owned(),
                    found_by: FoundBy::Role,
                    heading: None,
                    label_end: None,
                    first: block.block,
                    end: block.block + 1,
                }),
            }
        }
        self.found.parts.extend(parts);
    }

    fn first_headed_body(&self) -> usize {
        let faqs = self.found.faqs.iter().map(|faq| faq.first);
        let parts = self.found.parts.iter().filter(|part| {
            !matches!(part.role.as_str(), "headline" | "subheading")
                && part.found_by == FoundBy::Heading
        });
        parts
            .map(|part| part.first)
            .chain(faqs)
            .min()
            .unwrap_or(usize::MAX)
    }

    /// Returns `end` when only blocks that say nothing stand between it and `block`.
    fn next_after(&self, end: usize, block: usize) -> usize {
        if (end..block).any(|between| self.says_something(between)) {
            block + 1
        } else {
            end
        }
    }

    /// Guidance that nobody has replaced yet belongs where the template has it.
    fn guidance_role(&self, source: &str) -> Option<&'static str> {
        if !source.starts_with('[') {
            return None;
        }
        let part = self
            .template
            .parts
            .iter()
            .find(|part| part.starter.lines().any(|line| line == source))?;
        RELEASE_ROLES.into_iter().find(|role| *role == part.role)
    }

    fn loose_block(&self, index: usize) -> Loose<'a> {
        let block = &self.blocks[index];
        let first = self
            .passages
            .partition_point(|passage| passage.block < index);
        let inside = &self.passages[first..];
        let inside = &inside[..inside.partition_point(|passage| passage.block == index)];
        let words = match inside {
            [] => block.span.of(self.text).to_owned(),
            all => all
                .iter()
                .map(|passage| passage.masked.trim())
                .collect::<Vec<_>>()
                .join(" "),
        };
        let source = block.span.of(self.text);
        Loose {
            block: index,
            words,
            passage: inside
                .first()
                .filter(|_| matches!(block.kind, Kind::Paragraph | Kind::Quote)),
            guidance: self.guidance_role(source),
            continues: matches!(block.kind, Kind::List { .. } | Kind::Table | Kind::Code),
            emphasised: source.len() > 2
                && ["_", "*"]
                    .iter()
                    .any(|mark| source.starts_with(mark) && source.ends_with(mark)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::reading::Reading;
    use crate::template::{built_in, by_id};

    /// Shows parts as `role line-line` with how each was found.
    #[track_caller]
    fn check(template: &str, text: &str, expected: &[&str]) {
        let reading = Reading::new(text, by_id(template));
        let line = |offset: usize| 1 + text[..offset].matches('\n').count();
        let shown: Vec<String> = reading
            .structure
            .parts
            .iter()
            .map(|part| {
                format!(
                    "{} {}-{} {:?}",
                    part.role,
                    line(part.span.start),
                    line(part.span.end.saturating_sub(1).max(part.span.start)),
                    part.found_by
                )
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn headed_press_release() {
        check(
            "prfaq-working-backwards",
            "# PR/FAQ: Fill\n\n## Press release\n\n### Tidewell launches Fill\n\n### Summary\nOne.\n\n### The problem\n\nTwo.\n\n#### Detail\n\nMore.\n\n### Quotes\n\n“We saw it every day at the desk,” said Ana, our CEO.\n\n“I stopped calling people on Mondays,” said Lee, a patient.\n\n---\n\n## External FAQ\n\n### Why?\n\nBecause.\n\n## Internal FAQ\n\n### How?\n\n## Notes\n\nx",
            &[
                "headline 5-5 Position",
                "summary 7-8 Heading",
                "problem 10-16 Heading",
                "leader-quote 20-20 Role",
                "customer-quote 22-22 Role",
                "customer-faq 26-30 Heading",
                "internal-faq 32-34 Heading",
            ],
        );
    }

    #[test]
    fn labels_and_bold_lines_are_headings() {
        check(
            "prfaq-working-backwards",
            "**Headline:** Acorn opens\n\n**Problem**\n\nOne.\n\nSolution: Two.\n\n**FAQ**\n\n**Customer**\n\n**Why?** So.\n\n**Internal**\n\n**How?** Thus.",
            &[
                "headline 1-1 Heading",
                "problem 3-5 Heading",
                "solution 7-7 Heading",
                "customer-faq 11-13 Heading",
                "internal-faq 15-17 Heading",
            ],
        );
    }

    #[test]
    fn narrative_parts() {
        check(
            "narrative-proposal",
            "# Where we go\n\nWe propose this.\n\n## 1. Goals\n\nOne.\n\n### Tenets inside goals\n\nx\n\nTenets\n------\n\nTwo.\n\n## Somewhere else\n\nx\n\n## Appendix A: data\n\nThree.\n\n## Appendix B\n",
            &[
                "introduction 3-3 Position",
                "goals 5-11 Heading",
                "tenets 13-16 Heading",
                "appendix 22-24 Heading",
                "appendix 26-26 Heading",
            ],
        );
    }

    #[test]
    fn starters_hold_every_part_once() {
        for template in built_in() {
            let id = &template.id;
            let reading = Reading::new(&template.starter, None);
            assert_eq!(&reading.structure.template, id);
            let found: Vec<&str> = reading
                .structure
                .parts
                .iter()
                .map(|part| part.role.as_str())
                .collect();
            let asked: Vec<&str> = template
                .parts
                .iter()
                .filter(|part| !part.starter.is_empty())
                .map(|part| part.role.as_str())
                .collect();
            assert_eq!(found, asked, "{id}");
            assert!(
                reading
                    .structure
                    .questions
                    .iter()
                    .all(|question| !question.answered)
            );
        }
    }
}
