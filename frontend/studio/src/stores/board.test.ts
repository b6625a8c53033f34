import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Notice } from '../api/types';
import { testStudio } from '../testing/studio';
import type { Follower } from './live.svelte';

const shown: { title: string; tag: string }[] = [];

class FakeNotification {
  static permission = 'granted';
  onclick: (() => void) | null = null;
  close = vi.fn();
  constructor(title: string, { tag }: { tag: string }) {
    shown.push({ title, tag });
  }
}

function notice(id: string, change: Partial<Notice> = {}): Notice {
  const words = { title: `Takes ${id} are ready`, text: '', link: 'projects/p1', action: 'Look' };
  return {
    id,
    kind: 'finished',
    ...words,
    browser: true,
    created_at: '2026-11-22T10:00:00Z',
    read_at: null,
    ...change,
  };
}

function page(...results: Notice[]) {
  return { results, next: null, previous: null };
}

function hidden(is: boolean): void {
  Object.defineProperty(document, 'hidden', { value: is, configurable: true });
}

beforeEach(() => {
  shown.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal('Notification', FakeNotification);
});
afterEach(() => {
  hidden(false);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function started(first: Notice[], then: Notice[]) {
  const notices = vi
    .fn()
    .mockResolvedValueOnce(page(...first))
    .mockResolvedValue(page(...then));
  const unreadNotices = vi
    .fn()
    .mockResolvedValueOnce({ unread: first.length })
    .mockResolvedValue({ unread: then.length });
  const studio = testStudio({ notices, unreadNotices, readNotices: vi.fn().mockResolvedValue({ unread: 0 }) });
  let follower: Follower | null = null;
  vi.spyOn(studio.live, 'follow').mockImplementation((given) => {
    follower = given;
    return () => true;
  });
  studio.board.start();
  await vi.runAllTimersAsync();
  return {
    board: studio.board,
    notices,
    async hear(person: string) {
      const at = { seq: 7, at: '', project: null, scene: null, generation: null };
      follower?.onChange({ type: 'notice', ...at, data: { person } });
      await vi.runAllTimersAsync();
    },
  };
}

test('what is new is shown outside of the page while nobody looks at it', async () => {
  const { board, hear } = await started([notice('1')], [notice('2'), notice('1')]);
  expect(shown).toEqual([]);
  hidden(true);
  await hear('u1');
  expect(shown).toEqual([{ title: 'Takes 2 are ready', tag: '2' }]);
  expect(board.unread).toBe(2);
});

test('nothing is shown to somebody who looks, who did not choose it, or who has read it', async () => {
  const watching = await started([], [notice('2')]);
  await watching.hear('u1');
  hidden(true);
  const quiet = await started([], [notice('3', { browser: false }), notice('4', { read_at: '2026-11-22T10:01:00Z' })]);
  await quiet.hear('u1');
  expect(shown).toEqual([]);
});

test("other people's notices are not asked for", async () => {
  const { notices, hear } = await started([], []);
  await hear('somebody else');
  expect(notices).toHaveBeenCalledTimes(1);
});

test('what is marked as read is read at once', async () => {
  const { board } = await started([notice('1'), notice('2')], []);
  await board.markRead(['1']);
  expect(board.list?.map((each) => each.read_at === null)).toEqual([false, true]);
  await board.markRead();
  expect(board.list?.some((each) => each.read_at === null)).toBe(false);
});

test('what is ready on the page that one looks at is read by itself; what failed there is not', async () => {
  const { board } = await started(
    [notice('1'), notice('2', { kind: 'failed' })],
    [notice('1'), notice('2', { kind: 'failed' })],
  );
  history.replaceState(null, '', '/w/north/projects/p1');
  await board.read();
  expect(board.list?.map((each) => each.read_at === null)).toEqual([false, true]);
});
