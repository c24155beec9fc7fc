import { z } from "zod";
import type { Reader, Writer } from "../db/index.js";

/** A signed checkpoint as the database holds it. */
export interface StoredCheckpoint {
  readonly size: number;
  readonly note: string;
  readonly madeAt: string;
}

const CheckpointRow = z
  .object({ size: z.int(), note: z.string(), made_at: z.string() })
  .transform(({ size, note, made_at: madeAt }) => ({ size, note, madeAt }));

/** All signed checkpoints, the oldest first. */
export async function readCheckpoints(db: Reader): Promise<StoredCheckpoint[]> {
  const rows = await db.selectFrom("checkpoint").selectAll().orderBy("size").execute();
  return rows.map((row) => CheckpointRow.parse(row));
}

/** Keeps a checkpoint; where one of this size is held already, that one stands, and is returned. */
export async function keepCheckpoint(db: Writer, { size, note, madeAt }: StoredCheckpoint): Promise<StoredCheckpoint> {
  const held = await db.selectFrom("checkpoint").selectAll().where("size", "=", size).executeTakeFirst();
  if (held !== undefined) return CheckpointRow.parse(held);
  await db.insertInto("checkpoint").values({ size, note, made_at: madeAt }).execute();
  return { size, note, madeAt };
}
