// The names of all commands: `table.rs` implements them, `build.rs` of the app makes a permission
// of each. A test holds the two lists together.

/// Commands that the core answers.
pub const COMMANDS: &[&str] = &[
    "start_session",
    "choose_document",
    "choose_folder",
    "close_folder",
    "list_library",
    "open_document",
    "close_document",
    "new_document",
    "open_example",
    "edit_document",
    "resync_document",
    "keep_undo",
    "save_document",
    "save_document_as",
    "rename_document",
    "move_document",
    "reveal_document",
    "trash_document",
    "list_versions",
    "compare_version",
    "propose_restore",
    "answer_conflict",
    // Each comes back as an event with the change that the editor is to make, one undo step.
    "propose_waiver",
    "propose_unwaive",
    "propose_dismissal",
    "propose_pin",
    "list_rules",
    "change_rule",
    "change_word",
    "reveal_rules",
    "list_questions",
    "propose_questions",
    "begin_reading",
    "end_reading",
    "change_settings",
    "choose_documents_folder",
    "open_link",
];

/// Commands that the window answers itself: its title and size, closing.
pub const WINDOW_COMMANDS: &[&str] = &[
    "set_full_screen",
    "set_title",
    "close_window",
    "finish_closing",
];
