// Script- and language-level tools. Pure: text in, values out; no study, no network, no clock.
// `offsets.ts` is the only place where UTF-16 units and code points meet; `folding.ts` the only one that makes two spellings
// of one text comparable, and it always knows the way back to the original.
export * from "./address-date.js";
export * from "./dates.js";
export * from "./folding.js";
export * from "./numbers.js";
export * from "./offsets.js";
export * from "./sentences.js";
export * from "./span.js";
export * from "./word-finder.js";
