/** Pure: what a polish can do for a frame or a take, which of it would help, and what it brought. */
import type { HeroFrame, PolishName, PolishWish, ScoreChange, Take } from '../api/types';
import { dimensionName, points } from '../words/scores';

export type Polishable = HeroFrame | Take;

export interface Offer {
  name: PolishName;
  title: string;
  words: string;
  /** Why it would help here; empty where nothing speaks for it. */
  why: string;
}

const OFFERS: Record<PolishName, [title: string, words: string]> = {
  deflicker: ['Even light', 'Takes out light that jumps from frame to frame; a sunset stays.'],
  denoise: ['Less noise', 'Takes off grain and keeps the edges.'],
  stabilise: ['Steady camera', 'Takes out the shake of a hand; a pan stays. Cuts off a little at the edges.'],
  interpolate: ['Smoother motion', 'Twice as many frames a second.'],
  upscale: ['Larger', 'More pixels, with sharper edges.'],
};
export const POLISHES = Object.keys(OFFERS) as PolishName[];

/** Below these a polish is advised: points of 100. */
const FLICKERS = 80;
const UNSTEADY = 80;
const UNCLEAR = 70;
/** A picture this wide fills a screen. */
const SCREEN = 1280;
const FASTEST_FPS = 60;
const LARGEST_SIDE = 7680;

export function isTake(made: Polishable): made is Take {
  return 'flags' in made;
}

export function nameOf(made: Polishable): string {
  return isTake(made) ? `take ${made.number}` : `frame ${made.label}`;
}

/** What can be done with it, in the order in which it is done. */
export function offersFor(made: Polishable): Offer[] {
  return POLISHES.filter((name) => fits(made, name)).map((name) => {
    const [title, words] = OFFERS[name];
    return { name, title, words, why: whyOf(made, name) };
  });
}

export function titleOf(name: PolishName): string {
  return OFFERS[name][0];
}

function fits(made: Polishable, name: PolishName): boolean {
  if (name === 'upscale') return 2 * Math.max(made.output.width, made.output.height) <= LARGEST_SIDE;
  if (name === 'denoise') return true;
  return isTake(made) && (name !== 'interpolate' || 2 * made.output.fps <= FASTEST_FPS);
}

function whyOf(made: Polishable, name: PolishName): string {
  const clarity = scoreOf(made, isTake(made) ? 'imaging_quality' : 'clarity');
  const isUnclear = clarity !== null && clarity < UNCLEAR;
  if (name === 'denoise') return isUnclear ? `Clarity is at ${clarity}` : '';
  if (name === 'upscale') return made.output.width < SCREEN ? `It is ${made.output.width} pixels wide` : '';
  if (!isTake(made)) return '';
  const flicker = scoreOf(made, 'temporal_flickering');
  if (name === 'deflicker') return flicker !== null && flicker < FLICKERS ? `No flicker is at ${flicker}` : '';
  const smooth = scoreOf(made, 'motion_smoothness');
  if (name === 'stabilise') {
    if (made.flags.includes('flicker-or-shake')) return 'It flickers or shakes';
    return smooth !== null && smooth < UNSTEADY ? `Smoothness is at ${smooth}` : '';
  }
  return made.flags.includes('jumps') ? 'It moves in jumps' : '';
}

function scoreOf(made: Polishable, dimension: string): number | null {
  const found = made.scores.find((score) => score.dimension === dimension);
  return found?.value == null ? null : points(found.value);
}

/** What is sent: the wished steps, with how much larger. */
export function wishOf(made: Polishable, names: readonly PolishName[], factor: number): PolishWish {
  const steps = names.map((name) => (name === 'upscale' ? { name, factor } : { name }));
  return isTake(made) ? { take: made.id, steps } : { frame: made.id, steps };
}

/** Scores before and after: what changed most first. */
export function inOrderOfChange(changes: readonly ScoreChange[]): ScoreChange[] {
  const size = (change: ScoreChange) => Math.abs(change.after - change.before);
  return [...changes].sort((a, b) => size(b) - size(a));
}

/** "Clarity 71, now 84". */
export function sayChange(change: ScoreChange): string {
  const name = dimensionName(change.dimension);
  return change.before === change.after
    ? `${name} ${change.after}, as before`
    : `${name} ${change.before}, now ${change.after}`;
}

/** The frame or take that a polished one is of. */
export function sourceOf<T extends Polishable>(made: T, all: readonly T[]): T | null {
  const source = made.polished?.source;
  return source ? (all.find((each) => each.id === source) ?? null) : null;
}
