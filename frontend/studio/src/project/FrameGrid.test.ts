import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { frame, job, scene } from '../testing/samples';
import FrameGrid from './FrameGrid.svelte';

function show(change: Record<string, unknown> = {}) {
  const frames = [frame({ id: 'a', label: '1A', score: 91 }), frame({ id: 'b', label: '1B', score: 60, number: 2 })];
  const props = {
    scene: scene({ frames, selected_frame: 'a' }),
    jobs: [],
    looked: 'a',
    choosing: null,
    isNew: () => false,
    onlook: vi.fn(),
    onchoose: vi.fn(),
    onremake: vi.fn(),
    onenlarge: vi.fn(),
    ...change,
  };
  render(FrameGrid, { props });
  return props;
}

test('the chosen frame is ringed and said so, and cannot be chosen again', () => {
  show();
  const tiles = screen.getAllByTestId('hero-frame');
  expect(tiles.map((tile) => tile.dataset.selected)).toEqual(['true', 'false']);
  expect(tiles[0]?.querySelector('.ring')).not.toBeNull();
  expect(screen.getAllByTestId('choose-frame')).toHaveLength(1);
  expect(screen.getByRole('button', { name: 'Frame 1A, 91 points, chosen' })).toBeTruthy();
});

test('a press on Choose chooses that frame', async () => {
  const props = show();
  await fireEvent.click(screen.getByTestId('choose-frame'));
  expect(props.onchoose.mock.calls[0]?.[0]).toMatchObject({ id: 'b' });
});

test('Enter on a picture chooses it, a click only looks at it', async () => {
  const props = show();
  const second = screen.getByRole('button', { name: 'Frame 1B, 60 points' });
  await fireEvent.click(second);
  expect(props.onchoose).not.toHaveBeenCalled();
  expect(props.onlook).toHaveBeenCalled();
  await fireEvent.keyDown(second, { key: 'Enter' });
  expect(props.onchoose).toHaveBeenCalledTimes(1);
});

test('arrow keys move between the pictures', async () => {
  show();
  const first = screen.getByRole('button', { name: 'Frame 1A, 91 points, chosen' });
  first.focus();
  await fireEvent.keyDown(first, { key: 'End' });
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Frame 1B, 60 points');
});

test('what is being made has its stage, its place and the next letter', () => {
  show({ jobs: [job({ state: 'running', stage: 'Lighting', fraction: 0.62 }), job({ id: 'z' })] });
  const making = screen.getAllByTestId('making');
  expect(making.map((tile) => tile.textContent?.replace(/\s+/g, ' ').trim())).toEqual(['Lighting 1C', 'Waiting 1D']);
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('62');
});

test('while one is being chosen its button is busy and ignores presses', async () => {
  const props = show({ choosing: 'b' });
  await fireEvent.click(screen.getByTestId('choose-frame'));
  expect(screen.getByTestId('choose-frame').getAttribute('aria-busy')).toBe('true');
  expect(props.onchoose).not.toHaveBeenCalled();
});
