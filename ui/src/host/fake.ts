// A core in memory, for component tests and for looking at screens in a browser. Never shipped: nothing
// that main.ts imports leads here. It answers every command believably and remembers what it was asked;
// it does not pretend to be the core's judgement of a text.
import type {
  BankQuestion,
  Change,
  Comparison,
  Conflict,
  DocumentSummary,
  Event,
  Examination,
  Finding,
  LibraryFolder,
  OpenedDocument,
  Part,
  Passage,
  Proposal,
  Question,
  RuleRow,
  RulesPage,
  Saving,
  Session,
  Settings,
  TemplateSummary,
  Version,
  What,
  WireError,
} from "../bindings/types";
import {
  answered,
  pinned,
  pinsOf,
  printed,
  takenBack,
  unanswered,
  unprintedOf,
  waiversOf,
} from "./fake-answers";
import type { Commands, Host } from "./host";
import { narrative, pressRelease, pressReleaseBefore } from "./sample";

export interface FakeDocument {
  name: string;
  text: string;
  folder?: string;
  readOnly?: string;
  notices?: string[];
  conflict?: Conflict;
  versions?: Version[];
}

export interface FakeSetup {
  documents?: FakeDocument[];
  /** Name of the document that is open at the start. */
  opened?: string;
  settings?: Partial<Settings>;
  folders?: string[];
  notices?: string[];
  /** Milliseconds since 1970. */
  now?: () => number;
}

export interface Fake {
  host: Host;
  /** Everything that was asked, in order. */
  asked: { name: keyof Commands; args: unknown }[];
  /** Sends an event as the core would. */
  tell(what: What, document?: string | null): void;
  /** Loses one event: the next one has a hole before it. */
  lose(): void;
  /** The next command of that name is refused with this. */
  refuse(name: keyof Commands, error: WireError): void;
  /** The text as the core has it. */
  text(document: string): string;
  fullScreen(): boolean;
  title(): string;
}

interface Held {
  summary: DocumentSummary;
  text: string;
  revision: number;
  own: FakeDocument;
}

const templates: TemplateSummary[] = [
  {
    template: "working-backwards",
    kind: "pr-faq",
    name: "PR/FAQ",
    purpose: "A press release from launch day and the hard questions, before anything is built.",
    first_choice: true,
  },
  {
    template: "proposal",
    kind: "narrative",
    name: "Six-page narrative",
    purpose: "A proposal in prose that a room reads in silence and then decides on.",
    first_choice: true,
  },
  {
    template: "tenets",
    kind: "tenets",
    name: "Tenets",
    purpose: "Up to seven sentences that decide when two good things collide.",
    first_choice: false,
  },
];

const sampleRules: RulesPage = {
  rules: [
    {
      rule: "vague-quantity",
      name: "Vague quantity",
      topic: "claim",
      shipped: "advice",
      holds: "advice",
      own: null,
      folder: null,
      why: "A reader cannot weigh what has no size.",
      help: "Put the number and where it comes from.",
      flagged: "Many customers wait.",
      unflagged: "Of 41 customers, 33 wait.",
    },
  ],
  lists: [],
  own_file: "~/.config/sixpager/rules.toml",
  folder_file: null,
  mistakes: [],
};

/** One of each who asks, and two of customers. */
const bank: BankQuestion[] = [
  { question: "What does it cost?", asker: "customer", side: "customer" },
  { question: "Where do I get help?", asker: "customer", side: "customer" },
  { question: "Why should I pay when something free exists?", asker: "sceptic", side: "customer" },
  { question: "When does it earn more than it costs?", asker: "finance", side: "internal" },
  { question: "Who owns this and does nothing else?", asker: "internal", side: "internal" },
];

const home = "~/Documents/Sixpager";

/** Returns a fake core over the documents given, or over a small shelf. */
export function fakeCore(setup: FakeSetup = {}): Fake {
  const now = setup.now ?? Date.now;
  const documents = new Map<string, Held>();
  for (const own of setup.documents ?? []) add(own);
  const asked: Fake["asked"] = [];
  const refusals = new Map<string, WireError>();
  let folders = setup.folders ?? [];
  let settings: Settings = {
    theme: "system",
    minutes_per_page: 3,
    spelling: true,
    open_panels: [],
    ...setup.settings,
  };
  let open: string | null = documents.has(setup.opened ?? "") ? (setup.opened ?? null) : null;
  let sequence = 0;
  let proposals = 0;
  let rulesPage = sampleRules;
  /** Proposals that were put into the text when they were made. */
  const carriedOut = new Set<number>();
  let full = false;
  let title = "";
  let listener: (event: Event) => void = () => undefined;

  function add(own: FakeDocument): Held {
    const summary: DocumentSummary = {
      document: own.name,
      name: own.name,
      title: /^# (.+)$/m.exec(own.text)?.[1] ?? own.name,
      folder: own.folder ?? home,
      modified: now(),
      missing: false,
    };
    const held = { summary, text: own.text, revision: 1, own };
    documents.set(own.name, held);
    return held;
  }

  function held(document: string): Held {
    const found = documents.get(document);
    if (!found)
      throw { code: "not-open", message: "This document is not open any more." } satisfies WireError;
    return found;
  }

  function saved(): Saving {
    return { state: "saved", sentence: "Saved", saved_at: now() };
  }

  function opened(document: string): OpenedDocument {
    const found = held(document);
    open = document;
    return {
      summary: found.summary,
      revision: found.revision,
      text: found.text,
      read_only: found.own.readOnly ?? null,
      undo: null,
      undo_back: [],
      since_undo: "writer",
      saving: found.own.readOnly ? { state: "read-only", sentence: "Read only", saved_at: null } : saved(),
      notices: found.own.notices ?? [],
      conflict: found.own.conflict ?? null,
      proposal: null,
      examination: examine(found.text, found.revision, settings.minutes_per_page),
    };
  }

  function library(): LibraryFolder[] {
    return folders.map((folder) => ({
      folder,
      path: folder,
      problem: null,
      documents: [...documents.values()]
        .filter((one) => one.summary.folder === folder)
        .map((one) => one.summary),
    }));
  }

  function tell(what: What, document: string | null = open): void {
    sequence += 1;
    listener({ sequence, document, what });
  }

  function changed(found: Held): { revision: number } {
    found.revision += 1;
    const { revision } = found;
    queueMicrotask(() => {
      tell(
        { type: "document_examined", examination: examine(found.text, revision, settings.minutes_per_page) },
        found.summary.document,
      );
      tell({ type: "saving_changed", saving: saved() }, found.summary.document);
    });
    return { revision };
  }

  function propose(document: string, origin: Proposal["origin"], sentence: string, change: Change): null {
    proposals += 1;
    carriedOut.add(proposals);
    const { revision } = held(document);
    const proposal = { proposal: proposals, revision, changes: [change], origin, sentence };
    queueMicrotask(() => {
      tell({ type: "change_proposed", proposal }, document);
      // An editor without a sheet sends nothing back.
      const found = held(document);
      found.text = apply(found.text, [change]);
      changed(found);
    });
    return null;
  }

  function start(template: string, finished: boolean): OpenedDocument {
    const name = `${template === "proposal" ? "Narrative" : "PR-FAQ"} ${finished ? "example" : "2026-11-24"}`;
    const whole = template === "proposal" ? narrative : pressRelease;
    add({
      name,
      text: finished ? whole : "# [Headline: who announces what for whom]\n\n## Problem\n\n## Solution\n",
    });
    return opened(name);
  }

  const answers: { [Name in keyof Commands]: (args: Commands[Name][0]) => Commands[Name][1] } = {
    start_session: (): Session => ({
      settings,
      recent: [...documents.values()].map((one) => one.summary),
      folders: library(),
      templates,
      opened: open === null ? null : opened(open),
      notices: setup.notices ?? [],
      app_version: "0.1.0",
      documents_folder: home,
    }),
    choose_document: () => {
      add({ name: "Chosen", text: "# Chosen\n\nMany words.\n" });
      return opened("Chosen");
    },
    choose_folder: () => {
      folders = [...folders, home];
      return library().at(-1) ?? null;
    },
    close_folder: ({ folder }) => {
      folders = folders.filter((other) => other !== folder);
      return null;
    },
    list_library: library,
    open_document: ({ document }) => opened(document),
    close_document: ({ document }) => {
      if (open === document) open = null;
      return null;
    },
    new_document: ({ template }) => start(template, false),
    open_example: ({ template }) => start(template, true),
    edit_document: ({ document, changes, proposal }) => {
      const found = held(document);
      const isThere = proposal !== null && carriedOut.has(proposal);
      if (!isThere) found.text = apply(found.text, changes);
      return changed(found);
    },
    resync_document: ({ document, text }) => {
      const found = held(document);
      found.text = text;
      return changed(found);
    },
    keep_undo: () => null,
    save_document: saved,
    save_document_as: ({ document }) => {
      const found = held(document);
      add({ name: `${found.summary.name} copy`, text: found.text });
      return opened(`${found.summary.name} copy`);
    },
    rename_document: ({ document, name }) => {
      const found = held(document);
      found.summary = { ...found.summary, name };
      return found.summary;
    },
    move_document: ({ document }) => held(document).summary,
    reveal_document: () => null,
    trash_document: ({ document }) => {
      documents.delete(document);
      if (open === document) open = null;
      return null;
    },
    list_versions: ({ document }) => held(document).own.versions ?? [],
    compare_version: () => sampleComparison,
    propose_restore: ({ document }) => {
      const found = held(document);
      tell({
        type: "change_proposed",
        proposal: {
          proposal: ++proposals,
          revision: found.revision,
          changes: [{ from: 0, to: found.text.length, insert: pressReleaseBefore }],
          origin: "restore",
          sentence: "Restored the text of 10:58. The text before it is in the history.",
        },
      });
      return null;
    },
    propose_waiver: ({ document, finding, reason, scope }) => {
      const change = answered(held(document).text, finding, reason, scope);
      return propose(document, "waiver", "Waived. One undo step (Ctrl+Z) brings the remark back.", change);
    },
    propose_unwaive: ({ document, waiver }) => {
      const change = takenBack(held(document).text, waiver);
      return propose(
        document,
        "waiver",
        "The answer is taken back. One undo step puts it there again.",
        change,
      );
    },
    propose_dismissal: () => null,
    propose_pin: ({ document, at, role }) => {
      const change = pinned(held(document).text, at, role);
      return propose(
        document,
        "pin",
        "This paragraph is that part now. One undo step takes that back.",
        change,
      );
    },
    list_rules: () => rulesPage,
    change_rule: ({ rule, setting }) => {
      const change = (row: RuleRow): RuleRow =>
        row.rule === rule ? { ...row, own: setting, holds: setting ?? row.shipped } : row;
      rulesPage = { ...rulesPage, rules: rulesPage.rules.map(change) };
      return rulesPage;
    },
    change_word: () => rulesPage,
    reveal_rules: () => null,
    list_questions: ({ document }) => {
      const found = held(document);
      const asked = questionsOf(found.text).map(({ text }) => text);
      const open = bank.filter(({ question }) => !asked.includes(question));
      return { revision: found.revision, bank: bank.length, open };
    },
    propose_questions: ({ document, questions }) => {
      const found = held(document);
      const insert = questions.map((question) => `\n\n### ${question}`).join("");
      const at = found.text.trimEnd().length;
      tell(
        {
          type: "change_proposed",
          proposal: {
            proposal: ++proposals,
            revision: found.revision,
            changes: [{ from: at, to: at, insert }],
            origin: "picking",
            sentence: "The questions stand in the FAQ.",
          },
        },
        document,
      );
      return null;
    },
    answer_conflict: () => {
      tell({ type: "conflict_ended" });
      return null;
    },
    begin_reading: ({ document }) => {
      const found = held(document);
      const minutes = examine(found.text, found.revision, settings.minutes_per_page).minutes;
      return {
        reading: "reading-1",
        version: "version-1",
        title: found.summary.name,
        text: found.text,
        minutes,
        begun_at: now(),
        ends_at: now() + minutes * 60_000,
      };
    },
    end_reading: () => null,
    change_settings: ({ settings: wanted }) => (settings = wanted),
    choose_documents_folder: () => "~/Memos",
    open_link: () => null,
  };

  async function call<Name extends keyof Commands>(
    name: Name,
    args: Commands[Name][0],
  ): Promise<Commands[Name][1]> {
    asked.push({ name, args });
    const refusal = refusals.get(name);
    refusals.delete(name);
    if (refusal) throw refusal;
    return answers[name](args);
  }

  return {
    asked,
    tell,
    lose: () => void (sequence += 1),
    refuse: (name, error) => void refusals.set(name, error),
    text: (document) => held(document).text,
    fullScreen: () => full,
    title: () => title,
    host: {
      call,
      begin(onEvent) {
        listener = onEvent;
        return call("start_session", {});
      },
      beforeClose: () => undefined,
      closeWindow: async () => undefined,
      async setFullScreen(on) {
        full = on;
      },
      async setTitle(text) {
        title = text;
      },
    },
  };
}

/** Moments of three days, as a writer would have them. */
export function sampleVersions(now: number): Version[] {
  const minute = 60_000;
  const one = (
    version: string,
    minutesAgo: number,
    kind: Version["kind"],
    label: string,
    words_in: number,
    words_out: number,
  ): Version => ({
    version,
    at: now - minutesAgo * minute,
    kind,
    label,
    words_in,
    words_out,
    words: 1410 - minutesAgo / 60,
  });
  return [
    one("v6", 43, "writing", "Writing", 212, 40),
    one("v5", 65, "outside", "Changed by another program", 12, 3),
    one("v4", 24 * 60 - 300, "saved", "Saved", 96, 310),
    one("v3", 24 * 60 - 200, "restored", "Restored from 12 November", 0, 0),
    one("v2", 12 * 24 * 60, "writing", "Writing", 640, 12),
    one("v1", 12 * 24 * 60 + 17, "as-found", "As found", 0, 0),
  ];
}

const same = (text: string) => ({ kind: "same", text }) as const;
const added = (text: string) => ({ kind: "added", text }) as const;
const gone = (text: string) => ({ kind: "gone", text }) as const;

const samplePassages: Passage[] = [
  {
    part: "Problem",
    line: 16,
    from: pressRelease.indexOf("Directors who run teams"),
    kind: "rewritten",
    runs: [
      gone(
        "Directors who run small teams lose a significant amount of time to waiting, and approvals take far too long.",
      ),
      added(
        "Directors who run teams of five to fifteen people spend most of a launch waiting. In the 214 launches that we timed, approvals took 61 % of the nine days.",
      ),
    ],
  },
  {
    part: "Solution",
    line: 20,
    from: pressRelease.indexOf("Campaign Hub gives"),
    kind: "changed",
    runs: [
      same(
        "Campaign Hub gives each launch one owner and one page. The owner sees what is blocked, who can unblock it, and ",
      ),
      added("how many readers each day of delay costs"),
      gone("what the delay costs"),
      same("."),
    ],
  },
  {
    part: "Internal question 1",
    line: 58,
    from: pressRelease.indexOf("### Why would"),
    kind: "new",
    runs: [
      added(
        "Why would a team pay when a shared calendar is free? A calendar shows dates and not decisions. Of 31 pilot teams, 27 paid after the trial.",
      ),
    ],
  },
  {
    part: "Leader quote",
    line: 24,
    from: pressRelease.indexOf("“Our launches"),
    kind: "gone",
    runs: [gone("“We are excited to launch,” said the head of marketing products.")],
  },
];

export const sampleComparison: Comparison = {
  sentence: "Four paragraphs changed, 212 words in, 40 out.",
  passages: samplePassages,
};

/** Two texts of one document, as the core tells of them. */
export const sampleConflict: Conflict = {
  sentence:
    "Another program changed this file while you were writing. Both texts are kept and nothing is written until you choose.",
  comparison: { sentence: "Two paragraphs differ.", passages: samplePassages.slice(0, 2) },
};

/** A shelf of documents with the press release on top. */
export function shelf(now: number): FakeDocument[] {
  return [
    { name: "Campaign Hub", text: pressRelease, versions: sampleVersions(now) },
    { name: "Approvals in one day", text: narrative },
    {
      name: "Launch review 2025",
      text: "# Launch review 2025\n\nThe promise against the result.\n",
      folder: "~/Work/Reviews",
    },
  ];
}

function apply(text: string, changes: Change[]): string {
  let result = "";
  let at = 0;
  for (const { from, to, insert } of changes) {
    result += text.slice(at, from) + insert;
    at = to;
  }
  return result + text.slice(at);
}

/** A rough reading of a text: parts by second headings, three kinds of remark by pattern. */
export function examine(whole: string, revision: number, minutesPerPage: number): Examination {
  const text = printed(whole);
  const waivers = waiversOf(whole);
  const words = text
    .replace(/^---[\s\S]*?---/, "")
    .split(/\s+/)
    .filter((word) => /\w/.test(word)).length;
  return {
    revision,
    kind: "pr-faq",
    template: "working-backwards",
    status: /^status: (.+)$/m.exec(text)?.[1] ?? null,
    fields_problem: null,
    parts: partsOf(text),
    questions: questionsOf(text),
    guidance: [],
    findings: unanswered(findingsOf(text), waivers),
    words,
    minutes: Math.max(1, Math.ceil((words / 650) * minutesPerPage)),
    unread: false,
    unread_reason: null,
    waiver_notices: [],
    waivers,
    pins: pinsOf(whole),
    unprinted: unprintedOf(whole),
  };
}

function partsOf(text: string): Part[] {
  const headings = [...text.matchAll(/^#{1,2} (.+)$/gm)];
  return headings.map((heading, index) => {
    const from = heading.index;
    const to = headings[index + 1]?.index ?? text.length;
    const body = text.slice(from + heading[0].length, to).trim();
    const name = index === 0 ? "Headline" : (heading[1] ?? "");
    return {
      role: name.toLowerCase().replace(/\W+/g, "-"),
      name,
      state: body === "" && index > 0 ? "empty" : "written",
      from,
      to,
      found_by: index === 0 ? "position" : "heading",
      words: body.split(/\s+/).filter(Boolean).length,
      limit: index > 7 ? "At most five pages together" : "The press release fits one page",
      purpose: "Says what this part owes its reader, in one sentence.",
      readers_ask: ["How many?", "Compared with what?"],
    };
  });
}

function questionsOf(text: string): Question[] {
  return [...text.matchAll(/^### (.+\?)\n+(.*)$/gm)].map((found) => ({
    text: found[1] ?? "",
    side: "customer",
    answered: found[2] !== "TBD",
    from: found.index,
    to: found.index + found[0].length,
  }));
}

function findingsOf(text: string): Finding[] {
  const found: Finding[] = [];
  const add = (pattern: RegExp, rest: Pick<Finding, "rule" | "severity" | "message" | "why" | "help">) => {
    for (const match of text.matchAll(pattern)) {
      const from = match.index;
      found.push({
        ...rest,
        from,
        to: from + match[0].length,
        line: text.slice(0, from).split("\n").length,
        fix:
          rest.rule === "vague-quantity"
            ? {
                label: "Put [how many?]",
                changes: [{ from, to: from + (match[0].split(" ")[0] ?? "").length, insert: "[how many?]" }],
              }
            : null,
        missed: null,
        about: rest.rule === "vague-quantity" ? "claim" : "structure",
        cost: 1,
        waivable: `${rest.rule} ${match[0]}`,
      });
    }
  };
  add(/\b(Many|Several|Some)\b [^.\n]*\./g, {
    rule: "vague-quantity",
    severity: "advice",
    message: "How many?",
    why: "A reader cannot weigh a quantity without a number.",
    help: "Put the number and where it comes from, or leave the sentence out.",
  });
  add(/^## Customer quote\n+(?=## )/gm, {
    rule: "part-empty",
    severity: "warning",
    message: "And a customer? Nobody who uses it speaks yet.",
    why: "Without a customer’s voice the release reads as a claim of the seller.",
    help: "Write what one customer struggled with, found, and gained.",
  });
  add(/^TBD$/gm, {
    rule: "question-unanswered",
    severity: "error",
    message: "This question has no answer.",
    why: "A question that is asked and not answered stops the meeting.",
    help: "Answer yes, no, a number, or say who finds out by when.",
  });
  return found.sort((one, other) => one.from - other.from);
}
