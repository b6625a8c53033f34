import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { rollsOf } from '../project/rolls';
import Host from '../testing/Host.svelte';
import { frame, generation, output, quote, take } from '../testing/samples';
import { testStudio } from '../testing/studio';
import PolishDialog from './PolishDialog.svelte';
import PolishedDialog from './PolishedDialog.svelte';
import { inOrderOfChange, offersFor, sayChange, sourceOf, wishOf, type Polishable } from './words';

function scored(dimension: string, value: number) {
  return { dimension, status: 'measured', value, method: 'm', version: '1', reason: '', moments: [], said: '' };
}

const clip = (change = {}) =>
  output({ media_type: 'video/mp4', frames: 97, fps: 24, width: 768, height: 432, ...change });

test('a picture is offered what a picture can be given, a take all that fits', () => {
  expect(offersFor(frame()).map((offer) => offer.name)).toEqual(['denoise', 'upscale']);
  expect(offersFor(take({ output: clip() }))).toHaveLength(5);
  expect(offersFor(take({ output: clip({ fps: 48 }) })).map((offer) => offer.name)).not.toContain('interpolate');
  expect(offersFor(take({ output: clip({ width: 7680 }) })).map((offer) => offer.name)).not.toContain('upscale');
});

test('the weak scores say what would help', () => {
  const weak = take({
    output: clip({ width: 1920, height: 1080 }),
    scores: [scored('temporal_flickering', 0.5), scored('imaging_quality', 0.4), scored('motion_smoothness', 0.95)],
  });
  const advised = offersFor(weak).filter((offer) => offer.why);
  expect(advised.map((offer) => offer.name)).toEqual(['deflicker', 'denoise']);
  expect(advised[0]?.why).toBe('No flicker is at 50');
  expect(
    offersFor(take({ ...weak, flags: ['flicker-or-shake'] })).find((o) => o.name === 'stabilise')?.why,
  ).toBeTruthy();
});

test('only what is larger says by how much', () => {
  expect(wishOf(frame({ id: 'f' }), ['denoise', 'upscale'], 4)).toEqual({
    frame: 'f',
    steps: [{ name: 'denoise' }, { name: 'upscale', factor: 4 }],
  });
});

test('a polished take stands in the roll of its original', () => {
  const first = take({ id: 'a', generation: 'g1', number: 1 });
  const polished = { source: 'a', steps: [], changes: [] };
  const second = take({ id: 'b', generation: 'g2', number: 4, polished });
  const third = take({ id: 'c', generation: 'g3', number: 5, polished: { ...polished, source: 'b' } });
  expect(rollsOf([first, second, third]).map((roll) => roll.takes.map((each) => each.id))).toEqual([['a', 'b', 'c']]);
  expect(sourceOf<Polishable>(second, [first])?.id).toBe('a');
});

test('scores are told before and after, the largest change first', () => {
  const changes = [
    { dimension: 'aesthetic_quality', before: 60, after: 61 },
    { dimension: 'imaging_quality', before: 71, after: 84 },
  ];
  expect(inOrderOfChange(changes).map(sayChange)).toEqual(['Clarity 71, now 84', 'Beauty 60, now 61']);
});

test('what would help is chosen already; the price follows, and start asks for it once', async () => {
  const asked = vi.fn().mockResolvedValue(generation({ kind: 'polish' }));
  const priced = vi.fn().mockResolvedValue(quote({ width: 1536, height: 864, fps: 0, credits: 2 }));
  const studio = testStudio({ polish: asked, quote: priced });
  const onclose = vi.fn();
  const made = frame({ id: 'f', output: output({ width: 768, height: 432 }) });
  render(Host, { props: { studio, of: PolishDialog, props: { made, scene: 'sce-1', onclose } } });
  expect(screen.getByTestId<HTMLInputElement>('polish-upscale').checked).toBe(true);
  expect(screen.getByTestId<HTMLInputElement>('polish-denoise').checked).toBe(false);
  await waitFor(() => expect(screen.getByTestId('polish-quote').textContent).toContain('1536 × 864'));
  expect(screen.getByTestId('polish-quote').textContent).toContain('2 credits');
  await fireEvent.click(screen.getByTestId('polish-start'));
  await waitFor(() => expect(onclose).toHaveBeenCalled());
  expect(asked.mock.calls[0]?.slice(0, 2)).toEqual(['sce-1', { frame: 'f', steps: [{ name: 'upscale', factor: 2 }] }]);
});

test('nothing chosen can not be started, and says so', async () => {
  const studio = testStudio();
  const made = frame({ output: output({ width: 1920, height: 1080 }) });
  render(Host, { props: { studio, of: PolishDialog, props: { made, scene: 's', onclose: vi.fn() } } });
  expect(screen.getByTestId<HTMLButtonElement>('polish-start').disabled).toBe(true);
  expect(screen.getByTestId('polish-quote').textContent).toContain('Choose at least one');
});

test('before and after: a slider by keyboard, what changed, and a choice that is the person’s', async () => {
  const onuse = vi.fn();
  const source = frame({ id: 'a', label: '1A' });
  const changes = [{ dimension: 'clarity', before: 71, after: 84 }];
  const made = frame({ id: 'b', label: '1B', polished: { source: 'a', steps: ['upscale'], changes } });
  const props = { made, source, chosen: 'a', busy: false, onuse, onclose: vi.fn() };
  const { rerender } = render(PolishedDialog, { props });
  const slider = screen.getByTestId<HTMLInputElement>('wipe-slider');
  expect(slider.type).toBe('range');
  expect(slider.getAttribute('aria-valuetext')).toBe('50% original');
  expect(screen.getByLabelText('Clarity 71, now 84')).toBeTruthy();
  await fireEvent.click(screen.getByTestId('use-polished'));
  expect(onuse).toHaveBeenCalledWith(made);
  await rerender({ ...props, chosen: 'b' });
  await fireEvent.click(screen.getByTestId('use-original'));
  expect(onuse).toHaveBeenLastCalledWith(source);
});
