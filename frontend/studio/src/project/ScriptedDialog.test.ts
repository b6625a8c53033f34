import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ApiError } from '../api/problems';
import Host from '../testing/Host.svelte';
import { scene } from '../testing/samples';
import { testStudio } from '../testing/studio';
import { moved, namesIn, spokenLines } from './scripted';
import ScriptedDialog from './ScriptedDialog.svelte';

const SCENE = scene({
  id: 's1',
  slugline: 'EXT. SEA - DAY',
  dialogue: [{ character: 'ANNA', line: 'Look!', extension: 'V.O.' }],
  characters: ['ANNA'],
  etag: '"1"',
});

function show(changeScene: ReturnType<typeof vi.fn>, more: Record<string, unknown> = {}) {
  const ondone = vi.fn();
  const studio = testStudio({ changeScene, ...more });
  render(Host, { props: { studio, of: ScriptedDialog, props: { scene: SCENE, onclose: vi.fn(), ondone } } });
  return ondone;
}

async function write(testid: string, value: string): Promise<void> {
  await fireEvent.input(screen.getByTestId(testid), { target: { value } });
}

test('only what was changed is sent, over what was seen', async () => {
  const changeScene = vi.fn(async () => SCENE);
  const ondone = show(changeScene);
  await write('scripted-slugline', 'EXT. SEA - NIGHT');
  await write('scripted-people', 'ANNA, Ben, Ben');
  await write('scripted-camera', 'slow push in');
  await write('scripted-seconds', '6.5');
  await fireEvent.change(screen.getByTestId('scripted-transition'), { target: { value: 'dissolve' } });
  await fireEvent.click(screen.getByTestId('add-line'));
  await fireEvent.input(screen.getByLabelText('Who says line 2'), { target: { value: 'BEN' } });
  await fireEvent.input(screen.getByLabelText('Words of line 2'), { target: { value: 'Where?' } });
  await fireEvent.click(screen.getByTestId('save-scripted'));
  await vi.waitFor(() => expect(ondone).toHaveBeenCalledWith(SCENE));
  expect(changeScene).toHaveBeenCalledWith(
    's1',
    {
      slugline: 'EXT. SEA - NIGHT',
      characters: ['ANNA', 'Ben'],
      camera: 'slow push in',
      seconds: 6.5,
      transition: 'dissolve',
      dialogue: [
        { character: 'ANNA', line: 'Look!', extension: 'V.O.' },
        { character: 'BEN', line: 'Where?' },
      ],
    },
    '"1"',
  );
});

test('what somebody else wrote meanwhile is shown beside one’s own', async () => {
  const stale = new ApiError({ type: '', status: 412, title: '', detail: 'Changed.', advice: '', errors: [] });
  const theirs = scene({ ...SCENE, dialogue: [{ character: 'ANNA', line: 'Stop!' }], etag: '"2"' });
  const changeScene = vi.fn().mockRejectedValueOnce(stale).mockResolvedValue(SCENE);
  show(changeScene, { scene: async () => theirs });
  await fireEvent.input(screen.getByLabelText('Words of line 1'), { target: { value: 'Go!' } });
  await fireEvent.click(screen.getByTestId('save-scripted'));
  expect((await screen.findByTestId('theirs')).textContent).toBe('ANNA: Stop!');
  expect(screen.getByTestId('mine').textContent).toBe('ANNA: Go!');
  await fireEvent.click(screen.getByTestId('keep-mine'));
  await vi.waitFor(() => expect(changeScene).toHaveBeenLastCalledWith('s1', expect.anything(), '"2"'));
});

test('a line that can’t be kept is told at the dialogue', async () => {
  const errors = [{ field: 'dialogue.0.character', detail: 'This is empty.', advice: 'Write at least one word.' }];
  const refused = new ApiError({ type: '', status: 400, title: '', detail: '', advice: '', errors });
  show(vi.fn().mockRejectedValue(refused));
  await fireEvent.input(screen.getByLabelText('Who says line 1'), { target: { value: '' } });
  await fireEvent.click(screen.getByTestId('save-scripted'));
  expect(await screen.findByText(/This is empty/)).toBeTruthy();
});

test('names and lines are read as they are written', () => {
  expect(namesIn(' Anna,, Ben、安娜; Anna')).toEqual(['Anna', 'Ben', '安娜']);
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(
    spokenLines([
      { character: ' A ', line: ' x ' },
      { character: '', line: ' ' },
    ]),
  ).toEqual([{ character: 'A', line: 'x' }]);
});
