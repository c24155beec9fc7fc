import { relative } from "node:path";
import { ConfigError } from "../model/index.js";
import { nearestOf } from "./nearest.js";

/** A point in a file that an editor can go to. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
}

/** A value read from a file, with the way back to the line of each of its members. */
export interface Located<T> {
  readonly value: T;
  /** Line of the member at `path`, or of the value itself. */
  readonly at: (...path: readonly (string | number)[]) => Place;
}

/** One sentence: place, what was seen, what to do. */
export function complaint(place: Place, what: string, todo: string, cause?: unknown): ConfigError {
  const line = place.line === null ? "" : `:${place.line}`;
  return new ConfigError(`${shownPath(place.file)}${line}: ${what}; ${todo}`, cause === undefined ? {} : { cause });
}

/** `category "meetng" is not defined; nearest is "meeting": correct it or add it to codebook/categories.yml`. */
export function unknownWord(place: Place, kind: string, seen: string, known: Iterable<string>, definedIn: string): ConfigError {
  const near = nearestOf(seen, known);
  const todo = `correct it, or define it in ${definedIn}`;
  return complaint(place, `${kind} "${seen}" is not defined`, near === null ? todo : `nearest is "${near}": ${todo}`);
}

/** The path as the person who works in this folder would write it. */
export function shownPath(path: string): string {
  const below = relative(process.cwd(), path);
  return below === "" || below.startsWith("..") ? path : below;
}
