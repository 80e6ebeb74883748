//! The text of a template file: its head in TOML, its starter in Markdown.

use super::{BankQuestion, Limits, PartTemplate, Template};
use crate::model::{Severity, Side};
use serde::Deserialize;
use std::collections::HashSet;

/// What is wrong on which line of the file, counted from 1.
#[derive(Debug)]
pub(super) struct Problem {
    pub line: usize,
    pub reason: String,
}

pub(super) fn parse(text: &str) -> Result<Template, Problem> {
    let (head, body) = split(text)?;
    let head: Head = toml::from_str(head).map_err(|error| Problem {
        // The head begins on the second line of the file.
        line: 2 + line_of(head, error.span().map_or(0, |span| span.start)),
        reason: error.message().to_owned(),
    })?;
    let first_body_line = 1 + text[..text.len() - body.len()].matches('\n').count();
    let mut template = head.into_template()?;
    read_starter(&mut template, body, first_body_line)?;
    name_itself(&mut template);
    template.source = text.to_owned();
    Ok(template)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    kind: String,
    profile: String,
    name: String,
    #[serde(default)]
    first_choice: bool,
    purpose: String,
    #[serde(default)]
    section_titles: Vec<String>,
    #[serde(default)]
    told_by: Vec<String>,
    #[serde(default)]
    limits: LimitsHead,
    part: Vec<PartHead>,
    #[serde(default)]
    bank: Vec<BankHead>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsHead {
    body_pages: Option<f32>,
    faq_pages: Option<f32>,
    quotes: Option<usize>,
    heading_levels: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartHead {
    role: String,
    name: String,
    order: u32,
    severity: Option<HeadSeverity>,
    #[serde(default)]
    unheaded: bool,
    #[serde(default)]
    lists_welcome: bool,
    tells: Option<u32>,
    pages: Option<f32>,
    words: Option<u32>,
    sentences: Option<u32>,
    synonyms: Vec<String>,
    purpose: String,
    readers_ask: Vec<String>,
    #[serde(default)]
    missing: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    help: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BankHead {
    side: BankSide,
    asker: String,
    question: String,
    heard_as: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum BankSide {
    Customer,
    Internal,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum HeadSeverity {
    Error,
    Warning,
    Advice,
}

/// The kinds of documents that rules know.
const KINDS: [&str; 4] = ["prfaq", "narrative", "questions", "tenets"];

impl Head {
    fn into_template(self) -> Result<Template, Problem> {
        let mut roles = HashSet::new();
        for part in &self.part {
            if !roles.insert(part.role.as_str()) {
                return Err(whole(format!("the part \"{}\" is named twice", part.role)));
            }
            if part.severity.is_some() && part.missing.is_empty() {
                return Err(whole(format!(
                    "the part \"{}\" is required but does not say what a reader asks when it is missing",
                    part.role
                )));
            }
        }
        if !KINDS.contains(&self.kind.as_str()) {
            return Err(whole(format!(
                "the kind \"{}\" is none of {}",
                self.kind,
                KINDS.join(", ")
            )));
        }
        Ok(Template {
            id: self.id,
            kind: self.kind,
            profile: self.profile,
            name: self.name,
            purpose: self.purpose,
            first_choice: self.first_choice,
            section_titles: lower(self.section_titles),
            told_by: lower(self.told_by),
            limits: self.limits.into_limits(),
            parts: self.part.into_iter().map(PartHead::into_part).collect(),
            bank: self.bank.into_iter().map(BankHead::into_question).collect(),
            starter: String::new(),
            source: String::new(),
        })
    }
}

impl LimitsHead {
    fn into_limits(self) -> Limits {
        let usual = Limits::default();
        Limits {
            body_pages: self.body_pages,
            faq_pages: self.faq_pages,
            quotes: self.quotes.unwrap_or(usual.quotes),
            heading_levels: self.heading_levels.unwrap_or(usual.heading_levels),
        }
    }
}

impl BankHead {
    fn into_question(self) -> BankQuestion {
        BankQuestion {
            side: match self.side {
                BankSide::Customer => Side::Customer,
                BankSide::Internal => Side::Internal,
            },
            asker: self.asker,
            question: self.question,
            heard_as: lower(self.heard_as),
        }
    }
}

impl PartHead {
    fn into_part(self) -> PartTemplate {
        PartTemplate {
            role: self.role,
            name: self.name,
            order: self.order,
            required: self.severity.is_some(),
            severity: self.severity.map(|severity| match severity {
                HeadSeverity::Error => Severity::Error,
                HeadSeverity::Warning => Severity::Warning,
                HeadSeverity::Advice => Severity::Advice,
            }),
            synonyms: lower(self.synonyms),
            unheaded: self.unheaded,
            lists_welcome: self.lists_welcome,
            tells: self.tells.unwrap_or(1),
            pages: self.pages,
            words: self.words,
            sentences: self.sentences,
            purpose: self.purpose,
            readers_ask: self.readers_ask,
            missing: self.missing,
            why: self.why,
            help: self.help,
            starter: String::new(),
        }
    }
}

fn split(text: &str) -> Result<(&str, &str), Problem> {
    let rest = text
        .strip_prefix("+++\n")
        .ok_or_else(|| whole("a template begins with a line of +++".to_owned()))?;
    rest.split_once("\n+++\n").ok_or_else(|| Problem {
        line: text.lines().count(),
        reason: "the head is not closed with a line of +++".to_owned(),
    })
}

fn read_starter(template: &mut Template, body: &str, first_line: usize) -> Result<(), Problem> {
    let mut current: Option<usize> = None;
    for (index, line) in body.lines().enumerate() {
        let problem = |reason: String| Problem {
            line: first_line + index,
            reason,
        };
        if let Some(role) = line
            .strip_prefix("{{part ")
            .and_then(|rest| rest.strip_suffix("}}"))
        {
            let place = template.parts.iter().position(|part| part.role == role);
            current = Some(place.ok_or_else(|| {
                problem(format!(
                    "the starter names a part \"{role}\" that the head does not have"
                ))
            })?);
            continue;
        }
        template.starter.push_str(line);
        template.starter.push('\n');
        if let Some(part) = current.and_then(|place| template.parts.get_mut(place)) {
            part.starter.push_str(line);
            part.starter.push('\n');
        }
    }
    for part in &mut template.parts {
        part.starter.truncate(part.starter.trim_end().len());
        if part.required && part.starter.is_empty() {
            return Err(whole(format!(
                "the required part \"{}\" has no starter",
                part.role
            )));
        }
    }
    Ok(())
}

/// Lets the starter's front matter name this template: one that was made from another and got an id of
/// its own would begin documents of the other.
fn name_itself(template: &mut Template) {
    let Some(fields) = template.starter.strip_prefix("---\n") else {
        return;
    };
    let end = fields.find("\n---").unwrap_or(0);
    let line = fields[..end]
        .split('\n')
        .find(|line| line.starts_with("template:"));
    if let Some(line) = line {
        let named = format!("template: {}", template.id);
        template.starter = template.starter.replacen(line, &named, 1);
    }
}

fn whole(reason: String) -> Problem {
    Problem { line: 1, reason }
}

fn lower(words: Vec<String>) -> Vec<String> {
    words.into_iter().map(|word| word.to_lowercase()).collect()
}

fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
}

#[cfg(test)]
mod tests {
    use crate::template::Template;

    const HEAD: &str = "+++\nid = \"a\"\nkind = \"narrative\"\nprofile = \"p\"\nname = \"N\"\npurpose = \"P\"\n[[part]]\nrole = \"goals\"\nname = \"Goals\"\norder = 1\nsynonyms = [\"Goals\"]\npurpose = \"x\"\nreaders_ask = []\n";

    #[test]
    fn reads_head_and_starter() {
        let template = Template::parse(
            "t.md",
            &format!("{HEAD}+++\n# T\n\n{{{{part goals}}}}\n## Goals\n\n[Which?]\n"),
        )
        .unwrap();
        assert_eq!(template.starter, "# T\n\n## Goals\n\n[Which?]\n");
        assert_eq!(template.parts[0].starter, "## Goals\n\n[Which?]");
        assert_eq!(template.parts[0].synonyms, ["goals"]);
        assert_eq!(template.guidance().collect::<Vec<_>>(), ["[Which?]"]);
    }

    #[test]
    fn a_template_made_from_another_begins_documents_of_its_own() {
        let body = "---\ntitle: \"\"\ntemplate: other\n---\n\n# T\n\ntemplate: other\n";
        let template = Template::parse("t.md", &format!("{HEAD}+++\n{body}")).unwrap();
        let expected = body.replacen("template: other", "template: a", 1);
        assert_eq!(template.starter, expected);
    }

    #[track_caller]
    fn check_error(text: &str, expected: &str) {
        let error = Template::parse("t.md", text).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn says_file_line_and_reason() {
        check_error(
            "# Not a template",
            "t.md:1: a template begins with a line of +++",
        );
        check_error(
            "+++\nid = 1\n",
            "t.md:2: the head is not closed with a line of +++",
        );
        check_error(
            &format!("{HEAD}colour = 1\n+++\n"),
            "t.md:14: unknown field `colour`, expected one of `role`, `name`, `order`, `severity`, `unheaded`, `lists_welcome`, `tells`, `pages`, `words`, `sentences`, `synonyms`, `purpose`, `readers_ask`, `missing`, `why`, `help`",
        );
        check_error(
            &format!("{HEAD}severity = \"error\"\n+++\n"),
            "t.md:1: the part \"goals\" is required but does not say what a reader asks when it is missing",
        );
        check_error(
            &format!("{HEAD}+++\n\n{{{{part gaols}}}}\n"),
            "t.md:16: the starter names a part \"gaols\" that the head does not have",
        );
    }
}
