/** Somebody else wrote after the caller had read: nothing was written; read again and decide anew. */
export class LedgerMoved extends Error {
  override readonly name = "LedgerMoved";
  constructor(
    readonly expected: number,
    readonly found: number,
  ) {
    super(`the ledger has moved on to entry ${found}; these drafts were made from entry ${expected}`);
  }
}
