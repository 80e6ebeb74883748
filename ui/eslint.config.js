// Holds the tiers of the UI apart (parts <- screens <- shell), keeps Tauri behind one door, and keeps out
// every way in which text could become markup or code.
import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const screens = ["library", "remarks", "history", "read", "settings", "pages", "meeting"];

const tauri = {
  regex: "^@tauri-apps/",
  message: "Only src/host/tauri.ts talks to Tauri; call the host instead.",
};

/** A rule entry that forbids imports from the folders named, as seen from one folder inside src. */
function without(folders, message) {
  const patterns = [tauri];
  if (folders.length > 0) patterns.push({ regex: `^(\\.\\./)+(${folders.join("|")})(/|$)`, message });
  return { "no-restricted-imports": ["error", { patterns }] };
}

const markup = [
  [
    "MemberExpression[property.name=/^(innerHTML|outerHTML)$/]",
    "Text must never become markup: use textContent or elements.",
  ],
  [
    "MemberExpression[property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/]",
    "Text must never become markup.",
  ],
  [
    "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
    "Text must never become markup.",
  ],
  [
    "MemberExpression[property.name=/^(localStorage|sessionStorage|indexedDB)$/]",
    "Nothing of a document is kept in web storage.",
  ],
].map(([selector, message]) => ({ selector, message }));

export default ts.config(
  { ignores: ["dist", "coverage", "src/bindings", "node_modules", "*.config.js"] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  {
    rules: {
      // Type checking knows the names better, browser globals among them.
      "no-undef": "off",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-console": "error",
      eqeqeq: "error",
      "no-restricted-globals": ["error", "localStorage", "sessionStorage", "indexedDB"],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "svelte/no-at-html-tags": "error",
      // State holds its sets raw and puts a new one in the place of the old; none is changed where it is held.
      "svelte/prefer-svelte-reactivity": "off",
      ...without([], ""),
    },
  },
  {
    files: ["src/**"],
    ignores: ["src/**/*.test.ts"],
    rules: { "no-restricted-syntax": ["error", ...markup] },
  },
  {
    files: ["src/parts/**"],
    rules: without(
      ["state", "commands", "host", "editor", "shell", ...screens],
      "A part knows only what it is given.",
    ),
  },
  {
    files: ["src/editor/**"],
    rules: without(["state", "shell", ...screens], "The editor knows nothing of panels."),
  },
  { files: ["src/state/**"], rules: without(["shell", ...screens], "State is below the screens.") },
  ...screens.map((screen) => ({
    files: [`src/${screen}/**`],
    rules: without(
      ["shell", ...screens.filter((other) => other !== screen)],
      "Screens never import each other or the shell.",
    ),
  })),
  { files: ["src/host/tauri.ts"], rules: { "no-restricted-imports": "off" } },
);
