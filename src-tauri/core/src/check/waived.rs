//! What the writer answered to remarks, held against the text of now: which remarks are answered
//! and which answers have ended.
//! Never changes the text; the lines are `model/waiver.rs`'s, their block `model/unprinted.rs`'s.
//!
//! An answer about some words holds while they stand and say the same in substance; whatever else
//! becomes of the text. One about something absent holds while the rule misses it. One about the
//! document holds until it is taken back. What has ended stays in the file and in the list: a
//! reason is the writer's words. See [`super::outlived`] for when a line
//! goes.

use super::Finding;
use crate::model::block::Kind;
use crate::model::reading::Reading;
use crate::model::{About, Anchor, Resolved, Span, Waiver, Words, line_id};
use std::collections::HashSet;

/// An answer, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverReview {
    /// What its line is known by.
    pub id: String,
    /// The answer.
    pub waiver: Waiver,
    /// What became of it.
    pub state: WaiverState,
    /// Where its words stand, or what stands there now.
    pub span: Option<Span>,
    /// What the remark asks, while the rule still makes it.
    pub message: Option<String>,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiverState {
    /// The remark is not made.
    Holds,
    /// The words changed in substance.
    Changed,
    /// The words stand, and something else is asked about them.
    Asked,
    /// The words are gone.
    Gone,
    /// What was missing is there.
    Filled,
}

/// A pin, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinReview {
    /// The part's id, as the writer put it.
    pub role: String,
    /// The part's name on the screen; the id where the template has no such part.
    pub name: String,
    /// What stands below it; empty when nothing does.
    pub span: Span,
    /// Why it is not heeded, as a sentence.
    pub problem: Option<String>,
}

/// Whether the writer's answers count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heed {
    /// What is answered is not remarked on.
    #[default]
    Waivers,
    /// Everything is remarked on.
    Nothing,
}

impl WaiverState {
    /// Says why the answer has ended, as a sentence.
    pub fn ended(self) -> Option<&'static str> {
        match self {
            WaiverState::Holds => None,
            WaiverState::Changed => Some("Its words were changed, so the remark is made again."),
            WaiverState::Asked => Some("Something else is asked about its words now."),
            WaiverState::Gone => Some("Its words are gone."),
            WaiverState::Filled => Some("What was missing is there."),
        }
    }
}

/// Most answers that are held against a text, and most words times answers: bounds the work.
pub(super) const MOST: usize = 1_000;
const MOST_WORK: usize = 40_000_000;
/// Most lines that cannot be read that are named one by one.
const NAMED: usize = 5;

/// What heeding the answers came to.
#[derive(Default)]
pub(super) struct Heeded {
    pub reviews: Vec<WaiverReview>,
    /// How many remarks are answered.
    pub waived: usize,
    pub notices: Vec<String>,
}

/// Says where each finding stands, and takes out what is answered. `asked` tells whether a rule was
/// asked at all.
pub(super) fn heed(
    reading: &Reading<'_>,
    findings: &mut Vec<Finding>,
    asked: &dyn Fn(&str) -> bool,
    heed: Heed,
) -> Heeded {
    for finding in findings.iter_mut() {
        finding.passage = passage(reading, finding.span);
    }
    if reading.unprinted.blocks.is_empty() {
        return Heeded::default();
    }
    let mut heeded = Heeded::default();
    let waivers = read_lines(reading, &mut heeded.notices);
    let words = words_of(reading);
    let judge = Judge {
        words: &words,
        findings,
        asked,
    };
    let mut work = MOST_WORK;
    let mut answered = vec![false; findings.len()];
    for (id, waiver) in waivers {
        // What was not looked for is not said to be gone, and answers nothing.
        let is_looked_for = matches!(waiver.about, About::Passage { .. });
        if is_looked_for && work < words.len() {
            continue;
        }
        work -= if is_looked_for { words.len() } else { 0 };
        let (review, meant) = judge.review(id, waiver);
        meant.into_iter().for_each(|index| answered[index] = true);
        heeded.reviews.push(review);
    }
    heeded.waived = answered.iter().filter(|answered| **answered).count();
    if heed == Heed::Waivers {
        let mut answered = answered.iter();
        findings.retain(|_| answered.next() == Some(&false));
    }
    let place = |review: &WaiverReview| review.span.map_or(usize::MAX, |span| span.start);
    heeded.reviews.sort_by_key(place);
    heeded
}

/// Holds one answer after the other against what was found.
struct Judge<'j, 't> {
    words: &'j Words<'t>,
    findings: &'j [Finding],
    asked: &'j dyn Fn(&str) -> bool,
}

impl Judge<'_, '_> {
    /// Returns what became of an answer, and the findings that it answers, by their places.
    fn review(&self, id: String, waiver: Waiver) -> (WaiverReview, Vec<usize>) {
        let (mut state, span, mut meant) = match &waiver.about {
            About::Document => {
                let all = self.of_rule(&waiver.rule, &|_| true);
                (WaiverState::Holds, None, all)
            }
            About::Question(_) => (WaiverState::Holds, None, Vec::new()),
            About::Absence(thing) => self.absence(&waiver.rule, thing),
            About::Passage { anchor, words } => {
                self.passage(&waiver.rule, anchor, words.as_deref())
            }
        };
        if let Some(asked) = &waiver.asked {
            let words = |of: &str| of.split_whitespace().collect::<Vec<_>>().join(" ");
            let asked = words(asked);
            let is_asked = |index: &usize| words(&self.findings[*index].message) == asked;
            // What is asked now was not answered; where nothing is asked the answer waits.
            if !meant.is_empty() && !meant.iter().any(is_asked) {
                state = WaiverState::Asked;
            }
            meant.retain(is_asked);
        }
        let first = meant.first().map(|index| &self.findings[*index]);
        let place = first.filter(|_| !matches!(waiver.about, About::Document));
        let review = WaiverReview {
            id,
            state,
            span: span.or(place.map(|finding| finding.span)),
            message: first.map(|finding| finding.message.clone()),
            waiver,
        };
        (review, meant)
    }

    fn of_rule(&self, rule: &str, is_meant: &dyn Fn(&Finding) -> bool) -> Vec<usize> {
        (0..self.findings.len())
            .filter(|index| self.findings[*index].rule == rule)
            .filter(|index| is_meant(&self.findings[*index]))
            .collect()
    }

    fn absence(&self, rule: &str, thing: &str) -> (WaiverState, Option<Span>, Vec<usize>) {
        let meant = self.of_rule(rule, &|finding| {
            is_absence(finding) && finding.subject.as_deref().unwrap_or_default() == thing
        });
        let is_filled = meant.is_empty() && (self.asked)(rule);
        let state = if is_filled {
            WaiverState::Filled
        } else {
            WaiverState::Holds
        };
        (state, None, meant)
    }

    fn passage(
        &self,
        rule: &str,
        anchor: &Anchor,
        some: Option<&str>,
    ) -> (WaiverState, Option<Span>, Vec<usize>) {
        let span = match anchor.resolve(self.words) {
            Resolved::Found(span) => span,
            Resolved::Changed(span) => return (WaiverState::Changed, Some(span), Vec::new()),
            Resolved::Lost => return (WaiverState::Gone, None, Vec::new()),
        };
        let meant = self.of_rule(rule, &|finding| {
            let here = |span| is_said_of(self.words, finding, span, some);
            let is_here =
                here(span) || (is_twin(self.words, finding, anchor) && here(finding.passage));
            !is_absence(finding) && is_here
        });
        (WaiverState::Holds, Some(span), meant)
    }
}

/// Returns the pins with what became of them, and the sentences about those that are not heeded.
pub(super) fn pins(reading: &Reading<'_>) -> Vec<PinReview> {
    let mut seen = HashSet::new();
    let pins = reading.unprinted.pins.iter();
    pins.map(|pin| {
        let part = reading.template.and_then(|template| template.part(&pin.role));
        let problem = if part.is_none() {
            Some(format!(
                "A comment says that a paragraph is the part “{}”, which this kind of document does not have; it is not heeded.",
                shown(&pin.role)
            ))
        } else if pin.block.is_none() {
            Some("A comment says which part a paragraph is, and none stands below it; it is not heeded.".to_owned())
        } else if !seen.insert(pin.block) {
            Some("Two comments say which part one paragraph is; the first one counts.".to_owned())
        } else {
            None
        };
        PinReview {
            role: pin.role.clone(),
            name: part.map_or_else(|| shown(&pin.role), |part| part.name.clone()),
            span: pin.passage.unwrap_or(Span::new(pin.span.end, pin.span.end)),
            problem,
        }
    })
    .collect()
}

fn read_lines(reading: &Reading<'_>, notices: &mut Vec<String>) -> Vec<(String, Waiver)> {
    let mut damaged = Vec::new();
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut lines = reading.unprinted.lines(reading.text);
    for line in lines.by_ref().take(MOST) {
        match Waiver::read(line) {
            Some(waiver) if seen.insert(line.trim()) => found.push((line_id(line), waiver)),
            Some(_) => {}
            None => damaged.push(line_of(reading.text, line)),
        }
    }
    notices.extend(unread(&damaged));
    if lines.next().is_some() {
        notices.push(format!(
            "The file holds more than {MOST} answers to remarks; the first {MOST} are heeded, all are kept."
        ));
    }
    found
}

/// Says that answers cannot be read, and where the first of them stand.
fn unread(damaged: &[usize]) -> Option<String> {
    let (lines, numbers) = match damaged {
        [] => return None,
        [one] => ("line", format!("line {one}")),
        [first, .., last] if damaged.len() > NAMED => {
            ("lines", format!("between lines {first} and {last}"))
        }
        some => {
            let numbers: Vec<String> = some.iter().map(ToString::to_string).collect();
            ("lines", format!("lines {}", numbers.join(", ")))
        }
    };
    let count = damaged.len();
    Some(format!(
        "{count} {lines} among the answers at the end of the file cannot be read ({numbers}); what stands there is kept."
    ))
}

/// Returns the 1-based number of a line that is a piece of the text.
fn line_of(text: &str, line: &str) -> usize {
    let at = (line.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let before = &text.as_bytes()[..at.min(text.len())];
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

fn words_of<'t>(reading: &Reading<'t>) -> Words<'t> {
    let printed = match &reading.front_matter {
        Some(fields) if fields.problem.is_none() => fields.span.end,
        _ => 0,
    };
    let stretch = Span::new(printed, reading.text.len());
    Words::within(reading.text, stretch, &reading.unprinted.spans())
}

/// A finding of something that no sentence holds.
pub(super) fn is_absence(finding: &Finding) -> bool {
    finding.subject.is_some() || finding.span.start == finding.span.end
}

/// Tells whether a finding in a passage is about some words of it, or about all.
fn is_said_of(words: &Words<'_>, finding: &Finding, passage: Span, some: Option<&str>) -> bool {
    if !finding.span.overlaps(passage) {
        return false;
    }
    let Some(some) = some else { return true };
    words
        .places_within(passage, Words::of(some).substance())
        .any(|place| place.overlaps(finding.span))
}

/// Tells whether a finding's passage cannot be told from that of an answer: same words, same words
/// around them.
fn is_twin(words: &Words<'_>, finding: &Finding, anchor: &Anchor) -> bool {
    Anchor::new(words, finding.passage).is_some_and(|twin| {
        twin.says_the_same(anchor) && twin.before == anchor.before && twin.after == anchor.after
    })
}

/// Returns the sentences that a finding stands in; else the heading, line or block.
fn passage(reading: &Reading<'_>, span: Span) -> Span {
    let passages = &reading.passages;
    let at = passages.partition_point(|passage| passage.span.start <= span.start);
    let holds = at.checked_sub(1).map(|at| &passages[at]);
    if let Some(passage) = holds.filter(|passage| span.start < passage.span.end) {
        let first = (passage.sentences).partition_point(|one| one.end <= span.start);
        let sentences = passage.sentences[first..].iter();
        let said_in = sentences.take_while(|one| one.overlaps(span));
        let (start, end) = said_in.fold((span.start, span.end), |(start, end), one| {
            (start.min(one.start), end.max(one.end))
        });
        return Span::new(start, end);
    }
    let blocks = &reading.blocks;
    let at = blocks.partition_point(|block| block.span.start <= span.start);
    match at.checked_sub(1).map(|at| &blocks[at]) {
        Some(block)
            if matches!(block.kind, Kind::Heading { .. }) && span.start < block.span.end =>
        {
            Span::new(block.span.start, block.span.end.max(span.end))
        }
        _ => span,
    }
}

fn shown(role: &str) -> String {
    role.chars().filter(|c| !c.is_control()).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{NARRATIVE, RELEASE};
    use crate::check::{Examination, Occasion, RuleBook, dismissed, examine_with, waiver_of};
    use crate::model::Unprinted;
    use crate::template::by_id;

    fn examined(template: &str, text: &str) -> Examination {
        examine_with(
            text,
            by_id(template),
            Occasion::default(),
            RuleBook::shipped(),
        )
    }

    fn rules(examination: &Examination) -> Vec<&str> {
        examination
            .findings
            .iter()
            .map(|finding| finding.rule)
            .collect()
    }

    fn waived(text: &str, line: &str) -> String {
        let found = Unprinted::of(text).expect("it is read");
        found
            .with_line(text, line, &[])
            .expect("it can stand there")
    }

    /// Answers each finding of a text alone: it is the one that is gone then, and no other.
    fn check_each(template: &str, text: &str) {
        let before = examined(template, text);
        assert!(before.findings.len() > 2, "{:?}", rules(&before));
        for finding in &before.findings {
            let line = waiver_of(text, &before, finding).line();
            let after = examined(template, &waived(text, &line));
            let what = format!("{line} in {text}");
            assert_eq!((after.waived, after.waivers.len()), (1, 1), "{what}");
            assert_eq!(after.waivers[0].state, WaiverState::Holds, "{what}");
            assert_eq!(
                after.waivers[0].message.as_deref(),
                Some(&*finding.message),
                "{what}"
            );
            let mut left: Vec<(&str, &str)> = after
                .findings
                .iter()
                .map(|it| (it.rule, it.message.as_str()))
                .collect();
            left.push((finding.rule, &finding.message));
            left.sort_unstable();
            let mut all: Vec<(&str, &str)> = before
                .findings
                .iter()
                .map(|it| (it.rule, it.message.as_str()))
                .collect();
            all.sort_unstable();
            assert_eq!(left, all, "{what}");
        }
    }

    #[test]
    fn every_remark_can_be_answered_alone() {
        check_each(
            NARRATIVE,
            "# Depots\n\n## Goals\n\n- Improve onboarding.\n- Many shops.\n\n## State of the business\n\nMany customers switched, and several shops closed next quarter. It was decided to wait. Many customers switched again!\n\n| a | many customers |\n|---|---|\n| 1 | TBD |\n",
        );
        check_each(
            RELEASE,
            "\u{feff}# Acorn opens\r\n\r\n## Problem\r\n\r\nMany people wait. XX % of them leave.\r\n\r\n## Customer FAQ\r\n\r\n### What does it cost?\r\n\r\nTBD\r\n\r\n### When?\r\n\r\nSoon, we are excited to announce.\r\n",
        );
    }

    #[test]
    fn twins_with_the_same_words_around_them_are_one() {
        let twice = "## State of the business\n\nWe told them of it in the spring. Many customers wait. It is the same for the others.\n\nWe told them of it in the spring. Many customers wait. It is the same for the others.\n";
        let before = examined(NARRATIVE, twice);
        let asked = |it: &Examination| {
            it.findings
                .iter()
                .filter(|it| it.rule == "vague-quantity")
                .count()
        };
        let finding = before
            .findings
            .iter()
            .rfind(|it| it.rule == "vague-quantity")
            .expect("it is asked");
        let line = waiver_of(twice, &before, finding).line();
        assert_eq!(asked(&before), 2);
        assert_eq!(asked(&examined(NARRATIVE, &waived(twice, &line))), 0);
    }

    #[test]
    fn another_conflict_is_asked_about_again() {
        let text = "## State of the business\n\nThe contest has a 50K USD prize fund. Winners share a prize fund of 100K USD.\n";
        let before = examined(NARRATIVE, text);
        let conflict = |it: &Finding| it.rule == "conflicting-fact";
        let finding = before
            .findings
            .iter()
            .find(|it| conflict(it))
            .expect("it is asked");
        let answered = waived(text, &waiver_of(text, &before, finding).line());
        let held = examined(NARRATIVE, &answered);
        assert!(!held.findings.iter().any(conflict));
        assert_eq!(held.waivers[0].state, WaiverState::Holds);
        let other = examined(NARRATIVE, &answered.replacen("a 50K", "a 70K", 1));
        assert!(other.findings.iter().any(conflict));
        assert_eq!(other.waivers[0].state, WaiverState::Asked);
        let mended = examined(NARRATIVE, &answered.replacen("a 50K", "a 100K", 1));
        assert!(!mended.findings.iter().any(conflict));
    }

    #[test]
    fn what_cannot_be_heeded_is_kept_and_said() {
        let text = "Many customers wait.\n\n<!-- sixpager: answers\n<<<<<<< HEAD\nvague-quantity document\n=======\nno-such-rule document\n>>>>>>> other\n-->\n";
        let found = examined(NARRATIVE, text);
        assert!(!rules(&found).contains(&"vague-quantity"));
        assert_eq!(found.waivers.len(), 2);
        assert!(
            found
                .notices
                .iter()
                .any(|it| it.starts_with("3 lines among the answers")),
            "{:?}",
            found.notices
        );
    }

    #[test]
    fn a_switched_off_rule_ends_nothing() {
        let text = "# A\n\n## Goals\n\nForty.\n\n<!-- sixpager: answers\npart-missing without \"tenets\"\npart-missing without \"goals\"\n-->\n";
        let states = |heed| {
            let found = examine_with(text, by_id(NARRATIVE), heed, RuleBook::shipped());
            let mut states: Vec<(String, WaiverState)> = (found.waivers.into_iter())
                .map(|it| (format!("{:?}", it.waiver.about), it.state))
                .collect();
            states.sort_by(|one, other| one.0.cmp(&other.0));
            states
                .into_iter()
                .map(|(_, state)| state)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            states(Occasion::default()),
            [WaiverState::Filled, WaiverState::Holds]
        );
        let all = Occasion {
            heed: Heed::Nothing,
            ..Occasion::default()
        };
        assert_eq!(states(all), [WaiverState::Filled, WaiverState::Holds]);
        let found = examine_with(text, by_id(NARRATIVE), all, RuleBook::shipped());
        assert!(
            found
                .findings
                .iter()
                .any(|it| it.subject.as_deref() == Some("tenets"))
        );
        let off = text.replace("# A\n", "---\nstatus: approved\n---\n\n# A\n");
        assert_eq!(examined(NARRATIVE, &off).waivers.len(), 2);
    }

    /// Ten thousand answers, a reason of a megabyte: heeded as far as is sensible, and soon.
    #[test]
    fn hostile_blocks_stay_bounded() {
        let memo = "## State of the business\n\nMany customers wait.\n";
        let words = Words::of("Many customers wait");
        let anchor = Anchor::new(&words, Span::new(0, 19)).expect("words");
        let line = Waiver {
            rule: "vague-quantity".to_owned(),
            about: About::Passage {
                anchor,
                words: None,
            },
            asked: None,
            reason: None,
            day: None,
        }
        .line();
        let lines: String = (0..15_000).map(|n| format!("{line} n \"{n}\"\n")).collect();
        let many = format!("{memo}\n<!-- sixpager: answers\n{lines}-->\n");
        let found = examined(NARRATIVE, &many);
        assert!(!found.unread && found.waived == 1, "{:?}", found.notices);
        assert!(
            found.notices.iter().any(|it| it.contains("more than 1000")),
            "{:?}",
            found.notices
        );
        let long = format!(
            "{memo}\n<!-- sixpager: answers\nvague-quantity document reason \"{}\"\n-->\n",
            "x".repeat(1 << 20)
        );
        let found = examined(NARRATIVE, &long);
        assert_eq!((found.waived, found.waivers.len()), (0, 0));
        assert!(
            found
                .notices
                .iter()
                .any(|it| it.starts_with("1 line among"))
        );
        let words = format!(
            "## Goals\n\n{}\n\n<!-- sixpager: answers\n{}-->\n",
            "a ".repeat(200_000),
            (0..900)
                .map(|n| format!("{line} n \"{n}\"\n"))
                .collect::<String>()
        );
        assert!(
            examined(NARRATIVE, &words).waivers.len() < 300,
            "the work is bounded"
        );
    }

    #[test]
    fn a_part_is_added_before_the_block() {
        let text = waived("Words.\n", "hype-word document");
        let found = examined(NARRATIVE, &text);
        let fix = found
            .findings
            .iter()
            .find_map(|it| it.fix.as_ref())
            .expect("headings are offered");
        assert_eq!(fix.splices[0].0.start, "Words.".len());
    }

    #[test]
    fn questions_that_are_not_relevant() {
        let text = waived("Words.\n", "question-coverage question \"Why -\\- me?\"");
        assert_eq!(dismissed(&text), ["Why -- me?"]);
        assert_eq!(dismissed("Words.\n"), [] as [&str; 0]);
    }
}
