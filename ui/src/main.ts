// Puts the window together: the door to the core, the desk, the shell.
import { mount } from "svelte";
import { createEditor } from "./editor/editor";
import { connect } from "./host/connect";
import Shell from "./shell/Shell.svelte";
import { Desk } from "./state/desk.svelte";
import "./styles/fonts";
import "./styles/tokens.css";
import "./styles/base.css";

const target = document.getElementById("window");
if (!target) throw new Error("index.html has no #window");

const desk = new Desk({ host: connect(), createEditor, now: Date.now });
// The core answers while the screens are put together.
const started = desk.start();
mount(Shell, { target, props: { desk } });
await started;
