import { expect, test } from 'vitest';
import type { BlindLine, BlindResult } from '../api/types';
import { shareWords, standingWords } from './words';

const LINE = { state: 'voting', pairs: 4, ready: 4, voted: 0, voters: 0 } as BlindLine;

test('how a test stands is said in a few words', () => {
  expect(standingWords(LINE)).toBe('4 pairs to vote on');
  expect(standingWords({ ...LINE, voted: 1 })).toBe('1 of 4 voted on');
  expect(standingWords({ ...LINE, state: 'making', ready: 2 })).toBe('Being made: 2 of 4 pairs are there');
  expect(standingWords({ ...LINE, state: 'closed', voters: 3 })).toBe('Closed, 3 people voted');
});

test('the share is told of whoever leads, with how sure it is', () => {
  const result = { a: 4, b: 6, share: 0.4, low: 0.17, high: 0.69 } as BlindResult;
  expect(shareWords(result)).toContain('60% preferred B');
  expect(shareWords(result)).toContain('from 31% to 83%');
  expect(shareWords({ ...result, share: null })).toBe('');
});
