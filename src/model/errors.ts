/** Errors are sorted by what happens next, not by where they came from. */

/** This item failed; the run goes on with the next one. */
export class ItemError extends Error {
  override readonly name = "ItemError";
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
  }
}

/** The run cannot go on: archive full, ledger unreachable. Nothing acknowledged is lost. */
export class RunAbort extends Error {
  override readonly name = "RunAbort";
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
  }
}

/** The workspace, the study or the settings are wrong; the message says what, where, and what to do. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
  }
}

/** The command was called wrongly. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
  }
}

/** We are wrong. */
export class Bug extends Error {
  override readonly name = "Bug";
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
  }
}
