import { expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { Scene } from '../api/types';
import { scene } from '../testing/samples';
import { changed, clashing, Edit } from './edit.svelte';

const first = scene({ title: 'Into the light', prompt: 'a ship', etag: '"1"' });
const refused = () => Promise.reject(new ApiError(spokenProblem(412)));

/** `standing`: what a reading finds, one after the other; a change is refused unless it names the newest of them. */
function edit(...standing: Scene[]) {
  const left = [...standing];
  const read = vi.fn(() => Promise.resolve(left.shift() ?? null));
  const newest = standing.at(-1)?.etag ?? first.etag;
  const write = vi.fn((change: Partial<Scene>, seen: Scene) =>
    seen.etag === newest ? Promise.resolve({ ...seen, ...change, etag: '"saved"' }) : refused(),
  );
  return { read, write, it: new Edit<Scene, 'title' | 'prompt'>(first, read, write) };
}

test('only what the person wrote is sent, over what they have seen', async () => {
  const { it, write } = edit();
  expect((await it.save({ title: first.title, prompt: 'a storm' }))?.prompt).toBe('a storm');
  expect(write).toHaveBeenCalledWith({ prompt: 'a storm' }, first);
});

test('nothing is sent where nothing was written', async () => {
  const { it, write } = edit();
  expect(await it.save({ title: first.title, prompt: first.prompt })).toBe(first);
  expect(write).not.toHaveBeenCalled();
});

test('a field that somebody else changed is shown, and nothing is written over it', async () => {
  const theirs = scene({ prompt: 'a calm', etag: '"2"' });
  const { it, write } = edit(theirs);
  expect(await it.save({ title: first.title, prompt: 'a storm' })).toBeUndefined();
  expect(it.clashes).toEqual(['prompt']);
  expect(it.seen).toBe(theirs);
  expect(it.action.problem).toBeNull();
  expect(write).toHaveBeenCalledTimes(1);
});

test('saved once more after both were seen, ours stays', async () => {
  const { it, write } = edit(scene({ prompt: 'a calm', title: 'Theirs', etag: '"2"' }));
  await it.save({ title: first.title, prompt: 'a storm' });
  const saved = await it.save({ title: first.title, prompt: 'a storm, at last' });
  expect(write).toHaveBeenLastCalledWith({ prompt: 'a storm, at last' }, expect.objectContaining({ etag: '"2"' }));
  expect([saved?.title, saved?.prompt]).toEqual(['Theirs', 'a storm, at last']);
  expect(it.clashes).toEqual([]);
});

test('a third edition between the two is shown again', async () => {
  const { it } = edit(scene({ prompt: 'a calm', etag: '"2"' }), scene({ prompt: 'a fog', etag: '"3"' }));
  await it.save({ prompt: 'a storm' });
  expect(await it.save({ prompt: 'a storm' })).toBeUndefined();
  expect(it.seen.prompt).toBe('a fog');
  expect((await it.save({ prompt: 'a storm' }))?.prompt).toBe('a storm');
});

test('taken, theirs is what the next change is compared with', async () => {
  const { it, write } = edit(scene({ prompt: 'a calm', etag: '"2"' }));
  await it.save({ prompt: 'a storm' });
  expect(it.take().prompt).toBe('a calm');
  expect(it.clashes).toEqual([]);
  await it.save({ prompt: 'a calm' });
  expect(write).toHaveBeenCalledTimes(1);
});

test('another field of it that somebody changed asks nobody: both changes stay', async () => {
  const { it } = edit(scene({ title: 'Theirs', prompt: 'a ship', etag: '"2"' }));
  const saved = await it.save({ title: first.title, prompt: 'a storm' });
  expect([saved?.title, saved?.prompt]).toEqual(['Theirs', 'a storm']);
});

test('an answer that was lost counts as given when the words are there already', async () => {
  const { it, write } = edit(scene({ prompt: 'a storm', etag: '"2"' }));
  expect((await it.save({ prompt: 'a storm' }))?.etag).toBe('"2"');
  expect(write).toHaveBeenCalledTimes(1);
});

test('what is gone, or changes each time, is told as any other problem', async () => {
  const gone = new Edit<Scene, 'prompt'>(first, () => Promise.resolve(null), refused);
  await gone.save({ prompt: 'a storm' });
  expect(gone.action.problem?.status).toBe(412);
  const restless = new Edit<Scene, 'prompt'>(first, () => Promise.resolve(scene({ etag: '"x"' })), refused);
  await restless.save({ prompt: 'a storm' });
  expect(restless.action.problem?.status).toBe(412);
});

test('lists are compared by what is in them', () => {
  expect(changed({ events: ['a'], on: true }, { events: ['a'], on: false })).toEqual({ on: false });
  expect(clashing({ events: ['a'] }, { events: ['a', 'b'] }, { events: ['c'] })).toEqual(['events']);
});
