// @vitest-environment node
import { expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import { Action } from './action.svelte';

const fails = (status: number) => () => Promise.reject(new ApiError(spokenProblem(status)));

test('while it runs it cannot be asked again', async () => {
  const action = new Action();
  let finish = (_: string) => {};
  const work = vi.fn(() => new Promise<string>((resolve) => (finish = resolve)));
  const first = action.run(work);
  const second = await action.run(work);
  expect(second).toBeUndefined();
  expect(action.busy).toBe(true);
  finish('done');
  expect(await first).toBe('done');
  expect(work).toHaveBeenCalledTimes(1);
  expect(action.busy).toBe(false);
});

test('trying again after a lost answer sends the same key, so nothing is made twice', async () => {
  const action = new Action();
  const keys: string[] = [];
  await action.run((key) => (keys.push(key), fails(0)()), 'a ship');
  await action.run((key) => (keys.push(key), Promise.resolve(1)), 'a ship');
  expect(keys[1]).toBe(keys[0]);
});

test('other words, or a refusal, take a new key', async () => {
  const action = new Action();
  const keys: string[] = [];
  await action.run((key) => (keys.push(key), fails(0)()), 'a ship');
  await action.run((key) => (keys.push(key), fails(400)()), 'a whale');
  await action.run((key) => (keys.push(key), Promise.resolve(1)), 'a whale');
  expect(new Set(keys).size).toBe(3);
});

test('the problem stays until the next try', async () => {
  const action = new Action();
  await action.run(fails(404));
  expect(action.problem?.status).toBe(404);
  await action.run(() => Promise.resolve(1));
  expect(action.problem).toBeNull();
});

test('a fault of ours is not swallowed', async () => {
  const action = new Action();
  await expect(action.run(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
  expect(action.busy).toBe(false);
});
