// @vitest-environment node
import { expect, test } from 'vitest';
import { card, deviceLoad } from '../testing/samples';
import { cardFacts, freeWords, hostFacts, stateOf } from './devices';

test('a card is told in gigabytes, degrees and watts; what cannot be read is left out', () => {
  expect(freeWords(card())).toBe('23 of 48 GB free');
  expect(cardFacts(card())).toBe('60% in use · 61 °C · 310 W');
  expect(cardFacts(card({ utilisation: null, temperature_c: null, power_watts: null }))).toBe('');
});

test('a card that is not heard of is not said to be free', () => {
  expect(freeWords(card({ stale: true }))).toBe('not heard of');
  expect(stateOf(deviceLoad({ cards: [card({ stale: true })] }))).toEqual({ words: 'Not heard of', isGood: false });
});

test('there is room while one card has some', () => {
  expect(stateOf(deviceLoad())?.words).toBe('Room to work');
  expect(stateOf(deviceLoad({ cards: [card({ free_gb: 2 })] }))?.words).toBe('Nearly full');
  expect(stateOf(deviceLoad({ cards: [] }))).toBeNull();
});

test('the computer tells its memory and its disk', () => {
  const host = deviceLoad().host!;
  expect(hostFacts(host)).toEqual({ free: '44 of 64 GB free', words: '30% in use · 200 GB of disk free' });
  expect(hostFacts({ ...host, cpu: null, ram_used_gb: null, disk_free_gb: null })).toEqual({ free: '', words: '' });
});
