import { ConfigError, type LexiconPattern } from "../model/index.js";
import type { Script } from "../text/index.js";

/** Turns the patterns of one language into regular expressions. */
export interface PatternCompiler {
  readonly script: Script;
  /** `where` names the member in messages. */
  compile(pattern: LexiconPattern, where: string): RegExp;
  compileOptional(pattern: LexiconPattern | undefined, where: string): RegExp | null;
  /** A pattern for the whole of what stands between two words. */
  compileBetween(pattern: LexiconPattern | undefined, where: string): RegExp | null;
}

/** Patterns of a spaced script match whole words, whatever their case. */
export function makePatternCompiler(lang: string, script: Script, macros: Readonly<Record<string, LexiconPattern>>): PatternCompiler {
  const compileAs = (pattern: LexiconPattern, where: string, wrap: (source: string) => string): RegExp => {
    const source = expandMacros(joinPattern(pattern), macros, `lexicon ${lang}: ${where}`);
    try {
      return new RegExp(wrap(source), script === "spaced" ? "giu" : "gu");
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new ConfigError(`lexicon ${lang}: ${where} is no regular expression: ${message}`, { cause });
    }
  };
  const asWords = (source: string): string => (script === "spaced" ? `(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])` : source);
  const compile = (pattern: LexiconPattern, where: string): RegExp => compileAs(pattern, where, asWords);
  return {
    script,
    compile,
    compileOptional: (pattern, where) => (pattern === undefined ? null : compile(pattern, where)),
    compileBetween: (pattern, where) => (pattern === undefined ? null : compileAs(pattern, where, (source) => `^(?:${source})$`)),
  };
}

function joinPattern(pattern: LexiconPattern): string {
  return typeof pattern === "string" ? pattern : pattern.map((member) => `(?:${member})`).join("|");
}

function expandMacros(source: string, macros: Readonly<Record<string, LexiconPattern>>, where: string, depth = 0): string {
  if (depth > 8) throw new ConfigError(`${where}: macros refer to each other without end`);
  return source.replace(/(?<!\\[pP])\{([a-zA-Z]+)\}/g, (_, name: string) => {
    const macro = macros[name];
    if (macro === undefined) throw new ConfigError(`${where}: macro {${name}} is not defined; known are ${Object.keys(macros).join(", ")}`);
    return `(?:${expandMacros(joinPattern(macro), macros, where, depth + 1)})`;
  });
}

/** True where `pattern` (global) occurs in `text`. */
export function occurs(pattern: RegExp | null, text: string): boolean {
  return pattern !== null && text.search(pattern) >= 0; // search leaves no state in a global pattern
}

/** The first match of `pattern` (global) in `text`, or null. */
export function firstMatch(pattern: RegExp, text: string): RegExpExecArray | null {
  pattern.lastIndex = 0;
  const match = pattern.exec(text);
  pattern.lastIndex = 0; // matchAll would go on from here
  return match;
}

/** The match of `pattern` that begins exactly at `at`, or null. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  const sticky = stickies.get(pattern) ?? new RegExp(pattern.source, `${pattern.flags}y`);
  stickies.set(pattern, sticky);
  sticky.lastIndex = at;
  return sticky.exec(text);
}

const stickies = new WeakMap<RegExp, RegExp>();
