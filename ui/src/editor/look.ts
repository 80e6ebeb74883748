// How the sheet looks. Colours and sizes come from the tokens; lengths are relative to the type.
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const theme = EditorView.theme({
  "&": {
    color: "var(--text)",
    backgroundColor: "transparent",
    fontSize: "1.25rem",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-screen)",
    lineHeight: "1.45",
    overflow: "visible",
  },
  ".cm-content": {
    padding: "0",
    paddingBottom: "40vh",
    caretColor: "var(--accent)",
    fontVariantNumeric: "lining-nums",
    fontOpticalSizing: "auto",
    overflowWrap: "anywhere",
  },
  ".cm-line": { padding: "0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "0.1em" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--accent-soft)",
  },
  ".cm-placeholder": { color: "var(--text-quiet)", fontStyle: "italic" },

  ".sheet-line-separator": { lineHeight: "0.75", minHeight: "0.75em" },
  ".sheet-line-heading-1": { paddingTop: "0.2em" },
  ".sheet-line-heading-2": { paddingTop: "0.55em" },
  ".sheet-line-heading-3": { paddingTop: "0.25em" },
  ".sheet-heading-1": { fontSize: "1.5em", fontWeight: "700", lineHeight: "1.24" },
  ".sheet-heading-2": { fontSize: "1.2em", fontWeight: "650", lineHeight: "1.3" },
  ".sheet-heading-3": { fontSize: "1.03em", fontWeight: "650" },
  ".sheet-heading-4": { fontWeight: "600", fontStyle: "italic" },
  ".sheet-emphasis": { fontStyle: "italic" },
  ".sheet-strong": { fontWeight: "700" },
  ".sheet-remark": {
    textDecoration: "underline solid var(--pen) 0.08em",
    textUnderlineOffset: "0.22em",
    textDecorationSkipInk: "auto",
  },
  ".sheet-strikethrough": { textDecoration: "line-through" },
  ".sheet-link": { color: "var(--accent)", textDecoration: "underline", textUnderlineOffset: "0.15em" },
  ".sheet-code": { fontFamily: "ui-monospace, monospace", fontSize: "0.86em" },
  ".sheet-mark, .sheet-mark.sheet-link": {
    color: "var(--text-quiet)",
    fontWeight: "400",
    fontStyle: "normal",
    textDecoration: "none",
  },
  ".sheet-bullet": { color: "var(--text-soft)" },
  ".sheet-hanging": {
    display: "inline-block",
    textAlign: "right",
    whiteSpace: "pre",
    color: "var(--text-quiet)",
  },
  ...hangingMarks(),
  ".sheet-line-quote": {
    borderLeft: "0.12em solid var(--line)",
    paddingLeft: "0.9em",
    color: "var(--text-soft)",
  },
  ".sheet-unseen, .sheet-unseen *": { color: "transparent" },
  ".sheet-line-rule": {
    backgroundImage: "linear-gradient(var(--line), var(--line))",
    backgroundSize: "100% 0.05em",
    backgroundPosition: "center",
    backgroundRepeat: "no-repeat",
  },
  ".sheet-line-item": { paddingLeft: "1.1em", textIndent: "-1.1em" },
  ".sheet-line-code": {
    backgroundColor: "var(--surface)",
    fontFamily: "ui-monospace, monospace",
    fontSize: "0.86em",
    paddingLeft: "0.6em",
    paddingRight: "0.6em",
  },
  ".sheet-line-table": { fontSize: "0.9em" },
});

function hangingMarks(): Record<string, Record<string, string>> {
  const widths: Record<string, Record<string, string>> = {};
  for (let level = 1; level <= 6; level++) {
    const width = `${(0.35 + level * 0.58).toFixed(2)}em`;
    widths[`.sheet-hanging-${level}`] = { width, marginLeft: `-${width}` };
  }
  return widths;
}

export const look: Extension = [theme, EditorView.lineWrapping];
