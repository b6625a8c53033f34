/** Pure: decides from the sequence number whether a message is new, a double, or shows that something was missed. */
import type { Message } from './messages';
import { isChange } from './messages';

/** The highest number seen; null before the first hello. */
export type Seen = number | null;

export type Verdict = 'apply' | 'drop' | 'reload';

export interface Step {
  seen: Seen;
  verdict: Verdict;
}

export function step(seen: Seen, message: Message): Step {
  if (message.type === 'hello') return greet(seen, (message as { seq: number }).seq);
  if (message.type === 'reset') return { seen: null, verdict: 'reload' };
  if (!isChange(message)) return { seen, verdict: 'apply' };
  if (seen !== null && message.seq <= seen) return { seen, verdict: 'drop' };
  const missed = seen !== null && message.seq > seen + 1;
  return { seen: message.seq, verdict: missed ? 'reload' : 'apply' };
}

/**
 * The first hello starts the count, and what changed between the page's first read and now is read again.
 * A later hello is followed by the replay, so the count stays; one that is lower than the count is another history.
 */
function greet(seen: Seen, seq: number): Step {
  if (seen === null) return { seen: seq, verdict: 'reload' };
  return seq < seen ? { seen: seq, verdict: 'reload' } : { seen, verdict: 'drop' };
}
