// The Markdown that the sheet understands, and front matter as a node of its own so that it is not
// read as headings and rules.
import { markdownLanguage } from "@codemirror/lang-markdown";
import { HighlightStyle, Language, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { styleTags, Tag, tags } from "@lezer/highlight";
import type { MarkdownConfig, MarkdownParser } from "@lezer/markdown";

const quiet = Tag.define();

/** `---`, lines, `---` at the very start of the text. */
const frontMatter: MarkdownConfig = {
  defineNodes: [{ name: "FrontMatter", block: true }],
  parseBlock: [
    {
      name: "FrontMatter",
      before: "HorizontalRule",
      parse(context, line) {
        if (context.lineStart !== 0 || line.text.trimEnd() !== "---") return false;
        while (context.nextLine()) {
          const text = line.text.trimEnd();
          if (text === "---" || text === "...") {
            context.nextLine();
            break;
          }
        }
        context.addElement(context.elt("FrontMatter", 0, context.prevLineEnd()));
        return true;
      },
    },
  ],
  props: [styleTags({ FrontMatter: quiet, TableDelimiter: quiet })],
};

const style = HighlightStyle.define([
  { tag: tags.heading1, class: "sheet-heading-1" },
  { tag: tags.heading2, class: "sheet-heading-2" },
  { tag: tags.heading3, class: "sheet-heading-3" },
  { tag: [tags.heading4, tags.heading5, tags.heading6], class: "sheet-heading-4" },
  { tag: tags.emphasis, class: "sheet-emphasis" },
  { tag: tags.strong, class: "sheet-strong" },
  { tag: tags.strikethrough, class: "sheet-strikethrough" },
  { tag: tags.monospace, class: "sheet-code" },
  {
    tag: [tags.processingInstruction, tags.url, tags.labelName, tags.comment, tags.escape, quiet],
    class: "sheet-mark",
  },
]);

// Made here, because `markdown()` of the package brings readers of HTML, CSS and JavaScript with it: a fifth
// of all code that the window has to take in before it can show a letter.
const base = markdownLanguage.parser as MarkdownParser;
const memo = new Language(markdownLanguage.data, base.configure(frontMatter), [], "markdown");

export function language(): Extension {
  return [memo, syntaxHighlighting(style)];
}
