// Clipboard contents as the programs write them, in their shape and with their noise.
import { describe, expect, it } from "vitest";
import { htmlToMarkdown } from "./paste";

function check(html: string, markdown: string): void {
  expect(htmlToMarkdown(html)).toBe(markdown);
}

it("a listing is code, with and without a word for it inside", () => {
  check("<p>x</p><pre>code\n  y</pre>", "x\n\n```\ncode\n  y\n```");
  check("<pre><code>a = 1\nb</code></pre>", "```\na = 1\nb\n```");
});

describe("from Word", () => {
  const frame = (
    body: string,
  ) => `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} @page WordSection1 {size:612.0pt 792.0pt;} --></style></head>
<body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

  it("paragraphs, headings and styles", () => {
    check(
      frame(
        `<p class=MsoTitle>The plan<o:p></o:p></p><h1>Problem<o:p></o:p></h1><p class=MsoNormal>Directors <b>wait</b>
for <i><span lang=EN-GB>nine</span></i> days.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Then <span style='mso-spacerun:yes'>  </span>more.<o:p></o:p></p>`,
      ),
      "# The plan\n\n# Problem\n\nDirectors **wait** for *nine* days.\n\nThen more.",
    );
  });

  it("lists that are paragraphs with drawn bullets", () => {
    const item = (level: number, mark: string, text: string) =>
      `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>${text}<o:p></o:p></p>`;
    check(
      frame(
        item(1, "·", "One") + item(2, "o", "Inside") + item(1, "·", "Two") + "<p class=MsoNormal>After.</p>",
      ),
      "- One\n  - Inside\n- Two\n\nAfter.",
    );
    check(frame(item(1, "1.", "First") + item(1, "2.", "Second")), "1. First\n2. Second");
  });

  it("lists whose own words a web view has taken out", () => {
    const item = (margin: string, mark: string, text: string) =>
      `<p class="MsoListParagraphCxSpMiddle" style="margin-left: ${margin}; text-indent: -0.25in;"><span style="font-family: Symbol;"><span>${mark}<span style="font: 7pt &quot;Times New Roman&quot;;">&nbsp;&nbsp;&nbsp; </span></span></span>${text}</p>`;
    check(
      `<p class="MsoNormal">Before.</p>${item("0.5in", "·", "One")}${item("1in", "o", "Inside")}${item("48px", "·", "Two")}<p class="MsoListParagraph">A. Smith said so.</p>`,
      "Before.\n\n- One\n  - Inside\n- Two\n\nA. Smith said so.",
    );
    check(item("36pt", "1.", "First") + item("36pt", "2.", "Second"), "1. First\n2. Second");
  });

  it("tables", () => {
    check(
      frame(
        `<table class=MsoTableGrid border=1><tr><td width=200 valign=top><p class=MsoNormal><b>Measure</b><o:p></o:p></p></td><td><p class=MsoNormal>Before<o:p></o:p></p></td></tr><tr><td><p class=MsoNormal>Days</p></td><td><p class=MsoNormal>9</p><p class=MsoNormal>or ten</p></td></tr></table>`,
      ),
      "| **Measure** | Before |\n| --- | --- |\n| Days | 9 or ten |",
    );
  });
});

describe("from Google Docs", () => {
  const frame = (body: string) =>
    `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f2e">${body}</b><br class="Apple-interchange-newline">`;
  const run = (text: string, style = "font-weight:400;font-style:normal;text-decoration:none;") =>
    `<span style="font-size:11pt;font-family:Arial,sans-serif;color:#000000;${style}vertical-align:baseline;white-space:pre-wrap;">${text}</span>`;

  it("paragraphs, headings and styles that are spans", () => {
    check(
      frame(
        `<h2 dir="ltr" style="line-height:1.38;">${run("Problem", "font-weight:400;")}</h2><p dir="ltr" style="margin-top:0pt;">${run("Directors ")}${run("wait", "font-weight:700;")}${run(" for ")}${run("nine", "font-style:italic;")}${run(" days, ")}${run("not ten", "text-decoration:line-through;")}${run(".")}</p><br /><p dir="ltr">${run("More.")}</p>`,
      ),
      "## Problem\n\nDirectors **wait** for *nine* days, ~~not ten~~.\n\nMore.",
    );
  });

  it("lists inside lists", () => {
    const item = (text: string) =>
      `<li dir="ltr" aria-level="1" style="list-style-type:disc;"><p dir="ltr" role="presentation">${run(text)}</p></li>`;
    check(
      frame(`<ul style="margin-top:0;">${item("One")}<ul>${item("Inside")}</ul>${item("Two")}</ul>`),
      "- One\n  - Inside\n- Two",
    );
  });

  it("links without the redirect", () => {
    check(
      frame(
        `<p>${run("See ")}<a href="https://www.google.com/url?q=https://example.org/a%3Fb&amp;sa=D">${run("the report")}</a></p>`,
      ),
      "See [the report](https://example.org/a?b)",
    );
  });
});

describe("from spreadsheets", () => {
  it("cells become a table with its first row as heading", () => {
    check(
      `<google-sheets-html-origin><style type="text/css">td {border:1px solid #ccc}</style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" dir="ltr"><colgroup><col width="100"/><col width="100"/></colgroup><tbody><tr style="height:21px;"><td data-sheets-value="{}">Region</td><td>Share | %</td></tr><tr><td>North</td><td style="text-align:right;">61</td></tr><tr><td></td><td>20</td></tr></tbody></table>`,
      "| Region | Share \\| % |\n| --- | --- |\n| North | 61  |\n|     | 20  |",
    );
  });
  it("a single cell is its words", () => {
    check(`<table><tbody><tr><td>61 %</td></tr></tbody></table>`, "61 %");
  });
});

describe("from web pages", () => {
  it("structure comes through, machinery does not", () => {
    check(
      `<div><nav hidden>Menu</nav><h3>Why</h3><p>Because <code>x</code>.<script>__canary()</script></p><blockquote><p>Said so.</p></blockquote><pre><code>a\nb</code></pre><hr><ol start="3"><li>three</li><li>four</li></ol><form><input value="x"><button>Go</button></form></div>`,
      "### Why\n\nBecause `x`.\n\n> Said so.\n\n```\na\nb\n```\n\n---\n\n3. three\n4. four",
    );
  });

  it("images become their name, never an address", () => {
    const markdown = htmlToMarkdown(
      `<p>Before <img src="http://127.0.0.1:9/p.png" onerror="__canary()" alt="The [plan]"> after<img src="data:image/png;base64,AAAA"></p><svg><image href="http://127.0.0.1:9/x"/></svg>`,
    );
    expect(markdown).toBe("Before \\[image: The plan\\] after");
  });

  it("only addresses that may be opened stay", () => {
    for (const href of [
      "javascript:__canary()",
      " JaVaScRiPt:x",
      "java\tscript:x",
      "data:text/html,x",
      "file:///etc/passwd",
      "vbscript:x",
      "//host/x",
      "#top",
    ])
      check(`<p><a href="${href}">words</a></p>`, "words");
    check(`<a href="mailto:a@b.c">Ann</a>`, "[Ann](mailto:a@b.c)");
    check(`<a href="https://a.b/(x)">A</a>`, "[A](https://a.b/\\(x\\))");
  });

  it("words that look like marks stay words", () => {
    check("<p>2 * 3 * 4 and _x_ and # no</p>", "2 \\* 3 \\* 4 and \\_x\\_ and # no");
    check("<p># not a heading</p>", "\\# not a heading");
    check("<p>&lt;script&gt;__canary()&lt;/script&gt;</p>", "\\<script>\\_\\_canary()\\</script>");
  });

  it("nothing is nothing", () => {
    check("", "");
    check("<p>&nbsp;</p><style>p{}</style>", "");
  });
});
