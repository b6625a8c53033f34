import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import type { QueueBoard, QueueRunning, QueueWaiting } from '../api/types';
import { placed, Queue } from '../stores/queue.svelte';
import { testStudio } from '../testing/studio';
import { countsOf, momentIn, partOf, placesWords, shortTitleOf, startOf, titleOf } from '../words/queue';

function waiting(changed: Partial<QueueWaiting> = {}): QueueWaiting {
  return {
    generation: 'g1',
    kind: 'frames',
    count: 6,
    scene_number: 4,
    prompt: 'a red boat',
    jobs: ['j1', 'j2'],
    ahead: 5,
    starts_in: [10, 20],
    reasons: [{ key: 'ahead', words: '5 ahead of you' }],
    ...changed,
  } as QueueWaiting;
}

function board(...entries: QueueWaiting[]): QueueBoard {
  return { running: [], waiting: entries, lanes: [], done_in: null } as unknown as QueueBoard;
}

test('a piece of work is called by its scene and number', () => {
  expect(titleOf(waiting())).toBe('Scene 4, 6 frames');
  expect(titleOf(waiting({ kind: 'takes', count: 1 }))).toBe('Scene 4, one take');
  expect(titleOf(waiting({ kind: 'picture', scene_number: null }))).toBe('a red boat');
});

test('a title is cut where there is little room, and no character of it in two', () => {
  const long = waiting({ kind: 'picture', scene_number: null, prompt: '🦊'.repeat(60) });
  expect(shortTitleOf(long)).toBe('🦊'.repeat(47) + '…');
  expect(shortTitleOf(waiting())).toBe('Scene 4, 6 frames');
});

test('places are told where there is something to tell', () => {
  expect(placesWords(6, 10, 'Creator')).toBe('6 of 10 places used on Creator.');
  expect(placesWords(0, null, 'Studio')).toBe('');
  expect(placesWords(1, null, 'Studio')).toBe('One place used.');
});

test('a part that runs is called by its number, and looking over by what it looks at', () => {
  const found = { ...waiting(), job_kind: 'picture', number: 2 } as unknown as QueueRunning;
  expect(partOf(found)).toBe('Scene 4, frame 2 of 6');
  expect(partOf({ ...found, kind: 'takes', job_kind: 'score' })).toBe('Scene 4, looking over take 2');
  expect(partOf({ ...found, kind: 'picture', scene_number: null })).toBe('Picture 2 of 6');
});

test('starts, counts and moments are said as people say them', () => {
  expect(startOf(null)).toBe('');
  expect(startOf([0, 1])).toBe('starts now');
  expect(startOf([20, 40])).toBe('starts in 20–40 s');
  expect(countsOf(2, 0)).toBe('2 being made, nothing waiting.');
  expect(countsOf(0, 0)).toBe('Nothing is being made, and nothing waits.');
  expect(momentIn(60, new Date('2026-01-01T10:00:00').getTime())).toBe('10:01');
});

test('the soonest place that was told counts', () => {
  const places = {
    j1: { job: 'j1', lane: 'cpu', ahead: 3, starts_in: [3, 6] as [number, number] },
    j2: { job: 'j2', lane: 'cpu', ahead: 0, starts_in: [0, 0] as [number, number] },
  };
  expect(placed(waiting(), places)).toMatchObject({ ahead: 0, starts_in: [0, 0], reasons: [{ words: 'Next' }] });
  expect(placed(waiting({ jobs: [] }), places).ahead).toBe(5);
  expect(placed(waiting({ ahead: null }), places).ahead).toBeNull();
});

test('everything is read again after messages were missed', async () => {
  vi.useFakeTimers();
  const answers = [board(waiting()), board(waiting({ generation: 'g2' }))];
  const studio = testStudio({ queue: vi.fn(() => Promise.resolve(answers.shift())) });
  const queue = new Queue(studio);
  queue.start();
  await vi.runAllTimersAsync();
  flushSync();
  expect(queue.waiting.map((entry) => entry.generation)).toEqual(['g1']);
  (studio.live as unknown as { reload: () => void }).reload();
  await vi.runAllTimersAsync();
  expect(queue.waiting.map((entry) => entry.generation)).toEqual(['g2']);
  queue.stop();
  vi.useRealTimers();
});
