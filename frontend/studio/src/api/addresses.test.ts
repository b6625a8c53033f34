// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { Addresses, fileOf, KEPT_MS, outputOf } from './addresses';

const signed = (until: number, more = '') => `/media/north/out-1?until=${until}&signature=s${until}${more}`;

afterEach(() => vi.useRealTimers());

test('while an address serves, later answers keep it', () => {
  vi.useFakeTimers();
  const addresses = new Addresses();
  expect(addresses.settled({ frames: [{ url: signed(1), label: 'A' }] })).toEqual({
    frames: [{ url: signed(1), label: 'A' }],
  });
  vi.advanceTimersByTime(KEPT_MS);
  expect(addresses.settled([signed(2)])).toEqual([signed(1)]);
  expect(addresses.isOld(signed(1))).toBe(false);
  vi.advanceTimersByTime(1);
  expect(addresses.isOld(signed(1))).toBe(true);
  expect(addresses.settled([signed(3)])).toEqual([signed(3)]);
});

test('a download and the same file to look at have addresses of their own', () => {
  const addresses = new Addresses();
  addresses.settled(signed(1));
  expect(addresses.settled(signed(2, '&download=a.png'))).toBe(signed(2, '&download=a.png'));
});

test('an address that does not serve is not kept', () => {
  const addresses = new Addresses();
  addresses.settled(signed(1));
  addresses.forget(signed(1));
  expect(addresses.isOld(signed(1))).toBe(true);
  expect(addresses.settled(signed(2))).toBe(signed(2));
});

test('an address from before the one that is kept is old', () => {
  const addresses = new Addresses();
  addresses.settled(signed(2));
  expect(addresses.isOld(signed(1))).toBe(true);
  expect(addresses.isOld(new URL(signed(2), location.origin).href)).toBe(false);
});

test('everything else in an answer stays as it is', () => {
  const answer = { n: 1, none: null, yes: true, text: 'see /media/north/out-1', deep: [[{ a: [] }]] };
  expect(new Addresses().settled(answer)).toEqual(answer);
});

test('an address tells its file and its output', () => {
  expect(fileOf(signed(1))).toBe(fileOf(new URL(signed(2), location.origin).href));
  expect(outputOf(signed(1))).toBe('out-1');
  expect(outputOf('/static/a.png')).toBe(null);
});
