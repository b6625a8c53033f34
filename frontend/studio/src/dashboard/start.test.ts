// @vitest-environment node
import { expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { StudioApi } from '../api/studio';
import { project } from '../testing/samples';
import { startFilm } from './start';

const wanted = { idea: 'a ship', quality: 'low' as const, scenes: 2, automatic: false };

function api(plan: () => Promise<unknown>) {
  return {
    createProject: vi.fn(() => Promise.resolve(project())),
    plan: vi.fn(plan),
    film: vi.fn(() => Promise.resolve({})),
    deleteProject: vi.fn(() => Promise.resolve(null)),
  };
}

test('one sentence becomes a project and a plan', async () => {
  const calls = api(() => Promise.resolve({}));
  await startFilm(calls as unknown as StudioApi, wanted, 'key');
  expect(calls.createProject).toHaveBeenCalledWith({ idea: 'a ship', quality: 'low' }, 'key');
  expect(calls.plan).toHaveBeenCalledWith('epi-1', { idea: 'a ship', scenes: 2 }, 'key');
  expect(calls.film).not.toHaveBeenCalled();
});

test('when the studio does it all, the film plans itself', async () => {
  const calls = api(() => Promise.resolve({}));
  await startFilm(calls as unknown as StudioApi, { ...wanted, automatic: true }, 'key');
  expect(calls.film).toHaveBeenCalledWith('epi-1', { automatic: true, scenes: 2 }, 'key');
  expect(calls.plan).not.toHaveBeenCalled();
});

test('a refused plan leaves no empty project behind', async () => {
  const calls = api(() => Promise.reject(new ApiError(spokenProblem(400))));
  await expect(startFilm(calls as unknown as StudioApi, wanted, 'key')).rejects.toThrow();
  expect(calls.deleteProject).toHaveBeenCalledWith('pro-1');
});

test('a lost connection deletes nothing: the plan may be on its way', async () => {
  const calls = api(() => Promise.reject(new ApiError(spokenProblem(0))));
  await expect(startFilm(calls as unknown as StudioApi, wanted, 'key')).rejects.toThrow();
  expect(calls.deleteProject).not.toHaveBeenCalled();
});
