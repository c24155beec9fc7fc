// Turns one edition with its measures into a static site: pages, data files, styles and the font slices that they need.
// Invariants: every link is relative; every number leads to the events behind it; no script, cookie or request to anybody else;
// samples are in no number of the record; nothing that names a protected person is written, in no page and in no file.
// It knows no study: every word about the watched ministry comes from the study's data. It must not know the ledger or the archive.
import "./production.js";

export { buildSite, type SiteReport } from "./build-site.js";
export type { SiteInput } from "./site.js";
