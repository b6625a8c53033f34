/** Pure: what an entry of history is called, and what is asked for. */
import type { GenerationKind, HistoryEntry, TierId } from '../api/types';
import { countOf } from '../words/film';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const NOUNS: Record<GenerationKind, [one: string, many: string]> = {
  plan: ['scene planned', 'scenes planned'],
  frames: ['frame', 'frames'],
  picture: ['picture', 'pictures'],
  takes: ['take', 'takes'],
  film: ['film', 'film'],
  polish: ['polish', 'polishes'],
};
export const KIND_NAMES: Record<GenerationKind, string> = {
  plan: 'Scene plans',
  frames: 'Frames',
  picture: 'Pictures',
  takes: 'Takes',
  film: 'Films',
  polish: 'Polishes',
};
export const STATE_NAMES = {
  succeeded: 'Finished',
  review: 'Needs you',
  failed: 'Failed',
  cancelled: 'Cancelled',
  running: 'Running',
  queued: 'Waiting',
} as const;

/** "Scene 4, three takes"; "The lighthouse, film"; "Two pictures". */
export function titleOf(
  entry: Pick<HistoryEntry, 'kind' | 'count' | 'place'> & Partial<Pick<HistoryEntry, 'variations'>>,
): string {
  const [one, many] = entry.variations?.length ? ['variation', 'variations'] : NOUNS[entry.kind];
  const what =
    entry.kind === 'film' ? 'film' : `${NUMBERS[entry.count] ?? entry.count} ${entry.count === 1 ? one : many}`;
  const where =
    entry.place === null ? '' : entry.place.scene === null ? entry.place.project : `Scene ${entry.place.scene}`;
  return where ? `${where}, ${what}` : what.charAt(0).toUpperCase() + what.slice(1);
}

/** How long it took from its beginning to its end, in seconds; null before that. */
export function tookOf(entry: Pick<HistoryEntry, 'started_at' | 'finished_at'>): number | null {
  if (!entry.started_at || !entry.finished_at) return null;
  return Math.max(0, (Date.parse(entry.finished_at) - Date.parse(entry.started_at)) / 1000);
}

/** How long all of it was said to take, [low, high] in seconds: its outputs follow each other, a plan is one. */
export function saidOf(entry: Pick<HistoryEntry, 'kind' | 'count' | 'quote'>): number[] {
  const outputs = entry.kind === 'plan' || entry.kind === 'film' ? 1 : entry.count;
  return entry.quote.work_seconds.map((seconds) => seconds * outputs);
}

export function percent(share: number | null): string {
  return share === null ? '—' : `${Math.round(share * 100)}%`;
}

/** What is asked of history; empty is anything. */
export interface Wanted {
  search: string;
  project: string;
  quality: TierId | '';
  kind: GenerationKind | '';
  state: string;
  rating: string;
  tag: string;
  since: string;
  until: string;
  person: string;
  engine: string;
  favourite: boolean;
}

export const ANYTHING: Wanted = {
  search: '',
  project: '',
  quality: '',
  kind: '',
  state: '',
  rating: '',
  tag: '',
  since: '',
  until: '',
  person: '',
  engine: '',
  favourite: false,
};

/** The query string of it. A last day is meant whole. */
export function queryOf(wanted: Wanted): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) {
    if (value === '' || value === false) continue;
    query.set(name, name === 'until' ? dayAfter(String(value)) : String(value).trim());
  }
  if (query.get('search') === '') query.delete('search');
  return query;
}

export function isNarrowed(wanted: Wanted): boolean {
  return queryOf(wanted).size > 0;
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** "7 entries" and what the plan keeps. */
export function footOf(count: number, more: boolean, days: number | null, plan: string): string {
  const shown = more ? `The newest ${count}.` : countOf(count, 'entry', 'entries') + '.';
  return days === null ? shown : `${shown} Shown for ${days} days on ${plan}; favourites stay.`;
}

export { difference } from '../words/align';
