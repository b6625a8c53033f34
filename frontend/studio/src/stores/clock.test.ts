// @vitest-environment node
import { expect, test } from 'vitest';
import { ServerClock } from './clock';

const HOUR = 3_600_000;

test('before the first answer this computer is believed', () => {
  expect(new ServerClock().now(5000)).toBe(5000);
});

test('a computer that is an hour slow counts by the server all the same', () => {
  const clock = new ServerClock();
  clock.learn(HOUR + 10_000, 10_100, 10_140);
  expect(Math.abs(clock.now(20_000) - (HOUR + 20_000))).toBeLessThanOrEqual(1000);
});

test('many answers tell it to a fraction of a second', () => {
  const clock = new ServerClock();
  for (let at = 0; at < 20; at += 1) {
    const here = 1000 + at * 1370;
    const server = here + 7_431;
    clock.learn(Math.floor(server / 1000) * 1000, here - 30, here + 10);
  }
  expect(Math.abs(clock.now(50_000) - 57_431)).toBeLessThan(120);
});

test('a clock that was set meanwhile starts anew', () => {
  const clock = new ServerClock();
  clock.learn(10_000, 10_000, 10_050);
  clock.learn(20_000, 20_000 + HOUR, 20_050 + HOUR);
  expect(Math.abs(clock.now(30_000 + HOUR) - 30_000)).toBeLessThanOrEqual(1000);
});

test('an answer without a date teaches nothing', () => {
  const clock = new ServerClock();
  clock.learn(Number.NaN, 0, 1);
  expect(clock.now(7)).toBe(7);
});
