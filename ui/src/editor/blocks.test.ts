import { describe, it } from "vitest";
import { breakLine, enter, indentItem, outdentItem, turnInto } from "./blocks";
import { check } from "./written";

describe("headings, lists and quotes", () => {
  it("are turned on, into one another, and off", () => {
    check(turnInto(1), "Ti‸tle", "# Ti‸tle");
    check(turnInto(2), "# Ti‸tle", "## Ti‸tle");
    check(turnInto(2), "## Ti‸tle", "Ti‸tle");
    check(turnInto("bullet"), "# Ti‸tle", "- Ti‸tle");
    check(turnInto("paragraph"), "> Ti‸tle", "Ti‸tle");
    check(turnInto("quote"), "a‸", "> a‸");
  });
  it("number the lines, and leave the blank ones", () => {
    check(turnInto("number"), "«a\n\nb\nc»", "1. «a\n\n2. b\n3. c»");
    check(turnInto("number"), "«1. a\n2. b»", "«a\nb»");
  });
  it("take a paragraph of several lines as one", () => {
    check(turnInto("bullet"), "on‸e\ntwo\n\nthree", "- on‸e\n  two\n\nthree");
  });
  it("never touch front matter", () => {
    check(turnInto("bullet"), "---\nowner: x\n---\na‸", "---\nowner: x\n---\n- a‸");
  });
});

describe("Enter", () => {
  it("ends a paragraph and begins the next", () => {
    check(enter, "one‸ two", "one\n\n‸two");
    check(enter, "one‸", "one\n\n‸");
    check(enter, "one\n‸", "one\n\n‸");
    check(enter, "# Head‸", "# Head\n\n‸");
  });
  it("goes on with lists and quotes, and ends them at an empty item", () => {
    check(enter, "- one‸", "- one\n- ‸");
    check(enter, "9. one‸", "9. one\n10. ‸");
    check(enter, "> one‸", "> one\n> ‸");
    check(enter, "- one\n- ‸", "- one\n\n‸");
  });
  it("splits a style into two whole ones", () => {
    check(enter, "a **bo‸ld** c", "a **bo**\n\n**‸ld** c");
    check(enter, "**a *b‸c* d**", "**a *b***\n\n***‸c* d**");
    check(enter, "**bold‸** c", "**bold**\n\n‸c");
    check(enter, "a **‸bold** c", "a \n\n‸**bold** c");
    check(enter, "**a *b‸***", "**a *b***\n\n‸");
  });
  it("leaves a link's address, and keeps a link whole that is split", () => {
    check(enter, "see [the plan](https://ex.org‸) now", "see [the plan](https://ex.org)‸ now");
    check(enter, "[the plan](‸)", "[the plan]()‸");
    check(enter, "[the plan‸](https://ex.org)", "[the plan](https://ex.org)\n\n‸");
    check(enter, "[the‸ plan](https://ex.org)", "[the](https://ex.org)\n\n[‸plan](https://ex.org)");
    check(enter, "`[a](b‸)`", "`[a](b\n\n‸)`");
  });
  it("is a plain new line in code", () => {
    check(enter, "```\na‸\n```", "```\na\n‸\n```");
  });
  it("with Shift breaks the line inside the paragraph", () => {
    check(breakLine, "one‸two", "one\\\n‸two");
  });
});

describe("Tab in a list", () => {
  it("takes the item into the one above, and Shift brings it out", () => {
    check(indentItem, "- one\n- tw‸o", "- one\n  - tw‸o");
    check(indentItem, "1. one\n2. tw‸o", "1. one\n   1. tw‸o");
    check(indentItem, "- one\n  - two\n- thr‸ee", "- one\n  - two\n  - thr‸ee");
    check(outdentItem, "- one\n  - tw‸o", "- one\n- tw‸o");
  });
  it("numbers anew what moves and what counted on from it", () => {
    check(indentItem, "1. a\n2. b‸\n3. c", "1. a\n   1. b‸\n2. c");
    check(indentItem, "1. a\n   1. b\n2. c‸\n3. d", "1. a\n   1. b\n   2. c‸\n2. d");
    check(outdentItem, "1. a\n   1. b‸\n   2. c\n2. d", "1. a\n2. b‸\n   1. c\n3. d");
    check(indentItem, "1. a\n1. b‸\n1. c", "1. a\n   1. b‸\n1. c");
  });
  it("stays where there is nothing to go into or out of, and is not a list's elsewhere", () => {
    check(indentItem, "- on‸e", "- on‸e");
    check(indentItem, "- one\n  - tw‸o", "- one\n  - tw‸o");
    check(outdentItem, "- on‸e", "- on‸e");
    check(indentItem, "wo‸rds", null);
  });
});
