// A home folder of its own for every flow, so that no flow sees another's store, settings or documents.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export class Home {
  /** Makes the folder below the system's temporary folder; `remove` takes it away. */
  constructor() {
    this.path = fs.mkdtempSync(path.join(os.tmpdir(), "sixpager-flow-"));
    for (const folder of ["data", "config", "cache", "state", "run"]) {
      fs.mkdirSync(path.join(this.path, ".xdg", folder), { recursive: true, mode: 0o700 });
    }
    this.documents = path.join(this.path, "Documents", "Sixpager");
  }

  /** The environment for a program that lives here, without anything of the caller's desktop. */
  environment(more = {}) {
    const xdg = (folder) => path.join(this.path, ".xdg", folder);
    const { PATH, DISPLAY, DBUS_SESSION_BUS_ADDRESS, SIXPAGER_CORPUS } = process.env;
    const drawing = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => /^(WEBKIT_|LIBGL_|NO_AT_BRIDGE$)/.test(name)),
    );
    return {
      PATH,
      ...(DISPLAY && { DISPLAY }),
      ...(DBUS_SESSION_BUS_ADDRESS && { DBUS_SESSION_BUS_ADDRESS }),
      ...(SIXPAGER_CORPUS && { SIXPAGER_CORPUS }),
      ...drawing,
      HOME: this.path,
      LANG: "C.UTF-8",
      TZ: "UTC",
      XDG_DATA_HOME: xdg("data"),
      XDG_CONFIG_HOME: xdg("config"),
      XDG_CACHE_HOME: xdg("cache"),
      XDG_STATE_HOME: xdg("state"),
      XDG_RUNTIME_DIR: xdg("run"),
      GTK_MODULES: "",
      GIO_USE_VFS: "local",
      GSETTINGS_BACKEND: "memory",
      ...more,
    };
  }

  /** Writes a file (text or bytes) below this home and returns its path. */
  write(name, content) {
    const file = path.join(this.path, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  }

  /** Answers to the dialogs of a program, in order: paths, or null for a dialog that was left. */
  answers(list) {
    return this.write(".answers", list.map((answer) => JSON.stringify(answer) + "\n").join(""));
  }

  /** The Markdown files in the folder for new documents. */
  newDocuments() {
    if (!fs.existsSync(this.documents)) return [];
    return fs
      .readdirSync(this.documents)
      .filter((name) => name.endsWith(".md"))
      .map((name) => path.join(this.documents, name));
  }

  remove() {
    fs.rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Where the built programs are; `./dev` sets it. */
export function program(name) {
  const folder = process.env.SIXPAGER_PROGRAMS;
  if (!folder) throw new Error("Start the flows through ./dev test: SIXPAGER_PROGRAMS is not set.");
  const file = path.join(folder, name);
  if (!fs.existsSync(file)) throw new Error(`${file} is not built.`);
  return file;
}

/** A document of the corpus of real memos, or null where there is no such folder. */
export function corpusFile(name) {
  const folder = process.env.SIXPAGER_CORPUS;
  return folder ? path.join(folder, name) : null;
}
