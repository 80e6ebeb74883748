//! generic-announcement: "excited to announce a powerful new capability", which fits every product.
use super::claims::pattern;
use super::open::Open;
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "generic-announcement",
    kind: RuleKind::Claim,
    severity: Severity::Advice,
    cost: 5,
    off: Off::OUTSIDE_RELEASES.in_parts(&["leader-quote", "customer-quote", "tenets"]),
    explanation: Explanation {
        why: "The sentence would fit any product of any company. Readers have learnt to pass over it, and pass over what follows too.",
        help: "Cut it, and begin with what a customer can do today that she could not do yesterday.",
        flagged: "We are excited to announce Acorn.",
        unflagged: "From today a baker in Leeds can sell yesterday’s bread by text message.",
        template: "prfaq-working-backwards",
        around: "## Summary\n\n{}\n",
    },
    find,
};

static GENERIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b((?:excited|proud|pleased|thrilled|delighted|happy|honou?red)\x20to\x20(?:announce|introduce|launch|present|share|unveil|offer|release|bring)
        | (?:powerful|exciting|innovative|groundbreaking|ground-breaking|revolutionary|state-of-the-art|comprehensive|robust|all-in-one|one-stop|next-generation|cutting-edge|brand-new|brand\x20new|unique)\x20(?:new\x20)?(?:[a-z-]+\x20)?(?:capabilit(?:y|ies)|solutions?|platform|product|offering|tool|suite|experience|features?|service)
        | helps?\x20(?:users|customers|people|teams|businesses|companies|you|them)\x20(?:to\x20)?(?:do\x20(?:things|more|their\x20work|their\x20jobs?|what\x20they\x20do)\x20?(?:better|with\x20less|faster)?|work\x20(?:better|smarter|more\x20efficiently)|be\x20more\x20(?:productive|efficient)|succeed|achieve\x20(?:more|their\x20goals)|reach\x20their\x20(?:full\x20)?potential)
        | takes?\x20[a-z\x20]{2,40}\x20to\x20the\x20next\x20level
        | (?:changes|transforms|redefines|revolutioni[sz]es|reimagines)\x20(?:the\x20way|how)
        | a\x20new\x20era\x20(?:of|in|for)
        | unlocks?\x20(?:the\x20)?(?:full\x20)?(?:power|potential|value)\x20of
        | the\x20future\x20of\x20[a-z]+\x20is\x20here)\b",
    )
});

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.heard(&GENERIC)
        .filter(|(sentence, _)| sentence.is_printed())
        .map(|(_, place)| RULE.finding(place, "Could this stand in anybody’s release?"))
        .collect()
}
