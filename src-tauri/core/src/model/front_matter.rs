//! The fields before a document's text.
//! Never changes a byte: fields are edited by splicing lines.

use super::Span;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// What stands between the two `---` lines at the start of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// From the first `---` to the end of the closing line, its line ending included.
    pub span: Span,
    /// Top-level fields in their order, values as text; lists joined with ", ".
    pub fields: Vec<(String, String)>,
    /// Why it could not be read, as a sentence for the writer; it is then treated as text.
    pub problem: Option<String>,
}

/// Where a document is in its life; what is remarked on depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Being written: style is not remarked on.
    Drafting,
    /// Handed to readers: everything is remarked on.
    InReview,
    /// Decided or launched: nothing is remarked on.
    Settled,
}

/// Longest front matter that is read, in bytes. Real ones have under 1 KB.
const LONGEST: usize = 16 * 1024;
/// Most `[` and `{` that may be open at once, before the parser sees them.
const DEEPEST: usize = 8;

impl FrontMatter {
    /// Reads the front matter of a text, or returns `None` when it has none: the text must begin
    /// with a line of `---` (after a byte-order mark, if any) and a later line must close it.
    /// What is too long, too deep or not YAML comes back with a `problem` and no fields.
    pub fn read(text: &str) -> Option<FrontMatter> {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let (yaml, end) = fences(text, start)?;
        let span = Span::new(start, end);
        let (fields, problem) = match parse(yaml.of(text)) {
            Ok(fields) => (fields, None),
            Err(reason) => (
                Vec::new(),
                Some(format!(
                    "The fields at the top cannot be read ({reason}), so they are shown as text; nothing in them was changed."
                )),
            ),
        };
        Some(FrontMatter {
            span,
            fields,
            problem,
        })
    }

    /// Returns a field's value, its name in any case; `None` when it is absent or blank.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Returns the `title` field.
    pub fn title(&self) -> Option<&str> {
        self.field("title")
    }

    /// Returns the `template` field.
    pub fn template(&self) -> Option<&str> {
        self.field("template")
    }

    /// Returns the `status` field in lower case, as written otherwise.
    pub fn status(&self) -> Option<String> {
        self.field("status").map(str::to_lowercase)
    }
}

impl Status {
    /// Understands a status as writers put it; what is unknown counts as in review.
    pub fn from_words(words: &str) -> Status {
        let words = words.trim().to_lowercase().replace(['-', '_'], " ");
        match words.as_str() {
            "draft" | "drafting" | "wip" | "work in progress" | "in progress" | "writing"
            | "early draft" | "first draft" => Status::Drafting,
            "approved" | "launched" | "live" | "shipped" | "final" | "accepted" | "decided"
            | "done" | "superseded" | "archived" => Status::Settled,
            _ => Status::InReview,
        }
    }
}

/// Returns the text between the fences and the end of the closing line.
fn fences(text: &str, start: usize) -> Option<(Span, usize)> {
    let mut lines = super::lines::lines(text, start);
    let first = lines.next()?;
    if first.content.of(text).trim_end() != "---" {
        return None;
    }
    let body = first.end;
    for line in lines {
        let content = line.content.of(text).trim_end();
        if content == "---" || content == "..." {
            return Some((Span::new(body, line.content.start), line.end));
        }
    }
    None
}

fn parse(yaml: &str) -> Result<Vec<(String, String)>, String> {
    if yaml.len() > LONGEST {
        return Err(format!("they are longer than {} KB", LONGEST / 1024));
    }
    if deepest(yaml) > DEEPEST {
        return Err(format!("they are nested more than {DEEPEST} deep"));
    }
    if yaml.trim().is_empty() {
        return Ok(Vec::new());
    }
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 12,
            max_nodes: 2_000,
            max_events: 5_000,
            max_aliases: 16,
            max_anchors: 16,
            max_documents: 1,
            max_merge_keys: 4,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 200,
            max_replay_stack_depth: 4,
            max_alias_expansions_per_anchor: 8,
        },
        with_snippet: false,
    };
    let fields: Fields = serde_saphyr::from_str_with_options(yaml, options)
        .map_err(|error| first_line(&error.to_string()))?;
    Ok(fields.0)
}

/// Counts brackets and indentation, so that hostile nesting never reaches a recursive parser.
fn deepest(yaml: &str) -> usize {
    let mut deepest = 0;
    let mut open = 0_usize;
    for line in yaml.lines() {
        let dashes = line
            .bytes()
            .take_while(|byte| matches!(byte, b'-' | b'?' | b' '))
            .filter(|byte| *byte != b' ')
            .count();
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => continue,
            }
            deepest = deepest.max(open);
        }
        deepest = deepest.max(dashes);
    }
    deepest
}

fn first_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    line.chars().filter(|c| !c.is_control()).take(120).collect()
}

struct Fields(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fields, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Fields;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("fields such as `title: …`")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some((Shown(key), Shown(value))) = map.next_entry()? {
                    fields.push((key, value));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Map)
    }
}

/// Any value as one line of text.
struct Shown(String);

impl<'de> Deserialize<'de> for Shown {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Shown, D::Error> {
        deserializer.deserialize_any(ShownVisitor)
    }
}

struct ShownVisitor;

macro_rules! shown {
    ($($method:ident: $kind:ty),*) => {
        $(fn $method<E>(self, value: $kind) -> Result<Shown, E> { Ok(Shown(value.to_string())) })*
    };
}

impl<'de> Visitor<'de> for ShownVisitor {
    type Value = Shown;
    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }
    shown!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128,
        visit_f64: f64, visit_str: &str);
    fn visit_unit<E>(self) -> Result<Shown, E> {
        Ok(Shown(String::new()))
    }
    fn visit_none<E>(self) -> Result<Shown, E> {
        Ok(Shown(String::new()))
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shown, D::Error> {
        Shown::deserialize(deserializer)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shown, A::Error> {
        let mut shown = Vec::new();
        while let Some(Shown(item)) = items.next_element()? {
            shown.push(item);
        }
        Ok(Shown(shown.join(", ")))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shown, A::Error> {
        // A nested table is shown by its names only: no field of ours has one.
        let mut names = Vec::new();
        while let Some((Shown(name), IgnoredAny)) = map.next_entry()? {
            names.push(name);
        }
        Ok(Shown(names.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_fields_in_order() {
        let text = "\u{feff}---\r\nTitle: \"A: b\"\r\nstatus: In Review\r\nreviewers: [Mara, 7]\r\n__proto__: {x: 1}\r\n---\r\nText";
        let found = FrontMatter::read(text).unwrap();
        assert_eq!(found.problem, None);
        assert_eq!(found.title(), Some("A: b"));
        assert_eq!(found.status().as_deref(), Some("in review"));
        assert_eq!(found.field("reviewers"), Some("Mara, 7"));
        assert_eq!(&text[found.span.end..], "Text");
        assert_eq!(found.span.start, 3, "the byte-order mark stays outside");
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        assert_eq!(FrontMatter::read("---\n\nText without a second rule"), None);
        assert_eq!(FrontMatter::read("Text\n---\na: b\n---\n"), None);
    }

    #[test]
    fn empty_fields_are_no_values() {
        let found = FrontMatter::read("---\ntitle: \"\"\nowner:\n---\n").unwrap();
        assert_eq!((found.title(), found.field("owner")), (None, None));
        assert_eq!(found.problem, None);
    }

    #[test]
    fn hostile_front_matter_is_refused_at_once() {
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d]";
        let cases = [
            bomb.to_owned(),
            "a: &a [*a,*a]".to_owned(),
            format!("a: {}", "[".repeat(10_000)),
            "- ".repeat(5_000),
            format!("a: {}", "x".repeat(5_000_000)),
            "a: [".to_owned(),
            "a: !!python/object:os.system x\nb: [".to_owned(),
            "just words".to_owned(),
        ];
        for case in cases {
            let found = FrontMatter::read(&format!("---\n{case}\n---\nText")).unwrap();
            assert!(
                found.problem.is_some() && found.fields.is_empty(),
                "{:.40}",
                case
            );
        }
    }

    #[test]
    fn statuses_as_writers_put_them() {
        assert_eq!(Status::from_words(" Draft "), Status::Drafting);
        assert_eq!(Status::from_words("In Review"), Status::InReview);
        assert_eq!(Status::from_words("launched"), Status::Settled);
    }
}
