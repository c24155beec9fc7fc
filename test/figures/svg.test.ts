import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { Bug } from "../../src/model/index.js";
import { element, escapeXml, figureSvg, fixed, linked, textElement } from "../../src/figures/svg.js";

const frame = { idPrefix: "f", width: 100, height: 50, title: "Finding", desc: "Details" };

describe("fixed", () => {
  it("writes the shortest text with at most two digits", () => {
    expect([1, 1.5, 1.005, -0.001, 12.3456, 100].map((value) => fixed(value))).toEqual(["1", "1.5", "1", "0", "12.35", "100"]);
  });

  it("refuses a coordinate that is no number", () => {
    expect(() => fixed(Number.NaN)).toThrow(Bug);
  });
});

describe("escapeXml", () => {
  it("leaves no character that could end text or an attribute", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/[<>"']/.test(escapeXml(text))));
  });

  it("replaces what XML 1.0 forbids, and keeps astral characters", () => {
    expect(escapeXml("a\u0000b\uD800c𠮷")).toBe("a\uFFFDb\uFFFDc𠮷");
  });
});

describe("linked", () => {
  it("escapes words and address", () => {
    const link = linked({ href: 'x?a=1&b="', title: "<script>alert('公安部')</script>" }, element("path", { d: "M0 0" }));
    expect(link).toBe(
      '<a href="x?a=1&#38;b=&#34;"><title>&#60;script&#62;alert(&#39;公安部&#39;)&#60;/script&#62;</title><path d="M0 0"/></a>',
    );
  });

  it.each(["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd"])("refuses %s", (href) => {
    expect(() => linked({ href, title: "x" })).toThrow(/only http, https and relative/);
  });

  it("is a group where there is no address", () => {
    expect(linked({ title: "x" })).toBe("<g><title>x</title></g>");
  });
});

describe("figureSvg", () => {
  it("is a picture without links, and a group with them, because a picture's children are hidden from screen readers", () => {
    expect(figureSvg(frame, "", element("path", {}))).toContain('role="img"');
    expect(figureSvg(frame, "", linked({ href: "x", title: "x" }))).toContain('role="group"');
  });

  it("says the finding and its details, and points to them by id", () => {
    const svg = figureSvg({ ...frame, title: "5 < 6" }, "", "");
    expect(svg).toContain('aria-labelledby="f-title f-desc"');
    expect(svg).toContain('<title id="f-title">5 &#60; 6</title><desc id="f-desc">Details</desc>');
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
  });

  it("uses no style attribute, so that it holds under a strict content security policy", () => {
    expect(figureSvg(frame, "", textElement("x", 0, 0, { halo: true }))).not.toContain("style=");
  });

  it.each(["", "1a", "a b", 'a"'])("refuses %j as the beginning of ids", (idPrefix) => {
    expect(() => figureSvg({ ...frame, idPrefix }, "", "")).toThrow(Bug);
  });
});

describe("textElement", () => {
  it("refuses text under 12 px", () => {
    expect(() => textElement("x", 0, 0, { size: 11 })).toThrow(/12 is the smallest/);
  });
});
