const DIGITS: ReadonlyMap<string, number> = new Map([..."〇零一二三四五六七八九"].map((sign, index) => [sign, Math.max(0, index - 1)]));
const UNITS: ReadonlyMap<string, number> = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1000],
]);
const WORDS: ReadonlyMap<string, number> = new Map(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen " +
    "twenty"
  )
    .split(" ")
    .map((word, index) => [word, index]),
);
const TENS: ReadonlyMap<string, number> = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((word, index) => [word, 20 + index * 10]),
);

/** A number as people write it: `1,200`, `1.2万`, `二十一`, `二〇一九`, `两千三百`, `forty-two`; null where it is none. */
export function parseNumber(written: string): number | null {
  const text = written.trim().toLowerCase().replace(/,/g, "");
  const scaled = /^([\d.]+)(万|亿)$/.exec(text);
  if (scaled) return Math.round(Number(scaled[1]) * (scaled[2] === "万" ? 1e4 : 1e8));
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (/^[〇零一二三四五六七八九十百千万两]+$/.test(text)) return parseChinese(text.replace(/两/g, "二"));
  return parseEnglish(text);
}

function parseChinese(text: string): number | null {
  const [high, low] = splitOnce(text, "万");
  if (low !== null) return (parseChinese(high) ?? 1) * 1e4 + (low === "" ? 0 : (parseChinese(low) ?? 0));
  if (!/[十百千]/.test(text)) return text === "" ? null : Number([...text].map((sign) => DIGITS.get(sign)).join(""));
  let total = 0;
  let digit: number | null = null;
  for (const sign of text) {
    const unit = UNITS.get(sign);
    if (unit === undefined) digit = DIGITS.get(sign) ?? null;
    else {
      total += (digit ?? 1) * unit;
      digit = null;
    }
  }
  return total + (digit ?? 0);
}

function parseEnglish(text: string): number | null {
  const whole = WORDS.get(text) ?? TENS.get(text);
  if (whole !== undefined) return whole;
  const [tens, ones] = splitOnce(text, "-");
  const high = TENS.get(tens);
  const low = ones === null ? undefined : WORDS.get(ones);
  return high !== undefined && low !== undefined && low < 10 ? high + low : null;
}

function splitOnce(text: string, mark: string): [string, string | null] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + mark.length)];
}
