import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import Host from '../testing/Host.svelte';
import { testStudio } from '../testing/studio';
import QualityPicker from './QualityPicker.svelte';

function show(props: Record<string, unknown> = {}) {
  const onchange = vi.fn();
  render(Host, {
    props: { studio: testStudio(), of: QualityPicker, props: { value: 'standard', onchange, ...props } },
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
