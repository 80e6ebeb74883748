// The first script of the page, and a small one: asks the core, reads the faces and keeps the keys while
// the screens are read.
import { keepKeys } from "./commands/early-keys";
import { connect } from "./host/connect";
import { askEarly } from "./host/early";
import { readFaces } from "./styles/fonts";
import "./styles/tokens.css";
import "./styles/base.css";

const target = document.getElementById("window");
if (!target) throw new Error("index.html has no #window");

const keys = keepKeys(window);
const early = askEarly(connect());
const faces = readFaces(document.fonts);
const { openWindow } = await import("./shell/open");
await faces;
await openWindow(target, early, keys);
