/** Pure: what this machine reaches, and what would take it further. */
import type { DeviceLoad, Tier } from '../api/types';

export interface Line {
  words: string;
  isGood: boolean;
}

/**
 * Facts first, then what would take it further. `upgrades` are told sentences of what a larger card brings; without
 * them, and without a card, each quality says what it needs.
 */
export function adviceFor(tiers: readonly Tier[], load: DeviceLoad | null, upgrades: readonly string[] = []): Line[] {
  const lines: Line[] = load ? [here(load)] : [];
  if (tiers.length > 0) lines.push(load?.cards.length === 0 ? DRAWN : highest(tiers));
  const missing = tiers.filter((tier) => !tier.available).map((tier) => `${tier.name}: ${tier.needs}`);
  const further = upgrades.length > 0 ? upgrades : load?.cards.length === 0 ? missing : [];
  return [...lines, ...further.map((words) => ({ words, isGood: false }))];
}

const DRAWN: Line = { words: 'Everything is a drawn preview here, at each quality’s size.', isGood: false };

/** The highest that is reached in full, else the highest of what is reached of pictures or of takes alone. */
function highest(tiers: readonly Tier[]): Line {
  const best = tiers.filter((tier) => tier.available).at(-1);
  if (best) return { words: `${best.name} is the highest that is reached here now.`, isGood: true };
  const takes = tiers.filter((tier) => tier.video_reached).at(-1);
  const pictures = tiers.filter((tier) => tier.picture_reached).at(-1);
  if (!takes && !pictures) return DRAWN;
  const words = `${reach('Takes', takes)} here now. ${reach('Pictures', pictures)}.`;
  return { words, isGood: false };
}

function reach(what: string, tier: Tier | undefined): string {
  return tier ? `${what} reach ${tier.name}` : `${what} are drawn previews`;
}

function here(load: DeviceLoad): Line {
  if (load.cards.length === 0)
    return { words: 'No graphics card here: pictures are drawn on this computer’s processor.', isGood: false };
  const cards = load.cards.map((card) =>
    card.name.includes('GB') ? card.name : `${card.name} with ${Math.round(card.total_gb)} GB`,
  );
  return { words: `Here: ${cards.join(', ')}.`, isGood: true };
}
