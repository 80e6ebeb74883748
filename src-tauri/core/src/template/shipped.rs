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

/// Returns one finished example for each template, in the order of [`built_in`].
pub fn examples() -> &'static [Example] {
    &EXAMPLES
}

const SHIPPED: [(&str, &str); 2] = [
    (
        "prfaq-working-backwards.md",
        include_str!("../../templates/prfaq-working-backwards.md"),
    ),
    (
        "narrative-proposal.md",
        include_str!("../../templates/narrative-proposal.md"),
    ),
];

const EXAMPLES: [Example; 0] = [];

#[cfg(test)]
mod tests {
    use super::*;

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
                assert!(!part.starter.is_empty(), "{} has a starter", part.role);
            }
        }
        assert_eq!(built_in().len(), 2, "PR/FAQ and six-page narrative");
    }
}
