import { createHash, createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { ItemError } from "../model/index.js";

/** A text with an Ed25519 signature below it, in the form of C2SP signed-note (https://c2sp.org/signed-note). */
export interface SignedNote {
  /** The signed text, its last line feed included. */
  readonly body: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** Eight hexadecimal digits that tell keys of one name apart. */
  readonly keyHash: string;
  readonly signature: Buffer;
}

/** A public key with its name, as it is handed to those who verify. */
export interface VerifierKey {
  readonly name: string;
  readonly keyHash: string;
  readonly key: KeyObject;
}

/** A private key with its name. */
export interface NoteSigner extends VerifierKey {
  readonly privateKey: KeyObject;
}

const ED25519 = 1; // signature type of signed-note
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex"); // RFC 8410: what stands before the 32 bytes of the key
const NAME = /^[^\s+]+$/u;
const SIGNATURE_LINE = /^\u2014 (\S+) ([A-Za-z0-9+/=]+)$/u;

/** The signer for a private Ed25519 key; `nameOf` makes its name from the 32 bytes of the public one. */
export function makeSigner(privateKey: KeyObject, nameOf: (publicKey: Buffer) => string): NoteSigner {
  const key = createPublicKey(privateKey);
  const name = nameOf(rawKey(key));
  return { name, keyHash: keyHashOf(name, rawKey(key)), key, privateKey };
}

/** The text `name+hash+key` by which a public key is published. */
export function formatVerifierKey({ name, keyHash, key }: VerifierKey): string {
  return `${name}+${keyHash}+${Buffer.concat([Uint8Array.of(ED25519), rawKey(key)]).toString("base64")}`;
}

/** Reads `name+hash+key`. Throws ItemError where it is no such text or the hash is not that of name and key. */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name = "", keyHash = "", encoded = ""] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? [];
  const bytes = decodeBase64(encoded);
  if (bytes?.length !== 33 || bytes[0] !== ED25519)
    throw new ItemError(`"${text.slice(0, 80)}" is no public key of the form name+hash+key`);
  const raw = bytes.subarray(1);
  if (keyHashOf(name, raw) !== keyHash) throw new ItemError(`the public key "${name}" does not have the hash ${keyHash} that it states`);
  return { name, keyHash, key: createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: "der", type: "spki" }) };
}

/** Signs a text that ends with a line feed. */
export function signNote(body: string, signer: NoteSigner): string {
  const bytes = Buffer.concat([Buffer.from(signer.keyHash, "hex"), sign(null, Buffer.from(body), signer.privateKey)]);
  return `${body}\n\u2014 ${signer.name} ${bytes.toString("base64")}\n`;
}

/** Reads a note, whoever signed it. Throws ItemError where the text is none. */
export function parseNote(text: string): SignedNote {
  const gap = text.lastIndexOf("\n\n");
  const lines = text.slice(gap + 2).split("\n");
  if (gap < 1 || lines.length < 2 || lines.pop() !== "") throw new ItemError("this is no signed note: text, an empty line, signatures");
  return { body: text.slice(0, gap + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): NoteSignature {
  const [, name = "", encoded = ""] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = decodeBase64(encoded);
  if (!NAME.test(name) || bytes?.length !== 68) throw new ItemError(`"${line.slice(0, 80)}" is no signature of a note`);
  return { name, keyHash: bytes.toString("hex", 0, 4), signature: bytes.subarray(4) };
}

/** Whether one of the keys has signed the note. */
export function noteHolds({ body, signatures }: SignedNote, keys: readonly VerifierKey[]): boolean {
  return signatures.some(({ name, keyHash, signature }) =>
    keys.some((one) => one.name === name && one.keyHash === keyHash && verify(null, Buffer.from(body), one.key, signature)),
  );
}

function keyHashOf(name: string, raw: Uint8Array): string {
  return createHash("sha256").update(`${name}\n`).update(Uint8Array.of(ED25519)).update(raw).digest("hex").slice(0, 8);
}

function rawKey(key: KeyObject): Buffer {
  return key.export({ format: "der", type: "spki" }).subarray(SPKI_PREFIX.length);
}

/** Bytes of base64 in its one canonical form, or null: a second spelling would be a second note with the same meaning. */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}
