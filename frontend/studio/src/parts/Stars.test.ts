import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import Stars from './Stars.svelte';

function show(value: number) {
  const onchange = vi.fn();
  render(Stars, { props: { value, onchange, label: 'Rate this' } });
  return onchange;
}

test('it is one group of five radio buttons, each said in words', () => {
  show(3);
  const radios = screen.getAllByRole<HTMLInputElement>('radio');
  expect(screen.getByRole('group', { name: 'Rate this' })).toBeTruthy();
  expect(radios.map((radio) => radio.checked)).toEqual([false, false, true, false, false]);
  expect(new Set(radios.map((radio) => radio.name)).size).toBe(1);
  for (const words of ['1 star', '2 stars', '5 stars']) expect(screen.getByLabelText(words)).toBeTruthy();
});

test('before anything is chosen none is', () => {
  show(0);
  expect(screen.getAllByRole<HTMLInputElement>('radio').some((radio) => radio.checked)).toBe(false);
  expect(screen.getByTestId('stars').textContent).not.toContain('of 5');
});

test('choosing one says how many', async () => {
  const onchange = show(0);
  await fireEvent.click(screen.getByLabelText('4 stars'));
  expect(onchange).toHaveBeenCalledWith(4);
});
