// A memo is hostile input. Nothing in it runs, and nothing is asked of any other machine.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, Flow } from "../harness/browser.mjs";
import { Home } from "../harness/home.mjs";
import { listenForAnyone } from "../harness/server.mjs";
import { Writing } from "../harness/writing.mjs";

after(closeBrowser);

/** Payloads by the numbers of the list of attacks; `port` is where a listener waits. */
const payloads = (port) => [
  "<script>__canary()</script>",
  "<img src=x onerror=__canary()> <details open ontoggle=__canary()>x</details> <style/onload=__canary()>",
  `<iframe srcdoc="<script>parent.__canary()</script>"></iframe> <base href=//127.0.0.1:${port}> <meta http-equiv=refresh content="0;url=http://127.0.0.1:${port}/m"> <link rel=stylesheet href=http://127.0.0.1:${port}/l.css> <form action=http://127.0.0.1:${port}/f><input autofocus onfocus=__canary()></form>`,
  "[a](javascript:__canary()) [b](JaVaScRiPt:__canary()) [c](&#x6a;avascript:__canary()) [d](java\tscript:__canary()) [e](\u0001javascript:__canary())",
  "[f](Data:text/html,<script>__canary()</script>) [g](vbscript:__canary())",
  "[h][r] <javascript:__canary()> [![i](x.png)](javascript:__canary()) [^n]\n\n[r]: javascript:__canary()\n[^n]: [j](javascript:__canary())",
  "[k](file:///etc/passwd) ![](\\\\127.0.0.1\\s\\x.png) [l](smb://127.0.0.1/x)",
  `![p](http://127.0.0.1:${port}/p.png?u=1) ![q](//127.0.0.1:${port}/x)`,
  `<div style="position:fixed;inset:0;background:url(http://127.0.0.1:${port}/bg)">over everything</div>`,
  `<style>input[value^=a]{background:url(http://127.0.0.1:${port}/css)} @import "http://127.0.0.1:${port}/i.css";</style>`,
  `<svg><script>__canary()</script><image href=http://127.0.0.1:${port}/svg /><set attributeName=href to=javascript:__canary()></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=__canary()></style></mglyph></table></mtext></math> <noscript><p title="</noscript><img src=x onerror=__canary()>">`,
  '```<style/onload=__canary()>\ncode\n```\n\n![" onload="__canary()](x)\n\n- [ ] <img src=x onerror=__canary()>\n\n| <img src=x onerror=__canary()> |\n| --- |\n| `<script>__canary()</script>` |',
  "<form id=app><input name=body><img name=cookie></form>\n\n# __proto__\n\n# constructor\n\n# <img src=x onerror=__canary()>",
];

const memo = (port) =>
  `---\ntitle: "<img src=x onerror=__canary()>"\nowner: "<script>__canary()</script>"\n__proto__: { polluted: yes }\n---\n\n${payloads(port).join("\n\n")}\n\nThe last words.\n`;

test("a hostile memo runs nothing and reaches nobody, in any view", { timeout: 120_000 }, async () => {
  const listener = await listenForAnyone();
  const home = new Home();
  const name = "a<img src=x onerror=__canary()>\u202Egnp.md";
  const file = home.write(name, memo(listener.port));
  const flow = await Flow.start({ home, file });
  try {
    let called = 0;
    await flow.page.exposeFunction("__canary", () => called++);
    const writing = new Writing(flow, file);
    await flow.page.locator(".cm-content").waitFor();
    await flow.page.keyboard.press("Control+End");
    await writing.shows("The last words.");
    await throughEveryView(flow);
    assert.equal(called, 0, "no script of the memo ran");
    assert.deepEqual(listener.seen(), [], "nobody was connected to");
    const elsewhere = flow.requests.filter(
      (url) => !url.startsWith(flow.server.url) && !/^(data|blob):/.test(url),
    );
    assert.deepEqual(elsewhere, [], "nothing was asked of another address");
    assert.equal(await flow.page.evaluate(() => ({}).polluted), undefined);
    assert.equal(await flow.page.evaluate(() => document.body instanceof HTMLBodyElement), true);
    assert.deepEqual(await flow.page.locator("iframe, object, embed, base, .cm-content script").count(), 0);
    assert.equal(flow.page.url(), flow.server.url, "the page is still ours");
    assert.deepEqual(flow.problems, []);
  } finally {
    await flow.close();
    await listener.close();
  }
});

async function throughEveryView({ page }) {
  await page.keyboard.press("Control+\\");
  await page.keyboard.press("Control+3");
  await page.keyboard.press("Control+1");
  // Each line once with the caret in it: what is hidden is drawn then.
  await page.keyboard.press("Control+Home");
  for (let line = 0; line < 80; line++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" More.");
  await page.keyboard.press("Control+4");
  await page.getByText("As found").first().waitFor();
  await page.keyboard.press("Control+1");
  await page.keyboard.press("F5");
  const read = page.locator(".read article");
  await read.getByText("over everything").waitFor({ state: "attached" });
  assert.match(await read.innerText(), /<script>__canary\(\)<\/script>/, "markup is read as text");
  for (let screen = 0; screen < 6; screen++) await page.keyboard.press("PageDown");
  // A reading that still runs asks once.
  await page.keyboard.press("Escape");
  await page.getByText("Esc once more leaves").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".cm-content").waitFor();
}
