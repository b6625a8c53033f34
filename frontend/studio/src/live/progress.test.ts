// @vitest-environment node
import { expect, test } from 'vitest';
import { generation, job } from '../testing/samples';
import type { Progress } from './messages';
import { applyTick, fractionOf, isGathering, mergeGeneration, secondsLeft } from './progress';

const tick = (fraction: number, change: Partial<Progress> = {}): Progress => ({
  type: 'job.progress',
  generation: 'gen-1',
  job: 'job-1',
  data: { kind: 'picture', number: 1, stage: 'Lighting', fraction, remaining_seconds: 3 },
  ...change,
});
const known = (...jobs: Parameters<typeof job>[0][]) => ({
  'gen-1': generation({ state: 'queued', jobs: jobs.map((each) => job(each)) }),
});

test('a tick moves its job and starts a generation that was waiting', () => {
  const after = applyTick(known({}), tick(0.4))['gen-1'];
  expect(after?.state).toBe('running');
  expect(after?.jobs[0]).toMatchObject({ state: 'running', stage: 'Lighting', fraction: 0.4, remaining_seconds: 3 });
});

test('a tick leaves the values it was given as they were', () => {
  const before = known({});
  applyTick(before, tick(0.4));
  expect(before['gen-1'].jobs[0]?.fraction).toBe(0);
});

test('a tick for what is not known, or has ended, changes nothing', () => {
  const before = known({ state: 'succeeded', fraction: 1 });
  expect(applyTick(before, tick(0.2))).toBe(before);
  expect(applyTick(before, tick(0.2, { generation: 'other' }))).toBe(before);
  expect(applyTick(before, tick(0.2, { job: 'other' }))).toBe(before);
});

test('a fraction outside 0..1 is held inside', () => {
  expect(applyTick(known({}), tick(7))['gen-1']?.jobs[0]?.fraction).toBe(1);
  expect(applyTick(known({}), tick(Number.NaN))['gen-1']?.jobs[0]?.fraction).toBe(0);
});

test('an answer that is older than the last tick does not move the bar back', () => {
  const before = applyTick(known({}), tick(0.6));
  const after = mergeGeneration(
    before,
    generation({ jobs: [job({ state: 'running', stage: 'Blocking the scene', fraction: 0.3 })] }),
  );
  expect(after['gen-1']?.jobs[0]).toMatchObject({ stage: 'Lighting', fraction: 0.6, remaining_seconds: 3 });
});

test('a job that was given back starts again from nothing', () => {
  const before = applyTick(known({}), tick(0.6));
  const after = mergeGeneration(before, generation({ jobs: [job({ state: 'queued', fraction: 0 })] }));
  expect(after['gen-1']?.jobs[0]?.fraction).toBe(0);
});

test('the whole is as far as its jobs together; what ended counts in full', () => {
  const jobs = [job({ state: 'succeeded', fraction: 0.9 }), job({ state: 'running', fraction: 0.5 }), job(), job()];
  expect(fractionOf(generation({ jobs }))).toBe(0.375);
  expect(fractionOf(generation({ jobs: [] }))).toBe(0);
  expect(fractionOf(generation({ state: 'succeeded', jobs }))).toBe(1);
});

test('the time left counts those that still wait', () => {
  const jobs = [job({ state: 'running', fraction: 0.5, remaining_seconds: 4 }), job({ id: 'b' }), job({ id: 'c' })];
  expect(secondsLeft(generation({ jobs }))).toBe(4 + 2 * 8);
  expect(secondsLeft(generation({ jobs: [job()] }))).toBeNull();
});

test('an automatic film without a job of its own is gathering its scenes', () => {
  expect(isGathering(generation({ kind: 'film', jobs: [] }))).toBe(true);
  expect(isGathering(generation({ kind: 'film', jobs: [job({ kind: 'cut' })] }))).toBe(false);
});

test('the bar of takes never moves back when their scoring comes in one by one', () => {
  const steps = [
    [job({ kind: 'take', state: 'running', fraction: 0.9 }), job({ kind: 'take' })],
    [job({ kind: 'take', state: 'succeeded' }), job({ kind: 'take' }), job({ kind: 'score' })],
    [
      job({ kind: 'take', state: 'succeeded' }),
      job({ kind: 'take', state: 'running', fraction: 0.5 }),
      job({ kind: 'score', state: 'succeeded' }),
    ],
    [
      job({ kind: 'take', state: 'succeeded' }),
      job({ kind: 'take', state: 'succeeded' }),
      job({ kind: 'score', state: 'succeeded' }),
      job({ kind: 'score' }),
    ],
  ].map((jobs) => fractionOf(generation({ kind: 'takes', jobs })));
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(steps.at(-1)).toBeCloseTo(0.95);
});

test('a first look stays while its picture is made, and is never an address', () => {
  const look = 'data:image/jpeg;base64,AAAA';
  const data = { ...tick(0.1).data, preview: look };
  const looked = applyTick(known({}), tick(0.1, { data }));
  expect(applyTick(looked, tick(0.2))['gen-1']?.jobs[0]?.preview).toBe(look);
  const answered = mergeGeneration(looked, generation({ jobs: [job({ state: 'running', fraction: 0.5 })] }));
  expect(answered['gen-1']?.jobs[0]?.preview).toBe(look);
  const address = { ...data, preview: 'https://elsewhere.example/a.jpg' };
  expect(applyTick(known({}), tick(0.1, { data: address }))['gen-1']?.jobs[0]?.preview).toBeUndefined();
});
