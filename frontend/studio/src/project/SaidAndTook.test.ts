import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import SaidAndTook from './SaidAndTook.svelte';

const RIGHT = { seconds: [4, 6], measured_seconds: 5, inside: true, suggestion: '' };

test('what was said stands beside what it took', () => {
  render(SaidAndTook, { props: { estimate: RIGHT } });
  const told = screen.getByTestId('time-after').textContent;
  expect(told).toContain('We said 4–6 s');
  expect(told).toContain('It took 5 s');
  expect(screen.queryByTestId('next-time')).toBeNull();
});

test('a word for next time is told where there is one', () => {
  const word = 'Next time this takes about 12 s; Standard would take about 4 s.';
  render(SaidAndTook, { props: { estimate: { ...RIGHT, measured_seconds: 13, inside: false, suggestion: word } } });
  expect(screen.getByTestId('next-time').textContent).toBe(word);
});
