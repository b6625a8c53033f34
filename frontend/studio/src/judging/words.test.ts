import { expect, test } from 'vitest';
import type { TrendPoint } from '../api/types';
import { trendWords } from './words';

const point = (points: number, alike = true): TrendPoint => ({ generation: `g${points}`, number: 1, points, alike });

test('a trend is told by its ends', () => {
  expect(trendWords([point(61), point(58), point(89)])).toBe('3 rolls, 61 to 89');
  expect(trendWords([point(61)])).toBe('');
});

test('scores of different methods are not compared', () => {
  expect(trendWords([point(61), point(89, false)])).toBe('2 rolls, measured in different ways');
});
