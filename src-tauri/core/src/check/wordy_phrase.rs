//! wordy-phrase: "due to the fact that", with its short form as the fix.
use super::open::Open;
use super::{Entry, Explanation, Finding, Off, Rule, RuleKind};
use crate::model::{Severity, Span};

pub(super) const RULE: Rule = Rule {
    id: "wordy-phrase",
    kind: RuleKind::Style,
    severity: Severity::Advice,
    cost: 1,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "Each of these costs a reader a second and says nothing. A page has room for twenty of them.",
        help: "Take the short form.",
        flagged: "We waited due to the fact that Rota had not signed.",
        unflagged: "We waited because Rota had not signed.",
        template: "narrative-proposal",
        around: "## State of the business\n\n{}\n",
    },
    find,
};

fn find(open: &Open<'_>) -> Vec<Finding> {
    let text = open.text();
    let list = open.words("wordy");
    open.claims()
        .filter(|sentence| sentence.mentions(list))
        .flat_map(|sentence| {
            let hits = list.find(sentence.masked());
            let own = hits.into_iter().filter_map(|hit| {
                let place = sentence.place(hit.start, hit.end);
                (!sentence.is_shielded(place)).then(|| remark(text, place, hit.entry))
            });
            own.collect::<Vec<Finding>>()
        })
        .collect()
}

fn remark(text: &str, place: Span, entry: &Entry) -> Finding {
    let said = place.of(text);
    let finding = match &entry.instead {
        Some(short) => RULE.finding(place, format!("Shorter: “{short}”.")),
        None => RULE.finding(place, "Shorter: leave it out."),
    };
    // Marks or a line break inside the phrase: the writer cuts it better.
    if said.to_ascii_lowercase() != entry.words {
        return finding;
    }
    let begins = said.starts_with(|c: char| c.is_ascii_uppercase());
    let Some(short) = &entry.instead else {
        return left_out(text, place, begins, finding);
    };
    let mut instead = short.clone();
    if begins && let Some(first) = instead.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    finding.mended_safely_by(format!("Put “{short}”"), vec![(place, instead)])
}

/// Takes the phrase out with the comma and the space behind it; the next word takes over its capital.
fn left_out(text: &str, place: Span, begins: bool, finding: Finding) -> Finding {
    let rest = &text[place.end..];
    let after = rest.strip_prefix(',').unwrap_or(rest);
    let Some(next) = after
        .strip_prefix(' ')
        .and_then(|after| after.chars().next())
    else {
        return finding;
    };
    let end = place.end + (rest.len() - after.len()) + 1;
    let splice = if begins {
        let span = Span::new(place.start, end + next.len_utf8());
        (span, next.to_uppercase().to_string())
    } else {
        (Span::new(place.start, end), String::new())
    };
    finding.mended_safely_by("Leave it out", vec![splice])
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{NARRATIVE, check_fix};

    #[test]
    fn the_short_form_keeps_its_capital_and_every_other_byte() {
        check_fix(
            "wordy-phrase",
            NARRATIVE,
            "## Goals\r\n\r\nIn order to *win*, we wait.\r\n",
            "Put “to”",
            "## Goals\r\n\r\nTo *win*, we wait.\r\n",
        );
        check_fix(
            "wordy-phrase",
            NARRATIVE,
            "## Goals\n\nIt should be noted that Élan left.",
            "Leave it out",
            "## Goals\n\nÉlan left.",
        );
    }
}
