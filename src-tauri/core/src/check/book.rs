//! What a document is judged by: which rules speak and how loudly, the words they look for, and the
//! kinds of documents that are known. Shipped, then changed by a person's own file, then by a folder's.
//! A book always has all rules and templates: what cannot be read changes nothing.

use super::book_file::{self, Changes};
use super::word_list::{WordList, shipped};
use crate::model::Severity;
use crate::template::{Template, TemplateError, built_in};
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

/// Rules that did not convince on real documents: silent until a `rules.toml` switches them on.
const SHIPPED_OFF: &[&str] = &[];

/// What a document is judged by.
#[derive(Clone, Debug)]
pub struct RuleBook {
    /// Rules that were switched on (`true`) or off.
    switched: HashMap<String, bool>,
    severities: HashMap<String, Severity>,
    words: HashMap<String, WordList>,
    templates: Vec<Template>,
    mistakes: Vec<RuleMistake>,
}

/// Something in a writer's file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleMistake {
    /// The file as the caller named it.
    pub file: String,
    /// 1-based line in the file.
    pub line: usize,
    /// What is wrong, without a full stop.
    pub reason: String,
    /// What is used instead, as a sentence.
    pub instead: String,
}

impl RuleBook {
    /// Returns the book that ships with the program.
    pub fn shipped() -> &'static RuleBook {
        static SHIPPED: LazyLock<RuleBook> = LazyLock::new(|| RuleBook {
            switched: SHIPPED_OFF
                .iter()
                .map(|id| ((*id).to_owned(), false))
                .collect(),
            severities: HashMap::new(),
            words: shipped()
                .iter()
                .map(|(name, list)| ((*name).to_owned(), list.clone()))
                .collect(),
            templates: built_in().to_vec(),
            mistakes: Vec::new(),
        });
        &SHIPPED
    }

    /// Returns this book with the changes of a `rules.toml`. What is wrong in the text is left out
    /// and told by [`RuleBook::mistakes`].
    pub fn with_rules(mut self, file: &str, text: &str) -> RuleBook {
        let Changes {
            switched,
            severities,
            words,
            mistakes,
        } = book_file::parse(file, text, &self.words);
        self.switched.extend(switched);
        self.severities.extend(severities);
        for (name, change) in words {
            let list = self.words.entry(name).or_default();
            *list = list.changed(&change.add, &change.remove);
        }
        self.mistakes.extend(mistakes);
        self
    }

    /// Returns this book with a template of the writer's own; it takes the place of one with its id.
    pub fn with_template(mut self, file: &str, text: &str) -> RuleBook {
        match Template::parse(file, &text.replace("\r\n", "\n")) {
            Ok(template) => {
                let same = |other: &&mut Template| other.id == template.id;
                match self.templates.iter_mut().find(same) {
                    Some(other) => *other = template,
                    None => self.templates.push(template),
                }
            }
            Err(TemplateError { file, line, reason }) => self.mistakes.push(RuleMistake {
                file,
                line,
                reason,
                instead: "The template is left out; one that ships with the same id is used."
                    .to_owned(),
            }),
        }
        self
    }

    /// Returns this book with a mistake that kept a file from being read at all.
    pub fn with_mistake(mut self, mistake: RuleMistake) -> RuleBook {
        self.mistakes.push(mistake);
        self
    }

    /// Tells whether a rule speaks.
    pub fn is_on(&self, rule: &str) -> bool {
        self.switched.get(rule).copied().unwrap_or(true)
    }

    /// Returns the severity that all findings of a rule have, where the book says one.
    pub fn severity(&self, rule: &str) -> Option<Severity> {
        self.severities.get(rule).copied()
    }

    /// Returns a list of words; one that nobody has written is empty.
    pub fn words(&self, list: &str) -> &WordList {
        static EMPTY: LazyLock<WordList> = LazyLock::new(WordList::default);
        self.words.get(list).unwrap_or(&EMPTY)
    }

    /// Returns every list of words by its name.
    pub fn lists(&self) -> &HashMap<String, WordList> {
        &self.words
    }

    /// Returns the known kinds of documents: those that ship, then the writer's own.
    pub fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// Returns the template with this id.
    pub fn template(&self, id: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == id)
    }

    /// Returns what could not be used of the writer's files, in the order in which they were read.
    pub fn mistakes(&self) -> &[RuleMistake] {
        &self.mistakes
    }
}

impl Default for RuleBook {
    fn default() -> RuleBook {
        RuleBook::shipped().clone()
    }
}

impl fmt::Display for RuleMistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RuleMistake {
            file,
            line,
            reason,
            instead,
        } = self;
        write!(formatter, "{file}:{line}: {reason}. {instead}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Occasion, examine_with};

    fn rules(text: &str, book: &RuleBook) -> Vec<(&'static str, Severity)> {
        let found = examine_with(text, None, Occasion::default(), book).findings;
        let mut found: Vec<_> = found
            .iter()
            .map(|finding| (finding.rule, finding.severity))
            .collect();
        found.retain(|(rule, _)| *rule == "vague-quantity");
        found
    }

    fn with(text: &str) -> RuleBook {
        RuleBook::shipped().clone().with_rules("rules.toml", text)
    }

    #[test]
    fn a_folder_changes_rules_severities_and_words() {
        let many = "Many customers wait.";
        let some = "Some widgets wait.";
        let shipped = RuleBook::shipped();
        assert_eq!(rules(many, shipped), [("vague-quantity", Severity::Advice)]);
        assert_eq!(rules(some, shipped), []);
        assert_eq!(rules(many, &with("off = [\"vague-quantity\"]")), []);
        let loud = with("[severity]\nvague-quantity = \"error\"");
        assert_eq!(rules(many, &loud), [("vague-quantity", Severity::Error)]);
        let more = with("[words.counted-noun]\nadd = [\"Widgets\"]\nremove = [\"customers\"]");
        assert_eq!(more.mistakes(), []);
        assert_eq!(rules(some, &more).len(), 1);
        assert_eq!(rules("Some customers wait.", &more), []);
    }

    #[test]
    fn a_nearer_file_has_the_last_word() {
        let book = with("off = [\"vague-quantity\"]")
            .with_rules("folder/rules.toml", "on = [\"vague-quantity\"]");
        assert!(book.is_on("vague-quantity"));
    }

    #[test]
    fn an_own_template_takes_the_place_of_a_shipped_one() {
        let text = include_str!("../../templates/narrative-proposal.md");
        let own = text.replace(
            "name = \"Six-page narrative\"",
            "name = \"House narrative\"",
        );
        let book = RuleBook::shipped()
            .clone()
            .with_template("own.md", &own.replace('\n', "\r\n"));
        assert_eq!(book.mistakes(), []);
        assert_eq!(book.templates().len(), built_in().len());
        let template = book.template("narrative-proposal").expect("it is there");
        assert_eq!(template.name, "House narrative");
        let broken = RuleBook::shipped().clone().with_template("own.md", "# No");
        assert_eq!(broken.templates(), built_in());
        assert_eq!(
            broken.mistakes()[0].to_string(),
            "own.md:1: a template begins with a line of +++. The template is left out; one that ships with the same id is used."
        );
    }

    #[test]
    fn a_text_is_read_with_a_template_of_the_book() {
        let text = include_str!("../../templates/narrative-proposal.md")
            .replace("\"narrative-proposal\"", "\"house\"");
        let book = RuleBook::shipped().clone().with_template("own.md", &text);
        let found = examine_with(
            "---\ntemplate: house\n---\n\n## Goals\n",
            None,
            Occasion::default(),
            &book,
        );
        assert_eq!(found.structure.template, "house");
    }
}
