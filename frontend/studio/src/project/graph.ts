/** Pure: readings as paths of a drawing. */

/** Room for the line itself at the top and the bottom. */
const EDGE = 2;

export interface Run {
  line: string;
  area: string;
}

/**
 * Readings (0..1, null = none) as runs without gaps, newest at the right edge of `wide` x `high`. `room` readings fill
 * the width; a reading that stands alone is a dash.
 */
export function linesOf(values: readonly (number | null)[], room: number, wide: number, high: number): Run[] {
  const step = wide / (room - 1);
  const runs: { x: number; y: number }[][] = [];
  let open: { x: number; y: number }[] | null = null;
  values.forEach((value, index) => {
    if (value === null) {
      open = null;
      return;
    }
    const point = { x: wide - (values.length - 1 - index) * step, y: high - EDGE - value * (high - 2 * EDGE) };
    if (open === null) runs.push((open = [point]));
    else open.push(point);
  });
  return runs.map((points) => run(points, step, high));
}

function run(points: { x: number; y: number }[], step: number, high: number): Run {
  const only = points[0];
  const full = points.length === 1 && only ? [{ x: only.x - step / 2, y: only.y }, only] : points;
  const line = full.map((point, index) => `${index === 0 ? 'M' : 'L'}${round(point.x)} ${round(point.y)}`).join('');
  const [first, last] = [full[0], full[full.length - 1]];
  return { line, area: first && last ? `${line}L${round(last.x)} ${high}L${round(first.x)} ${high}Z` : '' };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
