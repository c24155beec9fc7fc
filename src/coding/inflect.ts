import { ConfigError } from "../model/index.js";

/** All forms of a listed word: `сербск+ий` with each ending of the inflection `ий`; several parts may be inflected (`нов+ый мир+ø`). */
export function inflectWord(word: string, inflections: Readonly<Record<string, readonly string[]>>, where: string): string[] {
  if (!word.includes("+")) return [word];
  const parts = word.split(" ").map((part) => {
    const [stem = "", name] = part.split("+");
    if (name === undefined) return [part];
    const endings = inflections[name];
    if (!endings)
      throw new ConfigError(`${where}: "${word}": inflection "${name}" is not defined; known are ${Object.keys(inflections).join(", ")}`);
    return endings.map((ending) => stem + ending);
  });
  return parts.reduce<string[]>(
    (heads, tails) => heads.flatMap((head) => tails.map((tail) => (head === "" ? tail : `${head} ${tail}`))),
    [""],
  );
}
