import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Generation, Resolution, ResolutionStep } from '../api/types';
import Failed from '../project/Failed.svelte';
import Host from '../testing/Host.svelte';
import { generation, job } from '../testing/samples';
import { testStudio } from '../testing/studio';
import { isTroubled, mayHaveTrouble, shownOf } from './words';

function step(change: Partial<ResolutionStep> = {}): ResolutionStep {
  return {
    id: `step-${change.key ?? 'try_again'}`,
    key: 'try_again',
    title: 'Try again',
    words: 'What is missing is made once more.',
    automatic: false,
    leads_to: '',
    state: 'waiting',
    outcome: '',
    made: null,
    success: null,
    begun_at: null,
    ended_at: null,
    ...change,
  };
}

const freed = step({
  key: 'free_memory',
  title: 'Free memory',
  automatic: true,
  state: 'done',
  outcome: '120 MB are free.',
});

function resolution(change: Partial<Resolution> = {}): Resolution {
  return {
    id: 'res-1',
    generation: 'gen-1',
    job: 'job-1',
    kind: 'frames',
    scene: 'sce-1',
    project: 'pro-1',
    part: 1,
    state: 'needs_you',
    category: 'memory',
    detail: 'Memory ran short while this was made.',
    advice: 'Try again later.',
    tries: [],
    steps: [freed, step()],
    helped: null,
    note: '',
    report: 'Dailies: a part that did not work',
    opened_at: '2026-11-22T01:00:00Z',
    closed_at: null,
    ...change,
  };
}

const stuck = (change: Partial<Generation> = {}) =>
  generation({
    state: 'review',
    error: { category: 'memory', detail: 'Short.', advice: 'Wait.' },
    jobs: [],
    ...change,
  });

function show(of: Generation, found: Resolution[], answers: Record<string, unknown> = {}, role = 'editor') {
  const runStep = vi.fn(async () => resolution({ state: 'working' }));
  const sayWhetherItHelped = vi.fn(async (_: string, body: { helped: boolean; note: string }) => resolution(body));
  const studio = testStudio({ resolutions: vi.fn(async () => found), runStep, sayWhetherItHelped, ...answers });
  studio.boot.workspace.role = role;
  const page = render(Host, { props: { studio, of: Failed, props: { generation: of, sceneNumber: 2 } } });
  return { studio, page, runStep, sayWhetherItHelped };
}

const read = () => vi.advanceTimersByTimeAsync(200);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a part that failed is trouble, whatever the rest came to', () => {
  expect(isTroubled(generation({ state: 'succeeded', jobs: [job({ state: 'failed' })] }))).toBe(true);
  expect(isTroubled(generation({ state: 'review', error: null, jobs: [] }))).toBe(false);
  expect(isTroubled(generation({ state: 'cancelled', jobs: [job({ state: 'failed' })] }))).toBe(false);
  expect(mayHaveTrouble(generation({ state: 'running' }))).toBe(true);
  expect(mayHaveTrouble(generation({ state: 'succeeded' }))).toBe(false);
});

test('what waits for a person comes first, and what was put right only where it was watched', () => {
  const working = resolution({ id: 'w', state: 'working' });
  const waits = resolution({ id: 'n' });
  const right = resolution({ id: 'r', state: 'resolved' });
  expect(shownOf([working, waits, right], new Set())?.id).toBe('n');
  expect(shownOf([right], new Set())).toBeNull();
  expect(shownOf([right], new Set(['r']))?.id).toBe('r');
});

test('it says what happened, what the studio did, and what can be done', async () => {
  show(stuck(), [resolution()]);
  await read();
  expect(screen.getByTestId('help-headline').textContent).toBe('Memory ran short while this was made.');
  expect(screen.getByTestId('step-free_memory').textContent).toContain('120 MB are free.');
  expect(screen.getByTestId('help-try_again')).toBeTruthy();
});

test('nothing is said of what works', async () => {
  show(generation({ state: 'running' }), []);
  await read();
  expect(screen.queryByTestId('what-happened')).toBeNull();
  expect(screen.queryByTestId('failed')).toBeNull();
});

test('a failure that nobody kept steps of is told as before', async () => {
  show(stuck(), []);
  expect(screen.queryByTestId('failed')).toBeNull();
  await read();
  expect(screen.getByTestId('failed').textContent).toContain('Short. Wait.');
});

test('a press does it once, and the work goes on', async () => {
  const { runStep } = show(stuck(), [resolution()]);
  await read();
  const button = screen.getByTestId('help-try_again');
  await fireEvent.click(button);
  await fireEvent.click(button);
  expect(runStep).toHaveBeenCalledTimes(1);
  await read();
  expect(screen.getByTestId('help-headline').textContent).toContain('putting it right');
  expect(screen.queryByTestId('help-try_again')).toBeNull();
});

test('steps are told while they run', async () => {
  const found = [resolution({ state: 'working', steps: [{ ...freed, state: 'running', outcome: '' }] })];
  const resolutions = vi.fn(async () => [...found]);
  const { studio } = show(generation({ state: 'running' }), found, { resolutions });
  await read();
  expect(screen.getByTestId('step-free_memory').className).toContain('running');
  found[0] = resolution({ state: 'working', steps: [freed] });
  const change = { type: 'resolution.step', seq: 1, at: '', project: null, scene: null, generation: 'gen-1', data: {} };
  (studio.live as unknown as { changed(change: unknown): void }).changed(change);
  await read();
  expect(screen.getByTestId('step-free_memory').className).toContain('done');
});

test('several parts are tried again at once and the button says so', async () => {
  show(stuck(), [resolution(), resolution({ id: 'res-2', job: 'job-2' })]);
  await read();
  expect(screen.getByTestId('help-try_again').textContent).toContain('Try all 2 again');
});

test('who only looks sees what happened and is asked for nothing', async () => {
  show(stuck(), [resolution()], {}, 'viewer');
  await read();
  expect(screen.getByTestId('help-headline')).toBeTruthy();
  expect(screen.queryByTestId('help-try_again')).toBeNull();
  expect(screen.queryByTestId('help-feedback')).toBeNull();
});

test('a no asks what was missing, and keeps it', async () => {
  const { sayWhetherItHelped } = show(stuck(), [resolution()]);
  await read();
  await fireEvent.click(screen.getByText('No'));
  await read();
  await fireEvent.input(screen.getByLabelText('What was missing?'), { target: { value: ' Which frame? ' } });
  await fireEvent.click(screen.getByText('Send'));
  await read();
  expect(sayWhetherItHelped.mock.calls.map((call) => call[1])).toEqual([
    { helped: false, note: '' },
    { helped: false, note: 'Which frame?' },
  ]);
});
