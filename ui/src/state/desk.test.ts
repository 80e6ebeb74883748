import { describe, expect, it } from "vitest";
import { deskOnly, noon } from "../host/bench";
import { examine, shelf } from "../host/fake";
import { Sequence } from "./sequence";

const opened = { opened: "Campaign Hub" };

describe("events", () => {
  it("knows a hole from a late arrival", () => {
    const sequence = new Sequence();
    expect([7, 8, 8, 10, 11].map((number) => sequence.take(number))).toEqual([
      "next",
      "next",
      "old",
      "gap",
      "next",
    ]);
  });

  it("asks for the session anew after a lost event, and leaves the text alone", async () => {
    const { fake, editor, rest } = await deskOnly(opened);
    fake.tell({ type: "versions_changed" });
    editor.type("typed meanwhile");
    fake.lose();
    fake.tell({ type: "noticed", sentence: "After the hole." });
    await rest();
    expect(fake.asked.filter(({ name }) => name === "start_session")).toHaveLength(2);
    expect(editor.text()).toBe("typed meanwhile");
  });

  it("takes no notice of another document", async () => {
    const { desk, fake } = await deskOnly(opened);
    const saving = desk.saving;
    fake.tell(
      { type: "saving_changed", saving: { state: "failing", sentence: "Full.", saved_at: null } },
      "Other",
    );
    expect(desk.saving).toBe(saving);
  });
});

describe("a text that was not looked at before it was shown", () => {
  const examination = examine("One two.", 1, 3);
  const unread = { ...examination, unread: true, unread_reason: null };

  it("is read in silence as soon as it was, if that was asked for", async () => {
    const { desk, fake, rest } = await deskOnly(opened);
    fake.tell({ type: "document_examined", examination: unread });
    await desk.beginReading();
    expect(desk.view).toBe("write");
    fake.tell({ type: "document_examined", examination });
    await rest();
    expect(desk.view).toBe("read");
  });

  it("takes what was told of it before the answer that brought it", async () => {
    const { desk, fake } = await deskOnly({});
    const session = await fake.host.call("start_session", {});
    const document = session.recent[0]?.document ?? "";
    const answer = await fake.host.call("open_document", { document });
    const told = { ...examination, revision: answer.revision, words: 321 };
    fake.tell({ type: "document_examined", examination: told }, document);
    desk.show({ ...answer, examination: { ...unread, revision: answer.revision } });
    expect(desk.examination?.words).toBe(321);
  });
});

describe("a text that is not read", () => {
  const examination = { ...examine("", 1, 3), unread: true };
  const reason = "This text is too long to look for parts and remarks.";

  it("says why, once", async () => {
    const { desk, fake } = await deskOnly(opened);
    const unread = { ...examination, unread_reason: reason };
    fake.tell({ type: "document_examined", examination: unread });
    expect(desk.notices.current?.sentence).toBe(reason);
    desk.notices.putAway(desk.notices.current?.id ?? 0);
    fake.tell({ type: "document_examined", examination: { ...unread, revision: 2 } });
    expect(desk.notices.current).toBeNull();
  });

  it("is not laid out to be read in silence", async () => {
    const { desk, fake } = await deskOnly(opened);
    fake.tell({ type: "document_examined", examination: { ...examination, unread_reason: reason } });
    await desk.beginReading();
    expect(desk.view).toBe("write");
    expect(desk.notices.current?.sentence).toMatch(/in silence/);
    expect(fake.asked.map(({ name }) => name)).not.toContain("begin_reading");
  });
});

it("what is wrong with the fields is left to their place above the text", async () => {
  const problem = "The fields at the top cannot be read.";
  const documents = [{ name: "Broken", text: "---\ntitle: [\n---\nText.\n", notices: [problem] }];
  const { desk, fake } = await deskOnly({ documents, opened: "Broken" });
  const examined = { ...examine("", 1, 3), fields_problem: problem };
  fake.tell({ type: "document_examined", examination: examined });
  expect(desk.notices.list).toEqual([]);
});

describe("the trash", () => {
  it("is told of until another document lies on the desk", async () => {
    const { desk, fake } = await deskOnly(opened);
    await desk.trash();
    expect(desk.notices.current?.sentence).toMatch(/in the trash/);
    await desk.exchange(() => fake.host.call("open_document", { document: "Approvals in one day" }));
    expect(desk.notices.list).toEqual([]);
  });
});

describe("a folder that comes from outside", () => {
  it("is shown in the library", async () => {
    const { desk, fake, rest } = await deskOnly(opened);
    const listed = fake.asked.filter(({ name }) => name === "list_library").length;
    fake.tell({ type: "folder_requested" }, null);
    await rest();
    expect(desk.panelIsOpen("library")).toBe(true);
    expect(fake.asked.filter(({ name }) => name === "list_library")).toHaveLength(listed + 1);
  });
});

describe("another document", () => {
  it("is opened after what was typed is sent, and the one before is put away", async () => {
    const { desk, fake, editor } = await deskOnly(opened);
    await desk.exchange(() => fake.host.call("open_document", { document: "Approvals in one day" }));
    expect(desk.summary?.name).toBe("Approvals in one day");
    expect(editor.told.indexOf("flush")).toBeLessThan(editor.told.lastIndexOf("open"));
    expect(fake.asked.at(-1)).toEqual({ name: "close_document", args: { document: "Campaign Hub" } });
    expect(fake.title()).toBe("Approvals in one day · Sixpager");
  });

  it("takes nothing of what was typed while it was fetched", async () => {
    const { desk, fake, editor } = await deskOnly(opened);
    await desk.exchange(async () => {
      editor.told.push("typed");
      return fake.host.call("open_document", { document: "Approvals in one day" });
    });
    const typed = editor.told.indexOf("typed");
    expect(editor.told.slice(typed, editor.told.lastIndexOf("open"))).toContain("flush");
  });

  it("that cannot be opened leaves this one on the desk and says why", async () => {
    const { desk, fake } = await deskOnly(opened);
    fake.refuse("open_document", { code: "not-found", message: "The file is not there any more." });
    await desk.exchange(() => fake.host.call("open_document", { document: "Approvals in one day" }));
    expect(desk.summary?.name).toBe("Campaign Hub");
    expect(desk.notices.current?.sentence).toBe("The file is not there any more.");
  });
});

describe("notices", () => {
  it("offers to undo a proposal until something else is typed", async () => {
    const { desk, fake, editor, rest } = await deskOnly(opened);
    const before = editor.text();
    await fake.host.call("propose_restore", { document: "Campaign Hub", version: "v5" });
    expect(desk.notices.current?.remedy?.label).toBe("Undo");
    desk.notices.current?.remedy?.run();
    expect(editor.text()).toBe(before);
    expect(desk.notices.current).toBeNull();

    await fake.host.call("propose_restore", { document: "Campaign Hub", version: "v5" });
    editor.type("something else");
    await rest();
    expect(desk.notices.current?.sentence).toContain("Restored");
    expect(desk.notices.current?.remedy).toBeNull();
  });

  it("are gone with the change that they tell of, and promise no undo that would be of something else", async () => {
    const { desk, fake, editor } = await deskOnly({
      documents: [{ name: "A", text: "Many wait." }],
      opened: "A",
    });
    const waive = () =>
      fake.host.call("propose_waiver", {
        document: "A",
        finding: "vague-quantity Many",
        reason: null,
        scope: "here",
      });
    await waive();
    expect(desk.notices.current?.sentence).toMatch(/One undo step/);
    editor.run("undo");
    expect(desk.notices.list).toEqual([]);
    await waive();
    editor.type(editor.text() + "x");
    expect(desk.notices.list.map(({ sentence, remedy }) => [sentence, remedy])).toEqual([["Waived.", null]]);
  });

  it("keeps each sentence once, the newest in front", async () => {
    const { desk } = await deskOnly({ notices: ["One.", "Two."] });
    desk.notices.say("One.");
    expect(desk.notices.list.map((notice) => notice.sentence)).toEqual(["Two.", "One."]);
  });
});

it("opens one panel at a time on the right and remembers it", async () => {
  const { desk, fake } = await deskOnly(opened);
  await desk.togglePanel("library");
  await desk.togglePanel("guide");
  await desk.togglePanel("remarks");
  expect(desk.settings.open_panels).toEqual(["library", "remarks"]);
  await desk.togglePanel("remarks");
  expect(fake.asked.at(-1)).toMatchObject({ args: { settings: { open_panels: ["library"] } } });
});

it("does not freeze the window with a text that nobody reads in silence", async () => {
  const { desk } = await deskOnly({
    documents: [{ name: "Long", text: "word ".repeat(60_001) }],
    opened: "Long",
  });
  await desk.beginReading();
  expect(desk.view).toBe("write");
  expect(desk.notices.current?.sentence).toContain("60,001 words");
});

it("keeps what it said about the window when another document is opened, and drops the rest", async () => {
  const [first, second, ...others] = shelf(noon);
  if (!first || !second) throw new Error("The shelf is empty.");
  const documents = [{ ...first, notices: ["Words were recovered."] }, second, ...others];
  const { desk, fake } = await deskOnly({ ...opened, documents, notices: ["The history was set aside."] });
  expect(desk.notices.list).toHaveLength(2);
  await desk.exchange(() => fake.host.call("open_document", { document: second.name }));
  expect(desk.notices.list.map((notice) => notice.sentence)).toEqual(["The history was set aside."]);
});

it("leaves the reading even when the core refuses to end it", async () => {
  const { desk, fake } = await deskOnly(opened);
  await desk.beginReading();
  expect([desk.view, fake.fullScreen()]).toEqual(["read", true]);
  fake.refuse("end_reading", { code: "failed", message: "The reading could not be written down." });
  await desk.endReading();
  expect([desk.view, fake.fullScreen(), desk.reading]).toEqual(["write", false, null]);
  expect(desk.notices.current?.sentence).toBe("The reading could not be written down.");
});
