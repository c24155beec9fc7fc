import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { ConfigError, RunAbort } from "../model/index.js";
import { fileErrorCode, fileErrorSentence, systemFiles } from "./files.js";

/** The private Ed25519 key in `file`, or null where there is none. */
export async function readSigningKey(file: string): Promise<KeyObject | null> {
  let pem: string;
  try {
    pem = await readFile(file, "utf8");
  } catch (error) {
    if (fileErrorCode(error) === "ENOENT") return null;
    throw new ConfigError(fileErrorSentence(file, error), { cause: error });
  }
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch (error) {
    throw new ConfigError(`${file} is no private key; restore it from a backup`, { cause: error });
  }
  throw new ConfigError(`${file} is no Ed25519 key; restore it from a backup`);
}

/** Makes a key in `file`, readable by its owner alone. Where another process made one meanwhile, that one stands. */
export async function makeSigningKey(file: string): Promise<KeyObject> {
  const pem = generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" });
  const tmp = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(tmp, "w", 0o600);
    try {
      await handle.writeFile(pem);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(tmp, file).catch((error: unknown) => {
      if (fileErrorCode(error) !== "EEXIST") throw error; // a link never replaces a key, as a rename would
    });
    await systemFiles.syncFolder(dirname(file));
  } catch (error) {
    throw new RunAbort(fileErrorSentence(file, error), { cause: error });
  } finally {
    await rm(tmp, { force: true });
  }
  return (await readSigningKey(file)) ?? makeSigningKey(file);
}
