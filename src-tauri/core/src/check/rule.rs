//! What a rule is: an id, how much it costs the reader, where it is off, how it is explained, and
//! how it reads a document.

use super::open::Open;
use super::{Finding, Fix};
use crate::model::{Severity, Span, Status};

/// One rule. Each file of this folder that finds something holds one, as `RULE`.
pub struct Rule {
    /// Its id, as in `vague-quantity`.
    pub id: &'static str,
    /// What it is about.
    pub kind: RuleKind,
    /// What its findings weigh unless they say otherwise.
    pub severity: Severity,
    /// What it costs a reader, from 1 (reads on a little slower) over 3 (a mark in the margin) and
    /// 6 (asks it aloud in the meeting) to 9 (cannot decide because of it). Orders findings of one
    /// severity; see `cost.rs`.
    pub cost: u8,
    /// Where it is silent.
    pub off: Off,
    /// How it is explained to the writer.
    pub explanation: Explanation,
    pub(super) find: fn(&Open<'_>) -> Vec<Finding>,
}

/// What a rule is about, which decides when it is silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// Which parts are there, where and how long: about places more than about words, so it can be
    /// said of a part that the writer went past.
    Parts,
    /// What belongs into a part and how it is laid out: said of the words that stand there.
    Structure,
    /// What is claimed, and what stands behind it.
    Claim,
    /// How it is said; silent while drafting.
    Style,
}

/// How a rule is explained. A test runs the rule on both samples.
pub struct Explanation {
    /// Why readers ask it: one or two sentences.
    pub why: &'static str,
    /// What helps: one or two sentences.
    pub help: &'static str,
    /// One sentence (or the fewest lines of Markdown) that is remarked on.
    pub flagged: &'static str,
    /// The same thing said so that it is not.
    pub unflagged: &'static str,
    /// The template that both samples are read with.
    pub template: &'static str,
    /// The document around the samples: `{}` is where they stand, so `"{}"` is none.
    pub around: &'static str,
}

/// The parts, kinds of document and states in which a rule is silent, whoever asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Off {
    /// Roles, as in `appendix`; `""` is text outside all parts.
    pub parts: &'static [&'static str],
    /// Kinds of document, as in `prfaq`; `""` is a document of no kind.
    pub kinds: &'static [&'static str],
    /// States in which the rule says nothing even to a reviewer.
    pub statuses: &'static [Status],
}

impl Off {
    /// Speaks everywhere.
    pub const NOWHERE: Off = Off {
        parts: &[],
        kinds: &[],
        statuses: &[],
    };

    /// Speaks in press releases only.
    pub const OUTSIDE_RELEASES: Off =
        Off::NOWHERE.in_kinds(&["narrative", "questions", "tenets", ""]);

    /// Speaks in narratives only.
    pub const OUTSIDE_NARRATIVES: Off =
        Off::NOWHERE.in_kinds(&["prfaq", "questions", "tenets", ""]);

    /// Silent in these parts.
    pub const fn in_parts(self, parts: &'static [&'static str]) -> Off {
        Off { parts, ..self }
    }

    /// Silent in documents of these kinds.
    pub const fn in_kinds(self, kinds: &'static [&'static str]) -> Off {
        Off { kinds, ..self }
    }

    /// Silent in these states, even to a reviewer.
    pub const fn in_statuses(self, statuses: &'static [Status]) -> Off {
        Off { statuses, ..self }
    }

    /// Tells whether the rule is silent about a part; `None` is text outside all parts.
    pub(super) fn is_in_part(&self, role: Option<&str>) -> bool {
        self.parts.contains(&role.unwrap_or_default())
    }

    pub(super) fn is_in(&self, kind: &str, status: Status) -> bool {
        self.kinds.contains(&kind) || self.statuses.contains(&status)
    }
}

impl Rule {
    /// Returns its name on the screen, as in "Vague quantity".
    pub fn name(&self) -> String {
        name(self.id)
    }

    /// Tells whether the rule speaks unasked about a document in this state.
    pub(super) fn is_in_season(&self, status: Status) -> bool {
        match status {
            Status::Drafting => self.kind != RuleKind::Style,
            Status::InReview => true,
            Status::Settled => false,
        }
    }

    /// Makes a finding with the rule's own severity, why and help, and no fix.
    pub(super) fn finding(&self, span: Span, message: impl Into<String>) -> Finding {
        Finding {
            rule: self.id,
            severity: self.severity,
            span,
            message: message.into(),
            why: self.explanation.why.to_owned(),
            help: self.explanation.help.to_owned(),
            fix: None,
            missed: None,
            cost: 0,
            in_season: true,
            subject: None,
            passage: span,
        }
    }
}

/// Returns the name of a rule by its id, also of one that this version does not have.
pub fn name(id: &str) -> String {
    let mut letters = id.chars().map(|c| if c == '-' { ' ' } else { c });
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

impl Finding {
    /// Weighs other than the rule's findings do.
    pub(super) fn weighing(mut self, severity: Severity) -> Finding {
        self.severity = severity;
        self
    }

    /// Is about something that no sentence of the document holds: a part that is not there, a whole
    /// that is too long.
    pub(super) fn about_the(mut self, subject: impl Into<String>) -> Finding {
        self.subject = Some(subject.into());
        self
    }

    /// Has a why of its own.
    pub(super) fn because(mut self, why: impl Into<String>) -> Finding {
        self.why = why.into();
        self
    }

    /// Has a help of its own.
    pub(super) fn helped_by(mut self, help: impl Into<String>) -> Finding {
        self.help = help.into();
        self
    }

    /// Is about a part that is not there; `name` as it is called inside a sentence.
    pub(super) fn missing(mut self, name: impl Into<String>) -> Finding {
        self.missed = Some(name.into());
        self
    }

    /// Offers a fix that replaces spans (ascending, not overlapping) with new text.
    pub(super) fn mended_by(
        mut self,
        label: impl Into<String>,
        splices: Vec<(Span, String)>,
    ) -> Finding {
        self.fix = Some(Fix {
            label: label.into(),
            splices,
            safe: false,
        });
        self
    }

    /// Offers a fix as [`Finding::mended_by`] does, which may also be done unseen: it changes how
    /// something is said, never what.
    pub(super) fn mended_safely_by(
        self,
        label: impl Into<String>,
        splices: Vec<(Span, String)>,
    ) -> Finding {
        let mut finding = self.mended_by(label, splices);
        if let Some(fix) = &mut finding.fix {
            fix.safe = true;
        }
        finding
    }
}
