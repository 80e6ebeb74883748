// A page for looking at the screens in a browser with the fake core: `npm run dev`, then
// /look.html?document=Campaign Hub. Not part of the build.
import { mount } from "svelte";
import { createEditor } from "./editor/editor";
import { fakeCore, sampleConflict, shelf, type FakeSetup } from "./host/fake";
import Shell from "./shell/Shell.svelte";
import { Desk } from "./state/desk.svelte";
import "./styles/fonts";
import "./styles/tokens.css";
import "./styles/base.css";

const wanted = new URLSearchParams(location.search);
const documents = wanted.has("bare") ? [] : shelf(Date.now());
const first = documents[0];
if (first && wanted.has("conflict")) first.conflict = sampleConflict;
if (first && wanted.has("readonly"))
  first.readOnly = "This file is not UTF-8, so it is shown and not changed.";
const setup: FakeSetup = {
  documents,
  opened: wanted.get("document") ?? undefined,
  settings: {
    theme: wanted.get("theme") ?? "light",
    open_panels: wanted.get("panels")?.split(",").filter(Boolean) ?? [],
  },
  folders: wanted.has("bare") ? [] : ["~/Documents/Sixpager"],
  notices: wanted.getAll("notice"),
};

const fake = fakeCore(setup);
const desk = new Desk({ host: fake.host, createEditor, now: Date.now });
const target = document.getElementById("window");
if (target) mount(Shell, { target, props: { desk } });
await desk.start();
Object.assign(window, { desk, fake });
