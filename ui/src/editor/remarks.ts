// Remarks and parts inside the text: mapped through every change, underlined, and placed for the margins.
import {
  type ChangeDesc,
  type EditorState,
  StateEffect,
  StateField,
  type Transaction,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { Examination, Part } from "../bindings/types";
import type { EditorHooks, PlacedPart, PlacedRemark } from "./contract";
import {
  afterOthers,
  meets,
  paragraphAt,
  passed,
  type Placed,
  seasonOf,
  shown,
  type Stretch,
  withStretch,
  type Writing,
} from "./judging";

/** Findings of a revision whose positions are already those of this text. */
export const examined = StateEffect.define<{ examination: Examination; since: ChangeDesc }>();
/** Judges everything, or only what was touched. */
export const judgeWhat = StateEffect.define<"all" | "touched">();
/** What she had written in before the document was opened this time. */
export const touchedBefore = StateEffect.define<readonly Stretch[]>();
/** The writer has rested. */
export const rested = StateEffect.define<null>();

interface PartHere extends Stretch {
  part: Part;
}

export interface Remarks {
  examination: Examination | null;
  findings: readonly Placed[];
  parts: readonly PartHere[];
  /** The template's guidance that nobody has changed. */
  guidance: readonly Stretch[];
  writing: Writing;
  asked: "all" | "touched";
  shown: readonly Placed[];
  underlines: DecorationSet;
  /** An input method has composed since all this was judged. */
  stale: boolean;
}

const nothing: Remarks = {
  examination: null,
  findings: [],
  parts: [],
  guidance: [],
  writing: { touched: [], pending: null },
  asked: "touched",
  shown: [],
  underlines: Decoration.none,
  stale: false,
};
const underline = Decoration.mark({ class: "sheet-remark" });

export const remarks = StateField.define<Remarks>({
  create: () => nothing,
  update: advance,
  provide: (field) => EditorView.decorations.from(field, (value) => value.underlines),
});

function advance(old: Remarks, transaction: Transaction): Remarks {
  let next = transaction.docChanged ? moved(old, transaction) : old;
  next = written(next, transaction);
  for (const effect of transaction.effects) {
    if (effect.is(examined)) next = withExamination(next, effect.value.examination, effect.value.since);
    else if (effect.is(touchedBefore)) next = withTouched(next, effect.value, transaction.newDoc.length);
    else if (effect.is(judgeWhat)) next = left({ ...next, asked: effect.value });
    else if (effect.is(rested)) next = left(next);
  }
  // While an input method composes, what is drawn is only mapped.
  if (transaction.isUserEvent("input.type.compose")) return { ...next, stale: true };
  return next === old && !old.stale ? old : judged({ ...next, stale: false }, transaction.state);
}

function moved(old: Remarks, transaction: Transaction): Remarks {
  const { changes, newDoc } = transaction;
  const here = <T extends Stretch>(item: T): T => ({
    ...item,
    from: changes.mapPos(item.from, 1),
    to: Math.max(changes.mapPos(item.from, 1), changes.mapPos(item.to, -1)),
  });
  const grown = (item: Stretch): Stretch => ({
    from: changes.mapPos(item.from, -1),
    to: changes.mapPos(item.to, 1),
  });
  const { touched, pending } = old.writing;
  return {
    ...old,
    findings: old.findings.map(here).filter(standing),
    parts: old.parts.map((part) => ({ ...part, ...grown(part) })),
    guidance: old.guidance.filter(({ from, to }) => !changes.touchesRange(from, to)).map(here),
    shown: old.shown.map(here).filter(standing),
    underlines: old.underlines.map(changes),
    writing: {
      touched: transaction.isUserEvent("proposal.outside")
        ? afterOthers(touched, changes, newDoc)
        : touched.map(grown),
      pending: pending && grown(pending),
    },
  };
}

/** She has left what she wrote, or has asked about it. */
function left(value: Remarks): Remarks {
  return { ...value, writing: { ...value.writing, pending: null } };
}

/** Whether the words that a finding means are still there. */
function standing({ finding, from, to }: Placed): boolean {
  return from < to || finding.from === finding.to;
}

/** Marks the paragraphs that the writer changed, and notices when she leaves the one she is at. */
function written(old: Remarks, transaction: Transaction): Remarks {
  const doc = transaction.newDoc;
  const caret = transaction.newSelection.main.head;
  let { touched, pending } = old.writing;
  const hers = ["input", "delete", "move", "proposal.recovery"].some((event) =>
    transaction.isUserEvent(event),
  );
  if (transaction.docChanged && hers) {
    transaction.changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
      const first = paragraphAt(doc, fromB);
      const last = toB > first.to ? paragraphAt(doc, toB) : first;
      touched = withStretch(touched, { from: first.from, to: last.to });
    });
    pending = paragraphAt(doc, caret);
  } else if (pending && !meets(pending, caret, caret)) pending = null;
  if (touched === old.writing.touched && pending === old.writing.pending) return old;
  return { ...old, writing: { touched, pending } };
}

function withExamination(old: Remarks, examination: Examination, since: ChangeDesc): Remarks {
  const findings = examination.findings.map((finding): Placed => {
    const from = since.mapPos(finding.from, 1);
    const to = Math.max(from, since.mapPos(finding.to, -1));
    const known = old.shown.some((before) => before.finding.rule === finding.rule && meets(before, from, to));
    return { finding, from, to, known };
  });
  const parts: PartHere[] = [];
  for (const part of examination.parts) {
    if (part.from === null || part.to === null) continue;
    parts.push({ part, from: since.mapPos(part.from, -1), to: since.mapPos(part.to, 1) });
  }
  const guidance = examination.guidance
    .map(({ from, to }) => ({ from: since.mapPos(from, 1), to: since.mapPos(to, -1) }))
    .filter((place, index) => {
      const { from, to } = examination.guidance[index]!;
      return since.touchesRange(from, to) === false && place.from < place.to;
    });
  return { ...old, examination, findings, parts, guidance };
}

function withTouched(old: Remarks, stretches: readonly Stretch[], length: number): Remarks {
  const fitting = stretches.filter(({ from, to }) => 0 <= from && from <= to && to <= length);
  const touched = fitting.reduce<readonly Stretch[]>(withStretch, old.writing.touched);
  return { ...old, writing: { ...old.writing, touched } };
}

/** The untouched guidance around a position. */
export function guidanceAt(state: EditorState, position: number): Stretch | null {
  const around = ({ from, to }: Stretch) => from <= position && position <= to;
  return state.field(remarks).guidance.find(around) ?? null;
}

/** What is listed when everything is asked for and never stands beside the text, such as open points. */
function onAsking({ findings, examination, asked }: Remarks): Placed[] {
  if (seasonOf(examination?.status ?? null, asked) !== "all") return [];
  return findings.filter(({ finding }) => finding.severity === "info");
}

function judged(value: Remarks, state: EditorState): Remarks {
  const season = seasonOf(value.examination?.status ?? null, value.asked);
  const text = { words: value.examination?.words ?? 0, length: state.doc.length };
  const list = shown(value.findings, value.writing, season, text);
  if (sameFindings(list, value.shown)) return { ...value, shown: list };
  // What is shown stays shown while its paragraph is written on.
  const seen = new Set(list);
  const findings = value.findings.map((placed) => (seen.has(placed) ? { ...placed, known: true } : placed));
  const ranges = list.filter(({ from, to }) => from < to).map(({ from, to }) => underline.range(from, to));
  return { ...value, findings, shown: list, underlines: Decoration.set(ranges, true) };
}

function sameFindings(a: readonly Placed[], b: readonly Placed[]): boolean {
  return a.length === b.length && a.every((placed, index) => placed.finding === b[index]?.finding);
}

/** The role of the part at a position. */
export function roleAt(state: EditorState, position: number): string | null {
  return state.field(remarks).parts.find((part) => meets(part, position, position))?.part.role ?? null;
}

/** How long the writer rests before her paragraph is judged, in milliseconds. */
const rest = 2000;

/** Tells the screens what is shown and where, at most once a frame. */
export function placing(element: HTMLElement, hooks: EditorHooks) {
  return ViewPlugin.fromClass(
    class {
      resting: ReturnType<typeof setTimeout> | undefined;

      /** What stands above the text moves it without the view's knowing. */
      sizes = new ResizeObserver(() => this.measure());

      constructor(readonly view: EditorView) {
        for (const child of [element, ...element.children]) this.sizes.observe(child);
        this.measure();
        this.tell();
      }

      update(update: ViewUpdate): void {
        const before = update.startState.field(remarks);
        const now = update.state.field(remarks);
        if (now !== before) this.tell();
        if (now !== before || update.geometryChanged || update.viewportChanged) this.measure();
        if (update.docChanged || update.selectionSet) this.wait();
      }

      destroy(): void {
        clearTimeout(this.resting);
        this.sizes.disconnect();
      }

      wait(): void {
        clearTimeout(this.resting);
        if (!this.view.state.field(remarks).writing.pending) return;
        this.resting = setTimeout(() => {
          if (this.view.composing) this.wait();
          else this.view.dispatch({ effects: rested.of(null) });
        }, rest);
      }

      tell(): void {
        const value = this.view.state.field(remarks);
        const list = [...value.shown, ...onAsking(value)];
        hooks.onRemarks(list.map(({ finding, from, to }) => ({ finding, from, to })));
      }

      measure(): void {
        this.view.requestMeasure({
          key: this,
          read: (view) => placedIn(view, element),
          write: ({ margin, parts }) => hooks.onLayout(margin, parts),
        });
      }
    },
  );
}

function placedIn(view: EditorView, element: HTMLElement): { margin: PlacedRemark[]; parts: PlacedPart[] } {
  const { shown: list, parts, writing } = view.state.field(remarks);
  const edge = element.getBoundingClientRect().top;
  const margin = list.map(({ finding, from, to }) => ({ finding, from, to, top: topAt(view, edge, from) }));
  const named = parts.map(({ part, from, to }) => ({
    role: part.role,
    name: part.name,
    hollow: part.state === "empty" && passed(writing, to),
    top: topAt(view, edge, firstWritten(view.state, from, to)),
  }));
  return { margin, parts: named };
}

function firstWritten(state: EditorState, from: number, to: number): number {
  let line = state.doc.lineAt(from);
  while (line.length === 0 && line.to < to) line = state.doc.line(line.number + 1);
  return Math.max(line.from, from);
}

function topAt(view: EditorView, edge: number, position: number): number {
  const visible = position >= view.viewport.from && position <= view.viewport.to;
  const exact = visible ? view.coordsAtPos(position, 1) : null;
  if (!exact) return view.documentTop + view.lineBlockAt(position).top - edge;
  return exact.top + drop(view, exact.bottom - exact.top) - edge;
}

let ruler: CanvasRenderingContext2D | null = null;

/** How far below that of body text the baseline of letters of this height lies, so that a name in the margin
 * stands on the baseline of a heading too. */
function drop(view: EditorView, height: number): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return 0;
  const { fontSize, fontFamily } = getComputedStyle(view.contentDOM);
  ruler.font = `${fontSize} ${fontFamily}`;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = ruler.measureText("x");
  const body = ascent + descent;
  // Code in a line is set smaller, and its line keeps the baseline.
  return height > body + 1 ? (ascent / body) * (height - body) : 0;
}
