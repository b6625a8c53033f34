import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import Host from '../testing/Host.svelte';
import { project } from '../testing/samples';
import { testStudio } from '../testing/studio';
import SaveProject from './SaveProject.svelte';

function show(saveProject: unknown) {
  const studio = testStudio({ saveProject } as never);
  render(Host, { props: { studio, of: SaveProject, props: { project: project() } } });
  return studio;
}

afterEach(() => vi.restoreAllMocks());

test('the file comes under the name that the studio gave it', async () => {
  const content = new Blob(['{}']);
  URL.createObjectURL = vi.fn(() => 'blob:here');
  URL.revokeObjectURL = vi.fn();
  const clicked: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push(`${this.href} ${this.download}`);
  });
  show(() => Promise.resolve({ name: 'قارب.project.json', content }));
  await fireEvent.click(screen.getByRole('button', { name: 'Save The Crossing as project.json' }));
  await waitFor(() => expect(clicked).toEqual(['blob:here قارب.project.json']));
  expect(URL.createObjectURL).toHaveBeenCalledWith(content);
});

test('what went wrong is told', async () => {
  const studio = show(() => Promise.reject(new ApiError(spokenProblem(404))));
  await fireEvent.click(screen.getByTestId('save-project'));
  await waitFor(() => expect(studio.notices.list[0]?.text).toBeTruthy());
});
