// @vitest-environment node
import { expect, test } from 'vitest';
import { episode, frame, project, scene } from '../testing/samples';
import { waitingFor } from './waiting';

const now = new Date('2026-11-21T20:00:00Z');

test('what asks for a decision comes before what is finished', () => {
  const asks = project({ id: 'a', needs_you: true });
  const done = project({ id: 'b', name: 'The Ferry', film: '/media/f' });
  const chosen = episode({ scenes: [scene({ frames: [frame(), frame({ id: 'f2' })] })] });
  const items = waitingFor([done, asks], { a: chosen }, now);
  expect(items.map((item) => item.title)).toEqual(['Two frames are ready to look at', 'The film is finished']);
  expect(items[0]).toMatchObject({ project: 'a', scene: 'sce-1', view: 'frames', image: '/media/north/out-1' });
  expect(items[1]).toMatchObject({ view: 'film', action: 'Watch' });
});

test('a project that is being made waits for nobody', () => {
  expect(waitingFor([project({ needs_you: true, running: true })], {}, now)).toEqual([]);
});

test('when every scene has its take, the cut is what waits', () => {
  const ready = episode({ scenes: [scene({ selected_take: 't' })] });
  expect(waitingFor([project({ needs_you: true })], { 'pro-1': ready }, now)[0]?.action).toBe('Cut it');
});

test('a finished film is news for a day', () => {
  const film = project({ film: '/media/f', updated_at: '2026-11-21T10:00:00Z' });
  expect(waitingFor([film], {}, now)).toHaveLength(1);
  expect(waitingFor([film], {}, new Date('2026-11-23T10:00:00Z'))).toHaveLength(0);
});
