import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { OwnTier } from '../api/types';
import Host from '../testing/Host.svelte';
import { ownTier } from '../testing/samples';
import { testStudio } from '../testing/studio';
import OwnTiers from './OwnTiers.svelte';

function show(found: OwnTier[], answers: Record<string, unknown> = {}, role = 'owner') {
  const studio = testStudio({ ownTiers: () => Promise.resolve(found), ...answers });
  studio.boot.workspace.role = role;
  render(Host, { props: { studio, of: OwnTiers } });
}

test('each is listed with what it is built on and its numbers', async () => {
  show([ownTier()]);
  const line = (await screen.findByTestId('own-tier')).textContent?.replace(/\s+/g, ' ').trim();
  expect(line).toBe('Night drafts on Standard Pictures 640 pixels wide, takes 25 frames');
});

test('where there are none, it says what they are for', async () => {
  show([]);
  expect((await screen.findByTestId('own-none')).textContent).toContain('under a name that your team knows');
  expect(screen.getByTestId('own-add')).toBeTruthy();
});

test('an editor sees the list and nothing to press', async () => {
  show([ownTier()], {}, 'editor');
  await screen.findByTestId('own-tier');
  expect(screen.queryAllByRole('button')).toEqual([]);
});

test('one is made of what was written, and numbers left empty are its base’s', async () => {
  const addOwnTier = vi.fn(() => Promise.resolve(ownTier()));
  show([], { addOwnTier });
  await fireEvent.click(await screen.findByTestId('own-add'));
  await fireEvent.input(screen.getByTestId('own-name'), { target: { value: 'Night drafts' } });
  await fireEvent.input(screen.getByTestId('own-picture_side'), { target: { value: '640' } });
  await fireEvent.click(screen.getByTestId('own-save'));
  expect(addOwnTier).toHaveBeenCalledWith({
    name: 'Night drafts',
    base: 'standard',
    picture_side: 640,
    video_side: null,
    frames: null,
    steps: null,
  });
  await waitFor(() => expect(screen.getByTestId('own-tier')).toBeTruthy());
  expect(screen.queryByTestId('own-save')).toBeNull();
});

test('what is wrong stands beside its field', async () => {
  const detail = 'Standard goes up to 1024.';
  const errors = [{ field: 'picture_side', detail, advice: 'Use 1024 or less, or build it on a finer quality.' }];
  const addOwnTier = () => Promise.reject(new ApiError({ ...spokenProblem(400), errors }));
  show([], { addOwnTier });
  await fireEvent.click(await screen.findByTestId('own-add'));
  await fireEvent.click(screen.getByTestId('own-save'));
  const said = await screen.findByTestId('field-error');
  expect(said.textContent).toContain(detail);
  const field = screen.getByTestId('own-picture_side');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(field.getAttribute('aria-describedby')).toBe(said.id);
});

test('one is changed from what it is', async () => {
  const changeOwnTier = vi.fn((_: string, wish: object) => Promise.resolve(ownTier(wish)));
  show([ownTier()], { changeOwnTier });
  await fireEvent.click(await screen.findByRole('button', { name: 'Change Night drafts' }));
  await fireEvent.input(screen.getByTestId('own-frames'), { target: { value: '' } });
  await fireEvent.click(screen.getByTestId('own-save'));
  expect(changeOwnTier).toHaveBeenCalledWith(
    'own-1',
    expect.objectContaining({ picture_side: 640, frames: null }),
    '"ownTier-1"',
  );
  await waitFor(() => expect(screen.getByTestId('own-tier').textContent).not.toContain('frames'));
});

test('one is deleted after a question', async () => {
  const deleteOwnTier = vi.fn(() => Promise.resolve(null));
  show([ownTier()], { deleteOwnTier });
  await fireEvent.click(await screen.findByRole('button', { name: 'Delete Night drafts' }));
  expect(deleteOwnTier).not.toHaveBeenCalled();
  await fireEvent.click(screen.getByTestId('confirm'));
  await waitFor(() => expect(screen.getByTestId('own-none')).toBeTruthy());
});
