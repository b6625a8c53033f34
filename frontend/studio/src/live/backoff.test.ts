// @vitest-environment node
import { expect, test } from 'vitest';
import { FIRST_WAIT_MS, LONGEST_WAIT_MS, waitBefore } from './backoff';

test('waits double with every attempt', () => {
  expect([0, 1, 2, 3].map((attempt) => waitBefore(attempt, 1))).toEqual([500, 1000, 2000, 4000]);
});

test('a wait is never longer than the longest, however many attempts failed', () => {
  expect(waitBefore(50, 1)).toBe(LONGEST_WAIT_MS);
});

test('jitter spreads a wait over its upper half, so an attempt is never immediate', () => {
  expect(waitBefore(0, 0)).toBe(FIRST_WAIT_MS / 2);
  expect(waitBefore(3, 0.5)).toBe(3000);
});
