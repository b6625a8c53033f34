import { expect, test } from 'vitest';
import type { HistoryEntry } from '../api/types';
import { barsOf, MOST_BARS, topOf } from './days';
import { ANYTHING, difference, footOf, isNarrowed, percent, queryOf, saidOf, titleOf, tookOf } from './words';

const place = { project: 'The lighthouse', scene: 4, title: '' };

test('an entry is called by its scene and what it is', () => {
  expect(titleOf({ kind: 'takes', count: 3, place })).toBe('Scene 4, three takes');
  expect(titleOf({ kind: 'frames', count: 1, place })).toBe('Scene 4, one frame');
  expect(titleOf({ kind: 'film', count: 3, place: { ...place, scene: null } })).toBe('The lighthouse, film');
  expect(titleOf({ kind: 'picture', count: 12, place: null })).toBe('12 pictures');
  expect(titleOf({ kind: 'picture', count: 1, place: null })).toBe('One picture');
});

test('what took no time yet has none', () => {
  expect(tookOf({ started_at: '2026-11-22T10:00:00Z', finished_at: '2026-11-22T10:01:05Z' })).toBe(65);
  expect(tookOf({ started_at: '2026-11-22T10:00:00Z', finished_at: null })).toBeNull();
});

test('several outputs are said to take as many times as long, and a plan as one', () => {
  const quote = { work_seconds: [10, 30] } as HistoryEntry['quote'];
  expect(saidOf({ kind: 'picture', count: 4, quote })).toEqual([40, 120]);
  expect(saidOf({ kind: 'plan', count: 4, quote })).toEqual([10, 30]);
});

test('only what is asked for is sent, and the last day is meant whole', () => {
  expect(queryOf(ANYTHING).toString()).toBe('');
  const wanted = { ...ANYTHING, search: ' 灯台 ', favourite: true, since: '2026-11-01', until: '2026-11-30' };
  expect(Object.fromEntries(queryOf(wanted))).toEqual({
    search: '灯台',
    favourite: 'true',
    since: '2026-11-01',
    until: '2026-12-01',
  });
  expect(isNarrowed({ ...ANYTHING, search: '   ' })).toBe(false);
  expect(isNarrowed({ ...ANYTHING, tag: 'sea' })).toBe(true);
});

test('the foot says how much is shown and how long', () => {
  expect(footOf(7, false, null, 'Studio')).toBe('7 entries.');
  expect(footOf(24, true, 90, 'Free')).toBe('The newest 24. Shown for 90 days on Free; favourites stay.');
  expect([percent(0.984), percent(null)]).toEqual(['98%', '—']);
});

test('the words of two prompts are told apart', () => {
  expect(difference('a red boat at dusk', 'a blue boat at dusk')).toEqual([
    { text: 'a', how: 'same' },
    { text: 'red', how: 'gone' },
    { text: 'blue', how: 'new' },
    { text: 'boat at dusk', how: 'same' },
  ]);
  expect(difference('', 'a boat')).toEqual([{ text: 'a boat', how: 'new' }]);
});

test('days without work are bars too, and a year shares bars', () => {
  const days = [{ day: '2026-11-02', made: 3, worked: 2, ended: 3 }];
  expect(barsOf(days, '2026-11-01T10:00:00Z', '2026-11-03T10:00:00Z')).toEqual([
    { from: '2026-11-01', made: 0, failed: 0 },
    { from: '2026-11-02', made: 3, failed: 1 },
    { from: '2026-11-03', made: 0, failed: 0 },
  ]);
  const year = barsOf(days, '2025-11-22T10:00:00Z', '2026-11-22T10:00:00Z');
  expect(year.length).toBeLessThanOrEqual(MOST_BARS);
  expect(year.reduce((sum, bar) => sum + bar.made, 0)).toBe(3);
});

test.each([
  [1, 1],
  [3, 5],
  [37, 50],
  [99, 100],
])('a scale for %i ends at %i', (most, top) => expect(topOf(most)).toBe(top));
