import { expect, test } from 'vitest';
import { wordDiff } from './diff';

const told = (before: string, after: string) => wordDiff(before, after).map((piece) => `${piece.kind}:${piece.text}`);

test('words that came and went are told, the others stay', () => {
  expect(told('a red boat at dawn', 'a blue boat at dawn')).toEqual([
    'same:a ',
    'gone:red ',
    'added:blue ',
    'same:boat at dawn',
  ]);
  expect(told('a boat', 'a boat, low sun')).toEqual(['same:a boat', 'added:, low sun']);
  expect(told('same', 'same')).toEqual(['same:same']);
  expect(told('', 'new')).toEqual(['added:new']);
  expect(told('old', '')).toEqual(['gone:old']);
});

test('scripts without spaces are compared letter by letter', () => {
  expect(told('狐が走る', '狐が眠る')).toContain('gone:走');
});

test('no word of either text is lost', () => {
  for (const [before, after] of [
    ['one two three', 'three two one'],
    ['  a,b ;c', 'a; b,, c'],
    ['قارب في البحر', 'قارب على البحر'],
    ['x '.repeat(2000), 'y '.repeat(2000)],
  ] as const) {
    const pieces = wordDiff(before, after);
    const join = (kinds: string[]) =>
      pieces
        .filter((piece) => kinds.includes(piece.kind))
        .map((piece) => piece.text)
        .join('')
        .replace(/\s+/g, '');
    expect(join(['same', 'added'])).toBe(after.replace(/\s+/g, ''));
    expect(join(['same', 'gone'])).toBe(before.replace(/\s+/g, ''));
  }
});
