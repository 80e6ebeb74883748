import {
  cursorDocEnd,
  deleteCharForward,
  deleteToLineEnd,
  history,
  isolateHistory,
  redo,
  selectDocEnd,
  undo,
} from "@codemirror/commands";
import { EditorState, Text, type TransactionSpec } from "@codemirror/state";
import { type Command, EditorView } from "@codemirror/view";
import { describe, expect, it } from "vitest";
import { runCommand } from "./commands";
import { fields } from "./fields";
import { find, openReplace } from "./find";
import { bodyEnd, unprinted, unprintedFrom } from "./unprinted";

const block = "<!-- sixpager\nwaived: vague-quantity “Many wait.”\n-->\n";
const whole = `# Memo\n\nMany wait.\n\n${block}`;

function viewOf(doc: string): EditorView {
  const extensions = [history(), fields(document.createElement("div"), () => []), find(), unprinted()];
  return new EditorView({ state: EditorState.create({ doc, extensions }), parent: document.body });
}

/** Does things to a text one after the other; returns the text. */
function after(doc: string, ...steps: (Command | TransactionSpec)[]): string {
  const view = viewOf(doc);
  for (const step of steps) {
    if (typeof step === "function") step(view);
    else view.dispatch(step);
  }
  return view.state.doc.toString();
}

function typed(view: EditorView, insert: string): void {
  view.dispatch(view.state.replaceSelection(insert), { userEvent: "input.type" });
}

const type =
  (insert: string): Command =>
  (view) => (typed(view, insert), true);

describe("the unprinted lines", () => {
  it("are found at the end only, and only if they are ours", () => {
    const at = (text: string) => unprintedFrom(Text.of(text.split("\n")));
    expect(at(whole)).toBe(whole.indexOf("<!--"));
    expect(at("Text.\n\n<!-- sixpager -->")).toBe(7);
    expect(at(`${whole}\n\n  `)).toBeNull();
    expect(at(`${whole}More.\n`)).toBeNull();
    expect(at("Text.\n\n<!-- a note\n-->\n")).toBeNull();
    expect(at("<!-- sixpager\n\n<!-- a note\n-->\n")).toBeNull();
    expect(at("Text -->")).toBeNull();
    expect(at("")).toBeNull();
  });

  it("are not on the sheet, with the blank line before them", () => {
    const view = viewOf(whole);
    expect(view.contentDOM.textContent).toBe("# MemoMany wait.");
    expect(view.state.sliceDoc(0, bodyEnd(view.state))).toBe("# Memo\n\nMany wait.");
  });

  it("leave a line to write in where nothing else is written", () => {
    expect(bodyEnd(viewOf(`\n\n${block}`).state)).toBe(0);
    expect(bodyEnd(viewOf(`\n${block}`).state)).toBe(0);
    const matter = "---\nowner: Ada\n---\n";
    expect(bodyEnd(viewOf(`${matter}\n${block}`).state)).toBe(matter.length);
    expect(after(`${matter}\n${block}`, cursorDocEnd, type("Text."))).toBe(`${matter}Text.\n${block}`);
    expect(viewOf(block).contentDOM.textContent, "with no line left they are text").toContain("sixpager");
  });
});

describe("the writer's hand", () => {
  it("types at the end of the text, before them", () => {
    expect(after(whole, cursorDocEnd, type(" Now."))).toBe(whole.replace("wait.\n", "wait. Now.\n"));
    expect(after(whole, { selection: { anchor: whole.length } }, type("!"))).toBe(
      whole.replace("wait.", "wait.!"),
    );
  });

  it("selects and deletes all of the text and none of them", () => {
    const all: Command = (view) => runCommand(view, "select-all");
    expect(after(whole, all, type("New."))).toBe(`New.\n\n${block}`);
    expect(after(whole, all, type(""))).toBe(`\n\n${block}`);
    expect(after(whole, all, type(""), type("New."))).toBe(`New.\n\n${block}`);
    expect(after(whole, { selection: { anchor: 8 } }, selectDocEnd, type(""))).toBe(`# Memo\n\n\n\n${block}`);
  });

  it("copies none of them", () => {
    const view = viewOf(whole);
    runCommand(view, "select-all");
    const { from, to } = view.state.selection.main;
    expect(view.state.sliceDoc(from, to)).toBe("# Memo\n\nMany wait.");
  });

  it("deletes to the end and no further", () => {
    expect(after(whole, cursorDocEnd, deleteCharForward, deleteToLineEnd)).toBe(whole);
    const last = { selection: { anchor: whole.indexOf("Many") } };
    expect(after(whole, last, deleteToLineEnd, deleteCharForward)).toBe(`# Memo\n\n\n\n${block}`);
  });

  it("drops what it moves behind the end at the end", () => {
    const end = whole.length;
    const moved = {
      changes: [
        { from: 8, to: 13 },
        { from: end, insert: "Many " },
      ],
      userEvent: "move.drop",
    };
    expect(after(whole, moved)).toBe(whole.replace("Many wait.", "wait.Many "));
    const cut = { changes: { from: 13, to: end }, userEvent: "delete" };
    expect(after(whole, cut)).toBe(whole.replace("Many wait.", "Many "));
  });

  it("finds and replaces none of their words", () => {
    const view = viewOf(whole);
    openReplace(view);
    const panel = view.dom.querySelector<HTMLElement>(".sheet-find")!;
    panel.querySelector<HTMLInputElement>("[name=find]")!.value = "Many";
    panel.querySelector<HTMLInputElement>("[name=replace]")!.value = "Nine";
    panel.dispatchEvent(new Event("input"));
    [...panel.querySelectorAll("button")].find((button) => button.textContent === "Replace all")!.click();
    expect(view.state.doc.toString()).toBe(whole.replace("Many", "Nine"));
  });
});

describe("one step back", () => {
  it("takes the core's change of them away, and forth brings it", () => {
    const answered = {
      changes: { from: 18, insert: `\n\n${block.trimEnd()}` },
      annotations: isolateHistory.of("full"),
    };
    const plain = "# Memo\n\nMany wait.\n";
    expect(after(plain, answered)).toBe(whole);
    expect(after(plain, answered, undo)).toBe(plain);
    expect(after(plain, answered, undo, redo)).toBe(whole);
    expect(after(plain, answered, cursorDocEnd, type("!"), undo)).toBe(whole);
  });
});
