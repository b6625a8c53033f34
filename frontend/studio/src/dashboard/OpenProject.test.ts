import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ApiError, readProblem, spokenProblem } from '../api/problems';
import Host from '../testing/Host.svelte';
import { project } from '../testing/samples';
import { testStudio } from '../testing/studio';
import OpenProject from './OpenProject.svelte';

const file = new File(['{}'], 'crossing.project.json', { type: 'application/json' });

function show(answers: Record<string, unknown>) {
  const studio = testStudio(answers);
  render(Host, { props: { studio, of: OpenProject } });
  return studio;
}

function choose(): Promise<boolean> {
  return fireEvent.change(screen.getByTestId('open-project'), { target: { files: [file] } });
}

function refused(count: number): ApiError {
  const errors = Array.from({ length: count }, (_, place) => ({
    field: `canvas.episodes[0].scenes[${place}].seconds`,
    detail: `canvas.episodes[0].scenes[${place}].seconds must be 1 to 30.`,
    advice: 'It takes a number from 1 to 30.',
  }));
  return new ApiError(readProblem(400, { title: "This project.json can't be opened", detail: 'x', errors }));
}

test('a chosen file opens as a project', async () => {
  const openProject = vi.fn(() => Promise.resolve(project()));
  const studio = show({ openProject });
  await choose();
  await waitFor(() => expect(studio.router.route).toMatchObject({ name: 'project', project: 'pro-1' }));
  expect(openProject).toHaveBeenCalledWith(file, expect.any(String));
});

test('every fault of a file is told with its place', async () => {
  show({ openProject: () => Promise.reject(refused(2)) });
  await choose();
  const told = await screen.findByTestId('open-faults');
  expect(told.textContent).toContain('canvas.episodes[0].scenes[1].seconds must be 1 to 30.');
  expect(told.querySelectorAll('li')).toHaveLength(2);
  expect(screen.getByText(/can't be opened. Nothing was changed./)).toBeTruthy();
});

test('of many faults the first are told, and how many more there are', async () => {
  show({ openProject: () => Promise.reject(refused(20)) });
  await choose();
  const told = await screen.findByTestId('open-faults');
  expect(told.querySelectorAll('li')).toHaveLength(9);
  expect(told.textContent).toContain('And 12 more.');
});

test('a studio that is away is told as everywhere', async () => {
  show({ openProject: () => Promise.reject(new ApiError(spokenProblem(0))) });
  await choose();
  expect((await screen.findByTestId('problem')).textContent).toContain('cannot be reached');
});

test('a file that is dropped on the window opens as well', async () => {
  const openProject = vi.fn(() => Promise.resolve(project()));
  show({ openProject });
  const dataTransfer = { types: ['Files'], files: [file] };
  await fireEvent.dragOver(window, { dataTransfer });
  expect(screen.getByText('Drop it here')).toBeTruthy();
  await fireEvent.drop(window, { dataTransfer });
  await waitFor(() => expect(openProject).toHaveBeenCalledTimes(1));
});

test('text that is dragged about opens nothing', async () => {
  const openProject = vi.fn();
  show({ openProject });
  const dataTransfer = { types: ['text/plain'], files: [] };
  await fireEvent.dragOver(window, { dataTransfer });
  await fireEvent.drop(window, { dataTransfer });
  expect(openProject).not.toHaveBeenCalled();
});
