// An editor without a sheet, for component tests: it holds the text, answers the contract, and says
// what it was told. Never shipped.
import type { Finding, OpenedDocument, Proposal } from "../bindings/types";
import type { CreateEditor, Editor, EditorHooks } from "../editor/contract";

export interface FakeEditor extends Editor {
  readonly hooks: EditorHooks;
  /** What was called, such as "reveal 12" or "judge all". */
  readonly told: string[];
  /** Replaces the text as a writer would. */
  type(text: string): void;
  /** Reports findings as judged and shown. */
  judged(findings: Finding[]): void;
}

/** Returns a maker of fake editors, and the last one made. */
export function fakeEditors(): { createEditor: CreateEditor; editor: () => FakeEditor } {
  let last: FakeEditor | null = null;
  return {
    createEditor: (_host, hooks) => (last = fakeEditor(hooks)),
    editor: () => {
      if (!last) throw new Error("No editor has been made yet.");
      return last;
    },
  };
}

function fakeEditor(hooks: EditorHooks): FakeEditor {
  const element = document.createElement("textarea");
  element.setAttribute("aria-label", "Text");
  const told: string[] = [];
  let before = "";
  const put = (text: string) => {
    before = element.value;
    element.value = text;
    hooks.onCaret(0, null);
  };
  return {
    element,
    hooks,
    told,
    type: put,
    judged(findings) {
      const remarks = findings.map((finding) => ({ finding, from: finding.from, to: finding.to }));
      hooks.onRemarks(remarks);
      hooks.onLayout(
        remarks.map((remark, index) => ({ ...remark, top: index * 10 })),
        [],
      );
    },
    open({ text }: OpenedDocument) {
      told.push("open");
      element.value = text;
    },
    async flush() {
      told.push("flush");
    },
    run(command) {
      told.push(`run ${command}`);
      if (command === "undo") put(before);
      return true;
    },
    carryOut({ changes }: Proposal) {
      told.push("carry out");
      let text = element.value;
      for (const { from, to, insert } of [...changes].reverse()) {
        text = text.slice(0, from) + insert + text.slice(to);
      }
      put(text);
    },
    show: () => void told.push("show"),
    judge: (what) => void told.push(`judge ${what}`),
    fix: (finding) => void told.push(`fix ${finding.rule}`),
    reveal: (from) => void told.push(`reveal ${from}`),
    nextRemark: (direction) => (told.push(`remark ${direction}`), null),
    text: () => element.value,
    revision: () => 1,
    settings: () => undefined,
    templates: () => undefined,
    focus: () => element.focus(),
    destroy: () => element.remove(),
  };
}
