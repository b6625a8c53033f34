/** Going back to a version of a scene: its frame, its take, its words and its chips are the scene's again; nothing is lost. */
import type { HeroFrame, Scene, SceneVersion } from '../api/types';
import type { SceneChange } from '../api/studio';
import type { Studio } from '../stores/studio';

export async function useVersion(studio: Studio, scene: Scene, version: SceneVersion): Promise<Scene> {
  let changed = scene;
  const frame = scene.frames.find((each) => each.id === version.frame);
  if (frame && scene.selected_frame !== frame.id) changed = await studio.api.chooseFrame(scene.id, frame);
  const take = scene.takes.find((each) => each.id === version.take);
  if (take && scene.selected_take !== take.id) changed = await studio.api.chooseTake(take);
  const change = asThen(studio, scene, version);
  return Object.keys(change).length > 0 ? await studio.api.changeScene(scene.id, change) : changed;
}

/** What the scene says otherwise than when the version was asked for: else its frame would be out of date at once. */
function asThen(studio: Studio, scene: Scene, version: SceneVersion): SceneChange {
  const { prompt, enhance, negative_prompt } = version;
  const isSame = JSON.stringify(enhance) === JSON.stringify(scene.enhancements);
  const leftOut = scene.negative_prompt ?? studio.chips.usualWithout;
  return {
    ...(prompt.trim() && prompt !== scene.prompt ? { prompt } : {}),
    ...(isSame ? {} : { enhancements: enhance }),
    ...(negative_prompt === leftOut ? {} : { negative_prompt }),
  };
}

/** What a new asking goes on from: the chosen take's version where the same frame is filmed again, else the frame's. */
export function goesOnFrom(scene: Scene, frame: HeroFrame | null, kind: 'frames' | 'takes'): string | undefined {
  const take = scene.takes.find((each) => each.id === scene.selected_take);
  if (kind === 'takes' && take && take.frame === (frame?.id ?? scene.selected_frame)) return take.generation;
  const from = frame ?? scene.frames.find((each) => each.id === scene.selected_frame);
  return from?.generation ?? undefined;
}
