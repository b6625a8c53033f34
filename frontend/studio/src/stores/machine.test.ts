import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { StudioApi } from '../api/studio';
import { advice } from '../testing/advice';
import { Machine } from './machine.svelte';

const answering = (...lines: string[]) => {
  const asked = vi.fn(async () => advice({ headline: lines.shift() ?? '' }));
  return { asked, machine: new Machine({ advice: asked } as unknown as StudioApi) };
};

afterEach(() => localStorage.clear());

test('the line is read once, however many pages show it', async () => {
  const { asked, machine } = answering('Low for drafts.');
  await Promise.all([machine.load(), machine.load()]);
  expect(machine.line).toBe('Low for drafts.');
  expect(asked).toHaveBeenCalledTimes(1);
});

test('a line that was put away stays away until it says something else', async () => {
  const first = answering('Low for drafts.').machine;
  await first.load();
  first.dismiss();
  expect(first.line).toBe('');
  const again = answering('Low for drafts.').machine;
  await again.load();
  expect(again.line).toBe('');
  const other = answering('Standard for drafts.').machine;
  await other.load();
  expect(other.line).toBe('Standard for drafts.');
});

test('without an answer there is no line, and the next page asks again', async () => {
  const asked = vi
    .fn()
    .mockRejectedValueOnce(new ApiError(spokenProblem(0)))
    .mockResolvedValueOnce(advice());
  const machine = new Machine({ advice: asked } as unknown as StudioApi);
  await machine.load();
  expect(machine.line).toBe('');
  await machine.load();
  expect(machine.line).toContain('For this machine');
});
