/** What stands in the queue, as a person says it. */
import type { QueueRunning, QueueWaiting } from '../api/types';
import { spokenRange } from './times';

type Piece = Pick<QueueWaiting, 'kind' | 'count' | 'scene_number' | 'prompt'> & { varied?: boolean };

const PART = {
  frames: 'frame',
  takes: 'take',
  picture: 'picture',
  plan: 'plan',
  film: 'film',
  polish: 'polish',
} as const;

/** "Scene 4, 6 frames", "Scene 5, take again", "A red boat on a lake". */
export function titleOf(piece: Piece): string {
  if (piece.kind === 'plan') return 'Scene plan';
  if (piece.kind === 'film') return 'The film’s cut';
  if (piece.kind === 'polish')
    return piece.scene_number === null ? 'A polish' : `Scene ${piece.scene_number}, a polish`;
  const part = piece.varied ? 'variation' : PART[piece.kind];
  const many = piece.count === 1 ? `one ${part}` : `${piece.count} ${part}s`;
  if (piece.scene_number !== null) return `Scene ${piece.scene_number}, ${many}`;
  return piece.prompt || many;
}

/** Its title where there is little room: no more than so many characters, none of them cut in two. */
export function shortTitleOf(piece: Piece, most = 48): string {
  const characters = [...titleOf(piece)];
  return characters.length <= most
    ? characters.join('')
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** "Scene 4, frame 4 of 6", "Scene 5, looking over take 2". */
export function partOf(piece: QueueRunning): string {
  if (piece.kind === 'plan' || piece.kind === 'film' || piece.kind === 'polish') return titleOf(piece);
  const part = piece.varied ? 'variation' : PART[piece.kind];
  const one =
    piece.job_kind === 'score'
      ? `looking over ${part} ${piece.number}`
      : piece.count === 1
        ? `one ${part}`
        : `${part} ${piece.number} of ${piece.count}`;
  return piece.scene_number !== null ? `Scene ${piece.scene_number}, ${one}` : one[0]?.toUpperCase() + one.slice(1);
}

/** "starts now", "starts in 20–40 s"; empty where nobody can say. */
export function startOf(range: readonly number[] | null): string {
  if (range === null) return '';
  return (range[1] ?? 0) < 2 ? 'starts now' : `starts in ${spokenRange(range)}`;
}

/** "2 being made, 4 waiting." */
export function countsOf(running: number, waiting: number): string {
  if (running + waiting === 0) return 'Nothing is being made, and nothing waits.';
  return `${running === 0 ? 'Nothing' : running} being made, ${waiting === 0 ? 'nothing' : waiting} waiting.`;
}

/** "6 of 10 places used on Creator."; nothing where the plan lets any number in and none is there. */
export function placesWords(used: number, places: number | null, plan: string): string {
  if (places !== null) return `${used} of ${places} places used on ${plan}.`;
  return used === 0 ? '' : used === 1 ? 'One place used.' : `${used} places used.`;
}

/** "22:31" of the reader's clock, so many seconds from now. */
export function momentIn(seconds: number, now: number): string {
  return new Date(now + seconds * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

export const PRIORITY_WORDS: Readonly<Record<string, string>> = {
  low: 'Later',
  normal: 'In turn',
  high: 'Sooner',
  urgent: 'Urgent',
};
