import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ReviewDesk } from '../review/desk.svelte';
import { Playback } from '../stores/playback.svelte';
import { scene, take } from '../testing/samples';
import { clipOf } from './reviewing';
import TakeCard from './TakeCard.svelte';

const scores = [
  {
    dimension: 'subject_consistency',
    status: 'measured',
    value: 0.93,
    method: 'histograms',
    version: '1',
    reason: '',
    moments: [],
    said: '',
  },
  {
    dimension: 'prompt_alignment',
    status: 'not_measured',
    value: null,
    method: '',
    version: '',
    reason: 'No way to compare words and pictures is installed.',
    moments: [],
    said: '',
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
    clip: clipOf(one, scene()),
    desk: new ReviewDesk(
      new Playback(),
      () => [],
      () => null,
    ),
    onuse: vi.fn(),
    onpolish: vi.fn(),
    oncompare: vi.fn(),
    ...change,
  };
  render(TakeCard, { props });
  return props;
}

test('the weakest score is said in a sentence, the others when they are asked for', () => {
  const said = (dimension: string, value: number, words: string) => ({
    ...scores[0]!,
    dimension,
    value,
    said: words,
  });
  const spoken = [
    said('subject_consistency', 0.93, 'It stays itself.'),
    said('dynamic_degree', 0.3, 'Hardly anything moves.'),
  ];
  show({ take: take({ number: 2, scores: spoken }) });
  const block = screen.getByTestId('scores-said');
  expect(block.querySelector('p')?.textContent).toBe('Movement Hardly anything moves.');
  expect(block.querySelector('details')?.open).toBe(false);
  expect(block.querySelector('details')?.textContent).toContain('Subject holds It stays itself.');
});

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
