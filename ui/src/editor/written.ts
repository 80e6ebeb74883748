// For tests: texts with the caret written as ‸ and a selection as «…».
import { history } from "@codemirror/commands";
import { EditorSelection, EditorState, type Extension, type StateCommand } from "@codemirror/state";
import { expect } from "vitest";
import type { Examination } from "../bindings/types";
import { fields } from "./fields";
import { language } from "./language";

/** The text as on the sheet: Markdown with its line of fields, and steps that can be undone. */
export function stateOf(written: string, extensions: Extension = []): EditorState {
  const anchor = written.indexOf("«");
  const doc = written.replace(/[«»‸]/g, "");
  const selection =
    anchor >= 0
      ? EditorSelection.single(anchor, written.indexOf("»") - 1)
      : EditorSelection.single(Math.max(0, written.indexOf("‸")));
  const above = fields(document.createElement("div"), () => []);
  return EditorState.create({ doc, selection, extensions: [language(), history(), above, extensions] });
}

export function writtenOf(state: EditorState): string {
  const doc = state.doc.toString();
  const { from, to, empty } = state.selection.main;
  if (empty) return `${doc.slice(0, from)}‸${doc.slice(from)}`;
  return `${doc.slice(0, from)}«${doc.slice(from, to)}»${doc.slice(to)}`;
}

/** Runs a command; returns the text after it, or `null` when the command was not for this place. */
export function after(command: StateCommand, written: string): string | null {
  let state = stateOf(written);
  const taken = command({ state, dispatch: (transaction) => (state = transaction.state) });
  return taken ? writtenOf(state) : null;
}

export function check(command: StateCommand, before: string, expected: string | null): void {
  expect(after(command, before)).toBe(expected);
}

/** An examination of a text in which nothing was found. */
export function examination(): Examination {
  return {
    revision: 0,
    kind: "",
    template: "",
    status: null,
    fields_problem: null,
    parts: [],
    questions: [],
    guidance: [],
    findings: [],
    words: 9,
    minutes: 1,
    unread: false,
    unread_reason: null,
    waiver_notices: [],
    waivers: [],
    pins: [],
    unprinted: [],
  };
}
