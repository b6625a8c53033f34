import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ProjectStore } from '../stores/project.svelte';
import { CATALOGUE } from '../testing/chips';
import Host from '../testing/Host.svelte';
import { frame, generation, quote, scene } from '../testing/samples';
import { testStudio } from '../testing/studio';
import AskBox from './AskBox.svelte';
import CompareFrames from './CompareFrames.svelte';

HTMLDialogElement.prototype.showModal ??= () => undefined;

const enhanced = (body: { prompt: string; enhance?: string[] | null }) => ({
  original: body.prompt,
  text: body.prompt,
  spans: [],
  chips: body.enhance ?? ['lens-35', 'air-fog'],
  left_out: (body.enhance ?? []).includes('lens-85') ? [{ chip: 'lens-85', reason: 'said' }] : [],
  automatic: body.enhance == null,
});

async function box(change: Parameters<typeof scene>[0] = {}) {
  const shown = scene(change);
  const generate = vi.fn(async () => generation());
  const changeScene = vi.fn(async () => shown);
  const studio = testStudio({
    enhancements: async () => CATALOGUE,
    enhance: async (body: { prompt: string }) => enhanced(body),
    quote: async () => quote(),
    generate,
    changeScene,
  });
  const store = new ProjectStore(studio, 'pro-1');
  render(Host, { props: { studio, of: AskBox, props: { store, scene: shown, onuploaded: vi.fn() } } });
  return { generate, changeScene };
}

const on = () => screen.getAllByTestId('chip-on').map((chip) => chip.dataset.chip);

test('what the studio fills in is shown, and comes off one by one; the rest is then asked for', async () => {
  const { generate, changeScene } = await box();
  await vi.waitFor(() => expect(on()).toEqual(['lens-35', 'air-fog']));
  expect(screen.getByTestId('automatic-chips').getAttribute('aria-pressed')).toBe('true');
  await fireEvent.click(screen.getByRole('button', { name: 'Take Fog off' }));
  expect(on()).toEqual(['lens-35']);
  expect(screen.getByTestId('automatic-chips').getAttribute('aria-pressed')).toBe('false');
  await fireEvent.click(screen.getByTestId('generate'));
  await vi.waitFor(() => expect(changeScene).toHaveBeenCalled());
  expect(generate.mock.calls[0]).toMatchObject([{ enhance: ['lens-35'] }, expect.anything()]);
  expect(changeScene.mock.calls[0]).toEqual(['sce-1', { enhancements: ['lens-35'] }, '"scene-1"']);
});

test('nothing is kept where nothing was changed, and the studio chooses', async () => {
  const { generate, changeScene } = await box();
  await vi.waitFor(() => expect(on()).toHaveLength(2));
  await fireEvent.click(screen.getByTestId('generate'));
  await vi.waitFor(() => expect(generate).toHaveBeenCalled());
  expect(JSON.stringify(generate.mock.calls[0])).not.toMatch(/enhance|negative/);
  expect(changeScene).not.toHaveBeenCalled();
});

test('the picker searches, and a chip takes the place of the one that it excludes', async () => {
  await box({ enhancements: ['lens-35'] });
  await vi.waitFor(() => expect(on()).toEqual(['lens-35']));
  await fireEvent.click(screen.getByTestId('add-chip'));
  await fireEvent.input(screen.getByTestId('chip-search'), { target: { value: 'long' } });
  const cards = screen.getAllByTestId('chip-card');
  expect(cards.map((card) => card.dataset.chip)).toEqual(['lens-85']);
  await fireEvent.click(cards[0] as HTMLElement);
  expect(on()).toEqual(['lens-85']);
  await vi.waitFor(() => expect(screen.getByRole('button', { name: /your words say it already/ })).toBeTruthy());
});

test('what is left out is pressed or written, and kept with the scene', async () => {
  const { changeScene } = await box({ negative_prompt: 'a dog' });
  await fireEvent.click(screen.getByTestId('more-options'));
  await vi.waitFor(() => expect(screen.getAllByTestId('leave-out')).toHaveLength(2));
  await fireEvent.click(screen.getByRole('button', { name: 'People' }));
  expect(screen.getByTestId<HTMLInputElement>('without').value).toBe('a dog, people');
  await fireEvent.click(screen.getByTestId('generate'));
  await vi.waitFor(() =>
    expect(changeScene.mock.calls[0]).toEqual(['sce-1', { negative_prompt: 'a dog, people' }, '"scene-1"']),
  );
});

test('two to four frames are compared under one look, by keys too', async () => {
  const frames = ['A', 'B', 'C', 'D', 'E'].map((letter, index) =>
    frame({ id: letter, label: `1${letter}`, score: 90 - index }),
  );
  const onchoose = vi.fn();
  const props = { frames, looked: 'C', chosen: 'A', choosing: null, onchoose, onclose: vi.fn() };
  render(Host, { props: { studio: testStudio(), of: CompareFrames, props } });
  const compared = () => screen.getAllByTestId('compared').map((each) => each.dataset.frame);
  expect(compared()).toEqual(['C', 'A']);
  for (const label of ['1B', '1D', '1E'])
    await fireEvent.click(screen.getByRole('button', { name: `Compare frame ${label}` }));
  expect(compared()).toEqual(['A', 'B', 'D', 'E']);
  await fireEvent.keyDown(window, { key: '+' });
  expect(screen.getByTestId('zoom').textContent).toBe('125%');
  const looks = [...document.querySelectorAll<HTMLElement>('.pane img')].map((image) => image.style.transform);
  expect(new Set(looks).size).toBe(1);
  await fireEvent.keyDown(window, { key: '0' });
  expect(screen.getByTestId('zoom').textContent).toBe('100%');
  await fireEvent.click(screen.getByRole('button', { name: 'Choose frame 1D' }));
  expect(onchoose.mock.calls[0]?.[0]).toMatchObject({ id: 'D' });
});
