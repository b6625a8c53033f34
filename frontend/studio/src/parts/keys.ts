/** Keys that the studio understands, and how they are written on this machine. */

/** Ctrl or Command with Enter sends what is written. */
export function submitKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.metaKey || event.ctrlKey);
}

/** Where the space key already means something: typing, pressing, choosing. */
export function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, button, a, summary, dialog, [contenteditable]') !== null
  );
}

/** The next place in a grid of `count` cells and `columns` columns, or null when the key does not move. */
export function moveInGrid(key: string, at: number, count: number, columns: number): number | null {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
  const ends: Record<string, number> = { Home: 0, End: count - 1 };
  const to = key in ends ? ends[key] : key in steps ? at + (steps[key] ?? 0) : undefined;
  return to === undefined || to < 0 || to >= count ? null : to;
}
