import { describe, it } from "vitest";
import { link, toggleBold, toggleItalic } from "./inline";
import { check } from "./written";

describe("bold", () => {
  it("goes around the selection, without the spaces at its ends, and off again", () => {
    check(toggleBold, "make «this» bold", "make **«this»** bold");
    check(toggleBold, "make **«this»** bold", "make «this» bold");
    check(toggleBold, "make «**this**» bold", "make «this» bold");
    check(toggleBold, "make « this »bold", "make « **this** »bold");
  });
  it("is taken off a part of what is bold", () => {
    check(toggleBold, "**a «b» c**", "**a** «b» **c**");
    check(toggleBold, "**«a» b**", "«a» **b**");
    check(toggleBold, "**a «b»**", "**a** «b»");
  });
  it("takes in what is bold already", () => {
    check(toggleBold, "«a **b** c»", "**«a b c»**");
    check(toggleBold, "a «x **b» c** d", "a **«x b» c** d");
  });
  it("goes line by line, after the marks of blocks", () => {
    check(toggleBold, "«- one\n- two\n\n# three»", "«- **one**\n- **two**\n\n# **three»**");
  });
  it("without a selection takes the word, or what is typed next", () => {
    check(toggleBold, "wo‸rd", "**wo‸rd**");
    check(toggleBold, "**wo‸rd**", "wo‸rd");
    check(toggleBold, "a ‸", "a **‸**");
    check(toggleBold, "a **‸**", "a ‸");
    check(toggleBold, "‸word", "**‸**word");
  });
  it("ends where it is switched off while writing, and what was written stays bold", () => {
    check(toggleBold, "a **word‸**", "a **word**‸");
    check(toggleBold, "a **word‸** b", "a **word**‸ b");
    check(toggleBold, "a **word ‸**", "a **word** ‸");
    check(toggleBold, "a **word**‸", "a **word‸**");
    check(toggleBold, "***both‸***", "***both**‸*");
    check(toggleItalic, "***both**‸*", "***both***‸");
    check(toggleBold, "***both***‸", "***both***‸");
    check(toggleBold, "**‸word**", "‸**word**");
  });
});

describe("italic", () => {
  it("stands beside bold without disturbing it", () => {
    check(toggleItalic, "**«both»**", "***«both»***");
    check(toggleItalic, "***«both»***", "**«both»**");
    check(toggleItalic, "_«old»_ x", "«old» x");
    check(toggleItalic, "a «b **c** d» e", "a *«b **c** d»* e");
  });
  it("ends where it is switched off while writing", () => {
    check(toggleItalic, "a *word‸*", "a *word*‸");
    check(toggleItalic, "a *word ‸*", "a *word* ‸");
    check(toggleItalic, "**a *word‸***", "**a *word*‸**");
  });
});

describe("a link", () => {
  it("is made of the words, with its address to be typed", () => {
    check(link, "see «here» ok", "see [here](«https://») ok");
    check(link, "see he‸re ok", "see [here](«https://») ok");
    check(link, "‸", "[](«https://»)");
  });
  it("is made of an address, with its words to be typed", () => {
    check(link, "«https://a.b/c»", "[‸](https://a.b/c)");
  });
  it("that exists shows its address", () => {
    check(link, "[he‸re](https://a.b)", "[here](«https://a.b»)");
  });
});
