import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import { ProjectStore } from '../stores/project.svelte';
import Host from '../testing/Host.svelte';
import { askedGeneration, consent, generation, project, scene } from '../testing/samples';
import { testStudio } from '../testing/studio';
import { Asking } from './asking.svelte';
import ConsentCard from './ConsentCard.svelte';
import ConsentDialog from './ConsentDialog.svelte';
import Countdown from './Countdown.svelte';
import NoticesBlock from './NoticesBlock.svelte';

function asking(answers: Record<string, unknown> = {}, ...known: ReturnType<typeof generation>[]) {
  const studio = testStudio(answers);
  const store = new ProjectStore(studio, 'pro-1');
  studio.live.learn(...(known.length > 0 ? known : [askedGeneration()]));
  return { studio, store, asking: new Asking(studio, store) };
}

function dialog(answers: Record<string, unknown> = {}) {
  const made = asking(answers);
  render(Host, {
    props: {
      studio: made.studio,
      of: ConsentDialog,
      props: { asking: made.asking, generation: askedGeneration(), sceneNumber: 4 },
    },
  });
  return made;
}

test('the question says what was asked, what is used, why, and what would fit', () => {
  dialog();
  expect(screen.getByRole('alertdialog', { name: 'High does not fit right now. Standard does.' })).toBeTruthy();
  expect(screen.getByText('40–55 s, 6 credits')).toBeTruthy();
  expect(screen.getByText('24 GB').tagName).toBe('B');
  expect(screen.getByTestId('way-smaller').textContent).toContain('1024 × 576 in High');
  expect(screen.queryByTestId('way-larger_card')).toBeNull();
});

test('Enter is on Continue, and pressing it goes on', async () => {
  const goOn = vi.fn(() => Promise.resolve(generation()));
  const { asking: made } = dialog({ goOn });
  const button = screen.getByTestId('consent-continue');
  expect(document.activeElement).toBe(button);
  await fireEvent.click(button);
  expect(goOn).toHaveBeenCalledWith('gen-1');
  await waitFor(() => expect(made.questions).toEqual([]));
});

test('Escape cancels', async () => {
  const cancel = vi.fn(() => Promise.resolve(generation({ state: 'cancelled' })));
  dialog({ cancel });
  await fireEvent(screen.getByTestId('consent-dialog'), new Event('cancel', { cancelable: true }));
  expect(cancel).toHaveBeenCalledWith('gen-1');
});

test('put aside it waits as a card, from which it opens again', async () => {
  const { asking: made, studio } = dialog();
  await fireEvent.click(screen.getByTestId('consent-later'));
  expect([made.shown, made.waiting.length]).toEqual([null, 1]);
  const props = { asking: made, generation: askedGeneration(), sceneNumber: 4 };
  render(Host, { props: { studio, of: ConsentCard, props } });
  expect(screen.getByTestId('consent-card').textContent).toContain('waits for you');
  await fireEvent.click(screen.getByTestId('card-open'));
  expect(made.shown?.id).toBe('gen-1');
});

test('answered in another tab it closes here', () => {
  const { asking: made, studio } = asking();
  expect(made.shown?.id).toBe('gen-1');
  studio.live.learn(askedGeneration({ state: 'queued', consent: consent({ answer: 'continue' }) }));
  expect(made.shown).toBeNull();
});

test('an answer that comes too late reads the question again instead of complaining', async () => {
  const late = () => Promise.reject(new ApiError({ ...spokenProblem(0), status: 409 }));
  const { asking: made } = asking({ goOn: late, generation: () => Promise.resolve(generation({ state: 'queued' })) });
  await made.goOn(askedGeneration());
  expect(made.action.problem).toBeNull();
  await waitFor(() => expect(made.shown).toBeNull());
});

test('a way that fits now asks for the same with it, and the question goes', async () => {
  const retry = vi.fn(() => Promise.resolve(generation({ id: 'gen-2' })));
  const cancel = vi.fn(() => Promise.resolve(generation({ state: 'cancelled' })));
  dialog({ retry, cancel });
  await fireEvent.click(screen.getByTestId('way-smaller'));
  await waitFor(() => expect(retry).toHaveBeenCalled());
  expect(cancel).toHaveBeenCalledWith('gen-1');
  expect(retry).toHaveBeenCalledWith('gen-1', expect.any(String), { side: 1024 });
});

function countdown(until: string | null, ahead: number) {
  vi.useFakeTimers();
  vi.setSystemTime('2026-11-21T10:00:09Z');
  const studio = testStudio();
  studio.clock.learn(Date.now() + ahead, Date.now(), Date.now() + 1);
  const onhold = vi.fn();
  const props = { consent: consent({ until }), tier: 'standard', busy: false, onhold };
  render(Host, { props: { studio, of: Countdown, props } });
  return onhold;
}

test('the countdown goes by the clock of the server, and never tells more than was given', async () => {
  countdown('2026-11-21T10:00:30Z', -60_000);
  expect(screen.getByRole('timer').textContent).toBe('Continues by itselfin 30 s');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(screen.getByRole('timer').textContent).toMatch(/in 2[01] s/);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(screen.getByTestId('countdown').textContent).toContain('Going on in Standard');
});

test('who reads stops it, and then it waits', async () => {
  const onhold = countdown('2026-11-21T10:00:30Z', 0);
  await fireEvent.click(screen.getByTestId('hold-question'));
  expect(onhold).toHaveBeenCalled();
});

test('a question without an end waits for a person', () => {
  countdown(null, 0);
  expect(screen.getByTestId('countdown').textContent).toContain('It waits for your answer.');
  expect(screen.queryByTestId('hold-question')).toBeNull();
});

function notices(
  made: ReturnType<typeof generation>,
  policy: 'ask' | 'automatic',
  answers: Record<string, unknown> = {},
) {
  const found = asking(answers, made);
  found.store.project = project({ fallback_policy: policy });
  const props = { store: found.store, scene: scene({ number: 5 }), asking: found.asking };
  render(Host, { props: { studio: found.studio, of: NoticesBlock, props } });
  return found;
}

test('an automatic project says what it did, and offers the way back', async () => {
  const retry = vi.fn(() => Promise.resolve(generation({ id: 'gen-2' })));
  const changeProject = vi.fn(() => Promise.resolve(project({ fallback_policy: 'ask' })));
  notices(askedGeneration({ state: 'succeeded', consent: null }), 'automatic', { retry, changeProject });
  expect(screen.getByTestId('fallback-notice').textContent).toContain('Scene 5 is in Standard');
  await fireEvent.click(screen.getByTestId('remake-asked'));
  expect(retry).toHaveBeenCalledWith('gen-1', expect.any(String));
  await fireEvent.click(screen.getByTestId('ask-next-time'));
  expect(changeProject).toHaveBeenCalledWith('pro-1', { fallback_policy: 'ask' });
});

test('what went on without an answer says when', () => {
  const answered = consent({ answer: 'timeout', answered_at: '2026-11-21T10:00:30Z' });
  notices(askedGeneration({ state: 'succeeded', consent: answered }), 'ask');
  const told = screen.getByTestId('fallback-notice').textContent;
  expect(told).toMatch(/Continued in Standard at \d\d:\d\d/);
  expect(told).toContain('You did not answer within 30 s.');
});

test('what a person agreed to is no news', () => {
  notices(askedGeneration({ state: 'running', consent: consent({ answer: 'continue' }) }), 'ask');
  expect(screen.queryByTestId('fallback-notice')).toBeNull();
});
