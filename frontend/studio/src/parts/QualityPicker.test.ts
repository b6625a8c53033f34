import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { Tier } from '../api/types';
import Host from '../testing/Host.svelte';
import { tier } from '../testing/samples';
import { testStudio } from '../testing/studio';
import QualityPicker from './QualityPicker.svelte';

function show(props: Record<string, unknown> = {}) {
  const onchange = vi.fn();
  const { tiers, ...rest } = props;
  const studio = testStudio();
  if (tiers) studio.tiers.list = tiers as Tier[];
  render(Host, {
    props: { studio, of: QualityPicker, props: { value: 'standard', onchange, ...rest } },
  });
  return onchange;
}

test('each quality has its name and its time range', () => {
  show();
  expect(
    ['low', 'standard', 'high'].map((id) =>
      screen.getByTestId(`quality-${id}`).textContent?.replace(/\s+/g, ' ').trim(),
    ),
  ).toEqual(['Low 1–2 s', 'Standard 30–60 s', 'High 2–5 min']);
});

test('it is one group of radio buttons with one chosen', () => {
  show();
  const radios = screen.getAllByRole<HTMLInputElement>('radio');
  expect(radios.map((radio) => radio.checked)).toEqual([false, true, false]);
  expect(new Set(radios.map((radio) => radio.name)).size).toBe(1);
  expect(screen.getByRole('group', { name: 'Quality' })).toBeTruthy();
});

test('choosing another says which', async () => {
  const onchange = show();
  await fireEvent.click(screen.getByTestId('quality-high'));
  expect(onchange).toHaveBeenCalledWith('high');
});

test('while a choice is saved none can be made', () => {
  show({ disabled: true });
  expect(screen.getByRole<HTMLFieldSetElement>('group', { name: 'Quality' }).disabled).toBe(true);
});

test('times follow what is asked for', () => {
  show({ count: 4 });
  expect(screen.getByTestId('quality-standard').textContent).toContain('2–4 min');
});

test('what does not fit can be seen, with the reason, and chosen all the same', async () => {
  const made = tier('high', [120, 290]);
  const picture = { ...made.picture, notice: 'High needs 24.0 GB.' };
  const high = { ...made, available: false, picture_reached: false, picture };
  const onchange = show({ tiers: [tier('low', [1, 2]), tier('standard', [30, 60]), high] });
  expect(screen.getByTestId('quality-high').textContent).toContain('does not fit');
  expect(screen.getByRole('radio', { name: /High/ }).getAttribute('aria-describedby')).toBe(
    screen.getByTestId('quality-why').id,
  );
  expect(screen.getByTestId('quality-why').textContent).toBe('High needs 24.0 GB.');
  await fireEvent.click(screen.getByTestId('quality-high'));
  expect(onchange).toHaveBeenCalledWith('high');
});

test('of takes it is said whether a take fits', () => {
  const made = tier('high', [120, 290]);
  const video = { ...made.video, notice: 'High needs 19.3 GB.' };
  const high = { ...made, available: false, video_reached: false, video };
  const tiers = [tier('low', [1, 2]), tier('standard', [30, 60]), high];
  show({ tiers, of: 'picture' });
  expect(screen.queryByTestId('quality-why')).toBeNull();
  cleanup();
  show({ tiers, of: 'video' });
  expect(screen.getByTestId('quality-why').textContent).toBe('High needs 19.3 GB.');
});

test('where everything is drawn, no choice is marked', () => {
  const drawn = (['low', 'standard', 'high'] as const).map((id) => ({
    ...tier(id, [1, 2]),
    available: false,
    picture_reached: false,
  }));
  show({ tiers: drawn });
  expect(screen.queryByTestId('quality-why')).toBeNull();
  expect(screen.getByTestId('quality-high').textContent).toContain('1–2 s');
});
