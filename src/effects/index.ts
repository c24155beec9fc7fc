// The outside world as small interfaces: files, clock, digests, log. Passed in as the last parameter, never imported as state.
export * from "./clock.js";
export * from "./digest.js";
export * from "./files.js";
export * from "./key-file.js";
export * from "./log.js";
export * from "./program.js";
export * from "./random.js";
export * from "./swap-folder.js";
