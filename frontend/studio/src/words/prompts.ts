/** Decisions of light, air and camera that a click adds to, or takes out of, the words of a scene. */

export interface Phrase {
  icon: 'light' | 'air' | 'camera';
  label: string;
  words: string;
}

export const PHRASES: readonly Phrase[] = [
  { icon: 'light', label: 'At dawn', words: 'at dawn' },
  { icon: 'light', label: 'Last light', words: 'in the last light' },
  { icon: 'light', label: 'Night', words: 'at night' },
  { icon: 'air', label: 'Rain', words: 'in the rain' },
  { icon: 'air', label: 'Fog', words: 'in thick fog' },
  { icon: 'air', label: 'Snow', words: 'in falling snow' },
  { icon: 'camera', label: 'Push in', words: 'slow push in' },
  { icon: 'camera', label: 'Wide', words: 'seen from far away' },
];

export function hasPhrase(prompt: string, phrase: Phrase): boolean {
  return prompt.toLowerCase().includes(phrase.words);
}

export function togglePhrase(prompt: string, phrase: Phrase): string {
  if (!hasPhrase(prompt, phrase))
    return prompt.trim() === '' ? phrase.words : `${withoutStop(prompt)}, ${phrase.words}`;
  const at = prompt.toLowerCase().indexOf(phrase.words);
  const before = prompt.slice(0, at).replace(/[\s,]+$/, '');
  return (before + prompt.slice(at + phrase.words.length)).replace(/^[\s,]+/, '');
}

function withoutStop(prompt: string): string {
  return prompt.trim().replace(/[.,;\s]+$/, '');
}
