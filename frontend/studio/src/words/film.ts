/** Facts about scenes and films in one short phrase. */
import type { Episode, Output, Quote, Scene } from '../api/types';

export type SceneState = 'empty' | 'making' | 'choose-frame' | 'ready-to-shoot' | 'choose-take' | 'chosen';

export function sceneState(scene: Scene, making: boolean): SceneState {
  if (making) return 'making';
  if (scene.selected_take) return 'chosen';
  if (scene.takes.length > 0) return 'choose-take';
  if (scene.selected_frame) return 'ready-to-shoot';
  return scene.frames.length > 0 ? 'choose-frame' : 'empty';
}

export const SCENE_WORDS: Record<SceneState, string> = {
  empty: 'Not started',
  making: 'Being made',
  'choose-frame': 'Frames are ready to look at',
  'ready-to-shoot': 'Frame chosen',
  'choose-take': 'Takes are ready to look at',
  chosen: 'Take chosen',
};

export function isReadyToCut(episode: Episode): boolean {
  return episode.scenes.length > 0 && episode.scenes.every((scene) => scene.selected_take !== null);
}

export function chosenTake(scene: Scene) {
  return scene.takes.find((take) => take.id === scene.selected_take) ?? null;
}

export function chosenFrame(scene: Scene) {
  return scene.frames.find((frame) => frame.id === scene.selected_frame) ?? null;
}

/** The frame with the most points; of equals, the first. */
export function bestFrame(scene: Scene) {
  return [...scene.frames].sort((a, b) => (b.score ?? -1) - (a.score ?? -1))[0] ?? null;
}

/** The picture that stands for a scene: the chosen frame, else the first made. */
export function sceneImage(scene: Scene): string | null {
  return (chosenFrame(scene) ?? scene.frames[0])?.output.url ?? null;
}

export function totalSeconds(episode: Episode): number {
  return episode.scenes.reduce((sum, scene) => sum + (scene.seconds ?? 0), 0);
}

export function countOf(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "768 × 432 · 24 frames a second · 2.1 MB". */
export function outputFacts(output: Output): string {
  const parts = [`${output.width} × ${output.height}`];
  if (output.fps) parts.push(`${Math.round(output.fps)} frames a second`);
  if (output.bytes > 0) parts.push(spokenBytes(output.bytes));
  return parts.join(' · ');
}

/** What made these, each device once; empty where nobody kept that. */
export function devicesOf(outputs: Output[]): string {
  return [...new Set(outputs.map((output) => output.device).filter(Boolean))].join(', ');
}

function spokenBytes(bytes: number): string {
  const mega = bytes / 1_000_000;
  return mega >= 1 ? `${mega.toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`;
}

/** What the button that shoots takes does, as far as its price was read. */
export function shootWords(quote: Pick<Quote, 'most_takes' | 'likely_credits' | 'credits'> | null, more = ''): string {
  const most = quote?.most_takes;
  if (!quote || !most) return `Shoot ${more ? `${more} ` : ''}takes`;
  const isFewer = quote.likely_credits !== null && quote.likely_credits < quote.credits;
  const count = most === 1 ? (more ? `1 ${more} take` : 'a take') : `${most} ${more ? `${more} ` : ''}takes`;
  return `Shoot ${isFewer ? 'up to ' : ''}${count}`;
}
