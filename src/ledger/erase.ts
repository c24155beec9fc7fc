import { sql, type Database, type Reader, type Writer } from "../db/index.js";
import { deriveId, type Clock } from "../effects/index.js";
import { ErasureId, strictestMarking, WIDEST_SEALED, type CaseCode, type Erasure, type SealedId } from "../model/index.js";
import { parseEntry } from "./chain-entry.js";
import { addToErasureList, readErasureList, type ListedErasure } from "./erasure-list.js";
import { sealDraft } from "./sealed-draft.js";
import { readSealedKeys, removeHalfWritten, writeSealedKeys } from "./sealed-keys.js";
import { appendNext, readSealedEntries } from "./sealed-texts.js";

/** What is to be erased, why, and by whose order. */
export interface ErasureOrder {
  readonly about: CaseCode;
  readonly reason: string;
  readonly actor: string;
}

/**
 * Destroys everything sealed about a case: first a line in the erasure list, on disk; then keys and salts; then the ciphertext; last the
 * entry in the chain. From the first step on nothing can take it back: where a kill ends it, the next opening finishes it. Returns null
 * where nothing is sealed about the case any more.
 */
export async function eraseAbout(database: Database, keysFolder: string, order: ErasureOrder, clock: Clock): Promise<Erasure | null> {
  await replayErasures(database, keysFolder, clock);
  const erasure = await database.write(async (db) => {
    const made = await erasureOf(db, keysFolder, order);
    if (made === null) return null;
    await addToErasureList(keysFolder, [{ ...made, by: order.actor }]);
    await finish(db, keysFolder, [{ ...made, by: order.actor }], clock);
    return made;
  });
  if (erasure !== null) await leaveNoTrace(database);
  return erasure;
}

/**
 * Finishes every erasure that the list beside the keys or the chain names, so that neither an old database nor an old key file, put back
 * from a backup, brings a text back. Called at each opening. Returns the erasures for which something was left to do.
 */
export async function replayErasures(database: Database, keysFolder: string, clock: Clock): Promise<Erasure[]> {
  if ((await database.read((db) => findUnfinished(db, keysFolder))).length === 0) return [];
  const finished = await database.write(async (db) => {
    const unfinished = await findUnfinished(db, keysFolder);
    const listed = new Set((await readErasureList(keysFolder)).map(({ id }) => id));
    await addToErasureList(
      keysFolder,
      unfinished.filter(({ id }) => !listed.has(id)),
    );
    await finish(db, keysFolder, unfinished, clock);
    return unfinished;
  });
  await leaveNoTrace(database);
  return finished.map(withoutOrder);
}

/** The erasure that `order` asks for. Key file, table and chain are asked: after a restore each may know of texts that the others do not. */
async function erasureOf(db: Writer, keysFolder: string, { about, reason }: ErasureOrder): Promise<Erasure | null> {
  const { records, erased } = await readSealedEntries(db);
  const ofCase = records.filter((record) => record.about === about);
  const rows = await db.selectFrom("sealed").select("id").where("about", "=", about).execute();
  const keys = [...((await readSealedKeys(keysFolder)) ?? [])].filter(([, key]) => key.about === about).map(([id]) => id);
  const ids = new Set<string>([...ofCase.map(({ id }) => id), ...rows.map(({ id }) => id), ...keys]);
  const sealed = [...ids].filter((id) => !erased.has(id)).sort() as SealedId[]; // each was read by the schema of the place it comes from
  if (sealed.length === 0) return null;
  const marking = strictestMarking([WIDEST_SEALED, ...ofCase.map(({ audience }) => audience)]);
  return { id: ErasureId.parse(deriveId("era", about, ...sealed)), about, sealed, reason, marking };
}

/** Erasures of which anything is still there to destroy or to write down. */
async function findUnfinished(db: Reader | Writer, keysFolder: string): Promise<ListedErasure[]> {
  const listed = await readErasureList(keysFolder);
  const chained = await readChained(db);
  if (listed.length === 0 && chained.length === 0) return [];
  const all = new Map([...chained, ...listed].map((erasure) => [erasure.id, erasure]));
  const known = (some: readonly ListedErasure[]): Set<string> => new Set(some.map(({ id }) => id));
  const [inList, inChain] = [known(listed), known(chained)];
  const held = new Set<string>((await db.selectFrom("sealed").select("id").execute()).map(({ id }) => id));
  for (const id of (await readSealedKeys(keysFolder))?.keys() ?? []) held.add(id);
  return [...all.values()].filter(({ id, sealed }) => !inList.has(id) || !inChain.has(id) || sealed.some((one) => held.has(one)));
}

async function readChained(db: Reader | Writer): Promise<ListedErasure[]> {
  const rows = await db.selectFrom("entry").selectAll().where("kind", "=", "erasure").orderBy("seq").execute();
  return rows.map(parseEntry).flatMap((entry) => (entry.kind === "erasure" ? [{ ...entry.payload, by: entry.actor }] : []));
}

/** Keys, half-written key files, ciphertext, entry: in this order, each safe to repeat. */
async function finish(db: Writer, keysFolder: string, erasures: readonly ListedErasure[], clock: Clock): Promise<void> {
  const gone = new Set<string>(erasures.flatMap(({ sealed }) => sealed));
  const keys = await readSealedKeys(keysFolder);
  if (keys && [...keys.keys()].some((id) => gone.has(id)))
    await writeSealedKeys(keysFolder, new Map([...keys].filter(([id]) => !gone.has(id))));
  await removeHalfWritten(keysFolder);
  for (const id of gone) await db.deleteFrom("sealed").where("id", "=", id).execute();
  const drafts = erasures.map((erasure) =>
    sealDraft({ kind: "erasure", subject: erasure.id, actor: erasure.by, payload: withoutOrder(erasure) }),
  );
  await appendNext(db, drafts, clock);
}

function withoutOrder({ id, about, sealed, reason, marking }: ListedErasure): Erasure {
  return { id, about, sealed, reason, marking };
}

/** Where another process reads just now, the engine cannot drop its old pages; they hold ciphertext, and its key is gone. */
async function leaveNoTrace(database: Database): Promise<void> {
  for (const statement of database.profile.afterErasing) await database.read((db) => sql.raw(statement).execute(db));
}
