/** Events as people say them; the API's names stand beside, for whoever writes the other end. */
import type { Delivery, WebhookEvent } from '../api/types';

export const EVENTS: readonly { name: WebhookEvent; words: string }[] = [
  { name: 'generation.succeeded', words: 'Something was made' },
  { name: 'generation.review', words: 'A person should look' },
  { name: 'generation.failed', words: 'Something failed' },
  { name: 'generation.cancelled', words: 'Something was stopped' },
  { name: 'generation.awaiting_consent', words: 'Something waits for an answer' },
  { name: 'film.finished', words: 'A film is cut' },
  { name: 'credits.changed', words: 'Credits moved' },
  { name: 'credits.low', words: 'Few credits are left' },
  { name: 'member.invited', words: 'Somebody was invited' },
  { name: 'member.joined', words: 'Somebody joined' },
];

const KNOWN: ReadonlyMap<string, string> = new Map(EVENTS.map((each) => [each.name, each.words]));

export function wordsOf(event: string): string {
  return event === 'ping' ? 'A test' : (KNOWN.get(event) ?? event);
}

/** "All events", "Something failed", "Something failed and 2 more". */
export function spokenEvents(events: readonly string[]): string {
  if (events.length === EVENTS.length) return 'All events';
  const [first, ...rest] = events;
  if (first === undefined) return 'No events';
  return rest.length === 0 ? wordsOf(first) : `${wordsOf(first)} and ${rest.length} more`;
}

/** How a delivery stands, in a few words: "Answered 200 in 84 ms", "No answer; next try 14:05". */
export function standing(delivery: Delivery, momentOf: (moment: string) => string): string {
  const last = delivery.attempts.at(-1);
  const answer = last ? (last.status ? `Answered ${last.status} in ${last.took_ms} ms` : 'No answer') : 'Not tried yet';
  if (delivery.state === 'waiting' && delivery.next_try_at)
    return `${answer} · next try ${momentOf(delivery.next_try_at)}`;
  const tries = delivery.attempts.length > 1 ? ` · ${delivery.attempts.length} tries` : '';
  return answer + tries;
}

/** The host of an address, which is what one knows it by. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
