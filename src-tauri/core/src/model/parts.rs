//! Where the parts of a document begin and end.
//! Headings decide first, in one walk; what no heading names in a press release is told by its role.

use super::block::{Block, Kind};
use super::heading::{Meaning, meaning};
use super::label::{bold_line, label};
use super::prose::{Passage, count_words};
use super::question::Faq;
use super::role::{Loose, RELEASE_ROLES, Told, roles};
use super::walk::Walk;
use super::{FoundBy, Side};
use crate::template::Template;

/// Words of a paragraph that tells something, as a headline or a sentence below it does not.
const LONG_PARAGRAPH: usize = 20;

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

/// Finds parts and FAQs.
pub(crate) fn find(
    text: &str,
    blocks: &[Block],
    passages: &[Passage],
    template: &Template,
    pinned: Vec<(usize, String)>,
) -> Finding {
    let mut headed = headed_roles(text, blocks, template);
    headed.extend(pinned.iter().map(|(_, role)| role.clone()));
    let mut walk = Walk::new(text, blocks, passages, template, headed, pinned);
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

impl<'a> Walk<'a> {
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
            && let [first, .., last] | [first @ last] = self.opening()
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

    /// The opening of a narrative, without a title that is only a bold line, up to a pinned part.
    fn opening(&self) -> &[usize] {
        let loose = self.loose.as_slice();
        let pinned = (self.pinned.iter())
            .map(|(block, _)| *block)
            .find(|block| loose.first().is_some_and(|first| first < block));
        let end = pinned.map_or(loose.len(), |pinned| {
            loose.partition_point(|block| *block < pinned)
        });
        match &loose[..end] {
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
        let headlines = self
            .found
            .parts
            .iter()
            .filter(|part| part.role == "headline");
        let ways: Vec<FoundBy> = headlines.map(|part| part.found_by).collect();
        let told = [FoundBy::Pin, FoundBy::Heading]
            .into_iter()
            .find(|way| ways.contains(way));
        if let Some(told) = told {
            self.found
                .parts
                .retain(|part| part.role != "headline" || part.found_by == told);
        }
    }

    fn give_roles(&mut self) {
        let loose = self.loose_blocks();
        let headline = self.headline.map(|part| {
            let heading = self.found.parts[part]
                .heading
                .map(|index| &self.blocks[index]);
            match heading.map(|block| &block.kind) {
                Some(Kind::Heading { text, .. }) => text.of(self.text),
                _ if self.found.parts[part].found_by == FoundBy::Pin => {
                    self.blocks[self.found.parts[part].first].span.of(self.text)
                }
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
                    heading: block.heading.map(|(heading, _)| heading),
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

    /// What no heading of the template names, each with the writer's own heading above it.
    fn loose_blocks(&self) -> Vec<Loose<'a>> {
        let mut blocks: Vec<Loose<'a>> = Vec::new();
        let mut above = None;
        // A line of bold words before anything is told is the headline.
        let mut told = self.first_headed_body() < self.loose.first().copied().unwrap_or_default();
        for (place, index) in self.loose.iter().enumerate() {
            let next = self.loose.get(place + 1).copied();
            let heads =
                told && next.is_some_and(|next| self.next_after(index + 1, next) < next + 1);
            if let Some(words) = self.own_heading(*index).filter(|_| heads) {
                above = Some((*index, words));
                continue;
            }
            let mut block = self.loose_block(*index);
            block.heading = above.take();
            told |= count_words(&block.words) >= LONG_PARAGRAPH;
            blocks.push(block);
        }
        blocks
    }

    /// The words of a heading or a short bold line that the template does not know.
    fn own_heading(&self, index: usize) -> Option<&'a str> {
        let block = &self.blocks[index];
        let words = match &block.kind {
            Kind::Heading { text, .. } => text.of(self.text),
            Kind::Paragraph => bold_line(block.span.of(self.text))?,
            _ => return None,
        };
        let short = (1..=9).contains(&words.split_whitespace().count());
        (short && !words.ends_with(['.', '?', '!', ','])).then_some(words)
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
            heading: None,
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

    #[test]
    fn pinned_paragraphs_are_what_the_writer_says() {
        check(
            "prfaq-working-backwards",
            "# Acorn opens a bakery\n\n<!-- sixpager: part=customer-quote -->\nIt is warm, Lee says.\n\n<!-- sixpager: part=problem -->\nLeeds, 9 March 2027 — Acorn opened.\n\n<!-- sixpager: part=problem -->\nNo bread.\n\n<!-- sixpager: part=no-such -->\nLeeds, 9 March 2027 — Acorn opened.\n",
            &[
                "headline 1-1 Position",
                "customer-quote 4-4 Pin",
                "problem 7-10 Pin",
                "summary 13-13 Role",
            ],
        );
    }

    #[test]
    fn a_part_goes_on_after_a_pinned_paragraph() {
        check(
            "narrative-proposal",
            "# Depots\n\n## Introduction\n\nOne.\n\n<!-- sixpager: part=goals -->\nTwo.\n\nThree.\n\n<!-- sixpager: part=introduction -->\nFour.\n\n<!-- sixpager: part=tenets -->\n## What we hold\n\nFive.\n",
            &[
                "introduction 3-5 Heading",
                "goals 8-8 Pin",
                "introduction 10-13 Position",
                "tenets 16-18 Pin",
            ],
        );
        check(
            "narrative-proposal",
            "# Depots\n\nOne.\n\n<!-- sixpager: part=goals -->\nTwo.\n\nThree.\n",
            &["introduction 3-3 Position", "goals 6-6 Pin"],
        );
    }

    #[test]
    fn pinned_headings_open_faqs_and_headlines() {
        check(
            "prfaq-working-backwards",
            "## Draft\n\n<!-- sixpager: part=headline -->\n## Acorn opens\n\nLeeds, 9 March 2027 — Acorn opened.\n\n<!-- sixpager: part=internal-faq -->\n## What they will say\n\n### Why?\n\nSo.\n\n<!-- sixpager: part=call-to-action -->\nVisit us.\n\n### How?\n\nThus.\n",
            &[
                "headline 4-4 Pin",
                "summary 6-6 Role",
                "internal-faq 9-13 Pin",
                "call-to-action 16-16 Pin",
                "internal-faq 18-20 Heading",
            ],
        );
    }
}
