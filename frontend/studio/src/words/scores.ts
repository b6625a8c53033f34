/** Scores in the creator's words. A score is always a number and a colour, never colour alone. */
import type { Take, TakeScore } from '../api/types';

export type Grade = 'strong' | 'middling' | 'weak';

const STRONG_FROM = 80;
const MIDDLING_FROM = 65;

export function grade(points: number): Grade {
  if (points >= STRONG_FROM) return 'strong';
  return points >= MIDDLING_FROM ? 'middling' : 'weak';
}

/** 0..1 -> 0..100, whole. */
export function points(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 100);
}

/** Dimension names of the take scorer and of the frame scorer, in the order they are shown. */
const DIMENSIONS: Record<string, [long: string, short: string]> = {
  subject_consistency: ['Subject holds', 'Subject'],
  background_consistency: ['Background holds', 'Background'],
  temporal_flickering: ['No flicker', 'Flicker'],
  motion_smoothness: ['Smoothness', 'Smoothness'],
  dynamic_degree: ['Movement', 'Movement'],
  aesthetic_quality: ['Beauty', 'Beauty'],
  imaging_quality: ['Clarity', 'Clarity'],
  prompt_alignment: ['Prompt match', 'Prompt'],
};

export function dimensionName(dimension: string): string {
  return DIMENSIONS[dimension]?.[0] ?? plain(dimension);
}

export function shortName(dimension: string): string {
  return DIMENSIONS[dimension]?.[1] ?? plain(dimension);
}

const ORDER = Object.keys(DIMENSIONS);

export function inOrder<T extends { dimension: string }>(scores: readonly T[]): T[] {
  const place = (score: T) => (ORDER.indexOf(score.dimension) + ORDER.length + 1) % (ORDER.length + 1);
  return [...scores].sort((a, b) => place(a) - place(b));
}

const FLAGS: Record<string, string> = {
  cut: 'Jumps to another picture',
  frozen: 'Stands still for a while',
  duplicates: 'Some frames repeat',
  jumps: 'Moves in jumps',
  'flicker-or-shake': 'Flickers or shakes',
};

export function flagWords(flag: string): string {
  return FLAGS[flag] ?? plain(flag);
}

/** One short sentence about a take: its worst flag, else its place, else its weakest side. */
export function sayTake(take: Take, takes: readonly Take[]): string {
  const flag = take.flags[0];
  if (flag) return flagWords(flag);
  if (take.total === null) return '';
  if (isBest(take, takes)) return takes.length > 1 ? `Best of the ${countWord(takes.length)}` : '';
  const weakest = measured(take).sort((a, b) => (a.value ?? 0) - (b.value ?? 0))[0];
  return weakest && (weakest.value ?? 1) < STRONG_FROM / 100
    ? `Weakest: ${dimensionName(weakest.dimension).toLowerCase()}`
    : '';
}

export interface Sentence {
  name: string;
  said: string;
}

/** What each measured dimension says, the weakest first. */
export function sentencesOf(take: Take): Sentence[] {
  return measured(take)
    .filter((score) => score.said)
    .sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
    .map((score) => ({ name: dimensionName(score.dimension), said: score.said }));
}

export function measured(take: Take): TakeScore[] {
  return take.scores.filter((score) => score.status === 'measured' && score.value !== null);
}

function isBest(take: Take, takes: readonly Take[]): boolean {
  if (take.rank !== null) return take.rank === 1;
  return takes.every((other) => (other.total ?? 0) <= (take.total ?? 0));
}

const COUNTS = ['none', 'one', 'two', 'three', 'four', 'five', 'six'];

export function countWord(count: number): string {
  return COUNTS[count] ?? String(count);
}

export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function plain(name: string): string {
  return sentenceCase(name.replace(/[_-]+/g, ' '));
}
