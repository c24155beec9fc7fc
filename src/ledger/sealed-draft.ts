import { z } from "zod";
import { digestOf } from "../effects/index.js";
import { Bug, ENTRY_PAYLOADS, type EntryDraft, type EntryKind } from "../model/index.js";
import { canonicalJson } from "./canonical-json.js";

/** A draft that has been checked, with its payload as it will stand in the chain. */
export interface SealedDraft {
  readonly kind: EntryKind;
  readonly subject: string;
  readonly actor: string;
  readonly value: unknown;
  readonly payload: string;
  readonly payloadDigest: string;
}

/** Names go into the chain as they are: no control characters (libsql cuts text at NUL), no halves of a surrogate pair. */
const Name = z.string().regex(/^[^\p{Cc}\p{Cs}]+$/u, "empty, or with characters that no name may hold");

/** Checks a draft against the schema of its kind. A draft that does not fit is a Bug of the stage that made it. */
export function sealDraft(draft: EntryDraft): SealedDraft {
  const { kind, subject, actor } = draft;
  for (const name of [subject, actor]) orBug(draft, () => Name.parse(name));
  const value = orBug(draft, () => schemaOf(kind).parse(draft.payload));
  const payload = orBug(draft, () => canonicalJson(value));
  return { kind, subject, actor, value, payload, payloadDigest: digestOf(payload) };
}

/** The schema of a kind's payload; a kind from outside the closed list is a Bug. */
function schemaOf(kind: EntryKind): z.ZodType {
  const schema: z.ZodType | undefined = ENTRY_PAYLOADS[kind];
  if (schema === undefined) throw new Error(`there is no kind "${String(kind)}"`);
  return schema;
}

function orBug<T>({ kind, subject }: EntryDraft, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw new Bug(`draft of ${kind} ${JSON.stringify(subject)} cannot be recorded: ${faultOf(error)}`, { cause: error });
  }
}

/** Where and what, of the first fault. */
export function faultOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return issue === undefined ? error.message : `${issue.path.map(String).join(".") || "(the whole)"}: ${issue.message}`;
  }
  return error instanceof Error ? error.message : String(error);
}
