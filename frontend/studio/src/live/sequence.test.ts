// @vitest-environment node
import { expect, test } from 'vitest';
import type { Message } from './messages';
import { type Seen, step } from './sequence';

const change = (seq: number): Message => ({
  type: 'take.made',
  seq,
  at: '',
  project: null,
  scene: null,
  generation: null,
  data: {},
});
const hello = (seq: number): Message => ({ type: 'hello', seq });

test('the first hello starts the count and asks for a fresh read', () => {
  expect(step(null, hello(7))).toEqual({ seen: 7, verdict: 'reload' });
});

test('a hello after a reconnect keeps the count, for the replay follows', () => {
  expect(step(7, hello(7))).toEqual({ seen: 7, verdict: 'drop' });
});

test('a hello below the count belongs to another history', () => {
  expect(step(7, hello(2))).toEqual({ seen: 2, verdict: 'reload' });
});

test('the next number is applied', () => {
  expect(step(7, change(8))).toEqual({ seen: 8, verdict: 'apply' });
});

test('a number that was seen is dropped', () => {
  expect(step(7, change(7))).toEqual({ seen: 7, verdict: 'drop' });
  expect(step(7, change(3))).toEqual({ seen: 7, verdict: 'drop' });
});

test('a gap reloads, and the count goes on from there', () => {
  expect(step(7, change(10))).toEqual({ seen: 10, verdict: 'reload' });
});

test('a reset forgets the count', () => {
  expect(step(7, { type: 'reset' })).toEqual({ seen: null, verdict: 'reload' });
});

test('progress has no number and never touches the count', () => {
  const tick: Message = {
    type: 'job.progress',
    generation: 'g',
    job: 'j',
    data: { kind: 'take', number: 1, stage: 'Rolling', fraction: 0.5, remaining_seconds: 2 },
  };
  expect(step(7, tick)).toEqual({ seen: 7, verdict: 'apply' });
});

test('how the machines do has no number either', () => {
  const load: Message = { type: 'device.load', data: { cards: [], host: null, warnings: [] } };
  expect(step(7, load)).toEqual({ seen: 7, verdict: 'apply' });
});

test('any replay that overlaps what was seen is applied once each, in order', () => {
  let seen: Seen = 4;
  const applied: number[] = [];
  for (const seq of [3, 4, 5, 5, 6, 4, 7, 7]) {
    const next = step(seen, change(seq));
    seen = next.seen;
    if (next.verdict === 'apply') applied.push(seq);
  }
  expect(applied).toEqual([5, 6, 7]);
});
