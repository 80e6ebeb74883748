//! How well parts, questions, sides and missing answers are found, against labels made by hand.
//! What a label is not sure of is neither rewarded nor punished.

use serde::Deserialize;
use sixpager_core::check::examine;
use sixpager_core::model::{Side, Structure};
use std::fmt::Write as _;
use std::path::Path;

/// The labels of a folder of documents, as its `labels.json` holds them.
#[derive(Debug, Deserialize)]
pub struct Labels {
    pub documents: Vec<LabelledDocument>,
}

/// The labels of one document; lines count from 1.
#[derive(Debug, Deserialize)]
pub struct LabelledDocument {
    pub file: String,
    pub parts: Vec<LabelledPart>,
    pub questions: Vec<LabelledQuestion>,
    #[serde(default)]
    pub missing_parts: Vec<String>,
}

/// A part and its lines, both ends included.
#[derive(Debug, Deserialize)]
pub struct LabelledPart {
    pub part: String,
    pub first_line: usize,
    pub last_line: usize,
    #[serde(default = "sure")]
    pub sure: bool,
}

/// A question, at the line where it starts.
#[derive(Debug, Deserialize)]
pub struct LabelledQuestion {
    pub line: usize,
    pub side: String,
    pub answered: bool,
    #[serde(default = "sure")]
    pub sure: bool,
}

fn sure() -> bool {
    true
}

/// Right, wrongly found and missed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub right: usize,
    pub extra: usize,
    pub missed: usize,
}

impl Score {
    /// Returns the share of what was found that is right; 1 when nothing was found.
    pub fn precision(&self) -> f64 {
        share(self.right, self.extra)
    }

    /// Returns the share of what is there that was found; 1 when nothing is there.
    pub fn recall(&self) -> f64 {
        share(self.right, self.missed)
    }

    /// Returns the harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
    }

    fn add(&mut self, other: Score) {
        self.right += other.right;
        self.extra += other.extra;
        self.missed += other.missed;
    }
}

/// A share of no cases says nothing, and is not shown as if it did.
fn shown(share: f64, cases: usize) -> String {
    match cases {
        0 => "-".to_owned(),
        _ => format!("{share:.3}"),
    }
}

fn share(right: usize, wrong: usize) -> f64 {
    if right + wrong == 0 {
        1.0
    } else {
        right as f64 / (right + wrong) as f64
    }
}

/// The scores of a document or a folder, and what went wrong in it.
#[derive(Debug, Default)]
pub struct Scores {
    pub parts: Score,
    /// Parts whose first and last lines are exactly the labelled ones, among those found.
    pub exact: usize,
    pub questions: Score,
    pub sides: Score,
    pub unanswered: Score,
    pub missing: Score,
    /// One line for each miss.
    pub misses: Vec<String>,
}

/// Reads the labels of a folder and scores all its documents.
///
/// # Errors
/// Says which file could not be read.
pub fn score_folder(folder: &Path) -> Result<Scores, String> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let labels: Labels = serde_json::from_str(&read("labels.json")?)
        .map_err(|error| format!("labels.json: {error}"))?;
    let mut all = Scores::default();
    for document in &labels.documents {
        let scores = score(&read(&document.file)?, document);
        all.parts.add(scores.parts);
        all.exact += scores.exact;
        all.questions.add(scores.questions);
        all.sides.add(scores.sides);
        all.unanswered.add(scores.unanswered);
        all.missing.add(scores.missing);
        all.misses.extend(
            scores
                .misses
                .iter()
                .map(|miss| format!("{}: {miss}", document.file)),
        );
    }
    Ok(all)
}

/// Scores one document.
pub fn score(text: &str, labels: &LabelledDocument) -> Scores {
    let structure = examine(text, None).structure;
    let mut scores = Scores::default();
    score_parts(text, &structure, labels, &mut scores);
    score_missing(&structure, labels, &mut scores);
    score_questions(text, &structure, labels, &mut scores);
    scores
}

/// A found part fits a label of its name when they share at least half of the shorter one's lines.
fn score_parts(text: &str, structure: &Structure, labels: &LabelledDocument, scores: &mut Scores) {
    let found: Vec<(&str, usize, usize)> = structure
        .parts
        .iter()
        .map(|part| {
            (
                part.role.as_str(),
                line_at(text, part.span.start),
                line_at(text, part.span.end.saturating_sub(1).max(part.span.start)),
            )
        })
        .collect();
    let fits = |found: &(&str, usize, usize), label: &LabelledPart| {
        let shared =
            (found.2.min(label.last_line) + 1).saturating_sub(found.1.max(label.first_line));
        let shorter = (found.2 - found.1 + 1).min(label.last_line - label.first_line + 1);
        found.0 == label.part && shared * 2 >= shorter
    };
    for label in labels.parts.iter().filter(|label| label.sure) {
        match found.iter().find(|found| fits(found, label)) {
            Some(found) => {
                scores.parts.right += 1;
                scores.exact +=
                    usize::from(found.1 == label.first_line && found.2 == label.last_line);
            }
            None => {
                scores.parts.missed += 1;
                scores.misses.push(format!(
                    "part missed: {} {}-{}",
                    label.part, label.first_line, label.last_line
                ));
            }
        }
    }
    for found in &found {
        let overlaps_unsure = labels
            .parts
            .iter()
            .any(|label| !label.sure && found.1 <= label.last_line && label.first_line <= found.2);
        if !labels.parts.iter().any(|label| fits(found, label)) && !overlaps_unsure {
            scores.parts.extra += 1;
            scores.misses.push(format!(
                "part wrongly found: {} {}-{}",
                found.0, found.1, found.2
            ));
        }
    }
}

/// Only what the labels list as plainly absent counts: anything else is a matter of taste.
fn score_missing(structure: &Structure, labels: &LabelledDocument, scores: &mut Scores) {
    for missing in &labels.missing_parts {
        if structure.parts.iter().any(|part| part.role == *missing) {
            scores.missing.missed += 1;
            scores
                .misses
                .push(format!("part found that is not there: {missing}"));
        } else {
            scores.missing.right += 1;
        }
    }
}

fn score_questions(
    text: &str,
    structure: &Structure,
    labels: &LabelledDocument,
    scores: &mut Scores,
) {
    let found: Vec<_> = structure
        .questions
        .iter()
        .map(|question| (line_at(text, question.span.start), question))
        .collect();
    for label in labels.questions.iter().filter(|label| label.sure) {
        let Some((_, question)) = found.iter().find(|(line, _)| *line == label.line) else {
            scores.questions.missed += 1;
            scores
                .misses
                .push(format!("question missed: {}", label.line));
            continue;
        };
        scores.questions.right += 1;
        if side_name(question.side) == label.side {
            scores.sides.right += 1;
        } else {
            scores.sides.extra += 1;
            scores.sides.missed += 1;
            scores
                .misses
                .push(format!("question {}: side is {}", label.line, label.side));
        }
        let right = match (question.answered, label.answered) {
            (false, false) => &mut scores.unanswered.right,
            (false, true) => &mut scores.unanswered.extra,
            (true, false) => &mut scores.unanswered.missed,
            (true, true) => continue,
        };
        *right += 1;
        if question.answered != label.answered {
            scores.misses.push(format!(
                "question {}: answered is {}",
                label.line, label.answered
            ));
        }
    }
    for (line, question) in &found {
        if !labels.questions.iter().any(|label| label.line == *line) {
            scores.questions.extra += 1;
            scores
                .misses
                .push(format!("question wrongly found: {line} {}", question.text));
        }
    }
}

/// Names a side as the labels do.
pub fn side_name(side: Side) -> &'static str {
    match side {
        Side::Customer => "customer",
        Side::Internal => "internal",
        Side::Unknown => "unknown",
    }
}

/// Returns the 1-based line of a byte.
pub fn line_at(text: &str, offset: usize) -> usize {
    1 + text.as_bytes()[..offset]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
}

impl Scores {
    /// Returns the scores as a table, and every miss below it.
    pub fn table(&self) -> String {
        let mut table = String::new();
        let _ = writeln!(
            table,
            "{:<12} {:>9} {:>7} {:>6} {:>6} {:>6} {:>7}",
            "", "precision", "recall", "F1", "right", "extra", "missed"
        );
        let rows = [
            ("parts", self.parts),
            ("questions", self.questions),
            ("sides", self.sides),
            ("unanswered", self.unanswered),
            ("missing", self.missing),
        ];
        for (name, score) in rows {
            let precision = shown(score.precision(), score.right + score.extra);
            let recall = shown(score.recall(), score.right + score.missed);
            let f1 = shown(score.f1(), score.right + score.extra + score.missed);
            let _ = writeln!(
                table,
                "{name:<12} {precision:>9} {recall:>7} {f1:>6} {:>6} {:>6} {:>7}",
                score.right, score.extra, score.missed
            );
        }
        let _ = writeln!(
            table,
            "lines of found parts exactly as labelled: {} of {}",
            self.exact, self.parts.right
        );
        for miss in &self.misses {
            let _ = writeln!(table, "  {miss}");
        }
        table
    }
}
