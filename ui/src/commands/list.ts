// The one list of commands. What is not built does not stand here; what stands here is in the menu, in
// the palette, in Help and on its key.
import type { Finding } from "../bindings/types";
import type { EditorCommand } from "../editor/contract";
import type { Desk } from "../state/desk.svelte";
import type { Command, MenuName } from "./command";

const always = () => true;
const withDocument = (desk: Desk) => desk.open && desk.view !== "read";
const writing = (desk: Desk) => desk.open && desk.view === "write";
const editing = (desk: Desk) => writing(desk) && desk.readOnly === null;
const reading = (desk: Desk) => desk.view === "read";
const idle = (desk: Desk) => desk.view !== "read";
const answering = (desk: Desk) => desk.answers.possible && desk.answers.atHand !== null;
const mending = (desk: Desk) => answering(desk) && desk.answers.atHand?.fix !== null;

export const commands: readonly Command[] = [
  command("file.new", "File", "New…", ["Ctrl+N"], idle, (desk) => (desk.dialog = "new")),
  command("file.open", "File", "Open a file…", ["Ctrl+O"], idle, (desk) =>
    desk.exchange(() => desk.host.call("choose_document", {})),
  ),
  command("file.open-folder", "File", "Open a folder…", ["Ctrl+Alt+O"], idle, openFolder),
  command("file.save", "File", "Save", ["Ctrl+S"], withDocument, (desk) => desk.save()),
  command("file.save-as", "File", "Save as…", ["Ctrl+Alt+S"], withDocument, saveAs),
  command("file.rename", "File", "Rename…", ["F2"], withDocument, (desk) => (desk.dialog = "rename")),
  command("file.move", "File", "Move to another folder…", ["Shift+F2"], withDocument, (desk) => desk.move()),
  command("file.reveal", "File", "Show where it is", ["Ctrl+F2"], withDocument, (desk) =>
    desk.withDocument(async (document) => {
      await desk.host.call("reveal_document", { document });
    }),
  ),
  command("file.trash", "File", "Move to the trash…", ["Ctrl+Shift+F2"], withDocument, (desk) => {
    desk.dialog = "trash";
  }),
  command("file.close", "File", "Close the document", ["Ctrl+W"], withDocument, (desk) => desk.putAway()),
  command("file.settings", "File", "Settings…", ["Ctrl+,"], idle, (desk) => (desk.dialog = "settings")),
  command("file.rules", "File", "Rules and words…", ["Ctrl+Alt+,"], idle, (desk) => (desk.dialog = "rules")),
  command("file.quit", "File", "Quit", ["Ctrl+Q"], always, (desk) =>
    desk.attempt(async () => {
      if (desk.open) await desk.editor.flush();
      await desk.host.closeWindow();
    }),
  ),

  edit("undo", "Edit", "Undo", ["Ctrl+Z"]),
  edit("redo", "Edit", "Redo", ["Ctrl+Y", "Ctrl+Shift+Z"]),
  edit("select-all", "Edit", "Select all", ["Ctrl+A"], writing),
  edit("find", "Edit", "Find", ["Ctrl+F"], writing),
  edit("replace", "Edit", "Find and replace", ["Ctrl+H"]),

  edit("bold", "Format", "Bold", ["Ctrl+B"]),
  edit("italic", "Format", "Italic", ["Ctrl+I"]),
  edit("link", "Format", "Link", ["Ctrl+K"]),
  edit("paragraph", "Format", "Plain paragraph", ["Ctrl+Alt+0"]),
  edit("heading-1", "Format", "Heading 1", ["Ctrl+Alt+1"]),
  edit("heading-2", "Format", "Heading 2", ["Ctrl+Alt+2"]),
  edit("heading-3", "Format", "Heading 3", ["Ctrl+Alt+3"]),
  edit("bullet-list", "Format", "Bulleted list", ["Ctrl+Shift+8"]),
  edit("numbered-list", "Format", "Numbered list", ["Ctrl+Shift+7"]),
  edit("quote", "Format", "Quotation", ["Ctrl+Shift+9"]),
  edit("table", "Format", "Table", ["Ctrl+F12"]),
  command("paragraph.pin", "Format", "This paragraph is…", ["Ctrl+Alt+P"], pinning, (desk) => {
    desk.dialog = "pin";
  }),

  command("remark.next", "Remarks", "Next remark", ["F8"], writing, (desk) => nextRemark(desk, 1)),
  command("remark.previous", "Remarks", "Previous remark", ["Shift+F8"], writing, (desk) =>
    nextRemark(desk, -1),
  ),
  remark(
    "open",
    "Why, and what helps",
    "Enter",
    (desk) => writing(desk) && desk.answers.atHand !== null,
    (desk, it) => {
      desk.openRemark = it;
      desk.wanted = { finding: it };
    },
  ),
  remark("fix", "Do what helps", "Ctrl+Enter", mending, (desk, it) => desk.fix(it)),
  remark("waive", "Waive this remark", "W", answering, (desk, it) => desk.answers.waive(it, "here")),
  remark("dismiss-rule", "Not in this document", "Shift+W", answering, (desk, it) =>
    desk.answers.waive(it, "document"),
  ),
  command("view.review", "Remarks", "Read it as a reviewer", ["Ctrl+3"], withDocument, (desk) =>
    desk.review(),
  ),
  command("view.remarks", "Remarks", "Panel of remarks", ["Ctrl+Alt+R"], writing, (desk) =>
    desk.togglePanel("remarks"),
  ),

  command("view.write", "View", "Write", ["Ctrl+1"], withDocument, (desk) => desk.write()),
  command("view.history", "View", "History", ["Ctrl+4"], withDocument, (desk) => desk.showHistory()),
  command("view.read", "View", "Read in silence", ["F5"], withDocument, (desk) => desk.beginReading()),
  command("view.library", "View", "Library", ["Ctrl+\\"], idle, (desk) => desk.togglePanel("library")),
  command("view.guide", "View", "Guide", ["Ctrl+Alt+G"], writing, (desk) => desk.togglePanel("guide")),
  command("view.questions", "View", "Questions to pick", ["Ctrl+Alt+Q"], writing, (desk) =>
    desk.pickQuestions(),
  ),
  command("change.next", "View", "Next change", ["F8"], comparing, (desk) => desk.moments.step(1)),
  command("change.previous", "View", "Previous change", ["Shift+F8"], comparing, (desk) =>
    desk.moments.step(-1),
  ),
  command("change.restore", "View", "Restore this moment", ["Ctrl+Enter"], restorable, (desk) =>
    desk.restore(),
  ),
  command("view.full-screen", "View", "Full screen", ["F11"], idle, (desk) => desk.toggleFullScreen()),

  command("read.next", "Read", "Next screen", ["Space", "Page Down", "Right", "Down"], reading, (desk) =>
    desk.reader?.turn(1),
  ),
  command(
    "read.previous",
    "Read",
    "Previous screen",
    ["Shift+Space", "Page Up", "Left", "Up"],
    reading,
    (desk) => desk.reader?.turn(-1),
  ),
  command("read.first", "Read", "First screen", ["Home"], reading, (desk) => desk.reader?.first()),
  command("read.last", "Read", "Last screen", ["End"], reading, (desk) => desk.reader?.last()),
  command("read.larger", "Read", "Larger type", ["+", "="], reading, (desk) => desk.reader?.resize(1)),
  command("read.smaller", "Read", "Smaller type", ["-"], reading, (desk) => desk.reader?.resize(-1)),
  command("read.lights", "Read", "Light or dark", ["D"], reading, (desk) => desk.turnLights()),
  command("read.leave", "Read", "Leave the reading", ["Esc"], reading, (desk) => desk.reader?.leave()),

  command("help.keys", "Help", "Help and keys", ["F1"], idle, (desk) => (desk.dialog = "help")),
  command(
    "help.palette",
    "Help",
    "All commands…",
    ["Ctrl+Shift+P"],
    idle,
    (desk) => (desk.dialog = "palette"),
  ),
  command("help.menu", "Help", "Menu", ["F10"], idle, (desk) => (desk.dialog = "menu")),
];

/** Returns the command with that id; a wrong id is a defect and fails loudly. */
export function named(id: string): Command {
  const found = commands.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`There is no command "${id}".`);
  return found;
}

/** Returns the commands that can be done now. */
export function available(desk: Desk): Command[] {
  return commands.filter((candidate) => candidate.when(desk));
}

function command(
  id: string,
  menu: MenuName,
  name: string,
  keys: readonly string[],
  when: (desk: Desk) => boolean,
  run: (desk: Desk) => unknown,
): Command {
  return { id, menu, name, keys, reach: "window", when, run: (desk) => void run(desk) };
}

/** A command about the remark at hand, whose key counts while a remark has the focus. */
function remark(
  id: string,
  name: string,
  key: string,
  when: (desk: Desk) => boolean,
  run: (desk: Desk, finding: Finding) => unknown,
): Command {
  const one = command(`remark.${id}`, "Remarks", name, [key], when, (desk) => {
    const finding = desk.answers.atHand;
    if (finding) run(desk, finding);
  });
  return { ...one, reach: "remark" };
}

function edit(
  editorCommand: EditorCommand,
  menu: MenuName,
  name: string,
  keys: readonly string[],
  when = editing,
): Command {
  return command(`edit.${editorCommand}`, menu, name, keys, when, (desk) => desk.edit(editorCommand));
}

function pinning(desk: Desk): boolean {
  return desk.answers.possible && (desk.examination?.parts.length ?? 0) > 0;
}

function comparing(desk: Desk): boolean {
  return desk.view === "history" && desk.moments.passages > 0;
}

function restorable(desk: Desk): boolean {
  return desk.view === "history" && desk.moments.passages > 0 && desk.readOnly === null;
}

/** Goes to the words meant and puts the focus on the remark about them, so that Enter opens it. */
function nextRemark(desk: Desk, direction: 1 | -1): void {
  const finding = desk.editor.nextRemark(direction, desk.answers.held);
  if (finding) desk.wanted = { finding };
  else desk.focusRemarkAtCaret();
}

async function openFolder(desk: Desk): Promise<void> {
  await desk.attempt(async () => {
    const folder = await desk.host.call("choose_folder", {});
    if (!folder) return;
    await desk.refreshLibrary();
    await desk.openPanel("library");
  });
}

async function saveAs(desk: Desk): Promise<void> {
  const document = desk.summary?.document;
  if (document) await desk.exchange(() => desk.host.call("save_document_as", { document }));
}
