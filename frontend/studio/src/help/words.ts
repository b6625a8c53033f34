/** Pure: how a failure is told, and which one is shown. */
import type { Generation, Resolution, ResolutionStep } from '../api/types';
import { isOpen } from '../live/progress';

const MOST_URGENT: readonly Resolution['state'][] = ['needs_you', 'working', 'resolved'];

/** Whether something of it did not work, as far as the generation itself tells. */
export function isTroubled(generation: Generation): boolean {
  if (generation.state === 'failed') return true;
  if (generation.state === 'review' && generation.error !== null) return true;
  return generation.state !== 'cancelled' && generation.jobs.some((job) => job.state === 'failed');
}

/** Everything was made, and nothing of it is good enough by itself. */
export function isNoneGood(generation: Generation): boolean {
  return generation.state === 'review' && generation.error === null;
}

/** Whether its resolutions are worth asking for: what is being made may be in trouble without a failed part yet. */
export function mayHaveTrouble(generation: Generation): boolean {
  return isTroubled(generation) || (isOpen(generation) && generation.state !== 'awaiting_consent');
}

/** The one to show: what waits for a person, then what the studio is at; what was put right only where it was watched. */
export function shownOf(found: readonly Resolution[], watched: ReadonlySet<string>): Resolution | null {
  const worth = found.filter((each) => each.state !== 'resolved' || watched.has(each.id));
  for (const state of MOST_URGENT) {
    const first = worth.find((each) => each.state === state);
    if (first) return first;
  }
  return null;
}

/** What the studio did or does by itself. */
export function doneByItself(resolution: Resolution): ResolutionStep[] {
  return resolution.steps.filter((step) => step.automatic && step.state !== 'waiting');
}

export function forYou(resolution: Resolution): ResolutionStep[] {
  return resolution.state === 'needs_you' ? resolution.steps.filter((step) => !step.automatic) : [];
}

/** "Tried 3 times"; nothing for a single try. */
export function spokenTries(resolution: Resolution): string {
  const count = resolution.tries.length;
  return count > 1 ? `Tried ${count} times.` : '';
}

/** "Helped 8 of 10 times." */
export function spokenSuccess(step: ResolutionStep): string {
  return step.success ? `Helped ${step.success.helped} of ${step.success.tried} times.` : '';
}

export function headline(resolution: Resolution): string {
  if (resolution.state === 'working') return 'Something went wrong. The studio is putting it right.';
  if (resolution.state === 'resolved') return 'That is put right. It went on.';
  return resolution.detail;
}

/** How many other parts of the same work wait for a person too. */
export function othersLike(found: readonly Resolution[], shown: Resolution): number {
  return found.filter((each) => each.id !== shown.id && each.state === shown.state).length;
}
