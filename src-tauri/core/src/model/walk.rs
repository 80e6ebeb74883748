//! The walk from block to block: which heading opens a part or an FAQ, and what goes on with it.
//! Keeps what stands under no heading for the end, when all headings are known.

use super::block::{Block, Kind};
use super::heading::{Meaning, bare_side, meaning, normalise};
use super::heading_side::{audience_side, waits};
use super::label::{bare_line, bold_lead, bold_line, is_exact_part, label};
use super::parts::{Finding, Found};
use super::prose::Passage;
use super::question::{Faq, is_question};
use super::role::{is_dateline, leads_elsewhere, section};
use super::speaker::{Company, attribution};
use super::{FoundBy, Side};
use crate::template::Template;
use std::cell::OnceCell;

/// Level of a bold line that stands for a heading: below every real one.
const BOLD_LINE: u8 = 7;

/// Bytes of a document that hold its press release.
const OPENING: usize = 8_000;
/// Blocks in which three questions and their answers are looked for below a line.
const LOOKS_AHEAD: usize = 24;

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

/// The walk, and what it has found so far.
pub(super) struct Walk<'a> {
    pub(super) text: &'a str,
    pub(super) blocks: &'a [Block],
    pub(super) passages: &'a [Passage],
    pub(super) template: &'a Template,
    pub(super) is_release: bool,
    /// Roles that have a heading somewhere in the text.
    headed: Vec<String>,
    /// Blocks whose role the writer says, ascending.
    pub(super) pinned: Vec<(usize, String)>,
    pub(super) found: Finding,
    /// Blocks that no heading names.
    pub(super) loose: Vec<usize>,
    region: Region,
    /// The document's first pages in lower case, when somebody asked for them.
    opening_words: OnceCell<String>,
    /// Whether the last heading said that its questions wait for an answer.
    waiting: bool,
    /// The place of a headline that may turn out to be only the document's title.
    tentative_headline: Option<usize>,
    /// The place of the headline in `found.parts`.
    pub(super) headline: Option<usize>,
}

/// A heading, real or a bold line.
struct Heading<'a> {
    words: &'a str,
    level: u8,
    /// For a label at the start of a paragraph: where the paragraph's own words begin.
    label_end: Option<usize>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        text: &'a str,
        blocks: &'a [Block],
        passages: &'a [Passage],
        template: &'a Template,
        headed: Vec<String>,
        pinned: Vec<(usize, String)>,
    ) -> Walk<'a> {
        Walk {
            text,
            blocks,
            passages,
            template,
            is_release: template.kind == "prfaq",
            headed,
            pinned,
            found: Finding::default(),
            loose: Vec::new(),
            region: Region::Front,
            opening_words: OnceCell::new(),
            waiting: false,
            tentative_headline: None,
            headline: None,
        }
    }

    /// Takes the next block in.
    pub(super) fn step(&mut self, index: usize) {
        if let Some(role) = self.pinned_role(index) {
            return self.pinned_block(index, role);
        }
        match self.heading_at(index) {
            Some(heading) => self.heading(index, &heading),
            None => self.content(index),
        }
    }

    fn pinned_role(&self, index: usize) -> Option<String> {
        let at = self.pinned.partition_point(|(block, _)| *block < index);
        let (block, role) = self.pinned.get(at)?;
        (*block == index).then(|| role.clone())
    }

    /// What the writer says goes before everything that the text tells.
    fn pinned_block(&mut self, index: usize, role: String) {
        let heading = self.heading_at(index);
        let level = heading.as_ref().map_or(0, |heading| heading.level);
        let heads = matches!(role.as_str(), "headline" | "subheading");
        if role.ends_with("faq") {
            let side = match role.as_str() {
                "customer-faq" => Side::Customer,
                "internal-faq" => Side::Internal,
                _ => Side::Unknown,
            };
            self.begin_faq(index, heading.map(|_| index), level, side);
            if level == 0 {
                self.extend(index);
            }
            return;
        }
        if role == "headline" {
            self.headline = Some(self.found.parts.len());
            self.tentative_headline = None;
        }
        match heading {
            Some(heading) if !heads => {
                self.begin_part(index, role, &heading);
                if let Some(part) = self.found.parts.last_mut() {
                    part.found_by = FoundBy::Pin;
                }
            }
            Some(_) => {
                self.found.parts.push(Found {
                    heading: Some(index),
                    first: index + 1,
                    ..pinned_part(index, role)
                });
                self.region = Region::Release;
            }
            None => self.pinned_paragraph(index, role),
        }
    }

    /// A pinned paragraph is a part by itself; the part or FAQ around it goes on after it.
    fn pinned_paragraph(&mut self, index: usize, role: String) {
        if let Region::Part(part, _) = self.region
            && self.found.parts[part].role == role
        {
            return self.extend(index);
        }
        let joined = self.found.parts.iter().rposition(|part| {
            part.found_by == FoundBy::Pin
                && part.role == role
                && part.heading.is_none()
                && !(part.end..index).any(|between| self.says_something(between))
        });
        match joined {
            Some(part) => self.found.parts[part].end = index + 1,
            None => self.found.parts.push(pinned_part(index, role)),
        }
        match self.region {
            Region::Part(part, level) => {
                self.region = Region::Part(self.found.parts.len(), level);
                let role = self.found.parts[part].role.clone();
                self.found.parts.push(Found {
                    found_by: FoundBy::Position,
                    first: index + 1,
                    ..pinned_part(index, role)
                });
            }
            Region::Faq(faq) => {
                let Faq { side, level, .. } = self.found.faqs[faq];
                self.begin_faq(index, None, level, side);
                if let Some(faq) = self.found.faqs.last_mut() {
                    (faq.first, faq.end) = (index + 1, index + 1);
                }
            }
            Region::Front | Region::Release | Region::Elsewhere => {}
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
                let alone = alone.or_else(|| self.audience_line(source)).or_else(|| {
                    plain_line(source).filter(|line| self.opens_questions(index, line))
                });
                if let Some(words) = alone
                    && (known(words)
                        || (self.in_faq() && self.side_in_faq(words).is_some())
                        || self.opens_questions(index, words))
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

    /// A short plain line in an FAQ that names those who ask, as word processors leave it.
    fn audience_line(&self, source: &'a str) -> Option<&'a str> {
        plain_line(source).filter(|line| self.in_faq() && self.side_in_faq(line).is_some())
    }

    fn side_in_faq(&self, words: &str) -> Option<Side> {
        bare_side(words)
            .or_else(|| audience_side(&normalise(words), &|word| self.calls_customers(word)))
    }

    /// Whose questions they are when the heading alone does not say it.
    fn side_of(&self, words: &str, side: Side) -> Side {
        match side {
            Side::Unknown => self.side_in_faq(words).unwrap_or(side),
            known => known,
        }
    }

    /// Tells whether the document speaks of these people in its first pages, in the plural or the
    /// singular.
    fn calls_customers(&self, people: &str) -> bool {
        let Some(one) = people.strip_suffix('s').filter(|one| one.len() > 3) else {
            return false;
        };
        let opening = self.opening_words.get_or_init(|| {
            let mut end = self.text.len().min(OPENING);
            while !self.text.is_char_boundary(end) {
                end -= 1;
            }
            self.text[..end].to_lowercase()
        });
        // The heading itself says it once; a release says it of its customers more than once.
        self.is_release && opening.matches(one).take(3).count() >= 3
    }

    fn in_faq(&self) -> bool {
        matches!(self.region, Region::Faq(_))
    }

    fn heading(&mut self, index: usize, heading: &Heading<'_>) {
        let meaning = meaning(heading.words, self.template);
        self.waiting = waits(&normalise(heading.words));
        if let Region::Faq(faq) = self.region {
            if self.inside_faq(index, heading, &meaning, faq) {
                return;
            }
            self.region = Region::Elsewhere;
        }
        match meaning {
            Meaning::Faq(side) if !self.stays_inside(heading.level) => {
                let side = self.side_of(heading.words, side);
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
            _ if !self.stays_inside(heading.level) && self.holds_questions(index, heading) => {
                let side = self.side_of(heading.words, Side::Unknown);
                self.begin_faq(index, Some(index), heading.level, side);
            }
            _ => self.unknown_heading(index, heading),
        }
    }

    /// Whether a section whose name the template does not know asks in its headings or bold lines
    /// and answers below them: what it is called is the writer's business.
    fn holds_questions(&self, index: usize, heading: &Heading<'_>) -> bool {
        // The first heading is the document's own, with everything below it.
        let is_title = self.found.parts.is_empty() && self.loose.is_empty();
        if heading.level == BOLD_LINE {
            return self.opens_questions(index, heading.words);
        }
        if is_title || waits(&normalise(heading.words)) {
            return false;
        }
        let below = self.blocks[index + 1..].iter().take_while(
            |block| !matches!(block.kind, Kind::Heading { level, .. } if level <= heading.level),
        );
        let names_questions = heading.words.to_lowercase().contains("question");
        let (mut asked, mut said) = (0, 0);
        for block in below {
            let source = block.span.of(self.text);
            let lead = match &block.kind {
                Kind::Heading { text, .. } => Some(text.of(self.text)),
                Kind::Paragraph => bold_lead(source),
                Kind::List { .. } if names_questions => source.lines().next(),
                _ => None,
            };
            match lead {
                Some(words) if is_question(words) => asked += 1,
                Some(_) => said += 1,
                None => {}
            }
        }
        asked >= 2 && asked > said
            || asked > 0 && names_questions
            || self.opens_questions(index, heading.words)
    }

    /// Tells whether three questions at least follow a line one after another, the first at once,
    /// each with something below it or behind it: that is an FAQ whatever the line says.
    fn opens_questions(&self, index: usize, words: &str) -> bool {
        if self.in_faq() || is_question(words) || waits(&normalise(words)) {
            return false;
        }
        let (mut asked, mut answered) = (0, 0);
        let mut waiting = false;
        let below = (index + 1..self.blocks.len()).filter(|at| self.says_something(*at));
        for at in below.take(LOOKS_AHEAD) {
            match self.asks(at) {
                Some(with_answer) => {
                    asked += 1;
                    answered += usize::from(with_answer);
                    waiting = !with_answer;
                }
                None if asked == 0 => return false,
                None if self.is_headed(at) => break,
                None => {
                    answered += usize::from(waiting);
                    waiting = false;
                }
            }
            if asked >= 3 && answered >= 2 {
                return true;
            }
        }
        false
    }

    /// Tells whether a run of questions begins with this block and no line above it says so.
    fn begins_run(&self, index: usize) -> bool {
        let may = match self.region {
            Region::Elsewhere => !self.waiting,
            _ => self.is_release && self.has_begun(),
        };
        may && index > 0 && self.asks(index).is_some() && self.opens_questions(index - 1, "")
    }

    /// Whether a block that asks answers in its own paragraph; `None` for one that does not ask.
    fn asks(&self, index: usize) -> Option<bool> {
        let block = &self.blocks[index];
        let source = block.span.of(self.text);
        let first = source.lines().next().unwrap_or_default();
        let more = first.len() < source.trim_end().len();
        match &block.kind {
            Kind::Heading { text, .. } => is_question(text.of(self.text)).then_some(false),
            Kind::Paragraph => match bold_lead(source) {
                Some(words) => is_question(words).then_some(words.len() + 5 < source.len()),
                None => is_question(first).then_some(more),
            },
            Kind::List { items } => {
                let only = items.len() == 1;
                (only && is_question(first)).then_some(more)
            }
            _ => None,
        }
    }

    /// Whether a block is a heading, or a bold line with a name that the template knows.
    fn is_headed(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        match block.kind {
            Kind::Heading { .. } => true,
            Kind::Paragraph => bold_line(block.span.of(self.text))
                .is_some_and(|words| meaning(words, self.template) != Meaning::Other),
            _ => false,
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
                self.side_in_faq(heading.words)
            }
            _ => None,
        };
        if let Some(side) = side {
            let side = self.side_of(heading.words, side);
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
            _ if self.is_release && self.is_section_of_release(index, heading.words) => {
                self.loose.push(index);
                self.region = Region::Release;
            }
            // A title before anything else leaves what follows to be the introduction.
            Region::Front if !self.is_release && self.loose.is_empty() => {}
            _ => self.region = Region::Elsewhere,
        }
    }

    /// Tells whether a heading in the writer's own words stands over a problem, a solution or a
    /// voice of the release: before the questions, and over a part that no other heading names.
    fn is_section_of_release(&self, index: usize, words: &str) -> bool {
        if !self.found.faqs.is_empty() || !self.has_begun() || words.split_whitespace().count() > 9
        {
            return false;
        }
        let lacks = |role: &str| !self.headed.iter().any(|headed| headed == role);
        if let Some(role) = section(words) {
            return lacks(role);
        }
        let below = (index + 1..self.blocks.len()).find(|at| self.says_something(*at));
        let first = self.passages.partition_point(|one| Some(one.block) < below);
        let passage = self
            .passages
            .get(first)
            .filter(|one| Some(one.block) == below);
        passage.is_some_and(|passage| attribution(passage).is_some())
            && (lacks("leader-quote") || lacks("customer-quote"))
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
            Region::Front | Region::Release | Region::Elsewhere
                if marked || self.begins_run(index) =>
            {
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

    /// Tells whether a block has words.
    pub(super) fn says_something(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let source = block.span.of(self.text);
        match block.kind {
            Kind::Rule => false,
            Kind::Html => !source.starts_with("<!--"),
            _ => source.chars().any(char::is_alphanumeric),
        }
    }
}

/// Returns a paragraph that is one short line without a mark at its end.
fn plain_line(source: &str) -> Option<&str> {
    let short = source.len() < 60 && !source.contains(['\n', '\r']);
    let ends = source.ends_with(['.', '?', '!', ',', ';', '？', '。']);
    (short && !ends).then_some(source)
}

fn pinned_part(index: usize, role: String) -> Found {
    Found {
        role,
        found_by: FoundBy::Pin,
        heading: None,
        label_end: None,
        first: index,
        end: index + 1,
    }
}
