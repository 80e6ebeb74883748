//! What crosses between the core and a window: wire types, UTF-16 positions, the command table.
//! Core types are not `Serialize`; they become wire types here and nowhere else.

mod answers;
mod convert;
mod feed;
mod names;
mod rules;
mod surroundings;
mod table;
mod types;

pub use answers::Answers;
pub use feed::{Feed, Sink};
pub use names::{COMMANDS, WINDOW_COMMANDS};
pub use surroundings::{Places, is_own_page, path_argument, plain_line, spelling_languages};
pub use table::dispatch;
pub use types::*;

#[cfg(test)]
mod tests {
    use super::*;
    use ts_rs::{Config, TS};

    /// Writes all bindings into one file when `UPDATE_BINDINGS` is set; else compares.
    #[test]
    fn bindings_are_current() {
        let config = Config::default();
        macro_rules! declare { ($($t:ty),* $(,)?) => { [$(format!("export {}\n", <$t as TS>::decl(&config))),*].concat() } }
        let text = declare!(
            Change,
            DocumentSummary,
            OpenedDocument,
            WrittenBy,
            Conflict,
            ConflictChoice,
            Saving,
            SavingState,
            Severity,
            Finding,
            Fix,
            Part,
            About,
            PartState,
            FoundBy,
            Question,
            Examination,
            Waiver,
            WaiverScope,
            WaiverState,
            Reach,
            Pin,
            RulesPage,
            RuleRow,
            RuleTopic,
            RuleSetting,
            WordList,
            WordRow,
            WordSetting,
            WordSource,
            RulesFile,
            PickingList,
            BankQuestion,
            Place,
            Proposal,
            Origin,
            Version,
            VersionKind,
            Comparison,
            Passage,
            PassageKind,
            Run,
            RunKind,
            TemplateSummary,
            LibraryFolder,
            Settings,
            Session,
            Reading,
            Event,
            What,
            WireError,
            ErrorCode,
        );
        let text = format!(
            "// Generated from src-tauri/wire/src/types.rs; `./dev bindings` writes it anew.\n\n{text}"
        );
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../ui/src/bindings/types.ts"
        );
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::write(path, &text).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(path).unwrap_or_default(),
            text,
            "run ./dev bindings"
        );
    }
}
