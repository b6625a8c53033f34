/** Pure: a scene's script as the form of a card shows it, and what the form makes of it. */
import type { Scene } from '../api/types';

export type Spoken = Scene['dialogue'][number];

export const SCRIPTED = [
  'title',
  'slugline',
  'description',
  'dialogue',
  'characters',
  'camera',
  'transition',
  'seconds',
] as const;
export type Scripted = (typeof SCRIPTED)[number];

export const LABELS: Record<Scripted, string> = {
  title: 'Title',
  slugline: 'Heading',
  description: 'What happens',
  dialogue: 'What is said',
  characters: 'Who is seen',
  camera: 'Camera',
  transition: 'Into the next scene',
  seconds: 'Seconds',
};

export const TRANSITION_NAMES: Record<string, string> = {
  cut: 'Cut',
  dissolve: 'Dissolve',
  fade_out: 'Fade out',
  fade_in: 'Fade in',
  smash_cut: 'Smash cut',
  match_cut: 'Match cut',
  jump_cut: 'Jump cut',
  wipe: 'Wipe',
  iris: 'Iris',
};

/** "Anna, Ben" -> both names, each once. */
export function namesIn(text: string): string[] {
  const names = text.split(/[,;\n、，]/u).map((name) => name.trim());
  return [...new Set(names.filter(Boolean))];
}

/** Lines without those in which nobody says anything; a line keeps what the form does not show. */
export function spokenLines(lines: readonly Spoken[]): Spoken[] {
  return lines
    .map((each) => ({ ...each, character: each.character.trim(), line: each.line.trim() }))
    .filter((each) => each.character || each.line);
}

/** `lines` with the one at `index` put `by` places further; unchanged at an end. */
export function moved<T>(lines: readonly T[], index: number, by: number): T[] {
  const one = lines[index];
  const to = index + by;
  if (one === undefined || to < 0 || to >= lines.length) return [...lines];
  const rest = lines.filter((_, place) => place !== index);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** A field's value as people read it. */
export function told(name: Scripted, value: unknown): unknown {
  if (name === 'dialogue') return (value as Spoken[]).map((each) => `${each.character}: ${each.line}`).join('\n');
  return name === 'transition' ? (TRANSITION_NAMES[String(value)] ?? value) : value;
}
