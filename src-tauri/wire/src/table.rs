//! The command table: every command's name, its arguments, the one workspace call it stands for,
//! and its reply. Reads arguments and converts; must never decide anything about documents, and
//! must never panic on whatever arguments it is given.

use crate::types::{
    Change, ConflictChoice, ErrorCode, Reach, RuleSetting, RulesFile, Settings, WireError,
    WordSetting,
};
use crate::{convert, rules};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sixpager_core::workspace::{Edit, Workspace};
use sixpager_core::{Code, Error, Result};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

/// Answers a command, given by its name and its arguments as JSON, with the reply as JSON.
/// A name that is in no list and arguments of the wrong shape are `bad-request`.
pub fn dispatch(
    workspace: &Workspace,
    name: &str,
    arguments: Value,
) -> std::result::Result<String, WireError> {
    let Some((_, command)) = TABLE.iter().find(|(known, _)| *known == name) else {
        return Err(bad_request(format!("There is no command {name}.")));
    };
    if !arguments.is_object() {
        let message = format!("{name} was called wrongly: its arguments have names.");
        return Err(bad_request(message));
    }
    // A defect in one command must not take the others' text with it.
    catch_unwind(AssertUnwindSafe(|| command(workspace, arguments))).unwrap_or_else(|_| {
        Err(WireError {
            code: ErrorCode::Failed,
            message: format!(
                "Something in Sixpager went wrong ({name}). What you wrote is kept; try again, and start Sixpager anew if it stays."
            ),
        })
    })
}

type Reply = std::result::Result<String, WireError>;
type Command = fn(&Workspace, Value) -> Reply;

const TABLE: &[(&str, Command)] = &[
    ("start_session", |workspace, arguments| {
        answer(arguments, |_: Nothing| {
            Ok(convert::session(workspace.start_session()?))
        })
    }),
    ("choose_document", |workspace, arguments| {
        answer(arguments, |_: Nothing| {
            Ok(workspace.choose_document()?.map(convert::opened))
        })
    }),
    ("choose_folder", |workspace, arguments| {
        answer(arguments, |_: Nothing| {
            Ok(workspace.choose_folder()?.map(convert::library_folder))
        })
    }),
    ("close_folder", |workspace, arguments| {
        answer(arguments, |given: OfFolder| {
            workspace.close_folder(id(&given.folder, "folder")?)
        })
    }),
    ("list_library", |workspace, arguments| {
        answer(arguments, |_: Nothing| {
            let folders = workspace.list_library()?.into_iter();
            Ok(folders.map(convert::library_folder).collect::<Vec<_>>())
        })
    }),
    ("open_document", |workspace, arguments| {
        answer(arguments, |given: OfDocument| {
            Ok(convert::opened(workspace.open_document(given.id()?)?))
        })
    }),
    ("close_document", |workspace, arguments| {
        answer(arguments, |given: OfDocument| {
            workspace.close_document(given.id()?)
        })
    }),
    ("new_document", |workspace, arguments| {
        answer(arguments, |given: OfTemplate| {
            Ok(convert::opened(workspace.new_document(&given.template)?))
        })
    }),
    ("open_example", |workspace, arguments| {
        answer(arguments, |given: OfTemplate| {
            Ok(convert::opened(workspace.open_example(&given.template)?))
        })
    }),
    ("edit_document", |workspace, arguments| {
        answer(arguments, |given: EditOfDocument| {
            let document = id(&given.document, "document")?;
            let changes = given.changes.into_iter().map(convert::editor_change);
            let edit = Edit {
                base: given.base,
                changes: changes.collect(),
                length: given.length,
                proposal: given.proposal,
            };
            let revision = workspace.edit_document(document, &edit)?;
            Ok(Revision { revision })
        })
    }),
    ("resync_document", |workspace, arguments| {
        answer(arguments, |given: TextOfDocument| {
            let document = id(&given.document, "document")?;
            let revision = workspace.resync_document(document, &given.text)?;
            Ok(Revision { revision })
        })
    }),
    ("keep_undo", |workspace, arguments| {
        answer(arguments, |given: UndoOfDocument| {
            let document = id(&given.document, "document")?;
            workspace.keep_undo(document, given.revision, &given.undo)
        })
    }),
    ("save_document", |workspace, arguments| {
        answer(arguments, |given: OfDocument| {
            Ok(convert::saving(workspace.save_document(given.id()?)?))
        })
    }),
    ("save_document_as", |workspace, arguments| {
        answer(arguments, |given: OfDocument| {
            let saved = workspace.save_document_as(given.id()?)?;
            Ok(saved.map(convert::opened))
        })
    }),
    ("rename_document", |workspace, arguments| {
        answer(arguments, |given: NameOfDocument| {
            let document = id(&given.document, "document")?;
            let renamed = workspace.rename_document(document, &given.name)?;
            Ok(convert::summary(renamed))
        })
    }),
    ("move_document", |workspace, arguments| {
        answer(arguments, |given: OfDocument| {
            let moved = workspace.move_document(given.id()?)?;
            Ok(moved.map(convert::summary))
        })
    }),
    ("reveal_document", |workspace, arguments| {
        answer(arguments, |given: OfDocument| {
            workspace.reveal_document(given.id()?)
        })
    }),
    ("trash_document", |workspace, arguments| {
        answer(arguments, |given: OfDocument| {
            workspace.trash_document(given.id()?)
        })
    }),
    ("list_versions", |workspace, arguments| {
        answer(arguments, |given: OfDocument| {
            let versions = workspace.list_versions(given.id()?)?.into_iter();
            Ok(versions.map(convert::version).collect::<Vec<_>>())
        })
    }),
    ("compare_version", |workspace, arguments| {
        answer(arguments, |given: OfVersion| {
            let (document, version) = given.ids()?;
            let compared = workspace.compare_version(document, version)?;
            Ok(convert::comparison(compared))
        })
    }),
    ("propose_restore", |workspace, arguments| {
        answer(arguments, |given: OfVersion| {
            let (document, version) = given.ids()?;
            workspace.propose_restore(document, version)
        })
    }),
    ("answer_conflict", |workspace, arguments| {
        answer(arguments, |given: ChoiceOfDocument| {
            let document = id(&given.document, "document")?;
            workspace.answer_conflict(document, convert::conflict_choice(given.choice))
        })
    }),
    ("propose_waiver", |workspace, arguments| {
        answer(arguments, |given: AnswerToFinding| {
            let document = id(&given.document, "document")?;
            let reach = convert::reach(given.scope);
            workspace.propose_waiver(document, &given.finding, given.reason.as_deref(), reach)
        })
    }),
    ("propose_unwaive", |workspace, arguments| {
        answer(arguments, |given: OfWaiver| {
            let document = id(&given.document, "document")?;
            workspace.propose_unwaive(document, &given.waiver)
        })
    }),
    ("propose_dismissal", |workspace, arguments| {
        answer(arguments, |given: OfQuestion| {
            let document = id(&given.document, "document")?;
            workspace.propose_dismissal(document, &given.question)
        })
    }),
    ("propose_pin", |workspace, arguments| {
        answer(arguments, |given: RoleOfPlace| {
            let document = id(&given.document, "document")?;
            workspace.propose_pin(document, given.revision, given.at, given.role.as_deref())
        })
    }),
    ("list_rules", |workspace, arguments| {
        answer(arguments, |given: RulesOf| {
            Ok(rules::settings(workspace.list_rules(given.id()?)?))
        })
    }),
    ("change_rule", |workspace, arguments| {
        answer(arguments, |given: RuleSet| {
            let document = optional_id(given.document.as_deref())?;
            let setting = given.setting.map(rules::setting);
            let changed = workspace.change_rule(document, &given.rule, setting)?;
            Ok(rules::settings(changed))
        })
    }),
    ("change_word", |workspace, arguments| {
        answer(arguments, |given: WordSet| {
            let document = optional_id(given.document.as_deref())?;
            let setting = given.setting.map(rules::word_setting);
            let changed = workspace.change_word(document, &given.list, &given.word, setting)?;
            Ok(rules::settings(changed))
        })
    }),
    ("reveal_rules", |workspace, arguments| {
        answer(arguments, |given: FileOfRules| {
            let document = optional_id(given.document.as_deref())?;
            workspace.reveal_rules(document, rules::file(given.rules))
        })
    }),
    ("list_questions", |workspace, arguments| {
        answer(arguments, |given: OfDocument| {
            Ok(convert::picking_list(
                workspace.list_questions(given.id()?)?,
            ))
        })
    }),
    ("propose_questions", |workspace, arguments| {
        answer(arguments, |given: QuestionsOfDocument| {
            let document = id(&given.document, "document")?;
            workspace.propose_questions(document, &given.questions)
        })
    }),
    ("begin_reading", |workspace, arguments| {
        answer(arguments, |given: OfDocument| {
            Ok(convert::reading(workspace.begin_reading(given.id()?)?))
        })
    }),
    ("end_reading", |workspace, arguments| {
        answer(arguments, |given: OfReading| {
            workspace.end_reading(id(&given.reading, "reading")?)
        })
    }),
    ("change_settings", |workspace, arguments| {
        answer(arguments, |given: OfSettings| {
            let settings = convert::core_settings(given.settings);
            Ok(convert::settings(workspace.change_settings(settings)?))
        })
    }),
    ("choose_documents_folder", |workspace, arguments| {
        answer(arguments, |_: Nothing| workspace.choose_documents_folder())
    }),
    ("open_link", |workspace, arguments| {
        answer(arguments, |given: OfLink| workspace.open_link(&given.href))
    }),
];

/// The names that the table answers.
#[cfg(test)]
fn names() -> Vec<&'static str> {
    TABLE.iter().map(|(name, _)| *name).collect()
}

fn answer<Arguments: DeserializeOwned, Value: Serialize>(
    arguments: serde_json::Value,
    call: impl FnOnce(Arguments) -> Result<Value>,
) -> Reply {
    let given = serde_json::from_value(arguments)
        .map_err(|problem| bad_request(format!("A command was called wrongly: {problem}.")))?;
    let value = call(given).map_err(convert::error)?;
    serde_json::to_string(&value).map_err(|problem| WireError {
        code: ErrorCode::Failed,
        message: format!("The answer cannot be told: {problem}."),
    })
}

fn bad_request(message: String) -> WireError {
    WireError {
        code: ErrorCode::BadRequest,
        message,
    }
}

/// Reads an id; a path or a made-up text is none.
fn id<Id: FromStr>(text: &str, what: &str) -> Result<Id> {
    text.parse().map_err(|_| {
        Error::new(
            Code::BadRequest,
            format!("That is not the id of a {what}. Nothing was changed."),
        )
    })
}

#[derive(Deserialize)]
struct Nothing {}

#[derive(Deserialize)]
struct OfFolder {
    folder: String,
}

#[derive(Deserialize)]
struct OfDocument {
    document: String,
}

impl OfDocument {
    fn id<Id: FromStr>(&self) -> Result<Id> {
        id(&self.document, "document")
    }
}

#[derive(Deserialize)]
struct OfTemplate {
    template: String,
}

#[derive(Deserialize)]
struct EditOfDocument {
    document: String,
    base: u32,
    changes: Vec<Change>,
    length: u32,
    proposal: Option<u32>,
}

#[derive(Serialize)]
struct Revision {
    revision: u32,
}

#[derive(Deserialize)]
struct TextOfDocument {
    document: String,
    text: String,
}

#[derive(Deserialize)]
struct UndoOfDocument {
    document: String,
    revision: u32,
    undo: String,
}

#[derive(Deserialize)]
struct NameOfDocument {
    document: String,
    name: String,
}

#[derive(Deserialize)]
struct OfVersion {
    document: String,
    version: String,
}

impl OfVersion {
    fn ids<Document: FromStr, Version: FromStr>(&self) -> Result<(Document, Version)> {
        Ok((
            id(&self.document, "document")?,
            id(&self.version, "version")?,
        ))
    }
}

#[derive(Deserialize)]
struct ChoiceOfDocument {
    document: String,
    choice: ConflictChoice,
}

#[derive(Deserialize)]
struct AnswerToFinding {
    document: String,
    /// The finding's `waivable`.
    finding: String,
    reason: Option<String>,
    scope: Reach,
}

#[derive(Deserialize)]
struct OfWaiver {
    document: String,
    waiver: String,
}

#[derive(Deserialize)]
struct OfQuestion {
    document: String,
    /// The question of the bank, in its words.
    question: String,
}

#[derive(Deserialize)]
struct RoleOfPlace {
    document: String,
    /// The revision that `at` belongs to; it must be the newest one.
    revision: u32,
    /// Any place in the paragraph.
    at: u32,
    /// `None` takes the pin away.
    role: Option<String>,
}

/// Reads an id that may be left out: what holds for new documents is meant then.
fn optional_id<Id: FromStr>(text: Option<&str>) -> Result<Option<Id>> {
    text.map(|text| id(text, "document")).transpose()
}

#[derive(Deserialize)]
struct RulesOf {
    document: Option<String>,
}

impl RulesOf {
    fn id<Id: FromStr>(&self) -> Result<Option<Id>> {
        optional_id(self.document.as_deref())
    }
}

#[derive(Deserialize)]
struct RuleSet {
    document: Option<String>,
    rule: String,
    /// `None` leaves the rule to what ships.
    setting: Option<RuleSetting>,
}

#[derive(Deserialize)]
struct WordSet {
    document: Option<String>,
    list: String,
    word: String,
    /// `None` leaves the word to what ships.
    setting: Option<WordSetting>,
}

#[derive(Deserialize)]
struct FileOfRules {
    document: Option<String>,
    rules: RulesFile,
}

#[derive(Deserialize)]
struct QuestionsOfDocument {
    document: String,
    questions: Vec<String>,
}

#[derive(Deserialize)]
struct OfReading {
    reading: String,
}

#[derive(Deserialize)]
struct OfSettings {
    settings: Settings,
}

#[derive(Deserialize)]
struct OfLink {
    href: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::COMMANDS;

    #[test]
    fn the_table_answers_exactly_the_commands_that_have_a_name() {
        assert_eq!(
            names(),
            COMMANDS,
            "a permission is made of each name, a call of each row"
        );
    }
}
