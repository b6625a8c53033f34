import { expect, test } from 'vitest';
import { keyed, moved, nearer, NEAREST, under, WHOLE, type Look } from './zoom';

const LOOKS: Look[] = [WHOLE, nearer(WHOLE, 3), nearer(WHOLE, 5, 0.1, 0.9), moved(nearer(WHOLE, 4), -0.3, 0.8)];

test('what lies under the pointer stays there while one goes nearer', () => {
  for (const look of LOOKS)
    for (const [x, y] of [
      [0.5, 0.5],
      [0.2, 0.7],
    ] as const) {
      const before = under(look, x, y);
      const after = under(nearer(look, 1.25, x, y), x, y);
      expect(after[0]).toBeCloseTo(before[0]);
      expect(after[1]).toBeCloseTo(before[1]);
    }
});

test('nothing beyond the edges is ever seen, however far one drags or goes back', () => {
  for (const look of LOOKS)
    for (const to of [moved(look, 9, -9), moved(look, -9, 9), nearer(look, 0.01), nearer(look, 1000, 0, 1)]) {
      const [left, top] = under(to, 0, 0);
      const [right, bottom] = under(to, 1, 1);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(-1e-9);
      expect(Math.max(right, bottom)).toBeLessThanOrEqual(1 + 1e-9);
      expect(to.scale).toBeLessThanOrEqual(NEAREST);
    }
});

test('the keys go nearer, farther, aside and back to the whole', () => {
  const near = keyed(WHOLE, '+');
  expect(near?.scale).toBe(1.25);
  expect(keyed(near ?? WHOLE, '-')?.scale).toBe(1);
  expect(keyed(near ?? WHOLE, 'ArrowRight')?.u).toBeGreaterThan(0.5);
  expect(keyed(near ?? WHOLE, '0')).toEqual(WHOLE);
  expect(keyed(WHOLE, 'x')).toBeNull();
});
