/** Pure: which jobs stand for pictures that are still to come. */
import { isEnded, isOpen } from '../live/progress';
import type { Generation, Job } from '../api/types';

const NOT_A_PICTURE: readonly string[] = ['score', 'plan', 'film', 'cut'];

/** Jobs that failed in a running generation stay visible; those that succeeded have their picture in the grid. */
export function pendingJobs(open: readonly Generation[], kind: Generation['kind']): Job[] {
  return open
    .filter((generation) => generation.kind === kind && isOpen(generation))
    .flatMap((generation) => [...generation.jobs].sort((a, b) => a.number - b.number))
    .filter((job) => !NOT_A_PICTURE.includes(job.kind) && (!isEnded(job) || job.state === 'failed'));
}

/** The scene that is open: the one in the address, else the first that is not finished, else the first. */
export function openScene<T extends { id: string; selected_take: string | null }>(
  scenes: readonly T[],
  asked: string | null,
): T | null {
  return (
    scenes.find((scene) => scene.id === asked) ?? scenes.find((scene) => !scene.selected_take) ?? scenes[0] ?? null
  );
}
