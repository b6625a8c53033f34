/** One look at several pictures: how near, and where (pure). */

/** `scale` 1 shows all of a picture; `u`, `v` is what lies in the middle, as shares of its width and height. */
export interface Look {
  scale: number;
  u: number;
  v: number;
}

export const WHOLE: Look = { scale: 1, u: 0.5, v: 0.5 };
export const NEAREST = 12;
/** How much nearer one turn of the wheel or one press goes. */
export const STEP = 1.25;
/** Shares of what is seen that an arrow key moves by. */
export const NUDGE = 0.12;

/** Nothing beyond the edges is shown. */
function held(look: Look): Look {
  const scale = Math.min(NEAREST, Math.max(1, look.scale));
  const half = 0.5 / scale;
  const inside = (at: number) => Math.min(1 - half, Math.max(half, at));
  return { scale, u: inside(look.u), v: inside(look.v) };
}

/** Nearer or farther, while what lies under the pointer (`x`, `y`: shares of the pane) stays there. */
export function nearer(look: Look, times: number, x = 0.5, y = 0.5): Look {
  const scale = Math.min(NEAREST, Math.max(1, look.scale * times));
  const [u, v] = under(look, x, y);
  return held({ scale, u: u - (x - 0.5) / scale, v: v - (y - 0.5) / scale });
}

/** The picture follows a drag of `dx`, `dy` shares of the pane. */
export function moved(look: Look, dx: number, dy: number): Look {
  return held({ ...look, u: look.u - dx / look.scale, v: look.v - dy / look.scale });
}

/** What of a picture lies at `x`, `y` of the pane. */
export function under(look: Look, x: number, y: number): [u: number, v: number] {
  return [look.u + (x - 0.5) / look.scale, look.v + (y - 0.5) / look.scale];
}

/** The CSS transform of a picture that fills its pane, about its middle. */
export function transformOf(look: Look): string {
  const percent = (at: number) => `${((0.5 - at) * 100).toFixed(3)}%`;
  return `scale(${look.scale}) translate(${percent(look.u)}, ${percent(look.v)})`;
}

/** What a key does; null for one that means nothing here. */
export function keyed(look: Look, key: string): Look | null {
  const steps: Record<string, [dx: number, dy: number]> = {
    ArrowLeft: [NUDGE, 0],
    ArrowRight: [-NUDGE, 0],
    ArrowUp: [0, NUDGE],
    ArrowDown: [0, -NUDGE],
  };
  const step = steps[key];
  if (step) return moved(look, ...step);
  if (key === '+' || key === '=') return nearer(look, STEP);
  if (key === '-' || key === '_') return nearer(look, 1 / STEP);
  return key === '0' ? WHOLE : null;
}
