/** The stages of each kind of work, in the creator's words and in their order. */
import { isEnded, isGathering, isScoring } from '../live/progress';
import type { Generation, GenerationKind } from '../api/types';

const STAGES: Record<GenerationKind, readonly string[]> = {
  plan: ['Reading the scene'],
  frames: ['Reading the scene', 'Blocking the scene', 'Lighting', 'Developing', 'Looking it over'],
  picture: ['Reading the scene', 'Blocking the scene', 'Lighting', 'Developing'],
  takes: ['Reading the scene', 'Blocking the scene', 'Lighting', 'Rolling', 'Looking it over'],
  film: ['Reading the scene', 'Cutting'],
  polish: ['Polishing', 'Looking it over'],
};
const PIECES: Partial<Record<GenerationKind, string>> = { frames: 'frame', picture: 'picture', takes: 'take' };

export interface StageLine {
  name: string;
  place: 'done' | 'now' | 'next';
}

/** A stage the list does not know is shown too, as the one that is running. */
export function stageLines(generation: Generation): StageLine[] {
  const current = currentStage(generation);
  const known = STAGES[generation.kind];
  const names = current && !known.includes(current) ? [...known, current] : known;
  const at = current ? names.indexOf(current) : -1;
  return names.map((name, index) => ({ name, place: index < at ? 'done' : index === at ? 'now' : 'next' }));
}

export function currentStage(generation: Generation): string {
  if (generation.state === 'scoring') return 'Looking it over';
  const running = generation.jobs.filter((job) => job.state === 'running');
  return (running.find((job) => !isScoring(job)) ?? running[0])?.stage ?? '';
}

/** "Lighting, frame 2 of 4"; "Waiting for its turn" before the first stage. */
export function spokenStage(generation: Generation): string {
  const stage = currentStage(generation);
  if (generation.state === 'awaiting_consent') return 'Waits for you';
  if (!stage) return generation.jobs.some(isEnded) ? 'Next one' : 'Waiting for its turn';
  const piece = PIECES[generation.kind];
  const made = generation.jobs.filter((job) => !isScoring(job));
  if (!piece || made.length < 2 || generation.state === 'scoring') return stage;
  const number = Math.min(made.length, made.filter(isEnded).length + 1);
  return `${stage}, ${piece} ${number} of ${made.length}`;
}

/** What is being made, for a heading: "Frames for scene 2". */
export function spokenWork(generation: Generation, sceneNumber: number | null): string {
  const where = sceneNumber === null ? '' : ` for scene ${sceneNumber}`;
  const names: Record<GenerationKind, string> = {
    plan: 'Planning the scenes',
    frames: `Frames${where}`,
    picture: 'A picture',
    takes: `Takes${where}`,
    film: isGathering(generation) ? 'The whole film' : 'Cutting the film',
    polish: `A polish${where}`,
  };
  return names[generation.kind];
}
