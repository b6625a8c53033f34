/** Pure: how a score went, in one phrase. */
import type { TrendPoint } from '../api/types';

export function trendWords(points: readonly TrendPoint[]): string {
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last || points.length < 2) return '';
  if (points.some((point, index) => index > 0 && !point.alike))
    return `${points.length} rolls, measured in different ways`;
  return `${points.length} rolls, ${first.points} to ${last.points}`;
}
