import { expect, test, vi } from 'vitest';
import { QUIET_MS } from '../live/refetch';
import { generation } from '../testing/samples';
import { testStudio } from '../testing/studio';

const scoring = generation({ id: 'g1', state: 'scoring' });
const done = generation({ id: 'g1', state: 'succeeded' });

test('what has ended does not go on again because an older answer comes late', async () => {
  vi.useFakeTimers();
  const read = vi.fn(() => Promise.resolve(done));
  const { live } = testStudio({ generation: read });
  live.learn(scoring);
  live.learn(done);
  live.learn(scoring);
  expect(live.generations.g1?.state).toBe('succeeded');
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(read).toHaveBeenCalledWith('g1');
  vi.useRealTimers();
});

test('what was really taken up again is shown once it is read', async () => {
  vi.useFakeTimers();
  const { live } = testStudio({ generation: () => Promise.resolve(scoring) });
  live.learn(done);
  live.learn(scoring);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(live.generations.g1?.state).toBe('scoring');
  vi.useRealTimers();
});

test('what was learned while another was read is kept', async () => {
  vi.useFakeTimers();
  const other = generation({ id: 'g2', state: 'succeeded' });
  let answer = (_: typeof other) => {};
  const { live } = testStudio({ generation: () => new Promise((resolve) => (answer = resolve)) });
  live.learn(other, scoring);
  live.learn(generation({ ...other, state: 'running' })); // ended here: it is read anew
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  live.learn(done);
  answer(other);
  await vi.advanceTimersByTimeAsync(0);
  expect(live.generations.g1?.state).toBe('succeeded');
  vi.useRealTimers();
});
