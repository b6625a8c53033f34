/** Pure: a span of days as bars of a chart, days without work among them. */
import type { Statistics } from '../api/types';

export interface Bar {
  from: string;
  made: number;
  failed: number;
}

const DAY_MS = 86_400_000;
/** More bars than this are too thin to point at: several days share one. */
export const MOST_BARS = 60;

export function barsOf(days: Statistics['days'], since: string, until: string): Bar[] {
  const first = Math.floor(Date.parse(since) / DAY_MS);
  const last = Math.floor(Date.parse(until) / DAY_MS);
  const step = Math.max(1, Math.ceil((last - first + 1) / MOST_BARS));
  const bars: Bar[] = [];
  for (let day = first; day <= last; day += step)
    bars.push({ from: new Date(day * DAY_MS).toISOString().slice(0, 10), made: 0, failed: 0 });
  for (const one of days) {
    const bar = bars[Math.floor((Date.parse(one.day) / DAY_MS - first) / step)];
    if (!bar) continue;
    bar.made += one.made;
    bar.failed += one.ended - one.worked;
  }
  return bars;
}

/** The top of the scale: 1, 2 or 5 times a power of ten, at least as much as the most. */
export function topOf(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= most) ?? most;
}
