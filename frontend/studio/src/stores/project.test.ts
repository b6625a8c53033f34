import { expect, test, vi } from 'vitest';
import { QUIET_MS } from '../live/refetch';
import { episode, frame, generation, job, project, scene } from '../testing/samples';
import { TestSocket } from '../testing/socket';
import { testStudio } from '../testing/studio';
import { ProjectStore } from './project.svelte';

function open(answers: Record<string, unknown> = {}) {
  vi.useFakeTimers();
  TestSocket.made = [];
  vi.stubGlobal('WebSocket', TestSocket);
  const calls = {
    project: vi.fn(() => Promise.resolve(project())),
    episode: vi.fn(() => Promise.resolve(episode())),
    generations: vi.fn(() => Promise.resolve([])),
    generation: vi.fn(() => Promise.resolve(generation())),
    scene: vi.fn(() => Promise.resolve(scene({ frames: [frame()] }))),
    ...answers,
  };
  const studio = testStudio(calls);
  const store = new ProjectStore(studio, 'pro-1');
  studio.live.start();
  store.start();
  return { studio, store, calls };
}

const change = (seq: number, type: string, scene: string | null) => ({
  type,
  seq,
  at: '',
  project: 'pro-1',
  scene,
  generation: 'gen-1',
  data: {},
});
const settle = () => vi.advanceTimersByTimeAsync(3 * QUIET_MS);

test('a frame that was made appears without a reload, by one read of its scene', async () => {
  const { store, calls } = open();
  await settle();
  TestSocket.last.say({ type: 'hello', seq: 1 });
  await settle();
  calls.project.mockClear();
  TestSocket.last.say(change(2, 'frame.made', 'sce-1'));
  await settle();
  expect(store.episode?.scenes[0]?.frames).toHaveLength(1);
  expect([calls.scene.mock.calls.length, calls.project.mock.calls.length]).toEqual([1, 0]);
});

test('only what is made after the page opened develops before the eye', async () => {
  const { store } = open({
    episode: () => Promise.resolve(episode({ scenes: [scene({ frames: [frame({ id: 'old' })] })] })),
  });
  await settle();
  expect([store.isNew('old'), store.isNew('later')]).toEqual([false, true]);
});

test('after a reload progress comes from the answer first, and then from ticks', async () => {
  const running = generation({ jobs: [job({ state: 'running', stage: 'Lighting', fraction: 0.4 })] });
  const { store } = open({ generations: () => Promise.resolve([running]), generation: () => Promise.resolve(running) });
  await settle();
  expect(store.open[0]?.jobs[0]).toMatchObject({ stage: 'Lighting', fraction: 0.4 });
  TestSocket.last.say({
    type: 'job.progress',
    generation: 'gen-1',
    job: 'job-1',
    data: { kind: 'picture', number: 1, stage: 'Developing', fraction: 0.8, remaining_seconds: 1 },
  });
  expect(store.open[0]?.jobs[0]).toMatchObject({ stage: 'Developing', fraction: 0.8 });
});

test('planned scenes make the whole episode be read again', async () => {
  const { calls } = open();
  await settle();
  calls.episode.mockClear();
  TestSocket.last.say(change(1, 'scene.planned', null));
  await settle();
  expect(calls.episode).toHaveBeenCalledTimes(1);
});

test('what happens in another project is not read here', async () => {
  const { calls } = open();
  await settle();
  TestSocket.last.say({ type: 'hello', seq: 1 });
  await settle();
  calls.episode.mockClear();
  TestSocket.last.say({ ...change(2, 'scene.planned', null), project: 'pro-2' });
  await settle();
  expect(calls.episode).not.toHaveBeenCalled();
});
