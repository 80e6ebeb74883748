//! What the rules' own tests share: a text in, remarks out.

use super::{Finding, examine};
use crate::template::by_id;

pub(super) const RELEASE: &str = "prfaq-working-backwards";
pub(super) const NARRATIVE: &str = "narrative-proposal";

/// Returns the remarks of one rule on a text.
pub(super) fn findings(rule: &str, template: &str, text: &str) -> Vec<Finding> {
    let mut findings = examine(text, by_id(template)).findings;
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
