//! The settings of rules and words as a window shows them. Decides nothing and cannot fail.

use crate::types as wire;
use sixpager_core::check::{
    self, Entry, FileSettings, Rule, RuleBook, RuleKind, Setting, WordSetting, list_name,
    list_purpose, rule_name,
};
use sixpager_core::model::Severity;
use sixpager_core::workspace::{RuleSettings, RulesFile};

pub fn settings(settings: RuleSettings) -> wire::RulesPage {
    let mut lists: Vec<&String> = RuleBook::shipped().lists().keys().collect();
    lists.sort_unstable();
    let lists = lists.into_iter().map(|list| word_list(list, &settings));
    wire::RulesPage {
        rules: check::rules()
            .iter()
            .map(|each| row(each, &settings))
            .collect(),
        lists: lists.collect(),
        own_file: settings.own_file.clone(),
        folder_file: settings.folder_file.clone(),
        mistakes: settings.mistakes.clone(),
    }
}

fn row(rule: &Rule, settings: &RuleSettings) -> wire::RuleRow {
    let of_file = |file: &FileSettings| {
        let set = file.rules.iter().rfind(|(id, _)| id == rule.id);
        set.map(|(_, setting)| told(*setting))
    };
    let explained = &rule.explanation;
    wire::RuleRow {
        rule: rule.id.to_owned(),
        name: rule_name(rule.id),
        topic: match rule.kind {
            RuleKind::Parts | RuleKind::Structure => wire::RuleTopic::Structure,
            RuleKind::Claim => wire::RuleTopic::Claim,
            RuleKind::Style => wire::RuleTopic::Style,
        },
        shipped: in_book(rule, RuleBook::shipped()),
        holds: in_book(rule, &settings.book),
        own: of_file(&settings.own),
        folder: of_file(&settings.folder),
        why: explained.why.to_owned(),
        help: explained.help.to_owned(),
        flagged: explained.flagged.to_owned(),
        unflagged: explained.unflagged.to_owned(),
    }
}

fn in_book(rule: &Rule, book: &RuleBook) -> wire::RuleSetting {
    if book.is_on(rule.id) {
        severity(book.severity(rule.id).unwrap_or(rule.severity))
    } else {
        wire::RuleSetting::Off
    }
}

fn told(setting: Setting) -> wire::RuleSetting {
    match setting {
        Setting::Off => wire::RuleSetting::Off,
        Setting::On => wire::RuleSetting::On,
        Setting::Severity(each) => severity(each),
    }
}

fn severity(severity: Severity) -> wire::RuleSetting {
    match severity {
        Severity::Info => wire::RuleSetting::Info,
        Severity::Advice => wire::RuleSetting::Advice,
        Severity::Warning => wire::RuleSetting::Warning,
        Severity::Error => wire::RuleSetting::Error,
    }
}

pub fn setting(setting: wire::RuleSetting) -> Setting {
    match setting {
        wire::RuleSetting::Off => Setting::Off,
        wire::RuleSetting::On => Setting::On,
        wire::RuleSetting::Info => Setting::Severity(Severity::Info),
        wire::RuleSetting::Advice => Setting::Severity(Severity::Advice),
        wire::RuleSetting::Warning => Setting::Severity(Severity::Warning),
        wire::RuleSetting::Error => Setting::Severity(Severity::Error),
    }
}

pub fn word_setting(setting: wire::WordSetting) -> WordSetting {
    match setting {
        wire::WordSetting::Added => WordSetting::Added,
        wire::WordSetting::Removed => WordSetting::Removed,
    }
}

pub fn file(file: wire::RulesFile) -> RulesFile {
    match file {
        wire::RulesFile::Own => RulesFile::Own,
        wire::RulesFile::Folder => RulesFile::Folder,
    }
}

/// Lists what ships, then what the writer and the folder add; who cuts a word stands beside it.
fn word_list(list: &str, settings: &RuleSettings) -> wire::WordList {
    use wire::WordSource::{Folder, Own, Shipped};
    let row = |entry: &Entry, added_by| wire::WordRow {
        word: entry.words.clone(),
        instead: entry.instead.clone(),
        added_by,
        cut_by: None,
    };
    let shipped = RuleBook::shipped().words(list).entries();
    let mut words: Vec<wire::WordRow> = shipped.iter().map(|entry| row(entry, Shipped)).collect();
    for (by, file) in [(Own, &settings.own), (Folder, &settings.folder)] {
        for (_, word, set) in file.words.iter().filter(|(of, _, _)| of == list) {
            let (plain, instead) = match word.split_once(" = ") {
                Some((plain, instead)) => (plain, Some(instead.to_owned())),
                None => (word.as_str(), None),
            };
            let known = words.iter_mut().find(|known| known.word == plain);
            match (set, known) {
                (WordSetting::Removed, Some(known)) => known.cut_by = Some(by),
                (WordSetting::Removed, None) => {}
                (WordSetting::Added, Some(known)) => {
                    known.cut_by = None;
                    known.instead = instead.or(known.instead.take());
                }
                (WordSetting::Added, None) => words.push(wire::WordRow {
                    word: plain.to_owned(),
                    instead,
                    added_by: by,
                    cut_by: None,
                }),
            }
        }
    }
    wire::WordList {
        list: list.to_owned(),
        name: list_name(list).to_owned(),
        purpose: list_purpose(list).to_owned(),
        words,
    }
}
