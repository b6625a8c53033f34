import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { Improvement, ImprovementRound } from '../api/types';
import Host from '../testing/Host.svelte';
import { take } from '../testing/samples';
import { testStudio } from '../testing/studio';
import ImproveBlock from './ImproveBlock.svelte';

const text = (id: string) => screen.getByTestId(id).textContent?.replace(/\s+/g, ' ').trim();

function round(change: Partial<ImprovementRound> = {}): ImprovementRound {
  return {
    number: 1,
    generation: 'g2',
    of_take: 't1',
    take: 't2',
    dimension: 'dynamic_degree',
    name: 'Movement',
    reason: 'The boat hardly moves: movement 40.',
    change: null,
    credits: 2,
    before: 62,
    after: 75,
    kept: true,
    picture: null,
    created_at: '2026-11-22T08:00:00Z',
    ended_at: null,
    ...change,
  };
}

function improvement(change: Partial<Improvement> = {}): Improvement {
  return {
    id: 'i1',
    scene: 'sce-1',
    first_take: 't1',
    best_take: 't2',
    rounds: 4,
    credits: 8,
    spent: 4,
    before: 62,
    after: 75,
    ending: '',
    said: '',
    path: [round(), round({ number: 2, kept: null, after: null, before: null })],
    created_at: '2026-11-22T08:00:00Z',
    ended_at: null,
    ...change,
  };
}

const price = { each: 2, most: 4, rounds: 2, most_rounds: 5, seconds: [4, 16], before: 62, first: 'It hardly moves.' };

function show(answers: Record<string, unknown> = {}) {
  const found = { improvements: async () => [], quoteImprovement: async () => price, ...answers };
  render(Host, {
    props: { studio: testStudio(found), of: ImproveBlock, props: { scene: 'sce-1', take: take({ total: 0.62 }) } },
  });
}

test('it says what it costs and what it changes first, and begins with that budget', async () => {
  const improve = vi.fn(() => Promise.resolve(improvement()));
  show({ improve });
  await fireEvent.click(screen.getByTestId('improve-open'));
  await waitFor(() => expect(text('improve-price')).toBe('2 credits a round, 4 at most. Up to 4–16 s.'));
  expect(text('improve-first')).toBe('First: It hardly moves.');
  expect(screen.getByTestId('improve-rounds').querySelectorAll('option')).toHaveLength(5);
  await fireEvent.click(screen.getByTestId('improve-begin'));
  await waitFor(() => expect(text('improve-state')).toBe('round 2 of 4'));
  expect(improve).toHaveBeenCalledWith('sce-1', { take: 'tak-1', rounds: 2, credits: 4 }, expect.any(String));
});

test('the path shows what was changed, from which points to which, and what was kept', async () => {
  show({ improvements: async () => [improvement()] });
  await screen.findAllByTestId('improvement-round');
  const [first, second] = screen.getAllByTestId('improvement-round');
  expect(first?.textContent).toContain('The boat hardly moves');
  expect([first?.dataset.kept, text('round-points')]).toEqual(['true', 'from 62 to 7562 → 75']);
  expect(second?.textContent).toContain('Being made');
  expect(text('improve-said')).toContain('4 of 8 credits so far.');
});

test('whoever stops it sees why it ended', async () => {
  const stopImproving = async () => improvement({ ending: 'stopped', said: 'Somebody stopped it.', path: [round()] });
  show({ improvements: async () => [improvement()], stopImproving });
  await fireEvent.click(await screen.findByTestId('improve-stop'));
  await waitFor(() => expect(text('improve-said')).toContain('Somebody stopped it.'));
  expect(screen.queryByTestId('improve-stop')).toBeNull();
});

test('what is refused says why before it is begun', async () => {
  const detail = 'Nothing about this take is weak.';
  const refused = () => Promise.reject(new ApiError({ ...spokenProblem(0), status: 409, detail, errors: [] }));
  show({ quoteImprovement: refused });
  await fireEvent.click(screen.getByTestId('improve-open'));
  await waitFor(() => expect(screen.getByTestId('problem').textContent).toContain(detail));
});
