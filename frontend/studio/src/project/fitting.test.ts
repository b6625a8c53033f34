import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { Ask } from '../api/types';
import { ProjectStore } from '../stores/project.svelte';
import Host from '../testing/Host.svelte';
import { card, deviceLoad, fallenQuote, quote, scene } from '../testing/samples';
import { testStudio } from '../testing/studio';
import AskBox from './AskBox.svelte';
import LoadBlock from './LoadBlock.svelte';
import QuoteLine from './QuoteLine.svelte';
import SaidAndTook from './SaidAndTook.svelte';
import TakesQuote from './TakesQuote.svelte';

const text = (id: string) => screen.getByTestId(id).textContent?.replace(/\s+/g, ' ').trim();

function box(answer: unknown) {
  const asked = vi.fn((_: Ask) => Promise.resolve(answer));
  const studio = testStudio({ quote: asked, credits: () => Promise.resolve({ available: 1240 }) });
  const props = {
    store: new ProjectStore(studio, 'pro-1'),
    scene: scene({ effective_quality: 'high' }),
    onuploaded: vi.fn(),
  };
  render(Host, { props: { studio, of: AskBox, props } });
  return asked;
}

test('what is foreseen stands beside Generate, which says what it will use', async () => {
  box(fallenQuote());
  await waitFor(() => expect(text('foreseen')).toContain('High does not fit right now. Standard does.'));
  expect(text('generate')).toBe('Generate in Standard');
  expect(text('cost')).toBe('6 creditsleaves 1,234');
  expect(text('quote-start')).toContain('12.3 GB of memory');
});

test('a way that fits now changes what is asked for, and can be taken back', async () => {
  const asked = box(fallenQuote());
  await waitFor(() => screen.getByTestId('make-it-fit'));
  expect(screen.getByTestId('make-it-fit').getAttribute('aria-expanded')).toBe('false');
  await fireEvent.click(screen.getByTestId('make-it-fit'));
  expect(screen.getByTestId('ways').querySelectorAll('button')).toHaveLength(1);
  await fireEvent.click(screen.getByTestId('way-smaller'));
  await waitFor(() => expect(asked.mock.lastCall).toMatchObject([{ side: 1024 }, expect.anything()]));
  expect(text('fitted')).toContain('Make it 1024 × 576 in High.');
  await fireEvent.click(screen.getByText('Take that back'));
  await waitFor(() => expect(asked.mock.lastCall?.[0]).not.toHaveProperty('side'));
});

test('what fits has nothing to explain', async () => {
  box(quote({ requested_tier: 'high', achieved_tier: 'high' }));
  await waitFor(() => expect(text('quote-tier')).toBe('Highas you asked'));
  expect(screen.queryByTestId('foreseen')).toBeNull();
  expect(text('generate')).toBe('Generate');
});

test('those before you are counted', () => {
  render(QuoteLine, {
    props: { quote: quote({ position: 'Starts in about 40 s', ahead: 2 }), tier: 'low', per: '1 frame' },
  });
  expect(text('quote-start')).toBe('In about 40 s2 before you');
});

test('takes have their price beside the button too', async () => {
  const studio = testStudio({
    quote: () => Promise.resolve(fallenQuote()),
    credits: () => Promise.resolve({ available: 10 }),
  });
  const props = { ask: { kind: 'takes', prompt: 'a ship' }, tier: 'high', after: 'from frame 1A', onfit: vi.fn() };
  render(Host, { props: { studio, of: TakesQuote, props } });
  await waitFor(() => expect(text('takes-quote')).toBe('Standard · 40–55 s · 6 credits · leaves 4 · from frame 1A'));
  expect(text('foreseen')).toContain('Standard does.');
});

function load(told: unknown) {
  render(Host, { props: { studio: testStudio({ devices: () => Promise.resolve(told) }), of: LoadBlock } });
}

test('each card and the computer have a graph that says in words what it shows', async () => {
  load(deviceLoad({ warnings: ['Studio 1 is nearly full.'] }));
  await waitFor(() => screen.getByTestId('load'));
  expect(screen.getByRole('img', { name: /^Studio 1: 23 of 48 GB free, 60% in use/ })).toBeTruthy();
  expect(screen.getByRole('img', { name: /^This computer/ })).toBeTruthy();
  expect(text('load-warning')).toBe('Studio 1 is nearly full.');
});

test('a machine without a card says what draws', async () => {
  load(deviceLoad({ cards: [], host: null }));
  await waitFor(() => screen.getByTestId('no-card'));
  expect(text('no-card')).toContain('drawn on this computer’s processor');
});

test('a card that is silent draws a gap and says so', async () => {
  load(deviceLoad({ cards: [card({ stale: true })] }));
  await waitFor(() => screen.getByTestId('load-card'));
  expect(text('load-card')).toContain('not heard of');
});

test('what was said stands beside what it took, with a word for next time', () => {
  const estimate = { seconds: [40, 55], measured_seconds: 72, inside: false, suggestion: 'Next time about 70 s.' };
  render(SaidAndTook, { props: { estimate } });
  expect(text('time-after')).toBe('We said 40–55 sIt took 72 s');
  expect(screen.getByTestId('said-bar').querySelector('b')?.className).toContain('out');
  expect(text('next-time')).toBe('Next time about 70 s.');
});
