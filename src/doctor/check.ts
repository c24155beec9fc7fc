import type { Clock } from "../effects/index.js";

export type Status = "ok" | "info" | "warn" | "fail";

/** What one check found, and the one thing to do about it; an empty action where nothing is to do. */
export interface Finding {
  readonly status: Status;
  readonly detail: string;
  readonly action: string;
}

export interface CheckTarget {
  /** The workspace, which may be missing, half made or broken. */
  readonly folder: string;
  readonly clock: Clock;
}

/** One question about a workspace. Where it throws, the check has failed with that sentence; the others go on. */
export interface Check {
  readonly name: string;
  readonly check: (target: CheckTarget) => Promise<Finding>;
}

export function ok(detail: string): Finding {
  return { status: "ok", detail, action: "" };
}

export function info(detail: string): Finding {
  return { status: "info", detail, action: "" };
}

export function warn(detail: string, action: string): Finding {
  return { status: "warn", detail, action };
}

export function fail(detail: string, action: string): Finding {
  return { status: "fail", detail, action };
}
