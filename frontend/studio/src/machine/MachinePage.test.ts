import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { Advice, Profile } from '../api/types';
import { advice } from '../testing/advice';
import Host from '../testing/Host.svelte';
import { testStudio } from '../testing/studio';
import MachinePage from './MachinePage.svelte';
import { byCard, byFunction } from './words';

function show(answer: (profile: Profile) => Promise<Advice>) {
  const asked = vi.fn(answer);
  render(Host, { props: { studio: testStudio({ advice: asked }), of: MachinePage } });
  return asked;
}

test('the machine, what to choose, tips and what a larger card brings are told', async () => {
  show(async () => advice());
  expect((await screen.findByTestId('machine-class')).textContent).toBe('Mid-range');
  expect(screen.getByRole('region', { name: 'Pictures' }).textContent).toContain('4 frames at once');
  expect(screen.getByRole('region', { name: 'Video' }).textContent).toContain('Low');
  expect(screen.getAllByText('Plainer, about 3x faster.')).toHaveLength(2);
  expect(screen.getByTestId('machine-tip').textContent).toContain('Try out in Low.');
  expect(screen.getByTestId('upgrades').textContent?.replace(/\s+/g, ' ')).toContain(
    '16 GB With a 16 GB card, it runs.With a 16 GB card, they run.24 GB',
  );
});

test('another profile is asked for, and the last one chosen counts', async () => {
  const waiting: Record<string, (found: Advice) => void> = {};
  const asked = show((profile) =>
    profile === 'balanced' ? Promise.resolve(advice()) : new Promise((resolve) => (waiting[profile] = resolve)),
  );
  await screen.findByTestId('machine-class');
  await fireEvent.click(screen.getByLabelText(/Speed/));
  await fireEvent.click(screen.getByLabelText(/Quality/));
  waiting.quality?.(advice({ hardware: { class: 'none', name: 'As for quality', words: '' } }));
  waiting.speed?.(advice({ hardware: { class: 'none', name: 'As for speed', words: '' } }));
  expect(await screen.findByText('As for quality')).toBeTruthy();
  expect(asked.mock.calls.map(([profile]) => profile)).toEqual(['balanced', 'speed', 'quality']);
});

test('a machine that runs everything is told so', async () => {
  show(async () => advice({ upgrades: [] }));
  expect((await screen.findByTestId('upgrades')).textContent).toContain('runs on this machine already');
});

test('advice that can not be had says why', async () => {
  show(() => Promise.reject(new ApiError(spokenProblem(0))));
  expect((await screen.findByTestId('problem-page')).textContent).toContain('No connection');
});

test('recommendations stand under what they are for, in their order', () => {
  expect(byFunction(advice().recommendations).map((group) => [group.name, group.list.length])).toEqual([
    ['Pictures', 2],
    ['Video', 1],
  ]);
});

test('upgrades stand under their card, the smallest first', () => {
  expect(byCard(advice().upgrades).map((each) => [each.card, each.lines.length])).toEqual([
    [16, 2],
    [24, 1],
  ]);
});
