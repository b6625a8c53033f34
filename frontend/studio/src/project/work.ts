/** Pure: the work that is under way, in the order a person cares about it. */
import type { Generation, Scene } from '../api/types';
import { fractionOf, isGathering } from '../live/progress';

/** What runs in the open scene comes first, then what runs elsewhere, then what waits; the whole film last. */
export function inOrderOfCare(open: readonly Generation[], scene: string | null): Generation[] {
  return [...open].sort((a, b) => weight(b, scene) - weight(a, scene) || a.created_at.localeCompare(b.created_at));
}

function weight(generation: Generation, scene: string | null): number {
  if (isGathering(generation)) return -1;
  return (generation.scene === scene ? 2 : 0) + (generation.state === 'queued' ? 0 : 1);
}

export function sceneNumber(generation: Generation, scenes: readonly Scene[]): number | null {
  return scenes.find((scene) => scene.id === generation.scene)?.number ?? null;
}

/** "62%", "waits", or for a whole film "1 of 3 scenes". */
export function howFar(generation: Generation, scenes: readonly Scene[]): string {
  if (isGathering(generation))
    return `${scenes.filter((scene) => scene.selected_take).length} of ${scenes.length} scenes`;
  return generation.state === 'queued' ? 'waits' : `${Math.round(fractionOf(generation) * 100)}%`;
}
