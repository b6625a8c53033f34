// @vitest-environment node
import { expect, test } from 'vitest';
import { linesOf } from './graph';
import { placesOf } from './said';

test('the newest reading is at the right edge, and a gap ends a line', () => {
  const runs = linesOf([0, 1, null, 0.5, 0.5], 5, 100, 44);
  expect(runs.map((run) => run.line)).toEqual(['M0 42L25 2', 'M75 22L100 22']);
  expect(runs[1]?.area).toBe('M75 22L100 22L100 44L75 44Z');
});

test('a reading that stands alone is seen, and none draws nothing', () => {
  expect(linesOf([0.5], 5, 100, 44)[0]?.line).toBe('M87.5 22L100 22');
  expect(linesOf([], 5, 100, 44)).toEqual([]);
  expect(linesOf([null], 5, 100, 44)).toEqual([]);
});

test('what was said and what it took share one bar', () => {
  expect(placesOf([30, 60], 47)).toEqual({ low: 40, high: 80, took: 62.7 });
  expect(placesOf([40, 55], 72).took).toBe(80);
  expect(placesOf([], 0)).toEqual({ low: 0, high: 0, took: 0 });
});
