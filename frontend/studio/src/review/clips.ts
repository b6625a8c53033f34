/** Pure: takes as the review plays them, and the marks on their lanes. The studio and a guest's page share it. */
import type { Span } from '../stores/playback.svelte';

export interface Moment {
  seconds: number;
  /** 0..1, lower is worse. */
  value: number;
  words: string;
}

export interface Clip {
  id: string;
  number: number;
  url: string;
  poster: string | null;
  fps: number;
  duration: number;
  width: number;
  height: number;
  isChosen: boolean;
  moments: Moment[];
  /** A picture: it has no moments, and `name` is what it is called. */
  still?: { name: string };
}

/** What it is called in a sentence. */
export function nameOf(clip: Clip | null): string {
  return clip?.still?.name ?? `take ${clip?.number}`;
}

export interface Remark {
  id: string;
  take: string | null;
  frame?: string | null;
  parent: string | null;
  author: string;
  is_guest: boolean;
  text: string;
  seconds: number | null;
  x: number | null;
  y: number | null;
  answer: string;
  isDone: boolean;
  created_at: string;
}

export interface Thread<R extends Remark = Remark> {
  first: R;
  replies: R[];
}

/** What one comment of a take says is shown this long before and after its moment. */
const NEAR_SECONDS = 0.6;
const AROUND_SECONDS = 0.5;

/** The frame grid that steps go by: the finest of the clips, so that no frame of any of them is passed over. */
export function gridOf(clips: readonly Clip[]): number {
  return Math.max(1, ...clips.map((clip) => clip.fps || 0), clips.length === 0 ? 24 : 0);
}

/** Why clips of one roll may look out of step; empty where they match. */
export function mismatch(clips: readonly Clip[]): string {
  const rates = new Set(clips.map((clip) => Math.round(clip.fps * 100)));
  const lengths = new Set(clips.map((clip) => Math.round(clip.duration * 10)));
  if (rates.size > 1)
    return `They have ${[...new Set(clips.map((clip) => Number(clip.fps.toFixed(2))))].join(' and ')} frames a second; steps go by the finest.`;
  return lengths.size > 1 ? 'They differ in length; a shorter one waits on its last frame.' : '';
}

/** The take or the frame that it is about. */
export function aboutOf(remark: Pick<Remark, 'take' | 'frame'>): string {
  return remark.take ?? remark.frame ?? '';
}

/** Threads about these takes or frames in the order of the clip; what is about all of it comes first. */
export function threadsOf<R extends Remark>(remarks: readonly R[], about: readonly string[]): Thread<R>[] {
  const firsts = remarks.filter((each) => each.parent === null && about.includes(aboutOf(each)));
  const byTime = [...firsts].sort(
    (a, b) => (a.seconds ?? -1) - (b.seconds ?? -1) || a.created_at.localeCompare(b.created_at),
  );
  return byTime.map((first) => ({
    first,
    replies: remarks
      .filter((each) => each.parent === first.id)
      .sort((a, b) => a.created_at.localeCompare(b.created_at)),
  }));
}

/** The pins that are seen on a picture at a moment: open ones near it, and the one that is read. */
export function pinsAt<R extends Remark>(
  threads: readonly Thread<R>[],
  about: string,
  time: number,
  read: string | null,
) {
  return threads.filter(
    ({ first }) =>
      aboutOf(first) === about &&
      first.x !== null &&
      (first.id === read ||
        (!first.isDone && (first.seconds === null || Math.abs(first.seconds - time) <= NEAR_SECONDS))),
  );
}

/** The worst moments of these clips, worst first. */
export function worstOf(clips: readonly Clip[]): { clip: Clip; moment: Moment }[] {
  return clips
    .flatMap((clip) => clip.moments.map((moment) => ({ clip, moment })))
    .sort((a, b) => a.moment.value - b.moment.value);
}

/** The part around a moment that is worth repeating. */
export function around(seconds: number, duration: number): Span {
  const from = Math.max(0, Math.min(seconds - AROUND_SECONDS, duration - 2 * AROUND_SECONDS));
  return { from, to: Math.min(duration, from + 2 * AROUND_SECONDS) };
}

/** Where a spot lies, in words, for who does not see it. */
export function spotWords(x: number, y: number): string {
  const across = x < 1 / 3 ? 'left' : x > 2 / 3 ? 'right' : '';
  const down = y < 1 / 3 ? 'top' : y > 2 / 3 ? 'bottom' : '';
  return [down, across].filter(Boolean).join(' ') || 'the middle';
}
