//! What a demanding reader would object to.
//! Pure, and cannot fail: broken text gives findings.
//!
//! A rule is one file of this folder with a `const RULE`, one `mod` line and one line in [`RULES`],
//! and its cases in `tests/suite/<id>.md`. It makes findings with `RULE.finding(span, remark)`.
//! Where it is off is written in `RULE.off` and nowhere else: [`open::Open::sentences`] leaves those
//! parts out, and what a rule finds in them all the same is dropped.

mod answering;
mod book;
mod book_edit;
mod book_file;
mod claims;
mod cost;
mod facts;
mod memory;
mod numbers;
mod open;
mod review;
mod rule;
mod starter;
mod waived;
mod word_list;

mod acronym_undefined;
mod adjective_without_data;
mod agentless_decision;
mod answer_beside_the_question;
mod appendices;
mod appendix_carries_claim;
mod appendix_missing;
mod ask;
mod ask_late;
mod ask_missing;
mod assumption;
mod average_alone;
mod belief_without_because;
mod benefit_is_a_feature_list;
mod body;
mod bullets_in_narrative;
mod call_to_action_one_sentence;
mod conflicting_fact;
mod coverage;
mod customer_unnamed;
mod dateline;
mod double_negative;
mod exclamation_mark;
mod faq_side_missing;
mod figure_without_source;
mod first_person;
mod generic_announcement;
mod goal_without_measure;
mod heading_depth;
mod headline_length;
mod hype_word;
mod image_in_body;
mod inside_talk;
mod link_in_body;
mod links;
mod long_paragraph;
mod long_sentence;
mod named;
mod not_yet_launched_tense;
mod page_limit;
mod part_duplicate;
mod part_empty;
mod part_missing;
mod part_order;
mod picking;
mod placeholder_value;
mod promise_without_owner_or_date;
mod quantity_words;
mod question_unanswered;
mod questions_unnumbered;
mod quote_attribution;
mod quote_missing;
mod quote_stuffing;
mod quotes;
mod recommendation_without_alternative;
mod relative_date;
mod relative_number_without_base;
mod risk_without_size;
mod rival_unnamed;
mod small_sample;
mod solution_before_problem;
mod starter_text_left;
mod subheading_one_sentence;
mod sums_do_not_hold;
mod superlative_unsupported;
mod tenet_without_tension;
mod tenets_too_many;
mod unexplained_name;
mod vague_quantity;
mod weasel_word;
mod wordy_phrase;
mod wrong_kind;

#[cfg(test)]
mod testing;

use crate::model::earlier::Earlier;
use crate::model::reading::Reading;
use crate::model::{
    Day, FoundBy, FrontMatter, PrintedLine, Severity, Span, Status, Structure, Unprinted,
};
use crate::template::{self, Template};
use memory::Memory;
use open::Open;

pub use answering::{dismissed, needs_reason, outlived, waiver_of};
pub use book::{RuleBook, RuleMistake};
pub use book_edit::{FileSettings, Setting, WordSetting, file_settings, with_rule, with_word};
pub use cost::rank;
pub use coverage::{COVERAGE, COVERAGE_HELP, COVERAGE_WHY, coverage};
pub use memory::Examiner;
pub use picking::with_questions;
pub use rule::{Explanation, Off, Rule, RuleKind, name as rule_name};
pub use waived::{Heed, PinReview, WaiverReview, WaiverState};
pub use word_list::{Entry, Hit, WordList, list_name, list_purpose};

/// One objection, in the words of a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id, as in `vague-quantity`.
    pub rule: &'static str,
    /// How much it costs the reader.
    pub severity: Severity,
    /// The words meant; for something absent, the place where it belongs (may be empty).
    pub span: Span,
    /// The remark, short, as a reader would make it: "How many?".
    pub message: String,
    /// Why readers ask it.
    pub why: String,
    /// What helps.
    pub help: String,
    /// A change that mends it honestly, where there is one.
    pub fix: Option<Fix>,
    /// The part that is missed, as it is called inside a sentence: "customer quote".
    pub missed: Option<String>,
    /// What it costs the reader beside the document's other findings of its severity; the costliest
    /// is read first. Comparable inside one examination only.
    pub cost: u32,
    /// Whether it is said unasked in the document's state; what is not is only for who reads as a
    /// reviewer.
    pub in_season: bool,
    /// What no sentence holds: a part that is not there, a whole that is too long. An answer to the
    /// remark is then tied to this instead of to words.
    pub subject: Option<String>,
    /// The sentences, heading or line that the words stand in.
    pub passage: Span,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a button says it: "Put [how many?]".
    pub label: String,
    /// Spans to replace with new text; ascending, not overlapping.
    pub splices: Vec<(Span, String)>,
    /// Whether it may be done without the writer looking at it: it changes how something is said,
    /// never what, and leaves no gap to fill.
    pub safe: bool,
}

/// A document as a demanding reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examination {
    /// Parts and questions.
    pub structure: Structure,
    /// The fields before the text, where the document has any.
    pub front_matter: Option<FrontMatter>,
    /// The parts of the template in its order, and how far each one is.
    pub parts: Vec<PartReview>,
    /// Passages of the template's guidance that nobody has changed, in the order of the text.
    pub untouched: Vec<Span>,
    /// Findings in the order of the text, without those that the writer answered.
    pub findings: Vec<Finding>,
    /// How many remarks the writer answered.
    pub waived: usize,
    /// The writer's answers in the order of the text, those without a place last.
    pub waivers: Vec<WaiverReview>,
    /// What could not be read among the writer's answers; it stands among the notices too.
    pub waiver_notices: Vec<String>,
    /// What the writer says about paragraphs.
    pub pins: Vec<PinReview>,
    /// The comments that hold both.
    pub unprinted: Unprinted,
    /// Whether the text was not looked at, so that nothing is said about it: it is too long, nested
    /// too deeply or too tangled. A notice says which.
    pub unread: bool,
    /// What could not be read and why, as sentences for the writer.
    pub notices: Vec<String>,
}

/// A part of the template, and how far it is in this document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartReview {
    /// Id of the part, as in `problem`.
    pub role: String,
    /// Name on the screen.
    pub name: String,
    /// How far it is.
    pub state: PartState,
    /// Where it stands (its first passage), or `None` when it is missing.
    pub span: Option<Span>,
    /// How that passage was found; `None` when it is missing.
    pub found_by: Option<FoundBy>,
    /// Words in all its passages, guidance of the starter text not counted.
    pub words: usize,
    /// Its limit as a sentence fragment, such as "at most 110 words".
    pub limit: Option<String>,
    /// What the part is for.
    pub purpose: String,
    /// What a reader will ask here.
    pub readers_ask: Vec<String>,
}

/// How far a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartState {
    /// It says something.
    Written,
    /// Its heading or its starter text stands there, and nothing else.
    Empty,
    /// It is not there.
    Missing,
}

/// Reads a document with a template; without one, the template is found from front matter and headings.
/// Its season is the front matter's `status`; a document without one is judged as in review. What the
/// season silences is left out. No day has passed for it.
pub fn examine(text: &str, template: Option<&Template>) -> Examination {
    examine_as(text, template, Occasion::default())
}

/// Compiles the patterns of the rules, which the first examination would wait for otherwise (55 ms).
/// Takes as long as that itself, once in a process.
pub fn prepare() {
    for example in template::examples() {
        examine(example.text, None);
    }
}

/// What is known beside the text when it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Occasion<'a> {
    /// Stands in for a missing `status` field.
    pub status: Option<Status>,
    /// The day on which it is read, for rules about days that have passed.
    pub today: Option<Day>,
    /// Its printed lines, where it was laid out; without them pages are told from words.
    pub lines: Option<&'a [PrintedLine]>,
    /// Whether the writer's answers count.
    pub heed: Heed,
}

/// Reads a document as [`examine`] does, on an occasion.
pub fn examine_as(text: &str, template: Option<&Template>, occasion: Occasion<'_>) -> Examination {
    let mut examination = examine_with(text, template, occasion, RuleBook::shipped());
    examination.findings.retain(|finding| finding.in_season);
    examination
}

/// Reads a document by the rules, words and templates of a book. Everything a reviewer would say is
/// in the answer; [`Finding::in_season`] tells what is said unasked.
pub fn examine_with(
    text: &str,
    template: Option<&Template>,
    occasion: Occasion<'_>,
    book: &RuleBook,
) -> Examination {
    examine_again(text, template, occasion, book, &mut Memory::default())
}

/// Reads a document as [`examine_with`] does, remembering what the same book found in an earlier
/// text of it.
fn examine_again(
    text: &str,
    template: Option<&Template>,
    occasion: Occasion<'_>,
    book: &RuleBook,
    memory: &mut Memory,
) -> Examination {
    let earlier = std::mem::take(&mut memory.earlier);
    let reading = Reading::again(text, template, book.templates(), earlier);
    let answers = memory.answers_for(reading.kept, reading.passages.len());
    if reading.unread {
        return Examination {
            structure: reading.structure,
            front_matter: reading.front_matter,
            unread: true,
            notices: reading.notices,
            ..Examination::default()
        };
    }
    let guidance = starter::Guidance::of(&reading);
    let spoken = open::spoken(&reading, &guidance, &answers);
    let season = reading
        .front_matter
        .as_ref()
        .and_then(FrontMatter::status)
        .map(|words| Status::from_words(&words))
        .or(occasion.status)
        .unwrap_or(Status::InReview);
    let mut findings: Vec<Finding> = RULES
        .iter()
        .filter(|rule| book.is_on(rule.id))
        .filter(|rule| !rule.off.is_in(&reading.structure.kind, season))
        .flat_map(|rule| {
            let open = Open::new(&reading, &guidance, &spoken, &rule.off, book, occasion);
            heard(&open, rule, season, book)
        })
        .collect();
    findings.sort_by_key(|finding| (finding.span, finding.rule));
    let asked = |id: &str| {
        let rule = rule(id).filter(|rule| book.is_on(rule.id));
        rule.is_some_and(|rule| !rule.off.is_in(&reading.structure.kind, season))
    };
    let heeded = waived::heed(&reading, &mut findings, &asked, occasion.heed);
    cost::weigh(&mut findings, &reading);
    let parts = review::parts(&reading, &guidance);
    let pins = waived::pins(&reading);
    let mut notices = reading.notices;
    notices.extend(heeded.notices.iter().cloned());
    notices.extend(pins.iter().filter_map(|pin| pin.problem.clone()));
    *memory = Memory {
        earlier: Earlier::new(text, reading.passages),
        answers,
    };
    Examination {
        parts,
        waived: heeded.waived,
        waivers: heeded.reviews,
        waiver_notices: heeded.notices,
        pins,
        unprinted: reading.unprinted,
        untouched: guidance.untouched,
        structure: reading.structure,
        front_matter: reading.front_matter,
        findings,
        unread: false,
        notices,
    }
}

/// Returns what a rule finds outside the parts in which it is off.
fn heard(open: &Open<'_>, rule: &Rule, season: Status, book: &RuleBook) -> Vec<Finding> {
    let mut findings = (rule.find)(open);
    findings.retain(|finding| {
        !rule
            .off
            .is_in_part(open.reading.role_at(finding.span.start))
    });
    for finding in &mut findings {
        finding.in_season = rule.is_in_season(season);
        finding.severity = book.severity(rule.id).unwrap_or(finding.severity);
    }
    findings
}

/// Every rule, once: those about structure, then about claims, then about style.
const RULES: &[Rule] = &[
    // Structure.
    part_missing::RULE,
    part_order::RULE,
    part_empty::RULE,
    part_duplicate::RULE,
    page_limit::RULE,
    starter_text_left::RULE,
    placeholder_value::RULE,
    question_unanswered::RULE,
    answer_beside_the_question::RULE,
    questions_unnumbered::RULE,
    faq_side_missing::RULE,
    ask_missing::RULE,
    ask_late::RULE,
    dateline::RULE,
    quote_missing::RULE,
    quote_attribution::RULE,
    quote_stuffing::RULE,
    subheading_one_sentence::RULE,
    headline_length::RULE,
    call_to_action_one_sentence::RULE,
    solution_before_problem::RULE,
    bullets_in_narrative::RULE,
    image_in_body::RULE,
    link_in_body::RULE,
    first_person::RULE,
    heading_depth::RULE,
    appendix_missing::RULE,
    appendix_carries_claim::RULE,
    assumption::RULE,
    wrong_kind::RULE,
    // Claims.
    vague_quantity::RULE,
    relative_number_without_base::RULE,
    figure_without_source::RULE,
    sums_do_not_hold::RULE,
    conflicting_fact::RULE,
    promise_without_owner_or_date::RULE,
    belief_without_because::RULE,
    risk_without_size::RULE,
    agentless_decision::RULE,
    superlative_unsupported::RULE,
    rival_unnamed::RULE,
    average_alone::RULE,
    small_sample::RULE,
    relative_date::RULE,
    customer_unnamed::RULE,
    recommendation_without_alternative::RULE,
    goal_without_measure::RULE,
    adjective_without_data::RULE,
    tenet_without_tension::RULE,
    tenets_too_many::RULE,
    benefit_is_a_feature_list::RULE,
    generic_announcement::RULE,
    not_yet_launched_tense::RULE,
    inside_talk::RULE,
    unexplained_name::RULE,
    acronym_undefined::RULE,
    // Style.
    long_sentence::RULE,
    weasel_word::RULE,
    hype_word::RULE,
    wordy_phrase::RULE,
    long_paragraph::RULE,
    exclamation_mark::RULE,
    double_negative::RULE,
];

/// Returns every rule.
pub fn rules() -> &'static [Rule] {
    RULES
}

/// Returns the rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Returns the ids of all rules.
pub fn rule_ids() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.id)
}

#[cfg(test)]
mod tests {
    use super::testing::{NARRATIVE, RELEASE};
    use super::*;
    use crate::template::{built_in, by_id};

    const LONG: &str = "The committee that was formed in spring to look into the question of late deliveries met eleven times over the summer and came to the view that the cause lay with neither of the two. Many customers wait.";

    fn rules(text: &str, status: Option<Status>) -> Vec<&'static str> {
        let occasion = Occasion {
            status,
            ..Occasion::default()
        };
        let findings = examine_as(text, None, occasion).findings;
        findings.iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn seasons() {
        let with = |status: &str| format!("---\nstatus: {status}\n---\n\n{LONG}");
        assert_eq!(
            rules(LONG, None),
            ["long-sentence", "vague-quantity"],
            "no status is in review"
        );
        assert_eq!(
            rules(&with("In review"), None),
            ["long-sentence", "vague-quantity"]
        );
        assert_eq!(
            rules(&with("drafting"), None),
            ["vague-quantity"],
            "style is silent"
        );
        assert_eq!(rules(&with("approved"), None), [] as [&str; 0]);
        assert_eq!(rules(&with("launched"), None), [] as [&str; 0]);
        assert_eq!(rules(LONG, Some(Status::Drafting)), ["vague-quantity"]);
        let own = with("in review");
        assert_eq!(
            rules(&own, Some(Status::Settled)).len(),
            2,
            "the document's own status wins"
        );
    }

    /// What `explain` prints is what the rule does.
    #[test]
    fn every_explanation_is_true() {
        for rule in RULES {
            let explained = &rule.explanation;
            assert!(explained.around.contains("{}"), "{}", rule.id);
            let template = by_id(explained.template);
            assert!(template.is_some(), "{}: {}", rule.id, explained.template);
            let remarks = |sample: &str| {
                let text = explained.around.replace("{}", sample);
                let mut findings = examine(&text, template).findings;
                findings.retain(|finding| finding.rule == rule.id);
                findings
            };
            assert_ne!(remarks(explained.flagged), [], "{} is flagged", rule.id);
            assert_eq!(remarks(explained.unflagged), [], "{} is silent", rule.id);
            for sentence in [explained.why, explained.help] {
                assert!(sentence.ends_with(['.', '?']), "{}: {sentence}", rule.id);
            }
            assert!((1..=9).contains(&rule.cost), "{}", rule.id);
        }
    }

    #[test]
    fn a_rule_is_silent_where_it_is_off() {
        let rules_in = |heading: &str| -> Vec<&str> {
            let text = format!("## Goals\n\n40 by June.\n\n## {heading}\n\n{LONG}\n");
            let findings = examine(&text, by_id(NARRATIVE)).findings;
            let mut rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
            rules.retain(|rule| ["long-sentence", "vague-quantity"].contains(rule));
            rules
        };
        assert_eq!(
            rules_in("State of the business"),
            ["long-sentence", "vague-quantity"]
        );
        assert_eq!(rules_in("Appendix"), ["vague-quantity"]);
        assert_eq!(rules_in("Tenets"), ["long-sentence"]);
        let off = Off::NOWHERE
            .in_kinds(&["prfaq"])
            .in_statuses(&[Status::Settled]);
        assert!(off.is_in("prfaq", Status::InReview) && off.is_in("", Status::Settled));
        assert!(!off.is_in("narrative", Status::Drafting));
        assert!(Off::NOWHERE.in_parts(&[""]).is_in_part(None));
    }

    #[test]
    fn a_rule_for_one_kind_is_off_in_all_others() {
        let kinds = built_in().iter().map(|template| template.kind.as_str());
        for kind in kinds.chain([""]) {
            let speaks = |off: Off| !off.is_in(kind, Status::InReview);
            assert_eq!(speaks(Off::OUTSIDE_RELEASES), kind == "prfaq", "{kind:?}");
            assert_eq!(
                speaks(Off::OUTSIDE_NARRATIVES),
                kind == "narrative",
                "{kind:?}"
            );
        }
    }

    #[test]
    fn no_two_rules_have_one_id() {
        let ids: std::collections::HashSet<&str> = rule_ids().collect();
        assert_eq!(ids.len(), RULES.len());
    }

    #[test]
    fn parts_are_reviewed_in_the_template_s_order() {
        let text = "## Goals\n\n- 40 by June\n\n## Introduction\n\n## Tenets\n\n[Up to seven, one or two sentences each: what we prefer over what, so that somebody could honestly disagree. These are our tenets unless you know better ones.]\n";
        let parts = examine(text, by_id(NARRATIVE)).parts;
        let shown: Vec<(&str, PartState, usize)> = parts
            .iter()
            .take(4)
            .map(|part| (part.role.as_str(), part.state, part.words))
            .collect();
        assert_eq!(
            shown,
            [
                ("introduction", PartState::Empty, 0),
                ("goals", PartState::Written, 3),
                ("tenets", PartState::Empty, 0),
                ("state-of-business", PartState::Missing, 0),
            ]
        );
        assert_eq!(parts[0].limit.as_deref(), Some("at most 250 words"));
    }

    #[test]
    fn broken_front_matter_is_text_with_a_notice() {
        let examination = examine("---\ntitle: [\n---\n\n# Acorn\n", by_id(RELEASE));
        assert_eq!(examination.notices.len(), 1);
        assert!(examination.notices[0].contains("nothing in them was changed"));
    }
}
