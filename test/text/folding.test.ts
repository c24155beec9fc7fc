import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText } from "../../src/text/index.js";

/** What of the original stands behind the first occurrence of `words` in the folded text. */
function originalOf(original: string, words: string): string {
  const folded = foldText(original);
  const at = folded.text.indexOf(words);
  const { start, end } = folded.toOriginal(at, at + words.length);
  return original.slice(start, end);
}

describe("folding", () => {
  it("reads traditional characters as simplified ones and leads back to them", () => {
    expect(foldText("公安部副部長會見緬甸客人").text).toBe("公安部副部长会见缅甸客人");
    expect(originalOf("副部長會見緬甸客人", "会见缅甸")).toBe("會見緬甸");
  });

  it("drops inserted pronunciation and keeps it in the quote", () => {
    expect(foldText("10日在北京會(huì)見(jiàn)外長(zhǎng)").text).toBe("10日在北京会见外长");
    expect(originalOf("10日會(huì)見(jiàn)外長", "会见")).toBe("會(huì)見");
    expect(originalOf("10日會(huì)見(jiàn)外長", "会见外")).toBe("會(huì)見(jiàn)外");
  });

  it("keeps brackets that hold no pronunciation", () => {
    expect(foldText("国家警察(PNTL)、论坛(km)").text).toBe("国家警察(PNTL)、论坛(km)");
  });

  it("reads full-width digits, punctuation and quotation marks as plain ones", () => {
    expect(foldText("８月１４日，“猎狐”：").text).toBe('8月14日,"猎狐":');
    expect(originalOf("于８月１４日", "8月14日")).toBe("８月１４日");
  });

  it("never cuts a character in two and never invents text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const folded = foldText(text);
        for (let at = 0; at < folded.text.length; at += 1) {
          const { start, end } = folded.toOriginal(at, at + 1);
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        const whole = folded.toOriginal(0, folded.text.length);
        expect(whole.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
