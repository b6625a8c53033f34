import { expect, test, vi } from 'vitest';
import { CATALOGUE } from '../testing/chips';
import { testStudio } from '../testing/studio';
import { Chips, leavesOut, withoutToggled } from './chips.svelte';

async function known(): Promise<Chips> {
  const studio = testStudio({ enhancements: () => Promise.resolve(CATALOGUE) });
  studio.chips.start();
  await vi.waitFor(() => expect(studio.chips.groups).toHaveLength(3));
  return studio.chips;
}

test('a chip takes the place of the one that it excludes, and goes off again', async () => {
  const chips = await known();
  expect(chips.toggled(['lens-35', 'air-fog'], 'lens-85')).toEqual(['air-fog', 'lens-85']);
  expect(chips.toggled(['air-rain', 'air-fog'], 'air-snow')).toEqual(['air-fog', 'air-snow']);
  expect(chips.toggled(['air-fog'], 'air-rain')).toEqual(['air-fog', 'air-rain']);
  expect(chips.toggled(['air-fog', 'lens-35'], 'air-fog')).toEqual(['lens-35']);
});

test('what is left out goes in and out of the line without touching what was written', () => {
  expect(withoutToggled('', 'people')).toBe('people');
  expect(withoutToggled('a dog, text, captions', 'text, captions')).toBe('a dog');
  expect(withoutToggled('a dog', 'text, captions')).toBe('a dog, text, captions');
  expect(leavesOut('Text , captions, x', 'text, captions')).toBe(true);
  expect(leavesOut('text', 'text, captions')).toBe(false);
});
