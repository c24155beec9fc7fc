import { z } from "zod";

/** Traffic Light Protocol 2.0 (FIRST, August 2022), from open to closed. */
export const Marking = z.enum(["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]);
export type Marking = z.infer<typeof Marking>;

/** For whom something is read: the strictest marking that this reader may see. */
export type Audience = Marking;

/** Whether a reader of this audience may see what is so marked. */
export function mayRead(audience: Audience, marking: Marking): boolean {
  return Marking.options.indexOf(marking) <= Marking.options.indexOf(audience);
}

/** Why a record needs care beyond its marking. */
export const Protection = z.enum(["none", "person-at-risk", "accused"]);
export type Protection = z.infer<typeof Protection>;

/** The strictest of several markings; a derived value takes it. CLEAR for none. */
export function strictestMarking(markings: readonly Marking[]): Marking {
  const rank = Math.max(0, ...markings.map((marking) => Marking.options.indexOf(marking)));
  return Marking.options[rank] ?? "RED";
}

const PROTECTION_RANK: readonly Protection[] = ["none", "accused", "person-at-risk"];

/** The class that asks for most care; `none` for none. */
export function strictestProtection(classes: readonly Protection[]): Protection {
  return PROTECTION_RANK[Math.max(0, ...classes.map((item) => PROTECTION_RANK.indexOf(item)))] ?? "none";
}
