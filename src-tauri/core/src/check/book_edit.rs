//! Changes of a writer's `rules.toml` that the settings make: one entry at a time, everything else
//! (comments, order, lines that are left out) stays as it was written. Pure; knows no file.

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use crate::model::Severity;

/// How a rule is set in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// It says nothing.
    Off,
    /// It speaks, with the severity that its findings have by themselves.
    On,
    /// It speaks, and all its findings have this severity.
    Severity(Severity),
}

/// How a word of a list is set in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordSetting {
    /// The list gets it.
    Added,
    /// The list loses it.
    Removed,
}

/// Returns the text of a `rules.toml` with a rule set; `None` leaves the rule to what ships.
///
/// # Errors
/// Says with the line why nothing of the text is used, such as a key that there is not; nothing may
/// be written then.
pub fn with_rule(text: &str, id: &str, setting: Option<Setting>) -> Result<String, String> {
    let mut document = read(text)?;
    for (list, wanted) in [
        ("off", setting == Some(Setting::Off)),
        (
            "on",
            matches!(setting, Some(Setting::On | Setting::Severity(_))) && ships_off(id),
        ),
    ] {
        set_in_list(document.as_table_mut(), list, id, wanted)?;
    }
    match setting {
        Some(Setting::Severity(severity)) => {
            let table = table(document.as_table_mut(), "severity")?;
            table[id] = toml_edit::value(name(severity));
        }
        // What is switched off keeps its severity for when it is switched on again.
        Some(Setting::Off) => {}
        Some(Setting::On) | None => take_out(document.as_table_mut(), "severity", id),
    }
    Ok(document.to_string())
}

/// Returns the text of a `rules.toml` with a word of a list added or cut; `None` leaves it to what
/// ships.
///
/// # Errors
/// As [`with_rule`].
pub fn with_word(
    text: &str,
    list: &str,
    word: &str,
    setting: Option<WordSetting>,
) -> Result<String, String> {
    let mut document = read(text)?;
    if setting.is_none() && document.get("words").is_none() {
        return Ok(text.to_owned());
    }
    let words = table(document.as_table_mut(), "words")?;
    words.set_implicit(true);
    let of_list = table(words, list)?;
    let (add, remove) = (Some(WordSetting::Added), Some(WordSetting::Removed));
    set_in_list(of_list, "add", word, setting == add)?;
    set_in_list(of_list, "remove", word, setting == remove)?;
    if of_list.is_empty() {
        words.remove(list);
    }
    Ok(document.to_string())
}

/// Reads a text that rules are taken from: what is written into another would change nothing.
fn read(text: &str) -> Result<DocumentMut, String> {
    if let Some(reason) = super::book_file::unusable(text) {
        return Err(reason);
    }
    text.parse::<DocumentMut>()
        .map_err(|problem| problem.message().replace('\n', " "))
}

fn ships_off(id: &str) -> bool {
    !super::RuleBook::shipped().is_on(id)
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Advice => "advice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Returns a table, made at the end when there is none.
fn table<'a>(parent: &'a mut Table, key: &str) -> Result<&'a mut Table, String> {
    let item = parent
        .entry(key)
        .or_insert_with(|| Item::Table(Table::new()));
    if let Item::Value(Value::InlineTable(inline)) = item {
        *item = Item::Table(std::mem::take(inline).into_table());
    }
    item.as_table_mut()
        .ok_or_else(|| format!("\"{key}\" is no table"))
}

fn take_out(parent: &mut Table, table: &str, key: &str) {
    if let Some(found) = parent.get_mut(table).and_then(Item::as_table_like_mut) {
        found.remove(key);
        if found.is_empty() {
            parent.remove(table);
        }
    }
}

/// Puts a word into a list of a table or takes it out, in whatever case and space it stands there.
fn set_in_list(parent: &mut Table, key: &str, word: &str, wanted: bool) -> Result<(), String> {
    if !wanted && parent.get(key).is_none() {
        return Ok(());
    }
    let item = parent
        .entry(key)
        .or_insert_with(|| Item::Value(Value::Array(Array::new())));
    let list = item
        .as_array_mut()
        .ok_or_else(|| format!("\"{key}\" is no list"))?;
    let is_it = |value: &Value| value.as_str().is_some_and(|other| same(other, word));
    let there = list.iter().any(is_it);
    if wanted && !there {
        push(list, word);
    } else if !wanted && there {
        list.retain(|value| !is_it(value));
    }
    if list.is_empty() && !wanted {
        parent.remove(key);
    }
    Ok(())
}

/// Adds to a list as its entries are written: on a line of their own, or behind one another.
fn push(list: &mut Array, word: &str) {
    let lead = list
        .iter()
        .last()
        .and_then(|value| value.decor().prefix()?.as_str())
        .filter(|lead| lead.contains('\n'))
        .map(|lead| lead.rsplit('\n').next().unwrap_or_default().to_owned());
    match lead {
        Some(indent) => {
            let mut value = Value::from(word);
            value.decor_mut().set_prefix(format!("\n{indent}"));
            list.push_formatted(value);
        }
        None => list.push(word),
    }
}

/// Tells whether two entries of a list are one: short forms, case and space do not count.
fn same(one: &str, other: &str) -> bool {
    let plain = |entry: &str| {
        let words = entry.split('=').next().unwrap_or_default();
        let words: Vec<&str> = words.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    plain(one) == plain(other)
}

/// How a file sets its rules and words, for who shows it. What is wrong in the text is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSettings {
    /// Rules that the file says something of.
    pub rules: Vec<(String, Setting)>,
    /// Words that it adds (with their short forms, as `long = short`) or cuts, by the list's name.
    pub words: Vec<(String, String, WordSetting)>,
}

/// Reads what the text of a `rules.toml` sets.
pub fn file_settings(text: &str) -> FileSettings {
    let changes = super::book_file::parse("", text, super::RuleBook::shipped().lists());
    let mut settings = FileSettings::default();
    let severity = |id: &str| {
        let set = changes.severities.iter().rfind(|(other, _)| other == id);
        set.map(|(_, severity)| Setting::Severity(*severity))
    };
    for (id, on) in &changes.switched {
        let setting = if *on {
            severity(id).unwrap_or(Setting::On)
        } else {
            Setting::Off
        };
        settings.rules.push((id.clone(), setting));
    }
    for (id, severity) in &changes.severities {
        if !settings.rules.iter().any(|(known, _)| known == id) {
            let setting = Setting::Severity(*severity);
            settings.rules.push((id.clone(), setting));
        }
    }
    for (list, change) in changes.words {
        for entry in change.add {
            let word = match entry.instead {
                Some(instead) => format!("{} = {instead}", entry.words),
                None => entry.words,
            };
            let set = (list.clone(), word, WordSetting::Added);
            settings.words.push(set);
        }
        for word in change.remove {
            settings
                .words
                .push((list.clone(), word, WordSetting::Removed));
        }
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "# House rules.\noff = [\n  \"long-sentence\", # ours are long\n]\n\n[severity] # loud\nvague-quantity = \"warning\"\n\n[words.counted-noun]\nadd = [\"tenants\"]\n";

    #[track_caller]
    fn check(setting: Option<Setting>, id: &str, expected: &str) {
        assert_eq!(with_rule(OWN, id, setting).as_deref(), Ok(expected));
    }

    #[test]
    fn one_entry_changes_and_comments_stay() {
        check(
            Some(Setting::Off),
            "hype-word",
            &OWN.replace("\"long-sentence\",", "\"long-sentence\",\n  \"hype-word\","),
        );
        check(
            Some(Setting::Severity(Severity::Error)),
            "vague-quantity",
            &OWN.replace("warning", "error"),
        );
        check(
            None,
            "vague-quantity",
            &OWN.replace("[severity] # loud\nvague-quantity = \"warning\"\n\n", ""),
        );
        check(
            Some(Setting::Severity(Severity::Info)),
            "hype-word",
            &OWN.replace("\"warning\"\n", "\"warning\"\nhype-word = \"info\"\n"),
        );
    }

    #[test]
    fn an_empty_file_gets_what_it_needs() {
        let off = with_rule("", "hype-word", Some(Setting::Off));
        assert_eq!(off.as_deref(), Ok("off = [\"hype-word\"]\n"));
        let loud = with_rule("", "hype-word", Some(Setting::Severity(Severity::Error)));
        assert_eq!(loud.as_deref(), Ok("[severity]\nhype-word = \"error\"\n"));
        let word = with_word("", "hype", "disruptive", Some(WordSetting::Added));
        let text = word.expect("it is TOML");
        assert_eq!(text, "[words.hype]\nadd = [\"disruptive\"]\n");
        let gone = with_word(&text, "hype", "Disruptive", None);
        assert_eq!(gone.as_deref().map(str::trim), Ok(""));
    }

    #[test]
    fn a_word_is_added_or_cut_never_both() {
        let cut = with_word(OWN, "counted-noun", "tenants", Some(WordSetting::Removed));
        let text = cut.expect("it is TOML");
        assert!(
            text.ends_with("[words.counted-noun]\nremove = [\"tenants\"]\n"),
            "{text}"
        );
    }

    #[test]
    fn what_nothing_is_used_of_is_left_alone() {
        for (text, line) in [
            ("off = [\n\"a\"\nx", "line 3: "),
            ("\nbogus = 1\n", "line 2: unknown field `bogus`"),
            ("severity = 3\n", "line 1: invalid type"),
            ("[words.hype]\nsum = 1\n", "line 2: unknown field `sum`"),
        ] {
            for refused in [
                with_rule(text, "hype-word", Some(Setting::Off)),
                with_rule(text, "hype-word", None),
                with_word(text, "hype", "bold", Some(WordSetting::Added)),
            ] {
                let reason = refused.expect_err(text);
                assert!(reason.starts_with(line), "{text}: {reason}");
            }
        }
    }

    #[test]
    fn what_is_wrong_in_one_line_only_is_no_obstacle() {
        let off = with_rule("off = [\"no-such\"]\n", "hype-word", Some(Setting::Off));
        let expected = "off = [\"no-such\", \"hype-word\"]\n";
        assert_eq!(off.as_deref(), Ok(expected));
    }

    #[test]
    fn what_was_set_is_read_again() {
        let settings = file_settings(OWN);
        let loud = Setting::Severity(Severity::Warning);
        assert_eq!(
            settings.rules,
            [
                ("long-sentence".to_owned(), Setting::Off),
                ("vague-quantity".to_owned(), loud)
            ]
        );
        assert_eq!(settings.words.len(), 1);
    }
}
