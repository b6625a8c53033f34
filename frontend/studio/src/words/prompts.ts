/** Movements of the camera that a click puts into the words of a take. */

export const CAMERA_MOVES: readonly { label: string; words: string }[] = [
  { label: 'Still', words: 'locked-off camera' },
  { label: 'Push in slowly', words: 'slow push in' },
  { label: 'Pull out slowly', words: 'slow pull out' },
  { label: 'Pan to the left', words: 'slow pan left' },
  { label: 'Pan to the right', words: 'slow pan right' },
  { label: 'Tilt up', words: 'slow tilt up' },
  { label: 'Tilt down', words: 'slow tilt down' },
  { label: 'Follow alongside', words: 'tracking shot' },
  { label: 'From the hand', words: 'handheld camera' },
];

/** The words of a scene with one movement in place of those it names; unchanged without one. */
export function withMove(prompt: string, move: string): string {
  if (!move) return prompt;
  const plain = CAMERA_MOVES.reduce((text, { words }) => without(text, words), prompt);
  return plain.trim() === '' ? move : `${plain.trim().replace(/[.,;\s]+$/, '')}, ${move}`;
}

function without(prompt: string, words: string): string {
  const at = prompt.toLowerCase().indexOf(words);
  if (at < 0) return prompt;
  const before = prompt.slice(0, at).replace(/[\s,]+$/, '');
  return (before + prompt.slice(at + words.length)).replace(/^[\s,]+/, '');
}
