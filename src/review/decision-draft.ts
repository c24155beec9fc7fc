import type { EvidenceDraft } from "./find-evidence.js";

interface DraftCommon {
  /** Id of an event, its outside number, or id of a finding. */
  readonly target: string;
  /** Name of the person who decides. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly note?: string;
  /** The newest decision on the event that the person had before them; absent where they look at the newest state. */
  readonly seen?: string | null;
}

/** A person's decision before it is checked. */
export type DecisionDraft =
  /** `into`: the event that a finding joins, or `new`. Without it a finding joins the one event that it is linked to, or becomes a new one. */
  | (DraftCommon & { readonly kind: "accept"; readonly into?: string })
  | (DraftCommon & { readonly kind: "reject"; readonly reason: string })
  /** `set`: changes as `parseFieldEdit` reads them; the evidence proves all of them. */
  | (DraftCommon & { readonly kind: "edit"; readonly set: readonly string[]; readonly evidence: EvidenceDraft | null })
  /** The event stands under `into` from then on. */
  | (DraftCommon & { readonly kind: "merge"; readonly into: string })
  /** These findings of the event become an act of their own, with a new id. */
  | (DraftCommon & { readonly kind: "split"; readonly findings: readonly string[] })
  /** For whom the event is, and whom it protects; what is not given stays as it is. */
  | (DraftCommon & { readonly kind: "mark"; readonly marking: string | null; readonly protection: string | null })
  | (DraftCommon & { readonly kind: "withdraw"; readonly reason: string });

/** The draft of one kind of decision. */
export type DraftOf<K extends DecisionDraft["kind"]> = Extract<DecisionDraft, { readonly kind: K }>;
