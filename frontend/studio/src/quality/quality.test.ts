import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { TierId } from '../api/types';
import Host from '../testing/Host.svelte';
import { card, deviceLoad, tier } from '../testing/samples';
import { testStudio } from '../testing/studio';
import { adviceFor } from './advice';
import CompareSlider from './CompareSlider.svelte';
import QualityPage from './QualityPage.svelte';

function studio() {
  const made = testStudio({ devices: () => Promise.resolve(deviceLoad()) });
  made.boot.examples = (['low', 'standard', 'high'] as TierId[]).map((each, index) => ({
    tier: each,
    prompt: 'a tall ship',
    picture: `/static/examples/${each}.webp`,
    width: 768 * (index + 1),
    height: 432 * (index + 1),
    video: `/static/examples/${each}.mp4`,
    video_width: 512,
    video_height: 288,
  }));
  return made;
}

test('a native slider moves the edge between two qualities, and says so', async () => {
  render(Host, { props: { studio: studio(), of: CompareSlider } });
  const slider = screen.getByRole<HTMLInputElement>('slider', { name: 'How much of Low is seen beside High' });
  expect(slider.type).toBe('range');
  await fireEvent.input(slider, { target: { value: '80' } });
  expect(slider.getAttribute('aria-valuetext')).toBe('80% Low');
  expect(screen.getByRole('img', { name: 'High: a tall ship' })).toBeTruthy();
});

test('the two sides never show the same quality', async () => {
  render(Host, { props: { studio: studio(), of: CompareSlider } });
  await fireEvent.change(screen.getByRole('combobox', { name: 'Left' }), { target: { value: 'high' } });
  expect(screen.getByRole('slider').getAttribute('aria-label')).toBe('How much of High is seen beside Low');
});

test('where nothing was drawn yet, that is said', () => {
  render(Host, { props: { studio: testStudio(), of: CompareSlider } });
  expect(screen.queryByTestId('compare')).toBeNull();
  expect(screen.getByText(/examples are drawn/)).toBeTruthy();
});

test('the three stand side by side with size, time, price and what is reached', () => {
  const made = studio();
  made.tiers.list = [
    tier('low', [1, 2]),
    { ...tier('high', [120, 290]), available: false, video_reached: false, notice: 'High needs 24.0 GB.' },
  ];
  render(Host, { props: { studio: made, of: QualityPage } });
  expect(screen.getByTestId('tier-low').textContent).toContain('Reached here');
  const high = screen.getByTestId('tier-high').textContent;
  expect(high).toContain('Pictures only');
  expect(high).toContain('768 × 432');
  expect(high).toContain('High needs 24.0 GB.');
  expect(screen.getByRole('button', { name: 'Play low' })).toBeTruthy();
});

test('the advice names the cards, what is reached, and what would take it further', () => {
  const tiers = [tier('low', [1, 2]), { ...tier('high', [1, 2]), available: false, needs: 'Needs a card with 24 GB.' }];
  expect(adviceFor(tiers, deviceLoad()).map((line) => line.words)).toEqual([
    'Here: Studio 1 with 48 GB.',
    'low is the highest that is reached here now.',
  ]);
  expect(adviceFor(tiers, deviceLoad({ cards: [] })).at(-1)?.words).toBe('high: Needs a card with 24 GB.');
  const told = adviceFor(tiers, deviceLoad({ cards: [card()] }), ['With 32 GB, High takes 2 min.']);
  expect(told.at(-1)?.words).toBe('With 32 GB, High takes 2 min.');
});

test('where nothing is reached, all of it is drawn', () => {
  const none = [{ ...tier('low', [1, 2]), available: false, picture_reached: false, video_reached: false }];
  expect(adviceFor(none, null).map((line) => line.words)).toEqual([
    'Everything is a drawn preview here, at each quality’s size.',
  ]);
  const drawn = adviceFor([tier('low', [1, 2])], deviceLoad({ cards: [] }));
  expect(drawn.at(-1)?.words).toBe('Everything is a drawn preview here, at each quality’s size.');
});

test('where takes alone reach a quality, that is said', () => {
  const some = [{ ...tier('low', [1, 2]), available: false, picture_reached: false }];
  expect(adviceFor(some, null).map((line) => line.words)).toEqual([
    'Takes reach low here now. Pictures are drawn previews.',
  ]);
});
