import { ChangeSet, EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { expect, test } from "vitest";
import { bodyStart, fields } from "./fields";
import { examined } from "./remarks";
import { examination } from "./written";

const templates = [
  { template: "prfaq-working-backwards", name: "PR/FAQ" },
  { template: "narrative-proposal", name: "Six-page narrative" },
];

/** What is seen of each field: a choice or a value, or what an empty one offers, behind its name. */
function check(matter: string, expected: string[], more: Extension = []): void {
  const element = document.createElement("div");
  const state = EditorState.create({
    doc: `---\n${matter}\n---\nText.\n`,
    extensions: [fields(element, () => templates), more],
  });
  new EditorView({ state });
  expect([...element.querySelectorAll("label")].map(seen)).toEqual(expected);
}

function seen(label: HTMLLabelElement): string {
  const name = label.querySelector("span:not(.unseen)")?.textContent ?? "";
  const control = label.querySelector<HTMLInputElement | HTMLSelectElement>("input, select")!;
  const said =
    control instanceof HTMLSelectElement
      ? (control.selectedOptions[0]?.textContent ?? "")
      : control.value || control.placeholder;
  // The room that a list takes is that of what it says.
  if (control instanceof HTMLSelectElement) expect(label.dataset["chosen"]).toBe(said);
  return `${name} ${said}`.trim();
}

test("a template is called by its name, a status by its own word", () => {
  check("template: prfaq-working-backwards\nowner: Ada\nstatus: in-review\nlaunch: 2027-06-14", [
    "PR/FAQ",
    "Owner Ada",
    "In review",
    "Launch 2027-06-14",
  ]);
});

test("what is empty says what to do, and what need not be there is not offered", () => {
  check("customer:\nreviewers:", ["Add an owner", "No status", "Add a launch date"]);
});

test("a template or status of another's making keeps its word", () => {
  check("template: ours\nstatus: parked\nowner: Ada\ndate: 2027", [
    "ours",
    "Owner Ada",
    "parked",
    "Date 2027",
  ]);
});

test("every field has a name for ears", () => {
  const element = document.createElement("div");
  const doc = "---\ntemplate: narrative-proposal\nowner: Ada\n---\nText.\n";
  new EditorView({ state: EditorState.create({ doc, extensions: fields(element, () => templates) }) });
  const names = [...element.querySelectorAll("label span")].map((name) => name.textContent);
  expect(names).toEqual(["Kind", "Owner", "Status", "Launch"]);
});

test("nothing is offered where nothing can be written", () => {
  check("owner: Ada", ["Owner Ada"], EditorState.readOnly.of(true));
});

test("fields that the core cannot read are shown as text, with its reason, until it can", () => {
  const element = document.createElement("div");
  const doc = "---\ntitle: [\n---\nText.\n";
  const view = new EditorView({
    state: EditorState.create({ doc, extensions: [fields(element, () => templates)] }),
  });
  const judge = (fields_problem: string | null) => {
    const since = ChangeSet.empty(view.state.doc.length);
    view.dispatch({ effects: examined.of({ examination: { ...examination(), fields_problem }, since }) });
  };
  judge("These cannot be read.");
  expect(element.textContent).toBe("These cannot be read.");
  expect(element.querySelector("input")).toBeNull();
  expect(bodyStart(view.state)).toBe(0);
  view.dispatch({ changes: { from: 12, insert: "]" }, userEvent: "input" });
  expect(bodyStart(view.state)).toBe(0);
  judge(null);
  expect(element.querySelector("input")).not.toBeNull();
  expect(bodyStart(view.state)).toBeGreaterThan(0);
});
