import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The families of the design, as their packages ship them. Latin families are read first: Han families only fill what they lack. */
const FAMILIES = [
  { css: "@fontsource-variable/source-serif-4/opsz.css", han: false },
  { css: "@fontsource-variable/source-sans-3/wght.css", han: false },
  { css: "@fontsource/source-code-pro/400.css", han: false },
  { css: "@fontsource-variable/noto-serif-sc/wght.css", han: true },
  { css: "@fontsource-variable/noto-sans-sc/wght.css", han: true },
] as const;

export interface FontFiles {
  /** Rules with the ranges of the packages, addresses relative to the stylesheet. */
  readonly css: string;
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[];
}

interface Slice {
  readonly rule: string;
  readonly file: string;
  readonly ranges: readonly (readonly [number, number])[];
}

/** The font slices that hold at least one of the characters in use; nothing else is shipped. */
export async function fontsFor(characters: ReadonlySet<number>): Promise<FontFiles> {
  const latin = new Set<number>();
  const rules: string[] = [];
  const files: { name: string; content: Uint8Array }[] = [];
  for (const family of FAMILIES) {
    const path = require.resolve(family.css);
    for (const slice of slicesOf(await readFile(path, "utf8"))) {
      const held = [...characters].filter((character) => holds(slice, character) && !(family.han && latin.has(character)));
      if (held.length === 0) continue;
      if (!family.han) for (const character of held) latin.add(character);
      const name = slice.file.replace(/^.*\//, "");
      rules.push(slice.rule.replace(/src:[^;]*;/, `src: url(fonts/${name}) format("woff2");`));
      files.push({ name, content: await readFile(join(dirname(path), slice.file)) });
    }
  }
  return { css: rules.join("\n"), files };
}

function slicesOf(css: string): Slice[] {
  return [...css.matchAll(/@font-face\s*\{[^}]*\}/g)].flatMap(([rule]) => {
    const file = /url\(([^)]+\.woff2)\)/.exec(rule)?.[1];
    const ranges = /unicode-range:\s*([^;]+);/.exec(rule)?.[1];
    return file === undefined ? [] : [{ rule, file, ranges: parseRanges(ranges ?? "U+0-10FFFF") }];
  });
}

/** `U+4E00-4EFF,U+5F00` as pairs (CSS Fonts 4, unicode-range; the packages use no wildcards). */
function parseRanges(text: string): (readonly [number, number])[] {
  return text.split(",").map((part) => {
    const [from = "0", to] = part.trim().replace(/^U\+/i, "").split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to ?? from, 16)] as const;
  });
}

function holds(slice: Slice, character: number): boolean {
  return slice.ranges.some(([from, to]) => from <= character && character <= to);
}
