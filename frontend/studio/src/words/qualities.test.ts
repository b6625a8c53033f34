import { expect, test } from 'vitest';
import { ownTier, project, scene } from '../testing/samples';
import { askedQuality, finalQuality, followed, isLess, numbersOf } from './qualities';

test('the numbers of an own quality are told in words, and what it leaves is as its base', () => {
  expect(numbersOf(ownTier())).toBe('Pictures 640 pixels wide, takes 25 frames');
  expect(numbersOf(ownTier({ picture_side: null, video_side: 512, steps: 8 }))).toBe(
    'Takes 512 pixels wide and 25 frames, 8 steps',
  );
  expect(numbersOf(ownTier({ picture_side: null, frames: null }))).toBe('All as in Standard');
});

test('a request names the own quality of its project, unless drafts or the scene go before it', () => {
  const own = project({ custom_tier: 'night-drafts' });
  expect(askedQuality(own, scene())).toBe('night-drafts');
  expect(askedQuality(own, scene({ quality: 'high', effective_quality: 'high' }))).toBe('high');
  expect(askedQuality(project({ ...own, draft_quality: 'low' }), scene({ effective_quality: 'low' }))).toBe('low');
  expect(askedQuality(project(), scene())).toBe('standard');
});

test('scenes follow the draft quality, and finals do not', () => {
  const drafts = project({ quality: 'high', draft_quality: 'low' });
  expect(followed(drafts)).toBe('low');
  expect(finalQuality(drafts, scene()).tier).toBe('high');
  expect(finalQuality(drafts, scene({ quality: 'standard' })).word).toBe('standard');
  expect(finalQuality(project({ custom_tier: 'night-drafts' }), scene())).toEqual({
    tier: 'standard',
    word: 'night-drafts',
  });
  expect([isLess('low', 'high'), isLess('high', 'high')]).toEqual([true, false]);
});
