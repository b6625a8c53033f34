import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { HistoryEntry, Page } from '../api/types';
import Host from '../testing/Host.svelte';
import { generation, output } from '../testing/samples';
import { testStudio } from '../testing/studio';
import HistoryPage from './HistoryPage.svelte';

beforeEach(() => {
  window.matchMedia ??= (() => ({ matches: false })) as unknown as typeof window.matchMedia;
});

function entry(id: string, change: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    ...generation({ id, kind: 'picture', state: 'succeeded', project: null, scene: null, outputs: [output()] }),
    kept_etag: '"kept-1"',
    note: '',
    tags: ['sea'],
    favourite: false,
    place: null,
    made_by: { id: 'me', name: 'Mara' },
    tries: 1,
    engines: [],
    ...change,
  };
}

function pageOf(results: HistoryEntry[], next: string | null = null): Page<HistoryEntry> {
  return { next, previous: null, results };
}

function show(answers: Record<string, unknown>) {
  const history = vi.fn(async (_query: URLSearchParams) => pageOf([entry('b'), entry('a', { prompt: 'a boat' })]));
  const studio = testStudio({ history, ...answers });
  render(Host, { props: { studio, of: HistoryPage } });
  return { studio, history };
}

test('entries stand in a table, the first one in full beside it', async () => {
  show({});
  expect(await screen.findAllByTestId('entry')).toHaveLength(2);
  expect(screen.getByTestId('details').textContent).toContain('a ship');
  await fireEvent.click(screen.getAllByTestId('pick')[1] as HTMLElement);
  expect(screen.getByTestId('details').textContent).toContain('a boat');
});

test('the device that made an entry is named, where it was kept', async () => {
  const made = entry('b', { outputs: [output({ device: 'Studio 1' })] });
  show({ history: async () => pageOf([made, entry('a')]) });
  expect((await screen.findByTestId('made-on')).textContent).toBe('Studio 1');
  await fireEvent.click(screen.getAllByTestId('pick')[1] as HTMLElement);
  expect(screen.queryByTestId('made-on')).toBeNull();
});

test('who searches is answered for the last thing typed', async () => {
  const { history } = show({});
  await screen.findAllByTestId('entry');
  history.mockImplementation(async (query) => pageOf(query.get('search') === 'zebra' ? [] : [entry('c')]));
  await fireEvent.input(screen.getByTestId('search'), { target: { value: 'zeb' } });
  await fireEvent.input(screen.getByTestId('search'), { target: { value: 'zebra' } });
  expect((await screen.findByTestId('nothing')).textContent).toContain('Nothing here is like that.');
  expect(history.mock.calls.map(([query]) => query.get('search'))).toEqual([null, 'zebra']);
});

test('an empty workspace is told what history is', async () => {
  show({ history: async () => pageOf([]) });
  expect((await screen.findByTestId('nothing')).textContent).toContain('Whatever you make is kept here');
});

test('older entries come behind the others', async () => {
  const historyAt = vi.fn(async () => pageOf([entry('0')]));
  show({ history: async () => pageOf([entry('b')], '/api/v1/generations?cursor=x'), historyAt });
  await fireEvent.click(await screen.findByTestId('older'));
  await vi.waitFor(() => expect(screen.getAllByTestId('entry')).toHaveLength(2));
  expect(screen.queryByTestId('older')).toBeNull();
});

test('an entry is kept and shows it', async () => {
  const keep = vi.fn(async () => entry('b', { favourite: true }));
  show({ keep });
  await fireEvent.click(await screen.findByTestId('favourite'));
  await vi.waitFor(() => expect(screen.getByTestId('favourite').textContent).toBe('Kept'));
  expect(keep).toHaveBeenCalledWith('b', { favourite: true });
});

test('two are seen side by side', async () => {
  show({});
  await fireEvent.click(await screen.findByTestId('compare-with'));
  HTMLDialogElement.prototype.showModal ??= vi.fn();
  await fireEvent.click(screen.getAllByTestId('pick')[1] as HTMLElement);
  expect((await screen.findByTestId('word-difference')).textContent?.replace(/\s+/g, ' ')).toContain('a ship boat');
});

test('history that can not be had says why', async () => {
  show({ history: () => Promise.reject(new ApiError(spokenProblem(0))) });
  expect((await screen.findByTestId('problem-page')).textContent).toContain('No connection');
});
