import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import type { Random } from "../effects/index.js";
import { Digest, ItemError, type SealedText } from "../model/index.js";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12; // NIST SP 800-38D §5.2.1.1; a key encrypts one text, once

/** What opens one sealed text. Kept in a file beside the database, never in it. */
export interface SealedSecret {
  readonly key: Buffer;
  readonly salt: Buffer;
}

/** An encrypted text, in base64. */
export interface SealedBox {
  readonly nonce: string;
  readonly ciphertext: string;
  readonly tag: string;
}

export function makeSecret(random: Random): SealedSecret {
  return { key: random.bytes(32), salt: random.bytes(32) };
}

/** The salted commitment that the chain holds. */
export function commitmentOf(text: string, salt: Uint8Array): Digest {
  return Digest.parse(`sha256:${createHash("sha256").update(salt).update(text, "utf8").digest("hex")}`);
}

/** Encrypts `text` so that it opens only as the text of this id about this case. */
export function lockText(text: string, { key }: SealedSecret, owner: Owner, random: Random): SealedBox {
  const nonce = random.bytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(boundTo(owner));
  const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return { nonce: nonce.toString("base64"), ciphertext: ciphertext.toString("base64"), tag: cipher.getAuthTag().toString("base64") };
}

/** The text in a box, checked against the commitment in the chain. Throws ItemError, without a word of the text, where either does not hold. */
export function openBox(box: SealedBox, { key, salt }: SealedSecret, record: SealedText): string {
  const text = decrypt(box, key, record);
  if (commitmentOf(text, salt) !== record.commitment) throw new ItemError(`${record.id} is not the text that the chain commits to`);
  return text;
}

function decrypt({ nonce, ciphertext, tag }: SealedBox, key: Buffer, record: SealedText): string {
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, "base64"), { authTagLength: 16 }).setAAD(boundTo(record));
    decipher.setAuthTag(Buffer.from(tag, "base64"));
    return Buffer.concat([decipher.update(Buffer.from(ciphertext, "base64")), decipher.final()]).toString("utf8");
  } catch {
    throw new ItemError(`${record.id} cannot be opened: its ciphertext was changed, or the key is another's`); // no cause: it could carry key or text
  }
}

type Owner = Pick<SealedText, "id" | "about">;

function boundTo({ id, about }: Owner): Buffer {
  return Buffer.from(`${id}\n${about}`);
}
