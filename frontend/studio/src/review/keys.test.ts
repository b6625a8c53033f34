import { expect, test } from 'vitest';
import { commandOf, isWritingIn, keyLines } from './keys';

const key = (key: string, more: Partial<KeyboardEvent> = {}) =>
  commandOf({ key, code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

test('J, K and L run, arrows step, with Shift by a second', () => {
  expect(['j', 'k', 'L'.toLowerCase(), ' '].map((each) => key(each)?.do)).toEqual([
    'reverse',
    'pause',
    'forward',
    'play',
  ]);
  expect(key('ArrowRight')).toEqual({ do: 'step', frames: 1 });
  expect(key('ArrowLeft', { shiftKey: true })).toEqual({ do: 'skip', seconds: -1 });
});

test('a digit uses a take, with Shift it is looked at, on whatever keyboard', () => {
  expect(key('2', { code: 'Digit2' })).toEqual({ do: 'use', number: 2 });
  expect(key('"', { code: 'Digit2', shiftKey: true })).toEqual({ do: 'look', number: 2 });
  expect(key('0', { code: 'Digit0' })).toBeNull();
});

test('what belongs to the browser stays there', () => {
  for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const) expect(key('r', { [held]: true })).toBeNull();
  expect(key('F5')).toBeNull();
});

test('keys rest while somebody writes, and the scrubber leaves its arrows to the page', () => {
  for (const [tag, id, given] of [
    ['input', 'text', {}],
    ['textarea', 'area', {}],
    ['input', 'scrub', { type: 'range' }],
    ['button', 'b', {}],
    ['div', 'divider', { 'data-arrows': '', tabindex: '0' }],
  ] as const) {
    const made = document.createElement(tag);
    made.id = id;
    for (const [name, value] of Object.entries(given)) made.setAttribute(name, value);
    document.body.append(made);
  }
  const at = (id: string) => document.getElementById(id);
  const comment = { do: 'comment' } as const;
  const step = { do: 'step', frames: 1 } as const;
  expect(isWritingIn(at('text'), comment)).toBe(true);
  expect(isWritingIn(at('area'), step)).toBe(true);
  expect(isWritingIn(at('scrub'), step)).toBe(false);
  expect(isWritingIn(at('divider'), step)).toBe(true);
  expect(isWritingIn(at('divider'), comment)).toBe(false);
  expect(isWritingIn(at('b'), { do: 'play' })).toBe(true);
  expect(isWritingIn(at('b'), comment)).toBe(false);
});

test('the sheet names only what can be done here', () => {
  const words = (count: number, canWrite: boolean) => keyLines(count, canWrite).map((line) => line.keys);
  expect(words(3, true)).toContain('1–3');
  expect(words(1, true)).not.toContain('D');
  expect(words(3, false)).not.toContain('R');
});
