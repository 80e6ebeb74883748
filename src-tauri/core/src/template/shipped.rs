//! The templates that ship with the program, and a finished example of each.

use super::Template;
use std::sync::OnceLock;

/// A finished document to read before writing one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The template that it follows.
    pub template: &'static str,
    /// Name in menus.
    pub name: &'static str,
    /// File name without folder for a copy of it.
    pub file_name: &'static str,
    /// The whole text, front matter included.
    pub text: &'static str,
}

/// Returns the templates that ship with the program.
pub fn built_in() -> &'static [Template] {
    static BUILT_IN: OnceLock<Vec<Template>> = OnceLock::new();
    BUILT_IN.get_or_init(|| {
        SHIPPED
            .iter()
            .map(|(file, text)| {
                Template::parse(file, text).expect("a shipped template is read by a test")
            })
            .collect()
    })
}

/// Returns the built-in template with this id.
pub fn by_id(id: &str) -> Option<&'static Template> {
    built_in().iter().find(|template| template.id == id)
}

/// Returns a finished example for each template that is a first choice, in the order of [`built_in`].
pub fn examples() -> &'static [Example] {
    &EXAMPLES
}

/// The first of each kind is the one that a document of that kind is read with when nothing tells more.
const SHIPPED: [(&str, &str); 9] = [
    (
        "prfaq-working-backwards.md",
        include_str!("../../templates/prfaq-working-backwards.md"),
    ),
    (
        "narrative-proposal.md",
        include_str!("../../templates/narrative-proposal.md"),
    ),
    (
        "prfaq-seven-paragraph.md",
        include_str!("../../templates/prfaq-seven-paragraph.md"),
    ),
    (
        "prfaq-framework.md",
        include_str!("../../templates/prfaq-framework.md"),
    ),
    (
        "prfaq-classic.md",
        include_str!("../../templates/prfaq-classic.md"),
    ),
    (
        "narrative-review.md",
        include_str!("../../templates/narrative-review.md"),
    ),
    (
        "narrative-decision.md",
        include_str!("../../templates/narrative-decision.md"),
    ),
    (
        "five-customer-questions.md",
        include_str!("../../templates/five-customer-questions.md"),
    ),
    ("tenets.md", include_str!("../../templates/tenets.md")),
];

const EXAMPLES: [Example; 2] = [
    Example {
        template: "prfaq-working-backwards",
        name: "Example PR/FAQ",
        file_name: "Example PR-FAQ.md",
        text: include_str!("../../templates/examples/prfaq-working-backwards.md"),
    },
    Example {
        template: "narrative-proposal",
        name: "Example six-page narrative",
        file_name: "Example narrative.md",
        text: include_str!("../../templates/examples/narrative-proposal.md"),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::examine;
    use crate::model::Severity;

    #[test]
    fn shipped_templates_are_sound() {
        for template in built_in() {
            assert!(
                template
                    .starter
                    .contains(&format!("template: {}", template.id))
            );
            for part in &template.parts {
                assert!(
                    !part.purpose.is_empty() && !part.readers_ask.is_empty(),
                    "{}",
                    part.role
                );
                assert!(part.order > 0, "{} has a place", part.role);
                assert!(
                    !part.starter.is_empty() || !part.required,
                    "{} has a starter",
                    part.role
                );
            }
            let bank = &template.bank;
            assert_eq!(
                !bank.is_empty(),
                template.kind == "prfaq",
                "{}",
                template.id
            );
            assert!(bank.iter().all(|asked| !asked.heard_as.is_empty()));
        }
        assert_eq!(
            built_in().iter().filter(|one| one.first_choice).count(),
            2,
            "PR/FAQ and six-page narrative"
        );
    }

    #[test]
    fn every_first_choice_has_an_example() {
        for template in built_in().iter().filter(|one| one.first_choice) {
            let example = examples()
                .iter()
                .find(|example| example.template == template.id);
            assert!(
                example.is_some_and(|example| example.text.len() > 2_000),
                "{}",
                template.id
            );
        }
    }

    #[test]
    fn examples_stand_up_to_their_own_rules() {
        for example in examples() {
            let examination = examine(example.text, None);
            assert_eq!(examination.structure.template, example.template);
            let objections: Vec<_> = examination
                .findings
                .iter()
                .filter(|finding| finding.severity >= Severity::Warning)
                .collect();
            assert_eq!(objections, [] as [&crate::check::Finding; 0]);
            assert!(
                examination.findings.len() <= 2,
                "{:?}",
                examination.findings
            );
            let missing = examination.parts.iter().filter(|part| part.words == 0);
            assert_eq!(missing.count(), 0, "every part of the template is shown");
        }
    }
}
