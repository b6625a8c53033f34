import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { EpisodeQuality, JudgedScene } from '../api/types';
import Host from '../testing/Host.svelte';
import { generation } from '../testing/samples';
import { testStudio } from '../testing/studio';
import QualityView from './QualityView.svelte';

function judged(change: Partial<JudgedScene> = {}): JudgedScene {
  return {
    id: 'scene-1',
    number: 1,
    title: 'The crossing',
    seconds: 4,
    take: 't1',
    take_number: 2,
    generation: 'g1',
    chosen: true,
    points: 61,
    dimensions: [
      { dimension: 'dynamic_degree', name: 'Movement', points: 41, usual: 60, reason: '' },
      { dimension: 'prompt_alignment', name: 'Prompt match', points: null, usual: null, reason: 'No colours named.' },
    ],
    redo: true,
    why: 'Weak: movement 41.',
    suggestion: null,
    trend: [],
    picture: null,
    ...change,
  };
}

async function show(told: Partial<EpisodeQuality>, answers: Record<string, unknown> = {}) {
  const quality: EpisodeQuality = {
    episode: 'e1',
    points: 61,
    said: 'One scene, weighed by their seconds.',
    alike: true,
    seconds_measured: 4,
    compared_with: 3,
    rounds: [],
    rounds_said: '',
    scenes: [judged()],
    ...told,
  };
  const studio = testStudio({ episodeQuality: async () => quality, ...answers });
  const store = { id: 'p1', project: { name: 'The Long Passage' } };
  render(Host, { props: { studio, of: QualityView, props: { store, episode: 'e1' } } });
  await screen.findByTestId('quality-said');
  return studio;
}

test('it tells the score, what it rests on and what is weak', async () => {
  await show({});
  expect(screen.getByLabelText('Score over the episode: 61 of 100')).toBeTruthy();
  expect(screen.getByTestId('why').textContent).toBe('Weak: movement 41.');
  expect(screen.getByText('Dashed: your last 3 scenes.')).toBeTruthy();
  expect(screen.getByText('No colours named.')).toBeTruthy();
});

test('it shows how the best of it went from roll to roll', async () => {
  const rounds = [41, 66].map((points, index) => ({ number: index + 1, points, alike: true }));
  await show({ rounds, rounds_said: 'Best so far over 2 rounds: 41 to 66' });
  expect(screen.getByTestId('rounds').textContent).toContain('Best so far over 2 rounds: 41 to 66');
  expect(screen.getByRole('img', { name: 'Best so far over 2 rounds: 41 to 66' })).toBeTruthy();
});

test('where scenes were measured in different ways there is no number, only the reason', async () => {
  await show({
    points: null,
    said: 'All 2 scenes were measured in different ways, so there is no score over all of them.',
  });
  expect(screen.queryByLabelText(/Score over the episode/)).toBeNull();
  expect(screen.getByTestId('quality-said').textContent).toContain('different ways');
});

test('a suggestion is used with one press', async () => {
  const suggestion = {
    id: 's1',
    generation: 'g1',
    name: 'Movement',
    reason: 'It stands.',
    prompt: [],
    negative: ['blur'],
    on: [],
    off: [],
  };
  const useSuggestion = vi.fn(async () => generation({ id: 'g2' }));
  const retry = vi.fn();
  await show({ scenes: [judged({ suggestion })] }, { useSuggestion, retry });
  await fireEvent.click(screen.getByTestId('redo'));
  await vi.waitFor(() => expect(useSuggestion).toHaveBeenCalledWith(suggestion));
  expect(retry).not.toHaveBeenCalled();
});

test('without one the same is shot again with another seed', async () => {
  const retry = vi.fn(async () => generation({ id: 'g2' }));
  await show({}, { retry });
  await fireEvent.click(screen.getByTestId('redo'));
  await vi.waitFor(() => expect(retry).toHaveBeenCalledWith('g1', expect.any(String), { seed: expect.any(Number) }));
});

test('a scene without a take leads to its frames', async () => {
  await show({
    scenes: [judged({ take: null, generation: null, points: null, dimensions: [], why: 'It has no take yet.' })],
  });
  expect(screen.queryByTestId('redo')).toBeNull();
  expect(screen.getByText('Go to scene 1').getAttribute('href')).toBe('/w/north/projects/p1?scene=scene-1');
});

test('an episode without scenes says what to do', async () => {
  await show({ scenes: [], points: null, said: 'No take of this episode was looked over yet.' });
  expect(screen.getByText('No scenes yet')).toBeTruthy();
  expect(screen.queryByTestId('save-pdf')).toBeNull();
});
