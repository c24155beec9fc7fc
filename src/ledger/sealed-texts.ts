import { z } from "zod";
import type { Database, Reader, Writer } from "../db/index.js";
import type { Clock, Random } from "../effects/index.js";
import { CaseCode, ItemError, SealedId, type SealedText } from "../model/index.js";
import { appendSealed, normalizeInstant, readHead } from "./append.js";
import { parseEntry } from "./chain-entry.js";
import { readErasureList } from "./erasure-list.js";
import { sealDraft } from "./sealed-draft.js";
import { commitmentOf, lockText, makeSecret, openBox, type SealedBox } from "./sealed-box.js";
import { readSealedKeys, writeSealedKeys, type SealedKeys } from "./sealed-keys.js";

/** A text to be sealed, with the reasons without which none is taken. */
export interface SealingDraft extends Omit<SealedText, "id" | "commitment"> {
  readonly text: string;
  readonly actor: string;
}

export interface SealingEffects {
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Encrypts a text under a key of its own. The key is on disk before the row and the entry are: a kill between leaves a key that opens
 * nothing. All of it happens inside one write of the database, so that no two processes rewrite the key file at once.
 */
export async function sealText(database: Database, keysFolder: string, draft: SealingDraft, effects: SealingEffects): Promise<SealedText> {
  const { text, actor, ...facts } = draft;
  const id = SealedId.parse(`sld_${effects.random.bytes(10).toString("hex")}`);
  const secret = makeSecret(effects.random);
  const record: SealedText = { id, commitment: commitmentOf(text, secret.salt), ...facts };
  const entry = sealDraft({ kind: "sealed", subject: id, actor, payload: record });
  const box = lockText(text, secret, record, effects.random);
  await database.write(async (db) => {
    await writeSealedKeys(keysFolder, new Map([...((await readSealedKeys(keysFolder)) ?? []), [id, { ...secret, about: facts.about }]]));
    await db
      .insertInto("sealed")
      .values({ id, about: facts.about, ...box, made_at: normalizeInstant(effects.clock.now()) })
      .execute();
    await appendNext(db, [entry], effects.clock);
  });
  return record;
}

/** The text of one sealed record. Throws ItemError where it is unknown, erased, or its key is not here. */
export async function unsealText(database: Database, keysFolder: string, id: string): Promise<string> {
  const { records, erased } = await database.read((db) => readSealedEntries(db));
  const listed = await readErasureList(keysFolder);
  const record = records.find((known) => known.id === id);
  if (erased.has(id) || listed.some(({ sealed }) => sealed.some((gone) => gone === id)))
    throw new ItemError(`${id} was erased: key, salt and ciphertext are destroyed`);
  if (!record) throw new ItemError(`nothing is sealed under the id "${id}"`);
  const key = (await readSealedKeys(keysFolder))?.get(record.id);
  if (!key) throw new ItemError(`the key of ${id} is not in ${keysFolder}; unseal it where it was sealed`);
  const box = (await database.read((db) => readBoxes(db))).get(record.id);
  if (!box) throw new ItemError(`the ciphertext of ${id} is not in the database; restore a backup that holds it`);
  return openBox(box, key, record);
}

/** What a check of the sealed texts saw. */
export interface SealedCheck {
  /** Texts that were opened and match their commitment. */
  readonly opened: number;
  /** Texts whose key is not here, so that nothing can be said but that the ciphertext is held. */
  readonly withoutKey: number;
  readonly erased: number;
  readonly problems: readonly { readonly id: SealedId; readonly detail: string }[];
}

/** Opens every sealed text whose key is at hand and compares it with its commitment; of erased ones nothing may be left. */
export async function checkSealedTexts(database: Database, keysFolder: string): Promise<SealedCheck> {
  const { records, erased } = await database.read((db) => readSealedEntries(db));
  const boxes = await database.read((db) => readBoxes(db));
  const keys = (await readSealedKeys(keysFolder)) ?? new Map<never, never>();
  const check = { opened: 0, withoutKey: 0, erased: 0, problems: [] as { id: SealedId; detail: string }[] };
  for (const record of records) {
    const fault = erased.has(record.id) ? faultOfErased(record.id, keys, boxes) : faultOfHeld(record, keys, boxes);
    if (fault !== null) check.problems.push({ id: record.id, detail: fault });
    else if (erased.has(record.id)) check.erased += 1;
    else if (keys.has(record.id)) check.opened += 1;
    else check.withoutKey += 1;
  }
  return check;
}

function faultOfErased(id: SealedId, keys: SealedKeys, boxes: ReadonlyMap<SealedId, SealedBox>): string | null {
  return keys.has(id) || boxes.has(id)
    ? "was erased, and its key or ciphertext is still here; run any command on the workspace again"
    : null;
}

function faultOfHeld(record: SealedText, keys: SealedKeys, boxes: ReadonlyMap<SealedId, SealedBox>): string | null {
  const [key, box] = [keys.get(record.id), boxes.get(record.id)];
  if (!box) return "its ciphertext is not in the database, and no erasure says why";
  if (!key) return null;
  try {
    openBox(box, key, record);
    return null;
  } catch (error) {
    if (error instanceof ItemError) return error.message;
    throw error;
  }
}

/** What the chain says of sealed texts: all of them, and the ids that were erased. */
export async function readSealedEntries(
  db: Reader | Writer,
): Promise<{ readonly records: readonly SealedText[]; readonly erased: ReadonlySet<string> }> {
  const rows = await db.selectFrom("entry").selectAll().where("kind", "in", ["sealed", "erasure"]).orderBy("seq").execute();
  const entries = rows.map(parseEntry);
  return {
    records: entries.flatMap((entry) => (entry.kind === "sealed" ? [entry.payload] : [])),
    erased: new Set(entries.flatMap((entry) => (entry.kind === "erasure" ? entry.payload.sealed : []))),
  };
}

const BoxRow = z.object({ id: SealedId, about: CaseCode, nonce: z.string(), ciphertext: z.string(), tag: z.string() });

async function readBoxes(db: Reader): Promise<Map<SealedId, SealedBox>> {
  const rows = await db.selectFrom("sealed").selectAll().execute();
  return new Map(rows.map((raw) => BoxRow.parse(raw)).map(({ id, ...box }) => [id, box]));
}

/** Continues the chain inside a write that does more than that. */
export async function appendNext(db: Writer, drafts: readonly ReturnType<typeof sealDraft>[], clock: Clock): Promise<void> {
  const head = await readHead(db);
  const now = normalizeInstant(clock.now());
  await appendSealed(db, head, drafts, now > head.recordedAt ? now : head.recordedAt);
}
