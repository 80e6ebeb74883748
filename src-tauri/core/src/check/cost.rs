//! What a finding costs its reader, and the order in which a reviewer says it.
//!
//! The cost is that of the rule (1 to 9, see [`super::Rule::cost`]) times that of the place: three
//! for the words that everyone reads first, two for the body, one for the appendix, which need not
//! be read. The second finding of one rule costs half as much as the first, the third a third, and
//! so on: who was asked "How many?" twice learns little from the third time.

use super::{Finding, rule};
use crate::model::reading::Reading;
use std::cmp::Reverse;
use std::collections::HashMap;

/// So that thirds and quarters of a cost are whole numbers that still differ.
const UNIT: u32 = 120;

/// Sets the cost of each finding. They are in the order of the text.
pub(super) fn weigh(findings: &mut [Finding], reading: &Reading<'_>) {
    let mut order: Vec<(Reverse<u32>, usize)> = findings
        .iter()
        .enumerate()
        .map(|(index, finding)| {
            let of_rule = rule(finding.rule).map_or(1, |rule| u32::from(rule.cost));
            let of_place = place(reading.role_at(finding.span.start));
            (Reverse(of_rule * of_place * UNIT), index)
        })
        .collect();
    order.sort_unstable();
    let mut said: HashMap<&str, u32> = HashMap::new();
    for (Reverse(cost), index) in order {
        let finding = &mut findings[index];
        let times = said.entry(finding.rule).or_default();
        *times += 1;
        finding.cost = cost / *times;
    }
}

/// What a place costs: more people read the beginning than the end.
fn place(role: Option<&str>) -> u32 {
    match role {
        Some("headline" | "subheading" | "summary" | "introduction" | "purpose") => 3,
        Some("appendix") => 1,
        _ => 2,
    }
}

/// Orders findings as a reviewer says them: errors, warnings, advice, the costliest of each first;
/// what is only listed comes last.
pub fn rank(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| {
        let Finding {
            severity,
            cost,
            span,
            ..
        } = finding;
        (Reverse(*severity), Reverse(*cost), *span)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::examine;
    use crate::check::testing::NARRATIVE;
    use crate::model::Severity;
    use crate::template::by_id;

    const TEXT: &str = "## Introduction\n\nMany customers wait.\n\n## Goals\n\nTODO\n\n## State of the business\n\nMany partners left.\n\nThe committee that was formed in spring to look into the question of late deliveries met eleven times over the summer and came to the view that the cause lay with neither of the two depots.\n\n## Appendix\n\nSeveral suppliers complained.\n";

    fn ranked() -> Vec<Finding> {
        let mut findings = examine(TEXT, by_id(NARRATIVE)).findings;
        rank(&mut findings);
        findings
    }

    #[test]
    fn the_costliest_comes_first() {
        let advice: Vec<(&str, &str)> = ranked()
            .iter()
            .filter(|finding| finding.severity == Severity::Advice)
            .map(|finding| (finding.rule, finding.span.of(TEXT)))
            .map(|(rule, words)| (rule, words.split(' ').next().unwrap_or_default()))
            .filter(|(rule, _)| ["vague-quantity", "long-sentence"].contains(rule))
            .collect();
        assert_eq!(
            advice,
            [
                ("vague-quantity", "Many"),
                ("vague-quantity", "Many"),
                ("long-sentence", "The"),
                ("vague-quantity", "Several"),
            ],
            "the third \"How many?\" stands in the appendix, and costs no more than a long sentence"
        );
    }

    #[test]
    fn errors_and_warnings_come_before_advice() {
        let severities: Vec<Severity> = ranked().iter().map(|finding| finding.severity).collect();
        assert!(severities.is_sorted_by(|one, other| one >= other));
        assert!(severities.first() == Some(&Severity::Error));
        assert!(severities.contains(&Severity::Advice));
    }
}
