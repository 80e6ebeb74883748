// Other programs that read prose, for `./dev bench`: put into a cache folder outside the tree, by name and
// version, and run on a file as a writer would run them. What cannot be had here is told and left out.
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const fromNpm = {
  alex: "11.0.1",
  "markdownlint-cli2": "0.24.1",
  textlint: "15.8.0",
  "textlint-rule-max-comma": "4.0.0",
  "textlint-rule-write-good": "2.0.0",
  "write-good": "1.0.8",
};
const fromPip = { proselint: "0.16.0" };

/** The programs with what leads each to the words of a file; `bin` stands in the cache folder. */
const programs = [
  { name: "write-good", bin: "node_modules/.bin/write-good", args: [] },
  { name: "alex", bin: "node_modules/.bin/alex", args: ["--quiet"] },
  {
    name: "textlint",
    bin: "node_modules/.bin/textlint",
    args: ["--rule", "write-good", "--rule", "max-comma"],
  },
  { name: "markdownlint-cli2", bin: "node_modules/.bin/markdownlint-cli2", args: [] },
  { name: "proselint", bin: "python/bin/proselint", args: ["check"] },
];

const longest = { encoding: "utf8", timeout: 300_000, stdio: ["ignore", "pipe", "pipe"] };

/** Installs what is not there yet; returns the programs that can be run, and a sentence for each that cannot. */
export function findPeers() {
  const cache = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache");
  const folder = path.join(cache, "sixpager", "peers");
  fs.mkdirSync(folder, { recursive: true });
  const trouble = [installFromNpm(folder), installFromPip(folder)].filter(Boolean);
  const isThere = ({ bin }) => fs.existsSync(path.join(folder, bin));
  const missing = programs.filter((program) => !isThere(program)).map(({ name }) => name);
  if (missing.length > 0)
    trouble.push(`Left out, because they are not here and could not be installed: ${missing.join(", ")}.`);
  return { folder, peers: programs.filter(isThere), trouble };
}

function installFromNpm(folder) {
  const wanted = JSON.stringify({ private: true, dependencies: fromNpm }, null, 2);
  const list = path.join(folder, "package.json");
  const done = path.join(folder, ".npm-installed");
  if (fs.existsSync(done) && fs.readFileSync(done, "utf8") === wanted) return null;
  fs.writeFileSync(list, wanted);
  return attempt("npm", () => {
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], {
      cwd: folder,
      ...longest,
    });
    fs.writeFileSync(done, wanted);
  });
}

function installFromPip(folder) {
  const wanted = Object.entries(fromPip).map(([name, version]) => `${name}==${version}`);
  const done = path.join(folder, ".pip-installed");
  if (fs.existsSync(done) && fs.readFileSync(done, "utf8") === wanted.join("\n")) return null;
  return attempt("pip", () => {
    execFileSync("python3", ["-m", "venv", "python"], { cwd: folder, ...longest });
    execFileSync("python/bin/pip", ["install", "--quiet", ...wanted], { cwd: folder, ...longest });
    fs.writeFileSync(done, wanted.join("\n"));
  });
}

function attempt(name, install) {
  try {
    install();
    return null;
  } catch (error) {
    const why = String(error.stderr ?? error.message)
      .trim()
      .split("\n")
      .at(-1);
    return `${name} could not install the programs to compare with: ${why}`;
  }
}

/**
 * Runs a program on a file and returns the milliseconds that it took from start to end. What it found is its
 * own affair; fails when it did not run, which the codes above 1 tell.
 */
export function timeProcess(bin, args, folder) {
  const begun = performance.now();
  const ended = spawnSync(bin, args, { cwd: folder, encoding: "utf8", timeout: 60_000 });
  const time = performance.now() - begun;
  // write-good ends with the number of its remarks.
  const ran = !ended.error && ended.signal === null && (ended.status <= 1 || bin.endsWith("write-good"));
  if (!ran) throw new Error(`${path.basename(bin)} failed: ${(ended.stderr || String(ended.error)).trim()}`);
  return time;
}
