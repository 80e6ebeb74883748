// What the editor offers to the screens. The editor owns the text of the open document and its outbox;
// it knows nothing of panels.
import type {
  Examination,
  Finding,
  OpenedDocument,
  Proposal,
  Settings,
  TemplateSummary,
} from "../bindings/types";
import type { Host } from "../host/host";

/** A remark that is shown now, with where its line stands on the screen. */
export interface PlacedRemark {
  finding: Finding;
  /** Current positions, mapped through what was typed since. */
  from: number;
  to: number;
  /** Top of its line in pixels, from the top of the editor's content. */
  top: number;
}

/** A part's name in the left margin. */
export interface PlacedPart {
  role: string;
  name: string;
  /** True for a part that was passed and left empty: drawn hollow. */
  hollow: boolean;
  top: number;
}

export interface EditorHooks {
  /** Remarks and part names moved or changed: at most once per frame. */
  onLayout(remarks: PlacedRemark[], parts: PlacedPart[]): void;
  /** All judged findings with current positions, for the panel and the count. */
  onRemarks(findings: { finding: Finding; from: number; to: number }[]): void;
  onCaret(position: number, role: string | null): void;
  /** The core refused what no retry mends. */
  onTrouble(sentence: string): void;
}

export type EditorCommand =
  | "undo"
  | "redo"
  | "bold"
  | "italic"
  | "link"
  | "heading-1"
  | "heading-2"
  | "heading-3"
  | "paragraph"
  | "bullet-list"
  | "numbered-list"
  | "quote"
  | "table"
  | "find"
  | "replace"
  | "select-all";

export interface Editor {
  /** The element to put on the sheet. */
  readonly element: HTMLElement;
  /** Shows a document, then carries out its `proposal` (recovered words) as one undo step. */
  open(document: OpenedDocument): void;
  /** Sends what waits and resolves when the core has it. */
  flush(): Promise<void>;
  run(command: EditorCommand): boolean;
  /** Carries out a proposal as one undo step marked with its origin. */
  carryOut(proposal: Proposal): void;
  /** Shows the findings of a revision, mapped through what was typed since. */
  show(examination: Examination): void;
  /** Judges everything (Read it as a reviewer), or only what was touched and left. */
  judge(what: "all" | "touched"): void;
  /** Applies a finding's fix as one undo step. */
  fix(finding: Finding): void;
  /** Moves the caret and scrolls there. */
  reveal(from: number, to?: number): void;
  /**
   * Puts the caret before the words of the next remark and returns it; several may stand at one place. It is
   * next to the one that was gone to last, else to `held`, which has the focus, else to the caret.
   */
  nextRemark(direction: 1 | -1, held: Finding | null): Finding | null;
  text(): string;
  /** The newest revision that the core has told of this text. */
  revision(): number;
  settings(settings: Settings): void;
  /** The names of the templates, for the line of fields of documents that are opened from now on. */
  templates(templates: readonly TemplateSummary[]): void;
  focus(): void;
  destroy(): void;
}

export type CreateEditor = (host: Host, hooks: EditorHooks) => Editor;

/** Tells whether two findings are the same remark, also across examinations. */
export function sameFinding(one: Finding, other: Finding): boolean {
  return one.rule === other.rule && one.from === other.from && one.message === other.message;
}
