//! Core values as a window knows them: the only place where bytes become UTF-16 positions of the
//! editor text. Decides nothing and cannot fail.

use crate::types as wire;
use sixpager_core::model::{
    self, EditorChange, FoundBy, LONGEST_REASON, Severity, Side, Span, Text, Timestamp, Version,
    VersionKind,
};
use sixpager_core::template::{BankQuestion, Template};
use sixpager_core::workspace as core;
use sixpager_core::{Code, Error, check, history};

/// The editor position of a byte.
fn position(text: &Text, byte: usize) -> u32 {
    text.editor_offset(byte)
}

fn range(text: &Text, span: Span) -> (u32, u32) {
    (position(text, span.start), position(text, span.end))
}

/// A count that a window shows; nobody writes more than four thousand million words.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn milliseconds(at: Timestamp) -> f64 {
    at.0 as f64
}

pub fn error(error: Error) -> wire::WireError {
    wire::WireError {
        code: match error.code {
            Code::WrongBase => wire::ErrorCode::WrongBase,
            Code::NotOpen => wire::ErrorCode::NotOpen,
            Code::ReadOnly => wire::ErrorCode::ReadOnly,
            Code::NotFound => wire::ErrorCode::NotFound,
            Code::BadRequest => wire::ErrorCode::BadRequest,
            Code::Failed => wire::ErrorCode::Failed,
        },
        message: error.message,
    }
}

pub fn editor_change(change: wire::Change) -> EditorChange {
    EditorChange {
        from: change.from,
        to: change.to,
        insert: change.insert,
    }
}

fn change(change: EditorChange) -> wire::Change {
    wire::Change {
        from: change.from,
        to: change.to,
        insert: change.insert,
    }
}

pub fn summary(summary: core::DocumentSummary) -> wire::DocumentSummary {
    wire::DocumentSummary {
        document: summary.document.to_string(),
        name: summary.name,
        title: summary.title,
        folder: summary.folder,
        modified: milliseconds(summary.modified),
        missing: summary.missing,
    }
}

fn written_by(author: core::WrittenBy) -> wire::WrittenBy {
    match author {
        core::WrittenBy::Writer => wire::WrittenBy::Writer,
        core::WrittenBy::AnotherProgram => wire::WrittenBy::AnotherProgram,
    }
}

pub fn opened(opened: core::OpenedDocument) -> wire::OpenedDocument {
    wire::OpenedDocument {
        summary: summary(opened.summary),
        revision: opened.snapshot.revision,
        text: opened.snapshot.text.editor_text(),
        read_only: opened.read_only,
        undo: opened.undo,
        undo_back: opened.undo_back.into_iter().map(change).collect(),
        since_undo: written_by(opened.since_undo),
        saving: saving(opened.saving),
        notices: opened.notices,
        conflict: opened.conflict.map(conflict),
        proposal: opened.proposal.map(proposal),
        examination: examination(&opened.snapshot),
    }
}

pub fn saving(saving: core::Saving) -> wire::Saving {
    wire::Saving {
        state: match saving.state {
            core::SavingState::Saved => wire::SavingState::Saved,
            core::SavingState::Kept => wire::SavingState::Kept,
            core::SavingState::Failing => wire::SavingState::Failing,
            core::SavingState::Conflict => wire::SavingState::Conflict,
            core::SavingState::Missing => wire::SavingState::Missing,
            core::SavingState::ReadOnly => wire::SavingState::ReadOnly,
        },
        sentence: saving.sentence,
        saved_at: saving.saved_at.map(milliseconds),
    }
}

pub fn conflict(conflict: core::Conflict) -> wire::Conflict {
    wire::Conflict {
        sentence: conflict.sentence,
        comparison: comparison(conflict.compared),
    }
}

pub fn conflict_choice(choice: wire::ConflictChoice) -> core::ConflictChoice {
    match choice {
        wire::ConflictChoice::KeepMine => core::ConflictChoice::KeepMine,
        wire::ConflictChoice::TakeTheirs => core::ConflictChoice::TakeTheirs,
    }
}

pub fn reach(reach: wire::Reach) -> core::Reach {
    match reach {
        wire::Reach::Here => core::Reach::Here,
        wire::Reach::Document => core::Reach::Document,
    }
}

pub fn proposal(proposal: core::Proposal) -> wire::Proposal {
    wire::Proposal {
        proposal: proposal.proposal,
        revision: proposal.revision,
        changes: proposal.changes.into_iter().map(change).collect(),
        origin: match proposal.origin {
            core::Origin::Outside => wire::Origin::Outside,
            core::Origin::Restore => wire::Origin::Restore,
            core::Origin::Conflict => wire::Origin::Conflict,
            core::Origin::Recovery => wire::Origin::Recovery,
            core::Origin::Waiver => wire::Origin::Waiver,
            core::Origin::Pin => wire::Origin::Pin,
            core::Origin::Picking => wire::Origin::Picking,
        },
        sentence: proposal.sentence,
    }
}

pub fn examination(snapshot: &core::Snapshot) -> wire::Examination {
    let text = &*snapshot.text;
    let examined = &*snapshot.examination;
    let structure = &examined.structure;
    wire::Examination {
        revision: snapshot.revision,
        kind: structure.kind.clone(),
        template: structure.template.clone(),
        status: snapshot.status.clone(),
        fields_problem: examined
            .front_matter
            .as_ref()
            .and_then(|fields| fields.problem.clone()),
        parts: examined.parts.iter().map(|each| part(text, each)).collect(),
        questions: structure
            .questions
            .iter()
            .map(|each| question(text, each))
            .collect(),
        guidance: examined
            .untouched
            .iter()
            .map(|span| place(text, *span))
            .collect(),
        findings: examined
            .findings
            .iter()
            .map(|each| finding(text, examined, each))
            .collect(),
        words: count(structure.words),
        minutes: snapshot.minutes,
        unread: examined.unread,
        unread_reason: examined
            .notices
            .first()
            .filter(|_| examined.unread)
            .cloned(),
        waivers: (examined.waivers.iter())
            .map(|each| waiver(snapshot, each))
            .collect(),
        waiver_notices: examined.waiver_notices.clone(),
        pins: examined.pins.iter().map(|each| pin(text, each)).collect(),
        unprinted: (examined.unprinted.whole_lines(text.as_str()).iter())
            .map(|span| place(text, *span))
            .collect(),
    }
}

fn part(text: &Text, part: &check::PartReview) -> wire::Part {
    let place = part.span.map(|span| range(text, span));
    wire::Part {
        role: part.role.clone(),
        name: part.name.clone(),
        state: match part.state {
            check::PartState::Written => wire::PartState::Written,
            check::PartState::Empty => wire::PartState::Empty,
            check::PartState::Missing => wire::PartState::Missing,
        },
        from: place.map(|(from, _)| from),
        to: place.map(|(_, to)| to),
        found_by: part.found_by.map(found_by),
        words: count(part.words),
        limit: part.limit.clone(),
        purpose: part.purpose.clone(),
        readers_ask: part.readers_ask.clone(),
    }
}

fn found_by(found_by: FoundBy) -> wire::FoundBy {
    match found_by {
        FoundBy::Heading => wire::FoundBy::Heading,
        FoundBy::Role => wire::FoundBy::Role,
        FoundBy::Position => wire::FoundBy::Position,
        FoundBy::Pin => wire::FoundBy::Pin,
    }
}

fn question(text: &Text, question: &sixpager_core::model::Question) -> wire::Question {
    let (from, to) = range(text, question.span);
    wire::Question {
        text: question.text.clone(),
        side: side(question.side),
        answered: question.answered,
        from,
        to,
    }
}

fn side(side: Side) -> String {
    match side {
        Side::Customer => "customer",
        Side::Internal => "internal",
        Side::Unknown => "unknown",
    }
    .to_owned()
}

pub fn picking_list(list: core::PickingList) -> wire::PickingList {
    wire::PickingList {
        revision: list.revision,
        bank: count(list.bank),
        open: list.open.into_iter().map(bank_question).collect(),
    }
}

fn bank_question(known: BankQuestion) -> wire::BankQuestion {
    wire::BankQuestion {
        question: known.question,
        asker: known.asker,
        side: side(known.side),
    }
}

fn place(text: &Text, span: Span) -> wire::Place {
    let (from, to) = range(text, span);
    wire::Place { from, to }
}

/// An answer as the list shows it; a long reason is cut, the file keeps it whole.
fn waiver(snapshot: &core::Snapshot, review: &check::WaiverReview) -> wire::Waiver {
    let text = &*snapshot.text;
    let waiver = &review.waiver;
    let place = review.span.map(|span| range(text, span));
    let (scope, quotation) = match &waiver.about {
        model::About::Passage { anchor, .. } => {
            (wire::WaiverScope::Passage, anchor.quotation.clone())
        }
        model::About::Absence(thing) => (wire::WaiverScope::Absence, named(snapshot, thing)),
        model::About::Document => (wire::WaiverScope::Document, String::new()),
        model::About::Question(question) => (wire::WaiverScope::Question, question.clone()),
    };
    let ended = review.state.ended();
    wire::Waiver {
        id: review.id.clone(),
        rule: waiver.rule.clone(),
        name: check::rule_name(&waiver.rule),
        message: review.message.clone(),
        scope,
        quotation: cut(&quotation),
        reason: waiver.reason.as_deref().map(cut),
        day: waiver.day.map(|day| day.to_string()),
        state: match ended {
            None => wire::WaiverState::Holds,
            Some(_) => wire::WaiverState::Ended,
        },
        ended: ended.map(str::to_owned),
        from: place.map(|(from, _)| from),
        to: place.map(|(_, to)| to),
        line: review.span.map(|span| line(text, span.start)),
    }
}

/// The name on the screen of what a document lacks, if it is a part.
fn named(snapshot: &core::Snapshot, thing: &str) -> String {
    let template = &snapshot.examination.structure.template;
    let template = snapshot.book.template(template);
    let part = template.and_then(|template| template.part(thing));
    part.map_or_else(|| thing.to_owned(), |part| part.name.clone())
}

fn cut(words: &str) -> String {
    match words.char_indices().nth(LONGEST_REASON) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

fn pin(text: &Text, pin: &check::PinReview) -> wire::Pin {
    let (from, to) = range(text, pin.span);
    wire::Pin {
        role: pin.role.clone(),
        name: pin.name.clone(),
        from,
        to,
        problem: pin.problem.clone(),
    }
}

fn finding(text: &Text, examined: &check::Examination, finding: &check::Finding) -> wire::Finding {
    let (from, to) = range(text, finding.span);
    wire::Finding {
        rule: finding.rule.to_owned(),
        severity: match finding.severity {
            Severity::Info => wire::Severity::Info,
            Severity::Advice => wire::Severity::Advice,
            Severity::Warning => wire::Severity::Warning,
            Severity::Error => wire::Severity::Error,
        },
        from,
        to,
        line: line(text, finding.span.start),
        message: finding.message.clone(),
        why: finding.why.clone(),
        help: finding.help.clone(),
        fix: finding.fix.as_ref().map(|each| fix(text, each)),
        missed: finding.missed.clone(),
        about: check::rule(finding.rule).map_or(wire::About::Claim, |rule| match rule.kind {
            check::RuleKind::Parts => wire::About::Parts,
            check::RuleKind::Structure => wire::About::Structure,
            check::RuleKind::Claim => wire::About::Claim,
            check::RuleKind::Style => wire::About::Style,
        }),
        cost: finding.cost,
        waivable: check::waiver_of(text.as_str(), examined, finding).line(),
    }
}

fn fix(text: &Text, fix: &check::Fix) -> wire::Fix {
    let changes = fix.splices.iter().map(|(span, insert)| {
        let (from, to) = range(text, *span);
        wire::Change {
            from,
            to,
            insert: insert.clone(),
        }
    });
    wire::Fix {
        label: fix.label.clone(),
        changes: changes.collect(),
    }
}

/// The 1-based line in which a byte stands.
fn line(text: &Text, byte: usize) -> u32 {
    count(text.place(byte).line)
}

pub fn comparison(compared: core::Compared) -> wire::Comparison {
    let core::Compared { comparison, text } = compared;
    let passages = comparison.passages.into_iter();
    wire::Comparison {
        sentence: comparison.sentence,
        passages: passages.map(|each| passage(&text, each)).collect(),
    }
}

fn passage(text: &Text, passage: history::Passage) -> wire::Passage {
    wire::Passage {
        part: passage.part,
        line: line(text, passage.at),
        from: position(text, passage.at),
        kind: match passage.kind {
            history::PassageKind::New => wire::PassageKind::New,
            history::PassageKind::Gone => wire::PassageKind::Gone,
            history::PassageKind::Changed => wire::PassageKind::Changed,
            history::PassageKind::Rewritten => wire::PassageKind::Rewritten,
            history::PassageKind::Moved => wire::PassageKind::Moved,
        },
        runs: passage.runs.into_iter().map(run).collect(),
    }
}

fn run(run: history::Run) -> wire::Run {
    wire::Run {
        kind: match run.kind {
            history::RunKind::Same => wire::RunKind::Same,
            history::RunKind::Added => wire::RunKind::Added,
            history::RunKind::Gone => wire::RunKind::Gone,
        },
        text: run.text,
    }
}

pub fn version(version: Version) -> wire::Version {
    wire::Version {
        version: version.id.to_string(),
        at: milliseconds(version.time),
        kind: match version.kind {
            VersionKind::AsFound => wire::VersionKind::AsFound,
            VersionKind::Writing => wire::VersionKind::Writing,
            VersionKind::Saved => wire::VersionKind::Saved,
            VersionKind::BeforeRestore => wire::VersionKind::BeforeRestore,
            VersionKind::Restored => wire::VersionKind::Restored,
            VersionKind::BeforeOutside => wire::VersionKind::BeforeOutside,
            VersionKind::Outside => wire::VersionKind::Outside,
            VersionKind::BigDeletion => wire::VersionKind::BigDeletion,
            VersionKind::Conflict => wire::VersionKind::Conflict,
            VersionKind::Read => wire::VersionKind::Read,
        },
        label: version.label,
        words_in: version.words_in,
        words_out: version.words_out,
        words: version.words,
    }
}

fn template(template: &Template) -> wire::TemplateSummary {
    wire::TemplateSummary {
        template: template.id.clone(),
        kind: template.kind.clone(),
        name: template.name.clone(),
        purpose: template.purpose.clone(),
        first_choice: template.first_choice,
    }
}

pub fn library_folder(folder: core::LibraryFolder) -> wire::LibraryFolder {
    wire::LibraryFolder {
        folder: folder.folder.to_string(),
        path: folder.shown,
        documents: folder.documents.into_iter().map(summary).collect(),
        problem: folder.problem,
    }
}

pub fn settings(settings: core::Settings) -> wire::Settings {
    wire::Settings {
        theme: settings.theme,
        minutes_per_page: settings.minutes_per_page,
        spelling: settings.spelling,
        open_panels: settings.open_panels,
    }
}

pub fn core_settings(settings: wire::Settings) -> core::Settings {
    core::Settings {
        theme: settings.theme,
        minutes_per_page: settings.minutes_per_page,
        spelling: settings.spelling,
        open_panels: settings.open_panels,
    }
}

pub fn session(session: core::Session) -> wire::Session {
    wire::Session {
        settings: settings(session.settings),
        recent: session.recent.into_iter().map(summary).collect(),
        folders: session.folders.into_iter().map(library_folder).collect(),
        templates: session.templates.iter().map(template).collect(),
        opened: session.opened.map(opened),
        notices: session.notices,
        app_version: session.app_version.to_owned(),
        documents_folder: session.documents_folder_shown,
    }
}

pub fn reading(reading: core::Reading) -> wire::Reading {
    wire::Reading {
        reading: reading.reading.to_string(),
        version: reading.version.to_string(),
        title: reading.title,
        text: reading.text.editor_text(),
        minutes: reading.minutes,
        begun_at: milliseconds(reading.begun_at),
        ends_at: milliseconds(reading.ends_at),
    }
}

pub fn what(what: core::What) -> wire::What {
    match what {
        core::What::SavingChanged(it) => wire::What::SavingChanged { saving: saving(it) },
        core::What::DocumentExamined(snapshot) => wire::What::DocumentExamined {
            examination: Box::new(examination(&snapshot)),
        },
        core::What::ChangeProposed(it) => wire::What::ChangeProposed {
            proposal: proposal(it),
        },
        core::What::ConflictFound(it) => wire::What::ConflictFound {
            conflict: conflict(it),
        },
        core::What::ConflictEnded => wire::What::ConflictEnded,
        core::What::SummaryChanged(it) => wire::What::SummaryChanged {
            summary: summary(it),
        },
        core::What::VersionsChanged => wire::What::VersionsChanged,
        core::What::LibraryChanged => wire::What::LibraryChanged,
        core::What::FolderRequested => wire::What::FolderRequested,
        core::What::DocumentRequested(it) => wire::What::DocumentRequested {
            opened: Box::new(opened(*it)),
        },
        core::What::Noticed(sentence) => wire::What::Noticed { sentence },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sixpager_core::model::{Question, Structure};
    use std::sync::Arc;

    const MEMO: &str = "\u{feff}# Tea 🫖\r\n\r\nMany customers wait.\r\n\r\n## Why?\r\n";

    fn span(words: &str) -> Span {
        let start = MEMO.find(words).expect("the memo has these words");
        Span::new(start, start + words.len())
    }

    fn snapshot(examined: check::Examination) -> core::Snapshot {
        core::Snapshot {
            revision: 3,
            text: Arc::new(Text::new(MEMO.into()).expect("text")),
            book: Arc::default(),
            examination: Arc::new(examined),
            status: None,
            minutes: 1,
        }
    }

    /// The words that a window finds between two positions of its own text.
    fn words_between(from: u32, to: u32) -> String {
        let text = Text::new(MEMO.into()).expect("text").editor_text();
        let units: Vec<u16> = text.encode_utf16().collect();
        String::from_utf16(&units[from as usize..to as usize]).expect("whole characters")
    }

    #[test]
    fn a_finding_stands_on_the_same_words_in_the_editor() {
        let finding = check::Finding {
            rule: "vague-quantity",
            severity: Severity::Advice,
            span: span("Many customers"),
            message: "How many?".into(),
            why: String::new(),
            help: String::new(),
            missed: None,
            fix: Some(check::Fix {
                label: "Put [how many?]".into(),
                splices: vec![(span("Many"), "[how many?]".into())],
                safe: false,
            }),
            cost: 1_440,
            in_season: true,
            subject: None,
            passage: span("Many customers wait."),
        };
        let examined = examination(&snapshot(check::Examination {
            findings: vec![finding],
            ..check::Examination::default()
        }));
        let finding = &examined.findings[0];
        assert_eq!(words_between(finding.from, finding.to), "Many customers");
        assert_eq!(finding.line, 3);
        let change = &finding.fix.as_ref().expect("a fix").changes[0];
        assert_eq!(words_between(change.from, change.to), "Many");
        assert_eq!(change.insert, "[how many?]");
    }

    #[test]
    fn answers_and_pins_stand_where_the_editor_has_them() {
        let text = "\u{feff}# Tea 🫖\r\n\r\n## State of the business\r\n\r\n<!-- sixpager: part=goals -->\r\nIn Hull many customers wait.\r\n";
        let first = check::examine(text, None);
        let asked = first.findings.iter().find(|it| it.rule == "vague-quantity");
        let asked = asked.expect("how many?");
        let line = check::waiver_of(text, &first, asked).line();
        let text = format!("{text}\r\n<!-- sixpager: answers\r\n{line}\r\n-->\r\n");
        let snapshot = core::Snapshot {
            text: Arc::new(Text::new(text.clone().into()).expect("text")),
            ..snapshot(check::examine(&text, None))
        };
        let examined = examination(&snapshot);
        let units: Vec<u16> = snapshot.text.editor_text().encode_utf16().collect();
        let words = |from: u32, to: u32| {
            String::from_utf16(&units[from as usize..to as usize]).expect("whole characters")
        };
        let waiver = &examined.waivers[0];
        let place = waiver.from.zip(waiver.to).expect("it has a place");
        assert_eq!(words(place.0, place.1), "In Hull many customers wait");
        assert_eq!(
            (waiver.line, waiver.name.as_str()),
            (Some(6), "Vague quantity")
        );
        assert_eq!(waiver.message.as_deref(), Some("How many?"));
        let pin = &examined.pins[0];
        assert_eq!(words(pin.from, pin.to), "In Hull many customers wait.");
        let unprinted: Vec<String> = (examined.unprinted.iter())
            .map(|place| words(place.from, place.to))
            .collect();
        assert_eq!(unprinted[0], "<!-- sixpager: part=goals -->");
        assert_eq!(unprinted[1], format!("<!-- sixpager: answers\n{line}\n-->"));
    }

    #[test]
    fn parts_and_questions_stand_where_the_editor_has_them() {
        let examined = examination(&snapshot(check::Examination {
            structure: Structure {
                questions: vec![Question {
                    text: "Why?".into(),
                    span: span("## Why?"),
                    side: Side::Customer,
                    answer: Span::new(MEMO.len(), MEMO.len()),
                    answered: false,
                }],
                ..Structure::default()
            },
            parts: vec![check::PartReview {
                role: "headline".into(),
                name: "Headline".into(),
                state: check::PartState::Written,
                span: Some(span("# Tea 🫖")),
                found_by: Some(FoundBy::Position),
                words: 1,
                limit: None,
                purpose: String::new(),
                readers_ask: Vec::new(),
            }],
            ..check::Examination::default()
        }));
        let part = &examined.parts[0];
        let place = part.from.zip(part.to).expect("it stands in the text");
        assert_eq!(words_between(place.0, place.1), "# Tea 🫖");
        let question = &examined.questions[0];
        assert_eq!(words_between(question.from, question.to), "## Why?");
        assert_eq!(question.side, "customer");
    }

    #[test]
    fn a_passage_is_found_in_the_newer_text() {
        let compared = core::Compared {
            comparison: history::Comparison {
                sentence: "One paragraph changed.".into(),
                words_in: 1,
                words_out: 0,
                passages: vec![history::Passage {
                    part: String::new(),
                    at: span("customers").start,
                    kind: history::PassageKind::Changed,
                    runs: Vec::new(),
                }],
            },
            text: Arc::new(Text::new(MEMO.into()).expect("text")),
        };
        let passage = &comparison(compared).passages[0];
        assert_eq!(passage.line, 3);
        assert_eq!(words_between(passage.from, passage.from + 9), "customers");
    }
}
