import { parsePrefixDate, type PrefixDate } from "../model/index.js";

/** `/2010/09/08/`, `/2010-09/08/`, `/20100908/`, `t20100908_1.html`. */
const DAY = /(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?([0-2]\d|3[01])(?!\d)/;
const MONTH = /(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])(?=\/)/;

/** The day or month that an address carries, as many sites' do; null where it carries none. */
export function dateInAddress(url: string): PrefixDate | null {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, "");
  for (const pattern of [DAY, MONTH]) {
    const match = pattern.exec(path);
    const date = match ? parsePrefixDate(match.slice(1).join("-")) : null;
    if (date !== null) return date;
  }
  return null;
}
