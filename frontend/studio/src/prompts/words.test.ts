import { expect, test } from 'vitest';
import { escaped, partsOf, tagsOf, tallyWords } from './words';

test('variables are marked, and plain braces are not', () => {
  expect(partsOf('{{subject}} on a {red|blue} pier, {{light=last light}}')).toEqual([
    { text: 'subject', open: true },
    { text: ' on a {red|blue} pier, ', open: false },
    { text: 'light', open: true },
  ]);
  expect(partsOf(escaped('{{no}}')).every((part) => !part.open)).toBe(true);
});

test('what came of a template says of how many', () => {
  const none = { uses: 0, last_used: null, stars: null, score: null, otherwise: 0 };
  expect(tallyWords(none, 'frames')).toEqual(['Not used yet']);
  const some = { ...none, uses: 3, stars: { value: 4.5, count: 2 }, score: { value: 0.712, count: 1 } };
  expect(tallyWords(some, 'takes')).toEqual(['Used 3 times', '4.5 stars of 2 ratings', '71 on average of 1 take']);
});

test('tags are written between commas', () => {
  expect(tagsOf(' sea, calm ,, ')).toEqual(['sea', 'calm']);
});
