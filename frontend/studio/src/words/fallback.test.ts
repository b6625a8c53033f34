// @vitest-environment node
import { expect, test } from 'vitest';
import { askedGeneration, consent, fallenQuote, generation, quote } from '../testing/samples';
import { fallenOf, figuresIn, generateWords, headline, isAsking, isPreviewOnly, priceOf } from './fallback';

test('amounts of memory stand out, and a whole number has no decimal', () => {
  expect(figuresIn('High needs 24.0 GB. Studio 1 has 17.5 GB free.')).toEqual([
    { text: 'High needs ', isFigure: false },
    { text: '24 GB', isFigure: true },
    { text: '. Studio 1 has ', isFigure: false },
    { text: '17.5 GB', isFigure: true },
    { text: ' free.', isFigure: false },
  ]);
  expect(figuresIn('Nothing to weigh.')).toHaveLength(1);
});

test('the headline says what does not fit and what does, by its reason', () => {
  const told = fallenQuote();
  expect(headline(told)).toBe('High does not fit right now. Standard does.');
  const because = (key: string) => headline({ ...told, fallback: { ...told.fallback!, key } });
  expect(because('plan')).toBe('High is not in this plan. Standard is.');
  expect(because('ran_short')).toBe('Memory ran short for High. Standard fits.');
  expect(because('not_here')).toBe('High cannot be made here yet. Standard can.');
});

test('where nothing but the processor draws, that is what is said', () => {
  const drawn = fallenQuote({ achieved_tier: 'high', preview: true });
  expect(isPreviewOnly(drawn)).toBe(true);
  expect(headline(drawn)).toBe('High does not fit right now. A drawn preview does.');
  expect(generateWords(drawn)).toBe('Generate a preview');
});

test('the button says what it will use', () => {
  expect(generateWords(null)).toBe('Generate');
  expect(generateWords(quote())).toBe('Generate');
  expect(generateWords(fallenQuote())).toBe('Generate in Standard');
});

test('a question is open until it is answered', () => {
  expect(isAsking(askedGeneration())).toBe(true);
  expect(isAsking(askedGeneration({ consent: consent({ answer: 'timeout' }) }))).toBe(false);
  expect(isAsking(generation())).toBe(false);
});

test('asked once more, what counts is what is used now and not what the quote foresaw', () => {
  expect(priceOf(askedGeneration())).toBe('40–55 s, 6 credits');
  const worse = askedGeneration({ achieved_tier: 'low', credits_reserved: 2 });
  expect(headline(fallenOf(worse))).toBe('High does not fit right now. Low does.');
  expect(priceOf(worse)).toBe('2 credits');
});
