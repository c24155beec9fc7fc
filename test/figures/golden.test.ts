import { describe, expect, it } from "vitest";
import { parseXml } from "./parse-xml.js";
import { DRAWINGS } from "./drawings.js";

describe("each kind of drawing", () => {
  it.each(Object.entries(DRAWINGS))("%s is drawn as kept in test/cases/figures", async (name, draw) => {
    await expect(`${draw()}\n`).toMatchFileSnapshot(`../cases/figures/${name}.svg`);
  });

  it.each(Object.entries(DRAWINGS))("%s is well-formed, has words, and every id in it is its own", (_, draw) => {
    const { elements } = parseXml(draw());
    const ids = elements.flatMap((element) => element.attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const named = elements[0]?.attributes;
    expect(named?.has("aria-label") === true || named?.has("aria-labelledby") === true).toBe(true);
    const used = [...draw().matchAll(/url\(#([^)]+)\)/g)].map((match) => match[1] ?? "");
    expect(used.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each(Object.entries(DRAWINGS))("%s uses no style, no script and no colour without a token", (_, draw) => {
    const svg = draw();
    expect(svg).not.toMatch(/style=|<style|<script|on\w+=/);
    expect(svg.match(/(?:fill|stroke)="#[^"]*"/g)).toBeNull();
  });
});
