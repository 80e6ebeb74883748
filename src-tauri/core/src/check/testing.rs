//! What the rules' own tests share: a text in, remarks out.

use super::{Finding, Occasion, examine_as};
use crate::model::Day;
use crate::template::by_id;

pub(super) const RELEASE: &str = "prfaq-working-backwards";
pub(super) const NARRATIVE: &str = "narrative-proposal";

/// Returns the remarks of one rule on a text.
pub(super) fn findings(rule: &str, template: &str, text: &str) -> Vec<Finding> {
    findings_on(rule, template, text, None)
}

/// Returns the remarks of one rule on a text that is read on a day.
pub(super) fn findings_on(
    rule: &str,
    template: &str,
    text: &str,
    today: Option<Day>,
) -> Vec<Finding> {
    let occasion = Occasion {
        today,
        ..Occasion::default()
    };
    let mut findings = examine_as(text, by_id(template), occasion).findings;
    findings.retain(|finding| finding.rule == rule);
    findings
}

/// Checks the text after the first remark's fix, and that the remark says something.
#[track_caller]
pub(super) fn check_fix(rule: &str, template: &str, text: &str, label: &str, expected: &str) {
    let found = findings(rule, template, text);
    let finding = found.first().expect("a remark with a fix");
    assert!(!finding.message.is_empty() && !finding.why.is_empty() && !finding.help.is_empty());
    let fix = finding.fix.as_ref().expect("an honest fix");
    assert_eq!(fix.label, label);
    let mut mended = text.to_owned();
    for (span, insert) in fix.splices.iter().rev() {
        mended.replace_range(span.start..span.end, insert);
    }
    assert_eq!(mended, expected);
}
