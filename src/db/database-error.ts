import { ConfigError, RunAbort } from "../model/index.js";

/** What a code of SQLite (https://sqlite.org/rescode.html) or PostgreSQL (Appendix A) means for the person at the keyboard. */
const REASONS: readonly (readonly [pattern: RegExp, kind: "config" | "abort", sentence: string])[] = [
  [/^SQLITE_NOTADB/, "config", "is no SQLite database; name a ledger of Longarm, or a new file"],
  [/^SQLITE_CANTOPEN/, "config", "cannot be opened: no file can be made or read there; check the folder and your rights to it"],
  [
    /^SQLITE_CORRUPT|^XX00[12]$/,
    "abort",
    "is damaged on disk; keep a copy of it, and restore the newest backup that `longarm verify` accepts",
  ],
  [
    /^SQLITE_(BUSY|LOCKED)|^55P03$/,
    "abort",
    "is locked by another program that does not finish; end that one and run the command again, nothing stored is lost",
  ],
  [/^SQLITE_READONLY|^25006$|^42501$/, "abort", "is read-only for this user; grant the right to write, nothing stored is lost"],
  [
    /^SQLITE_FULL|^53100$|^ENOSPC$/,
    "abort",
    "cannot be written: the disk is full; free some space and run the command again, nothing stored is lost",
  ],
  [
    /^SQLITE_IOERR/,
    "abort",
    "cannot be read or written: the disk reported an error; check the disk and its free space, nothing stored is lost",
  ],
  [
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENOENT|ETIMEDOUT|EHOSTUNREACH)$/,
    "abort",
    "does not answer; start the server, or correct the address",
  ],
  [/^28/, "config", "refuses this user or password; correct the address"],
  [/^3D000$/, "config", "does not exist; create it, or correct the address"],
  [
    /^(53300|57P0\d|08\w{3}|ECONNRESET|EPIPE)$/,
    "abort",
    "ended the connection; run the command again when it answers, nothing stored is lost",
  ],
];

/** The driver's code of a database error (`SQLITE_FULL`, `53100`), or null for anything else. */
export function databaseErrorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

/** True where stored bytes themselves cannot be read any more. */
export function isDamage(error: unknown): boolean {
  const code = databaseErrorCode(error instanceof RunAbort || error instanceof ConfigError ? error.cause : error) ?? "";
  return /^SQLITE_(CORRUPT|NOTADB)|^XX00[12]$/.test(code);
}

/** A driver's error as one of ours, in one sentence; errors that are no driver's come back as they are. */
export function explainDatabaseError(name: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const reason = REASONS.find(([pattern]) => pattern.test(driverCode(error)));
  if (reason === undefined) return error;
  const [, kind, sentence] = reason;
  const message = `${name} ${sentence}`;
  return kind === "config" ? new ConfigError(message, { cause: error }) : new RunAbort(message, { cause: error });
}

/** Two drivers put some of their errors into words only. */
function driverCode(error: Error): string {
  const code = databaseErrorCode(error);
  if (code !== null && code !== "") return code;
  if (error.message.startsWith("ConnectionFailed(")) return "SQLITE_CANTOPEN"; // libsql, on opening
  if (
    /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed))/.test(
      error.message,
    )
  )
    return "ECONNRESET"; // pg
  return "";
}
