import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import Host from '../testing/Host.svelte';
import { ownTier, project } from '../testing/samples';
import { testStudio } from '../testing/studio';
import QualityMenu from './QualityMenu.svelte';

function menu(change: Parameters<typeof project>[0] = {}, answers: Record<string, unknown> = {}) {
  const changeProject = vi.fn((_: string, body: object) => Promise.resolve(project(body)));
  const onchange = vi.fn();
  const props = { project: project(change), onchange };
  render(Host, { props: { studio: testStudio({ changeProject, ...answers }), of: QualityMenu, props } });
  return { changeProject, onchange };
}

test('the badge names the quality, and one press on another changes it', async () => {
  const { changeProject, onchange } = menu();
  expect(screen.getByText(', the quality of The Crossing')).toBeTruthy();
  await fireEvent.click(screen.getByTestId('quality-high'));
  expect(changeProject).toHaveBeenCalledWith('pro-1', { quality: 'high' });
  await waitFor(() => expect(onchange).toHaveBeenCalledWith(expect.objectContaining({ quality: 'high' })));
});

test('whether to ask is a switch; it asks unless it was told not to', async () => {
  const { changeProject } = menu();
  const ask = screen.getByRole<HTMLInputElement>('switch', { name: /Ask me when it does not fit/ });
  expect(ask.checked).toBe(true);
  await fireEvent.click(ask);
  expect(changeProject).toHaveBeenCalledWith('pro-1', { fallback_policy: 'automatic' });
});

test('an automatic project has it off', () => {
  menu({ fallback_policy: 'automatic' });
  expect(screen.getByTestId<HTMLInputElement>('ask-me').checked).toBe(false);
});

test('whether to stop at a good take is a switch, off unless it was turned on', async () => {
  const { changeProject } = menu();
  const stop = screen.getByRole<HTMLInputElement>('switch', { name: /Stop at a good take/ });
  expect(stop.checked).toBe(false);
  await fireEvent.click(stop);
  expect(changeProject).toHaveBeenCalledWith('pro-1', { stop_early: true });
});

test('Escape closes it and leaves the keyboard where it was', async () => {
  menu();
  const details = screen.getByTestId<HTMLDetailsElement>('quality-menu');
  details.open = true;
  await fireEvent.keyDown(screen.getByTestId('ask-me'), { key: 'Escape' });
  expect(details.open).toBe(false);
  expect(document.activeElement).toBe(details.querySelector('summary'));
});

test('a choice that was saved leaves the keyboard on it', async () => {
  const { onchange } = menu();
  screen.getByTestId<HTMLDetailsElement>('quality-menu').open = true;
  await fireEvent.click(screen.getByTestId('quality-low'));
  await waitFor(() => expect(onchange).toHaveBeenCalled());
  await waitFor(() => expect((document.activeElement as HTMLInputElement).name).toBeTruthy());
});

test('the workspace’s own qualities stand below the three, and one press takes one', async () => {
  const { changeProject, onchange } = menu({}, { ownTiers: () => Promise.resolve([ownTier()]) });
  const details = screen.getByTestId<HTMLDetailsElement>('quality-menu');
  details.open = true;
  await fireEvent(details, new Event('toggle'));
  const own = await screen.findByRole('radio', { name: /Night drafts/ });
  await fireEvent.click(own);
  expect(changeProject).toHaveBeenCalledWith('pro-1', { quality: 'night-drafts' });
  await waitFor(() => expect(onchange).toHaveBeenCalled());
});

test('a project in an own quality is called by its name, and none of the three is chosen', () => {
  menu({ custom_tier: 'night-drafts', quality_name: 'Night drafts' });
  const details = screen.getByTestId('quality-menu');
  expect(details.querySelector('summary')?.textContent).toContain('Night drafts');
  expect(details.querySelector('[type=radio]:checked')).toBeNull();
});

test('drafts in Low are a switch that says what it does', async () => {
  const { changeProject } = menu({ quality: 'high', quality_name: 'High' });
  const drafts = screen.getByTestId<HTMLInputElement>('drafts');
  expect(drafts.closest('label')?.textContent).toContain('make the take that you choose again in High');
  await fireEvent.click(drafts);
  expect(changeProject).toHaveBeenCalledWith('pro-1', { draft_quality: 'low' });
});

test('drafts are switched off by the same switch', async () => {
  const { changeProject } = menu({ quality: 'high', draft_quality: 'low' });
  await fireEvent.click(screen.getByTestId('drafts'));
  expect(changeProject).toHaveBeenCalledWith('pro-1', { draft_quality: null });
});

test('a project in Low has no lower drafts to switch on', () => {
  menu({ quality: 'low', quality_name: 'Low' });
  expect(screen.queryByTestId('drafts')).toBeNull();
});
