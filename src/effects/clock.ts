/** The present moment as an effect, so that tests and reproducible runs can fix it. */
export interface Clock {
  /** ISO 8601, UTC. */
  now(): string;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** A clock that stands still. */
export function fixedClock(instant: string): Clock {
  return { now: () => instant };
}
