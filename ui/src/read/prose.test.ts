import { describe, expect, it } from "vitest";
import { prose, type Block, type Inline } from "./prose";

/** Writes blocks down shortly: `h1(..)`, `p(..)`, `*em*`, `**strong**`, `<link>`. */
function words(inside: Inline[]): string {
  return inside
    .map((piece) => {
      switch (piece.kind) {
        case "text":
          return piece.text;
        case "emphasis":
          return `*${words(piece.inside)}*`;
        case "strong":
          return `**${words(piece.inside)}**`;
        case "struck":
          return `~${words(piece.inside)}~`;
        case "link":
          return `<${words(piece.inside)}>`;
        case "code":
          return `\`${piece.text}\``;
        case "break":
          return "/";
      }
    })
    .join("");
}

function short(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `h${block.level}(${words(block.inside)})`;
    case "paragraph":
      return `p(${words(block.inside)})`;
    case "quotation":
      return `quote(${block.blocks.map(short).join(" ")})`;
    case "list": {
      const items = block.items.map((item) => {
        const task = item.done === null ? "" : item.done ? "x:" : "o:";
        return task + item.blocks.map(short).join(" ");
      });
      return `${block.ordered ? `ol${block.start}` : "ul"}(${items.join(" | ")})`;
    }
    case "code":
      return `code(${block.text})`;
    case "table":
      return `table(${[block.head, ...block.rows].map((row) => row.map(words).join(",")).join(" | ")})`;
    case "rule":
      return "rule";
  }
}

function check(text: string, expected: string) {
  expect(prose(text).map(short).join(" ")).toBe(expected);
}

describe("prose", () => {
  it("reads headings, paragraphs and emphasis", () => {
    check(
      "# One *two*\n\nThree **four\nfive** `six`  \nseven",
      "h1(One *two*) p(Three **four five** `six`/seven)",
    );
    check("Head\n====\n\n~~gone~~ \\* &amp; &#8212;", "h1(Head) p(~gone~ * & —)");
  });

  it("leaves out front matter and comments", () => {
    check("---\ntitle: A\n---\n\nText<!-- a --> on\n\n<!-- hidden -->\n", "p(Text on)");
    check("<!-- sixpager: part=problem -->\nText\n\n<!-- sixpager: answers\nx\n-->\n", "p(Text)");
    check("---\nNo end of it", "rule p(No end of it)");
  });

  it("keeps the words of a link and drops its target", () => {
    check(
      "[a **b**](javascript:x) <https://e.org> https://f.org ![p](x.png)",
      "p(<a **b**> <https://e.org> <https://f.org> [picture: p])",
    );
    check(
      "at [https://e.org](https://f.org) or [**https://e.org**](x)",
      "p(at <https://e.org> or <**<https://e.org>**>)",
    );
    check("[a][1] [b][] [c]\n\n[1]: javascript:x\n[B]: y\n[c]: z", "p(<a> <b> <c>)");
  });

  it("leaves brackets that name nothing as they are", () => {
    check("Put [how *many*?] here, [a][b] and [c].", "p(Put [how *many*?] here, [a][b] and [c].)");
  });

  it("shows raw HTML as its characters", () => {
    check("<script>x()</script>\n", "p(<script>x()</script>)");
    check("a <img src=x onerror=y> b", "p(a <img src=x onerror=y> b)");
  });

  it("reads lists, tasks, quotations, code and tables", () => {
    check("- a\n- b\n  - c\n\n3. d", "ul(p(a) | p(b) ul(p(c))) ol3(p(d))");
    check("- [x] a\n- [ ] b", "ul(x:p(a) | o:p(b))");
    check("> a\n> b\n\n```js\nlet x\n```\n\n---", "quote(p(a b)) code(let x) rule");
    check("| a | b |\n| - | - |\n| c | *d* |", "table(a,b | c,*d*)");
  });

  it("survives nesting that nobody reads", () => {
    expect(() => prose(`${"> ".repeat(5000)}deep`)).not.toThrow();
    expect(() => prose(`${"*a ".repeat(3000)}`)).not.toThrow();
  });
});
