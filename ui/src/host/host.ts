// The one door to the core. Screens call `call` and `begin` and never learn what is behind them:
// the Tauri window (tauri.ts) or the test bridge (bridge.ts).
import type {
  Change,
  Comparison,
  ConflictChoice,
  DocumentSummary,
  Event,
  LibraryFolder,
  OpenedDocument,
  PickingList,
  Reach,
  Reading,
  RuleSetting,
  RulesFile,
  RulesPage,
  Saving,
  Session,
  Settings,
  Version,
  WireError,
  WordSetting,
} from "../bindings/types";

/** Every command: what goes in, what comes back. */
export interface Commands {
  start_session: [Record<string, never>, Session];
  choose_document: [Record<string, never>, OpenedDocument | null];
  choose_folder: [Record<string, never>, LibraryFolder | null];
  close_folder: [{ folder: string }, null];
  list_library: [Record<string, never>, LibraryFolder[]];
  open_document: [{ document: string }, OpenedDocument];
  close_document: [{ document: string }, null];
  new_document: [{ template: string }, OpenedDocument];
  open_example: [{ template: string }, OpenedDocument];
  /** `length` is that of the text after the changes. */
  edit_document: [
    { document: string; base: number; changes: Change[]; length: number; proposal: number | null },
    { revision: number },
  ];
  resync_document: [{ document: string; text: string }, { revision: number }];
  keep_undo: [{ document: string; revision: number; undo: string }, null];
  save_document: [{ document: string }, Saving];
  save_document_as: [{ document: string }, OpenedDocument | null];
  rename_document: [{ document: string; name: string }, DocumentSummary];
  move_document: [{ document: string }, DocumentSummary | null];
  reveal_document: [{ document: string }, null];
  trash_document: [{ document: string }, null];
  list_versions: [{ document: string }, Version[]];
  compare_version: [{ document: string; version: string }, Comparison];
  propose_restore: [{ document: string; version: string }, null];
  /**
   * The four proposals about remarks and parts are answered by a `change_proposed`, as a restore is.
   * `finding` is the finding's `waivable`; an error is refused without a reason.
   */
  propose_waiver: [{ document: string; finding: string; reason: string | null; scope: Reach }, null];
  propose_unwaive: [{ document: string; waiver: string }, null];
  /** `question` is a question of the bank, in its words. */
  propose_dismissal: [{ document: string; question: string }, null];
  /** `at` is any place in the paragraph, in the newest revision; else it is refused as `wrong-base`. */
  propose_pin: [{ document: string; revision: number; at: number; role: string | null }, null];
  answer_conflict: [{ document: string; choice: ConflictChoice }, null];
  /** Without a document: what holds for new ones. */
  list_rules: [{ document: string | null }, RulesPage];
  /** `null` leaves it to what ships; so with words. */
  change_rule: [{ document: string | null; rule: string; setting: RuleSetting | null }, RulesPage];
  change_word: [
    { document: string | null; list: string; word: string; setting: WordSetting | null },
    RulesPage,
  ];
  reveal_rules: [{ document: string | null; rules: RulesFile }, null];
  list_questions: [{ document: string }, PickingList];
  /** Named by their words; they come back as one proposal. */
  propose_questions: [{ document: string; questions: string[] }, null];
  begin_reading: [{ document: string }, Reading];
  end_reading: [{ reading: string }, null];
  change_settings: [{ settings: Settings }, Settings];
  choose_documents_folder: [Record<string, never>, string | null];
  open_link: [{ href: string }, null];
}

export interface Host {
  call<Name extends keyof Commands>(name: Name, args: Commands[Name][0]): Promise<Commands[Name][1]>;
  /** Begins the session and calls `onEvent` for every event from now on, in order. */
  begin(onEvent: (event: Event) => void): Promise<Session>;
  /** Full screen of this window. */
  setFullScreen(on: boolean): Promise<void>;
  setTitle(title: string): Promise<void>;
  /**
   * `flush` is called when the window is about to close: it sends what waits. The window goes when
   * it has resolved, after two seconds at the latest. The last one given counts.
   */
  beforeClose(flush: () => Promise<void>): void;
  /** Asks the window to close, as its close button does. */
  closeWindow(): Promise<void>;
}

/** Tells a refusal of the core from a defect of the program. */
export function isWireError(error: unknown): error is WireError {
  return typeof error === "object" && error !== null && "code" in error && "message" in error;
}
