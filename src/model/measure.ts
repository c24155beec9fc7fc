import { z } from "zod";
import type { EventId } from "./ids.js";
import { Slug } from "./ids.js";
import { Footing } from "./evidence.js";
import { Status } from "./finding.js";

/** Which events a measure counts. An absent member does not filter. */
export const EventFilter = z.strictObject({
  category: z.array(Slug).optional(),
  region: z.array(Slug).optional(),
  topic: z.array(Slug).optional(),
  status: z.array(Status).optional(),
  documentKind: z.array(z.string()).optional(),
  restsOn: z.array(Footing).optional(),
  involvement: z.array(z.enum(["stated", "unclear", "none"])).optional(),
  review: z.array(z.enum(["machine", "reviewed", "baseline"])).optional(),
  neighboursOnly: z.boolean().optional(),
  fromYear: z.int().optional(),
  toYear: z.int().optional(),
  /** `record` (default) leaves sample events out; `sample` counts only them. */
  population: z.enum(["record", "sample"]).optional(),
});
export type EventFilter = z.infer<typeof EventFilter>;

/** A named, documented number: data of the study, one YAML entry each. */
export const MeasureSpec = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  definition: z.string().min(1),
  unit: z.string().min(1),
  aggregate: z.enum(["count", "distinct-countries", "share", "by-region", "by-year", "by-topic", "by-country", "by-category"]),
  filter: EventFilter.default({}),
  /** For `share`: the filter of the whole; the part is `filter` within it. */
  of: EventFilter.optional(),
  /** Published statistics (P001) and known inconsistencies (I03) of the baseline that touch this number. */
  references: z.array(z.string()).default([]),
  inconsistencies: z.array(z.string()).default([]),
  /** Claims (C001) that can be compared with this number under the same definition. */
  claims: z.array(z.string()).default([]),
});
export type MeasureSpec = z.infer<typeof MeasureSpec>;

/** One bar of a breakdown. `share` is in 0..1 of `n`. */
export interface MeasureRow {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly share: number | null;
  readonly events: readonly EventId[];
}

/** A computed number with all that is needed to follow and to doubt it. */
export interface MeasureValue {
  readonly id: string;
  readonly spec: MeasureSpec;
  /** Null where it cannot be computed (a share of nothing). Shares are in 0..1. */
  readonly value: number | null;
  readonly unit: string;
  /** How many events it was computed from. */
  readonly n: number;
  readonly events: readonly EventId[];
  readonly rows: readonly MeasureRow[];
  /** Of `events`, how many rest on an archived quote and how many on a citation only. */
  readonly footing: { readonly archived: number; readonly citation: number };
  readonly excluded: readonly { readonly reason: string; readonly events: readonly EventId[] }[];
  readonly warnings: readonly string[];
}
