/** Pure: where what was said and what it took lie on a bar. */

export interface Places {
  low: number;
  high: number;
  took: number;
}

/** Percent of the bar, which ends a quarter beyond the longest of them. */
export function placesOf(said: readonly number[], took: number): Places {
  const low = said[0] ?? 0;
  const high = said[1] ?? low;
  const whole = Math.max(high, took) * 1.25 || 1;
  const percent = (seconds: number) => Math.round((1000 * seconds) / whole) / 10;
  return { low: percent(low), high: percent(high), took: percent(took) };
}
