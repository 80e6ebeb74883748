// What comes from the clipboard becomes Markdown. The HTML is read by an inert parser: nothing in it
// runs and nothing is fetched. Only words, structure and links come through.
import { tables } from "@joplin/turndown-plugin-gfm";
import { EditorSelection, type EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import TurndownService from "turndown";
import { syntaxTree } from "@codemirror/language";

/** HTML beyond this many characters is pasted as the plain text that comes with it. */
const longest = 5_000_000;

/** Turns clipboard HTML into Markdown; an empty text when it holds no words. */
export function htmlToMarkdown(html: string): string {
  const inert = new DOMParser().parseFromString(html, "text/html");
  clean(inert.body);
  for (const listing of inert.body.querySelectorAll("pre")) markAsCode(listing);
  return tidy(service().turndown(inert.body));
}

/** A listing is code, whether or not the page says so once more inside it. */
function markAsCode(listing: Element): void {
  if (listing.firstElementChild?.tagName === "CODE" && listing.children.length === 1) return;
  const code = listing.ownerDocument.createElement("code");
  code.textContent = listing.textContent;
  listing.replaceChildren(code);
}

let made: TurndownService | undefined;

function service(): TurndownService {
  made ??= newService();
  return made;
}

function newService(): TurndownService {
  const turndown = new TurndownService({
    headingStyle: "atx",
    bulletListMarker: "-",
    codeBlockStyle: "fenced",
    emDelimiter: "*",
    hr: "---",
    br: "\\",
  });
  const escape = turndown.escape.bind(turndown);
  turndown.escape = (text) => escape(text).replace(/<(?=[a-z/!?])/gi, "\\<");
  turndown.use(tables);
  turndown.addRule("struck", {
    filter: ["del", "s"],
    replacement: (content) => (content.trim() === "" ? content : `~~${content}~~`),
  });
  turndown.addRule("image", { filter: "img", replacement: (_content, node) => placeholder(node as Element) });
  turndown.addRule("item", {
    filter: "li",
    replacement: (content, node) => item(content, node as Element),
  });
  return turndown;
}

function placeholder(image: Element): string {
  const name = (image.getAttribute("alt") ?? "").replace(/[\s[\]]+/g, " ").trim();
  return name === "" ? "" : `\\[image: ${name}\\]`;
}

/** A list item with one space after its mark, and what belongs to it indented as far. */
function item(content: string, node: Element): string {
  const list = node.parentElement;
  const first = Number(list?.getAttribute("start") ?? 1) || 1;
  const index = list ? [...list.children].filter((child) => child.tagName === "LI").indexOf(node) : 0;
  const mark = list?.tagName === "OL" ? `${first + index}. ` : "- ";
  const text = content.trim().replace(/\n{2,}(?=\s*(?:[-*+]|\d+\.)\s)/g, "\n");
  return `${mark}${text.replace(/\n(?=.)/g, `\n${" ".repeat(mark.length)}`)}${node.nextElementSibling ? "\n" : ""}`;
}

const dropped =
  "script,style,meta,link,title,head,base,iframe,object,embed,applet,form,input,button,select,textarea,template,noscript,svg,math,video,audio,canvas,map,xml";

/** Takes out what is no text, and gives Word's, Google's and the web's ways of saying things one form. */
function clean(body: HTMLElement): void {
  for (const element of body.querySelectorAll(dropped)) element.remove();
  dropComments(body);
  for (const element of [...body.querySelectorAll<HTMLElement>("*")]) {
    if (!element.isConnected) continue;
    const name = element.tagName.toLowerCase();
    if (name.includes(":")) unwrap(element);
    else if (isHidden(element)) element.remove();
    else if (name === "a") cleanLink(element);
  }
  wordHeadings(body);
  wordLists(body);
  for (const element of [...body.querySelectorAll<HTMLElement>("*")]) styles(element);
  nestLists(body);
  spreadsheets(body);
  looseBreaks(body);
}

const block = /^(P|DIV|H[1-6]|UL|OL|LI|TABLE|BLOCKQUOTE|PRE|HR|BR)$/;

/** Breaks beside blocks or at the end of one say nothing: the blocks are apart already. */
function looseBreaks(body: HTMLElement): void {
  for (const line of [...body.querySelectorAll("br")]) {
    const next = beside(line, "nextSibling");
    const before = beside(line, "previousSibling");
    if (!next || block.test(next.nodeName) || !before || block.test(before.nodeName)) line.remove();
  }
}

function beside(node: Node, side: "nextSibling" | "previousSibling"): Node | null {
  let other = node[side];
  while (other && other.nodeType === Node.TEXT_NODE && (other.textContent ?? "").trim() === "")
    other = other[side];
  return other;
}

function dropComments(body: HTMLElement): void {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

function styleOf(element: Element): string {
  return (element.getAttribute("style") ?? "").toLowerCase().replace(/\s+/g, "");
}

function isHidden(element: Element): boolean {
  const style = styleOf(element);
  return /display:none|visibility:hidden|mso-hide:all/.test(style) || element.hasAttribute("hidden");
}

/** Only addresses that the program would open stay; the words stay in any case. */
function cleanLink(element: Element): void {
  let href = (element.getAttribute("href") ?? "").trim();
  // Google wraps addresses in its own redirect.
  const wrapped = /^https?:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/.exec(href)?.[1];
  if (wrapped !== undefined) href = decoded(wrapped);
  const safe = /^(https?:\/\/|mailto:)[^\s<>"]+$/i.test(href);
  element.removeAttribute("title");
  if (safe && (element.textContent ?? "").trim() !== "") element.setAttribute("href", href);
  else unwrap(element);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function renamed(element: Element, name: string): HTMLElement {
  const other = element.ownerDocument.createElement(name);
  const style = element.getAttribute("style");
  if (style !== null) other.setAttribute("style", style);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

/** Bold that is normal, and spans that are bold. */
function styles(element: HTMLElement): void {
  const name = element.tagName.toLowerCase();
  const style = styleOf(element);
  if (name === "b" || name === "strong") {
    if (/font-weight:(normal|400)/.test(style)) unwrap(element);
  } else if (name === "i" || name === "em") {
    if (/font-style:normal/.test(style)) unwrap(element);
  } else if (name === "strike") renamed(element, "del");
  else if (name === "span" || name === "font") {
    if (/^h[1-6]$/i.test(element.closest("h1,h2,h3,h4,h5,h6")?.tagName ?? "")) return;
    if ((element.textContent ?? "").trim() === "") return;
    if (/font-weight:(bold|[6-9]00)/.test(style)) wrapInside(element, "strong");
    if (/font-style:italic/.test(style)) wrapInside(element, "em");
    if (/text-decoration[^;]*:[^;]*line-through/.test(style)) wrapInside(element, "del");
  }
}

function wrapInside(element: Element, name: string): void {
  const inner = element.ownerDocument.createElement(name);
  inner.append(...element.childNodes);
  element.append(inner);
}

/** Word says "MsoTitle" or an outline level where the web has headings. */
function wordHeadings(body: HTMLElement): void {
  for (const paragraph of [...body.querySelectorAll("p")]) {
    const level = /mso-outline-level:([1-6])/.exec(styleOf(paragraph))?.[1];
    const named = /MsoHeading([1-6])/.exec(paragraph.className)?.[1];
    if (/MsoTitle/.test(paragraph.className)) renamed(paragraph, "h1");
    else if (level ?? named) renamed(paragraph, `h${level ?? named}`);
  }
}

const drawnMark = /^\s*([·•o§▪–\uf0b7\uf0a7-]|\(?[\dA-Za-z]{1,3}[.)])([\s\u00a0]+)/;

/**
 * Word writes list items as paragraphs with a drawn bullet. Where a web view has taken Word's own words out of
 * the styles, the paragraph's class and the bullet with the wide space after it tell them.
 */
function wordLists(body: HTMLElement): void {
  const isItem = (element: Element | null): element is HTMLElement => {
    if (element?.tagName !== "P") return false;
    if (/mso-list:l?\d|mso-list:\S*level/.test(styleOf(element))) return true;
    const space = drawnMark.exec(element.textContent ?? "")?.[2] ?? "";
    return /MsoListParagraph/.test(element.className) && /\u00a0|[\s\u00a0]{2}/.test(space);
  };
  for (const paragraph of [...body.querySelectorAll("p")]) {
    if (!paragraph.isConnected || !isItem(paragraph)) continue;
    const run: HTMLElement[] = [];
    for (let next: Element | null = paragraph; isItem(next); next = next.nextElementSibling) run.push(next);
    wordList(run);
  }
}

function wordList(run: HTMLElement[]): void {
  const first = run[0];
  if (!first) return;
  const open: { level: number; list: HTMLElement }[] = [];
  for (const paragraph of run) {
    const level = wordLevel(paragraph);
    const mark = takeMark(paragraph);
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop();
    const last = open.at(-1);
    if (!last || last.level < level) {
      const list = paragraph.ownerDocument.createElement(/^\(?[\dA-Za-z]{1,3}[.)]/.test(mark) ? "ol" : "ul");
      if (!last) first.before(list);
      else (last.list.lastElementChild ?? last.list).append(list);
      open.push({ level, list });
    }
    const item = paragraph.ownerDocument.createElement("li");
    item.append(...paragraph.childNodes);
    open.at(-1)?.list.append(item);
    paragraph.remove();
  }
}

function takeMark(paragraph: Element): string {
  const drawn = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:ignore/.test(styleOf(span)));
  if (drawn) {
    const mark = (drawn.textContent ?? "").trim();
    drawn.remove();
    return mark;
  }
  const mark = drawnMark.exec(paragraph.textContent ?? "");
  if (mark) cutStart(paragraph, mark[0].length);
  return mark?.[1] ?? "";
}

/** How deep an item is: Word's own word for it, else its indentation, half an inch a level. */
function wordLevel(paragraph: Element): number {
  const style = styleOf(paragraph);
  const said = /level(\d)/.exec(style)?.[1];
  if (said !== undefined) return Number(said);
  const [, length = "", unit = ""] =
    /margin-left:(-?[\d.]+)(in|pt|px|cm|mm)/.exec(style) ??
    /margin:(?:[\d.]+(?:in|pt|px|cm|mm|)){3}(?<=[a-z])([\d.]+)(in|pt|px|cm|mm)/.exec(style) ??
    [];
  const inches = Number(length) / ({ in: 1, pt: 72, px: 96, cm: 2.54, mm: 25.4 }[unit] ?? 1);
  return Math.min(Math.max(Math.round(inches / 0.5), 1), 9);
}

/** Takes the first letters of an element away, in however many pieces they stand. */
function cutStart(element: Element, letters: number): void {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let left = letters, node = walker.nextNode(); left > 0 && node; node = walker.nextNode()) {
    const text = node.textContent ?? "";
    node.textContent = text.slice(left);
    left -= Math.min(left, text.length);
  }
}

/** Google puts a nested list beside the item that it belongs to. */
function nestLists(body: HTMLElement): void {
  for (const list of [...body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")]) {
    const before = list.previousElementSibling;
    if (before?.tagName === "LI") before.append(list);
  }
}

/** Tables of spreadsheets have no heading row: their first row is one. A table of one cell is its text. */
function spreadsheets(body: HTMLElement): void {
  for (const table of [...body.querySelectorAll("table")]) {
    const rows = [...table.querySelectorAll("tr")];
    const width = Math.max(0, ...rows.map((row) => row.children.length));
    if (table.querySelector("table") || width === 0 || (rows.length === 1 && width === 1)) {
      for (const part of [...table.querySelectorAll("tbody,thead,tfoot,tr,td,th,colgroup")].reverse())
        if (part.tagName === "TD" || part.tagName === "TH") renamed(part, "div");
        else unwrap(part);
      unwrap(table);
      continue;
    }
    for (const part of table.querySelectorAll("colgroup,caption")) part.remove();
    rebuild(table, rows, width);
  }
}

/** Writes a table anew with a head, a body and one paragraph a cell, as Markdown can hold it. */
function rebuild(table: Element, rows: Element[], width: number): void {
  const { ownerDocument } = table;
  const head = ownerDocument.createElement("thead");
  const rest = ownerDocument.createElement("tbody");
  rows.forEach((row, index) => {
    const cells = [...row.children];
    while (cells.length < width) cells.push(ownerDocument.createElement("td"));
    const written = ownerDocument.createElement("tr");
    for (const cell of cells) {
      const name = index === 0 ? "th" : "td";
      const copy = ownerDocument.createElement(name);
      for (const block of [...cell.querySelectorAll("p,div,br,h1,h2,h3,h4,h5,h6,ul,ol,li")]) {
        if (block.tagName !== "BR") block.after(ownerDocument.createTextNode(" "));
        block.replaceWith(
          ...(block.tagName === "BR" ? [ownerDocument.createTextNode(" ")] : block.childNodes),
        );
      }
      copy.append(...cell.childNodes);
      written.append(copy);
    }
    (index === 0 ? head : rest).append(written);
  });
  table.replaceChildren(head, rest);
}

function tidy(markdown: string): string {
  return markdown
    .replace(/\u00a0/g, " ")
    .replace(/[\u200b\ufeff]/g, "")
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "");
}

/** Whether the clipboard's HTML says more than its plain text does. */
function hasStructure(html: string): boolean {
  return /<(b|strong|i|em|h[1-6]|ul|ol|li|table|a|p|div|blockquote|pre|s|del|strike)[\s>]|font-weight|mso-/i.test(
    html,
  );
}

let plainNext = false;

function insert(view: EditorView, text: string): void {
  const { state } = view;
  const line = state.doc.lineAt(state.selection.main.from);
  const isBlock = text.includes("\n\n") || /^(#{1,6} |[-*+] |\d+\. |> |\|)/.test(text);
  // A block that is pasted into the middle of a line begins on a line of its own.
  const before =
    isBlock && line.text.slice(0, state.selection.main.from - line.from).trim() !== "" ? "\n\n" : "";
  // Words that are typed on after a fence would be part of it, and the fence closed no more.
  const after = /(^|\n)[ >]*(```+|~~~+)$/.test(text) ? "\n" : "";
  view.dispatch(state.replaceSelection(before + text + after), {
    userEvent: "input.paste",
    scrollIntoView: true,
  });
}

function pasteLink(view: EditorView, text: string): boolean {
  const { main } = view.state.selection;
  const address = text.trim();
  if (main.empty || !/^(https?:\/\/|mailto:)\S+$/i.test(address)) return false;
  const words = view.state.sliceDoc(main.from, main.to);
  if (words.includes("\n") || /[[\]]/.test(words) || /^https?:\/\//.test(words)) return false;
  const to = main.from + words.length + address.length + 4;
  view.dispatch({
    changes: { from: main.from, to: main.to, insert: `[${words}](${address})` },
    selection: EditorSelection.cursor(to),
    userEvent: "input.paste",
  });
  return true;
}

function inCode(state: EditorState): boolean {
  const name = syntaxTree(state).resolveInner(state.selection.main.head, -1).name;
  return /Code/.test(name);
}

function pasted(view: EditorView, clipboard: DataTransfer): boolean {
  const plain = plainNext;
  plainNext = false;
  const text = clipboard.getData("text/plain").replace(/\r\n?/g, "\n");
  const html = clipboard.getData("text/html");
  if (view.state.readOnly) return true;
  if (plain) {
    if (text !== "") insert(view, text);
    return true;
  }
  if (text !== "" && pasteLink(view, text)) return true;
  if (html === "" || html.length > longest || !hasStructure(html) || inCode(view.state)) return false;
  const markdown = htmlToMarkdown(html);
  if (markdown === "") return false;
  insert(view, markdown);
  return true;
}

export function paste(): Extension {
  return EditorView.domEventHandlers({
    keydown(event) {
      plainNext = (event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "v";
      return false;
    },
    paste(event, view) {
      if (!event.clipboardData || !pasted(view, event.clipboardData)) return false;
      event.preventDefault();
      return true;
    },
    drop(event) {
      // Files are opened by the window; neither their paths nor their bytes are text to insert.
      if (!event.dataTransfer?.types.includes("Files")) return false;
      event.preventDefault();
      return true;
    },
  });
}
