import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { Playback } from '../stores/playback.svelte';
import { take } from '../testing/samples';
import TakeCard from './TakeCard.svelte';

const scores = [
  { dimension: 'subject_consistency', status: 'measured', value: 0.93, method: 'histograms', version: '1', reason: '' },
  {
    dimension: 'prompt_alignment',
    status: 'not_measured',
    value: null,
    method: '',
    version: '',
    reason: 'No way to compare words and pictures is installed.',
  },
];

function show(change: Record<string, unknown> = {}) {
  const one = take({ number: 2, scores });
  const props = {
    take: one,
    takes: [one],
    chosen: false,
    busy: false,
    isBest: true,
    playback: new Playback(),
    poster: null,
    onuse: vi.fn(),
    ...change,
  };
  render(TakeCard, { props });
  return props;
}

test('a score is a number, and what was not measured says why', () => {
  show();
  const rows = screen.getAllByTestId('score').map((row) => row.textContent?.replace(/\s+/g, ' ').trim());
  expect(rows).toEqual([
    'Subject holds93',
    'Prompt match Not measured No way to compare words and pictures is installed.',
  ]);
});

test('a circled take is ringed and offers no second circling', () => {
  show({ chosen: true });
  expect(screen.getByTestId('take-card').querySelector('.ring')).not.toBeNull();
  expect(screen.queryByTestId('use-take')).toBeNull();
});

test('Use take circles it, and its film can be taken home', async () => {
  const props = show();
  await fireEvent.click(screen.getByTestId('use-take'));
  expect(props.onuse).toHaveBeenCalledTimes(1);
  expect(screen.getByTestId('download-take').getAttribute('href')).toContain('?download=');
});
