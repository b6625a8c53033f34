/** How the parts of the advice are called. */
import type { Advice, Profile, Recommendation } from '../api/types';

export const PROFILES: readonly { id: Profile; name: string; words: string }[] = [
  { id: 'speed', name: 'Speed', words: 'soonest' },
  { id: 'balanced', name: 'Balanced', words: 'the middle' },
  { id: 'quality', name: 'Quality', words: 'finest' },
];

const PARAMETERS: Record<Recommendation['parameter'], string> = {
  tier: 'Quality',
  resolution: 'Size',
  steps: 'Steps',
  count: 'At once',
  length: 'Length',
};

export function parameterName(parameter: Recommendation['parameter']): string {
  return PARAMETERS[parameter];
}

const FUNCTIONS: Partial<Record<Recommendation['function'], string>> = {
  create_image: 'Pictures',
  edit_image: 'Changed pictures',
  create_video: 'Video',
  animate_image: 'Takes',
  narrate: 'Voice',
  enhance_prompt: 'Words',
};

export interface Group {
  id: string;
  name: string;
  list: Recommendation[];
}

/** The recommendations under their headings, in the order they came in. */
export function byFunction(found: readonly Recommendation[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of found) {
    const name = FUNCTIONS[one.function] ?? one.function.replaceAll('_', ' ');
    const group = groups.get(one.function) ?? { id: one.function, name, list: [] };
    groups.set(one.function, { ...group, list: [...group.list, one] });
  }
  return [...groups.values()];
}

/** Upgrades by the card that each takes, smallest first. */
export function byCard(upgrades: Advice['upgrades']): { card: number; lines: string[] }[] {
  const cards = [...new Set(upgrades.map((each) => each.card_gb))].sort((a, b) => a - b);
  return cards.map((card) => ({
    card,
    lines: upgrades.filter((each) => each.card_gb === card).map((each) => each.words),
  }));
}
