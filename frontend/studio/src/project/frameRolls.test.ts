import { expect, test } from 'vitest';
import type { Span } from '../api/types';
import { frame } from '../testing/samples';
import { frameRolls, ranked, toCompare } from './frameRolls';

const spans = (...chips: string[]): Span[] => [
  { text: 'a ship', chip: '', own: true },
  ...chips.map((chip) => ({ text: `, ${chip}`, chip, own: false })),
];

const FRAMES = [
  frame({ id: 'a', generation: 'g1', prompt: 'a ship', score: 60, spans: spans('lens-35', 'air-fog') }),
  frame({ id: 'b', generation: 'g1', prompt: 'a ship', score: 90, spans: spans('lens-35', 'stock-warm') }),
  frame({ id: 'u', generation: null, origin: 'upload', prompt: '', score: null }),
  frame({ id: 'c', generation: 'g2', prompt: 'a tall ship', score: 70, spans: spans('lens-85') }),
];

test('each roll tells what it asked otherwise than the one before; a picture that was brought is one of its own', () => {
  const rolls = frameRolls(FRAMES);
  expect(rolls.map((roll) => [roll.id, roll.brought, roll.frames.length])).toEqual([
    ['g1', false, 2],
    ['u', true, 1],
    ['g2', false, 1],
  ]);
  expect(rolls[0]?.chips).toEqual(['lens-35']);
  expect(rolls[2]?.diff?.filter((piece) => piece.kind === 'added').map((piece) => piece.text.trim())).toEqual(['tall']);
  expect([rolls[2]?.came, rolls[2]?.went]).toEqual([['lens-85'], ['lens-35']]);
});

test('the best come first, and what has no points comes last', () => {
  expect(ranked(FRAMES).map((each) => each.id)).toEqual(['b', 'c', 'a', 'u']);
});

test('the one looked at is compared with the chosen one, else with the best', () => {
  expect(toCompare(FRAMES, 'a', 'c').map((each) => each.id)).toEqual(['a', 'c']);
  expect(toCompare(FRAMES, 'b', 'b').map((each) => each.id)).toEqual(['b', 'c']);
  expect(toCompare(FRAMES, null, null).map((each) => each.id)).toEqual(['b', 'c']);
});
