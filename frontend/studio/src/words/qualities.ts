/** Which quality is asked for and shown, and the workspace's own ones in words. */
import type { OwnTier, Project, Scene, TierId } from '../api/types';
import { TIER_IDS, TIER_NAMES } from '../stores/tiers.svelte';
import { countOf } from './film';

/** "Pictures 640 pixels wide, takes 25 frames"; what has no number of its own is the base's. */
export function numbersOf(tier: OwnTier): string {
  const takes = [
    ...(tier.video_side === null ? [] : [`${tier.video_side} pixels wide`]),
    ...(tier.frames === null ? [] : [countOf(tier.frames, 'frame')]),
  ];
  const parts = [
    ...(tier.picture_side === null ? [] : [`pictures ${tier.picture_side} pixels wide`]),
    ...(takes.length === 0 ? [] : [`takes ${takes.join(' and ')}`]),
    ...(tier.steps === null ? [] : [countOf(tier.steps, 'step')]),
  ].join(', ');
  return parts ? parts.charAt(0).toUpperCase() + parts.slice(1) : `All as in ${TIER_NAMES[tier.base]}`;
}

/** What scenes without a quality of their own are made in: drafts first. */
export function followed(project: Project): TierId {
  return project.draft_quality || project.quality;
}

/** What a request names: a scene's own quality, else the project's draft quality, else its own one's slug. */
export function askedQuality(project: Project | null, scene: Scene): string {
  if (!project || scene.quality || project.draft_quality) return scene.effective_quality;
  return project.custom_tier ?? scene.effective_quality;
}

/** What a scene's final is made in: a tier, and the word that a request names it by. */
export function finalQuality(project: Project, scene: Scene): { tier: TierId; word: string } {
  if (scene.quality) return { tier: scene.quality, word: scene.quality };
  return { tier: project.quality, word: project.custom_tier ?? project.quality };
}

/** Whether what was asked for in `made` is less than `full`. */
export function isLess(made: TierId, full: TierId): boolean {
  return TIER_IDS.indexOf(made) < TIER_IDS.indexOf(full);
}
