//! Document kinds as files: their parts, limits, guidance and starter text.
//! Pure: a template is parsed from text that somebody else has read.

use std::sync::OnceLock;

/// A kind of document: what it must hold and what a new one starts with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    /// Id, as in `prfaq-working-backwards`.
    pub id: String,
    /// `prfaq` or `narrative`.
    pub kind: String,
    /// Profile or family, as in `working-backwards`, `proposal`.
    pub profile: String,
    /// Name in menus, as in "PR/FAQ".
    pub name: String,
    /// One sentence that says what the document is for.
    pub purpose: String,
    /// Parts in their order.
    pub parts: Vec<PartTemplate>,
    /// The text of a new document, front matter included.
    pub starter: String,
}

/// One part of a template.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartTemplate {
    /// Id of the part, as in `problem`.
    pub role: String,
    /// Name on the screen, as in "Problem".
    pub name: String,
    /// Whether the document is incomplete without it.
    pub required: bool,
    /// Headings that mean this part, in lower case, any language.
    pub synonyms: Vec<String>,
    /// Whether the part is found by its paragraph's role when it has no heading.
    pub unheaded: bool,
    /// Whether lists are at home here (tenets, goals, milestones, options, asks).
    pub lists_welcome: bool,
    /// Limit in pages of the printed layout.
    pub pages: Option<f32>,
    /// Limit in words.
    pub words: Option<u32>,
    /// Limit in sentences.
    pub sentences: Option<u32>,
    /// What the part is for: one or two sentences.
    pub purpose: String,
    /// What a reader will ask here.
    pub readers_ask: Vec<String>,
}

/// Returns the templates that ship with the program.
pub fn built_in() -> &'static [Template] {
    static BUILT_IN: OnceLock<Vec<Template>> = OnceLock::new();
    BUILT_IN.get_or_init(Vec::new)
}

/// Returns the built-in template with this id.
pub fn by_id(id: &str) -> Option<&'static Template> {
    built_in().iter().find(|template| template.id == id)
}
