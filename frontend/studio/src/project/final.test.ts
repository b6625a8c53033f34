import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ProjectStore } from '../stores/project.svelte';
import Host from '../testing/Host.svelte';
import { frame, generation, project, quote, scene, take } from '../testing/samples';
import { testStudio } from '../testing/studio';
import FinalBlock from './FinalBlock.svelte';

const shot = scene({ frames: [frame()], takes: [take()], selected_take: 'tak-1', effective_quality: 'low' });
const drafts = project({ quality: 'high', quality_name: 'High', draft_quality: 'low' });

function show(change: Parameters<typeof generation>[0] = {}, answers: Record<string, unknown> = {}, of = shot) {
  const quoted = vi.fn((ask: { kind: string }) =>
    Promise.resolve(ask.kind === 'frames' ? quote({ credits: 2, seconds: [1, 5] }) : quote({ credits: 5 })),
  );
  const studio = testStudio({ quote: quoted, credits: () => Promise.resolve({ available: 100 }), ...answers });
  const made = { id: 'gen-2', kind: 'takes', state: 'succeeded', requested_tier: 'low', finished_at: 'x' } as const;
  studio.live.learn(generation({ ...made, ...change }));
  const onasked = vi.fn();
  const props = { store: new ProjectStore(studio, 'pro-1'), project: drafts, scene: of, onasked };
  render(Host, { props: { studio, of: FinalBlock, props } });
  return { studio, quoted, onasked };
}

test('a chosen draft offers its final with the price of frame and take together', async () => {
  const { quoted } = show();
  expect(screen.getByTestId('final').textContent).toContain('Take 1 is a draft in Low');
  await waitFor(() => expect(screen.getByTestId('final-price').textContent).toContain('7 credits · leaves 93'));
  expect(screen.getByTestId('final-price').textContent?.trim()).toMatch(/^High · 2–9 s/);
  expect(quoted.mock.calls.map(([ask]) => ask)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'takes', quality: 'high', count: 1 }),
      expect.objectContaining({ kind: 'frames', quality: 'high', count: 1 }),
    ]),
  );
});

test('a take of one’s own picture is paid for alone', async () => {
  const { quoted } = show({}, {}, scene({ ...shot, frames: [frame({ origin: 'upload' })] }));
  await waitFor(() => expect(screen.getByTestId('final-price').textContent).toContain('5 credits'));
  expect(quoted.mock.calls.map(([ask]) => ask.kind)).toEqual(['takes']);
});

test('one press asks for it, and it shows among the work', async () => {
  const makeFinal = vi.fn(() => Promise.resolve(generation({ id: 'gen-3', requested_tier: 'high' })));
  const { studio, onasked } = show({}, { makeFinal });
  await fireEvent.click(screen.getByTestId('make-final'));
  expect(makeFinal).toHaveBeenCalledWith('sce-1', expect.any(String));
  await waitFor(() => expect(studio.live.open('pro-1').map((each) => each.id)).toEqual(['gen-3']));
  expect(onasked).toHaveBeenCalledTimes(1);
  expect(screen.getByTestId('make-final').getAttribute('aria-disabled')).toBe('true');
});

test('a take in full quality offers none, nor does a scene without a chosen one', () => {
  show({ requested_tier: 'high' });
  expect(screen.queryByTestId('final')).toBeNull();
  show({}, {}, scene({ ...shot, selected_take: null }));
  expect(screen.queryByTestId('final')).toBeNull();
});

test('a take that was made long ago is looked up', async () => {
  const found = generation({ id: 'gen-9', kind: 'takes', state: 'succeeded', requested_tier: 'low' });
  show({}, { generation: () => Promise.resolve(found) }, scene({ ...shot, takes: [take({ generation: 'gen-9' })] }));
  expect(await screen.findByTestId('final')).toBeTruthy();
});
