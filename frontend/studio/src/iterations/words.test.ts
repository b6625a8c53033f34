import { expect, test } from 'vitest';
import type { WordPart } from '../api/types';
import { aroundChanges, spoken } from './words';

const LONG = 'A tall ship turns out of the storm into the last light of a very long day at sea';
const part = (how: WordPart['how'], text: string): WordPart => ({ how, text });

test('what stays is cut to the words beside the change', () => {
  const shown = aroundChanges([part('same', LONG), part('new', ', sails filling'), part('same', ` ${LONG}`)]);
  expect(shown[0]!.text).toBe('… of a very long day at sea');
  expect(shown[1]!.text).toBe(', sails filling');
  expect(shown[2]!.text.endsWith('…')).toBe(true);
  expect(shown.map((each) => each.text).join('').length).toBeLessThan(90);
});

test('a short prompt is shown whole, and so are letters without spaces', () => {
  const short = [part('same', 'a boat'), part('new', ', at dusk')];
  expect(aroundChanges(short)).toEqual(short);
  expect(aroundChanges([part('same', '灯'.repeat(60)), part('new', 'x')])[0]!.text).toBe(`…${'灯'.repeat(28)}`);
});

test('a change is said in one sentence', () => {
  expect(
    spoken([part('same', 'a '), part('gone', 'handheld'), part('new', 'steady'), part('same', ' camera')], ['blur']),
  ).toBe('adds steady; takes out handheld; leaves out blur');
});
