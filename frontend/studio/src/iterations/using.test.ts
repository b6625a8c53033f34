import { expect, test, vi } from 'vitest';
import type { SceneVersion } from '../api/types';
import { frame, scene, take } from '../testing/samples';
import { testStudio } from '../testing/studio';
import { goesOnFrom, useVersion } from './using';

const version = (change: Partial<SceneVersion>): SceneVersion => ({
  ...({
    id: 'g1',
    number: 1,
    kind: 'takes',
    prompt: 'a boat',
    negative_prompt: '',
    enhance: null,
    frame: 'f1',
    take: 't1',
  } as SceneVersion),
  ...change,
});

test('going back chooses its frame and take and gives the scene its words', async () => {
  const before = scene({ prompt: 'a ship', frames: [frame({ id: 'f1' })], takes: [take({ id: 't1' })] });
  const after = scene({ prompt: 'a boat', selected_take: 't1' });
  const api = {
    chooseFrame: vi.fn(async () => before),
    chooseTake: vi.fn(async () => before),
    changeScene: vi.fn(async () => after),
  };
  expect(await useVersion(testStudio(api), before, version({}))).toBe(after);
  expect(api.chooseFrame).toHaveBeenCalledWith(before.id, before.frames[0]);
  expect(api.chooseTake).toHaveBeenCalledWith(before.takes[0]);
  expect(api.changeScene).toHaveBeenCalledWith(before.id, { prompt: 'a boat' });
});

test('going back gives the scene the chips of then, so that its frame is not out of date', async () => {
  const now = scene({ prompt: 'a boat', enhancements: ['light-low'], negative_prompt: 'blur' });
  const api = { changeScene: vi.fn(async () => now) };
  await useVersion(
    testStudio(api),
    now,
    version({ frame: null, take: null, enhance: ['lens-24'], negative_prompt: '' }),
  );
  expect(api.changeScene).toHaveBeenCalledWith(now.id, { enhancements: ['lens-24'], negative_prompt: '' });
});

test('what is in use already is not asked for again', async () => {
  const now = scene({ prompt: 'a boat', frames: [frame({ id: 'f1' })], selected_frame: 'f1' });
  const api = { chooseFrame: vi.fn(), chooseTake: vi.fn(), changeScene: vi.fn() };
  expect(await useVersion(testStudio(api), now, version({ kind: 'frames', take: null }))).toBe(now);
  expect(api.chooseFrame).not.toHaveBeenCalled();
  expect(api.changeScene).not.toHaveBeenCalled();
});

test('what is asked for goes on from what is chosen', () => {
  const frames = [frame({ id: 'f1', generation: 'g1' }), frame({ id: 'f2', generation: 'g2' })];
  const takes = [take({ id: 't1', generation: 'g3', frame: 'f1' })];
  const now = scene({ frames, takes, selected_frame: 'f1', selected_take: 't1' });
  expect(goesOnFrom(now, frames[0]!, 'takes')).toBe('g3');
  expect(goesOnFrom(now, frames[1]!, 'takes')).toBe('g2');
  expect(goesOnFrom(now, null, 'frames')).toBe('g1');
  expect(goesOnFrom(scene({ frames: [] }), null, 'frames')).toBeUndefined();
});
