/** When a quality does not fit: what is said of it, in the fewest words. */
import type { Generation, Quote, TierId, Way } from '../api/types';
import { TIER_NAMES } from '../stores/tiers.svelte';
import { countOf } from './film';
import { spokenRange } from './times';

export interface Part {
  text: string;
  isFigure: boolean;
}

type Fallen = Pick<Quote, 'requested_tier' | 'achieved_tier' | 'fallback'> & { preview?: boolean };

/** "High needs 24 GB ..." in parts, so that the figures can stand out. */
export function figuresIn(sentence: string): Part[] {
  return sentence
    .split(/(\d+(?:\.\d+)? GB)/)
    .map((text, index) => ({ text: text.replace(/(\d)\.0 GB$/, '$1 GB'), isFigure: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}

/** "High does not fit right now. Standard does." */
export function headline(fallen: Fallen): string {
  const asked = TIER_NAMES[fallen.requested_tier];
  const got = usedName(fallen);
  const spoken: Record<string, string> = {
    plan: `${asked} is not in this plan. ${got} is.`,
    terms: `${asked} cannot be made here yet. ${got} can.`,
    not_here: `${asked} cannot be made here yet. ${got} can.`,
    ran_short: `Memory ran short for ${asked}. ${got} fits.`,
  };
  return spoken[fallen.fallback?.key ?? ''] ?? `${asked} does not fit right now. ${got} does.`;
}

/** "Standard"; "A drawn preview" where nothing but the processor draws. */
export function usedName(fallen: Fallen): string {
  return isPreviewOnly(fallen) ? 'A drawn preview' : TIER_NAMES[fallen.achieved_tier];
}

/** The quality's own size is kept; what makes it is the drawn preview. */
export function isPreviewOnly(fallen: Fallen): boolean {
  return fallen.fallback !== null && (fallen.preview === true || fallen.achieved_tier === fallen.requested_tier);
}

/** What the button that asks says, with what will be used. */
export function generateWords(quote: Quote | null): string {
  if (!quote?.fallback) return 'Generate';
  return isPreviewOnly(quote) ? 'Generate a preview' : `Generate in ${TIER_NAMES[quote.achieved_tier]}`;
}

/** The right-hand word of a way: when it helps. */
export const WHEN_WORDS: Record<Way['when'], string> = {
  now: 'fits now',
  later: 'later',
  never: 'not with this card',
};

/** A generation in the words of a quote: what it is asked about now counts, not what was foreseen when it was asked for. */
export function fallenOf(generation: Generation): Fallen {
  const { requested_tier, achieved_tier, fallback, quote } = generation;
  return { requested_tier, achieved_tier, fallback, preview: quote.preview && isForeseen(generation) };
}

/** "40–55 s, 6 credits"; where things got worse since the quote, the credits alone. */
export function priceOf(generation: Generation): string {
  const { quote, credits_reserved } = generation;
  if (isForeseen(generation)) return `${spokenRange(quote.seconds)}, ${countOf(quote.credits, 'credit')}`;
  return countOf(credits_reserved, 'credit');
}

function isForeseen(generation: Generation): boolean {
  return generation.quote.achieved_tier === generation.achieved_tier;
}

/** "Continued in Standard at 22:04". */
export function continuedAt(tier: TierId, moment: string): string {
  const time = new Date(moment).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return `Continued in ${TIER_NAMES[tier]} at ${time}`;
}

export function isAsking(generation: Generation): boolean {
  return generation.state === 'awaiting_consent' && (generation.consent?.answer ?? '') === '';
}
