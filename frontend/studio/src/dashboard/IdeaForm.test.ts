import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ApiError, readProblem, spokenProblem } from '../api/problems';
import Host from '../testing/Host.svelte';
import { project } from '../testing/samples';
import { testStudio } from '../testing/studio';
import IdeaForm from './IdeaForm.svelte';

const sentence = 'The prompt is empty. Describe what should be seen, in a few words.';
const empty = readProblem(400, {
  detail: 'x',
  errors: [{ field: 'idea', detail: 'The prompt is empty.', advice: 'Describe what should be seen, in a few words.' }],
});

function show(answers: Record<string, unknown>) {
  const studio = testStudio(answers);
  render(Host, { props: { studio, of: IdeaForm } });
  return studio;
}

test('what is wrong with the sentence stands at the sentence, in the same words, and once', async () => {
  show({ createProject: () => Promise.reject(new ApiError(empty)) });
  await fireEvent.click(screen.getByTestId('generate'));
  const error = await screen.findByTestId('field-error');
  expect(error.textContent?.trim()).toBe(sentence);
  expect(screen.queryByTestId('problem')).toBeNull();
  const box = screen.getByTestId('prompt-box');
  expect(box.getAttribute('aria-invalid')).toBe('true');
  expect(box.getAttribute('aria-describedby')).toBe(error.id);
});

test('what no field can show stands below the form', async () => {
  show({ createProject: () => Promise.reject(new ApiError(spokenProblem(0))) });
  await fireEvent.click(screen.getByTestId('generate'));
  expect((await screen.findByTestId('problem')).textContent).toContain('cannot be reached');
});

test('two presses make one project', async () => {
  const createProject = vi.fn(() => new Promise(() => undefined));
  show({ createProject });
  await fireEvent.click(screen.getByTestId('generate'));
  await fireEvent.click(screen.getByTestId('generate'));
  await fireEvent.click(screen.getByTestId('studio-finish'));
  expect(createProject).toHaveBeenCalledTimes(1);
});

test('a planned project opens', async () => {
  const studio = show({ createProject: () => Promise.resolve(project()), plan: () => Promise.resolve({}) });
  await fireEvent.input(screen.getByTestId('prompt-box'), { target: { value: 'a ship' } });
  await fireEvent.click(screen.getByTestId('generate'));
  await waitFor(() => expect(studio.router.route).toMatchObject({ name: 'project', project: 'pro-1' }));
});

test('someone who is logged out is shown the way in', async () => {
  show({ createProject: () => Promise.reject(new ApiError(spokenProblem(401))) });
  await fireEvent.click(screen.getByTestId('generate'));
  expect((await screen.findByRole('link', { name: 'Log in' })).getAttribute('href')).toBe(
    '/accounts/login/?next=%2Fw%2Fnorth%2F',
  );
});
