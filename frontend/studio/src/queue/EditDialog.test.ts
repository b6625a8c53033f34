import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { QueueWaiting } from '../api/types';
import Host from '../testing/Host.svelte';
import { testStudio } from '../testing/studio';
import EditDialog from './EditDialog.svelte';

const first = {
  generation: 'g1',
  kind: 'frames',
  scene_number: 4,
  prompt: 'a red boat',
  negative_prompt: '',
  seed: 7,
  count: 6,
  priority: 'normal',
  begun: false,
  etag: '"1"',
} as QueueWaiting;

function show(now: QueueWaiting | null) {
  const edit = vi.fn((_: string, __: object, match: string) =>
    match === '"2"' ? Promise.resolve({}) : Promise.reject(new ApiError(spokenProblem(412))),
  );
  const props = {
    entry: first,
    priorities: ['low', 'normal'],
    read: () => Promise.resolve(now),
    ondone: vi.fn(),
    onclose: vi.fn(),
  };
  render(Host, { props: { studio: testStudio({ edit }), of: EditDialog, props } });
  return { edit, ondone: props.ondone };
}

async function write(words: string): Promise<void> {
  await fireEvent.input(screen.getByLabelText('What should be seen'), { target: { value: words } });
  await fireEvent.click(screen.getByTestId('queue-save'));
}

test('words that somebody else changed are shown, and kept or taken', async () => {
  const { edit, ondone } = show({ ...first, prompt: 'a blue boat', etag: '"2"' });
  await write('a green boat');
  expect((await screen.findByTestId('theirs')).textContent).toBe('a blue boat');
  await fireEvent.click(screen.getByTestId('keep-mine'));
  await waitFor(() => expect(ondone).toHaveBeenCalledTimes(1));
  expect(edit).toHaveBeenLastCalledWith('g1', { prompt: 'a green boat' }, '"2"');
});

test('what somebody else raised meanwhile stays raised', async () => {
  const { edit, ondone } = show({ ...first, priority: 'low', etag: '"2"' } as QueueWaiting);
  await write('a green boat');
  await waitFor(() => expect(ondone).toHaveBeenCalledTimes(1));
  expect(edit).toHaveBeenLastCalledWith('g1', { prompt: 'a green boat' }, '"2"');
});

test('what waits no more says so, and the words stay in their field', async () => {
  const { ondone } = show(null);
  await write('a green boat');
  await screen.findByTestId('problem');
  expect((screen.getByLabelText('What should be seen') as HTMLTextAreaElement).value).toBe('a green boat');
  expect(ondone).not.toHaveBeenCalled();
});
