/** Pure: the takes of a scene by the generation that made them. A roll is what was shot at once. */
import type { Take } from '../api/types';

export interface Roll {
  generation: string;
  number: number;
  takes: Take[];
  best: Take | null;
}

/** In the order they were shot. Scores of one roll share one method, so only inside a roll is there a best. */
export function rollsOf(takes: readonly Take[]): Roll[] {
  const homes = new Map(takes.map((take) => [take.id, homeOf(take, takes)]));
  const ids = [...new Set(homes.values())];
  return ids.map((generation, index) => {
    const own = takes.filter((take) => homes.get(take.id) === generation).sort((a, b) => a.number - b.number);
    return { generation, number: index + 1, takes: own, best: bestOf(own) };
  });
}

/** A polished take stands with the one that it was made of. */
function homeOf(take: Take, takes: readonly Take[]): string {
  const source = takes.find((each) => each.id === take.polished?.source);
  return source && source.id !== take.id ? homeOf(source, takes) : take.generation;
}

export function bestOf(takes: readonly Take[]): Take | null {
  const scored = takes.filter((take) => take.rank !== null || take.total !== null);
  return [...scored].sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99) || (b.total ?? 0) - (a.total ?? 0))[0] ?? null;
}

/** The roll that is shown: the one asked for, else the newest. */
export function shownRoll(rolls: readonly Roll[], asked: string | null): Roll | null {
  return rolls.find((roll) => roll.generation === asked) ?? rolls[rolls.length - 1] ?? null;
}
