import { expect, test } from 'vitest';
import { around, gridOf, mismatch, pinsAt, spotWords, threadsOf, worstOf, type Clip, type Remark } from './clips';

export function clip(change: Partial<Clip> = {}): Clip {
  return {
    id: 't1',
    number: 1,
    url: '/media/north/a',
    poster: null,
    fps: 24,
    duration: 4,
    width: 768,
    height: 432,
    isChosen: false,
    moments: [],
    ...change,
  };
}

export function remark(change: Partial<Remark> = {}): Remark {
  return {
    id: 'c1',
    take: 't1',
    parent: null,
    author: 'Mara',
    is_guest: false,
    text: 'Slower',
    seconds: 1,
    x: 0.5,
    y: 0.5,
    answer: '',
    isDone: false,
    created_at: '2026-11-21T10:00:00Z',
    ...change,
  };
}

test('threads come in the order of the clip, replies in that of writing, and only of these takes', () => {
  const threads = threadsOf(
    [
      remark({ id: 'late', seconds: 3 }),
      remark({ id: 'all', seconds: null }),
      remark({ id: 'r2', parent: 'late', created_at: '2026-11-21T12:00:00Z' }),
      remark({ id: 'r1', parent: 'late', created_at: '2026-11-21T11:00:00Z' }),
      remark({ id: 'other', take: 't9' }),
    ],
    ['t1'],
  );
  expect(threads.map(({ first }) => first.id)).toEqual(['all', 'late']);
  expect(threads[1]?.replies.map((reply) => reply.id)).toEqual(['r1', 'r2']);
});

test('a pin is seen near its moment, while it is open or read', () => {
  const threads = threadsOf([remark(), remark({ id: 'done', isDone: true }), remark({ id: 'plain', x: null })], ['t1']);
  const seen = (time: number, read: string | null = null) =>
    pinsAt(threads, 't1', time, read).map(({ first }) => first.id);
  expect(seen(1.2)).toEqual(['c1']);
  expect(seen(2.5)).toEqual([]);
  expect(seen(2.5, 'done')).toEqual(['done']);
});

test('steps go by the finest grid, and what does not match is said', () => {
  expect(gridOf([clip({ fps: 24 }), clip({ fps: 30 })])).toBe(30);
  expect(gridOf([])).toBe(24);
  expect(mismatch([clip({ fps: 24 }), clip({ fps: 30 })])).toContain('24 and 30 frames a second');
  expect(mismatch([clip(), clip({ duration: 2 })])).toContain('differ in length');
  expect(mismatch([clip(), clip({ id: 't2' })])).toBe('');
});

test('the worst moment of all takes comes first, with a part around it inside the clip', () => {
  const bad = { seconds: 3.9, value: 0.2, words: 'No flicker' };
  const found = worstOf([clip({ moments: [{ ...bad, value: 0.6 }] }), clip({ id: 't2', moments: [bad] })]);
  expect(found.map(({ clip }) => clip.id)).toEqual(['t2', 't1']);
  expect(around(3.9, 4)).toEqual({ from: 3, to: 4 });
  expect(around(0.1, 4)).toEqual({ from: 0, to: 1 });
});

test('a spot has words', () => {
  expect([spotWords(0.1, 0.9), spotWords(0.5, 0.5), spotWords(0.9, 0.5)]).toEqual([
    'bottom left',
    'the middle',
    'right',
  ]);
});
