import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { Generation } from '../api/types';
import Host from '../testing/Host.svelte';
import { generation, output } from '../testing/samples';
import { testStudio } from '../testing/studio';
import RateBlock from './RateBlock.svelte';

const done = (change: Partial<Generation> = {}) =>
  generation({ state: 'succeeded', jobs: [], outputs: [output()], ...change });
const rated = (stars: number, notes = '', mine = true) => done({ rating: { stars, notes, mine } });

function show(shown: Generation, answers: Record<string, unknown> = {}, role = 'editor') {
  const rate = vi.fn(async (_: string, body: { stars: number; notes: string }) => rated(body.stars, body.notes));
  const takeRatingBack = vi.fn(async () => done());
  const studio = testStudio({ rate, takeRatingBack, ...answers });
  studio.boot.workspace.role = role;
  const page = render(Host, { props: { studio, of: RateBlock, props: { generation: shown } } });
  return { rate, takeRatingBack, studio, page };
}

const checked = () => screen.getAllByRole<HTMLInputElement>('radio').findIndex((radio) => radio.checked) + 1;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is being made or made nothing is not rated', () => {
  for (const one of [generation({ outputs: [output()] }), done({ outputs: [] })]) {
    const { page } = show(one);
    expect(screen.queryByTestId('rate')).toBeNull();
    page.unmount();
  }
});

test('it says what the stars are for', () => {
  show(done()).page.unmount();
  show(done({ count: 4 }));
  expect(screen.getByRole('group', { name: 'Rate these 4 frames' })).toBeTruthy();
});

test('stars are kept where the choice stops, once', async () => {
  const { rate, studio } = show(done());
  for (const words of ['1 star', '2 stars', '3 stars']) await fireEvent.click(screen.getByLabelText(words));
  expect(rate).not.toHaveBeenCalled();
  await vi.runAllTimersAsync();
  expect(rate).toHaveBeenCalledTimes(1);
  expect(rate).toHaveBeenCalledWith('gen-1', { stars: 3, notes: '' });
  expect(studio.live.generations['gen-1']?.rating?.stars).toBe(3);
});

test('what is chosen while the last choice is being kept is kept after it', async () => {
  let finish = (_: Generation) => {};
  const slow = vi
    .fn()
    .mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)))
    .mockImplementationOnce(async () => rated(5));
  show(done(), { rate: slow });
  await fireEvent.click(screen.getByLabelText('2 stars'));
  await vi.runAllTimersAsync();
  await fireEvent.click(screen.getByLabelText('5 stars'));
  await vi.runAllTimersAsync();
  finish(rated(2));
  await vi.runAllTimersAsync();
  expect(slow.mock.calls.map((call) => call[1].stars)).toEqual([2, 5]);
  expect(checked()).toBe(5);
});

test('leaving the page right after choosing loses nothing', async () => {
  const { rate, page } = show(done());
  await fireEvent.click(screen.getByLabelText('4 stars'));
  page.unmount();
  expect(rate).toHaveBeenCalledWith('gen-1', { stars: 4, notes: '' });
});

test('a note is added to the stars', async () => {
  const { rate } = show(rated(4));
  expect(checked()).toBe(4);
  await fireEvent.click(screen.getByText('Add a note'));
  await fireEvent.input(screen.getByTestId('rate-notes'), { target: { value: ' The light is right. ' } });
  await fireEvent.submit(screen.getByTestId('rate-notes').closest('form') as HTMLFormElement);
  await vi.runAllTimersAsync();
  expect(rate).toHaveBeenCalledWith('gen-1', { stars: 4, notes: 'The light is right.' });
  expect(screen.getByTestId('rate').textContent).toContain('The light is right.');
  expect(screen.queryByTestId('rate-notes')).toBeNull();
});

test('a rating is taken back', async () => {
  const { takeRatingBack } = show(rated(4));
  await fireEvent.click(screen.getByText('Take it back'));
  await vi.runAllTimersAsync();
  expect(takeRatingBack).toHaveBeenCalledWith('gen-1');
  expect(checked()).toBe(0);
});

test('a rating that is refused says why', async () => {
  const problem = {
    ...spokenProblem(409),
    detail: 'This is still being made.',
    advice: 'Rate it when it is finished.',
  };
  show(done(), { rate: vi.fn(() => Promise.reject(new ApiError(problem))) });
  await fireEvent.click(screen.getByLabelText('1 star'));
  await vi.runAllTimersAsync();
  expect(screen.getByTestId('rate').textContent).toContain('Rate it when it is finished.');
});

test('what another gave is told as theirs', () => {
  show(rated(2, 'Too dark', false));
  expect(screen.getByTestId('rate').textContent).toContain('Somebody here gave it 2 of 5: “Too dark”');
  expect(checked()).toBe(0);
});

test('who only looks sees stars of others and gives none', () => {
  const first = show(done(), {}, 'viewer');
  expect(screen.queryByTestId('rate')).toBeNull();
  first.page.unmount();
  show(rated(2, '', false), {}, 'viewer');
  expect(screen.getByTestId('rate').textContent).toContain('2 of 5');
  expect(screen.queryByTestId('stars')).toBeNull();
});
