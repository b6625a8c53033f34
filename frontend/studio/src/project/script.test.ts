import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { ProjectStore } from '../stores/project.svelte';
import Host from '../testing/Host.svelte';
import { episode, scene } from '../testing/samples';
import { testStudio } from '../testing/studio';
import { Brief } from './brief.svelte';
import { sentencesOf } from './cards.svelte';
import ScriptText from './ScriptText.svelte';
import ScriptView from './ScriptView.svelte';

const SCENES = [
  scene({ id: 's1', number: 1, description: 'One comes. Two goes.' }),
  scene({ id: 's2', number: 2, description: 'Three.' }),
];

function show(answers: Parameters<typeof testStudio>[0]) {
  const studio = testStudio(answers);
  const store = new ProjectStore(studio, 'p1');
  store.episode = episode({ scenes: SCENES });
  return { studio, store };
}

test('a card moves by its button and by Alt with an arrow', async () => {
  const moveScene = vi.fn(async () => SCENES[0]);
  const { studio, store } = show({ moveScene });
  render(Host, { props: { studio, of: ScriptView, props: { store, onplan: vi.fn(), onadd: vi.fn() } } });
  await fireEvent.click(screen.getByLabelText('Move scene 1 behind the next'));
  expect(moveScene).toHaveBeenLastCalledWith('s1', 2);
  await vi.waitFor(() => expect(screen.getByRole('status').textContent).toContain('is now scene 2'));
  await fireEvent.keyDown(screen.getAllByTestId('script-card')[1]!, { key: 'ArrowLeft', altKey: true });
  expect(moveScene).toHaveBeenLastCalledWith('s2', 1);
});

test('what is out of date says why and what redoing costs', async () => {
  const redo = vi.fn(async () => []);
  const { studio, store } = show({ redo });
  const fresh = { state: 'fresh' as const, reason: '' };
  store.standing = {
    scenes: [
      {
        scene: 's1',
        number: 1,
        frame: { state: 'stale', reason: 'The words changed after this frame was made.' },
        take: fresh,
        redo: { credits: 4, seconds: [4, 20] },
      },
    ],
    film: fresh,
    redo: { credits: 4, seconds: [4, 20] },
  };
  render(Host, { props: { studio, of: ScriptView, props: { store, onplan: vi.fn(), onadd: vi.fn() } } });
  const [all, one] = screen.getAllByTestId('redo-line');
  expect(all!.textContent).toContain('1 scene out of date.');
  expect(all!.textContent).toContain('4 credits at most');
  expect(one!.textContent).toContain('The words changed after this frame was made.');
  await fireEvent.click(screen.getAllByTestId('redo')[1]!);
  expect(redo).toHaveBeenCalledWith(store.episode!.id, ['s1']);
});

test('an edited text is previewed before it is saved with the tag it was read with', async () => {
  const told = { text: 'INT. A #1#\n', etag: '"t1"', scenes: [] };
  const change = { scene: 's2', number: 2, title: 'B', what: 'removed', fields: [], frames: 2, takes: 1 };
  const putScript = vi.fn(async () => told);
  const { studio, store } = show({
    script: vi.fn(async () => told),
    previewScript: vi.fn(async () => ({ changes: [change], left_out: 0 })),
    putScript,
  });
  render(Host, { props: { studio, of: ScriptText, props: { store, episode: 'e1' } } });
  const field = await screen.findByTestId<HTMLTextAreaElement>('script-text');
  await vi.waitFor(() => expect(field.value).toContain('INT. A'));
  await fireEvent.input(field, { target: { value: 'INT. A #1#\n\nMore.\n' } });
  await fireEvent.click(screen.getByTestId('preview-script'));
  expect((await screen.findByTestId('script-preview')).textContent).toContain('1 scene removed: 2 B');
  await fireEvent.click(screen.getByTestId('save-script'));
  expect(putScript).toHaveBeenCalledWith('e1', 'INT. A #1#\n\nMore.\n', '"t1"', true);
});

test('a brief asks for what its kind needs', () => {
  const brief = new Brief();
  expect(brief.body('a fox', 3)).toEqual({ idea: 'a fox', scenes: 3, replace: true });
  brief.turnTo('product');
  brief.name = 'a mug';
  expect(brief.body('', 4)).toMatchObject({ kind: 'product', framework: 'aida', product: { name: 'a mug' } });
  brief.turnTo('script');
  brief.script = 'INT. A';
  expect(brief.body('', 4)).toMatchObject({ kind: 'script', script: 'INT. A' });
});

test('sentences end where the studio ends them', () => {
  expect(sentencesOf('One comes. Two goes!\n\nDrei。四')).toEqual(['One comes.', 'Two goes!', 'Drei。', '四']);
});
