/** Waits between attempts to connect: doubling, capped, with full jitter so that many pages do not return at once. */
export const FIRST_WAIT_MS = 500;
export const LONGEST_WAIT_MS = 15_000;

/** `random` in 0..1. At least half of the doubled wait, so an attempt is never immediate. */
export function waitBefore(attempt: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + (full / 2) * random);
}
