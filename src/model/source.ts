import { z } from "zod";
import { CountryCode, LanguageTag, SourceId, WorkId } from "./ids.js";
import { PrefixDate } from "./prefix-date.js";

/** Who stands behind a publication. `sample` marks pages invented for demonstration: never counted as a record. */
export const PublisherKind = z.enum([
  "prc-government",
  "prc-embassy",
  "prc-state-media",
  "prc-police-college",
  "prc-party",
  "foreign-government",
  "multilateral",
  "ngo",
  "think-tank",
  "press",
  "academic",
  "company",
  "court",
  "reference",
  "database",
  "other",
  "sample",
]);
export type PublisherKind = z.infer<typeof PublisherKind>;

/** A place that publishes. Data of the study; one YAML entry each. */
export const Source = z.strictObject({
  id: SourceId,
  name: z.string().min(1),
  nameNative: z.string().nullable().default(null),
  publisherKind: PublisherKind,
  country: CountryCode.nullable().default(null),
  languages: z.array(LanguageTag).default([]),
  /** Host names without `www.`; a page belongs to the source whose host is the longest suffix of its own. */
  hosts: z.array(z.string()).default([]),
  note: z.string().default(""),
});
export type Source = z.infer<typeof Source>;

/** A cited publication. Titles are citation metadata; `protectedPerson` keeps them out of indexes, slugs and previews. */
export const Work = z.strictObject({
  id: WorkId,
  author: z.string(),
  publisher: z.string(),
  publisherKind: PublisherKind,
  titleOriginal: z.string(),
  titleEnglish: z.string(),
  lang: z.string(),
  published: PrefixDate.nullable(),
  url: z.string(),
  archivedUrl: z.string(),
  accessed: z.string(),
  country: z.string(),
  protectedPerson: z.boolean(),
  note: z.string(),
});
export type Work = z.infer<typeof Work>;

/** The registered source that an address belongs to: the one whose host is the longest suffix of the address's host. */
export function sourceOfUrl(url: string, sources: readonly Source[]): Source | null {
  const host = hostOf(url);
  if (host === null) return null;
  const matches = sources.flatMap((source) =>
    source.hosts.filter((known) => host === known || host.endsWith(`.${known}`)).map((known) => ({ source, known })),
  );
  return matches.sort((a, b) => b.known.length - a.known.length)[0]?.source ?? null;
}

function hostOf(url: string): string | null {
  try {
    return new URL(url).hostname.replace(/^www\./, "") || null;
  } catch {
    return null; // urn: and relative addresses belong to no source
  }
}
