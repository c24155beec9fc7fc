// HTTP on loopback: the built site, as files, with headers that let nothing foreign in. Knows nothing of ledger or archive.
export * from "./serve-site.js";
