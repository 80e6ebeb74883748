import {
  cursorCharLeft,
  cursorCharRight,
  cursorDocEnd,
  deleteCharBackward,
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
import { backspace, deleteForward } from "./blocks";
import { answersFrom, bodyEnd, hidden, pinLines, unprinted } from "./unprinted";

const block = "<!-- sixpager: answers\nvague-quantity “Many wait.”\n-->\n";
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
    const at = (text: string) => answersFrom(Text.of(text.split("\n")));
    expect(at(whole)).toBe(whole.indexOf("<!--"));
    expect(at("Text.\n\n<!-- sixpager: answers -->")).toBe(7);
    expect(at(`${whole}\n\n  `)).toBe(whole.indexOf("<!--"));
    expect(at(`${whole}More.\n`)).toBeNull();
    expect(at("Text.\n\n<!-- a note\n-->\n")).toBeNull();
    expect(at("<!-- sixpager: answers\n\n<!-- a note\n-->\n")).toBeNull();
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

describe("a pin", () => {
  const line = "<!-- sixpager: part=problem -->";
  const pinned = `# Memo\n\nWe wait.\n\n${line}\nMany wait.\n\n${block}`;
  const above = pinned.indexOf("We wait.") + 8;
  const below = pinned.indexOf("Many wait.");
  const at = (anchor: number, head = anchor) => ({ selection: { anchor, head } });

  it("is a line of its own, and text in code", () => {
    const lines = (text: string) => pinLines(Text.of(text.split("\n"))).map(({ from }) => from);
    expect(lines(pinned)).toEqual([pinned.indexOf(line)]);
    expect(lines(`${"```"}\n${line}\n${"```"}\n${line}\nA.`)).toEqual([line.length + 9]);
    expect(lines(`A ${line}\n  ${line}\n<!-- sixpager: part=a b -->`)).toEqual([]);
  });

  it("is not on the sheet, and the caret steps over it", () => {
    const view = viewOf(pinned);
    expect(view.contentDOM.textContent).toBe("# MemoWe wait.Many wait.");
    view.dispatch(at(below));
    cursorCharLeft(view);
    expect(view.state.selection.main.head).toBe(above + 1);
    cursorCharRight(view);
    expect(view.state.selection.main.head).toBe(below);
    view.dispatch(at(below - 10));
    expect(view.state.selection.main.head).toBe(below);
  });

  it("stays while its paragraph is written, and when a line is opened above that", () => {
    expect(after(pinned, at(below), type("So "))).toBe(pinned.replace("Many", "So Many"));
    expect(after(pinned, at(below), type("\n\n"))).toBe(pinned.replace(line, `\n\n${line}`));
    expect(after(pinned, at(above), type("\n\nNew."))).toBe(pinned.replace("We wait.", "We wait.\n\nNew."));
  });

  it("goes whole, with the start of its paragraph, and comes back in one step", () => {
    const joined = pinned.replace(`\n\n${line}\n`, "");
    expect(after(pinned, at(below), backspace)).toBe(joined);
    expect(after(pinned, at(above), deleteForward)).toBe(joined);
    expect(after(pinned, at(below), backspace, undo)).toBe(pinned);
    expect(after(pinned, at(below), deleteCharBackward)).toBe(pinned.replace(`\n${line}\n`, ""));
    expect(after(pinned, at(above + 1), deleteCharForward)).toBe(pinned.replace(`\n${line}\n`, ""));
    expect(after(pinned, at(above - 5, below + 5), type(""))).toBe(`# Memo\n\nWe wait.\n\n${block}`);
  });

  it("is not cut into by what reaches inside it", () => {
    const from = pinned.indexOf(line);
    for (const changes of [
      { from: from + 4, to: from + 8 },
      { from: from - 1, to: from },
      { from: from + line.length, to: below },
    ]) {
      const text = after(pinned, { changes, userEvent: "delete" });
      expect(text).toBe(pinned.replace(`\n${line}\n`, ""));
    }
    expect(after(pinned, { changes: { from: from + 4, insert: "x" }, userEvent: "move.drop" })).toBe(
      pinned.replace("Many", "xMany"),
    );
  });

  it("is not copied, and is put back with what was copied here", () => {
    const view = viewOf(pinned);
    runCommand(view, "select-all");
    const { from, to } = view.state.selection.main;
    const through = (facet: typeof EditorView.clipboardOutputFilter, text: string) =>
      view.state.facet(facet).reduce((now, filter) => filter(now, view.state), text);
    const copied = through(EditorView.clipboardOutputFilter, view.state.sliceDoc(from, to));
    expect(copied).toBe("# Memo\n\nWe wait.\n\nMany wait.");
    const back = through(EditorView.clipboardInputFilter, copied);
    expect(back).toBe(pinned.slice(0, pinned.indexOf("\n\n<!-- sixpager: answers")));
    expect(through(EditorView.clipboardInputFilter, "Other words.")).toBe("Other words.");
  });

  it("is found anew after any change as when read anew", () => {
    let { state } = viewOf(pinned);
    const pieces = ["x", "\n", "```\n", `\n${line}\n`, "<!--", "-->"];
    const seen = new Set<number>();
    for (let step = 0; step < 400; step++) {
      const { length } = state.doc;
      const from = (step * 37) % length;
      const to = step % 3 === 0 ? Math.min(length, from + 19) : from;
      state = state.update({ changes: { from, to, insert: pieces[step % pieces.length] ?? "" } }).state;
      const anew = viewOf(state.doc.toString());
      expect(hidden(state)).toEqual(hidden(anew.state));
      seen.add(hidden(state).length);
      anew.destroy();
    }
    expect(seen.size, "some were hidden, some were not").toBeGreaterThan(3);
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
