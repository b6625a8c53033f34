// @vitest-environment node
import { expect, test, vi } from 'vitest';
import { QUIET_MS, Refetcher, RETRY_MS } from './refetch';

test('many hints in a moment are one read', async () => {
  vi.useFakeTimers();
  const read = vi.fn(() => Promise.resolve());
  const refetcher = new Refetcher();
  for (let hint = 0; hint < 20; hint += 1) refetcher.ask('scene 1', read);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(read).toHaveBeenCalledTimes(1);
});

test('a hint during a read is read once more afterwards', async () => {
  vi.useFakeTimers();
  let finish = () => {};
  const read = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const refetcher = new Refetcher();
  refetcher.ask('scene 1', read);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  refetcher.ask('scene 1', read);
  refetcher.ask('scene 1', read);
  expect(read).toHaveBeenCalledTimes(1);
  finish();
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(read).toHaveBeenCalledTimes(2);
});

test('different things are read at the same time', async () => {
  vi.useFakeTimers();
  const one = vi.fn(() => Promise.resolve());
  const two = vi.fn(() => Promise.resolve());
  const refetcher = new Refetcher();
  refetcher.ask('one', one);
  refetcher.ask('two', two);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 1]);
});

test('a read that failed is tried again, each time later, and at last waits for the next hint', async () => {
  vi.useFakeTimers();
  const read = vi.fn(() => Promise.reject(new Error('out of reach')));
  const refetcher = new Refetcher();
  refetcher.ask('scene 1', read);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  for (const [tries, pause] of RETRY_MS.entries()) {
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(read).toHaveBeenCalledTimes(tries + 1);
    await vi.advanceTimersByTimeAsync(1);
  }
  await vi.advanceTimersByTimeAsync(600_000);
  expect(read).toHaveBeenCalledTimes(1 + RETRY_MS.length);
  refetcher.ask('scene 1', read);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(read).toHaveBeenCalledTimes(2 + RETRY_MS.length);
});

test('nothing is tried again once it was stopped', async () => {
  vi.useFakeTimers();
  const read = vi.fn(() => Promise.reject(new Error('out of reach')));
  const refetcher = new Refetcher();
  refetcher.ask('scene 1', read);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  refetcher.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(read).toHaveBeenCalledTimes(1);
});
