// Script- and language-level tools. Pure: text in, values out; no study, no network, no clock.
// `offsets.ts` is the only place where UTF-16 units and code points meet.
export * from "./offsets.js";
export * from "./span.js";
