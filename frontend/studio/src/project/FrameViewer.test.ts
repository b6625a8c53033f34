import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { Comment } from '../api/types';
import Host from '../testing/Host.svelte';
import { frame, scene } from '../testing/samples';
import { testStudio } from '../testing/studio';
import FrameViewer from './FrameViewer.svelte';

function comment(change: Partial<Comment> = {}): Comment {
  return {
    id: 'c1',
    generation: 'g1',
    take: null,
    frame: 'a',
    parent: null,
    author: 'Ann',
    mine: true,
    is_guest: false,
    request: false,
    answer: '',
    text: 'The hull is too red.',
    seconds: null,
    x: 0.8,
    y: 0.9,
    resolved_at: null,
    created_at: '2026-11-22T08:00:00Z',
    edited_at: null,
    etag: '"1"',
    ...change,
  };
}

function show(found: Comment[], answers: Record<string, unknown> = {}, role?: string) {
  const studio = testStudio({ comments: async () => found, ...answers });
  if (role) studio.boot.workspace.role = role as typeof studio.boot.workspace.role;
  const frames = [frame({ id: 'a', label: '1A', generation: 'g1' }), frame({ id: 'b', label: '1B', generation: 'g1' })];
  const nothing = vi.fn();
  const props = { onlook: vi.fn(), onchoose: nothing, onpolish: nothing, oncompare: nothing, onclose: nothing };
  render(Host, {
    props: { studio, of: FrameViewer, props: { scene: scene({ frames }), at: frames[0], choosing: false, ...props } },
  });
  return props;
}

test('what was said of this frame is a pin on it and a line below; what is about others is not', async () => {
  show([
    comment(),
    comment({ id: 'c2', frame: 'b', text: 'Other.' }),
    comment({ id: 'c3', parent: 'c1', text: 'Yes.' }),
  ]);
  const thread = await screen.findByTestId('thread');
  expect(thread.textContent).toContain('The hull is too red.');
  expect(thread.textContent).toContain('Yes.');
  expect(thread.textContent).toContain('Bottom right');
  expect(screen.getByTestId('pin').getAttribute('aria-label')).toContain('bottom right');
});

test('a comment is pinned to a spot of the picture', async () => {
  const made = comment({ id: 'c9', x: 0.5, y: 0.52, text: 'Here' });
  const ask = vi.fn(async () => made);
  const props = show([], { comment: ask });
  await fireEvent.click(await screen.findByTestId('comment-frame'));
  await fireEvent.click(screen.getByTestId('point'));
  const pin = screen.getByTestId('new-pin');
  await fireEvent.keyDown(pin, { key: 'ArrowDown' });
  expect(props.onlook).not.toHaveBeenCalled();
  await fireEvent.input(screen.getByTestId('comment-text'), { target: { value: 'Here' } });
  await fireEvent.click(screen.getByTestId('send-comment'));
  expect(await screen.findByTestId('thread')).toBeTruthy();
  expect(ask).toHaveBeenCalledWith('g1', { text: 'Here', seconds: null, x: 0.5, y: 0.52, frame: 'a' });
});

test('it is answered and settled there', async () => {
  const changeComment = vi.fn(async () => comment({ resolved_at: '2026-11-22T09:00:00Z' }));
  const ask = vi.fn(async () => comment({ id: 'c2', parent: 'c1', text: 'Done', x: null, y: null }));
  show([comment()], { changeComment, comment: ask });
  await fireEvent.click(await screen.findByTestId('reply'));
  await fireEvent.input(screen.getByTestId('thread-text'), { target: { value: 'Done' } });
  await fireEvent.click(screen.getByTestId('send-reply'));
  await vi.waitFor(() => expect(ask).toHaveBeenCalledWith('g1', { text: 'Done', parent: 'c1', frame: 'a' }));
  await fireEvent.click(await screen.findByTestId('resolve'));
  expect(changeComment).toHaveBeenCalledWith('c1', { resolved: true });
});

test('who only looks reads them and writes none', async () => {
  show([comment()], {}, 'viewer');
  expect(await screen.findByTestId('thread')).toBeTruthy();
  expect(screen.queryByTestId('comment-frame')).toBeNull();
  expect(screen.queryByTestId('resolve')).toBeNull();
});
