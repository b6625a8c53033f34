import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeAll, expect, test, vi } from 'vitest';
import type { SceneVersion } from '../api/types';
import Host from '../testing/Host.svelte';
import { scene, take } from '../testing/samples';
import { testStudio } from '../testing/studio';
import IterationTree from './IterationTree.svelte';

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
});

function version(number: number, change: Partial<SceneVersion> = {}): SceneVersion {
  return {
    id: `g${number}`,
    number,
    parent: number > 1 ? `g${number - 1}` : null,
    kind: 'takes',
    state: 'succeeded',
    words: number === 1 ? 'First idea' : '+ last light',
    prompt: number === 1 ? 'a boat' : 'a boat, last light',
    negative_prompt: '',
    enhance: null,
    seed: 7,
    count: 3,
    quality: 'low',
    created_at: '2026-11-22T08:00:00Z',
    making: false,
    best: 60 + number,
    suggestion: null,
    frame: null,
    take: `t${number}`,
    selected: number === 2,
    thumbnails: [],
    clip: null,
    ...change,
  };
}

async function show(answers: Record<string, unknown> = {}) {
  const takes = [take({ id: 't1', generation: 'g1' }), take({ id: 't2', generation: 'g2' })];
  const about = scene({ takes, selected_take: 't2', prompt: 'a boat, last light' });
  const store = { id: 'p1', putScene: vi.fn() };
  const onroll = vi.fn();
  const told = { left_out: 0, said: '2 tries, score 61 to 62', versions: [version(1), version(2)] };
  const studio = testStudio({ iterations: async () => told, ...answers });
  const props = { store, scene: about, node: 'g1', shown: 'g2', onroll };
  render(Host, { props: { studio, of: IterationTree, props } });
  await screen.findByTestId('iterations');
  return { store, onroll };
}

test('every version says its number, score, what changed and whether it is in use', async () => {
  await show();
  const names = screen.getAllByTestId('version').map((each) => each.getAttribute('aria-label'));
  expect(names).toEqual(['Try 1, score 61: First idea', 'Try 2, score 62: + last light, in use']);
  expect(screen.getByTestId('iterations-said').textContent).toBe('2 tries, score 61 to 62');
});

test('a roll is looked at with one press, and used again with another', async () => {
  const changed = scene({ selected_take: 't1' });
  const chooseTake = vi.fn(async () => changed);
  const changeScene = vi.fn(async () => changed);
  const { store, onroll } = await show({ chooseTake, changeScene });
  await fireEvent.click(screen.getAllByTestId('version')[0]!);
  expect(onroll).toHaveBeenCalledWith('g1');
  await fireEvent.click(screen.getByTestId('use-version'));
  await vi.waitFor(() => expect(store.putScene).toHaveBeenCalledWith(changed));
  expect(changeScene).toHaveBeenCalledWith(expect.any(String), { prompt: 'a boat' });
});

test('two versions are compared, the older one first', async () => {
  await show();
  await fireEvent.click(screen.getByTestId('compare-versions'));
  await fireEvent.click(screen.getAllByTestId('version')[1]!);
  await fireEvent.click(screen.getAllByTestId('version')[0]!);
  expect(await screen.findByText('Try 1 and try 2')).toBeTruthy();
  expect(screen.getByTestId('version-difference').querySelector('ins')?.textContent).toBe('boat, last light');
});
