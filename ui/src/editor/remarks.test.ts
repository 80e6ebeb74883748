import { ChangeSet, EditorState, type TransactionSpec } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Examination, Finding, Part } from "../bindings/types";
import { guidanceAt, touchedBefore, examined, judgeWhat, remarks, rested, roleAt } from "./remarks";

const doc = "# Head\n\nIntro words.\n\nMany wait here.\n\nThe end.";

function finding(rule: string, words: string, severity: Finding["severity"] = "advice"): Finding {
  const from = doc.indexOf(words);
  return {
    rule,
    severity,
    from,
    to: from + words.length,
    line: 1,
    message: "?",
    why: "",
    help: "",
    fix: null,
    missed: null,
    about: "claim",
    cost: 1,
    waivable: "",
  };
}
function part(role: string, from: number, to: number): Part {
  return {
    role,
    name: role,
    state: "written",
    from,
    to,
    found_by: "heading",
    words: 1,
    limit: null,
    purpose: "",
    readers_ask: [],
  };
}
function examination(findings: Finding[], parts: Part[] = [], status: string | null = null): Examination {
  return {
    revision: 1,
    kind: "",
    template: "",
    status,
    fields_problem: null,
    parts,
    questions: [],
    guidance: [],
    findings,
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

class Desk {
  state = EditorState.create({ doc, extensions: [remarks] });
  do(...specs: TransactionSpec[]): this {
    for (const spec of specs) this.state = this.state.update(spec).state;
    return this;
  }
  examine(given: Examination, since: ChangeSet = ChangeSet.empty(this.state.doc.length)): this {
    return this.do({ effects: examined.of({ examination: given, since }) });
  }
  type(at: number, insert: string, userEvent = "input.type"): this {
    return this.do({ changes: { from: at, insert }, selection: { anchor: at + insert.length }, userEvent });
  }
  get shown(): string[] {
    return this.state.field(remarks).shown.map(({ from, to }) => this.state.sliceDoc(from, to));
  }
  get underlined(): string[] {
    const found: string[] = [];
    this.state.field(remarks).underlines.between(0, this.state.doc.length, (from, to) => {
      found.push(this.state.sliceDoc(from, to));
    });
    return found;
  }
}

const many = finding("vague-quantity", "Many wait");
const here = doc.indexOf("Many") + 4;

describe("remarks in the text", () => {
  it("wait until their paragraph was touched and left", () => {
    const desk = new Desk().examine(examination([many]));
    expect(desk.shown).toEqual([]);
    desk.type(here, "y");
    expect(desk.shown).toEqual([]);
    desk.do({ selection: { anchor: 0 } });
    expect(desk.shown).toEqual(["Manyy wait"]);
    expect(desk.underlined).toEqual(["Manyy wait"]);
  });

  it("come after a rest, stay while one writes on, and move with their words", () => {
    const desk = new Desk()
      .examine(examination([many]))
      .type(here, "y")
      .do({ effects: rested.of(null) });
    desk.type(here, "z").type(0, "Before. ");
    expect(desk.shown).toEqual(["Manyzy wait"]);
    expect(desk.underlined).toEqual(["Manyzy wait"]);
  });

  it("go with their words", () => {
    const desk = new Desk().examine(examination([many])).do({ effects: judgeWhat.of("all") });
    expect(desk.shown).toEqual(["Many wait"]);
    desk.do({ changes: { from: many.from, to: many.to }, userEvent: "delete" });
    expect(desk.shown).toEqual([]);
    expect(desk.underlined).toEqual([]);
  });

  it("of an older text are placed where their words stand now", () => {
    const desk = new Desk().type(0, "More. ");
    const since = ChangeSet.of({ from: 0, insert: "More. " }, doc.length);
    desk
      .examine(examination([many], [part("problem", many.from, many.to)]), since)
      .do({ effects: judgeWhat.of("all") });
    expect(desk.shown).toEqual(["Many wait"]);
    expect(roleAt(desk.state, many.from + 6)).toBe("problem");
    expect(roleAt(desk.state, 1)).toBeNull();
  });

  it("are not drawn anew while an input method composes", () => {
    const desk = new Desk().examine(examination([many])).type(here, "y");
    desk.do({
      changes: { from: 0, insert: "に" },
      selection: { anchor: 1 },
      userEvent: "input.type.compose",
    });
    expect(desk.shown).toEqual([]);
    desk.do({ selection: { anchor: 0 } });
    expect(desk.shown).toEqual(["Manyy wait"]);
  });

  it("do not come of changes that the writer did not make", () => {
    const desk = new Desk().examine(examination([many])).type(here, "y", "proposal.outside");
    desk.do({ selection: { anchor: 0 } });
    expect(desk.shown).toEqual([]);
  });

  it("do not spread from her paragraph to what another program puts below it", () => {
    const end = doc.length;
    const below = { ...many, from: end + 2 + 1, to: end + 2 + 8 };
    const desk = new Desk().type(end, "!").type(end + 1, "\n\nMany do.", "proposal.outside");
    desk.do({ selection: { anchor: 0 } }).examine(examination([many, below]));
    expect(desk.shown).toEqual([]);
    desk.type(here, "y").do({ selection: { anchor: 0 } });
    expect(desk.shown).toHaveLength(1);
  });

  it("come back for what was written in before, and for words that come back after a crash", () => {
    const paragraph = { from: many.from, to: many.to };
    const again = new Desk().do({ effects: touchedBefore.of([paragraph, { from: 5000, to: 5001 }]) });
    expect(again.examine(examination([many])).shown).toEqual(["Many wait"]);
    const recovered = new Desk().examine(examination([many])).type(here, "y", "proposal.recovery");
    expect(recovered.do({ selection: { anchor: 0 } }).shown).toEqual(["Manyy wait"]);
  });

  it("guidance is what nobody has changed since it was examined", () => {
    const place = { from: many.from, to: many.to };
    const given = { ...examination([]), guidance: [place] };
    const desk = new Desk().examine(given).type(0, "Before. ");
    expect(guidanceAt(desk.state, here + 8)).toEqual({ from: place.from + 8, to: place.to + 8 });
    expect(guidanceAt(desk.state, 2)).toBeNull();
    expect(guidanceAt(desk.type(here + 8, "x").state, here + 8)).toBeNull();
    const late = new Desk().type(here, "x");
    late.examine(given, ChangeSet.of({ from: here, insert: "x" }, doc.length));
    expect(guidanceAt(late.state, here)).toBeNull();
  });

  it("are all there in review, and none once approved", () => {
    expect(new Desk().examine(examination([many], [], "in review")).shown).toEqual(["Many wait"]);
    const desk = new Desk().type(here, "y").do({ selection: { anchor: 0 } });
    expect(desk.examine(examination([many], [], "approved")).shown).toEqual([]);
  });
});
