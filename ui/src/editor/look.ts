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
  // A space that ends a row of text hangs there; it never begins the next.
  ".cm-content.cm-lineWrapping": { whiteSpace: "pre-wrap" },
  ".cm-line": { padding: "0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "0.1em" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--accent-soft)",
  },
  ".cm-searchMatch": { backgroundColor: "var(--accent-soft)" },
  ".cm-searchMatch.cm-searchMatch-selected": { outline: "0.1em solid var(--accent)" },
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
  // Each part by itself: WebKitGTK takes no thickness in the short form, and then draws no line at all.
  ".sheet-remark": {
    textDecorationLine: "underline",
    textDecorationStyle: "solid",
    textDecorationColor: "var(--pen)",
    textDecorationThickness: "0.08em",
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
  ".sheet-bullet": { display: "inline-block", width: "0.85em", textIndent: "0", color: "var(--text-soft)" },
  ".sheet-number": { display: "inline-block", minWidth: "0.85em", textIndent: "0" },
  ".sheet-indent": {
    display: "inline-block",
    whiteSpace: "pre",
    overflow: "hidden",
    textIndent: "0",
    height: "1em",
  },
  ...levels(),
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
  ".sheet-quote-mark": {
    display: "inline-block",
    width: "0.9em",
    marginLeft: "-0.9em",
    paddingLeft: "0.15em",
    boxSizing: "border-box",
    whiteSpace: "pre",
    overflow: "hidden",
    verticalAlign: "bottom",
  },
  ".sheet-quote-mark *": { color: "transparent" },
  ".sheet-unseen, .sheet-unseen *": { color: "transparent" },
  ".sheet-line-rule": {
    backgroundImage: "linear-gradient(var(--line), var(--line))",
    backgroundSize: "100% 0.05em",
    backgroundPosition: "center",
    backgroundRepeat: "no-repeat",
  },
  ".sheet-line-code": {
    backgroundColor: "var(--surface)",
    fontFamily: "ui-monospace, monospace",
    fontSize: "0.86em",
    paddingLeft: "0.6em",
    paddingRight: "0.6em",
  },
  ".sheet-line-code .sheet-code": { fontSize: "1em" },
  ".sheet-line-table": { fontSize: "0.9em" },
  ".sheet-line-table .sheet-mark": { color: "var(--line)" },
  ".sheet-line-table-head": { fontWeight: "600" },
  ".sheet-line-dashes.sheet-line-table .sheet-mark": { color: "transparent" },
  ".sheet-cell": { display: "inline-block", textIndent: "0" },
  ".sheet-line-dashes": {
    fontSize: "0.4em",
    lineHeight: "1.2",
    borderBottom: "0.12em solid var(--line)",
  },
});

function levels(): Record<string, Record<string, string>> {
  const rules: Record<string, Record<string, string>> = {};
  for (let level = 0; level <= 4; level++) {
    const width = `${(level * 1.1).toFixed(1)}em`;
    rules[`.sheet-line-item.sheet-level-${level}`] = { paddingLeft: width, textIndent: `-${width}` };
    rules[`.sheet-line-lazy.sheet-level-${level}`] = { paddingLeft: width };
    rules[`.sheet-indent-${level}`] = { width };
  }
  return rules;
}

function hangingMarks(): Record<string, Record<string, string>> {
  const widths: Record<string, Record<string, string>> = {};
  for (let level = 1; level <= 6; level++) {
    const width = `${(0.35 + level * 0.58).toFixed(2)}em`;
    widths[`.sheet-hanging-${level}`] = { width, marginLeft: `-${width}` };
  }
  return widths;
}

export const look: Extension = [theme, EditorView.lineWrapping];
