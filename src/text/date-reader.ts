import { parsePrefixDate, type PrefixDate } from "../model/index.js";

const DAY_MS = 86_400_000;

/**
 * Completes dates that leave out what the reader knows: `27日` takes month and year, `May 9` the year.
 * What was said last counts first within a text; the day of publication is the anchor.
 */
export class DateReader {
  readonly #published: PrefixDate | null;
  #last: PrefixDate | null = null;

  constructor(published: PrefixDate | null) {
    this.#published = published;
  }

  /** Remembers a date that the text wrote out, for what follows. */
  note(date: PrefixDate | null): PrefixDate | null {
    if (date !== null) this.#last = date;
    return date;
  }

  full(year: number, month: number | null, day: number | null): PrefixDate | null {
    const parts = [
      String(year).padStart(4, "0"),
      ...[month, day].filter((part) => part !== null).map((part) => String(part).padStart(2, "0")),
    ];
    return parsePrefixDate(parts.join("-"));
  }

  /** `M月D日` or `M月` without a year: the year in which that day came last before publication (a month of advance notice allowed). */
  monthDay(month: number, day: number | null): PrefixDate | null {
    const anchor = this.#anchor();
    if (anchor === null) return null;
    const year = Number(anchor.slice(0, 4));
    const sameYear = this.full(year, month, day);
    if (anchor.length < 7 || sameYear === null) return sameYear;
    const ahead = month - Number(anchor.slice(5, 7));
    return ahead > 2 ? this.full(year - 1, month, day) : sameYear;
  }

  /** `D日` alone: the month of publication, or the month before where that day had not come yet. */
  dayOnly(day: number): PrefixDate | null {
    const anchor = this.#published ?? this.#last;
    if (anchor === null || anchor.length < 7) return null;
    const year = Number(anchor.slice(0, 4));
    const month = Number(anchor.slice(5, 7));
    const early = anchor.length === 10 && day > Number(anchor.slice(8, 10)) + 1;
    if (!early) return this.full(year, month, day);
    return month === 1 ? this.full(year - 1, 12, day) : this.full(year, month - 1, day);
  }

  /** The day `offset` days from publication; null where the day of publication is not known. */
  fromPublished(offset: number): PrefixDate | null {
    return this.#published === null ? null : shiftDays(this.#published, offset);
  }

  /** The month `offset` months from publication. */
  monthFromPublished(offset: number): PrefixDate | null {
    const anchor = this.#anchor();
    if (anchor === null || anchor.length < 7) return null;
    const months = Number(anchor.slice(0, 4)) * 12 + Number(anchor.slice(5, 7)) - 1 + offset;
    return this.full(Math.floor(months / 12), (months % 12) + 1, null);
  }

  /** The year `offset` years from publication. */
  yearFromPublished(offset: number): PrefixDate | null {
    const anchor = this.#anchor();
    return anchor === null ? null : this.full(Number(anchor.slice(0, 4)) + offset, null, null);
  }

  /** The last day `weekday` (0 = Sunday) up to publication; with `strict`, before the day of publication itself. */
  lastWeekday(weekday: number, strict: boolean): PrefixDate | null {
    const published = this.#published;
    if (published === null || published.length !== 10) return null;
    const today = new Date(`${published}T00:00:00Z`).getUTCDay();
    const back = (today - weekday + 7) % 7;
    return shiftDays(published, -(back === 0 && strict ? 7 : back));
  }

  /** The date that was written out last. */
  last(): PrefixDate | null {
    return this.#last;
  }

  #anchor(): PrefixDate | null {
    return this.#published ?? this.#last;
  }
}

/** The day `offset` days after `date`; a date that is no full day is returned as its month. */
export function shiftDays(date: PrefixDate, offset: number): PrefixDate | null {
  if (date.length !== 10) return offset === 0 ? date : null;
  return parsePrefixDate(new Date(Date.parse(`${date}T00:00:00Z`) + offset * DAY_MS).toISOString().slice(0, 10));
}
