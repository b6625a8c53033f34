import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { VariationsAsk } from '../api/types';
import { ProjectStore } from '../stores/project.svelte';
import Host from '../testing/Host.svelte';
import { frame, generation, project, quote, scene } from '../testing/samples';
import { testStudio } from '../testing/studio';
import AskBox from './AskBox.svelte';
import { takesAsk } from './desk.svelte';
import FrameTile from './FrameTile.svelte';
import { listsOf, sorted } from './frameTags';
import { hasLists } from './varying.svelte';

const tag = (name: string, value: string) => ({ name, value });
const text = (id: string) => screen.getByTestId(id).textContent?.replace(/\s+/g, ' ').trim();

function box(answers: Record<string, unknown> = {}, words = 'a {red|blue} ship') {
  const told = {
    many: 2,
    most: 48,
    lists: [],
    quote: quote({ credits: 8 }),
    texts: [{ text: 'a red ship', tags: [] }],
  };
  const quoteVariations = vi.fn((_: VariationsAsk) => Promise.resolve(told));
  const plain = vi.fn(() => Promise.resolve(quote()));
  const studio = testStudio({ quoteVariations, quote: plain, ...answers });
  const props = { store: new ProjectStore(studio, 'pro-1'), scene: scene({ prompt: words }), onuploaded: vi.fn() };
  render(Host, { props: { studio, of: AskBox, props } });
  return { quoteVariations, plain };
}

test('words with lists are told apart from braces that are meant', () => {
  expect(['a {red|blue} boat', '{1..5}', 'a {b} boat', 'a \\{b|c} boat', 'a | b'].map(hasLists)).toEqual([
    ...[true, true, false, false, false],
  ]);
});

test('lists say how many pictures they make and what all of them cost', async () => {
  const { plain } = box();
  await waitFor(() => expect(text('variation-count')).toBe('2 pictures of 48 at most'));
  expect(text('cost')).toContain('8 credits');
  expect(text('generate')).toBe('Generate: 2');
  expect(text('variation-texts')).toContain('and 1 more');
  expect(plain).not.toHaveBeenCalled();
});

test('seeds and shapes go along, and the words are not kept as the scene’s', async () => {
  const vary = vi.fn((_: VariationsAsk, key: string) => Promise.resolve(generation({ id: key })));
  const changeScene = vi.fn();
  const { quoteVariations } = box({ vary, changeScene });
  await fireEvent.input(screen.getByTestId('variation-seeds'), { target: { value: '3 seeds' } });
  await fireEvent.click(screen.getByText('Square'));
  await waitFor(() =>
    expect(quoteVariations.mock.lastCall?.[0]).toMatchObject({ seeds: '3 seeds', shapes: ['1:1'], kind: 'frames' }),
  );
  await fireEvent.click(screen.getByTestId('generate'));
  await waitFor(() => expect(vary).toHaveBeenCalled());
  expect(vary.mock.lastCall?.[0]).not.toHaveProperty('count');
  expect(changeScene).not.toHaveBeenCalled();
});

test('what can not be read is said while it is written', async () => {
  const errors = [{ field: 'prompt', detail: 'This list is never closed.', advice: 'Close it.' }];
  const refused = () => Promise.reject(new ApiError({ ...spokenProblem(0), status: 400, errors }));
  box({ quoteVariations: refused }, 'a {red|blue ship');
  await waitFor(() => expect(screen.getByTestId('field-error').textContent).toContain('never closed'));
});

test('whoever means braces turns variations off', async () => {
  const { plain } = box();
  await fireEvent.click(screen.getByTestId('vary'));
  await waitFor(() => expect(plain).toHaveBeenCalled());
  expect(screen.queryByTestId('variations')).toBeNull();
  expect(text('generate')).toBe('Generate');
});

const frames = [
  frame({ id: 'a', tags: [tag('red / blue', 'red'), tag('Seed', '7')] }),
  frame({ id: 'b', tags: [tag('red / blue', ''), tag('Seed', '7')] }),
  frame({ id: 'c' }),
  frame({ id: 'd', tags: [tag('red / blue', 'red'), tag('Seed', '9')] }),
];
const ids = (found: { id: string }[]) => found.map((each) => each.id).join('');

test('frames are shown and put together by the values that made them', () => {
  expect(listsOf(frames).map((list) => list.values)).toEqual([
    ['red', ''],
    ['7', '9'],
  ]);
  expect(ids(sorted(frames, { name: 'Seed', value: '7', by: '' }).frames)).toBe('ab');
  const grouped = sorted(frames, { name: '', value: '', by: 'red / blue' });
  expect(ids(grouped.frames)).toBe('adbc');
  expect(grouped.headings).toEqual({ a: 'red', b: 'nothing', c: 'Others' });
});

test('takes of a variation have its own words, those of any other frame the scene’s', () => {
  const own = frame({ prompt: 'a red ship', tags: [tag('red / blue', 'red')] });
  expect(takesAsk(project(), scene({ prompt: 'a ship' }), own).prompt).toBe('a red ship');
  expect(takesAsk(project(), scene({ prompt: 'a ship' }), frame({ prompt: 'other' })).prompt).toBe('a ship');
});

test('a tile says which values made it', () => {
  const props = { frame: frames[1], words: '', chosen: false, looked: false, isNew: false, busy: false };
  const deeds = { onlook: vi.fn(), onchoose: vi.fn(), onremake: vi.fn(), onenlarge: vi.fn() };
  render(FrameTile, { props: { ...props, ...deeds } as never });
  expect(screen.getAllByTestId('frame-tag').map((each) => each.textContent)).toEqual(['red / blue:nothing', 'Seed:7']);
});
