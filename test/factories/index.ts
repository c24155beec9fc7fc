// Small, valid nouns for tests. Ids follow from content, so that the same call gives the same thing and nothing depends on
// the order of tests; two things that must differ differ in what they say, or in the id that the test gives them.
export * from "./decisions.js";
export * from "./editions.js";
export * from "./findings.js";
export * from "./studies.js";
export * from "./texts.js";
