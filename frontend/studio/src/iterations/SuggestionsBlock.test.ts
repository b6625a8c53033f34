import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { Suggestion } from '../api/types';
import Host from '../testing/Host.svelte';
import { generation } from '../testing/samples';
import { testStudio } from '../testing/studio';
import SuggestionsBlock from './SuggestionsBlock.svelte';

function suggestion(change: Partial<Suggestion> = {}): Suggestion {
  return {
    id: 's1',
    generation: 'g1',
    take: 't1',
    frame: null,
    key: 'name-what-moves',
    dimension: 'dynamic_degree',
    name: 'Movement',
    reason: 'The boat hardly moves: movement 41.',
    change: {
      prompt: [
        { how: 'same', text: 'a red ' },
        { how: 'gone', text: 'boat' },
        { how: 'new', text: 'boat, rocking' },
      ],
      negative: ['blur'],
      camera: '',
      on: [],
      off: [],
    },
    enhance: null,
    prompt: 'a red boat, rocking',
    negative_prompt: 'blur',
    expected: { points: 12, cases: 0, known: false, said: 'Maybe +12 movement: a guess, not tried yet' },
    state: 'offered',
    answered_at: null,
    led_to: null,
    gains: [],
    brought: '',
    created_at: '2026-11-22T08:00:00Z',
    ...change,
  };
}

async function show(found: Suggestion[], answers: Record<string, unknown> = {}) {
  const onmade = vi.fn();
  const studio = testStudio({ suggestions: async () => found, ...answers });
  render(Host, { props: { studio, of: SuggestionsBlock, props: { generation: 'g1', onmade } } });
  await screen.findByTestId('suggestions');
  return onmade;
}

test('it says why, shows the words that come and go, and how sure the effect is', async () => {
  await show([suggestion()]);
  expect(screen.getByText('The boat hardly moves: movement 41.')).toBeTruthy();
  const change = screen.getByTestId('word-change');
  expect(change.querySelector('del')?.textContent).toBe('boat');
  expect(change.querySelector('ins')?.textContent).toBe('boat, rocking');
  expect(change.querySelector('.sr')?.textContent).toBe('adds boat, rocking; takes out boat; leaves out blur');
  expect(screen.getByTestId('expected').textContent).toBe('Maybe +12 movement: a guess, not tried yet');
});

test('Use it makes the next version and hands it on', async () => {
  const made = generation({ id: 'g2' });
  const useSuggestion = vi.fn(async () => made);
  const onmade = await show([suggestion()], { useSuggestion });
  await fireEvent.click(screen.getByTestId('use-suggestion'));
  await vi.waitFor(() => expect(onmade).toHaveBeenCalledWith(made));
  expect(useSuggestion).toHaveBeenCalledWith(expect.objectContaining({ id: 's1' }), {});
});

test('Edit begins with the suggested words and sends one’s own', async () => {
  const useSuggestion = vi.fn(async () => generation({ id: 'g2' }));
  await show([suggestion()], { useSuggestion });
  await fireEvent.click(screen.getByTestId('edit-suggestion'));
  const words = screen.getByTestId<HTMLTextAreaElement>('suggestion-words');
  expect(words.value).toBe('a red boat, rocking');
  await fireEvent.input(words, { target: { value: 'a red boat in a gale' } });
  await fireEvent.click(screen.getByTestId('use-words'));
  await vi.waitFor(() =>
    expect(useSuggestion).toHaveBeenCalledWith(expect.anything(), { prompt: 'a red boat in a gale' }),
  );
});

test('chips that it switches are shown, and each can be taken back', async () => {
  const useSuggestion = vi.fn(async () => generation({ id: 'g2' }));
  const chip = (id: string, name: string) => ({ id, name, phrase: name });
  const change = {
    prompt: [{ how: 'same' as const, text: 'a boat' }],
    negative: [],
    camera: '',
    on: [chip('light-high', 'High key')],
    off: [chip('light-low', 'Low key')],
  };
  await show([suggestion({ change, prompt: 'a boat', enhance: ['lens-24', 'light-high'] })], { useSuggestion });
  expect(screen.getByTestId('word-change').textContent).toContain('switches on High key; switches off Low key');
  await fireEvent.click(screen.getByTestId('edit-suggestion'));
  await fireEvent.click(screen.getAllByTestId('suggestion-chip')[1]!);
  await fireEvent.click(screen.getByTestId('use-words'));
  await vi.waitFor(() =>
    expect(useSuggestion).toHaveBeenCalledWith(expect.anything(), {
      prompt: 'a boat',
      enhance: ['lens-24', 'light-high', 'light-low'],
    }),
  );
});

test('an ignored one goes away and comes back', async () => {
  const ignoreSuggestion = vi.fn(async () => suggestion({ state: 'ignored' }));
  const offerSuggestionAgain = vi.fn(async () => suggestion());
  await show([suggestion()], { ignoreSuggestion, offerSuggestionAgain });
  await fireEvent.click(screen.getByTestId('ignore-suggestion'));
  await fireEvent.click(await screen.findByTestId('offer-again'));
  expect(await screen.findByTestId('suggestion')).toBeTruthy();
});

test('what a used one brought is told', async () => {
  await show([suggestion({ state: 'accepted', led_to: 'g2', brought: 'It brought +12 movement.' })]);
  expect(screen.getByTestId('brought').textContent).toBe('It brought +12 movement.');
  expect(screen.queryByTestId('use-suggestion')).toBeNull();
});
