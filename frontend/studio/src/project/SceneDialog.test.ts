import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import Host from '../testing/Host.svelte';
import { episode, scene } from '../testing/samples';
import { testStudio } from '../testing/studio';
import SceneDialog from './SceneDialog.svelte';

const first = scene({ prompt: 'a ship', etag: '"1"' });
const theirs = scene({ prompt: 'a calm sea', etag: '"2"' });

/** Somebody else has changed the scene since it was opened here. */
async function clash() {
  const changeScene = vi.fn((_: string, change: object, match: string) =>
    match === theirs.etag
      ? Promise.resolve({ ...theirs, ...change })
      : Promise.reject(new ApiError(spokenProblem(412))),
  );
  const studio = testStudio({ changeScene, scene: () => Promise.resolve(theirs) });
  const props = { episode: episode(), scene: first, onclose: vi.fn(), ondone: vi.fn(), ondelete: vi.fn() };
  render(Host, { props: { studio, of: SceneDialog, props } });
  await fireEvent.input(screen.getByTestId('scene-prompt'), { target: { value: 'a storm' } });
  await fireEvent.click(screen.getByTestId('save-scene'));
  await screen.findByTestId('clash');
  return { changeScene, ondone: props.ondone };
}

test('what stands there now is shown next to what the person wrote, which is still in its field', async () => {
  const { changeScene, ondone } = await clash();
  expect(changeScene).toHaveBeenCalledWith('sce-1', { prompt: 'a storm' }, '"1"');
  expect(screen.getByTestId('theirs').textContent).toBe('a calm sea');
  expect(screen.getByTestId('mine').textContent).toBe('a storm');
  expect((screen.getByTestId('scene-prompt') as HTMLTextAreaElement).value).toBe('a storm');
  expect(ondone).not.toHaveBeenCalled();
});

test('kept, mine is saved over what was shown', async () => {
  const { changeScene, ondone } = await clash();
  await fireEvent.click(screen.getByTestId('keep-mine'));
  await waitFor(() => expect(ondone).toHaveBeenCalledWith(expect.objectContaining({ prompt: 'a storm' })));
  expect(changeScene).toHaveBeenLastCalledWith('sce-1', { prompt: 'a storm' }, '"2"');
});

test('theirs is taken without another change', async () => {
  const { changeScene, ondone } = await clash();
  await fireEvent.click(screen.getByTestId('take-theirs'));
  expect(ondone).toHaveBeenCalledWith(theirs);
  expect(changeScene).toHaveBeenCalledTimes(1);
});
