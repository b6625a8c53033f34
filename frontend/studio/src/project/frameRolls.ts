/** Pure: the frames of a scene by what asked for them, and what each asked otherwise than the one before. */
import type { HeroFrame } from '../api/types';
import { wordDiff, type Piece } from '../words/diff';

export interface FrameRoll {
  /** The generation; for a picture that was brought, the frame itself. */
  id: string;
  number: number;
  at: string;
  brought: boolean;
  prompt: string;
  /** Against the words of the roll before; null where they are the same, or there was none. */
  diff: Piece[] | null;
  /** Chips that all of its frames have, and what came and went of them. */
  chips: string[];
  came: string[];
  went: string[];
  frames: HeroFrame[];
}

/** Oldest first. */
export function frameRolls(frames: readonly HeroFrame[]): FrameRoll[] {
  const ids = [...new Set(frames.map(rollOf))];
  const rolls: FrameRoll[] = [];
  let before: FrameRoll | null = null;
  for (const id of ids) {
    const own = frames.filter((frame) => rollOf(frame) === id);
    const first = own[0];
    if (!first) continue;
    const roll: FrameRoll = told(id, rolls.length + 1, own, first, before);
    rolls.push(roll);
    if (!roll.brought) before = roll;
  }
  return rolls;
}

function told(id: string, number: number, frames: HeroFrame[], first: HeroFrame, before: FrameRoll | null): FrameRoll {
  const brought = first.origin === 'upload';
  const chips = brought ? [] : shared(frames);
  const known = before?.chips ?? chips;
  return {
    id,
    number,
    at: first.created_at,
    brought,
    prompt: first.prompt,
    diff: !brought && before && before.prompt !== first.prompt ? wordDiff(before.prompt, first.prompt) : null,
    chips,
    came: chips.filter((chip) => !known.includes(chip)),
    went: brought ? [] : known.filter((chip) => !chips.includes(chip)),
    frames,
  };
}

/** Frames that the studio filled in have chips of their own each; only what all have was asked for. */
function shared(frames: readonly HeroFrame[]): string[] {
  const [first, ...rest] = frames.map((frame) => frame.spans.map((span) => span.chip).filter(Boolean));
  return (first ?? []).filter((chip) => rest.every((other) => other.includes(chip)));
}

function rollOf(frame: HeroFrame): string {
  return frame.generation ?? frame.id;
}

/** Most points first; what was not scored comes last, in its order. */
export function ranked(frames: readonly HeroFrame[]): HeroFrame[] {
  return [...frames].sort((a, b) => (b.score ?? -1) - (a.score ?? -1));
}

export const MOST_COMPARED = 4;

/** What is compared first: the one looked at, the chosen one, then the best. */
export function toCompare(frames: readonly HeroFrame[], looked: string | null, chosen: string | null): HeroFrame[] {
  const first = [looked, chosen].map((id) => frames.find((frame) => frame.id === id));
  const order = [...first, ...ranked(frames)].filter((frame) => frame !== undefined);
  return [...new Set(order)].slice(0, 2);
}
