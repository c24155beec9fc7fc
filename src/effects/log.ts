/** Where a stage tells people what it is doing. Lines of progress go to stderr; stdout carries results only. */
export interface Log {
  /** A finished or running stage, in words. */
  progress(message: string): void;
  /** Something that a person should know and that did not stop the run. */
  warn(message: string): void;
}

export const silentLog: Log = { progress: () => undefined, warn: () => undefined };
