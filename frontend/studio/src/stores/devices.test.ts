import { expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { StudioApi } from '../api/studio';
import { card, deviceLoad } from '../testing/samples';
import { TestSocket } from '../testing/socket';
import { testStudio } from '../testing/studio';
import { Devices, HOST, KEPT_READINGS } from './devices.svelte';

const reading = (devices: () => Promise<unknown>) => new Devices({ devices } as unknown as StudioApi);

test('the first look is one read, and what follows is kept for the drawing', async () => {
  const read = vi.fn(async () => deviceLoad());
  const devices = reading(read);
  await devices.start();
  await devices.start();
  devices.heard(deviceLoad({ cards: [card({ used_gb: 48, utilisation: null })] }));
  expect(read).toHaveBeenCalledTimes(1);
  expect(devices.past['card-1']).toEqual([
    { memory: 25 / 48, use: 0.6 },
    { memory: 1, use: null },
  ]);
  expect(devices.past[HOST]).toHaveLength(2);
});

test('only the last minutes are kept, and a card that is gone is forgotten', () => {
  const devices = reading(async () => deviceLoad());
  for (let at = 0; at < KEPT_READINGS + 5; at += 1) devices.heard(deviceLoad());
  expect(devices.past['card-1']).toHaveLength(KEPT_READINGS);
  devices.heard(deviceLoad({ cards: [] }));
  expect(devices.past['card-1']).toBeUndefined();
});

test('who may not look sees nothing, and no error', async () => {
  const devices = reading(() => Promise.reject(new ApiError(spokenProblem(403))));
  await devices.start();
  expect(devices.load).toBeNull();
});

test('what comes over the line is shown', () => {
  TestSocket.made = [];
  vi.stubGlobal('WebSocket', TestSocket);
  const { live } = testStudio();
  live.start();
  TestSocket.last.say({ type: 'device.load', data: deviceLoad() });
  expect(live.devices.load?.cards[0]?.name).toBe('Studio 1');
  live.stop();
});
