//! What a heading means: a part, an FAQ of one side, a mere section title, or nothing known.

use super::Side;
use super::heading_side::{Voice, faq_side, quoted_voice};
use crate::template::Template;

/// What a heading announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A part of the template.
    Part(String),
    /// An FAQ; `Unknown` when it does not say whose.
    Faq(Side),
    /// Only a section, such as "Press release".
    SectionTitle,
    /// Quotations of whichever side.
    Quotes,
    /// A quotation of somebody named, in lower case: of the company, or of a customer.
    QuoteOf(String),
    /// Nothing that the template knows.
    Other,
}

/// Understands a heading without its marks.
pub(crate) fn meaning(heading: &str, template: &Template) -> Meaning {
    let normal = normalise(heading);
    if let Some(meaning) = exact(&normal, template) {
        return meaning;
    }
    if is_section_title(&normal) {
        return Meaning::SectionTitle;
    }
    if let Some(side) = faq_side(&normal) {
        return Meaning::Faq(side);
    }
    if template.part("leader-quote").is_some()
        && let Some(voice) = quoted_voice(&normal)
    {
        return match voice {
            Voice::Leader => Meaning::Part("leader-quote".to_owned()),
            Voice::Customer => Meaning::Part("customer-quote".to_owned()),
            Voice::Named(name) => Meaning::QuoteOf(name),
        };
    }
    if normal.starts_with("appendix ") && template.part("appendix").is_some() {
        return Meaning::Part("appendix".to_owned());
    }
    let bare = ["the ", "our ", "your "]
        .iter()
        .find_map(|article| normal.strip_prefix(article));
    if let Some(meaning) = bare.and_then(|bare| exact(bare, template)) {
        return meaning;
    }
    let label = normal
        .split([':', '(', '–', '—'])
        .next()
        .or_else(|| normal.split(" - ").next())
        .map(str::trim)
        .filter(|label| label.len() < normal.len());
    label
        .and_then(|label| exact(label, template))
        .filter(|meaning| *meaning != Meaning::SectionTitle)
        .or_else(|| inside_longer(&normal, template))
        .unwrap_or(Meaning::Other)
}

/// Finds the part of a narrative whose name a longer heading begins or ends with, as in "Proposals
/// for 2027" and "Key misses"; a press release has too many headings that only sound alike.
fn inside_longer(normal: &str, template: &Template) -> Option<Meaning> {
    const JOINS: [&str; 15] = [
        "in", "of", "and", "for", "from", "since", "during", "this", "last", "to", "so", "request",
        "plan", "over", "we",
    ];
    let words = normal.split_whitespace().count();
    if template.kind != "narrative" || words > 9 || normal.ends_with(['?', '？']) {
        return None;
    }
    let dated = |rest: &str| {
        let word = rest.split_whitespace().next().unwrap_or_default();
        JOINS.contains(&word) || word.contains(|c: char| c.is_ascii_digit())
    };
    let begins = |name: &str| {
        let rest = normal.strip_prefix(name)?.strip_prefix(' ')?;
        dated(rest).then_some(())
    };
    let ends = |name: &str| {
        let rest = normal.strip_suffix(name)?;
        let joined = rest.ends_with([' ', 'の']) && !rest.trim_end().is_empty();
        (joined && words <= 4 && !rest.starts_with("non")).then_some(())
    };
    let part = |fits: &dyn Fn(&str) -> Option<()>| {
        let mut best: Option<(&str, &str)> = None;
        for part in template.parts.iter().filter(|part| part.role != "faq") {
            for name in &part.synonyms {
                if name.len() > best.map_or(0, |(_, other)| other.len()) && fits(name).is_some() {
                    best = Some((&part.role, name));
                }
            }
        }
        best.map(|(role, _)| Meaning::Part(role.to_owned()))
    };
    part(&begins).or_else(|| part(&ends))
}

/// Tells whose questions a heading below "FAQ" announces with a single word, as "External".
pub(crate) fn bare_side(heading: &str) -> Option<Side> {
    let normal = normalise(heading);
    let bare = normal.strip_prefix("for ").unwrap_or(&normal);
    let bare = bare.strip_prefix("the ").unwrap_or(bare);
    match bare {
        "customer"
        | "customers"
        | "external"
        | "public"
        | "users"
        | "customers and press"
        | "press"
        | "고객"
        | "외부"
        | "お客様"
        | "顧客"
        | "外部" => Some(Side::Customer),
        "internal" | "stakeholder" | "stakeholders" | "technical" | "colleagues" | "team"
        | "내부" | "사내" | "社内" | "内部" => Some(Side::Internal),
        _ => None,
    }
}

/// Lower case, without marks, number, final colon or doubled spaces.
pub(crate) fn normalise(heading: &str) -> String {
    let plain: String = heading
        .chars()
        .filter(|c| !matches!(c, '*' | '`' | '#' | '_'))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '’' | '‘') { '\'' } else { c })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let joined = words.join(" ");
    without_number(&joined)
        .trim_end_matches([':', '：', '.', ' '])
        .to_owned()
}

/// Takes away "2.", "2.1", "a)", "iv." and "section 3:" at the start.
fn without_number(text: &str) -> &str {
    let text = ["section ", "part "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(text);
    let digits = text.len()
        - text
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
            .len();
    let after = &text[digits..];
    if digits > 0 {
        let after = after.trim_start_matches([')', ':', '-', '–', ' ']);
        return if after.is_empty() { text } else { after };
    }
    let mark = text
        .find([')', '.'])
        .filter(|place| *place > 0 && *place <= 4);
    match mark {
        Some(place)
            if text[..place].chars().all(|c| matches!(c, 'i' | 'v' | 'x')) || place == 1 =>
        {
            text[place + 1..].trim_start()
        }
        _ => text,
    }
}

fn exact(normal: &str, template: &Template) -> Option<Meaning> {
    if normal.is_empty() {
        return None;
    }
    let part = template
        .parts
        .iter()
        .find(|part| part.synonyms.iter().any(|synonym| synonym == normal));
    if let Some(part) = part {
        return Some(match part.role.as_str() {
            "customer-faq" => Meaning::Faq(Side::Customer),
            "internal-faq" => Meaning::Faq(Side::Internal),
            "faq" => Meaning::Faq(Side::Unknown),
            role => Meaning::Part(role.to_owned()),
        });
    }
    if template.section_titles.iter().any(|title| title == normal) {
        return Some(Meaning::SectionTitle);
    }
    matches!(
        normal,
        "quotes"
            | "quote"
            | "quotations"
            | "testimonials"
            | "voices"
            | "what people say"
            | "what people are saying"
            | "what they say"
            | "what others say"
            | "in their own words"
            | "in their words"
    )
    .then_some(Meaning::Quotes)
}

/// "PR/FAQ: Lantern" and "Lantern PR-FAQ" are names of a document, not of a part.
fn is_section_title(normal: &str) -> bool {
    const NAMES: [&str; 5] = ["pr/faq", "prfaq", "pr-faq", "pr faq", "press release"];
    NAMES.iter().any(|name| {
        let rest = normal
            .strip_prefix(name)
            .or_else(|| normal.strip_suffix(name));
        rest.is_some_and(|rest| {
            let rest = rest.trim();
            *name != "press release" || rest.split_whitespace().count() < 4 || is_edition(rest)
        }) && (normal.len() == name.len() || !normal.ends_with('?'))
    }) || normal.starts_with("for immediate release")
        || normal.starts_with("embargoed until")
}

/// "– draft 2 (from the file of March)": says which version of a document this is.
fn is_edition(rest: &str) -> bool {
    const EDITIONS: [&str; 7] = [
        "draft",
        "version",
        "revision",
        "final",
        "internal",
        "confidential",
        "for",
    ];
    let mut words = rest.split(|c: char| !c.is_alphanumeric());
    words
        .find(|word| !word.is_empty())
        .is_some_and(|word| EDITIONS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::by_id;

    #[track_caller]
    fn check(template: &str, heading: &str, expected: Meaning) {
        assert_eq!(
            meaning(heading, by_id(template).unwrap()),
            expected,
            "{heading}"
        );
    }

    #[test]
    fn press_release_headings() {
        let part = |role: &str| Meaning::Part(role.to_owned());
        for (heading, expected) in [
            ("The Problem", part("problem")),
            ("3. **Solution:**", part("solution")),
            ("2.1 Getting started", part("how-it-works")),
            ("Problem: nobody knows", part("problem")),
            ("Customer’s Quote", part("customer-quote")),
            ("IV. Call to Action", part("call-to-action")),
            ("PR/FAQ: Lantern", Meaning::SectionTitle),
            ("Lantern PRFAQ", Meaning::SectionTitle),
            ("Press Release (draft 3)", Meaning::SectionTitle),
            (
                "PRESS RELEASE - Draft of 3 March, after the talk with sales",
                Meaning::SectionTitle,
            ),
            (
                "Press release: Acorn opens its first bakery for night workers",
                Meaning::Other,
            ),
            ("FAQ", Meaning::Faq(Side::Unknown)),
            (
                "Frequently Asked Questions (External)",
                Meaning::Faq(Side::Customer),
            ),
            ("Internal FAQs", Meaning::Faq(Side::Internal)),
            ("Technical FAQ", Meaning::Faq(Side::Internal)),
            ("Questions from stakeholders", Meaning::Faq(Side::Internal)),
            ("Stakeholder questions", Meaning::Faq(Side::Internal)),
            ("고객 FAQ", Meaning::Faq(Side::Customer)),
            ("내부 FAQ", Meaning::Faq(Side::Internal)),
            ("よくある質問", Meaning::Faq(Side::Unknown)),
            ("社内向けFAQ", Meaning::Faq(Side::Internal)),
            ("Acorn Launches PR-FAQ Validator", Meaning::Other),
            ("Acorn Launches PR-FAQ Validator", Meaning::Other),
            ("Quotes", Meaning::Quotes),
            ("Success Metrics", Meaning::Other),
            ("Is there an FAQ?", Meaning::Other),
            ("constructor", Meaning::Other),
        ] {
            check("prfaq-working-backwards", heading, expected);
        }
    }

    #[test]
    fn narrative_headings() {
        let part = |role: &str| Meaning::Part(role.to_owned());
        for (heading, expected) in [
            ("1. Introduction", part("introduction")),
            ("Tenets (unless you know better ones)", part("tenets")),
            ("Appendix B: sources", part("appendix")),
            ("Our strategic priorities", part("priorities")),
            ("FAQ", Meaning::Faq(Side::Unknown)),
            ("Where we are today", part("state-of-business")),
            ("목표", part("goals")),
        ] {
            check("narrative-proposal", heading, expected);
        }
    }

    #[test]
    fn sides_in_one_word() {
        assert_eq!(bare_side("**External**"), Some(Side::Customer));
        assert_eq!(bare_side("For stakeholders:"), Some(Side::Internal));
        assert_eq!(bare_side("Pricing"), None);
    }
}
