/** Pure: the keys of the takes page. One list is what the page obeys, what its buttons show and what `?` explains. */

export type Command =
  | { do: 'play' | 'reverse' | 'forward' | 'pause' | 'loop' | 'worst' | 'difference' | 'wipe' | 'zoom' }
  | { do: 'refine' | 'comment' | 'keys' | 'leave' | 'share' }
  | { do: 'step'; frames: number }
  | { do: 'skip'; seconds: number }
  | { do: 'use' | 'look'; number: number };

export interface KeyLine {
  keys: string;
  words: string;
}

const PLAIN: Record<string, Command> = {
  ' ': { do: 'play' },
  j: { do: 'reverse' },
  k: { do: 'pause' },
  l: { do: 'forward' },
  o: { do: 'loop' },
  w: { do: 'worst' },
  d: { do: 'difference' },
  v: { do: 'wipe' },
  z: { do: 'zoom' },
  r: { do: 'refine' },
  c: { do: 'comment' },
  '?': { do: 'keys' },
  Escape: { do: 'leave' },
  ArrowLeft: { do: 'step', frames: -1 },
  ArrowRight: { do: 'step', frames: 1 },
};

/** What a key means here; null for one that means nothing, or that the browser wants for itself. */
export function commandOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] ?? (/^[1-9]$/.test(event.key) ? event.key : null);
  if (digit) return { do: event.shiftKey ? 'look' : 'use', number: Number(digit) } satisfies Command;
  if (event.shiftKey && event.key === 'ArrowLeft') return { do: 'skip', seconds: -1 } satisfies Command;
  if (event.shiftKey && event.key === 'ArrowRight') return { do: 'skip', seconds: 1 } satisfies Command;
  if (event.shiftKey && event.key !== '?') return null;
  return PLAIN[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
}

/** Where keys write, choose or press something already. A scrubber is none of these: its arrows are ours. */
export function isWritingIn(target: EventTarget | null, command: Command): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog, [contenteditable], textarea, select') !== null) return true;
  if (target.closest('[data-arrows]') !== null && (command.do === 'step' || command.do === 'skip')) return true;
  const input = target.closest('input');
  if (input)
    return input.type !== 'range' || !(command.do === 'step' || command.do === 'skip' || command.do === 'play');
  return command.do === 'play' && target.closest('button, a, summary') !== null;
}

export function keyLines(count: number, canWrite: boolean): KeyLine[] {
  const lines: KeyLine[] = [
    { keys: 'Space', words: 'Play, or stop' },
    { keys: 'J K L', words: 'Backwards, stop, forwards; again is twice as fast' },
    { keys: '← →', words: 'One frame' },
    { keys: 'Shift ← →', words: 'One second' },
    { keys: 'W', words: 'The worst moment, again and again' },
    { keys: 'O', words: 'Repeat a part: its start, its end, all again' },
  ];
  if (count > 1) {
    lines.push({ keys: 'V', words: 'Two takes in one picture: across, then up and down' });
    lines.push({ keys: 'D', words: 'What differs between two takes' });
    lines.push({ keys: `Shift 1–${Math.min(9, count)}`, words: 'Look at a take' });
  }
  lines.push({ keys: 'Z', words: 'Closer' });
  if (canWrite) {
    lines.push({ keys: count > 1 ? `1–${Math.min(9, count)}` : '1', words: 'Use a take' });
    lines.push({ keys: 'R', words: 'Refine: change and shoot again' });
  }
  lines.push({ keys: 'C', words: 'Comment on this moment' });
  lines.push({ keys: 'Esc', words: 'Side by side again' });
  lines.push({ keys: '?', words: 'This list' });
  return lines;
}
